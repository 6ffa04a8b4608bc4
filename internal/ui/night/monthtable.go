package night

import (
	"context"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/scrolling"
)

// monthTable is the table that fills a month, one figure of a paper diary at a time: digits choose a severity
// and go on to the next night.
type monthTable struct {
	screen *Screen
	month  diary.Date
	figure figure
	page   *fyne.Container
	said   *widget.Label
	nights map[diary.Date]diary.Night
	cells  []*cell
	scroll *scrolling.Pane
	// troubled says that something could not be kept, which is told once.
	troubled bool
	history  history
}

func newMonthTable(s *Screen) *monthTable {
	t := &monthTable{screen: s, month: s.date().FirstOfMonth(), figure: figures()[0], page: container.NewStack(), said: look.Quiet("")}
	t.lay()
	return t
}

func (t *monthTable) content() fyne.CanvasObject { return t.page }

func (t *monthTable) readOut() string { return t.screen.env.L.T("night.several_hint") }

// changed lays the month out again where the diary differs from what is on show.
func (t *monthTable) changed() {
	if t.troubled {
		return // what is typed is nowhere but on show
	}
	kept, ok := t.read()
	if !ok || maps.EqualFunc(kept, t.nights, sameNight) {
		return
	}
	at, focused := t.index(t.screen.env.Window.Canvas().Focused())
	t.lay()
	if focused && at < len(t.cells) {
		t.screen.env.Window.Canvas().Focus(t.cells[at])
	}
}

func sameNight(a, b diary.Night) bool {
	a.EnteredAt, b.EnteredAt = time.Time{}, time.Time{}
	return reflect.DeepEqual(a, b)
}

// last is the last night of the month.
func (t *monthTable) last() diary.Date { return t.month.AddMonths(1).AddDays(-1) }

// read returns the month's nights that are in the diary.
func (t *monthTable) read() (map[diary.Date]diary.Night, bool) {
	kept, err := t.screen.env.Store.Nights(context.Background(), t.month, t.last())
	if err != nil {
		t.screen.env.Fail(err)
		return nil, false
	}
	nights := map[diary.Date]diary.Night{}
	for _, n := range kept {
		nights[n.Date] = n
	}
	return nights, true
}

// lay reads the month and lays it out.
func (t *monthTable) lay() {
	env := t.screen.env
	l, last := env.L, t.last()
	nights, ok := t.read()
	if !ok {
		return
	}
	t.nights = nights
	draft, _, err := env.Store.Draft(context.Background(), t.draftKey())
	if err != nil {
		env.Fail(err)
	}
	half := map[string]string{}
	for line := range strings.Lines(draft) {
		date, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		half[date] = text
	}
	t.cells, t.history = nil, history{}
	rows := field.NewColumn()
	for d := t.month; !d.After(last) && !d.After(t.newest()); d = d.AddDays(1) {
		c := newCell(t, d)
		c.before = t.figure.show(t.nights[d], l)
		c.SetText(c.before)
		if text, ok := half[d.String()]; ok {
			c.SetText(text)
		}
		c.shown = c.Text
		c.OnChanged = func(text string) {
			t.history.note(c.date, c.shown, text, !t.figure.digit)
			c.shown = text
			c.mark()
			if !t.history.busy() {
				t.draft()
			}
		}
		c.mark()
		if env.Store.ReadOnly() {
			c.Disable()
		}
		name := look.Text(l.T("night.several_day", "weekday", l.WeekdayShort(d.Weekday()), "date", l.DayMonth(d)))
		rows.Add(container.NewGridWithColumns(3, name, c, c.said))
		t.cells = append(t.cells, c)
	}
	if last.After(t.newest()) {
		rows.Add(look.Quiet(l.T("night.several_future")))
	}
	top := field.NewColumn(look.Title(l.MonthYear(t.month)), look.Quiet(l.T("night.several_hint")), flow.New(
		t.chooser(),
		t.screen.button("night.back", t.screen.back),
		t.screen.button("night.month_before", func() { t.turn(-1) }),
		t.screen.button("night.month_after", func() { t.turn(1) }),
		t.screen.button("night.several_keep", func() {
			if t.put() {
				t.begin()
			}
		})), t.said)
	// The buttons scroll away with the rest: in large text they fill a small window.
	t.scroll = scrolling.New(l.T("night.several"), field.NewColumn(top, rows))
	t.page.Objects = []fyne.CanvasObject{t.scroll}
	t.page.Refresh()
}

// chooser is the list of figures that can be filled in.
func (t *monthTable) chooser() fyne.CanvasObject {
	l, all := t.screen.env.L, figures()
	names := make([]string, len(all))
	chosen := 0
	for i, f := range all {
		names[i] = l.T(f.name)
		if f.name == t.figure.name {
			chosen = i
		}
	}
	s := widget.NewSelect(names, nil)
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
		t.figure = all[at]
		t.lay()
		t.begin()
	}
	return look.Choice(s)
}

// begin gives the first gap the keyboard.
func (t *monthTable) begin() {
	for _, c := range t.cells {
		if c.Text == "" {
			t.screen.env.Window.Canvas().Focus(c)
			return
		}
	}
}

func (t *monthTable) turn(by int) {
	next := t.month.AddMonths(by)
	if next.After(t.newest()) {
		t.tell(t.screen.env.L.T("night.several_future"))
		return
	}
	if t.put() {
		t.month = next
		t.lay()
		t.begin()
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

func (t *monthTable) draftKey() string { return "several/" + t.month.String() + "/" + t.figure.name }

// draft keeps what is not yet in the diary where a crash does not reach it, or forgets it where all is.
func (t *monthTable) draft() {
	if t.screen.env.Store.ReadOnly() {
		return
	}
	var b strings.Builder
	for _, c := range t.cells {
		if c.Text != c.before {
			b.WriteString(c.date.String() + " " + c.Text + "\n")
		}
	}
	if b.Len() == 0 {
		t.trouble(t.screen.env.Store.ClearDraft(context.Background(), t.draftKey()))
		return
	}
	t.screen.env.Store.KeepDraft(t.draftKey(), b.String(), func(err error) { fyne.Do(func() { t.trouble(err) }) })
}

// trouble explains what could not be written: once, not with every key until the trouble is over. It tells
// whether there is any.
func (t *monthTable) trouble(err error) bool {
	if err != nil && !t.troubled {
		t.screen.env.Fail(err)
	}
	t.troubled = err != nil
	if t.troubled {
		t.said.SetText(t.screen.env.L.T("night.not_saved"))
	}
	return t.troubled
}

// put keeps every night that was typed, as one step that can be taken back. What cannot be read stays in
// its cell and among the drafts. It returns false where the diary could not be written.
func (t *monthTable) put() bool {
	env := t.screen.env
	list, emptied := t.typed()
	if len(list)+emptied == 0 || env.Store.ReadOnly() {
		return true
	}
	t.troubled = false // this is asked for, and answered each time
	if len(list) > 0 && t.trouble(t.screen.write(func(ctx context.Context) error { return env.Store.SaveNights(ctx, list) })) {
		return false
	}
	for _, n := range list {
		t.nights[n.Date] = n
	}
	for _, c := range t.cells {
		if _, fault := c.answered(); fault == "" {
			c.before = t.figure.show(t.nights[c.date], env.L)
			c.SetText(c.before)
		}
		c.mark()
	}
	t.draft()
	t.history = history{} // from here on it is the diary's steps that are taken back
	var said []string
	if len(list) > 0 {
		said = append(said, env.L.N("night.several_saved", len(list)))
	}
	if emptied > 0 {
		said = append(said, env.L.T("night.several_emptied"))
	}
	t.tell(strings.Join(said, " "))
	return true
}

// typed are the nights with what was typed into them. Of others the only answer was taken away; it comes back,
// for a night is deleted on its own page only.
func (t *monthTable) typed() (list []diary.Night, emptied int) {
	for _, c := range t.cells {
		switch n, fault := c.answered(); {
		case c.Text == c.before || fault != "":
		case !n.IsEmpty():
			list = append(list, n)
		default:
			c.SetText(c.before)
			if c.before != "" {
				emptied++
			}
		}
	}
	return list, emptied
}

// fill puts a pasted column into the cells, and says what was left out and why.
func (t *monthTable) fill(from *cell, text string) {
	l := t.screen.env.L
	nights := make([]diary.Date, len(t.cells))
	for i, c := range t.cells {
		nights[i] = c.date
	}
	if _, ok := t.index(from); !ok {
		return
	}
	p := readPaste(text, t.figure, nights, from.date, l)
	t.history.together(func() {
		for _, c := range t.cells {
			if value, ok := p.values[c.date]; ok {
				c.SetText(value)
			}
		}
	})
	t.draft() // once for all of it
	var said []string
	if p.heading {
		said = append(said, l.T("night.several_heading"))
	}
	if p.outside > 0 {
		said = append(said, l.N("night.several_left", p.outside))
	}
	if p.future {
		said = append(said, l.T("night.several_future"))
	}
	if p.wide {
		said = append(said, l.T("night.several_one_column"))
	}
	if len(said) > 0 {
		t.tell(strings.Join(said, " "))
	}
}

// index is where a cell stands; ok is false for one that is no longer on show.
func (t *monthTable) index(c fyne.Focusable) (at int, ok bool) {
	at = slices.IndexFunc(t.cells, func(other *cell) bool { return fyne.Focusable(other) == c })
	return at, at >= 0
}

func (t *monthTable) move(c *cell, by int) {
	at, ok := t.index(c)
	if at += by; ok && at >= 0 && at < len(t.cells) {
		t.screen.env.Window.Canvas().Focus(t.cells[at])
	}
}
