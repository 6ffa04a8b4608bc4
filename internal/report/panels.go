package report

import (
	"strings"

	"stillnight/internal/chart"
	"stillnight/internal/compare"
	"stillnight/internal/wording"
)

const (
	panelPicture = 158
	// factRow is the height of a label with its figure beneath.
	factRow = 2*leading + 3
)

// panels are the comparisons of the nights covered, one for each start, dose step and stop.
func panels(lay *layout, m material) {
	if m.empty {
		return
	}
	l := lay.o.L
	var inside []compare.Comparison
	earlier := 0
	for _, c := range m.shown(lay.o, compare.Severity) {
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
	lay.section(l.T("report.panels"), 0)
	if len(inside) == 0 {
		lay.paragraph(l.T("report.no_steps"), lay.plain())
	} else {
		lay.paragraph(l.T("report.panels_note"), lay.quiet())
	}
	if earlier > 0 {
		lay.paragraph(l.N("report.earlier_steps", earlier), lay.quiet())
	}
	lay.y += 4
	for _, c := range inside {
		if lay.ctx.Err() != nil {
			return
		}
		lay.panel(m, c)
	}
}

// panel is one step: verdict, picture, figures, cautions, other outcomes. It is kept on one page.
func (lay *layout) panel(m material, c compare.Comparison) {
	l := lay.o.L
	verdict := wording.Verdict(l, c)
	if size := wording.Size(l, c); size != "" {
		verdict += " " + size
	}
	warned := strings.Join(wording.Warnings(l, c), " ")
	facts := lay.figures(m, c)
	others := lay.otherOutcomes(m, c)
	head := lettering{strongSize, true, lay.ink.Text}
	h := head.lead() + paragraphHeight(verdict, lay.content(), lay.plain()) + panelPicture + 8 + float64((len(facts)+3)/4)*factRow +
		paragraphHeight(warned, lay.content(), lay.plain()) + 20
	for _, other := range others {
		h += paragraphHeight(other, lay.content(), lay.plain())
	}
	lay.need(h)
	title := wording.StepTitle(l, c.Plan.Step)
	lay.bookmark(title, 1)
	date := l.T("report.step_date", "date", l.DateMedium(c.Plan.Step.First))
	lay.textRight(date, lay.right(), lay.y+head.rise(), lay.quiet())
	lay.text(head.fit(title, lay.content()-130), lay.left(), lay.y+head.rise(), head)
	lay.y += head.lead() + 1
	lay.paragraph(verdict, lay.plain())
	lay.y += 2
	lay.picture(panelPicture, func(s chart.Style) chart.Picture { return chart.BeforeAfter(c, s) })
	lay.y += 4
	lay.factGrid(facts)
	if warned != "" {
		lay.paragraph(warned, lay.plain())
	}
	for _, other := range others {
		lay.paragraph(other, lay.plain())
	}
	lay.y += 16
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
		row(l.T("report.fig.means"), arrow(wording.Value(l, o, c.Before.Mean), wording.Value(l, o, c.After.Mean)))
		row(l.T("report.fig.medians"), arrow(wording.Value(l, o, c.Before.Median), wording.Value(l, o, c.After.Median)))
	}
	if e, ok := c.Effect.Get(); ok {
		row(l.T("report.fig.difference"), l.T("report.change", "n", signed(l, e.Change), "low", signed(l, e.CI.Low), "high", signed(l, e.CI.High)))
		row(l.T("report.fig.effective"), arrow(l.Number(c.Before.Effective, 1), l.Number(c.After.Effective, 1)))
	}
	if x, ok := c.Overlap.Get(); ok {
		value := l.Number(x.NAP, 2)
		if x.HasIntervals {
			value = l.T("report.change", "n", value, "low", l.Number(x.NAPInterval.Low, 2), "high", l.Number(x.NAPInterval.High, 2))
		}
		row(l.T("report.fig.nap"), value)
	}
	if left := c.RunInCount + c.CarryOverCount + c.UnusualCount + c.OtherRunInCount + c.NoValueCount; left > 0 {
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

// factGrid sets labels with their values beneath, four beside each other.
func (lay *layout) factGrid(rows [][2]string) {
	const across = 4
	width := lay.content() / across
	for i, r := range rows {
		x := lay.left() + float64(i%across)*width
		lay.text(lay.quiet().fit(r[0], width-cellGap), x, lay.y+lay.quiet().rise(), lay.quiet())
		lay.text(lay.strong().fit(r[1], width-cellGap), x, lay.y+leading+lay.strong().rise(), lay.strong())
		if i%across == across-1 || i == len(rows)-1 {
			lay.y += factRow
		}
	}
}

// otherOutcomes tell in a line each what the secondary outcomes did at the same step.
func (lay *layout) otherOutcomes(m material, c compare.Comparison) []string {
	l := lay.o.L
	var lines []string
	for _, o := range lay.o.outcomes() {
		if o == compare.Severity {
			continue
		}
		other, ok := m.of(c.Plan.Step, o)
		if !ok || other.Before.N == 0 || other.After.N == 0 {
			continue
		}
		other.Secondary = false // the section says so once
		lines = append(lines, l.T("report.secondary", "outcome", l.T("outcome."+string(o)),
			"before", wording.Value(l, o, other.Before.Mean), "after", wording.Value(l, o, other.After.Mean),
			"n_before", l.Number(float64(other.Before.N), 0), "n_after", l.Number(float64(other.After.N), 0),
			"verdict", wording.Verdict(l, other)))
	}
	return lines
}
