package month

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/look"
)

// cell is one figure of one night in the table.
type cell struct {
	table  *Table
	date   diary.Date
	figure figure
	before string // as the diary has it
	shown  string // before the change that is just told
	box    box
	// said is what stands beside the cell; nil where there is no room for it.
	said *widget.Label
}

// box is where a cell's answer is typed: a line beside its neighbours, or a place in a wide table.
type box interface {
	fyne.Focusable
	fyne.CanvasObject
	SetText(string)
	answer() string
	Disable()
	// mark shows whether the answer is new, and whether it cannot be read.
	mark(fresh, wrong bool)
}

func (c *cell) place() place { return place{c.date, c.figure.name} }

func (c *cell) text() string { return c.box.answer() }

// name is the night, and the figure where several stand side by side.
func (c *cell) name() string {
	l := c.table.env.L
	if !c.table.wide {
		return l.NightOf(c.date)
	}
	return l.T("night.read.value", "name", c.figure.called(l), "value", l.NightOf(c.date))
}

// changed is told of every change of the text.
func (c *cell) changed(text string) {
	t := c.table
	t.history.note(c.place(), c.shown, text, !c.figure.single())
	c.shown = text
	c.mark()
	if !t.history.busy() {
		t.draft(c.figure)
	}
}

// answered is the night with what is typed. It says what is wrong with the text, or "".
func (c *cell) answered() (d day, fault string) {
	d = c.table.sheet.days[c.date].clone()
	d.night.Date = c.date
	fault = c.figure.put(&d, strings.TrimSpace(c.text()), c.table.env.L)
	return d, fault
}

// took takes a letter or digit that is the whole answer, and goes on to the next night. It tells whether the key has
// done all it can.
func (c *cell) took(r rune) bool {
	if !c.figure.single() {
		return false
	}
	if text, ok := c.figure.answers(r, c.table.env.L); ok {
		c.box.SetText(text)
		c.table.move(c, 1, 0)
	}
	return true
}

// AnswersAtOnce tells that a letter or digit is the whole answer.
func (e *line) AnswersAtOnce() bool { return e.cell.figure.single() }

// went goes from night to night. It tells whether the key was of use here.
func (c *cell) went(k *fyne.KeyEvent) bool {
	switch k.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
		c.table.move(c, 1, 0)
	case fyne.KeyUp:
		c.table.move(c, -1, 0)
	case fyne.KeyPageUp:
		c.table.turn(-1, "")
	case fyne.KeyPageDown:
		c.table.turn(1, "")
	case fyne.KeyDelete, fyne.KeyBackspace:
		if !c.figure.single() {
			return false
		}
		c.box.SetText("")
	default:
		return false
	}
	return true
}

// did pastes a column into this cell and those below. What was typed is taken back in the whole table, also where
// the menu has nothing to take back yet and leaves the keys to the cell.
func (c *cell) did(s fyne.Shortcut) bool {
	switch s := s.(type) {
	case *fyne.ShortcutPaste:
		c.table.fill(c, s.Clipboard.Content())
	case *fyne.ShortcutUndo:
		c.table.StepBack()
	case *fyne.ShortcutRedo:
		c.table.StepForth()
	default:
		return false
	}
	return true
}

// state says in words what is new, what replaces something, and what cannot be read.
func (c *cell) state() (words string, wrong bool) {
	l := c.table.env.L
	d, fault := c.answered()
	switch text := c.text(); {
	case fault != "":
		return fault, true
	case text == "" && c.before != "" && d.night.IsEmpty() && !c.table.sheet.days[c.date].night.IsEmpty():
		return l.T("night.cell.only"), false
	case text == c.before && c.before == "":
		return l.T("night.cell.gap"), false
	case text == c.before:
		return l.T("night.cell.kept"), false
	case c.before != "":
		return l.T("night.cell.replaces", "n", c.before), false
	}
	return l.T("night.cell.new"), false
}

// mark shows the cell's state, and says it beside the cell or, where there is no room, above the table.
func (c *cell) mark() {
	words, wrong := c.state()
	c.box.mark(c.text() != c.before, wrong)
	if c.said != nil {
		c.said.SetText(words)
		return
	}
	if c.table.env.Window.Canvas().Focused() == fyne.Focusable(c.box) {
		c.table.tellOf(c, words)
	}
}

// line is the box of a cell that has a row of its own.
type line struct {
	widget.Entry
	cell *cell
}

func newLine(c *cell) *line {
	e := &line{cell: c}
	e.ExtendBaseWidget(e)
	c.said = look.Quiet("")
	return e
}

func (e *line) answer() string { return e.Text }

func (e *line) mark(bool, bool) {}

// AccessibilityLabel is the night.
func (e *line) AccessibilityLabel() string { return e.cell.name() }

// FocusGained brings the cell into sight and marks its text, so that a digit replaces it.
func (e *line) FocusGained() {
	e.Entry.FocusGained()
	e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	e.cell.table.reveal(e)
}

// TypedRune takes a digit as the whole answer, where one is enough.
func (e *line) TypedRune(r rune) {
	if !e.cell.took(r) {
		e.Entry.TypedRune(r)
	}
}

// TypedKey goes from night to night.
func (e *line) TypedKey(k *fyne.KeyEvent) {
	if !e.cell.went(k) {
		e.Entry.TypedKey(k)
	}
}

// TypedShortcut pastes and takes back in the whole table.
func (e *line) TypedShortcut(s fyne.Shortcut) {
	if !e.cell.did(s) {
		e.Entry.TypedShortcut(s)
	}
}
