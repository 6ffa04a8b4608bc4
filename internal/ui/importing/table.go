package importing

import (
	"context"
	"errors"
	"path/filepath"
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

// table is the import of a table of nights: what each column means, how dates are written, and what
// would come of it.
type table struct {
	env     *screen.Env
	path    string
	sheet   exchange.Sheet
	mapping exchange.Mapping
	mine    diary.Diary
	theirs  bool
	preview exchange.Preview
	ready   bool

	columns []*widget.Select
	order   *widget.Select
	outcome *widget.Label
	accept  *look.Button
	dialog  *dialog.CustomDialog
}

// orders are the ways to write a date that can be chosen.
var orders = []exchange.DateOrder{exchange.DayFirst, exchange.MonthFirst, exchange.YearFirst}

func newTable(env *screen.Env, path string, sheet exchange.Sheet) *table {
	return &table{env: env, path: path, sheet: sheet, mapping: exchange.Guess(sheet, env.L)}
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
		t.mapping.Mornings = on
		t.work()
	})
	mornings.Checked = t.mapping.Mornings
	content := look.Column()
	if t.sheet.Tracker != "" {
		content.Add(look.Text(l.T("import.tracker", "name", string(t.sheet.Tracker))))
	} else {
		for _, part := range []fyne.CanvasObject{
			look.Text(l.T("import.columns")), t.columnRows(), look.Heading(l.T("import.dates")), t.orderChoice(), mornings,
		} {
			content.Add(part)
		}
	}
	for _, part := range []fyne.CanvasObject{
		look.Heading(l.T("import.outcome")), t.outcome,
		conflict(t.env, func(theirs bool) {
			t.theirs = theirs
			t.say()
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

// columnRows has a choice for each column: what it holds.
func (t *table) columnRows() fyne.CanvasObject {
	l, fields := t.env.L, exchange.Fields()
	words := []string{l.T("import.unused")}
	for _, f := range fields {
		words = append(words, f.Words(l))
	}
	rows := container.NewVBox()
	for n := range t.mapping.Columns {
		choice := widget.NewSelect(words, nil)
		t.columns = append(t.columns, choice)
		choice.OnChanged = func(string) {
			field := exchange.Ignored
			if i := choice.SelectedIndex(); i > 0 {
				field = fields[i-1]
			}
			t.mapping.Set(n, field)
			t.showColumns()
			t.work()
		}
		name := look.Text(t.columnName(n))
		rows.Add(container.NewGridWithColumns(2, name, container.NewVBox(choice)))
	}
	t.showColumns()
	return rows
}

// columnName is a column's heading with its first value, so that it is known by its content too.
func (t *table) columnName(n int) string {
	name, sample := t.sheet.Header[n], ""
	for _, row := range t.sheet.Rows {
		if sample = strings.TrimSpace(row.Cell(n)); sample != "" {
			break
		}
	}
	if name == "" {
		name = t.env.L.T("import.column", "n", t.env.L.Number(float64(n+1), 0))
	}
	if runes := []rune(sample); len(runes) > 24 {
		sample = string(runes[:24]) + "…"
	}
	return t.env.L.T("import.column_sample", "name", name, "sample", sample)
}

// showColumns follows the mapping: a field given to one column is taken from another.
func (t *table) showColumns() {
	fields := exchange.Fields()
	for n, choice := range t.columns {
		index := 0
		for i, f := range fields {
			if t.mapping.Columns[n] == f {
				index = i + 1
			}
		}
		quietly(choice, index)
	}
}

func quietly(s *widget.Select, index int) {
	call := s.OnChanged
	s.OnChanged = nil
	s.SetSelectedIndex(index)
	s.OnChanged = call
}

func (t *table) orderChoice() fyne.CanvasObject {
	l := t.env.L
	var words []string
	for _, o := range orders {
		words = append(words, l.T("import.order."+string(o)))
	}
	t.order = widget.NewSelect(words, nil)
	t.order.PlaceHolder = l.T("import.order_ask")
	for i, o := range orders {
		if t.mapping.Order == o {
			t.order.SetSelectedIndex(i)
		}
	}
	t.order.OnChanged = func(string) {
		t.mapping.Order = orders[t.order.SelectedIndex()]
		t.work()
	}
	return t.order
}

// work finds out what the import would do with the mapping as it is.
func (t *table) work() {
	l := t.env.L
	t.ready = false
	t.accept.Disable()
	mapping := t.mapping
	mapping.Columns = append([]exchange.Field(nil), t.mapping.Columns...)
	var preview exchange.Preview
	t.env.Work(l.T("import.reading"), func(context.Context) (err error) {
		preview, err = exchange.PreviewSheet(t.sheet, mapping, t.mine, t.env.LatestNight(), l)
		return err
	}, func(err error) {
		if err != nil {
			words, known := exchange.Explain(l, err)
			if !known && !errors.Is(err, context.Canceled) {
				words = store.Explain(l, err)
			}
			t.outcome.SetText(words)
			return
		}
		t.preview, t.ready = preview, true
		t.say()
	})
}

// say tells what would happen.
func (t *table) say() {
	if !t.ready {
		return
	}
	t.outcome.SetText(previewWords(t.env, t.preview))
	if len(t.preview.Nights(t.theirs)) > 0 {
		t.accept.Enable()
	} else {
		t.accept.Disable()
	}
}

// listedFaults is how many rows that cannot be read are named one by one.
const listedFaults = 8

func previewWords(env *screen.Env, p exchange.Preview) string {
	l := env.L
	var lines []string
	if p.New+p.Same+p.Different > 0 {
		lines = append(lines, l.T("import.span", "first", l.DateMedium(p.First), "last", l.DateMedium(p.Last)))
	}
	lines = append(lines, l.N("import.new", p.New))
	if p.Same > 0 {
		lines = append(lines, l.N("import.same", p.Same))
	}
	if p.Different > 0 {
		lines = append(lines, l.N("import.different", p.Different))
	}
	if p.Bad > 0 {
		lines = append(lines, l.N("import.bad", p.Bad))
	}
	named := 0
	for _, row := range p.Rows {
		for _, fault := range row.Faults {
			if named++; named > listedFaults {
				return strings.Join(lines, "\n")
			}
			words, _ := exchange.Explain(l, fault.Err)
			lines = append(lines, l.T("import.bad_row", "line", l.Number(float64(row.Line), 0), "text", fault.Text, "why", words))
		}
	}
	return strings.Join(lines, "\n")
}

func (t *table) done() {
	t.dialog.Hide()
	nights := t.preview.Nights(t.theirs)
	mode := store.KeepMine
	if t.theirs {
		mode = store.TakeTheirs
	}
	bringIn(t.env, diary.Diary{Nights: nights}, mode)
}
