package comparison

import (
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// counted tells how many nights of each side count and how many are missing.
func counted(c compare.Comparison, l *i18n.Localizer) string {
	number := func(n int) string { return l.Number(float64(n), 0) }
	words := l.T("comparison.counted",
		"before", number(c.Before.N), "before_possible", number(c.Before.Possible),
		"after", number(c.After.N), "after_possible", number(c.After.Possible))
	if back := wording.LookedBack(l, c); back != "" {
		words += " " + back
	}
	return words
}

// begun dates a step.
func begun(s compare.Step, l *i18n.Localizer) string {
	date := l.DateMedium(s.First)
	end, ended := s.End.Get()
	switch {
	case ended:
		return l.T("comparison.from_to", "first", date, "last", l.DateMedium(end.AddDays(-1)))
	default:
		return l.T("comparison.since", "first", date)
	}
}

// howItWasWorkedOut tells in paragraphs what was done with these nights.
func howItWasWorkedOut(c compare.Comparison, l *i18n.Localizer) []string {
	var told []string
	say := func(s string) { told = append(told, s) }
	s := c.Plan.Step
	say(l.T("comparison.how.windows", "date", l.DateMedium(s.First), "nights", l.Number(compare.WindowNights, 0)))
	if s.Windows.RunIn > 0 {
		say(l.N("comparison.how.run_in", s.Windows.RunIn))
	}
	if s.Windows.CarryOver > 0 && c.CarryOverCount > 0 {
		say(l.N("comparison.how.carry_over", s.Windows.CarryOver))
	}
	if len(c.Plan.Others) > 0 {
		var others []string
		for _, o := range c.Plan.Others {
			others = append(others, wording.Other(l, o))
		}
		say(l.T("comparison.how.others", "others", strings.Join(others, "; ")))
	}
	e, estimated := c.Effect.Get()
	if !estimated {
		say(l.T("comparison.how.no_range", "least", l.Number(compare.MinForInterval, 0)))
		return told
	}
	say(l.T("comparison.how.dependence", "phi", l.Number(e.Phi, 2),
		"before", l.Number(float64(c.Before.N), 0), "before_effective", l.Number(c.Before.Effective, 0),
		"after", l.Number(float64(c.After.N), 0), "after_effective", l.Number(c.After.Effective, 0)))
	if e.Rule == compare.WholeHistory {
		say(l.T("comparison.how.history", "nights", l.Number(float64(e.LookedBack), 0), "date", l.DateMedium(s.First.AddDays(-e.LookedBack))))
		if e.Kappa > 1.05 {
			say(l.T("comparison.how.placebo", "times", l.Number(e.Kappa, 1)))
		}
	} else {
		say(l.T("comparison.how.wander"))
	}
	if e.EachSide {
		say(l.T("comparison.how.each_side"))
	}
	if e.ByRanks {
		say(l.T("comparison.how.by_ranks"))
	}
	m := compare.Measured()
	of := func(share float64) string { return l.Number(100*share, 0) }
	say(l.T("comparison.how.range", "steady_low", of(m.HoldsSteady.Low), "steady_high", of(m.HoldsSteady.High), "shaken_low", of(m.HoldsShaken.Low), "shaken_high", of(m.HoldsShaken.High)))
	say(l.T("comparison.how.verdict", "need", l.Number(compare.MinForVerdict, 0)))
	return told
}

// spoken is a panel as text in reading order.
func spoken(c compare.Comparison, watched, picture string, l *i18n.Localizer) []string {
	lines := []string{wording.StepTitle(l, c.Plan.Step) + ", " + begun(c.Plan.Step, l), wording.Verdict(l, c)}
	if size := wording.Size(l, c); size != "" {
		lines = append(lines, size)
	}
	if watched != "" {
		lines = append(lines, watched)
	}
	lines = append(lines, wording.Warnings(l, c)...)
	lines = append(lines, counted(c, l), picture)
	for _, n := range leftOutOf(c, l) {
		lines = append(lines, l.T("comparison.pair", "name", n.Night, "value", n.Why))
	}
	for _, row := range wording.Numbers(l, c) {
		lines = append(lines, l.T("comparison.pair", "name", row[0], "value", row[1]))
	}
	return lines
}
