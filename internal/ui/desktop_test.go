package ui

import (
	"strings"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// In the tray for two days, the window comes forward with the night that is meant by then.
func TestTheWindowComesForwardWithTheNightThatIsMeant(t *testing.T) {
	path, now := ownDiary(t), uitest.Morning
	p := program(t, func(s *Start) {
		s.Path = path
		s.Now = func() time.Time { return now }
	})
	l := p.open.env.L
	p.open.goTo(screen.Night, screen.Target{})
	p.window.Hide()
	now = now.Add(37 * time.Hour)
	p.comeForward()
	if out, want := p.open.current.ReadOut(), l.NightOf(diary.NightAt(now)); !strings.HasPrefix(out, want) {
		t.Errorf("on show: %s", out)
	}
	if got := p.open.name(screen.Night); got != l.T("shell.screen.tonight") {
		t.Errorf("the navigation says %q", got)
	}
}
