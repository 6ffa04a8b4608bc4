package night

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
)

// cell is one night of the table.
type cell struct {
	widget.Entry
	table  *monthTable
	date   diary.Date
	before string // as the diary has it
	shown  string // before the change that is just told
	said   *widget.Label
}

func newCell(t *monthTable, d diary.Date) *cell {
	c := &cell{table: t, date: d, said: look.Quiet("")}
	c.ExtendBaseWidget(c)
	return c
}

// AccessibilityLabel is the night.
func (c *cell) AccessibilityLabel() string { return c.table.screen.env.L.NightOf(c.date) }

// FocusGained brings the cell into sight and marks its text, so that a digit replaces it.
func (c *cell) FocusGained() {
	c.Entry.FocusGained()
	c.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	c.table.scroll.Reveal(c)
}

// answered is the night with what is typed. It says what is wrong with the text, or "".
func (c *cell) answered() (n diary.Night, fault string) {
	n = c.table.nights[c.date]
	n.Date = c.date
	fault = c.table.figure.put(&n, strings.TrimSpace(c.Text), c.table.screen.env.L)
	return n, fault
}

// TypedRune takes a digit as the whole answer, where one is enough, and goes on to the next night; - and =
// are 10 then.
func (c *cell) TypedRune(r rune) {
	if !c.table.figure.digit {
		c.Entry.TypedRune(r)
		return
	}
	switch {
	case r >= '0' && r <= '9':
		c.SetText(string(r))
	case field.IsTen(c.table.screen.env.L, r):
		c.SetText("10")
	default:
		return
	}
	c.table.move(c, 1)
}

// TypedKey goes from night to night.
func (c *cell) TypedKey(k *fyne.KeyEvent) {
	switch k.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		c.table.move(c, 1)
	case fyne.KeyUp:
		c.table.move(c, -1)
	case fyne.KeyPageUp:
		c.table.turn(-1)
	case fyne.KeyPageDown:
		c.table.turn(1)
	case fyne.KeyDelete, fyne.KeyBackspace:
		if c.table.figure.digit {
			c.SetText("")
			return
		}
		c.Entry.TypedKey(k)
	default:
		c.Entry.TypedKey(k)
	}
}

// TypedShortcut pastes a column into this cell and those beneath. What was typed is taken back in the whole
// table, also where the menu has nothing to take back yet and leaves the keys to the cell.
func (c *cell) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		c.table.fill(c, s.Clipboard.Content())
	case *fyne.ShortcutUndo:
		c.table.screen.StepBack()
	case *fyne.ShortcutRedo:
		c.table.screen.StepForth()
	default:
		c.Entry.TypedShortcut(s)
	}
}

// mark says beside the cell what is new, what replaces something, and what cannot be read.
func (c *cell) mark() {
	l := c.table.screen.env.L
	n, fault := c.answered()
	switch {
	case fault != "":
		c.said.SetText(fault)
	case c.Text == "" && c.before != "" && n.IsEmpty():
		c.said.SetText(l.T("night.cell.only"))
	case c.Text == c.before && c.before == "":
		c.said.SetText(l.T("night.cell.gap"))
	case c.Text == c.before:
		c.said.SetText(l.T("night.cell.kept"))
	case c.before != "":
		c.said.SetText(l.T("night.cell.replaces", "n", c.before))
	default:
		c.said.SetText(l.T("night.cell.new"))
	}
}
