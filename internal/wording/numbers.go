package wording

import (
	"stillnight/internal/compare"
	"stillnight/internal/i18n"
)

// Numbers are the figures of a comparison for a doctor: pairs of label and value.
func Numbers(l *i18n.Localizer, c compare.Comparison) [][2]string {
	o := c.Plan.Outcome
	var rows [][2]string
	row := func(label, value string) { rows = append(rows, [2]string{label, value}) }
	nights := func(s compare.Side) string {
		return l.T("wording.numbers.nights_of", "n", l.Number(float64(s.N), 0), "possible", l.Number(float64(s.Possible), 0), "missing", l.Number(float64(s.Missing), 0))
	}
	middle := func(s compare.Side) string {
		return l.T("wording.numbers.quartiles", "median", Value(l, o, s.Median), "low", Value(l, o, s.Q1), "high", Value(l, o, s.Q3))
	}

	row(l.T("wording.numbers.nights_before"), nights(c.Before))
	row(l.T("wording.numbers.nights_after"), nights(c.After))
	if c.Before.N > 0 && c.After.N > 0 {
		row(l.T("wording.numbers.means"), l.T("wording.numbers.from_to", "from", Value(l, o, c.Before.Mean), "to", Value(l, o, c.After.Mean)))
		row(l.T("wording.numbers.median_before"), middle(c.Before))
		row(l.T("wording.numbers.median_after"), middle(c.After))
	}
	if e, ok := c.Effect.Get(); ok {
		row(l.T("wording.numbers.difference"), l.T("wording.numbers.interval", "n", precise(l, o, e.Change), "low", precise(l, o, e.CI.Low), "high", precise(l, o, e.CI.High)))
		row(l.T("wording.numbers.error"), precise(l, o, e.SE))
		row(l.T("wording.numbers.important"), Amount(l, o, o.MinimalImportant(c.Before.Mean)))
		row(l.T("wording.numbers.dependence"), l.Number(e.Phi, 2))
		row(l.T("wording.numbers.effective"), l.T("wording.numbers.before_after", "before", l.Number(c.Before.Effective, 1), "after", l.Number(c.After.Effective, 1)))
		row(l.T("wording.numbers.freedom"), l.Number(e.DF, 1))
		if back := LookedBack(l, c); back != "" {
			row(l.T("wording.numbers.looked_back"), l.N("wording.nights", e.LookedBack))
			row(l.T("wording.numbers.wander"), l.Number(e.RandomWalk, 2))
			row(l.T("wording.numbers.kappa"), l.Number(e.Kappa, 2))
		} else {
			row(l.T("wording.numbers.rule.windows"), l.T("wording.numbers.rule.windows_value"))
		}
	}
	if f, ok := c.Over.Get(); ok {
		part := func(label string, s compare.CoursePart) {
			row(l.T(label), l.T("wording.numbers.interval", "n", precise(l, o, s.Change), "low", precise(l, o, s.CI.Low), "high", precise(l, o, s.CI.High)))
		}
		part("wording.numbers.at_first", f.Early)
		part("wording.numbers.lately", f.Late)
		part("wording.numbers.lately_against", f.LateMinusEarly)
	}
	if x, ok := c.Overlap.Get(); ok {
		if x.HasIntervals {
			interval := func(n float64, ci compare.Interval) string {
				return l.T("wording.numbers.interval", "n", l.Number(n, 2), "low", l.Number(ci.Low, 2), "high", l.Number(ci.High, 2))
			}
			row(l.T("wording.numbers.nap"), interval(x.NAP, x.NAPInterval))
			row(l.T("wording.numbers.tau"), interval(x.Tau, x.TauInterval))
		} else {
			row(l.T("wording.numbers.nap"), l.Number(x.NAP, 2))
			row(l.T("wording.numbers.tau"), l.Number(x.Tau, 2))
		}
		row(l.T("wording.numbers.tau_u"), l.Number(x.TauU, 2))
	}
	for _, left := range []struct {
		label string
		n     int
	}{
		{"wording.numbers.left_run_in", c.RunInCount},
		{"wording.numbers.left_carry_over", c.CarryOverCount},
		{"wording.numbers.left_blinded", c.BlindedCount},
		{"wording.numbers.left_unusual", c.UnusualCount},
		{"wording.numbers.left_other_run_in", c.OtherRunInCount},
		{"wording.numbers.left_no_value", c.NoValueCount},
	} {
		if left.n > 0 {
			row(l.T(left.label), l.N("wording.nights", left.n))
		}
	}
	if size := Size(l, c); size != "" {
		row(l.T("wording.numbers.size"), size)
	}
	return rows
}

// LookedBack says how far back nights were learnt from; empty where only the nights round the change were.
func LookedBack(l *i18n.Localizer, c compare.Comparison) string {
	e, ok := c.Effect.Get()
	if !ok || e.Rule != compare.WholeHistory {
		return ""
	}
	return l.N("wording.looked_back", e.LookedBack, "date", l.DateMedium(c.Plan.Step.First.AddDays(-e.LookedBack)))
}

// IndependentNights says that NAP and Tau know nothing of dependence; shown wherever they are.
func IndependentNights(l *i18n.Localizer) string { return l.T("wording.independent_nights") }

// BorrowedThresholds says where the sizes come from.
func BorrowedThresholds(l *i18n.Localizer) string { return l.T("wording.borrowed_thresholds") }
