package comparison

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// pairLayout sets objects two by two: a name and its value side by side, or one above the other where
// the room is less than roomForTwo text sizes wide.
type pairLayout struct{ width float32 }

const (
	roomForTwo = 34
	nameShare  = 0.42
)

func (p *pairLayout) gap() float32 { return -theme.Padding() }

// MinSize is the height at the width known.
func (p *pairLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(8*theme.TextSize(), p.arrange(objects, p.width, false))
}

// Layout sets the pairs from top to bottom.
func (p *pairLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	p.width = size.Width
	p.arrange(objects, size.Width, true)
}

func (p *pairLayout) arrange(objects []fyne.CanvasObject, width float32, place bool) float32 {
	y := float32(0)
	beside := width >= roomForTwo*theme.TextSize()
	put := func(o fyne.CanvasObject, x, w float32) float32 {
		if place {
			o.Move(fyne.NewPos(x, y))
			o.Resize(fyne.NewSize(w, o.Size().Height))
			o.Resize(fyne.NewSize(w, o.MinSize().Height))
		}
		return o.MinSize().Height
	}
	for i := 0; i+1 < len(objects); i += 2 {
		if beside {
			name := width * nameShare
			y += max(put(objects[i], 0, name), put(objects[i+1], name, width-name)) + p.gap()
			continue
		}
		y += put(objects[i], 0, width) + p.gap()*2
		y += put(objects[i+1], 0, width) + p.gap()
	}
	return max(y-p.gap(), 0)
}
