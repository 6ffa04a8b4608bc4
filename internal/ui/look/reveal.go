package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Reveal scrolls what lies around an object as far as needed to bring it into sight. The toolkit leaves the
// keyboard on controls that cannot be seen.
func Reveal(o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	c := d.CanvasForObject(o)
	if c == nil {
		return
	}
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	scrolls, found := scrollsAround(root, o)
	if !found {
		return
	}
	for _, s := range scrolls {
		top := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(s).Y
		bottom, room := top+o.Size().Height, s.Size().Height
		switch {
		case top < 0 || o.Size().Height > room:
			s.ScrollToOffset(fyne.NewPos(s.Offset.X, s.Offset.Y+top))
		case bottom > room:
			s.ScrollToOffset(fyne.NewPos(s.Offset.X, s.Offset.Y+bottom-room))
		}
	}
}

// scrollsAround returns the scrolling parts in which an object lies, the outermost first.
func scrollsAround(in, o fyne.CanvasObject) (scrolls []*container.Scroll, found bool) {
	if in == o {
		return nil, true
	}
	inside := func(next fyne.CanvasObject) bool {
		if next == nil || !next.Visible() {
			return false
		}
		scrolls, found = scrollsAround(next, o)
		return found
	}
	switch v := in.(type) {
	case *fyne.Container:
		for _, next := range v.Objects {
			if inside(next) {
				return scrolls, true
			}
		}
	case *container.Scroll:
		if inside(v.Content) {
			if v.Direction == container.ScrollBoth || v.Direction == container.ScrollVerticalOnly {
				scrolls = append([]*container.Scroll{v}, scrolls...)
			}
			return scrolls, true
		}
	case interface{ Content() fyne.CanvasObject }:
		if inside(v.Content()) {
			return scrolls, true
		}
	}
	return nil, false
}
