package field

import (
	"iter"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/scrolling"
)

// focusPath is where the keyboard is among fields that are about to be rebuilt: at the nth of those that
// have a name.
type focusPath struct {
	name string
	nth  int
	at   int // among all
}

func usable(o fyne.Focusable) bool {
	d, ok := o.(fyne.Disableable)
	return !ok || !d.Disabled()
}

// near is what can have the keyboard at a place in a group or, else, next to it; nil where there is nothing.
func near(group fyne.CanvasObject, at int) fyne.Focusable {
	var all []fyne.Focusable
	walk(group, func(o fyne.Focusable) bool {
		all = append(all, o)
		return false
	})
	for by := range len(all) {
		for _, i := range []int{at - by, at + by} {
			if i >= 0 && i < len(all) && usable(all[i]) {
				return all[i]
			}
		}
	}
	if at >= len(all) && len(all) > 0 {
		return near(group, len(all)-1)
	}
	return nil
}

// Stay remembers where the keyboard is in a group of fields that is about to be rebuilt. The function it
// returns brings it back to what replaced the field it was in or, where that is gone or can't be used, to the one
// next to it, or else to another; nil leaves it away. It stays on the card of the same heading, wherever that is now: the
// button of another remedy must not be the one that the next Enter presses. It tells whether the keyboard was in the group.
func Stay(canvas fyne.Canvas, group fyne.CanvasObject) (back func(otherwise fyne.Focusable) (inside bool)) {
	at, inside := focusPathOf(group, canvas.Focused())
	on, onPart := partOf(group, canvas.Focused())
	return func(otherwise fyne.Focusable) bool {
		if !inside {
			return false
		}
		var o fyne.Focusable
		if onPart {
			o = on.in(group)
		}
		if o == nil {
			o = at.orNear(group)
		}
		if o == nil {
			o = otherwise
		}
		if o != nil {
			canvas.Focus(o)
			if shown, ok := o.(fyne.CanvasObject); ok {
				scrolling.IntoSight(canvas, shown) // it may lie elsewhere now
			}
		}
		return true
	}
}

// Rebuilt lets build make a group of fields again. The keyboard stays where it was or, where that is gone, next to
// it; where it was nowhere it goes to the first of the new ones.
func Rebuilt(w fyne.Window, group fyne.CanvasObject, build func()) {
	c := w.Canvas()
	back := Stay(c, group)
	build()
	first := near(group, 0)
	if back(first) || first == nil || c.Focused() != nil || c.Overlays().Top() != nil || !Within(c.Content(), group) {
		return
	}
	c.Focus(first)
}

// Opened lets build put another page into the place of a group. The keyboard goes to the first of the new ones; a page has
// other fields than the one before, so that the place where it was says nothing. From outside the group it does not come.
func Opened(w fyne.Window, group fyne.CanvasObject, build func()) {
	c := w.Canvas()
	_, inside := focusPathOf(group, c.Focused())
	build()
	if first := near(group, 0); first != nil && (inside || c.Focused() == nil) && c.Overlays().Top() == nil && Within(c.Content(), group) {
		c.Focus(first)
	}
}

// holder is a widget that holds other things.
type holder interface{ Content() fyne.CanvasObject }

// Within tells whether an object is in sight in another.
func Within(o, wanted fyne.CanvasObject) bool {
	switch v := o.(type) {
	case nil:
		return false
	case *fyne.Container:
		return v == wanted || v.Visible() && slices.ContainsFunc(v.Objects, func(child fyne.CanvasObject) bool { return Within(child, wanted) })
	case *container.Scroll:
		return Within(v.Content, wanted)
	case holder:
		return Within(v.Content(), wanted)
	}
	return o == wanted
}

// focusPathOf finds the path to a focused field; inside is false where it is not in the group.
func focusPathOf(group fyne.CanvasObject, focused fyne.Focusable) (at focusPath, inside bool) {
	seen := map[string]int{}
	walk(group, func(o fyne.Focusable) bool {
		name := nameOf(o)
		if inside = o == focused; inside {
			at.name, at.nth = name, seen[name]
		} else {
			at.at++
		}
		seen[name]++
		return inside
	})
	return at, inside
}

// partPath is where the keyboard is on a part of a group, such as a card: the nth of those with the same heading.
type partPath struct {
	heading string
	nth     int
	at      focusPath
}

// partOf finds the part that has the keyboard; ok is false where none has, or it has no heading.
func partOf(group fyne.CanvasObject, focused fyne.Focusable) (on partPath, ok bool) {
	seen := map[string]int{}
	for part, heading := range headed(group) {
		if at, inside := focusPathOf(part, focused); inside {
			return partPath{heading, seen[heading], at}, true
		}
		seen[heading]++
	}
	return partPath{}, false
}

// in returns what is now at the place on that part, or next to it there; nil where the part is gone.
func (on partPath) in(group fyne.CanvasObject) fyne.Focusable {
	nth := 0
	for part, heading := range headed(group) {
		if heading != on.heading {
			continue
		}
		if nth == on.nth {
			return on.at.orNear(part)
		}
		nth++
	}
	return nil
}

// headed goes through the parts of a group that have a heading.
func headed(group fyne.CanvasObject) iter.Seq2[fyne.CanvasObject, string] {
	return func(yield func(fyne.CanvasObject, string) bool) {
		c, ok := group.(*fyne.Container)
		if !ok {
			return
		}
		for _, part := range c.Objects {
			if heading := firstWords(part); heading != "" && !yield(part, heading) {
				return
			}
		}
	}
}

// firstWords is the text that a part of a screen begins with, "" where there is none.
func firstWords(o fyne.CanvasObject) string {
	if o == nil || !o.Visible() {
		return ""
	}
	switch v := o.(type) {
	case *widget.Label:
		return v.Text
	case holder:
		return firstWords(v.Content())
	case *fyne.Container:
		for _, child := range v.Objects {
			if words := firstWords(child); words != "" {
				return words
			}
		}
	}
	return ""
}

// orNear returns the field at the path or, where that is gone or can't be used, one next to it.
func (at focusPath) orNear(group fyne.CanvasObject) fyne.Focusable {
	if o := at.in(group); o != nil && usable(o) {
		return o
	}
	return near(group, at.at)
}

// in returns the field at the path, or nil.
func (at focusPath) in(group fyne.CanvasObject) (found fyne.Focusable) {
	nth := 0
	walk(group, func(o fyne.Focusable) bool {
		if nameOf(o) != at.name {
			return false
		}
		if nth == at.nth {
			found = o
		}
		nth++
		return found != nil
	})
	return found
}

// walk visits what is on show and can have the keyboard, in order, until stop says so.
func walk(o fyne.CanvasObject, stop func(fyne.Focusable) bool) bool {
	if o == nil || !o.Visible() {
		return false
	}
	if f, ok := o.(fyne.Focusable); ok {
		return stop(f)
	}
	if h, ok := o.(holder); ok {
		return walk(h.Content(), stop)
	}
	if c, ok := o.(*fyne.Container); ok {
		for _, child := range c.Objects {
			if walk(child, stop) {
				return true
			}
		}
	}
	return false
}

// nameOf tells fields of a group apart, but for those that say the same.
func nameOf(o fyne.Focusable) string {
	switch v := o.(type) {
	case *Line:
		return "line " + v.Key
	case *Chip:
		return "chip " + v.Text
	case *Rating:
		return "rating " + v.name
	case *Fold:
		return "fold " + v.Text
	case *look.Button:
		return "button " + v.Text
	}
	return ""
}
