// Package slot builds what stands in a long column when it comes near the part in sight, so that the work grows
// with what is shown and not with what there is.
package slot

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Slot is a place in a long column. What belongs there is built when it comes near the part in sight.
type Slot struct {
	widget.BaseWidget
	build func() fyne.CanvasObject
	built fyne.CanvasObject
	// lines of text that it will probably take.
	lines float32
}

// New makes a slot that will probably take so many lines of text once build has made what belongs there.
func New(lines float32, build func() fyne.CanvasObject) *Slot {
	s := &Slot{build: build, lines: lines}
	s.ExtendBaseWidget(s)
	return s
}

// AccessibilityLabel leaves the speaking to what is in the slot.
func (s *Slot) AccessibilityLabel() string { return "" }

// AccessibilityRole tells that a slot only holds other things.
func (s *Slot) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// Built makes a slot of something that is there already.
func Built(o fyne.CanvasObject) *Slot {
	s := New(0, nil)
	s.built = o
	return s
}

// Empty tells whether what belongs in the slot is still to be built.
func (s *Slot) Empty() bool { return s.built == nil }

// Content is what was built, nil before.
func (s *Slot) Content() fyne.CanvasObject { return s.built }

// Fill builds it.
func (s *Slot) Fill() {
	if s.built == nil {
		s.built = s.build()
		s.Refresh()
	}
}

// Again builds once more what was built; what waits goes on waiting.
func (s *Slot) Again() {
	if s.built != nil {
		s.built = s.build()
		s.Refresh()
	}
}

// CreateRenderer shows what was built.
func (s *Slot) CreateRenderer() fyne.WidgetRenderer { return slotRenderer{s} }

type slotRenderer struct{ slot *Slot }

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

// Sight tells which part of a column is to be seen: where it begins, and its size.
type Sight func() (top float32, size fyne.Size)

// SightOf is what is to be seen through a scroll, which may be made later than its column.
func SightOf(scroll func() *container.Scroll) Sight {
	return func() (float32, fyne.Size) { return scroll().Offset.Y, scroll().Size() }
}

// Follow has a column built on as it is scrolled, and calls built then. What is there stays as it is.
func Follow(scroll *container.Scroll, column *fyne.Container, built func()) {
	sight := SightOf(func() *container.Scroll { return scroll })
	scroll.OnScrolled = func(fyne.Position) {
		if sight.due(column.Objects) {
			column.Layout.Layout(column.Objects, column.Size()) // which fills the slots
			built()
		}
	}
}

// FillNear builds what belongs at a place of the column if that is within a window's height of what is in sight.
func (sight Sight) FillNear(o fyne.CanvasObject, y, height float32) {
	s, ok := o.(*Slot)
	if !ok || !s.Empty() {
		return
	}
	if top, size := sight(); near(y, height, top, size) {
		s.Fill()
	}
}

// near tells whether a place is within a window's height of what is in sight.
func near(y, height, top float32, size fyne.Size) bool {
	return y < top+2*size.Height && y+height > top-size.Height
}

// due tells whether any of the objects is to be built now that so much of their column is in sight. While there is none,
// scrolling need not lay the column out again.
func (sight Sight) due(objects []fyne.CanvasObject) bool {
	top, size := sight()
	for _, o := range objects {
		if s, ok := o.(*Slot); ok && s.Empty() && near(s.Position().Y, s.Size().Height, top, size) {
			return true
		}
	}
	return false
}
