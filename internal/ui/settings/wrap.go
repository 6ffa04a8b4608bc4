package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// wrapLayout sets objects from left to right and begins a new row where the next one does not fit. It
// remembers its width, because the height it needs depends on it.
type wrapLayout struct{ width float32 }

// MinSize is as wide as the widest object and as high as the rows at the last known width.
func (w *wrapLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	for _, o := range objects {
		widest = max(widest, o.MinSize().Width)
	}
	return fyne.NewSize(widest+2*theme.InnerPadding(), w.arrange(objects, max(w.width, widest), false))
}

// Layout sets the objects.
func (w *wrapLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w.width = size.Width
	w.arrange(objects, size.Width, true)
}

func (w *wrapLayout) arrange(objects []fyne.CanvasObject, width float32, place bool) (height float32) {
	gap, side := theme.Padding(), theme.InnerPadding()
	x, y, row := side, gap, float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if x > side && x+size.Width > width-side {
			x, y, row = side, y+row+gap, 0
		}
		if place {
			o.Move(fyne.NewPos(x, y))
			o.Resize(size)
		}
		x += size.Width + gap
		row = max(row, size.Height)
	}
	return y + row + gap
}
