package month

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

// slot is the box of a cell in the wide table, as in a spreadsheet: what is typed replaces what is there, and
// Backspace takes the last letter away. There are hundreds of them, for which the toolkit's fields are too slow.
type slot struct {
	widget.BaseWidget
	cell         *cell
	text         string
	focused      bool
	typing       bool // since the keyboard came here
	fresh, wrong bool
	disabled     bool

	ground *canvas.Rectangle
	shown  *canvas.Text
}

var (
	_ fyne.Focusable    = (*slot)(nil)
	_ fyne.Tappable     = (*slot)(nil)
	_ fyne.Shortcutable = (*slot)(nil)
)

func newSlot(c *cell) *slot {
	s := &slot{cell: c, ground: canvas.NewRectangle(nil), shown: canvas.NewText("", nil)}
	s.ExtendBaseWidget(s)
	return s
}

func (s *slot) answer() string { return s.text }

// SetText puts an answer in and tells the table.
func (s *slot) SetText(text string) {
	if text == s.text {
		return
	}
	s.text = text
	s.cell.changed(text)
	s.Refresh()
}

// Disable lets nothing be typed.
func (s *slot) Disable() { s.disabled = true }

func (s *slot) mark(fresh, wrong bool) {
	if fresh != s.fresh || wrong != s.wrong {
		s.fresh, s.wrong = fresh, wrong
		s.Refresh()
	}
}

// AccessibilityLabel is the figure and the night, with the answer.
func (s *slot) AccessibilityLabel() string { return s.cell.name() + " " + s.text }

// AccessibilityRole tells that it is read as text; the toolkit has no role for a place to type in.
func (s *slot) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Tapped gives the keyboard to the slot.
func (s *slot) Tapped(*fyne.PointEvent) { s.cell.table.env.Window.Canvas().Focus(s) }

// FocusGained marks the slot, and says above the table what is in it.
func (s *slot) FocusGained() {
	s.focused, s.typing = true, false
	s.cell.table.reveal(s)
	words, _ := s.cell.state()
	s.cell.table.tellOf(s.cell, words)
	s.Refresh()
}

// FocusLost takes the mark away.
func (s *slot) FocusLost() {
	s.focused, s.typing = false, false
	s.Refresh()
}

// TypedRune takes a letter.
func (s *slot) TypedRune(r rune) {
	if s.disabled || s.cell.took(r) {
		return
	}
	text := string(r)
	if s.typing {
		text = s.text + text
	}
	s.typing = true
	s.SetText(text)
}

// TypedKey moves, and takes letters away.
func (s *slot) TypedKey(k *fyne.KeyEvent) {
	if s.disabled && (k.Name == fyne.KeyDelete || k.Name == fyne.KeyBackspace) {
		return
	}
	if s.cell.went(k) {
		return
	}
	switch k.Name {
	case fyne.KeyLeft:
		s.cell.table.move(s.cell, 0, -1)
	case fyne.KeyRight:
		s.cell.table.move(s.cell, 0, 1)
	case fyne.KeyDelete:
		s.SetText("")
	case fyne.KeyBackspace:
		if r := []rune(s.text); len(r) > 0 {
			s.typing = true
			s.SetText(string(r[:len(r)-1]))
		}
	}
}

// TypedShortcut pastes, copies, and takes back in the whole table.
func (s *slot) TypedShortcut(sc fyne.Shortcut) {
	if copied, ok := sc.(*fyne.ShortcutCopy); ok {
		copied.Clipboard.SetContent(s.text)
		return
	}
	if !s.disabled {
		s.cell.did(sc)
	}
}

// CreateRenderer draws a ground with a text on it.
func (s *slot) CreateRenderer() fyne.WidgetRenderer {
	r := &slotRenderer{slot: s, objects: []fyne.CanvasObject{s.ground, s.shown}}
	r.Refresh()
	return r
}

type slotRenderer struct {
	slot    *slot
	objects []fyne.CanvasObject
}

func (r *slotRenderer) MinSize() fyne.Size {
	th := r.slot.Theme()
	return fyne.NewSize(3*th.Size(theme.SizeNameText), th.Size(theme.SizeNameText)+2*th.Size(theme.SizeNamePadding)+4)
}

func (r *slotRenderer) Layout(size fyne.Size) {
	pad := r.slot.Theme().Size(theme.SizeNameInnerPadding)
	r.slot.ground.Resize(size)
	r.slot.shown.Move(fyne.NewPos(pad, (size.Height-r.slot.shown.MinSize().Height)/2))
	r.slot.shown.Resize(fyne.NewSize(size.Width-2*pad, r.slot.shown.MinSize().Height))
	r.slot.shown.Text = r.fitting(size.Width - 2*pad)
}

// fitting is as much of the text as there is room for: its end while one types, else its beginning.
func (r *slotRenderer) fitting(width float32) string {
	s := r.slot
	const most = 80 // more has no room in any column
	letters := []rune(s.text)
	if len(letters) > most {
		letters = letters[:most]
	}
	wide := func(text string) float32 { return fyne.MeasureText(text, s.shown.TextSize, s.shown.TextStyle).Width }
	if len(letters) < most && wide(s.text) <= width {
		return s.text
	}
	for n := len(letters) - 1; n > 0; n-- {
		text := string(letters[:n]) + "…"
		if s.focused {
			text = "…" + string(letters[len(letters)-n:])
		}
		if wide(text) <= width {
			return text
		}
	}
	return ""
}

func (r *slotRenderer) Refresh() {
	s, th, variant := r.slot, r.slot.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	colour := func(name fyne.ThemeColorName) { s.ground.StrokeColor = th.Color(name, variant) }
	s.ground.FillColor = th.Color(theme.ColorNameInputBackground, variant)
	s.ground.CornerRadius = th.Size(theme.SizeNameInputRadius)
	s.ground.StrokeWidth = 1
	colour(theme.ColorNameSeparator)
	s.shown.Color = th.Color(theme.ColorNameForeground, variant)
	s.shown.TextSize = th.Size(theme.SizeNameText)
	s.shown.TextStyle.Bold = s.fresh
	if s.wrong {
		s.shown.Color = th.Color(theme.ColorNameError, variant)
		s.shown.TextStyle.Italic = true
	} else {
		s.shown.TextStyle.Italic = false
	}
	if s.focused {
		s.ground.StrokeWidth = 2
		colour(look.ColorFocusRing)
	}
	r.Layout(s.Size())
	s.ground.Refresh()
	s.shown.Refresh()
}

func (r *slotRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *slotRenderer) Destroy() {}
