package chart

import (
	"cmp"
	"math"
	"slices"

	"stillnight/internal/compare"
	"stillnight/internal/wording"
)

// Triggers shows for each trigger how nights with it differ from nights without: the night itself and
// the night after, one under the other. Triggers that are surest to make nights worse come first.
func Triggers(results compare.TriggerResults, s Style) Picture {
	l, o := s.L, results.Outcome
	if o == "" {
		o = compare.Severity
	}
	t := &table{
		s: s, hasZero: true, empty: l.T("chart.triggers.empty"),
		title:   l.T("chart.triggers.title", "outcome", wording.OutcomeWithUnit(l, o)),
		caption: l.T("chart.triggers.caption", "outcome", wording.OutcomeWithUnit(l, o)),
	}
	if len(results.Results) == 0 {
		t.text = sentences(t.title+".", t.empty)
		return t
	}
	t.left, t.right = sidesOfZero(o, s)
	ordered := slices.Clone(results.Results)
	worst := map[int64]float64{}
	for _, r := range ordered {
		if known, ok := worst[r.TriggerID]; !ok || harm(r, o) > known {
			worst[r.TriggerID] = harm(r, o)
		}
	}
	slices.SortStableFunc(ordered, func(a, b compare.TriggerResult) int {
		return cmp.Or(cmp.Compare(worst[b.TriggerID], worst[a.TriggerID]), cmp.Compare(a.TriggerID, b.TriggerID), cmp.Compare(a.Lag, b.Lag))
	})
	kinds := map[compare.Verdict]bool{}
	lines := []string{t.title + "."}
	for _, r := range ordered {
		rw := row{
			label: wording.TriggerTitle(l, r),
			sub:   l.T("chart.triggers.counts", "with", l.Number(float64(r.With.N), 0), "without", l.Number(float64(r.Without.N), 0)),
		}
		rw.form, rw.colour, rw.dashed = verdictMark(r.Verdict, s.Palette)
		if e, ok := r.Effect.Get(); ok {
			rw.value, rw.low, rw.high, rw.hasValue, rw.hasRange = e.Change, e.CI.Low, e.CI.High, true, true
			rw.figure, rw.detail = columnWords(o, e.Change, l), columnInterval(o, e.CI, l)
			kinds[r.Verdict] = true
		} else {
			rw.detail = l.T("chart.triggers.too_few")
		}
		t.rows = append(t.rows, rw)
		lines = append(lines, wording.Trigger(l, r))
	}
	t.scale, t.ticks = changeScale(t.rows, o, s)
	t.legend = verdictLegend(kinds, s)
	t.note = wording.TriggersLookedAt(l, results)
	t.text = sentences(append(lines, t.note)...)
	return t
}

// harm is the end of the interval nearest to no change, positive where even that is worse.
func harm(r compare.TriggerResult, o compare.Outcome) float64 {
	e, ok := r.Effect.Get()
	switch {
	case !ok:
		return math.Inf(-1)
	case o.HigherIsBetter():
		return -e.CI.High
	}
	return e.CI.Low
}
