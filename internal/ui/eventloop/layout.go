package eventloop

import (
	"maps"
	"slices"

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

// layouts prepares windows for being drawn, and keeps of each what it was drawn in last.
type layouts map[fyne.Window]drawnIn

type drawnIn struct {
	size fyne.Size
	owed int // pictures that are to be drawn though nothing has changed
}

// turn lays windows out that are to be drawn. The toolkit does so while it draws; what moves then is to be drawn
// once more, so that every change of a layout costs two pictures. When it finds all in place, it draws one.
//
// A window of another size is drawn twice all the same: the first picture may still go into one of the old size, and
// lie too low, and where the X server keeps what is on show nothing asks for another.
func (l layouts) turn(windows []fyne.Window) {
	maps.DeleteFunc(l, func(w fyne.Window, _ drawnIn) bool { return !slices.Contains(windows, w) })
	for _, w := range windows {
		c, ok := w.Canvas().(laidOut)
		if !ok {
			continue
		}
		in, known := l[w]
		if size := w.Canvas().Size(); size != in.size {
			in.size = size
			if known {
				in.owed = 2
			}
		}
		changed := c.CheckDirtyAndClear()
		if changed && c.EnsureMinSize() {
			w.SetPadded(w.Padded()) // which fits the window to what it holds, as the toolkit would now
		}
		if changed || in.owed > 0 {
			c.SetDirty()
			in.owed = max(in.owed-1, 0)
		}
		l[w] = in
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
