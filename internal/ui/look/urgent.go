package look

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// NewUrgent is a notice that should not wait, in large type: what was ticked, what it means for today, and whom to call.
func NewUrgent(ticked, text string, calls []string) *Card {
	words := container.New(layout.NewCustomPaddedVBoxLayout(-theme.Padding()), Heading(ticked))
	if text != "" {
		large := Text(text)
		large.SizeName = theme.SizeNameSubHeadingText
		words.Add(large)
	}
	for _, call := range calls {
		words.Add(Heading(call))
	}
	return NewNotice(words)
}
