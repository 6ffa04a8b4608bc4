package scrolling

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// notch is how far the toolkit scrolls for one notch of the wheel, except on macOS, where the system has
// its own measure.
const notch = 25

// wheel lies unseen over a pane and takes the mouse wheel for all of it, and nothing else: the fields in
// the pane would hold the page still whenever the pointer happens to be over one.
type wheel struct {
	widget.BaseWidget
	pane *Pane
}

var _ fyne.Scrollable = (*wheel)(nil)

func newWheel(p *Pane) *wheel {
	w := &wheel{pane: p}
	w.ExtendBaseWidget(w)
	return w
}

// AccessibilityLabel leaves the speaking to what lies below.
func (w *wheel) AccessibilityLabel() string { return "" }

// Scrolled scrolls the pane, by some lines of text for each notch.
func (w *wheel) Scrolled(e *fyne.ScrollEvent) {
	w.pane.held = nil
	moved := *e
	if runtime.GOOS != "darwin" {
		moved.Scrolled.DY *= lineStep * w.pane.Theme().Size(theme.SizeNameText) / notch
	}
	w.pane.Scroll.Scrolled(&moved)
}

// CreateRenderer shows nothing.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{})
}
