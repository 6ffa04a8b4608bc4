package crawl

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
)

// area is a part of the window, in the toolkit's units.
type area struct{ left, top, right, bottom float32 }

func areaOf(at fyne.Position, size fyne.Size) area {
	return area{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
}

func (a area) within(b area) area {
	return area{max(a.left, b.left), max(a.top, b.top), min(a.right, b.right), min(a.bottom, b.bottom)}
}

// leastSeen is how much of a thing must be in sight for a person to see and hit it.
const leastSeen = 2

func (a area) empty() bool { return a.right-a.left < leastSeen || a.bottom-a.top < leastSeen }

func (a area) holds(p fyne.Position) bool {
	return p.X >= a.left && p.X < a.right && p.Y >= a.top && p.Y < a.bottom
}

// spot is an object where it lies in the window.
type spot struct {
	object fyne.CanvasObject
	at     fyne.Position
	// seen is the part of it that no scrolling ancestor and no edge of the window hides.
	seen area
	// inside are the objects around it, the outermost first. It holds until visit returns.
	inside []fyne.CanvasObject
}

// around is the object that holds the spot's, nil for none.
func (s spot) around() fyne.CanvasObject {
	if len(s.inside) == 0 {
		return nil
	}
	return s.inside[len(s.inside)-1]
}

// walk calls visit for every object on show, as they are drawn: a thing that lies over another comes later.
func walk(root fyne.CanvasObject, window fyne.Size, visit func(spot)) {
	w := walker{visit: visit, inside: make([]fyne.CanvasObject, 0, deepest)}
	w.walk(root, fyne.NewPos(0, 0), areaOf(fyne.NewPos(0, 0), window))
}

// deepest is how deep objects usually lie in one another.
const deepest = 48

type walker struct {
	visit  func(spot)
	inside []fyne.CanvasObject
}

func (w *walker) walk(o fyne.CanvasObject, parent fyne.Position, seen area) {
	if o == nil || !o.Visible() {
		return
	}
	at := parent.Add(o.Position())
	here := areaOf(at, o.Size()).within(seen)
	w.visit(spot{o, at, here, w.inside})
	if clips(o) {
		seen = here
	}
	w.inside = append(w.inside, o)
	for _, child := range children(o) {
		w.walk(child, at, seen)
	}
	w.inside = w.inside[:len(w.inside)-1]
}

func clips(o fyne.CanvasObject) bool {
	switch o.(type) {
	case *container.Scroll, *container.Clip:
		return true
	}
	return false
}

func children(o fyne.CanvasObject) []fyne.CanvasObject {
	switch v := o.(type) {
	case *fyne.Container:
		return v.Objects
	case fyne.Widget:
		return test.WidgetRenderer(v).Objects()
	}
	return nil
}

// front is what presses reach in a window: the topmost overlay, or the content where there is none.
func front(w fyne.Window) fyne.CanvasObject {
	if top := w.Canvas().Overlays().Top(); top != nil {
		return top
	}
	return w.Content()
}

// layers are all that a window shows, the lowest first.
func layers(w fyne.Window) []fyne.CanvasObject {
	return append([]fyne.CanvasObject{w.Content()}, w.Canvas().Overlays().List()...)
}

// find looks for an object among all that a window shows.
func find(w fyne.Window, wanted fyne.CanvasObject) (found spot, ok bool) {
	for _, layer := range layers(w) {
		walk(layer, w.Canvas().Size(), func(s spot) {
			if s.object == wanted {
				found, ok = s, true
				found.inside = slices.Clone(s.inside)
			}
		})
	}
	return found, ok
}

// target is an object that takes presses.
type target struct {
	object fyne.CanvasObject
	at     fyne.Position
	seen   area
}

// targets are all of a window that can be reached, what lies over others last.
func targets(w fyne.Window) (list []target) {
	walk(front(w), w.Canvas().Size(), func(s spot) {
		if takesPresses(s.object) && !s.seen.empty() {
			list = append(list, target{s.object, s.at, s.seen})
		}
	})
	return list
}

// hit is what a press at a place reaches: the uppermost object there that takes presses.
func hit(list []target, at fyne.Position) (object fyne.CanvasObject, local fyne.Position) {
	for _, t := range slices.Backward(list) {
		if t.seen.holds(at) {
			return t.object, at.Subtract(t.at)
		}
	}
	return nil, fyne.Position{}
}

// reveal scrolls, as a person would, until an object is in sight.
func reveal(w fyne.Window, wanted fyne.CanvasObject) {
	s, ok := find(w, wanted)
	if !ok {
		return
	}
	for i := len(s.inside) - 1; i >= 0; i-- {
		scroll, is := s.inside[i].(*container.Scroll)
		if !is {
			continue
		}
		frame, known := find(w, scroll)
		if s, ok = find(w, wanted); !ok || !known {
			return
		}
		offset := scroll.Offset
		offset.X += overlap(s.at.X, s.object.Size().Width, frame.at.X, scroll.Size().Width)
		offset.Y += overlap(s.at.Y, s.object.Size().Height, frame.at.Y, scroll.Size().Height)
		if offset != scroll.Offset {
			scroll.ScrollToOffset(offset)
		}
	}
}

// overlap is how far something must move to lie in a frame: with its end, or its beginning where it is
// longer than the frame.
func overlap(at, size, frame, room float32) float32 {
	if at < frame || size > room {
		return at - frame
	}
	return max(0, at+size-frame-room)
}
