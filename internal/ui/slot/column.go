package slot

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Column is a layout that stacks objects, each as high as it needs at the column's width, with room between. Slots among
// them are built when they come near what is in sight.
type Column struct {
	// Sight is nil where nothing waits to be built.
	Sight Sight
}

// widest is how wide the column grows, in text sizes: wider pictures say no more.
const widest = 84

func (Column) gap() float32 { return theme.InnerPadding() * 1.5 }

// MinSize is the height of all, at the width known.
func (c Column) MinSize(objects []fyne.CanvasObject) fyne.Size {
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

// Layout gives each object the width, then the height that it needs at that width.
func (c Column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width, y := min(size.Width, widest*theme.TextSize()), float32(0)
	for _, o := range objects {
		if c.Sight != nil {
			c.Sight.FillNear(o, y, o.MinSize().Height)
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(width, o.Size().Height)) // wrapped text knows its height at its width only
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		y += height + c.gap()
	}
}
