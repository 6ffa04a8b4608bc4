// Package scrolling is a part of a screen that scrolls with the keyboard too, and that brings what the
// keyboard has reached into sight. The toolkit's own does neither.
package scrolling

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

const (
	lineStep  = 3    // text sizes
	pageShare = 0.85 // of the height in sight
)

// Pane scrolls its content up and down. It can have the keyboard: arrows, Page Up and Down, Home and End.
type Pane struct {
	widget.BaseWidget
	// Scroll is the toolkit's own.
	Scroll  *container.Scroll
	content fyne.CanvasObject
	name    string
	ring    *look.Ring
	wheel   *wheel
	focused bool
	// held is what was brought into sight last. It stays there while it has the keyboard and things move.
	held fyne.CanvasObject
	// holding says that it is being brought there: who is told of the scrolling may lay the content out again.
	holding bool
	// fromTop says that the content was opened, and nothing of it was gone to since.
	fromTop bool
}

var _ fyne.Focusable = (*Pane)(nil)

// New returns a pane around content; name is what a screen reader says of it.
func New(name string, content fyne.CanvasObject) *Pane {
	p := &Pane{content: content, name: name, ring: look.NewRing()}
	p.Scroll = container.NewVScroll(container.New(beside{p.hold}, content))
	p.wheel = newWheel(p)
	p.ExtendBaseWidget(p)
	return p
}

// Content is what the pane scrolls.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Fill gives content, a container within the pane, objects that are new. They are laid out and painted once. Refresh
// would go through all of them and read their icons again, though nothing of them can be out of date.
func (p *Pane) Fill(content *fyne.Container, objects []fyne.CanvasObject) {
	Fill(content, objects)
	p.Scroll.Base.Refresh() // its bars alone
}

// Fill gives a container other objects that are up to date, lays them out and has them painted.
func Fill(c *fyne.Container, objects []fyne.CanvasObject) {
	c.Objects = objects
	c.Layout.Layout(objects, c.Size())
	canvas.Refresh(c)
}

// Beside leaves a scroll bar its room beside the content.
func Beside(content fyne.CanvasObject) fyne.CanvasObject {
	return container.New(beside{func() {}}, content)
}

// beside calls done when it has laid the content out.
type beside struct{ done func() }

// MinSize is the object's own with that room.
func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(theme.InnerPadding(), 0)
}

// Layout gives the object its width.
func (b beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size.SubtractWidthHeight(theme.InnerPadding(), 0))
	b.done()
}

// AccessibilityLabel is the pane's name.
func (p *Pane) AccessibilityLabel() string { return p.name }

// AccessibilityRole tells that it holds other things.
func (p *Pane) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// FocusGained shows that the keyboard scrolls here.
func (p *Pane) FocusGained() { p.mark(true) }

// FocusLost takes the mark away.
func (p *Pane) FocusLost() { p.mark(false) }

func (p *Pane) mark(on bool) {
	p.focused = on
	p.Refresh()
}

// TypedRune is of no use here.
func (p *Pane) TypedRune(rune) {}

// TypedKey scrolls.
func (p *Pane) TypedKey(e *fyne.KeyEvent) {
	p.held = nil
	line, page := lineStep*p.Theme().Size(theme.SizeNameText), pageShare*p.Scroll.Size().Height
	switch e.Name {
	case fyne.KeyUp:
		p.by(-line)
	case fyne.KeyDown:
		p.by(line)
	case fyne.KeyPageUp:
		p.by(-page)
	case fyne.KeyPageDown, fyne.KeySpace:
		p.by(page)
	case fyne.KeyHome:
		p.Scroll.ScrollToTop()
	case fyne.KeyEnd:
		p.Scroll.ScrollToBottom()
	}
}

// hold keeps in sight what was brought there while it has the keyboard: the window may have got its size only now,
// or the text another.
func (p *Pane) hold() {
	if p.held == nil || p.holding {
		return
	}
	p.holding = true
	defer func() { p.holding = false }()
	c := fyne.CurrentApp().Driver().CanvasForObject(p.held)
	f, ok := p.held.(fyne.Focusable)
	switch {
	case !ok || c == nil || c.Focused() != f:
	case p.fromTop:
		p.begin(c)
	default:
		p.bring(p.held)
	}
}

func (p *Pane) by(dy float32) {
	p.Scroll.ScrollToOffset(fyne.NewPos(0, p.Scroll.Offset.Y+dy))
	if told := p.Scroll.OnScrolled; told != nil {
		told(p.Scroll.Offset) // as the toolkit does for the wheel alone
	}
}

// Reveal scrolls as far as needed to bring an object of the content into sight: all of it, or its top
// where it is higher than the pane.
func (p *Pane) Reveal(o fyne.CanvasObject) {
	p.held, p.fromTop = o, false
	p.bring(o)
}

// FromTop shows the content from its beginning, and again when it is laid out anew, until something of it is gone to. Where
// what has the keyboard is not in sight there, the pane itself has it: a page is not opened past its title, and Tab
// leads on from there.
func (p *Pane) FromTop() {
	p.fromTop = true
	p.hold()
}

// Stay ends that: somebody has begun to fill in what is shown.
func (p *Pane) Stay() { p.fromTop = false }

func (p *Pane) begin(c fyne.Canvas) {
	p.Scroll.ScrollToTop()
	if !p.begins(p.held) {
		p.held = nil
		c.Focus(p)
	}
}

// begins tells whether an object of the content is in sight where the content is shown from its beginning; of what is
// large, such as a picture below a title, its beginning is enough.
func (p *Pane) begins(o fyne.CanvasObject) bool {
	const large, begun = 1.0 / 3, 2.0 / 3 // of the room
	d := fyne.CurrentApp().Driver()
	top, room := d.AbsolutePositionForObject(o).Y-d.AbsolutePositionForObject(p.content).Y, p.Scroll.Size().Height
	return top+o.Size().Height <= room || o.Size().Height > room*large && top <= room*begun
}

func (p *Pane) bring(o fyne.CanvasObject) {
	d := fyne.CurrentApp().Driver()
	if d.CanvasForObject(o) == nil {
		return
	}
	top := d.AbsolutePositionForObject(o).Y - d.AbsolutePositionForObject(p.Scroll).Y
	bottom, room := top+o.Size().Height, p.Scroll.Size().Height
	switch {
	case top < 0 || o.Size().Height > room:
		p.by(top)
	case bottom > room:
		p.by(bottom - room)
	}
}

// CreateRenderer shows the content and the mark of the keyboard.
func (p *Pane) CreateRenderer() fyne.WidgetRenderer {
	return renderer{p, append(append([]fyne.CanvasObject{p.Scroll}, p.ring.Objects()...), p.wheel)}
}

type renderer struct {
	pane    *Pane
	objects []fyne.CanvasObject
}

func (renderer) Destroy() {}

func (r renderer) Layout(size fyne.Size) {
	r.pane.Scroll.Resize(size)
	r.pane.hold()
	r.pane.ring.Resize(size)
	r.pane.wheel.Resize(size)
}

func (r renderer) MinSize() fyne.Size { return r.pane.Scroll.MinSize() }

func (r renderer) Objects() []fyne.CanvasObject { return r.objects }

func (r renderer) Refresh() {
	p := r.pane
	p.ring.Mark(p.focused, p.Theme().Color(look.ColorFocusRing, fyne.CurrentApp().Settings().ThemeVariant()))
	p.Scroll.Refresh()
}
