package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// navigation is the list of screens on the left: a sign and a word each. It scrolls where the window is
// low. Arrow keys move in it, Enter opens.
type navigation struct {
	items []*navItem
	view  *fyne.Container
}

func newNavigation(l *i18n.Localizer, ids []screen.ID, open func(screen.ID)) *navigation {
	n := &navigation{}
	column := container.New(&navLayout{})
	for i, id := range ids {
		item := newNavItem(l, id, open)
		item.step = func(by int) fyne.Focusable {
			return n.items[(i+by+len(ids))%len(ids)]
		}
		n.items = append(n.items, item)
		column.Add(item)
	}
	n.view = container.NewStack(newGround(look.ColorSidebar), container.NewVScroll(column))
	return n
}

// choose marks the screen on show.
func (n *navigation) choose(id screen.ID) {
	for _, item := range n.items {
		if on := item.id == id; on != item.chosen {
			item.chosen = on
			item.Refresh()
		}
	}
}

// rename gives one entry another word.
func (n *navigation) rename(id screen.ID, word string) {
	for _, item := range n.items {
		if item.id == id && item.word != word {
			item.word = word
			item.Refresh()
		}
	}
}

// navLayout stacks the entries with a little air around.
type navLayout struct{}

func (navLayout) margins() (side, between float32) {
	return theme.Padding() * 1.6, theme.Padding() * 0.6
}

func (n navLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	side, between := n.margins()
	size := fyne.NewSize(0, side*2)
	for _, o := range objects {
		least := o.MinSize()
		size.Width = max(size.Width, least.Width+2*side)
		size.Height += least.Height + between
	}
	return size
}

func (n navLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	side, between := n.margins()
	y := side
	for _, o := range objects {
		height := o.MinSize().Height
		o.Move(fyne.NewPos(side, y))
		o.Resize(fyne.NewSize(size.Width-2*side, height))
		y += height + between
	}
}

// navItem is one entry of the navigation.
type navItem struct {
	widget.BaseWidget
	id      screen.ID
	word    string
	said    string // for a screen reader, with the word put in
	open    func(screen.ID)
	step    func(by int) fyne.Focusable
	l       *i18n.Localizer
	chosen  bool
	hovered bool
	focused bool
}

var (
	_ fyne.Focusable    = (*navItem)(nil)
	_ fyne.Tappable     = (*navItem)(nil)
	_ desktop.Hoverable = (*navItem)(nil)
	_ fyne.Accessible   = (*navItem)(nil)
)

func newNavItem(l *i18n.Localizer, id screen.ID, open func(screen.ID)) *navItem {
	item := &navItem{id: id, word: l.T("shell.screen." + string(id)), open: open, l: l}
	item.ExtendBaseWidget(item)
	return item
}

// AccessibilityLabel says the screen's name and whether it is on show.
func (i *navItem) AccessibilityLabel() string {
	if i.chosen {
		return i.l.T("shell.nav.on_show", "screen", i.word)
	}
	return i.word
}

// AccessibilityRole tells that it can be pressed.
func (i *navItem) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// Tapped opens the screen.
func (i *navItem) Tapped(*fyne.PointEvent) { i.open(i.id) }

// FocusGained shows that the keyboard acts here.
func (i *navItem) FocusGained() { i.focused = true; i.Refresh() }

// FocusLost takes the mark away.
func (i *navItem) FocusLost() { i.focused = false; i.Refresh() }

// TypedRune is not needed.
func (i *navItem) TypedRune(rune) {}

// TypedKey opens on Enter and Space and moves on the arrow keys.
func (i *navItem) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		i.open(i.id)
	case fyne.KeyUp:
		i.focus(i.step(-1))
	case fyne.KeyDown:
		i.focus(i.step(1))
	}
}

func (i *navItem) focus(other fyne.Focusable) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(i); c != nil {
		c.Focus(other)
	}
}

// MouseIn lights the entry up.
func (i *navItem) MouseIn(*desktop.MouseEvent) { i.hovered = true; i.Refresh() }

// MouseMoved is not needed.
func (i *navItem) MouseMoved(*desktop.MouseEvent) {}

// MouseOut lets it go dark again.
func (i *navItem) MouseOut() { i.hovered = false; i.Refresh() }

// CreateRenderer draws a rounded ground, a bar at the left where chosen, the sign and the word.
func (i *navItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navItemRenderer{
		item:   i,
		ground: canvas.NewRectangle(nil),
		bar:    canvas.NewRectangle(nil),
		sign:   widget.NewIcon(nil),
		word:   canvas.NewText(i.word, nil),
	}
	r.Refresh()
	return r
}

type navItemRenderer struct {
	item        *navItem
	ground, bar *canvas.Rectangle
	sign        *widget.Icon
	word        *canvas.Text
}

func (r *navItemRenderer) sizes() (pad, sign float32) {
	th := r.item.Theme()
	return th.Size(theme.SizeNameInnerPadding), th.Size(theme.SizeNameInlineIcon)
}

func (r *navItemRenderer) MinSize() fyne.Size {
	pad, sign := r.sizes()
	// The bold word is measured, so that choosing an entry moves nothing.
	word := fyne.MeasureText(r.item.word, r.word.TextSize, fyne.TextStyle{Bold: true})
	return fyne.NewSize(pad+sign+pad+word.Width+pad*1.4, max(sign, word.Height)+pad*1.7)
}

func (r *navItemRenderer) Layout(size fyne.Size) {
	pad, sign := r.sizes()
	r.ground.Resize(size)
	r.bar.Resize(fyne.NewSize(4, size.Height*0.5))
	r.bar.Move(fyne.NewPos(0, size.Height*0.25))
	r.sign.Resize(fyne.NewSquareSize(sign))
	r.sign.Move(fyne.NewPos(pad, (size.Height-sign)/2))
	height := r.word.MinSize().Height
	r.word.Resize(fyne.NewSize(size.Width-3*pad-sign+pad*0.6, height))
	r.word.Move(fyne.NewPos(pad+sign+pad, (size.Height-height)/2))
}

func (r *navItemRenderer) Refresh() {
	th, variant := r.item.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	ink := theme.ColorNameForeground
	ground, bar := fyne.ThemeColorName(""), fyne.ThemeColorName("")
	switch {
	case r.item.chosen:
		ink, ground, bar = look.ColorOnChosen, look.ColorChosen, look.ColorFocusRing
	case r.item.hovered:
		ground = theme.ColorNameHover
	}
	r.ground.FillColor, r.bar.FillColor = nil, nil
	if ground != "" {
		r.ground.FillColor = th.Color(ground, variant)
	}
	if bar != "" {
		r.bar.FillColor = th.Color(bar, variant)
	}
	r.ground.CornerRadius, r.bar.CornerRadius = th.Size(theme.SizeNameButtonRadius), 2
	r.ground.StrokeWidth, r.ground.StrokeColor = 0, nil
	if r.item.focused {
		r.ground.StrokeWidth, r.ground.StrokeColor = 2, th.Color(look.ColorFocusRing, variant)
	}
	r.sign.SetResource(theme.NewColoredResource(signOf(r.item.id), ink))
	r.word.Text, r.word.TextSize = r.item.word, th.Size(theme.SizeNameText)
	r.word.TextStyle = fyne.TextStyle{Bold: r.item.chosen}
	r.word.Color = th.Color(ink, variant)
	r.Layout(r.item.Size())
	for _, o := range r.Objects() {
		o.Refresh()
	}
}

func (r *navItemRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.bar, r.sign, r.word}
}

func (r *navItemRenderer) Destroy() {}
