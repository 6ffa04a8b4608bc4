package report

import (
	"cmp"
	"slices"
	"strings"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// taking is one phase of one remedy with what came of it.
type taking struct {
	iv    diary.Intervention
	entry string // of the catalogue
	phase diary.Phase
	// comparison of the step that the phase began with; found is false where there is none.
	comparison compare.Comparison
	found      bool
	// with is the step with which these nights count: that of the first part of what is given once, or of the dose to which
	// this one was raised soon. nil where they count by themselves.
	with *compare.Step
	// flag is set where the last nights of the phase show signs of augmentation.
	flag compare.AugmentationLevel
	// prescribed is the latest step that was prescribed of what is taken, and next the one after these nights.
	prescribed diary.Optional[compare.TaperStep]
	next       diary.Optional[diary.PrescribedStep]
	// row is all of it in the words of the table.
	row tableRow
}

// takings lists the phases that began by the day that the pages are as of: those that go on first, then the latest.
func takings(o Options, m material) (current, past []taking) {
	for index, iv := range m.d.Interventions {
		if !o.shows(iv.ID) {
			continue
		}
		entry := o.Catalogue.EntryOf(iv.CatalogueID, iv.Name)
		one := compare.OneCourse(m.d, iv, o.Catalogue.SameMedicine)
		for i, p := range iv.Phases {
			if p.Start.After(m.on) {
				continue
			}
			t := taking{iv: iv, entry: entry, phase: p}
			t.compared(m, one, index, i)
			if p.Contains(m.on) {
				t.prescription(o, m.d)
			}
			t.row = tableRow{cells: t.cells(o), note: t.remarks(o.L), tight: true}
			if end, ended := p.End.Get(); ended && !end.After(m.on) {
				past = append(past, t)
			} else {
				current = append(current, t)
			}
		}
	}
	latest := func(a, b taking) int { return cmp.Compare(0, a.phase.Start.Sub(b.phase.Start)) }
	slices.SortStableFunc(current, latest)
	slices.SortStableFunc(past, latest)
	return current, past
}

// prescription finds the steps that were prescribed of what is taken.
func (t *taking) prescription(o Options, d diary.Diary) {
	steps, later := compare.Taper(d, t.iv, o.Catalogue.SameMedicine)
	if n := len(steps); n > 0 {
		t.prescribed = diary.Some(steps[n-1])
	}
	if len(later) > 0 {
		t.next = diary.Some(later[0])
	}
}

// compared finds the comparison by severity of the step that the phase began with, and its flag. Where another maker's took
// its place at the same dose, that is the step with which the course went on.
func (t *taking) compared(m material, one []string, remedy, phase int) {
	for i := range m.results.Comparisons {
		c := &m.results.Comparisons[i]
		s := &c.Plan.Step
		if c.Plan.Outcome != compare.Severity {
			continue
		}
		if s.Kind == compare.Stop {
			if s.Index == remedy && !t.phase.Start.Before(s.First) && t.phase.Start.Before(s.Reached) {
				t.with = s // a lower dose on the way to none
			}
			continue
		}
		own := s.Index == remedy && s.Phase == phase
		if !s.Reached.IsZero() {
			own = s.Index == remedy && t.phase.Start == s.Reached
		}
		holds := !s.First.After(t.phase.Start) && s.End.Or(t.phase.Start.AddDays(1)).After(t.phase.Start)
		switch {
		case own:
		case holds && s.Index == remedy && (s.Windows.Once || t.phase.Start.Before(s.Reached)):
			t.with = s
			continue
		case holds && slices.Contains(one, s.Intervention):
		default:
			continue
		}
		t.comparison, t.found = *c, true
		if f, ok := compare.FlagOf(m.results.Augmentation, t.iv.ID); ok && f.Flagged() && (f.Concerns(*s) || !own) {
			t.flag = f.Level
		}
	}
}

// remedyTable is what is or was tried, each with the guideline's position, its verdict and the nights behind it.
func remedyTable(o Options, list []taking) ([]column, []tableRow) {
	l := o.L
	columns := []column{
		{title: l.T("report.col.remedy"), share: 0.145},
		{title: l.T("report.col.dose"), share: 0.12},
		{title: l.T("clinical.report.col_guideline"), share: 0.1},
		{title: l.T("report.col.dates"), share: 0.18},
		{title: l.T("report.col.nights"), share: 0.095, right: true},
		{title: l.T("report.col.change"), share: 0.178, right: true},
		{title: l.T("report.col.verdict"), share: 0.182},
	}
	var rows []tableRow
	for _, t := range list {
		row := t.row
		row.cells = slices.Clone(row.cells) // some are left out in a slim table
		rows = append(rows, row)
	}
	return columns, rows
}

// takenNow is the table of what is taken, and from which box of a blinded trial.
func (lay *layout) takenNow(m material) {
	current, past := m.current, m.past
	l := lay.o.L
	lay.heading(l.T("clinical.report.now"), 4*leading)
	boxes := lay.boxesNow(m)
	switch {
	case len(current) == 0 && len(past) == 0 && len(boxes) == 0:
		lay.paragraph(l.T("report.no_remedies"), lay.plain())
	case len(current) == 0 && len(boxes) == 0:
		lay.paragraph(l.T("report.nothing_now"), lay.plain())
	case len(current) == 0:
	case lay.brevity > atLength:
		lay.takenInBrief(mostPressing(lay.o, current))
	default:
		_, rows := remedyTable(lay.o, current)
		lay.table(lay.remedyColumns(current, past), rows)
	}
	if words := lay.givenByVein(past, m.on); words != "" {
		lay.paragraph(words, lay.plain())
	}
	for _, words := range boxes {
		lay.paragraph(words, lay.plain())
	}
}

// givenByVein names what was given at once and may still work, the latest first; empty where there is none.
func (lay *layout) givenByVein(past []taking, on diary.Date) string {
	l := lay.o.L
	var list []string
	for _, t := range past {
		if w := lay.o.Catalogue.Windows(t.iv); w.Once && on.Sub(t.phase.Start) < w.CarryOver {
			list = append(list, l.T("report.given", "name", draw.Isolate(strings.TrimSpace(t.iv.Name+" "+wording.Dose(l, compare.Dose{Amount: t.phase.Dose, Unit: t.phase.Unit}))), "date", l.DateMedium(t.phase.Start)))
		}
	}
	if len(list) == 0 {
		return ""
	}
	return l.T("report.given_by_vein", "list", strings.Join(list, ", "))
}

// Places of the columns that a slim table leaves out.
const nightsColumn, changeColumn = 4, 5

// takenInBrief is the table of what is taken without remarks; at leastWords as many rows as leave room for what follows.
func (lay *layout) takenInBrief(current []taking) {
	columns, rows := remedyTable(lay.o, current)
	for i := range rows {
		rows[i].note = ""
	}
	if lay.brevity >= slim {
		columns = slices.Delete(columns, nightsColumn, changeColumn+1)
		for i := range rows {
			rows[i].cells = slices.Delete(rows[i].cells, nightsColumn, changeColumn+1)
		}
	}
	columns = lay.fitted(columns, rows)
	n := len(rows)
	if lay.brevity == leastWords {
		n = min(lay.taken, n)
	}
	lay.table(columns, rows[:n])
	if more := len(rows) - n; more > 0 {
		lay.paragraph(lay.o.L.N("clinical.report.more_now", more), lay.quiet())
	}
}

// remedyColumns are the columns of both tables of remedies, so that they stand below each other.
func (lay *layout) remedyColumns(current, past []taking) []column {
	if lay.columns == nil {
		columns, rows := remedyTable(lay.o, slices.Concat(current, past))
		lay.columns = lay.fitted(columns, rows)
	}
	return lay.columns
}

// triedBefore is the table of what was taken, as many as the first page has room for; the others come next.
func (lay *layout) triedBefore(current, past []taking) {
	l := lay.o.L
	_, rows := remedyTable(lay.o, past)
	columns := lay.remedyColumns(current, past)
	const heading = 20
	room := lay.room() - heading - lay.titlesHeight(columns)
	n := lay.fitting(columns, rows, room)
	if n < len(rows) {
		n = lay.fitting(columns, rows, room-leading) // it is said that more follow
	}
	lay.tried = len(rows) - n
	if n == 0 {
		return
	}
	lay.heading(l.T("clinical.report.tried"), 2*leading)
	lay.table(columns, rows[:n])
	if lay.tried > 0 {
		lay.paragraph(l.N("clinical.report.more_tried", lay.tried), lay.quiet())
	}
}

// fitting is how many of the rows fit a height.
func (lay *layout) fitting(columns []column, rows []tableRow, room float64) int {
	for i, r := range rows {
		if room -= lay.rowHeight(columns, r); room < 0 {
			return i
		}
	}
	return len(rows)
}

func (t taking) cells(o Options) []cell {
	l := o.L
	nights, change, verdict := "–", "–", l.T("report.not_compared")
	if t.with != nil {
		with := l.DateMedium(t.with.First)
		if dose := wording.Dose(l, t.with.To); dose != "" && !t.with.Reached.IsZero() {
			with = dose
		}
		verdict = l.T("report.compared_with", "what", with)
		if t.with.Kind == compare.Stop {
			verdict = l.T("report.compared_with_stop")
		}
	}
	if t.found {
		c := t.comparison
		if !c.BeforeDiary() {
			nights = l.T("report.nights_sides", "before", l.Number(float64(c.Before.N), 0), "after", l.Number(float64(c.After.N), 0))
		}
		if e, ok := c.Effect.Get(); ok {
			change = l.T("report.change", "n", wording.Difference(l, c.Plan.Outcome, e.Change), "low", wording.Difference(l, c.Plan.Outcome, e.CI.Low), "high", wording.Difference(l, c.Plan.Outcome, e.CI.High))
		}
		verdict = wording.VerdictShort(l, c)
	}
	return []cell{{t.iv.Name, true}, {t.how(l), false}, {wording.GuidelineShort(l, o.Catalogue, t.entry), false}, {t.dates(l), false}, {nights, false}, {change, false}, {verdict, t.decided()}}
}

func (t taking) decided() bool {
	return t.found && slices.Contains([]compare.Verdict{compare.Better, compare.Worse, compare.Faded}, t.comparison.Verdict)
}

// wholeDose is how long a dose with its unit may be, in bytes, to stay on one line of a narrow column.
const wholeDose = 10

// how is dose, times and schedule.
func (t taking) how(l *i18n.Localizer) string {
	var parts []string
	if dose := wording.Dose(l, compare.Dose{Amount: t.phase.Dose, Unit: t.phase.Unit}); dose != "" {
		if len(dose) <= wholeDose {
			dose = strings.ReplaceAll(dose, " ", "\u00a0") // a figure and its unit stay on one line
		}
		parts = append(parts, dose)
	}
	for _, at := range t.phase.Times {
		parts = append(parts, l.Clock(at))
	}
	s := t.phase.Schedule
	switch {
	case s.AsNeeded:
		parts = append(parts, l.T("report.as_needed"))
	case s.TimesPerWeek > 0 && s.Weeks > 0:
		parts = append(parts, l.N("report.course", s.Weeks, "times", l.Number(float64(s.TimesPerWeek), 0)))
	case s.TimesPerWeek > 0:
		parts = append(parts, l.N("report.per_week", s.TimesPerWeek))
	}
	if len(parts) == 0 {
		return "–"
	}
	return strings.Join(parts, ", ")
}

// minNotedIntakes is how many doses must be noted before their share says anything.
const minNotedIntakes = 5

// dates are the first and last night.
func (t taking) dates(l *i18n.Localizer) string { return wording.PhaseDates(l, t.phase) }

// remarks are how regularly it was taken, how the user felt about it, and why it ended.
func (t taking) remarks(l *i18n.Localizer) string {
	var words []string
	if effects := wording.SideEffects(l, within(t.iv, t.phase), mostEffects); effects != "" {
		words = append(words, effects)
	}
	if t.flag != "" {
		words = append(words, l.T("report.see."+string(t.flag)))
	}
	if step, ok := t.prescribed.Get(); ok {
		words = append(words, wording.Prescribed(l, step.PrescribedStep), wording.TaperTaken(l, step))
	}
	if step, ok := t.next.Get(); ok {
		words = append(words, wording.PrescribedLater(l, step))
	}
	if since := wording.SinceBrief(l, t.comparison); since != "" {
		words = append(words, since)
	}
	if t.found {
		if course := wording.CourseBrief(l, t.comparison); course != "" {
			words = append(words, course)
		}
	}
	if done, noted := taken(t.iv, t.phase); noted >= minNotedIntakes {
		words = append(words, l.N("report.taken", noted, "done", l.Number(float64(done), 0)))
	}
	if overall, ok := t.phase.Overall.Get(); ok {
		words = append(words, l.T("report.overall", "words", l.T("report.overall."+overallKey(overall))))
	}
	if t.phase.StopReason != "" {
		words = append(words, l.T("report.stop_reason", "reason", t.phase.StopReason))
	}
	return strings.Join(words, " ")
}

// mostEffects is how many side effects a row of the table tells.
const mostEffects = 3

// within keeps the side effects noted during a phase.
func within(iv diary.Intervention, p diary.Phase) diary.Intervention {
	var list []diary.SideEffect
	for _, e := range iv.SideEffects {
		if p.Contains(e.Date) {
			list = append(list, e)
		}
	}
	iv.SideEffects = list
	return iv
}

// overallKey names a step of the user's own judgement, −3 to 3.
func overallKey(n int) string {
	return []string{"very_much_worse", "much_worse", "little_worse", "same", "little_better", "much_better", "very_much_better"}[min(max(n, -diary.MaxOverall), diary.MaxOverall)+diary.MaxOverall]
}
