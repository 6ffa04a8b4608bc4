package chart

import (
	"cmp"
	"image/color"
	"math"
	"slices"

	"stillnight/internal/compare"
	"stillnight/internal/wording"
)

// Forest shows the change at every step with its interval, one row a step: those that are surest to be
// for the better come first, judged by the end of the interval nearest to no change. Comparisons on
// other outcomes than the first one's are left out, since their scales differ. It says how many were
// judged and how many of those would look better by chance.
func Forest(all []compare.Comparison, s Style) Picture { return ForestPart(all, 0, len(all), s) }

// ForestPart is rows of a Forest, from one to before another, on the scale of the whole: a picture of hundreds of rows is
// drawn in parts, of which a window shows one. The legend of the whole stands below the first part, the note too.
func ForestPart(all []compare.Comparison, from, to int, s Style) Picture {
	l := s.L
	t := &table{s: s, empty: l.T("chart.compare.empty"), hasZero: true, title: l.T("chart.forest.title_empty")}
	if len(all) == 0 {
		t.text = sentences(t.title+".", t.empty)
		return t
	}
	o := all[0].Plan.Outcome
	others := func(c compare.Comparison) bool { return c.Plan.Outcome != o }
	if slices.ContainsFunc(all, others) {
		all = slices.DeleteFunc(slices.Clone(all), others)
	}
	shown := make([]*compare.Comparison, len(all))
	for i := range all {
		shown[i] = &all[i]
	}
	slices.SortStableFunc(shown, func(a, b *compare.Comparison) int { return cmp.Compare(surest(b), surest(a)) })
	t.title = l.T("chart.forest.title", "outcome", wording.OutcomeWithUnit(l, o))
	t.left, t.right = sidesOfZero(o, s)
	t.caption = l.T("chart.forest.caption", "outcome", wording.OutcomeWithUnit(l, o))
	kinds := map[compare.Verdict]bool{}
	lines := []string{t.title + "."}
	for i := range shown {
		var r row
		r.form, r.colour, r.dashed = verdictMark(shown[i].Verdict, s.Palette)
		if e, ok := shown[i].Effect.Get(); ok {
			r.value, r.low, r.high, r.hasValue, r.hasRange = e.Change, e.CI.Low, e.CI.High, true, true
			kinds[shown[i].Verdict] = true
		}
		t.rows = append(t.rows, r)
	}
	t.scale, t.ticks = changeScale(t.rows, o, s)
	from, to = min(from, len(shown)), min(to, len(shown))
	t.rows = t.rows[from:to]
	for i, c := range shown[from:to] {
		r := &t.rows[i]
		r.label = wording.StepTitle(l, c.Plan.Step)
		r.sub = l.T("chart.forest.counts", "before", l.Number(float64(c.Before.N), 0), "after", l.Number(float64(c.After.N), 0))
		r.detail = wording.VerdictShort(l, *c)
		if e, ok := c.Effect.Get(); ok {
			r.figure = l.T("chart.forest.figure", "change", columnWords(o, e.Change, l), "interval", columnInterval(o, e.CI, l))
		}
		lines = append(lines, wording.Pair(l, r.label, wording.Verdict(l, *c)))
	}
	if from == 0 {
		t.legend = verdictLegend(kinds, s)
		if judged, better := compare.ByChance(all); judged > 0 {
			t.note = wording.ByChance(l, judged, better)
		}
	}
	t.text = sentences(append(lines, t.note)...)
	return t
}

// surest orders comparisons: the end of the interval nearest to no change, positive where even that is
// better; those without an interval come last.
func surest(c *compare.Comparison) float64 {
	e, ok := c.Effect.Get()
	switch {
	case !ok:
		return math.Inf(-1)
	case c.Plan.Outcome.HigherIsBetter():
		return e.CI.Low
	}
	return -e.CI.High
}

// verdictMark gives each verdict a form of its own, so that it needs no colour.
func verdictMark(v compare.Verdict, p Palette) (form shape, colour color.NRGBA, dashed bool) {
	switch v {
	case compare.Better:
		return dot, p.Good, false
	case compare.Worse:
		return square, p.Bad, false
	case compare.Faded:
		return triangle, p.Neutral, false
	case compare.NoClearChange:
		return ring, p.Neutral, false
	}
	return hollowDiamond, p.Neutral, true
}

// verdictLegend explains the forms that occur.
func verdictLegend(kinds map[compare.Verdict]bool, s Style) []legendItem {
	var items []legendItem
	add := func(label string, any ...compare.Verdict) {
		if slices.ContainsFunc(any, func(v compare.Verdict) bool { return kinds[v] }) {
			form, colour, _ := verdictMark(any[0], s.Palette)
			items = append(items, legendItem{form: form, colour: colour, label: label})
		}
	}
	add(s.L.T("chart.legend.better"), compare.Better)
	add(s.L.T("chart.legend.worse"), compare.Worse)
	add(s.L.T("chart.legend.faded"), compare.Faded)
	add(s.L.T("chart.legend.no_clear_change"), compare.NoClearChange)
	add(s.L.T("chart.legend.cannot_tell"), compare.TooEarly, compare.CannotSeparate)
	return items
}

// sidesOfZero words both sides of no change.
func sidesOfZero(o compare.Outcome, s Style) (left, right string) {
	if o.HigherIsBetter() {
		return s.L.T("chart.side.worse_left"), s.L.T("chart.side.better_right")
	}
	return s.L.T("chart.side.better"), s.L.T("chart.side.worse")
}

// changeScale spans all intervals and zero, evenly enough that no one wide interval squeezes the rest:
// it ends at four times the median reach, and intervals beyond are cut off without a cap.
func changeScale(rows []row, o compare.Outcome, s Style) (span, []tick) {
	var reach []float64
	for _, r := range rows {
		if r.hasRange {
			reach = append(reach, math.Max(math.Abs(r.low), math.Abs(r.high)))
		}
	}
	limit := 2 * o.MinimalImportant(5)
	if len(reach) > 0 {
		slices.Sort(reach)
		limit = max(limit, min(reach[len(reach)-1], 4*median(reach)))
	}
	limit *= 1.08
	return span{-limit, limit}, changeTicks(-limit, limit, s.L)
}
