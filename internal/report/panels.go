package report

import (
	"slices"
	"strings"

	"stillnight/internal/chart"
	"stillnight/internal/compare"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// panelGap keeps one panel from the next.
const panelGap = 10

// panels are the comparisons of the nights covered, one for each start, dose step and stop.
func panels(lay *layout, m material) {
	if m.empty {
		return
	}
	l := lay.o.L
	var inside []compare.Comparison
	earlier := 0
	for _, c := range m.steps {
		if c.Plan.Step.First.Before(m.first) {
			earlier++
		} else {
			inside = append(inside, c)
		}
	}
	if len(inside) == 0 && earlier == 0 {
		return
	}
	if len(lay.pages) == 1 {
		lay.newPage()
	}
	list := lay.prepare(m, inside)
	follow := leading
	if len(list) > 0 {
		follow += list[0].height + 2*leading
	}
	lay.section(l.T("report.panels"), follow)
	if len(inside) == 0 {
		lay.paragraph(l.T("report.no_steps"), lay.plain())
	} else {
		note := l.T("report.panels_note") + " " + l.T("report.panels_marks")
		if slices.ContainsFunc(list, func(p panel) bool { return len(p.others) > 0 }) {
			note += " " + l.T("report.panels_others")
		}
		lay.paragraph(note, lay.quiet())
	}
	if earlier > 0 {
		lay.paragraph(l.N("report.earlier_steps", earlier), lay.quiet())
	}
	lay.y += 4
	for len(list) > 0 {
		n := lay.together(list)
		for _, p := range list[:n] {
			lay.panel(p)
		}
		if list = list[n:]; len(list) == 0 {
			lay.y -= panelGap // the next heading keeps its own distance
		}
	}
}

// mostExtra is how much a picture grows at most where its page has room to spare.
const mostExtra = 12

// together tells how many of the panels fit what is left of the page, or the next one, and lets their
// pictures share the room that they leave. Beneath the last ones other parts follow.
func (lay *layout) together(list []panel) int {
	if lay.room() < list[0].height {
		lay.newPage()
	}
	n, used := 0, 0.0
	for n < len(list) && used+list[n].height <= lay.room() {
		used += list[n].height + panelGap
		n++
	}
	n = max(n, 1)
	extra := 0.0
	if n < len(list) {
		extra = min(max((lay.room()-used)/float64(n), 0), mostExtra)
	}
	for i := range list[:n] {
		list[i].picture += extra
		list[i].height += extra
	}
	return n
}

// panel is what is said about one step, with its height.
type panel struct {
	c                       compare.Comparison
	title, verdict, warning string
	figures                 [][2]string
	columns                 []column
	others                  []tableRow
	picture, height         float64
	// beside is the width of the figures where they stand beside the picture, else 0.
	beside float64
}

// prepare words the panels and measures them; below every picture are the same columns. It stops early
// with the context.
func (lay *layout) prepare(m material, comparisons []compare.Comparison) []panel {
	list := make([]panel, 0, len(comparisons))
	var rows []tableRow
	for _, c := range comparisons {
		if lay.ctx.Err() != nil {
			return nil
		}
		p := lay.wordsOf(m, c)
		list, rows = append(list, p), append(rows, p.others...)
	}
	columns := lay.fitted(otherColumns(lay.o.L), rows)
	beside := lay.besideWidth(list)
	for i := range list {
		list[i].columns, list[i].beside = columns, beside
		lay.measure(&list[i])
	}
	return list
}

func (lay *layout) wordsOf(m material, c compare.Comparison) panel {
	l := lay.o.L
	lay.has[growingPanel] = true
	p := panel{
		c: c, title: wording.StepTitle(l, c.Plan.Step), verdict: wording.Verdict(l, c),
		warning: strings.Join(wording.Warnings(l, c), " "),
		figures: lay.figures(m, c), others: lay.otherOutcomes(m, c), picture: lay.fit.panel,
	}
	if size := wording.Size(l, c); size != "" {
		p.verdict += " " + size
	}
	return p
}

// measure finds the height of a panel that has its columns.
func (lay *layout) measure(p *panel) {
	const gaps = 1 + 2 + 4
	p.height = strongSize*leading/small + paragraphHeight(p.verdict, lay.content(), lay.plain()) + gaps +
		paragraphHeight(p.warning, lay.content(), lay.plain())
	if len(p.others) > 0 {
		p.height += lay.tableHeight(p.columns, p.others) + 2
	}
	if p.beside > 0 {
		p.picture = max(p.picture, factRoom(p.figures))
	} else {
		p.height += lay.factHeight(p.figures)
	}
	p.height += p.picture
}

// panel sets verdict, picture, figures, cautions and other outcomes of one step, all on one page.
func (lay *layout) panel(p panel) {
	l := lay.o.L
	head := lettering{strongSize, true, lay.ink.Text}
	lay.need(p.height)
	lay.bookmark(p.title, 1)
	date := l.T("report.step_date", "date", l.DateMedium(p.c.Plan.Step.First))
	lay.text(head.fit(p.title, lay.content()-textWidth(date, lay.quiet())-cellGap), lay.left(), lay.y+head.rise(), head)
	lay.textRight(date, lay.right(), lay.y+head.rise(), lay.quiet())
	lay.y += head.lead() + 1
	lay.paragraph(p.verdict, lay.plain())
	lay.y += 2
	top, of := lay.y, func(s chart.Style) chart.Picture { return chart.BeforeAfter(p.c, s) }
	if p.beside > 0 {
		x := lay.right() - p.beside
		lay.put(pictureMark{lay.left(), top, x - besideGap - lay.left(), p.picture, of, lay.style()})
		lay.factColumn(p.figures, x, top)
		lay.y = top + p.picture + 4
	} else {
		lay.picture(p.picture, of)
		lay.y += 4
		lay.factRun(p.figures)
	}
	lay.paragraph(p.warning, lay.plain())
	if len(p.others) > 0 {
		lay.y += 2
		lay.table(p.columns, p.others)
	}
	lay.y += panelGap
}

// figures are the numbers of a comparison, label and value.
func (lay *layout) figures(m material, c compare.Comparison) [][2]string {
	l, o := lay.o.L, c.Plan.Outcome
	var rows [][2]string
	row := func(label, value string) { rows = append(rows, [2]string{label, value}) }
	number := func(n int) string { return l.Number(float64(n), 0) }
	arrow := func(a, b string) string { return l.T("report.arrow", "before", a, "after", b) }
	row(l.T("report.fig.nights"), l.T("report.nights_of", "before", number(c.Before.N), "of_before", number(c.Before.Possible),
		"after", number(c.After.N), "of_after", number(c.After.Possible)))
	if c.Before.N > 0 && c.After.N > 0 {
		middle := func(s compare.Side) string {
			return l.T("report.value_with", "a", wording.Mean(l, o, s.Mean), "b", wording.Value(l, o, s.Median))
		}
		row(l.T("report.fig.means_medians"), arrow(middle(c.Before), middle(c.After)))
	}
	if e, ok := c.Effect.Get(); ok {
		row(l.T("report.fig.difference"), l.T("report.change", "n", wording.Difference(l, o, e.Change), "low", wording.Difference(l, o, e.CI.Low), "high", wording.Difference(l, o, e.CI.High)))
		row(l.T("report.fig.effective"), arrow(l.Number(c.Before.Effective, 1), l.Number(c.After.Effective, 1)))
	}
	if x, ok := c.Overlap.Get(); ok {
		value := l.Number(x.NAP, 2)
		if x.HasIntervals {
			value = l.T("report.change", "n", value, "low", l.Number(x.NAPInterval.Low, 2), "high", l.Number(x.NAPInterval.High, 2))
		}
		row(l.T("report.fig.nap"), value)
	}
	if left := c.RunInCount + c.CarryOverCount + c.BlindedCount + c.UnusualCount + c.OtherRunInCount + c.NoValueCount; left > 0 {
		row(l.T("report.fig.left_out"), l.N("report.nights", left))
	}
	if s := c.Plan.Step; s.Kind != compare.Stop {
		iv := m.d.Interventions[s.Index]
		if done, noted := taken(iv, iv.Phases[s.Phase]); noted >= minNotedIntakes {
			row(l.T("report.fig.taken"), l.T("report.n_of_m", "n", number(done), "m", number(noted)))
		}
	}
	return rows
}

// factGap is the distance from one figure to the next, and labelGap from a label to its figure.
const (
	factGap  = 14
	labelGap = 3.5
)

// factPlace is where a figure stands in the run of figures: its line from 0, and from where in it.
type factPlace struct {
	line int
	x    float64
}

// factPlaces run the figures on one after another, each with its label before it and never broken.
func (lay *layout) factPlaces(rows [][2]string) (places []factPlace, lines int) {
	at := factPlace{x: lay.left()}
	for _, r := range rows {
		w := textWidth(r[0], lay.quiet()) + labelGap + textWidth(r[1], lay.strong())
		if at.x > lay.left() && at.x+w > lay.right() {
			at = factPlace{at.line + 1, lay.left()}
		}
		places = append(places, at)
		at.x += w + factGap
	}
	if len(rows) > 0 {
		lines = at.line + 1
	}
	return places, lines
}

const (
	// besideGap keeps the figures from the picture, and mostBeside is the share of the width that they take at most.
	besideGap  = 10
	mostBeside = 0.44
)

// besideWidth is how wide a column of figures beside the pictures is, the same for all of them; 0 where it would leave
// too little of a picture.
func (lay *layout) besideWidth(list []panel) float64 {
	labels, values := 0.0, 0.0
	for _, p := range list {
		for _, r := range p.figures {
			labels, values = max(labels, textWidth(r[0], lay.quiet())), max(values, textWidth(r[1], lay.strong()))
		}
	}
	if w := labels + 2*labelGap + values; w <= lay.content()*mostBeside {
		return w
	}
	return 0
}

// factRoom is how high a column of figures is.
func factRoom(rows [][2]string) float64 { return float64(len(rows)) * leading }

// factColumn sets labels at x and their figures at the right edge, one below the other.
func (lay *layout) factColumn(rows [][2]string, x, y float64) {
	for i, r := range rows {
		at := y + float64(i)*leading
		lay.text(r[0], x, at+lay.quiet().rise(), lay.quiet())
		lay.textRight(r[1], lay.right(), at+lay.strong().rise(), lay.strong())
	}
}

// factHeight is how high a run of figures is.
func (lay *layout) factHeight(rows [][2]string) float64 {
	_, lines := lay.factPlaces(rows)
	return float64(lines)*leading + 2
}

// factRun sets labels and their figures.
func (lay *layout) factRun(rows [][2]string) {
	places, _ := lay.factPlaces(rows)
	for i, r := range rows {
		y := lay.y + float64(places[i].line)*leading
		value := places[i].x + textWidth(r[0], lay.quiet()) + labelGap
		lay.text(r[0], places[i].x, y+lay.quiet().rise(), lay.quiet())
		lay.text(lay.strong().fit(r[1], lay.right()-value), value, y+lay.strong().rise(), lay.strong())
	}
	lay.y += lay.factHeight(rows)
}

// otherColumns are the columns of the secondary outcomes.
func otherColumns(l *i18n.Localizer) []column {
	return []column{
		{title: l.T("report.col.outcome"), share: 0.2},
		{title: l.T("report.fig.nights"), share: 0.12, right: true},
		{title: l.T("report.fig.means"), share: 0.18, right: true},
		{title: l.T("report.fig.difference"), share: 0.23, right: true},
		{title: l.T("report.col.verdict"), share: 0.27},
	}
}

// otherOutcomes tell in a row each what the secondary outcomes did at the same step.
func (lay *layout) otherOutcomes(m material, c compare.Comparison) []tableRow {
	l := lay.o.L
	var rows []tableRow
	for _, o := range lay.o.outcomes() {
		other, ok := m.of(c.Plan.Step, o)
		if o == compare.Severity || !ok || other.Before.N == 0 || other.After.N == 0 {
			continue
		}
		difference := "–"
		if e, ok := other.Effect.Get(); ok {
			difference = l.T("report.change", "n", wording.Difference(l, o, e.Change), "low", wording.Difference(l, o, e.CI.Low), "high", wording.Difference(l, o, e.CI.High))
		}
		rows = append(rows, tableRow{tight: true, cells: []cell{
			{wording.Outcome(l, o), false},
			{l.T("report.nights_sides", "before", l.Number(float64(other.Before.N), 0), "after", l.Number(float64(other.After.N), 0)), false},
			{l.T("report.arrow", "before", wording.Mean(l, o, other.Before.Mean), "after", wording.Mean(l, o, other.After.Mean)), false},
			{difference, false},
			{wording.VerdictShort(l, other), false},
		}})
	}
	return rows
}
