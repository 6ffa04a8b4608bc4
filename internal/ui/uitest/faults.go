package uitest

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

// tolerance, in Fyne's units, lets rounding pass.
const tolerance = 1.5

// rect is a place in the window.
type rect struct{ left, top, right, bottom float32 }

func placed(at fyne.Position, size fyne.Size) rect {
	return rect{at.X, at.Y, at.X + size.Width, at.Y + size.Height}
}

func (r rect) within(other rect) rect {
	return rect{max(r.left, other.left), max(r.top, other.top), min(r.right, other.right), min(r.bottom, other.bottom)}
}

func (r rect) empty() bool { return r.right-r.left < tolerance || r.bottom-r.top < tolerance }

const unbounded = 1e6

// seen is one text on show.
type seen struct {
	text  string
	place rect
	line  float32 // height of its type
}

// finder walks a tree of objects and notes what is wrong with the text in it.
type finder struct {
	faults []string
	texts  []seen
}

// around is what a text's ancestors say about it.
type around struct {
	// show is what the eye can see here; may is how far a text may reach without being cut, which is
	// more than show in the directions that scroll.
	show, may rect
	whole     string // the full text of the label around, if any
	typing    bool   // inside a field one types in, which scrolls by itself
}

// Faults says in words what is wrong with the text of an object laid out in a window of this size.
func Faults(content fyne.CanvasObject, size fyne.Size) []string {
	f := &finder{}
	if least := content.MinSize(); least.Width > size.Width+tolerance || least.Height > size.Height+tolerance {
		f.faults = append(f.faults, fmt.Sprintf("needs %.0f × %.0f, the window has %.0f × %.0f", least.Width, least.Height, size.Width, size.Height))
	}
	window := placed(fyne.NewPos(0, 0), size)
	f.walk(content, fyne.NewPos(0, 0), around{show: window, may: window})
	f.covered()
	return f.faults
}

func (f *finder) walk(o fyne.CanvasObject, parent fyne.Position, a around) {
	if o == nil || !o.Visible() {
		return
	}
	at := parent.Add(o.Position())
	here := placed(at, o.Size())
	switch v := o.(type) {
	case *canvas.Text:
		f.text(v, here, a)
		return
	case *container.Scroll:
		a = scrolled(a, here, v.Direction)
	case *widget.List, *widget.Tree, *widget.GridWrap:
		a = scrolled(a, here, container.ScrollVerticalOnly)
	case *widget.Table:
		a = scrolled(a, here, container.ScrollBoth)
	case *widget.Label:
		a.whole = v.Text
	case *look.Select:
		if a.whole = v.Selected; a.whole == "" {
			a.whole = v.PlaceHolder
		}
	case *widget.Entry, *widget.SelectEntry:
		a.typing = true
	}
	for _, child := range children(o) {
		f.walk(child, at, a)
	}
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

func scrolled(a around, here rect, direction container.ScrollDirection) around {
	a.show = a.show.within(here)
	a.may = a.may.within(here)
	if direction == container.ScrollBoth || direction == container.ScrollVerticalOnly {
		a.may.top, a.may.bottom = -unbounded, unbounded
	}
	if direction == container.ScrollBoth || direction == container.ScrollHorizontalOnly {
		a.may.left, a.may.right = -unbounded, unbounded
	}
	return a
}

func (f *finder) text(t *canvas.Text, here rect, a around) {
	if strings.TrimSpace(t.Text) == "" || a.typing {
		return
	}
	least := t.MinSize()
	// A text is drawn from its alignment's side and its own width, whatever size it was given.
	drawn := here
	switch extra := least.Width - (here.right - here.left); t.Alignment {
	case fyne.TextAlignLeading:
		drawn.right += extra
	case fyne.TextAlignTrailing:
		drawn.left -= extra
	case fyne.TextAlignCenter:
		drawn.left -= extra / 2
		drawn.right += extra / 2
	}
	if drawn.right-drawn.left > here.right-here.left+tolerance {
		f.add("%q is %.0f wide in a place of %.0f", t.Text, least.Width, here.right-here.left)
	}
	if least.Height > here.bottom-here.top+tolerance {
		f.add("%q is %.0f high in a place of %.0f", t.Text, least.Height, here.bottom-here.top)
	}
	if drawn.left < a.may.left-tolerance || drawn.right > a.may.right+tolerance ||
		drawn.top < a.may.top-tolerance || drawn.bottom > a.may.bottom+tolerance {
		f.add("%q at %.0f,%.0f to %.0f,%.0f reaches out of %.0f,%.0f to %.0f,%.0f", t.Text,
			drawn.left, drawn.top, drawn.right, drawn.bottom, a.may.left, a.may.top, a.may.right, a.may.bottom)
	}
	if strings.HasSuffix(t.Text, "…") && a.whole != "" && !strings.HasSuffix(strings.TrimSpace(a.whole), "…") {
		f.add("%q is shortened to %q", a.whole, t.Text)
	}
	if visible := drawn.within(a.show); !visible.empty() {
		f.texts = append(f.texts, seen{t.Text, visible, least.Height})
	}
}

// covered notes texts that lie over each other by more than the space between lines.
func (f *finder) covered() {
	for i, a := range f.texts {
		for _, b := range f.texts[:i] {
			both := a.place.within(b.place)
			if both.right-both.left > 3 && both.bottom-both.top > 0.35*min(a.line, b.line) {
				f.add("%q and %q lie over each other at %.0f,%.0f", b.text, a.text, both.left, both.top)
			}
		}
	}
}

func (f *finder) add(format string, args ...any) {
	f.faults = append(f.faults, fmt.Sprintf(format, args...))
}
