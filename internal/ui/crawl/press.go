package crawl

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// words that are typed: a number, which most fields take, and something that few do.
const typedText = "7"

// do uses a control, without judging. ok is false where it cannot be reached.
func (r *run) do(c control) (ok bool) {
	return r.doAt(c, 0)
}

// doAt does so at one of the places where a press reaches the control.
func (r *run) doAt(c control, n int) (ok bool) {
	w := r.window()
	if c.item != nil {
		c.item.Action()
		return true
	}
	switch c.Deed {
	case Press, RightPress:
		places := r.places(c.object)
		if n >= len(places) {
			return false
		}
		click(w, places[n], c.Deed == RightPress)
	case Keys:
		if f, can := c.object.(fyne.Focusable); can {
			r.byKey(f)
		}
	case Type:
		if f, can := c.object.(fyne.Focusable); can {
			w.Canvas().Focus(f)
			for _, letter := range typedText {
				if now := w.Canvas().Focused(); now != nil {
					now.TypedRune(letter)
				}
			}
			if now := w.Canvas().Focused(); now != nil {
				now.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			}
		}
	case Drag:
		places := r.places(c.object)
		if n >= len(places) {
			return false
		}
		drag(c.object, places[n])
	}
	return true
}

// keys are what someone tries on a control who has no mouse.
var keys = []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyDown, fyne.KeyRight, fyne.KeyLeft, fyne.KeyUp}

// byKey tries keys on a control until one has done something.
func (r *run) byKey(f fyne.Focusable) {
	c := r.window().Canvas()
	c.Focus(f)
	before := r.look()
	for _, key := range keys {
		now := c.Focused()
		if now == nil {
			return
		}
		now.TypedKey(&fyne.KeyEvent{Name: key})
		if key == fyne.KeySpace {
			// What a press gives the keyboard to hears the letter as well, as it would in the window.
			if now = c.Focused(); now != nil {
				now.TypedRune(' ')
			}
		}
		if r.look().visible != before.visible {
			return
		}
	}
	if now := c.Focused(); now != nil {
		now.TypedRune('5')
	}
}

// marginOf is where the sign of a box to tick lies; what is right of its words does not tick it.
const marginOf = 14

// places are where a press reaches an object, after scrolling to it if need be.
func (r *run) places(o fyne.CanvasObject) (list []fyne.Position) {
	w := r.window()
	reveal(w, o)
	s, ok := find(w, o)
	if !ok || s.seen.empty() {
		return nil
	}
	all := targets(w)
	try := func(x, y float32) {
		at := fyne.NewPos(x, y)
		if reached, _ := hit(all, at); reached == o {
			list = append(list, at)
		}
	}
	width, height := s.seen.right-s.seen.left, s.seen.bottom-s.seen.top
	try(s.seen.left+min(marginOf, width/2), s.seen.top+height/2)
	for _, y := range []float32{0.5, 0.4, 0.25, 0.12, 0.9} {
		for _, x := range []float32{0.5, 0.08, 0.25, 0.75, 0.92} {
			try(s.seen.left+x*width, s.seen.top+y*height)
		}
	}
	return list
}

// covered tells whether all of an object is taken by what is in it, so that there is nothing to press.
func (r *run) covered(o fyne.CanvasObject) bool {
	w := r.window()
	s, ok := find(w, o)
	if !ok || s.seen.empty() {
		return false
	}
	reached, _ := hit(targets(w), fyne.NewPos((s.seen.left+s.seen.right)/2, (s.seen.top+s.seen.bottom)/2))
	in, ok := find(w, reached)
	return ok && holds(in.inside, o)
}

// click does what the toolkit does for a button of the mouse: the keyboard leaves what does not lie under
// the pointer, then the thing is told.
func click(w fyne.Window, at fyne.Position, right bool) {
	o, local := hit(targets(w), at)
	button := desktop.MouseButtonPrimary
	if right {
		button = desktop.MouseButtonSecondary
	}
	point := &fyne.PointEvent{Position: local, AbsolutePosition: at}
	mouse := &desktop.MouseEvent{PointEvent: *point, Button: button}
	if m, ok := o.(desktop.Mouseable); ok {
		m.MouseDown(mouse)
	}
	if focused, ok := w.Canvas().Focused().(fyne.CanvasObject); ok && focused != o {
		if s, found := find(w, focused); !found || !s.seen.holds(at) {
			w.Canvas().Unfocus()
		}
	}
	if m, ok := o.(desktop.Mouseable); ok {
		m.MouseUp(mouse)
	}
	if right {
		if t, ok := o.(fyne.SecondaryTappable); ok {
			t.TappedSecondary(point)
		}
		return
	}
	if t, ok := o.(fyne.Tappable); ok {
		t.Tapped(point)
	} else if t, ok := o.(fyne.DoubleTappable); ok {
		t.DoubleTapped(point)
	}
}

// drag pulls an object to one side, then further to the other.
func drag(o fyne.CanvasObject, at fyne.Position) {
	d, ok := o.(fyne.Draggable)
	if !ok {
		return
	}
	for _, by := range []float32{-40, 90} {
		d.Dragged(&fyne.DragEvent{
			PointEvent: fyne.PointEvent{Position: fyne.NewPos(o.Size().Width/2+by, o.Size().Height/2), AbsolutePosition: at.AddXY(by, 0)},
			Dragged:    fyne.NewDelta(by, by/3),
		})
		d.DragEnd()
	}
}
