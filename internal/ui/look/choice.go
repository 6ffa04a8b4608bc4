package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Choice gives a list to choose from the width of its longest entry. By itself it is only as wide as its
// placeholder, and cuts what is chosen.
func Choice(s *widget.Select) fyne.CanvasObject { return container.New(&choiceLayout{s}, s) }

type choiceLayout struct{ choice *widget.Select }

// MinSize has room for every entry.
func (c *choiceLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[0].MinSize()
	text := theme.TextSize()
	chrome := least.Width - fyne.MeasureText(c.choice.PlaceHolder, text, fyne.TextStyle{}).Width
	for _, word := range append([]string{c.choice.PlaceHolder}, c.choice.Options...) {
		least.Width = max(least.Width, chrome+fyne.MeasureText(word, text, fyne.TextStyle{}).Width)
	}
	return least
}

// Layout gives the list all the room.
func (c *choiceLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
}
