package doctor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

// entry is a field to type in that has a name, and tells when the keyboard comes to it.
type entry struct {
	widget.Entry
	name    string
	reached func(fyne.CanvasObject)
}

func newEntry(name string, reached func(fyne.CanvasObject)) *entry {
	e := &entry{name: name, reached: reached}
	e.ExtendBaseWidget(e)
	return e
}

// AccessibilityLabel is the field's name.
func (e *entry) AccessibilityLabel() string { return e.name }

// AcceptsTab leaves the Tab key to the keyboard's way round the window, in a field of several lines too.
func (e *entry) AcceptsTab() bool { return false }

// FocusGained brings the field into sight.
func (e *entry) FocusGained() {
	e.Entry.FocusGained()
	e.reached(e)
}

// pick is a choice of one that has a name, and tells when the keyboard comes to it.
type pick struct {
	look.Select
	reached func(fyne.CanvasObject)
}

func newPick(name string, words []string, reached func(fyne.CanvasObject)) *pick {
	p := &pick{reached: reached}
	p.Init(name, words)
	p.ExtendBaseWidget(p)
	return p
}

// FocusGained brings the choice into sight.
func (p *pick) FocusGained() {
	p.Select.FocusGained()
	p.reached(p)
}
