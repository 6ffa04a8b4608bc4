package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Check is a box to tick that has a name: the toolkit's own has none for a screen reader.
type Check struct {
	widget.Check
	name string
}

// NewCheck makes a box with its text, which is its name. It tells when it is ticked and when no longer, if changed is
// not nil.
func NewCheck(text string, changed func(bool)) *Check {
	c := NewBox(text, changed)
	c.Text = text
	return c
}

// NewBox is NewCheck for a box whose text stands beside it.
func NewBox(name string, changed func(bool)) *Check {
	c := &Check{}
	c.Init(name, changed)
	c.ExtendBaseWidget(c)
	return c
}

// Init gives what is built on a box its name.
func (c *Check) Init(name string, changed func(bool)) { c.name, c.OnChanged = name, changed }

// AccessibilityLabel is the name.
func (c *Check) AccessibilityLabel() string { return c.name }

// AccessibilityRole is the nearest that the toolkit knows.
func (c *Check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Flip ticks the box or takes the tick away, unless the box is locked.
func (c *Check) Flip() {
	if !c.Disabled() {
		c.SetChecked(!c.Checked)
	}
}

// BoxText is the words beside a box. To press them is to press the box, and where that is locked, so are they.
type BoxText struct {
	widget.Label
	box flipper
}

// Disabled tells whether the box is locked.
func (t *BoxText) Disabled() bool { return t.box.Disabled() }

// Disable locks the box.
func (t *BoxText) Disable() { t.box.Disable() }

// Enable unlocks the box.
func (t *BoxText) Enable() { t.box.Enable() }

// flipper is a Check, or what is built on one.
type flipper interface {
	fyne.CanvasObject
	fyne.Focusable
	fyne.Disableable
	Flip()
}

// NewBoxText makes the words beside a box. They wrap; the text of a Check does not.
func NewBoxText(text string, box flipper) *BoxText {
	t := &BoxText{box: box}
	t.Text, t.Wrapping = text, fyne.TextWrapWord
	t.ExtendBaseWidget(t)
	return t
}

// Tapped presses the box.
func (t *BoxText) Tapped(*fyne.PointEvent) {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(t.box); canvas != nil {
		canvas.Focus(t.box)
	}
	t.box.Flip()
}
