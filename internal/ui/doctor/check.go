package doctor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

// check is a box to tick whose text wraps; the toolkit's own is as wide as its text.
type check struct {
	widget.BaseWidget
	box  *namedCheck
	text *look.BoxText
}

func newCheck(text string, ticked func(bool)) *check {
	c := &check{box: &namedCheck{reached: func(fyne.CanvasObject) {}}}
	c.box.Init(text, ticked)
	c.box.ExtendBaseWidget(c.box)
	c.text = look.NewBoxText(text, c.box)
	c.ExtendBaseWidget(c)
	return c
}

// set ticks the box without telling of it.
func (c *check) set(on bool) {
	c.box.Checked = on
	c.box.Refresh()
}

// AccessibilityLabel leaves the speaking to the box.
func (c *check) AccessibilityLabel() string { return "" }

// AccessibilityRole tells that this only holds box and text.
func (c *check) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer sets the box before the text.
func (c *check) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.New(ticking{}, c.box, c.text))
}

// ticking sets a box close before its text.
type ticking struct{}

func (ticking) indent(box fyne.CanvasObject) float32 {
	return box.MinSize().Width - 1.5*theme.InnerPadding()
}

// MinSize is the text's height at the width it has.
func (t ticking) MinSize(objects []fyne.CanvasObject) fyne.Size {
	box, text := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(t.indent(objects[0])+text.Width, max(box.Height, text.Height))
}

// Layout sets the box level with the text's first line.
func (t ticking) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	box, text := objects[0], objects[1]
	box.Resize(box.MinSize())
	text.Move(fyne.NewPos(t.indent(box), 0))
	text.Resize(fyne.NewSize(size.Width-t.indent(box), size.Height))
}

// namedCheck is a box that tells when the keyboard comes to it.
type namedCheck struct {
	look.Check
	// reached is called then.
	reached func(fyne.CanvasObject)
}

// FocusGained brings the box into sight.
func (c *namedCheck) FocusGained() {
	c.Check.FocusGained()
	c.reached(c)
}
