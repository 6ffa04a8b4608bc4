package timeline

import (
	"testing"

	"fyne.io/fyne/v2"

	"stillnight/internal/demo"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// BenchmarkZoomTenYears is what a frame of a zoom over ten years costs Fyne's goroutine at 1600 × 900: the
// wheel, the view and the wish for a picture. Drawings that take longer than a frame may are made
// beside it and shown when they are there.
func BenchmarkZoomTenYears(b *testing.B) {
	app, w := uitest.NewWindow(b)
	s := New(uitest.NewEnv(b, app, w, demo.Long(1, 10, 20, 500))).(*Screen)
	w.SetContent(s.Content())
	w.Resize(fyne.NewSize(1600, 900))
	s.Show(screen.Target{})
	w.Canvas().Capture()
	s.pane.look(s.pane.bounds.all(""))
	at := fyne.PointEvent{Position: fyne.NewPos(800, 300)}
	for i := 0; b.Loop(); i++ {
		way := float32(25)
		if i/10%2 == 1 {
			way = -25
		}
		s.pane.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, way), PointEvent: at})
	}
}
