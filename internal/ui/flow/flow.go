// Package flow sets controls from left to right and begins a new row where the next one does not fit,
// so that no row of controls is wider than a small window with large type.
package flow

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// New sets objects in rows.
func New(objects ...fyne.CanvasObject) *fyne.Container { return container.New(&rows{}, objects...) }

// rows remembers its width, because the height it needs depends on it.
type rows struct{ width float32 }

// MinSize is as wide as the widest object and as high as the rows at the last known width.
func (r *rows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	for _, o := range objects {
		if o.Visible() {
			widest = max(widest, o.MinSize().Width)
		}
	}
	return fyne.NewSize(widest, r.arrange(objects, max(r.width, widest), false))
}

// Layout sets the objects.
func (r *rows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	r.width = size.Width
	r.arrange(objects, size.Width, true)
}

func (r *rows) arrange(objects []fyne.CanvasObject, width float32, place bool) (height float32) {
	gap := theme.InnerPadding()
	x, y := float32(0), float32(0)
	for first := 0; first < len(objects); {
		next, row := first, float32(0)
		for x = 0; next < len(objects); next++ {
			size := objects[next].MinSize()
			if !objects[next].Visible() {
				continue
			}
			if x > 0 && x+size.Width > width {
				break
			}
			x += size.Width + gap
			row = max(row, size.Height)
		}
		x = 0
		for _, o := range objects[first:next] {
			if !o.Visible() {
				continue
			}
			size := o.MinSize()
			if place {
				// Objects of a row share a foot line, so that a labelled control stands level with a button.
				o.Move(fyne.NewPos(x, y+row-size.Height))
				o.Resize(size)
			}
			x += size.Width + gap
		}
		y += row + gap
		first = next
	}
	return max(y-gap, 0)
}

// Above sets what controls there are above the rest, which gets the remaining room. The controls get
// their width before they are asked for their height.
func Above(controls, rest fyne.CanvasObject) *fyne.Container {
	return container.New(above{}, controls, rest)
}

type above struct{}

// MinSize is that of both, one above the other.
func (above) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+theme.InnerPadding()+b.Height)
}

// Layout sets both.
func (above) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	controls, rest := objects[0], objects[1]
	controls.Move(fyne.NewPos(0, 0))
	controls.Resize(fyne.NewSize(size.Width, controls.Size().Height))
	height := controls.MinSize().Height
	controls.Resize(fyne.NewSize(size.Width, height))
	y := height + theme.InnerPadding()
	rest.Move(fyne.NewPos(0, y))
	rest.Resize(fyne.NewSize(size.Width, max(size.Height-y, rest.MinSize().Height)))
}
