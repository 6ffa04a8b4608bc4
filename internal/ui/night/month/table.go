package month

import (
	"context"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// Host is what the screen does for its table.
type Host struct {
	// Night is the night that was on show.
	Night func() diary.Date
	// Back leads to it.
	Back func()
	// Write runs a change of the diary as one of the screen's own.
	Write func(change func(ctx context.Context) error) error
}

// Table is the table that fills a month: one column of a paper diary at a time or, where the window is wide, all
// of them side by side. A digit or a letter is an answer where one is enough, and goes on to the next night.
type Table struct {
	env   *screen.Env
	host  Host
	month diary.Date
	// figure is the column on show, by its name, where there is room for one.
	figure string
	// wide says that all columns stand side by side.
	wide  bool
	page  *fyne.Container
	said  *widget.Label
	sheet sheet
	// cells go through the nights of one column after those of the column before.
	cells  []*cell
	reveal func(fyne.CanvasObject)
	// troubled says that something could not be kept, which is told once.
	troubled bool
	// drafted are the keys of the drafts that are kept.
	drafted map[string]bool
	history history
	// controls are what is above the cells, by what they say, to have the keyboard again once they were made again.
	controls map[string]fyne.Focusable
}

// New lays the table out for the month of the night on show, in a room of a width.
func New(env *screen.Env, host Host, width float32) *Table {
	t := &Table{
		env: env, host: host, month: host.Night().FirstOfMonth(), figure: figures()[0].name, said: look.Quiet(""),
		drafted: map[string]bool{},
	}
	t.page = container.New(&tableRoom{table: t})
	t.wide = t.fitsWide(width)
	t.lay()
	return t
}

// Content is the table with what can be done with it.
func (t *Table) Content() fyne.CanvasObject { return t.page }

// ReadOut tells what is answered, in words.
func (t *Table) ReadOut() string {
	l := t.env.L
	lines := []string{t.hint()}
	for _, c := range t.cells {
		if text := c.text(); text != "" {
			lines = append(lines, l.T("night.read.value", "name", c.name(), "value", text))
		}
	}
	return strings.Join(lines, "\n")
}

func (t *Table) hint() string {
	l := t.env.L
	if t.wide {
		return l.T("night.several_hint_wide") + " " + l.T("night.several_letters")
	}
	return l.T("night.several_hint") + " " + l.T("night.several_letters")
}

// Changed lays the month out again where the diary differs from what is on show.
func (t *Table) Changed() {
	if t.troubled {
		return // what is typed is nowhere but on show
	}
	kept, ok := t.read()
	if !ok || maps.EqualFunc(kept.days, t.sheet.days, sameDay) && slices.EqualFunc(kept.figures, t.sheet.figures, sameFigure) {
		return
	}
	t.again()
}

func sameFigure(a, b figure) bool { return a.name == b.name && a.title == b.title }

// again lays the month out and gives the keyboard back to where it was.
func (t *Table) again() {
	at, focused := t.focused()
	t.lay()
	if focused {
		for _, c := range t.cells {
			if c.place() == at {
				t.env.Window.Canvas().Focus(c.box)
			}
		}
	}
}

// focused is the cell that has the keyboard.
func (t *Table) focused() (at place, ok bool) {
	i, ok := t.index(t.env.Window.Canvas().Focused())
	if !ok {
		return place{}, false
	}
	return t.cells[i].place(), true
}

// last is the last night of the month.
func (t *Table) last() diary.Date { return t.month.AddMonths(1).AddDays(-1) }

// read returns the month as the diary has it.
func (t *Table) read() (sheet, bool) {
	kept, err := readSheet(t.env, t.month, t.last())
	if err != nil {
		t.env.Fail(err)
		return sheet{}, false
	}
	return kept, true
}

// lay reads the month and lays it out.
func (t *Table) lay() {
	kept, ok := t.read()
	if !ok {
		return
	}
	t.sheet, t.cells, t.history, t.controls = kept, nil, history{}, map[string]fyne.Focusable{}
	t.said.SetText("")
	if t.wide {
		t.layWide()
	} else {
		t.layColumn()
	}
	t.page.Refresh()
}

// nights are those of the month that are over, or meant by now.
func (t *Table) nights() (dates []diary.Date) {
	for d := t.month; !d.After(t.last()) && !d.After(t.newest()); d = d.AddDays(1) {
		dates = append(dates, d)
	}
	return dates
}

// Begin gives the keyboard to the gap that the night on show is in or comes after, where that begins; else to the first
// gap behind it. In the wide table that is in the first column.
func (t *Table) Begin() {
	at := t.host.Night().Sub(t.month)
	gap := func(row int) bool { return row >= 0 && row < len(t.nights()) && t.cells[row].text() == "" }
	for at >= 0 && !gap(at) {
		at--
	}
	for gap(at - 1) {
		at--
	}
	if gap(at) {
		t.env.Window.Canvas().Focus(t.cells[at].box)
		return
	}
	t.toGap()
}

// toGap does so, and tells whether there is a gap.
func (t *Table) toGap() bool {
	for _, c := range t.cells {
		if c.text() == "" {
			t.env.Window.Canvas().Focus(c.box)
			return true
		}
	}
	return false
}

// beginOr gives the keyboard to the first gap or, where there is none, back to what laid the cells out again, or to
// the first cell.
func (t *Table) beginOr(control string) {
	if t.toGap() {
		return
	}
	c := t.env.Window.Canvas()
	if f := t.controls[control]; f != nil {
		c.Focus(f)
	} else if len(t.cells) > 0 {
		c.Focus(t.cells[0].box)
	}
}

// turn goes so many months on. The keyboard goes to the first gap; where there is none it comes back to the control
// that was pressed, or goes to the first cell where it was in one.
func (t *Table) turn(by int, pressed string) {
	next := t.month.AddMonths(by)
	if next.After(t.newest()) {
		t.tell(t.env.L.T("night.several_future"))
		return
	}
	if t.Put() {
		t.month = next
		t.lay()
		t.beginOr(pressed)
	}
}

// newest is the last night of the table: the one that is meant by now, or a later one that was on show.
func (t *Table) newest() diary.Date {
	if now := t.env.CurrentNight(); now.After(t.host.Night()) {
		return now
	}
	return t.host.Night()
}

// tell says something above the table and, as the page may be scrolled away from there, in the window too.
func (t *Table) tell(text string) {
	t.said.SetText(text)
	t.env.Notice(text)
}

// tellOf says above the wide table what is to be said of one cell.
func (t *Table) tellOf(c *cell, words string) {
	text := t.env.L.T("night.several_cell", "cell", c.name(), "words", words)
	if t.said.Text != text {
		t.said.SetText(text)
	}
}

// index is where a cell stands; ok is false for one that is no longer on show.
func (t *Table) index(o fyne.Focusable) (at int, ok bool) {
	at = slices.IndexFunc(t.cells, func(c *cell) bool { return fyne.Focusable(c.box) == o })
	return at, at >= 0
}

// move gives the keyboard to a cell so many nights and columns away, where there is one.
func (t *Table) move(c *cell, nights, columns int) {
	at, ok := t.index(c.box)
	if !ok {
		return
	}
	rows := len(t.nights())
	row, column := at%rows+nights, at/rows+columns
	if row >= 0 && row < rows && column >= 0 && column*rows < len(t.cells) {
		t.env.Window.Canvas().Focus(t.cells[column*rows+row].box)
	}
}
