package night

import (
	"context"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/scrolling"
)

// monthTable is the table that fills a month: one column of a paper diary at a time or, where the window is wide, all
// of them side by side. A digit or a letter is an answer where one is enough, and goes on to the next night.
type monthTable struct {
	screen *Screen
	month  diary.Date
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
	// controls are what is above the cells, by what they say, to have the keyboard again once they were made anew.
	controls map[string]fyne.Focusable
}

func newMonthTable(s *Screen) *monthTable {
	t := &monthTable{screen: s, month: s.date().FirstOfMonth(), figure: figures()[0].name, said: look.Quiet(""), drafted: map[string]bool{}}
	t.page = container.New(&tableRoom{table: t})
	t.wide = t.fitsWide(s.stage.Size().Width)
	t.lay()
	return t
}

func (t *monthTable) content() fyne.CanvasObject { return t.page }

func (t *monthTable) readOut() string {
	l := t.screen.env.L
	lines := []string{t.hint()}
	for _, c := range t.cells {
		if text := c.text(); text != "" {
			lines = append(lines, l.T("night.read.value", "name", c.name(), "value", text))
		}
	}
	return strings.Join(lines, "\n")
}

func (t *monthTable) hint() string {
	l := t.screen.env.L
	if t.wide {
		return l.T("night.several_hint_wide") + " " + l.T("night.several_letters")
	}
	return l.T("night.several_hint") + " " + l.T("night.several_letters")
}

// changed lays the month out again where the diary differs from what is on show.
func (t *monthTable) changed() {
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
func (t *monthTable) again() {
	at, focused := t.focused()
	t.lay()
	if focused {
		for _, c := range t.cells {
			if c.place() == at {
				t.screen.env.Window.Canvas().Focus(c.box)
			}
		}
	}
}

// focused is the cell that has the keyboard.
func (t *monthTable) focused() (at place, ok bool) {
	i, ok := t.index(t.screen.env.Window.Canvas().Focused())
	if !ok {
		return place{}, false
	}
	return t.cells[i].place(), true
}

// last is the last night of the month.
func (t *monthTable) last() diary.Date { return t.month.AddMonths(1).AddDays(-1) }

// read returns the month as the diary has it.
func (t *monthTable) read() (sheet, bool) {
	kept, err := t.screen.readSheet(t.month, t.last())
	if err != nil {
		t.screen.env.Fail(err)
		return sheet{}, false
	}
	return kept, true
}

// lay reads the month and lays it out.
func (t *monthTable) lay() {
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
func (t *monthTable) nights() (dates []diary.Date) {
	for d := t.month; !d.After(t.last()) && !d.After(t.newest()); d = d.AddDays(1) {
		dates = append(dates, d)
	}
	return dates
}

// layColumn sets one figure out, each night with what is to be said of it.
func (t *monthTable) layColumn() {
	l := t.screen.env.L
	at := slices.IndexFunc(t.sheet.figures, func(f figure) bool { return f.name == t.figure })
	if at < 0 {
		at = 0 // it belongs to another month
		t.figure = t.sheet.figures[0].name
	}
	half := t.halfTyped(t.sheet.figures[at])
	rows := field.NewColumn()
	for _, d := range t.nights() {
		c := &cell{table: t, date: d, figure: t.sheet.figures[at]}
		e := newLine(c)
		c.box = e
		t.fillIn(c, half, e.SetText)
		e.OnChanged = c.changed
		rows.Add(container.NewGridWithColumns(3, look.Text(t.dayWords(d)), e, c.said))
	}
	if t.last().After(t.newest()) {
		rows.Add(look.Quiet(l.T("night.several_future")))
	}
	// The buttons scroll away with the rest: in large text they fill a small window.
	pane := scrolling.New(l.T("night.several"), field.NewColumn(t.top(t.chooser()), rows))
	t.reveal = pane.Reveal
	t.page.Objects = []fyne.CanvasObject{pane}
}

// top is the month with what can be done with the table.
func (t *monthTable) top(first ...fyne.CanvasObject) fyne.CanvasObject {
	l := t.screen.env.L
	row := flow.New(first...)
	for _, b := range []struct {
		key string
		do  func()
	}{
		{"night.back", t.screen.back},
		{monthBefore, func() { t.turn(-1, monthBefore) }},
		{monthAfter, func() { t.turn(1, monthAfter) }},
		{"night.several_keep", t.keep},
	} {
		button := t.screen.button(b.key, b.do)
		t.controls[b.key] = button
		if b.key == "night.several_keep" && t.screen.env.Store.ReadOnly() {
			button.Disable()
		}
		row.Add(button)
	}
	return field.NewColumn(look.Title(l.MonthYear(t.month)), look.Quiet(t.hint()), row, t.said)
}

// fillIn shows what the diary has in a cell, or what was half typed in it.
func (t *monthTable) fillIn(c *cell, half map[string]string, set func(string)) {
	env := t.screen.env
	c.before = c.figure.show(t.sheet.days[c.date], env.L)
	text := c.before
	if typed, ok := half[c.date.String()]; ok {
		text = typed
	}
	c.shown = text // nothing was typed just now
	set(text)
	c.mark()
	if env.Store.ReadOnly() {
		c.box.Disable()
	}
	t.cells = append(t.cells, c)
}

func (t *monthTable) dayWords(d diary.Date) string {
	l := t.screen.env.L
	return l.T("night.several_day", "weekday", l.WeekdayShort(d.Weekday()), "date", l.DayMonth(d))
}

// chooser is the list of figures that can be filled in.
func (t *monthTable) chooser() fyne.CanvasObject {
	l, all := t.screen.env.L, t.sheet.figures
	names := make([]string, len(all))
	chosen := 0
	for i, f := range all {
		names[i] = f.called(l)
		if f.name == t.figure {
			chosen = i
		}
	}
	s := widget.NewSelect(names, nil)
	t.controls[chosenFigure] = s
	s.SetSelectedIndex(chosen)
	s.OnChanged = func(string) {
		at := s.SelectedIndex()
		if at == chosen {
			return
		}
		if !t.put() {
			s.SetSelectedIndex(chosen) // what is typed stays on show
			return
		}
		t.figure = all[at].name
		t.lay()
		t.beginOr(chosenFigure)
	}
	return look.Choice(s)
}

// What is above the cells and was used to lay them out anew.
const (
	chosenFigure = "figure"
	monthBefore  = "night.month_before"
	monthAfter   = "night.month_after"
)

// begin gives the first gap the keyboard, in the wide table that of the first column.
func (t *monthTable) begin() { t.toGap() }

// toGap does so, and tells whether there is a gap.
func (t *monthTable) toGap() bool {
	for _, c := range t.cells {
		if c.text() == "" {
			t.screen.env.Window.Canvas().Focus(c.box)
			return true
		}
	}
	return false
}

// beginOr gives the keyboard to the first gap or, where there is none, back to what laid the cells out anew, or to
// the first cell.
func (t *monthTable) beginOr(control string) {
	if t.toGap() {
		return
	}
	c := t.screen.env.Window.Canvas()
	if f := t.controls[control]; f != nil {
		c.Focus(f)
	} else if len(t.cells) > 0 {
		c.Focus(t.cells[0].box)
	}
}

// keep is the press of the button that saves. It says so where there is nothing to save.
func (t *monthTable) keep() {
	t.said.SetText("")
	if !t.put() {
		return
	}
	switch l, said := t.screen.env.L, t.said.Text; {
	case t.unread() > 0:
		t.tell(strings.TrimSpace(said + " " + l.T("night.several_unread")))
	case said == "":
		t.tell(l.T("night.several_nothing"))
	}
	t.begin()
}

// unread counts the cells whose text makes no sense.
func (t *monthTable) unread() (n int) {
	for _, c := range t.cells {
		if _, fault := c.answered(); fault != "" {
			n++
		}
	}
	return n
}

// turn goes so many months on. The keyboard goes to the first gap; where there is none it comes back to the control
// that was pressed, or goes to the first cell where it was in one.
func (t *monthTable) turn(by int, pressed string) {
	next := t.month.AddMonths(by)
	if next.After(t.newest()) {
		t.tell(t.screen.env.L.T("night.several_future"))
		return
	}
	if t.put() {
		t.month = next
		t.lay()
		t.beginOr(pressed)
	}
}

// newest is the last night of the table: the one that is meant by now, or a later one that was on show.
func (t *monthTable) newest() diary.Date {
	if now := t.screen.env.CurrentNight(); now.After(t.screen.date()) {
		return now
	}
	return t.screen.date()
}

// tell says something above the table and, as the page may be scrolled away from there, in the window too.
func (t *monthTable) tell(text string) {
	t.said.SetText(text)
	t.screen.env.Notice(text)
}

// tellOf says above the wide table what is to be said of one cell.
func (t *monthTable) tellOf(c *cell, words string) {
	text := t.screen.env.L.T("night.several_cell", "cell", c.name(), "words", words)
	if t.said.Text != text {
		t.said.SetText(text)
	}
}

// put keeps everything that was typed, as one step that can be taken back. What cannot be read stays in its cell and
// among the drafts. It returns false where the diary could not be written.
func (t *monthTable) put() bool {
	env := t.screen.env
	change, days, emptied := t.typed()
	if len(days)+emptied == 0 || env.Store.ReadOnly() {
		return true
	}
	t.troubled = false // this is asked for, and answered each time
	if len(days) > 0 && t.trouble(t.screen.write(func(ctx context.Context) error { return env.Store.SaveSheet(ctx, change) })) {
		return false
	}
	t.kept()
	var said []string
	if len(days) > 0 {
		said = append(said, env.L.N("night.several_saved", len(days)))
	}
	if emptied > 0 {
		said = append(said, env.L.T("night.several_emptied"))
	}
	t.tell(strings.Join(said, " "))
	return true
}

// kept shows what the diary has now. What cannot be read stays as it was typed.
func (t *monthTable) kept() {
	if now, ok := t.read(); ok {
		t.sheet.days = now.days
	}
	t.history.replay = true // it is nobody's typing
	for _, c := range t.cells {
		if _, fault := c.answered(); fault == "" {
			c.before = c.figure.show(t.sheet.days[c.date], t.screen.env.L)
			c.box.SetText(c.before)
			c.shown = c.before
		}
		c.mark()
	}
	for _, f := range t.sheet.figures {
		t.draft(f)
	}
	t.history = history{} // from here on it is the diary's steps that are taken back
}

// typed is what was typed, and the nights it changes. Of other nights the only answer was taken away; it comes back,
// for a night is deleted on its own page only.
func (t *monthTable) typed() (change store.Sheet, days map[diary.Date]day, emptied int) {
	days = map[diary.Date]day{}
	touched := map[diary.Date][]*cell{}
	for _, c := range t.cells {
		if _, fault := c.answered(); c.text() == c.before || fault != "" {
			continue
		}
		d, ok := days[c.date]
		if !ok {
			d = t.sheet.days[c.date].clone()
			d.night.Date = c.date
		}
		c.figure.put(&d, strings.TrimSpace(c.text()), t.screen.env.L)
		days[c.date] = d
		touched[c.date] = append(touched[c.date], c)
	}
	for date, d := range days {
		was := t.sheet.days[date]
		switch {
		case !was.night.IsEmpty() && d.night.IsEmpty():
			for _, c := range touched[date] {
				c.box.SetText(c.before)
			}
			emptied++
			delete(days, date)
			continue
		case sameDay(was, d): // typed in another way
			delete(days, date)
			continue
		case !sameNight(was.night, d.night) && !d.night.IsEmpty():
			change.Nights = append(change.Nights, d.night)
		}
		addDifferences(&change, date, was, d)
	}
	return change, days, emptied
}

// addDifferences adds what changes of a day beside the night itself.
func addDifferences(change *store.Sheet, date diary.Date, was, now day) {
	for name, x := range now.exposed {
		if was.exposed[name] != x {
			x.Exposure.Night = date
			change.Exposed = append(change.Exposed, x)
		}
	}
	for name, x := range was.exposed {
		if _, still := now.exposed[name]; !still {
			change.Unexposed = append(change.Unexposed, x.Exposure.ID)
		}
	}
	for id, list := range now.noted {
		if !slices.Equal(was.noted[id], list) {
			change.Intakes = append(change.Intakes, store.NightIntakes{InterventionID: id, Night: date, Intakes: list})
		}
	}
	for id := range was.noted {
		if _, still := now.noted[id]; !still {
			change.Intakes = append(change.Intakes, store.NightIntakes{InterventionID: id, Night: date})
		}
	}
}

// index is where a cell stands; ok is false for one that is no longer on show.
func (t *monthTable) index(o fyne.Focusable) (at int, ok bool) {
	at = slices.IndexFunc(t.cells, func(c *cell) bool { return fyne.Focusable(c.box) == o })
	return at, at >= 0
}

// move gives the keyboard to a cell so many nights and columns away, where there is one.
func (t *monthTable) move(c *cell, nights, columns int) {
	at, ok := t.index(c.box)
	if !ok {
		return
	}
	rows := len(t.nights())
	row, column := at%rows+nights, at/rows+columns
	if row >= 0 && row < rows && column >= 0 && column*rows < len(t.cells) {
		t.screen.env.Window.Canvas().Focus(t.cells[column*rows+row].box)
	}
}
