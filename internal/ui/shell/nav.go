package shell

import (
	"fyne.io/fyne/v2"
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
	items  []*navItem
	view   *fyne.Container
	scroll *container.Scroll
	// compact puts each word under its sign, to leave room for the screen, in type that is this part of the usual.
	compact bool
	share   float32
}

func newNavigation(l *i18n.Localizer, ids []screen.ID, open func(screen.ID)) *navigation {
	n := &navigation{}
	column := container.New(&navLayout{})
	for i, id := range ids {
		item := newNavItem(l, id, open)
		item.reached = func() { n.reveal(item) }
		item.step = func(by int) fyne.Focusable {
			return n.items[(i+by+len(ids))%len(ids)]
		}
		n.items = append(n.items, item)
		column.Add(item)
	}
	n.scroll = container.NewVScroll(column)
	n.view = container.NewStack(look.NewGround(look.ColorSidebar), n.scroll)
	return n
}

// wideWidth is the width with the words beside the signs.
func (n *navigation) wideWidth() float32 {
	side, _ := navLayout{}.margins()
	var widest float32
	for _, item := range n.items {
		widest = max(widest, item.wideSize().Width)
	}
	return widest + 2*side
}

func (n *navigation) setCompact(compact bool, share float32) {
	if n.compact == compact && n.share == share {
		return
	}
	n.compact, n.share = compact, share
	for _, item := range n.items {
		item.compact, item.share = compact, share
		item.Refresh()
	}
}

// choose marks the screen on show.
func (n *navigation) choose(id screen.ID) {
	for _, item := range n.items {
		if on := item.id == id; on != item.chosen {
			item.chosen = on
			item.Refresh()
		}
		if item.id == id {
			n.reveal(item)
		}
	}
}

// reveal scrolls an entry into sight where the window is low.
func (n *navigation) reveal(item *navItem) {
	top, bottom, room := item.Position().Y, item.Position().Y+item.Size().Height, n.scroll.Size().Height
	side, _ := navLayout{}.margins()
	switch at := n.scroll.Offset.Y; {
	case room <= 0:
	case top-side < at:
		n.scroll.ScrollToOffset(fyne.NewPos(0, top-side))
	case bottom+side > at+room:
		n.scroll.ScrollToOffset(fyne.NewPos(0, bottom+side-room))
	}
}

// revealChosen keeps the screen on show in sight after the window has another size.
func (n *navigation) revealChosen() {
	for _, item := range n.items {
		if item.chosen {
			n.reveal(item)
		}
	}
}

// item is the entry of a screen.
func (n *navigation) item(id screen.ID) *navItem {
	for _, item := range n.items {
		if item.id == id {
			return item
		}
	}
	return nil
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
	open    func(screen.ID)
	step    func(by int) fyne.Focusable
	reached func()
	l       *i18n.Localizer
	chosen  bool
	compact bool
	share   float32
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
func (i *navItem) FocusGained() { i.focused = true; i.Refresh(); i.reached() }

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
