package night

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

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
	kind   kind
	clear  *look.Button
	// edition counts the readings, which may end in another order than they began.
	edition int
}

func newAll(s *Screen) *all {
	l := s.env.L
	a := &all{screen: s, count: widget.NewLabel(""), query: widget.NewEntry(), kind: everyKind}
	a.count.Importance = widget.LowImportance
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
		if s.leaveOther() {
			s.visit(date)
		}
	}
	which := a.chooser()
	a.clear = s.button("night.found_clear", func() {
		a.query.SetText("")
		which.SetSelectedIndex(0)
	})
	top := field.NewColumn(look.Title(l.T("night.all")), flow.New(s.button("night.back", s.back), look.Choice(which), a.count, a.clear), a.query)
	a.page = container.NewStack(flow.Above(top, a.list))
	a.changed()
	return a
}

// chooser is the list of kinds of night to look at.
func (a *all) chooser() *widget.Select {
	l := a.screen.env.L
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = l.T("night.kind." + string(k))
	}
	s := widget.NewSelect(names, nil)
	s.SetSelectedIndex(0)
	s.OnChanged = func(string) {
		a.kind = kinds[s.SelectedIndex()]
		a.search()
	}
	return s
}

func (a *all) content() fyne.CanvasObject { return a.page }

func (a *all) put() bool { return true }

func (a *all) begin() { a.screen.env.Window.Canvas().Focus(a.query) }

func (a *all) readOut() string {
	lines := []string{a.count.Text}
	for _, r := range a.found {
		lines = append(lines, r.Line)
	}
	return strings.Join(lines, "\n")
}

// changed reads every night. Where the diary changes again meanwhile, the later reading counts.
func (a *all) changed() {
	env := a.screen.env
	a.edition++
	edition := a.edition
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
		if edition == a.edition {
			a.rows = rows
			a.search()
		}
	})
}

func (a *all) search() {
	a.found = filter(a.rows, a.kind, a.query.Text)
	if len(a.found) == 0 {
		a.count.SetText(a.screen.env.L.T("night.found_none"))
	} else {
		a.count.SetText(a.screen.env.L.N("night.found", len(a.found)))
	}
	a.clear.Hidden = a.kind == everyKind && a.query.Text == ""
	a.page.Refresh()
	a.list.UnselectAll()
	a.list.Refresh()
}
