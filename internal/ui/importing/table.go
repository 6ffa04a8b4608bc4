package importing

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// table is the import of a file of others: what each column means, how dates are written, and what would
// come of it.
type table struct {
	env     *screen.Env
	path    string
	found   *exchange.Found
	choices exchange.Choices
	join    exchange.JoinMode
	mine    diary.Diary

	proposal exchange.Proposal
	plan     exchange.Plan
	ready    bool

	rows    *fyne.Container
	order   *widget.Select
	outcome *widget.Label
	accept  *look.Button
	dialog  *dialog.CustomDialog
}

// orders are the ways to write a date that can be chosen.
var orders = []exchange.DateOrder{exchange.DayFirst, exchange.MonthFirst, exchange.YearFirst}

func newTable(env *screen.Env, path string, found *exchange.Found) *table {
	return &table{env: env, path: path, found: found, join: exchange.Fill, choices: exchange.Choices{Columns: make(map[string]exchange.Field)}}
}

// show reads the diary, to tell new nights from those that are there, and then asks.
func (t *table) show() {
	t.env.Work(t.env.L.T("import.reading"), func(ctx context.Context) (err error) {
		t.mine, err = t.env.Store.Diary(ctx)
		return err
	}, func(err error) {
		if err != nil {
			t.env.Fail(err)
			return
		}
		t.ask()
	})
}

func (t *table) ask() {
	l := t.env.L
	t.outcome = look.Text("")
	t.accept = look.NewButton(l.T("import.do"), t.done)
	t.accept.Importance = widget.HighImportance
	cancel := look.NewButton(l.T("shell.cancel"), func() { t.dialog.Hide() })
	mornings := widget.NewCheck(l.T("import.mornings"), func(on bool) {
		t.choices.Mornings = on
		t.work()
	})
	t.rows = container.NewVBox()
	content := look.Column()
	for _, name := range t.found.Programs() {
		content.Add(look.Text(l.T("import.tracker", "name", name)))
	}
	content.Add(look.Text(l.T("import.columns")))
	content.Add(t.rows)
	if len(t.found.Programs()) == 0 {
		for _, part := range []fyne.CanvasObject{look.Heading(l.T("import.dates")), t.orderChoice(), mornings} {
			content.Add(part)
		}
	}
	for _, part := range []fyne.CanvasObject{
		look.Heading(l.T("import.outcome")), t.outcome,
		joining(t.env, func(mode exchange.JoinMode) {
			t.join = mode
			t.work()
		}),
		look.Quiet(l.T("import.safe")),
	} {
		content.Add(part)
	}
	t.dialog = dialog.NewCustomWithoutButtons(filepath.Base(t.path), container.NewVScroll(content), t.env.Window)
	t.dialog.SetButtons([]fyne.CanvasObject{cancel, t.accept})
	t.work()
	look.ShowWide(t.env.Window, t.dialog, 0.8, 0.9)
}

// showColumns has a choice for each column: what it holds.
func (t *table) showColumns() {
	l, fields := t.env.L, exchange.Fields()[1:]
	words := []string{l.T("import.unused")}
	for _, f := range fields {
		words = append(words, f.Words(l))
	}
	t.rows.RemoveAll()
	for _, part := range t.proposal.Parts {
		for _, column := range part.Columns {
			choice := widget.NewSelect(words, nil)
			choice.SetSelectedIndex(slices.Index(fields, column.Field) + 1)
			choice.OnChanged = func(string) { t.choose(column.Name, choice.SelectedIndex(), fields) }
			t.rows.Add(container.NewGridWithColumns(2, look.Text(t.columnName(column)), container.NewVBox(choice)))
		}
	}
	t.rows.Refresh()
}

// choose gives a column the field asked for. A field that another column was given is taken from it.
func (t *table) choose(name string, index int, fields []exchange.Field) {
	t.choices.Not = slices.DeleteFunc(t.choices.Not, func(not string) bool { return not == name })
	delete(t.choices.Columns, name)
	if index <= 0 {
		t.choices.Not = append(t.choices.Not, name)
		t.work()
		return
	}
	for other, field := range t.choices.Columns {
		if field == fields[index-1] {
			delete(t.choices.Columns, other)
		}
	}
	t.choices.Columns[name] = fields[index-1]
	t.work()
}

// columnName is a column's heading with its first value, so that it is known by its content too.
func (t *table) columnName(c exchange.Column) string {
	sample := ""
	if len(c.Samples) > 0 {
		sample = c.Samples[0]
	}
	if runes := []rune(sample); len(runes) > 24 {
		sample = string(runes[:24]) + "…"
	}
	return t.env.L.T("import.column_sample", "name", c.Name, "sample", sample)
}

func (t *table) orderChoice() fyne.CanvasObject {
	l := t.env.L
	var words []string
	for _, o := range orders {
		words = append(words, l.T("import.order."+string(o)))
	}
	t.order = widget.NewSelect(words, nil)
	t.order.PlaceHolder = l.T("import.order_ask")
	t.order.OnChanged = func(string) {
		t.choices.Order = orders[t.order.SelectedIndex()]
		t.work()
	}
	return t.order
}

// work finds out what the import would do with the choices as they are.
func (t *table) work() {
	l := t.env.L
	t.ready = false
	t.accept.Disable()
	choices, join := t.choices.Clone(), t.join
	var proposal exchange.Proposal
	var plan exchange.Plan
	t.env.Work(l.T("import.reading"), func(context.Context) (err error) {
		if proposal, err = t.found.Propose(choices, t.env.LatestNight()); err != nil {
			return err
		}
		plan, err = exchange.Join(t.mine, proposal.Diary, join)
		return err
	}, func(err error) {
		t.proposal, t.plan = proposal, plan
		t.showColumns()
		if err != nil {
			words, known := exchange.Explain(l, err)
			if !known && !errors.Is(err, context.Canceled) {
				words = store.Explain(l, err)
			}
			t.outcome.SetText(words)
			return
		}
		t.ready = true
		t.outcome.SetText(t.outcomeWords())
		if !plan.Empty() {
			t.accept.Enable()
		}
	})
}

// listedFaults is how many values that cannot be read are named one by one.
const listedFaults = 8

// outcomeWords tell what would happen.
func (t *table) outcomeWords() string {
	l, p := t.env.L, t.proposal
	var lines []string
	if first, last, any := p.Diary.Span(); any {
		lines = append(lines, l.T("import.span", "first", l.DateMedium(first), "last", l.DateMedium(last)))
	}
	lines = append(lines, l.N("import.new", t.plan.New))
	for _, count := range []struct {
		key string
		n   int
	}{
		{"import.changed", t.plan.Changed}, {"import.same", t.plan.Same}, {"import.different", t.plan.Kept},
		{"import.others", t.plan.Others}, {"import.left", p.Counts.Left}, {"import.unreadable", p.Counts.Unreadable},
	} {
		if count.n > 0 {
			lines = append(lines, l.N(count.key, count.n))
		}
	}
	for _, c := range p.Cells[:min(len(p.Cells), listedFaults)] {
		words, _ := exchange.Explain(l, &diary.FieldError{Field: string(c.Field), Reason: c.Reason})
		lines = append(lines, l.T("import.bad_row", "line", l.Number(float64(c.Line), 0), "text", c.Text, "why", words))
	}
	return strings.Join(lines, "\n")
}

func (t *table) done() {
	if !t.ready {
		return
	}
	t.dialog.Hide()
	bringIn(t.env, t.plan.Changes)
}
