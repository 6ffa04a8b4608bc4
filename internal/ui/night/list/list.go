package list

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/reading"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/shelf"
)

// Host is what the screen does for its list.
type Host struct {
	// Back leads to the night that was on show.
	Back func()
	// Visit opens a night.
	Visit func(diary.Date)
}

// List is the list of every night, with a search over what was written.
type List struct {
	env   *screen.Env
	host  Host
	rows  []row
	found []row
	// version is of the diary that was listed, now the night that it was listed on.
	version int
	now     diary.Date
	// index has what a search looks through in each of the rows. It is made beside the window, and nil until it is there.
	index    []string
	indexing context.CancelFunc // nil where none is being made
	page     *fyne.Container
	list     *Nights
	count    *widget.Label
	query    *widget.Entry
	kind     kind
	clear    *look.Button
	// listings and indexings tell the latest of each, which may end in another order than they began.
	listings, indexings reading.Latest
}

// New reads all nights and lists them.
func New(env *screen.Env, host Host) *List {
	l := env.L
	a := &List{env: env, host: host, count: widget.NewLabel(""), query: widget.NewEntry(), kind: everyKind}
	widest := widestDate(l)
	a.count.Importance = widget.LowImportance
	a.query.SetPlaceHolder(l.T("night.search"))
	a.query.OnChanged = func(string) { a.searchAnew() }
	a.query.OnSubmitted = func(string) { a.open(0) }
	a.list = newNights(func() int { return len(a.found) },
		func() fyne.CanvasObject { return newNightLine(l, widest) },
		func(i widget.ListItemID, o fyne.CanvasObject) { o.(*nightLine).show(a.found[i]) })
	a.list.OnSelected = a.open
	which := a.chooser()
	a.clear = look.NewButton(l.T("night.found_clear"), func() {
		a.query.SetText("")
		which.SetSelectedIndex(0)
		env.Window.Canvas().Focus(a.query) // this button goes away
	})
	top := field.NewColumn(look.Title(l.T("night.all")), flow.New(look.NewButton(l.T("night.back"), host.Back), look.Choice(which), a.count, a.clear), a.query)
	a.page = container.NewStack(flow.Above(top, a.list))
	a.Changed()
	return a
}

// Nights is the toolkit's list, in which Enter opens what has the keyboard, as it does everywhere else.
type Nights struct{ widget.List }

func newNights(length func() int, make func() fyne.CanvasObject, update func(widget.ListItemID, fyne.CanvasObject)) *Nights {
	n := &Nights{widget.List{Length: length, CreateItem: make, UpdateItem: update}}
	n.ExtendBaseWidget(n)
	return n
}

// TypedKey takes Enter for the key with which the toolkit chooses.
func (n *Nights) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter {
		k = &fyne.KeyEvent{Name: fyne.KeySpace}
	}
	n.List.TypedKey(k)
}

// open goes to a night of the list.
func (a *List) open(i widget.ListItemID) {
	a.list.UnselectAll() // so that it can be opened once more
	if i >= len(a.found) {
		return
	}
	a.host.Visit(a.found[i].Date)
}

// chooser is the list of kinds of night to look at.
func (a *List) chooser() *look.Select {
	l := a.env.L
	names := make([]string, len(kinds))
	for i, k := range kinds {
		names[i] = l.T("night.kind." + string(k))
	}
	s := look.NewSelect(l.T("night.which"), names, func(i int) {
		a.kind = kinds[i]
		a.searchAnew()
	})
	s.Pick(0)
	return s
}

// Content is the list below its search.
func (a *List) Content() fyne.CanvasObject { return a.page }

// Put has nothing to keep.
func (a *List) Put() bool { return true }

// Begin marks what was looked for last, so that typing replaces it.
func (a *List) Begin() {
	a.env.Window.Canvas().Focus(a.query)
	a.query.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// ReadOut tells what is listed.
func (a *List) ReadOut() string {
	lines := []string{a.count.Text}
	for _, r := range a.found {
		lines = append(lines, r.line(a.env.L))
	}
	return strings.Join(lines, "\n")
}

// Changed lists every night, where the diary is another than it was. Where it changes again meanwhile, the later reading
// counts.
func (a *List) Changed() {
	env := a.env
	wanted, now, known := a.listings.Begin(), env.CurrentNight(), a.version
	if now != a.now {
		known = 0
	}
	var c shelf.Content
	var rows []row
	env.Work(env.L.T("night.all"), func(ctx context.Context) (err error) {
		// The exposures, most of a long diary, come with what a search looks through.
		if c, err = env.Shelf.ReadLean(ctx); err != nil || c.Version == known {
			return err
		}
		rows = listed(c.Diary, now)
		return nil
	}, func(err error) {
		switch {
		case err != nil:
			env.Fail(err)
		case wanted() && c.Version != known:
			a.rows, a.version, a.now, a.index = rows, c.Version, now, nil
			a.search()
			a.makeIndex()
		}
	})
}

// makeIndex gets ready for a search: who looks at all nights often looks for one.
func (a *List) makeIndex() {
	if a.indexing != nil {
		a.indexing()
	}
	ctx, stop := context.WithCancel(context.Background())
	a.indexing = stop
	wanted, now := a.indexings.Begin(), a.now
	var rows []row
	var index []string
	a.env.Work(a.env.L.T("night.all"), func(asked context.Context) error {
		defer context.AfterFunc(asked, stop)()
		c, err := a.env.Shelf.Read(ctx)
		if err != nil {
			return err
		}
		rows = listed(c.Diary, now)
		index = indexed(ctx, c.Diary, rows, a.env.L)
		return ctx.Err()
	}, func(err error) {
		stop()
		if !wanted() {
			return
		}
		a.indexing = nil
		switch {
		case err == nil:
			a.rows, a.index = rows, index
			if a.query.Text != "" {
				a.searchAnew()
			} else {
				a.search()
			}
		case !errors.Is(err, context.Canceled):
			a.env.Fail(err)
		}
	})
}

// searchAnew looks for something else, from the first night found on: the place in a longer list may lie behind
// the end of this one, where no key opens anything.
func (a *List) searchAnew() {
	a.search()
	a.list.Highlight(0)
}

func (a *List) search() {
	query := a.query.Text
	if a.index == nil && a.indexing == nil && query != "" {
		a.makeIndex() // that was cancelled
	}
	if a.index == nil {
		query = "" // what is typed is looked for as soon as that can be done
	}
	a.found = filter(a.rows, a.index, a.kind, query)
	if len(a.found) == 0 {
		a.count.SetText(a.env.L.T("night.found_none"))
	} else {
		a.count.SetText(a.env.L.N("night.found", len(a.found)))
	}
	a.clear.Hidden = a.kind == everyKind && a.query.Text == ""
	a.page.Refresh()
	a.list.Refresh()
}
