package doctor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/scrolling"
)

// splitView are the choices and the pages: side by side or, in a narrow window with large type, one at a time
// with a button that turns from one to the other. So there is never more than one thing to scroll at one
// place.
type splitView struct {
	l       *i18n.Localizer
	box     *fyne.Container
	choices *scrolling.Pane
	pages   fyne.CanvasObject
	other   *look.Button
	// onPages tells which of the two a narrow window shows.
	onPages bool
}

func newSplitView(l *i18n.Localizer, choices *scrolling.Pane, pages fyne.CanvasObject) *splitView {
	h := &splitView{l: l, choices: choices, pages: pages}
	h.other = look.NewIconButton("", theme.VisibilityIcon(), h.turn)
	h.name()
	h.box = container.New(h, h.other, choices, pages)
	return h
}

// turn shows the other half of a narrow window.
func (h *splitView) turn() {
	h.onPages = !h.onPages
	h.name()
	h.box.Refresh()
}

// name puts on the button what it leads to.
func (h *splitView) name() {
	word, icon := h.l.T("doctor.to_pages"), theme.VisibilityIcon()
	if h.onPages {
		word, icon = h.l.T("doctor.to_choices"), theme.ListIcon()
	}
	h.other.SetIcon(icon)
	h.other.SetText(word)
}

const (
	choicesWide = 23 // text sizes
	leastBeside = 52 // text sizes that both need side by side
	leastHigh   = 16 // text sizes
)

// MinSize is small: both parts scroll.
func (h *splitView) MinSize([]fyne.CanvasObject) fyne.Size {
	width := max(h.choices.MinSize().Width, h.pages.MinSize().Width, h.other.MinSize().Width)
	return fyne.NewSize(width, leastHigh*theme.TextSize())
}

// Layout sets what there is room for.
func (h *splitView) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	text, gap := theme.TextSize(), theme.InnerPadding()
	if size.Width >= leastBeside*text {
		show(h.other, false)
		show(h.choices, true)
		show(h.pages, true)
		width := choicesWide * text
		place(h.choices, 0, 0, width, size.Height)
		place(h.pages, width+gap, 0, size.Width-width-gap, size.Height)
		return
	}
	show(h.other, true)
	show(h.choices, !h.onPages)
	show(h.pages, h.onPages)
	row := h.other.MinSize()
	place(h.other, 0, 0, row.Width, row.Height)
	for _, half := range []fyne.CanvasObject{h.choices, h.pages} {
		place(half, 0, row.Height+gap, size.Width, size.Height-row.Height-gap)
	}
}

func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// show shows or hides, and does nothing where that is so already.
func show(o fyne.CanvasObject, on bool) {
	switch {
	case on && !o.Visible():
		o.Show()
	case !on && o.Visible():
		o.Hide()
	}
}
