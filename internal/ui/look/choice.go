package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Select is a list to choose from that has a name: for a screen reader, words that stand beside it do not belong to it.
type Select struct {
	widget.Select
	name string
}

// NewSelect makes one that tells the index of what was chosen, if chosen is not nil.
func NewSelect(name string, options []string, chosen func(int)) *Select {
	s := &Select{}
	s.Init(name, options)
	if chosen != nil {
		s.OnChanged = func(string) { chosen(s.SelectedIndex()) }
	}
	s.ExtendBaseWidget(s)
	return s
}

// Init gives what is built on a list its name and its options.
func (s *Select) Init(name string, options []string) { s.name, s.Options = name, options }

// Pick chooses an option without telling so; an index of none of them leaves it open.
func (s *Select) Pick(index int) {
	call := s.OnChanged
	s.OnChanged = nil
	if index >= 0 {
		s.SetSelectedIndex(index)
	} else {
		s.ClearSelected()
	}
	s.OnChanged = call
}

// Called is the name, whatever is chosen.
func (s *Select) Called() string { return s.name }

// AccessibilityLabel is the name, and what is chosen or else what asks for it.
func (s *Select) AccessibilityLabel() string {
	if s.Selected == "" {
		return s.name + ": " + s.PlaceHolder
	}
	return s.name + ": " + s.Selected
}

// AccessibilityRole is that of what can be pressed.
func (s *Select) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Choice gives a list to choose from the width of its longest entry. By itself it is only as wide as its
// placeholder, and cuts what is chosen.
func Choice(s *Select) fyne.CanvasObject { return container.New(&choiceLayout{s}, s) }

type choiceLayout struct{ choice *Select }

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
