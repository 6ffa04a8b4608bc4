package month

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/scrolling"
)

// What is above the cells and was used to lay them out again.
const (
	chosenFigure = "figure"
	monthBefore  = "night.month_before"
	monthAfter   = "night.month_after"
)

// layColumn sets one figure out, each night with what is to be said of it.
func (t *Table) layColumn() {
	l := t.env.L
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
func (t *Table) top(first ...fyne.CanvasObject) fyne.CanvasObject {
	l := t.env.L
	row := flow.New(first...)
	for _, b := range []struct {
		key string
		do  func()
	}{
		{"night.back", t.host.Back},
		{monthBefore, func() { t.turn(-1, monthBefore) }},
		{monthAfter, func() { t.turn(1, monthAfter) }},
		{"night.several_keep", t.keep},
	} {
		button := look.NewButton(l.T(b.key), b.do)
		t.controls[b.key] = button
		if b.key == "night.several_keep" {
			button.Importance = widget.HighImportance
			if t.env.Store.ReadOnly() {
				button.Disable()
			}
		}
		row.Add(button)
	}
	return field.NewColumn(look.Title(l.MonthYear(t.month)), look.Quiet(t.hint()), row, t.said)
}

// fillIn shows what the diary has in a cell, or what was half typed in it.
func (t *Table) fillIn(c *cell, half map[string]string, set func(string)) {
	env := t.env
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

func (t *Table) dayWords(d diary.Date) string {
	l := t.env.L
	return l.T("night.several_day", "weekday", l.WeekdayShort(d.Weekday()), "date", l.DayMonth(d))
}

// chooser is the list of figures that can be filled in.
func (t *Table) chooser() fyne.CanvasObject {
	l, all := t.env.L, t.sheet.figures
	names := make([]string, len(all))
	chosen := 0
	for i, f := range all {
		names[i] = f.called(l)
		if f.name == t.figure {
			chosen = i
		}
	}
	s := look.NewSelect(l.T("night.several_figure"), names, nil)
	t.controls[chosenFigure] = s
	s.SetSelectedIndex(chosen)
	s.OnChanged = func(string) {
		at := s.SelectedIndex()
		if at == chosen {
			return
		}
		if !t.Put() {
			s.SetSelectedIndex(chosen) // what is typed stays on show
			return
		}
		t.figure = all[at].name
		t.lay()
		t.beginOr(chosenFigure)
	}
	return look.Choice(s)
}
