package eventloop

import (
	"testing"

	"fyne.io/fyne/v2"
)

type fakeWindow struct {
	fyne.Window
	canvas *fakeCanvas
}

func (w fakeWindow) Canvas() fyne.Canvas { return w.canvas }

type fakeCanvas struct {
	fyne.Canvas
	size  fyne.Size
	dirty bool
}

func (c *fakeCanvas) Size() fyne.Size     { return c.size }
func (c *fakeCanvas) SetDirty()           { c.dirty = true }
func (c *fakeCanvas) EnsureMinSize() bool { return false }
func (c *fakeCanvas) CheckDirtyAndClear() bool {
	was := c.dirty
	c.dirty = false
	return was
}

func TestAWindowOfAnotherSizeIsDrawnTwice(t *testing.T) {
	c := &fakeCanvas{size: fyne.NewSize(800, 600), dirty: true}
	l, all := layouts{}, []fyne.Window{fakeWindow{canvas: c}}
	pictures := func() (n int) {
		for range 6 {
			if l.turn(all); c.CheckDirtyAndClear() { // the toolkit draws
				n++
			}
		}
		return n
	}
	if n := pictures(); n != 1 {
		t.Errorf("a new window is drawn %d times", n)
	}
	c.size, c.dirty = fyne.NewSize(800, 400), true
	if n := pictures(); n != 2 {
		t.Errorf("a window of another size is drawn %d times", n)
	}
	c.dirty = true
	if n := pictures(); n != 1 {
		t.Errorf("a window of the same size is drawn %d times", n)
	}
}
