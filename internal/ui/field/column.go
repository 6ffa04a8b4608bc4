package field

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// widest is how wide a column of fields grows, in text sizes; wider lines are hard to read.
const widest = 64

// NewColumn stacks objects, each as high as it needs at the column's width.
func NewColumn(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(column{}, objects...)
}

type column struct{}

// MinSize is the height of all that is on show.
func (column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		least.Width = max(least.Width, size.Width)
		least.Height += size.Height + theme.InnerPadding()
	}
	return least
}

// Layout gives each object the width first, then the height that it needs at that width.
func (column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width, y := min(size.Width, widest*theme.TextSize()), float32(0)
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(width, o.Size().Height))
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		y += height + theme.InnerPadding()
	}
}
