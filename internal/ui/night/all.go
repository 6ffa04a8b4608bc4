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
	list   *nightsList
	count  *widget.Label
	query  *widget.Entry
	kind   kind
	clear  *look.Button
	// edition counts the readings, which may end in another order than they began.
	edition int
}

// allNights is the list as it was left, brought up to date.
func (s *Screen) allNights() *all {
	if s.nights == nil {
		s.nights = newAll(s)
	} else {
		s.nights.changed()
	}
	return s.nights
}

func newAll(s *Screen) *all {
	l := s.env.L
	a := &all{screen: s, count: widget.NewLabel(""), query: widget.NewEntry(), kind: everyKind}
	a.count.Importance = widget.LowImportance
	a.query.SetPlaceHolder(l.T("night.search"))
	a.query.OnChanged = func(string) { a.searchAnew() }
	a.query.OnSubmitted = func(string) { a.open(0) }
	a.list = newNights(func() int { return len(a.found) },
		func() fyne.CanvasObject { return newNightLine(l) },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*nightLine).show(a.found[i], l) })
	a.list.OnSelected = a.open
	which := a.chooser()
	a.clear = s.button("night.found_clear", func() {
		a.query.SetText("")
		which.SetSelectedIndex(0)
		s.env.Window.Canvas().Focus(a.query) // this button goes away
	})
	top := field.NewColumn(look.Title(l.T("night.all")), flow.New(s.button("night.back", s.back), look.Choice(which), a.count, a.clear), a.query)
	a.page = container.NewStack(flow.Above(top, a.list))
	a.changed()
	return a
}

// nightsList is the toolkit's list, in which Enter opens what has the keyboard, as it does everywhere else.
type nightsList struct{ widget.List }

func newNights(length func() int, make func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *nightsList {
	n := &nightsList{widget.List{Length: length, CreateItem: make, UpdateItem: update}}
	n.ExtendBaseWidget(n)
	return n
}

// TypedKey takes Enter for the key with which the toolkit chooses.
func (n *nightsList) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
		k = &fyne.KeyEvent{Name: fyne.KeySpace}
	}
	n.List.TypedKey(k)
}

// open goes to a night of the list.
func (a *all) open(i widget.ListItemID) {
	a.list.UnselectAll() // so that it can be opened once more
	if i >= len(a.found) {
		return
	}
	if date := a.found[i].Date; a.screen.leaveOther() {
		a.screen.visit(date)
	}
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
		a.searchAnew()
	}
	return s
}

func (a *all) content() fyne.CanvasObject { return a.page }

func (a *all) put() bool { return true }

// begin marks what was looked for last, so that typing replaces it.
func (a *all) begin() {
	a.screen.env.Window.Canvas().Focus(a.query)
	a.query.TypedShortcut(&fyne.ShortcutSelectAll{})
}

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
	edition, now := a.edition, env.CurrentNight()
	var rows []row
	env.Work(env.L.T("night.all"), func(ctx context.Context) error {
		d, err := env.Store.Diary(ctx)
		if err != nil {
			return err
		}
		rows = listed(d, now, env.L)
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

// searchAnew looks for something else, from the first night found on: the place in a longer list may lie behind
// the end of this one, where no key opens anything.
func (a *all) searchAnew() {
	a.search()
	a.list.Highlight(0)
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
	a.list.Refresh()
}
