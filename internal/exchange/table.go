package exchange

import (
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// Table is one file of a CSV export: its name, and its rows with the header first.
type Table struct {
	Name string
	Rows [][]string
	// texts are the columns whose cells are texts whatever they look like: names, notes, units, times of day.
	texts []int
}

// NightsTable is the table of nights, which can be imported again. Only fields that are used anywhere get
// a column.
func NightsTable(d diary.Diary, l *i18n.Localizer) Table {
	c := cellsFor(l)
	var used []diary.Field
	var texts []int
	header := []string{DateField.Words(l)}
	for _, f := range diary.NightFields {
		if slices.ContainsFunc(d.Nights, func(n diary.Night) bool { return f.IsSet(&n) }) {
			used = append(used, f)
			header = append(header, Field(f.Name).Words(l))
			if f.Kind != diary.Rating && f.Kind != diary.Count && f.Kind != diary.Minutes && f.Kind != diary.Hours {
				texts = append(texts, len(header)-1)
			}
		}
	}
	t := Table{Name: "nights.csv", Rows: [][]string{header}, texts: texts}
	for _, n := range d.Nights {
		row := []string{n.Date.String()}
		for _, f := range used {
			row = append(row, c.text(f, &n))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func cellsFor(l *i18n.Localizer) cells {
	return cells{l: l, decimalComma: l.DecimalComma()}
}

// Tables are all of the diary as tables: nights, bouts, remedies, doses, side effects, triggers, blood tests, visits,
// prescribed steps, blinded trials and the page about the person.
// A table without rows is left out, but for that of the nights.
func Tables(d diary.Diary, l *i18n.Localizer) []Table {
	tables := []Table{NightsTable(d, l)}
	c := cellsFor(l)
	for _, t := range c.others(d) {
		if len(t.Rows) > 1 {
			tables = append(tables, t)
		}
	}
	return tables
}

// others are the tables besides that of the nights, each with its heads.
func (c cells) others(d diary.Diary) []Table {
	return []Table{c.episodes(d), c.remedies(d), c.doses(d), c.sideEffects(d), c.exposures(d), c.labs(d), c.visits(d), c.prescribed(d), c.blind(d), c.about(d)}
}

func (c cells) episodes(d diary.Diary) Table {
	l := c.l
	t := Table{Name: "episodes.csv", texts: []int{1, 4, 7}, Rows: [][]string{{
		l.T("exchange.column.night"), l.T("exchange.column.time"), l.T("exchange.field.severity"), l.T("exchange.column.minutes"),
		l.T("exchange.column.tried"), l.T("exchange.column.relief"), l.T("exchange.column.minutes_to_relief"), l.T("exchange.field.note"),
	}}}
	for _, e := range d.Episodes {
		attempts := e.Tried
		if len(attempts) == 0 {
			attempts = []diary.Attempt{{}}
		}
		for _, a := range attempts {
			t.Rows = append(t.Rows, []string{
				e.Night.String(), clockCell(e.Start), intCell(e.Severity), intCell(e.Minutes),
				wording.Measure(l, a.Measure), intCell(a.Relief), intCell(a.MinutesToRelief), e.Note,
			})
		}
	}
	return t
}

func (c cells) remedies(d diary.Diary) Table {
	l := c.l
	fixed := []string{
		l.T("exchange.column.remedy"), l.T("exchange.column.kind"), l.T("exchange.column.from"), l.T("exchange.column.until"),
		l.T("exchange.column.dose"), l.T("exchange.column.unit"), l.T("exchange.column.times_per_week"),
		l.T("exchange.column.stop_reason"), l.T("exchange.column.overall"), l.T("exchange.field.note"),
	}
	t := Table{Name: "remedies.csv", texts: []int{0, 1, 5, 7, 9, 10, 12, 13, 17}, Rows: [][]string{c.withFurther("remedies", fixed)}}
	for _, iv := range d.Interventions {
		kind := ""
		if iv.Kind != "" {
			kind = l.T("kind." + string(iv.Kind))
		}
		for _, p := range iv.Phases {
			t.Rows = append(t.Rows, []string{
				iv.Name, kind, p.StartText(), p.End.Or(diary.Date{}).String(), c.floatCell(p.Dose), p.Unit, countCell(p.Schedule.TimesPerWeek),
				p.StopReason, intCell(p.Overall), iv.Note,
				clocksCell(p.Times), countCell(p.Schedule.Weeks), c.yesCell(p.Schedule.AsNeeded), c.yesCell(p.Paused), intCell(p.RunInDays),
				intCell(iv.CarryOverDays), intCell(iv.JudgeAfterDays), iv.CatalogueID,
			})
		}
	}
	return t.used(len(fixed))
}

// withFurther are the heads of a table with those of its furtherColumns behind them.
func (c cells) withFurther(kind string, fixed []string) []string {
	heads := slices.Clone(fixed)
	for _, key := range furtherColumns[kind] {
		heads = append(heads, c.l.T(key))
	}
	return heads
}

// used leaves out the columns behind the fixed ones in which there is nothing.
func (t Table) used(fixed int) Table {
	var stay []int
	for i := range t.Rows[0] {
		if i < fixed || slices.ContainsFunc(t.Rows[1:], func(row []string) bool { return row[i] != "" }) {
			stay = append(stay, i)
		}
	}
	out := Table{Name: t.Name, Rows: make([][]string, len(t.Rows))}
	for to, from := range stay {
		if slices.Contains(t.texts, from) {
			out.texts = append(out.texts, to)
		}
		for k, row := range t.Rows {
			out.Rows[k] = append(out.Rows[k], row[from])
		}
	}
	return out
}

func (c cells) doses(d diary.Diary) Table {
	l := c.l
	t := Table{Name: "doses.csv", texts: []int{1, 2, 3}, Rows: [][]string{{
		l.T("exchange.column.night"), l.T("exchange.column.remedy"), l.T("exchange.column.status"), l.T("exchange.column.time"), l.T("exchange.column.dose"),
	}}}
	for _, iv := range d.Interventions {
		for _, in := range iv.Intakes {
			t.Rows = append(t.Rows, []string{in.Night.String(), iv.Name, l.T("intake." + string(in.Status)), clockCell(in.At), c.floatCell(in.Dose)})
		}
	}
	return t
}

func (c cells) sideEffects(d diary.Diary) Table {
	l := c.l
	t := Table{Name: "side-effects.csv", Rows: [][]string{{
		l.T("exchange.column.day"), l.T("exchange.column.remedy"), l.T("exchange.column.effect"), l.T("exchange.column.how_bad"),
	}}}
	for _, iv := range d.Interventions {
		for _, e := range iv.SideEffects {
			t.Rows = append(t.Rows, []string{e.Date.String(), iv.Name, e.Effect, strconv.Itoa(int(e.Severity))})
		}
	}
	return t
}

func (c cells) exposures(d diary.Diary) Table {
	l := c.l
	fixed := []string{l.T("exchange.column.night"), l.T("exchange.column.trigger"), l.T("exchange.column.amount"), l.T("exchange.column.unit"), l.T("exchange.column.last_at")}
	t := Table{Name: "triggers.csv", texts: []int{1, 3, 4, 5}, Rows: [][]string{c.withFurther("triggers", fixed)}}
	triggers := make(map[int64]diary.Trigger, len(d.Triggers))
	for _, tr := range d.Triggers {
		triggers[tr.ID] = tr
	}
	for _, e := range d.Exposures {
		tr := triggers[e.TriggerID]
		t.Rows = append(t.Rows, []string{e.Night.String(), tr.Name, c.floatCell(e.Amount), tr.Unit, clockCell(e.LastAt), tr.CatalogueID})
	}
	return t.used(len(fixed))
}

func (c cells) labs(d diary.Diary) Table {
	l := c.l
	fixed := []string{l.T("exchange.column.day"), l.T("exchange.column.test"), l.T("exchange.column.value"), l.T("exchange.column.unit"), l.T("exchange.field.note")}
	t := Table{Name: "blood-tests.csv", texts: []int{1, 3, 4, 5}, Rows: [][]string{c.withFurther("blood-tests", fixed)}}
	for _, r := range d.Labs {
		iron := ""
		if within, told := r.IronWithinDay.Get(); told {
			iron = l.T("exchange.no")
			if within {
				iron = l.T("exchange.yes")
			}
		}
		t.Rows = append(t.Rows, []string{r.Date.String(), wording.LabTest(l, r.Test), c.number(r.Value), r.Unit, r.Note, iron})
	}
	return t.used(len(fixed))
}

func (c cells) visits(d diary.Diary) Table {
	t := Table{Name: "visits.csv", texts: []int{1}, Rows: [][]string{{c.l.T("exchange.column.visit_day"), c.l.T("exchange.field.note")}}}
	for _, v := range d.Visits {
		t.Rows = append(t.Rows, []string{v.Date.String(), v.Note})
	}
	return t
}

func intCell(o diary.Optional[int]) string {
	if v, ok := o.Get(); ok {
		return strconv.Itoa(v)
	}
	return ""
}

// countCell leaves 0 out, which stands for none.
func countCell(n int) string {
	if n > 0 {
		return strconv.Itoa(n)
	}
	return ""
}

func (c cells) yesCell(is bool) string {
	if is {
		return c.l.T("exchange.yes")
	}
	return ""
}

func clocksCell(times []diary.Clock) string {
	words := make([]string, len(times))
	for i, t := range times {
		words[i] = t.String()
	}
	return strings.Join(words, listSeparator)
}

func (c cells) floatCell(o diary.Optional[float64]) string {
	if v, ok := o.Get(); ok {
		return c.number(v)
	}
	return ""
}

func clockCell(o diary.Optional[diary.Clock]) string {
	if v, ok := o.Get(); ok {
		return v.String()
	}
	return ""
}

// Write writes the table as spreadsheets of the user's region read it: UTF-8 with a byte order mark,
// semicolons where the comma is the decimal sign, CR LF at line ends, and no text that could run as a
// formula.
func (t Table) Write(w io.Writer, l *i18n.Localizer) error {
	if _, err := io.WriteString(w, utf8BOM); err != nil {
		return fmt.Errorf("writing %s: %w", t.Name, err)
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	if l.DecimalComma() {
		out.Comma = ';'
	}
	for _, row := range t.Rows {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = source.Defuse(cell)
		}
		if err := out.Write(safe); err != nil {
			return fmt.Errorf("writing %s: %w", t.Name, err)
		}
	}
	out.Flush()
	if err := out.Error(); err != nil {
		return fmt.Errorf("writing %s: %w", t.Name, err)
	}
	return nil
}
