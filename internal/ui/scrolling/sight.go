package scrolling

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"stillnight/internal/ui/look"
)

// holder is a widget that holds other things, such as a card.
type holder interface{ Content() fyne.CanvasObject }

// IntoSight scrolls whatever an object lies in, on top of a window, as far as needed to bring it into sight. The
// toolkit leaves what the Tab key reaches where it is.
func IntoSight(c fyne.Canvas, o fyne.CanvasObject) {
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		popup := look.PopUp(top)
		if popup == nil {
			return
		}
		root = popup.Content
	}
	d := fyne.CurrentApp().Driver()
	if d.CanvasForObject(o) != c {
		return
	}
	scrolls(root, func(s *container.Scroll) {
		at := d.AbsolutePositionForObject(o)
		if !within(at, d.AbsolutePositionForObject(s.Content), s.Content.Size()) {
			return
		}
		frame := d.AbsolutePositionForObject(s)
		by := fyne.NewDelta(missing(at.X-frame.X, o.Size().Width, s.Size().Width), missing(at.Y-frame.Y, o.Size().Height, s.Size().Height))
		if by.DX != 0 || by.DY != 0 {
			s.ScrollToOffset(s.Offset.Add(by))
		}
	})
}

// missing is how far something must be moved for all of it to be in sight, or its beginning where it is longer
// than the room.
func missing(at, size, room float32) float32 {
	if at < 0 || size > room {
		return at
	}
	return max(0, at+size-room)
}

func within(at, origin fyne.Position, size fyne.Size) bool {
	return at.X >= origin.X && at.Y >= origin.Y && at.X < origin.X+size.Width && at.Y < origin.Y+size.Height
}

// scrolls visits what scrolls and is on show, the outermost first.
func scrolls(o fyne.CanvasObject, visit func(*container.Scroll)) {
	if o == nil || !o.Visible() {
		return
	}
	switch v := o.(type) {
	case *fyne.Container:
		for _, child := range v.Objects {
			scrolls(child, visit)
		}
	case *container.Scroll:
		visit(v)
		scrolls(v.Content, visit)
	case *Pane:
		scrolls(v.Scroll, visit)
	case *container.Split:
		scrolls(v.Leading, visit)
		scrolls(v.Trailing, visit)
	case holder:
		scrolls(v.Content(), visit)
	}
}
