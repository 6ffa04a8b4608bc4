package importing

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// columns are the rows in which one says what each column or reading holds.
type columns struct {
	w    *wizard
	view *fyne.Container
	rows []*columnRow
}

// columnRow is one column with what it is taken for.
type columnRow struct {
	name  string
	field *look.Select
	scale *look.Select
	unit  *look.Select
	said  *widget.Label
	words *fyne.Container
	asked []string // the words that are asked about
}

func newColumns(w *wizard) *columns { return &columns{w: w, view: look.Column()} }

// listed are the columns of all parts, each once.
func (c *columns) listed() []exchange.Column {
	var list []exchange.Column
	seen := map[string]bool{}
	add := func(more []exchange.Column) {
		for _, column := range more {
			if !seen[column.Name] {
				seen[column.Name] = true
				list = append(list, column)
			}
		}
	}
	for _, p := range c.w.proposal.Parts {
		add(p.Columns)
	}
	for _, p := range c.w.found.Parts {
		if len(c.w.proposal.Parts) == 0 || c.w.trouble != "" {
			add(c.w.found.Heads(p))
		}
	}
	return list
}

// fields are what a column may be, the usual first.
func fields() []exchange.Field { return append(exchange.Fields(), exchange.Groups()...) }

// follow shows the columns as they are taken now.
func (c *columns) follow() {
	if c.w.found == nil {
		return
	}
	list := c.listed()
	if !slices.EqualFunc(list, c.rows, func(column exchange.Column, r *columnRow) bool { return column.Name == r.name }) {
		c.lay(list)
	}
	for i, column := range list {
		c.rows[i].follow(c.w, column)
	}
}

// lay makes the rows again.
func (c *columns) lay(list []exchange.Column) {
	field.Rebuilt(c.w.env.Window, c.view, func() { c.fill(list) })
}

func (c *columns) fill(list []exchange.Column) {
	c.rows, c.view.Objects = nil, nil
	if len(list) == 0 {
		c.view.Refresh()
		return
	}
	l := c.w.env.L
	c.view.Add(look.Heading(l.T("import.columns_title")))
	c.view.Add(look.Text(l.T("import.columns")))
	for _, column := range list {
		r := c.w.newRow(column)
		c.rows = append(c.rows, r)
		c.view.Add(look.NewCard(container.NewVBox(
			look.Text(c.w.columnWords(column)),
			flow.New(look.Choice(r.field), look.Choice(r.scale), look.Choice(r.unit)), r.said, r.words)))
	}
	c.view.Refresh()
}

// columnWords are a column's name, how many values it has, and some of them, so that it is known by its
// content too.
func (w *wizard) columnWords(c exchange.Column) string {
	l, name := w.env.L, w.columnName(c)
	if len(c.Samples) == 0 {
		return l.T("import.column_empty", "name", name)
	}
	return l.N("import.column_values", c.Count, "name", name, "samples", i18n.OneLine(strings.Join(c.Samples, " · ")))
}

// columnName is a column's name, or its place where it has none.
func (w *wizard) columnName(c exchange.Column) string {
	if c.Number > 0 && c.Name == strconv.Itoa(c.Number) {
		return w.env.L.T("import.column", "n", c.Name)
	}
	return i18n.OneLine(c.Name)
}

// scales are those that are usual; others are stretched by the command line.
var scales = []cell.Scale{cell.Ten, {Low: 1, High: 10}, {Low: 0, High: 4}, {Low: 0, High: 5}, {Low: 1, High: 5}, {Low: 0, High: 3}, {Low: 1, High: 7}, {Low: 0, High: 100}}

var units = []cell.Unit{cell.Hours, cell.Minutes, cell.Seconds, cell.Millis}

func (w *wizard) newRow(column exchange.Column) *columnRow {
	l := w.env.L
	r := &columnRow{name: column.Name, said: look.Quiet(""), words: look.Column()}
	words := []string{l.T("import.unused")}
	for _, f := range fields() {
		words = append(words, exchange.FieldWords(l, f))
	}
	called := w.columnName(column)
	r.field = look.NewSelect(called, words, func(i int) { w.takeFor(column.Name, i) })
	words = nil
	for _, s := range scales {
		words = append(words, l.T("import.scale", "low", l.Short(s.Low), "high", l.Short(s.High)))
	}
	r.scale = look.NewSelect(called, words, nil)
	r.scale.PlaceHolder = l.T("import.scale_ask")
	words = nil
	for _, u := range units {
		words = append(words, l.T("import.unit."+string(u)))
	}
	r.unit = look.NewSelect(called, words, nil)
	r.unit.PlaceHolder = l.T("import.unit_ask")
	return r
}

// takeFor gives a column its field; the first choice is none.
func (w *wizard) takeFor(name string, choice int) {
	w.choices.Not = slices.DeleteFunc(slices.Clone(w.choices.Not), func(n string) bool { return n == name })
	delete(w.choices.Columns, name)
	if choice <= 0 {
		w.choices.Not = append(w.choices.Not, name)
	} else {
		f := fields()[choice-1]
		// A field of a night is that of one column.
		if !slices.Contains(exchange.Groups(), f) {
			maps.DeleteFunc(w.choices.Columns, func(_ string, taken exchange.Field) bool { return taken == f })
		}
		w.choices.Columns[name] = f
	}
	w.work()
}

// follow shows what the column is taken for, and what has to be said for that.
func (r *columnRow) follow(w *wizard, column exchange.Column) {
	l := w.env.L
	field := column.Field
	if f, ok := w.choices.Columns[r.name]; ok {
		field = f
	}
	if w.isDate(r.name) && field == exchange.Ignored {
		field = exchange.DateField
	}
	r.field.Pick(slices.Index(fields(), field) + 1)
	kind := diary.FieldKind("")
	if def, ok := diary.NightField(string(field)); ok {
		kind = def.Kind
	}
	scale, scaled := w.choices.Scales[field]
	if !scaled {
		scale = column.Scale
	}
	show(r.scale, kind == diary.Rating, slices.Index(scales, scale), func(i int) { w.choices.Scales[field] = scales[i]; w.work() })
	unit, given := w.choices.Units[field]
	if !given {
		unit = column.Unit
	}
	lasts := kind == diary.Hours || kind == diary.Minutes
	show(r.unit, lasts, slices.Index(units, unit), func(i int) { w.choices.Units[field] = units[i]; w.work() })
	said := ""
	switch {
	case column.Field == exchange.Ignored && column.Why != "" && column.Why != exchange.WhyRefused && field == exchange.Ignored:
		said = l.T("import.why", "why", w.whyWords(column.Why))
		if column.Offer != exchange.Ignored {
			said = l.T("import.offer", "field", exchange.FieldWords(l, column.Offer))
		}
	case column.Why == exchange.WhyUnit:
		said = l.T("import.unit_needed")
	}
	r.said.SetText(said)
	r.said.Hidden = said == ""
	r.askWords(w, field, kind)
}

// isDate tells whether a column gives the night.
func (w *wizard) isDate(name string) bool {
	return slices.ContainsFunc(w.proposal.Parts, func(p exchange.PartProposal) bool { return p.Dates == name })
}

// show brings a list to choose from into view, or takes it away.
func show(s *look.Select, on bool, index int, chosen func(int)) {
	s.Pick(index)
	s.OnChanged = func(string) { chosen(s.SelectedIndex()) }
	s.Hidden = !on
	s.Refresh()
}

// mostWords is how many words of a scale are asked about.
const mostWords = 12

// askWords asks what words that could not be read as a rating mean, once for each.
func (r *columnRow) askWords(w *wizard, field exchange.Field, kind diary.FieldKind) {
	var asked []string
	if kind == diary.Rating {
		asked = slices.Clone(r.asked) // an answer moves no other question
		for _, word := range slices.Sorted(maps.Keys(w.choices.Words[field])) {
			if !slices.Contains(asked, word) {
				asked = append(asked, word)
			}
		}
		for _, c := range w.proposal.Cells {
			word := strings.ToLower(strings.TrimSpace(c.Text))
			if c.Field == field && c.Column == r.name && c.Reason == diary.NotANumber && !slices.Contains(asked, word) && len(asked) < mostWords {
				asked = append(asked, word)
			}
		}
	}
	if slices.Equal(asked, r.asked) {
		return
	}
	r.asked = asked
	r.words.Objects = nil
	l := w.env.L
	steps := []string{l.T("import.word_blank")}
	for n := range diary.MaxRating + 1 {
		steps = append(steps, strconv.Itoa(n))
	}
	for _, word := range asked {
		index := 0
		if v, ok := w.choices.Words[field][word]; ok {
			index = v + 1
		}
		means := l.T("import.word_means", "word", word)
		s := look.NewSelect(means, steps, func(i int) {
			if w.choices.Words[field] == nil {
				w.choices.Words[field] = map[string]int{}
			}
			delete(w.choices.Words[field], word)
			if i > 0 {
				w.choices.Words[field][word] = i - 1
			}
			w.work()
		})
		s.Pick(index)
		r.words.Add(container.NewVBox(look.Text(means), flow.New(look.Choice(s))))
	}
	r.words.Refresh()
}
