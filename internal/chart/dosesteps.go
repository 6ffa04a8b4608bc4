package chart

import (
	"cmp"
	"slices"

	"stillnight/internal/compare"
	"stillnight/internal/wording"
)

// DoseSteps shows one remedy's doses side by side, from before it to its last step: the nights, their
// median and middle half, and over each the change from the one before. The comparisons must be of one
// remedy and one outcome.
func DoseSteps(steps []compare.Comparison, s Style) Picture {
	l := s.L
	c := &columns{s: s, title: l.T("chart.doses.title_empty"), empty: l.T("chart.compare.empty")}
	if len(steps) == 0 {
		c.text = sentences(c.title+".", c.empty)
		return c
	}
	steps = slices.Clone(steps)
	slices.SortStableFunc(steps, func(a, b compare.Comparison) int {
		return cmp.Compare(a.Plan.Step.First.Sub(b.Plan.Step.First), 0)
	})
	first := steps[0]
	o := first.Plan.Outcome
	c.title = l.T("chart.doses.title", "name", first.Plan.Step.Intervention)
	c.caption, c.grain = wording.OutcomeWithUnit(l, o), o.Step()
	before := columnOf(first, compare.Before, first.Before, s)
	before.label = wording.Dose(l, first.Plan.Step.From)
	if before.label == "" {
		before.label = l.T("chart.doses.without")
	}
	c.strips = []strip{before}
	lines := []string{c.title + ".", c.caption + "."}
	for _, step := range steps {
		after := columnOf(step, compare.After, step.After, s)
		after.label = wording.Dose(l, step.Plan.Step.To)
		if step.Plan.Step.Kind == compare.Stop {
			after.label, after.after = l.T("chart.doses.stopped"), false
		} else if after.label == "" {
			after.label = l.T("chart.doses.with")
		}
		if e, ok := step.Effect.Get(); ok {
			after.change = l.T("chart.forest.figure", "change", wording.Signed(l, e.Change), "interval", intervalWords(e.CI, l))
		}
		c.strips = append(c.strips, after)
		lines = append(lines, wording.Pair(l, wording.StepTitle(l, step.Plan.Step), wording.Verdict(l, step)))
	}
	c.note = l.T("chart.doses.note")
	c.axis = outcomeAxis(o, valuesOf(c.strips), l)
	c.text = sentences(lines...)
	return c
}

// columnOf makes a column of the nights that have one role.
func columnOf(c compare.Comparison, role compare.Role, side compare.Side, s Style) strip {
	st := strip{q1: side.Q1, mid: side.Median, q3: side.Q3, after: role == compare.After}
	for _, u := range c.Plan.Nights {
		if v, ok := u.Value.Get(); ok && u.Role == role {
			st.values = append(st.values, dated{u.Date, v})
		}
	}
	st.sub = countWords(side, c.Plan.Outcome, s.L)
	return st
}

func valuesOf(strips []strip) []float64 {
	var values []float64
	for _, st := range strips {
		for _, v := range st.values {
			values = append(values, v.value)
		}
	}
	return values
}
