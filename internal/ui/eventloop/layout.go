package eventloop

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// laidOut is what the toolkit's canvas offers to its own loop.
type laidOut interface {
	SetDirty()
	CheckDirtyAndClear() bool
	// EnsureMinSize lays out what has another least size than before, and tells whether the whole window has.
	EnsureMinSize() bool
}

// layOut lays windows out that are to be drawn. The toolkit does so while it draws; what moves then is to be drawn
// once more, so that every change of a layout costs two pictures. When it finds all in place, it draws one.
func layOut(windows []fyne.Window) {
	for _, w := range windows {
		c, ok := w.Canvas().(laidOut)
		if !ok || !c.CheckDirtyAndClear() {
			continue
		}
		if c.EnsureMinSize() {
			w.SetPadded(w.Padded()) // which fits the window to what it holds, as the toolkit would now
		}
		c.SetDirty()
	}
}

// still tells whether no window is to be drawn.
func still(windows []fyne.Window) bool {
	for _, w := range windows {
		if c, ok := w.Canvas().(laidOut); ok && c.CheckDirtyAndClear() {
			c.SetDirty()
			return false
		}
	}
	return true
}

// redraw has windows drawn again as they are.
func redraw(windows []fyne.Window) {
	for _, w := range windows {
		if content := w.Content(); content != nil {
			canvas.Refresh(content)
		}
	}
}
