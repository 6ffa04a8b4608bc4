package night

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// all is the list of every night, with a search over what was written.
type all struct {
	screen *Screen
	rows   []row
	found  []row
	page   *fyne.Container
	list   *widget.List
	count  *widget.Label
	query  *widget.Entry
}

// row is one night of the list.
type row struct {
	Date diary.Date
	Line string
	// words is all that a search looks through, in lower case.
	words string
}

func newAll(s *Screen) *all {
	l := s.env.L
	a := &all{screen: s, count: look.Quiet(""), query: widget.NewEntry()}
	a.query.SetPlaceHolder(l.T("night.search"))
	a.query.OnChanged = func(string) { a.search() }
	a.list = widget.NewList(func() int { return len(a.found) },
		func() fyne.CanvasObject {
			line := widget.NewLabel("")
			line.Truncation = fyne.TextTruncateEllipsis
			return line
		},
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*widget.Label).SetText(a.found[i].Line) })
	a.list.OnSelected = func(i widget.ListItemID) {
		date := a.found[i].Date
		s.leaveOther()
		s.open(date)
	}
	top := field.NewColumn(look.Title(l.T("night.all")), flow.New(s.button("night.back", func() {
		s.leaveOther()
		s.open(s.date)
	})), a.query, a.count)
	a.page = container.NewStack(flow.Above(top, a.list))
	a.changed()
	return a
}

func (a *all) content() fyne.CanvasObject { return a.page }

func (a *all) put() {}

func (a *all) begin() { a.screen.env.Window.Canvas().Focus(a.query) }

func (a *all) readOut() string {
	lines := []string{a.count.Text}
	for _, r := range a.found {
		lines = append(lines, r.Line)
	}
	return strings.Join(lines, "\n")
}

func (a *all) changed() {
	env := a.screen.env
	var rows []row
	env.Work(env.L.T("night.all"), func(ctx context.Context) error {
		d, err := env.Store.Diary(ctx)
		if err != nil {
			return err
		}
		rows = listed(d, env.L)
		return nil
	}, func(err error) {
		if err != nil {
			env.Fail(err)
			return
		}
		a.rows = rows
		a.search()
	})
}

func (a *all) search() {
	a.found = filter(a.rows, a.query.Text)
	a.count.SetText(a.screen.env.L.N("night.found", len(a.found)))
	a.list.UnselectAll()
	a.list.Refresh()
}

// filter keeps the rows in which every word of the query occurs.
func filter(rows []row, query string) []row {
	words := strings.Fields(strings.ToLower(query))
	if len(words) == 0 {
		return rows
	}
	var found []row
	for _, r := range rows {
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(r.words, w) }) {
			found = append(found, r)
		}
	}
	return found
}

// listed makes the rows, the latest night first.
func listed(d diary.Diary, l *i18n.Localizer) []row {
	names := map[int64]string{}
	for _, t := range d.Triggers {
		names[t.ID] = t.Name
	}
	extra := map[diary.Date][]string{}
	for _, e := range d.Exposures {
		extra[e.Night] = append(extra[e.Night], names[e.TriggerID])
	}
	for _, e := range d.Episodes {
		for _, a := range e.Tried {
			word := a.Measure
			if slices.Contains(diary.Measures, word) {
				word = l.T("measure." + word)
			}
			extra[e.Night] = append(extra[e.Night], word)
		}
		extra[e.Night] = append(extra[e.Night], e.Note)
	}
	rows := make([]row, 0, len(d.Nights))
	for _, n := range slices.Backward(d.Nights) {
		severity := l.T("night.without_severity")
		if v, ok := n.Severity.Get(); ok {
			severity = l.Number(float64(v), 0)
		}
		note, _, _ := strings.Cut(n.Note, "\n")
		line := l.T("night.row", "date", l.DateLong(n.Date), "severity", severity, "note", note)
		words := strings.ToLower(strings.Join(append([]string{line, n.Note}, extra[n.Date]...), " "))
		rows = append(rows, row{Date: n.Date, Line: line, words: words})
	}
	return rows
}
