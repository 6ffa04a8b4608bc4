package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// ringWidth is how wide the mark of the keyboard is.
const ringWidth = 2

// Ring marks a large part of a screen as having the keyboard: four bars around it. One rectangle with a line around
// it would be drawn over all that it surrounds, in every frame.
type Ring struct{ bars [4]*canvas.Rectangle }

// NewRing returns a ring that is not on show.
func NewRing() *Ring {
	r := &Ring{}
	for i := range r.bars {
		r.bars[i] = canvas.NewRectangle(nil)
		r.bars[i].Hidden = true
	}
	return r
}

// Objects are what is drawn.
func (r *Ring) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.bars[0], r.bars[1], r.bars[2], r.bars[3]}
}

// Resize puts the bars inside a size.
func (r *Ring) Resize(size fyne.Size) { r.ResizeTo(size, ringWidth) }

// ResizeTo puts bars of a width of their own inside a size.
func (r *Ring) ResizeTo(size fyne.Size, width float32) {
	for i, bar := range edges(size, width) {
		r.bars[i].Move(bar.at)
		r.bars[i].Resize(bar.size)
	}
}

// Mark shows the ring in a colour, or takes it away.
func (r *Ring) Mark(on bool, c color.Color) {
	for _, bar := range r.bars {
		if bar.FillColor != c || bar.Hidden == on {
			bar.FillColor, bar.Hidden = c, !on
			canvas.Refresh(bar)
		}
	}
}
