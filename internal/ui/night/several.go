package night

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/scrolling"
)

// several is the table that fills a month, one figure of a paper diary at a time: digits choose a severity
// and go on to the next night.
type several struct {
	screen *Screen
	month  diary.Date
	figure figure
	page   *fyne.Container
	said   *widget.Label
	nights map[diary.Date]diary.Night
	cells  []*cell
	scroll *scrolling.Pane
}

func newSeveral(s *Screen) *several {
	t := &several{screen: s, month: s.date.FirstOfMonth(), figure: figures()[0], page: container.NewStack(), said: look.Quiet("")}
	t.changed()
	return t
}

func (t *several) content() fyne.CanvasObject { return t.page }

func (t *several) readOut() string { return t.screen.env.L.T("night.several_hint") }

// changed reads the month and lays it out.
func (t *several) changed() {
	env := t.screen.env
	l, last := env.L, t.month.AddMonths(1).AddDays(-1)
	kept, err := env.Store.Nights(context.Background(), t.month, last)
	if err != nil {
		env.Fail(err)
		return
	}
	t.nights = map[diary.Date]diary.Night{}
	for _, n := range kept {
		t.nights[n.Date] = n
	}
	draft, _, err := env.Store.Draft(context.Background(), t.draftKey())
	if err != nil {
		env.Fail(err)
	}
	half := map[string]string{}
	for line := range strings.Lines(draft) {
		date, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		half[date] = text
	}
	t.cells = nil
	rows := field.NewColumn()
	for d := t.month; !d.After(last) && !d.After(env.LatestNight()); d = d.AddDays(1) {
		c := newCell(t, d)
		c.before = t.figure.show(t.nights[d], l)
		c.SetText(c.before)
		if text, ok := half[d.String()]; ok {
			c.SetText(text)
		}
		c.OnChanged = func(string) { t.draft(c) }
		c.mark()
		name := look.Text(l.T("night.several_day", "weekday", l.WeekdayShort(d.Weekday()), "date", l.DayMonth(d)))
		rows.Add(container.NewGridWithColumns(3, name, c, c.said))
		t.cells = append(t.cells, c)
	}
	if last.After(env.LatestNight()) {
		rows.Add(look.Quiet(l.T("night.several_future")))
	}
	top := field.NewColumn(look.Title(l.MonthYear(t.month)), look.Quiet(l.T("night.several_hint")), flow.New(
		t.chooser(),
		t.screen.button("night.back", t.back),
		t.screen.button("night.month_before", func() { t.turn(-1) }),
		t.screen.button("night.month_after", func() { t.turn(1) }),
		t.screen.button("night.several_keep", t.put)), t.said)
	// The buttons scroll away with the rest: in large text they fill a small window.
	t.scroll = scrolling.New(l.T("night.several"), field.NewColumn(top, rows))
	t.page.Objects = []fyne.CanvasObject{t.scroll}
	t.page.Refresh()
}

// chooser is the list of figures that can be filled in.
func (t *several) chooser() fyne.CanvasObject {
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
		t.put()
		t.figure = all[s.SelectedIndex()]
		t.changed()
		t.begin()
	}
	return look.Choice(s)
}

// begin gives the first gap the keyboard.
func (t *several) begin() {
	for _, c := range t.cells {
		if c.Text == "" {
			t.screen.env.Window.Canvas().Focus(c)
			return
		}
	}
}

func (t *several) turn(by int) {
	t.put()
	if next := t.month.AddMonths(by); !next.After(t.screen.env.LatestNight()) {
		t.month = next
		t.changed()
		t.begin()
	}
}

func (t *several) back() {
	s := t.screen
	s.leaveOther()
	s.open(s.date)
}

func (t *several) draftKey() string { return "several/" + t.month.String() + "/" + t.figure.name }

// draft keeps what is not yet in the diary where a crash does not reach it.
func (t *several) draft(c *cell) {
	c.mark()
	if t.screen.env.Store.ReadOnly() {
		return
	}
	var b strings.Builder
	for _, c := range t.cells {
		if c.Text != c.before {
			b.WriteString(c.date.String() + " " + c.Text + "\n")
		}
	}
	if err := t.screen.env.Store.SaveDraft(context.Background(), t.draftKey(), b.String()); err != nil {
		t.screen.env.Fail(err)
	}
}

// put keeps every night that was typed, as one step that can be taken back.
func (t *several) put() {
	env := t.screen.env
	var list []diary.Night
	for _, c := range t.cells {
		n := t.nights[c.date]
		n.Date = c.date
		if c.Text == c.before || t.figure.put(&n, strings.TrimSpace(c.Text), env.L) != "" {
			continue
		}
		if n.IsEmpty() {
			c.SetText(c.before) // a night is deleted on its own page only
			continue
		}
		list = append(list, n)
	}
	if len(list) == 0 {
		return
	}
	t.screen.busy = true
	err := env.Store.SaveNights(context.Background(), list)
	t.screen.busy = false
	if err != nil {
		env.Fail(err)
		return
	}
	if err := env.Store.ClearDraft(context.Background(), t.draftKey()); err != nil {
		env.Fail(err)
	}
	for _, n := range list {
		t.nights[n.Date] = n
	}
	for _, c := range t.cells {
		if c.fault() == "" {
			c.before = t.figure.show(t.nights[c.date], env.L)
			c.SetText(c.before)
		}
		c.mark()
	}
	text := env.L.N("night.several_saved", len(list))
	t.said.SetText(text)
	env.Notice(text)
}

// fill puts a pasted column into the cells from one on, and says what found no room.
func (t *several) fill(from *cell, text string) {
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r", ""), "\n"), "\n")
	at := t.index(from)
	room := min(len(lines), len(t.cells)-at)
	wide := false
	for i, line := range lines[:room] {
		first, _, more := strings.Cut(line, "\t")
		wide = wide || more
		t.cells[at+i].SetText(strings.TrimSpace(first))
	}
	var said []string
	if left := len(lines) - room; left > 0 {
		said = append(said, t.screen.env.L.N("night.several_left", left))
	}
	if wide {
		said = append(said, t.screen.env.L.T("night.several_one_column"))
	}
	if len(said) > 0 {
		t.said.SetText(strings.Join(said, " "))
		t.screen.env.Notice(t.said.Text) // the page may be scrolled away from its own line
	}
}

func (t *several) index(c *cell) int {
	for i, other := range t.cells {
		if other == c {
			return i
		}
	}
	return 0
}

func (t *several) move(c *cell, by int) {
	at := t.index(c) + by
	if at >= 0 && at < len(t.cells) {
		t.screen.env.Window.Canvas().Focus(t.cells[at])
	}
}
