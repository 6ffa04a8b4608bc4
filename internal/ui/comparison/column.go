package comparison

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// slot is a place in a long column. What belongs there is built when it comes near the part in sight.
type slot struct {
	widget.BaseWidget
	build func() fyne.CanvasObject
	built fyne.CanvasObject
	// lines of text that it will probably take.
	lines float32
}

func newSlot(lines float32, build func() fyne.CanvasObject) *slot {
	s := &slot{build: build, lines: lines}
	s.ExtendBaseWidget(s)
	return s
}

// AccessibilityLabel leaves the speaking to what is in the slot.
func (s *slot) AccessibilityLabel() string { return "" }

// AccessibilityRole tells that a slot only holds other things.
func (s *slot) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// Content is what was built, nil until then.
func (s *slot) Content() fyne.CanvasObject { return s.built }

func (s *slot) fill() {
	if s.built == nil {
		s.built = s.build()
		s.Refresh()
	}
}

// CreateRenderer shows what was built.
func (s *slot) CreateRenderer() fyne.WidgetRenderer { return slotRenderer{s} }

type slotRenderer struct{ slot *slot }

func (r slotRenderer) Destroy() {}

func (r slotRenderer) Layout(size fyne.Size) {
	if r.slot.built != nil {
		r.slot.built.Resize(size)
	}
}

func (r slotRenderer) MinSize() fyne.Size {
	if r.slot.built != nil {
		return r.slot.built.MinSize()
	}
	return fyne.NewSize(1, r.slot.lines*theme.TextSize())
}

func (r slotRenderer) Objects() []fyne.CanvasObject {
	if r.slot.built == nil {
		return nil
	}
	return []fyne.CanvasObject{r.slot.built}
}

func (r slotRenderer) Refresh() {
	if r.slot.built != nil {
		r.slot.built.Refresh()
	}
}

// widest is how wide the column grows, in text sizes: wider pictures say no more.
const widest = 84

// columnLayout stacks slots and builds those that lie within a window's height of what is in sight.
type columnLayout struct {
	// sight returns where the part in sight begins, and its size.
	sight func() (top float32, size fyne.Size)
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
	top, sight := c.sight()
	width := min(size.Width, widest*theme.TextSize())
	y := float32(0)
	for _, o := range objects {
		height := o.MinSize().Height
		if s, ok := o.(*slot); ok && s.built == nil && y < top+2*sight.Height && y+height > top-sight.Height {
			s.fill()
		}
		o.Move(fyne.NewPos(0, y))
		o.Resize(fyne.NewSize(width, o.Size().Height)) // wrapped text knows its height at its width only
		height = o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		y += height + c.gap()
	}
}
