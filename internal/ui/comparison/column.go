package comparison

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/ui/slot"
)

// widest is how wide the column grows, in text sizes: wider pictures say no more.
const widest = 84

// columnLayout stacks slots and builds those that lie within a window's height of what is in sight.
type columnLayout struct {
	sight slot.Sight
}

func (c *columnLayout) gap() float32 { return theme.InnerPadding() * 1.5 }

// MinSize is the height of all, at the width known.
func (c *columnLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for i, o := range objects {
		size := o.MinSize()
		least.Width = max(least.Width, size.Width)
		least.Height += size.Height
		if i > 0 {
			least.Height += c.gap()
		}
	}
	return least
}

// Layout gives each slot the width, then the height that it needs at that width.
func (c *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, widest*theme.TextSize())
	y := float32(0)
	for _, o := range objects {
		c.sight.FillNear(o, y, o.MinSize().Height)
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(width, o.Size().Height)) // wrapped text knows its height at its width only
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		y += height + c.gap()
	}
}
