package night

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/scrolling"
)

// several is the table that fills a month: digits choose a severity and go on to the next night.
type several struct {
	screen *Screen
	month  diary.Date
	page   *fyne.Container
	said   *widget.Label
	nights map[diary.Date]diary.Night
	cells  []*cell
	scroll *scrolling.Pane
}

func newSeveral(s *Screen) *several {
	t := &several{screen: s, month: s.date.FirstOfMonth(), page: container.NewStack(), said: look.Quiet("")}
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
		if v, ok := t.nights[d].Severity.Get(); ok {
			c.before = l.Number(float64(v), 0)
		}
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
	t.scroll = scrolling.New(l.T("night.several"), rows)
	top := field.NewColumn(look.Title(l.MonthYear(t.month)), look.Quiet(l.T("night.several_hint")), flow.New(
		t.screen.button("night.back", t.back),
		t.screen.button("night.month_before", func() { t.turn(-1) }),
		t.screen.button("night.month_after", func() { t.turn(1) }),
		t.screen.button("night.several_keep", t.put)), t.said)
	t.page.Objects = []fyne.CanvasObject{flow.Above(top, t.scroll)}
	t.page.Refresh()
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

func (t *several) draftKey() string { return "several/" + t.month.String() }

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
		v, ok := readSeverity(c.Text)
		if c.Text == c.before || !ok {
			continue
		}
		n := t.nights[c.date]
		n.Date, n.Severity = c.date, v
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
		if _, ok := readSeverity(c.Text); ok {
			c.before = c.Text
		}
		c.mark()
	}
	text := env.L.N("night.several_saved", len(list))
	t.said.SetText(text)
	env.Notice(text)
}

// readSeverity reads a cell: empty is not recorded; ok is false for what is no number from 0 to 10.
func readSeverity(text string) (diary.Optional[int], bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return diary.None[int](), true
	}
	x, ok := i18n.ParseNumber(text)
	if !ok || x != float64(int(x)) || x < 0 || x > diary.MaxRating {
		return diary.None[int](), false
	}
	return diary.Some(int(x)), true
}

// fill puts a pasted column into the cells from one on.
func (t *several) fill(from *cell, text string) {
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r", ""), "\n"), "\n")
	at := t.index(from)
	for i, line := range lines {
		if at+i >= len(t.cells) {
			break
		}
		first, _, _ := strings.Cut(line, "\t")
		t.cells[at+i].SetText(strings.TrimSpace(first))
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
