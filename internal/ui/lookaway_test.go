package ui

import (
	"testing"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// The colours and the text size change while a screen is away. What it draws in a larger size must have the new colours:
// a white icon would light the room.
func TestAScreenComesBackInTheColoursChosenMeanwhile(t *testing.T) {
	for _, id := range screen.All {
		t.Run(string(id), func(t *testing.T) {
			elsewhere := screen.Timeline
			if id == elsewhere {
				elsewhere = screen.Doctor
			}
			p := program(t, nil)
			p.session.OpenSample()
			p.open.GoTo(id, screen.Target{})
			p.open.GoTo(elsewhere, screen.Target{})
			p.setTheme(look.Night)
			p.setText(150)
			p.open.GoTo(id, screen.Target{})
			uitest.CheckDark(t, p.window.Window)
		})
	}
}
