package compare

import (
	"slices"

	"stillnight/internal/diary"
)

// Earlier are comparisons of a diary before some of its nights changed. Its interventions, plans and the windows asked
// for are the same.
type Earlier struct {
	Results Results
	// Changed are the nights that were written, changed or taken out since, in any order.
	Changed []diary.Date
}

// stepAndOutcome is what a comparison is of.
type stepAndOutcome struct {
	index, phase int
	first        diary.Date // a phase beside which another was taken has several dose changes
	kind         StepKind
	outcome      Outcome
}

func keyOf(s *Step, o Outcome) stepAndOutcome {
	return stepAndOutcome{s.Index, s.Phase, s.First, s.Kind, o}
}

// madeEarlier has what can be taken over from comparisons made earlier.
type madeEarlier struct {
	comparisons map[stepAndOutcome]*Comparison
	changed     []diary.Date
}

func (e *Earlier) index() madeEarlier {
	if e == nil {
		return madeEarlier{}
	}
	known := madeEarlier{make(map[stepAndOutcome]*Comparison, len(e.Results.Comparisons)), e.Changed}
	for i := range e.Results.Comparisons {
		c := &e.Results.Comparisons[i]
		if !c.Secondary { // the others were corrected for their number, and an onset may be read by nights far away
			known.comparisons[keyOf(&c.Plan.Step, c.Plan.Outcome)] = c
		}
	}
	return known
}

// untouched returns the comparison of a step of which not even the plan can be another one: no night that it knows of has
// changed, and it ended before the diary's last night, or that is the same.
func (e madeEarlier) untouched(p *planner, s *Step, o Outcome) (Comparison, bool) {
	c, ok := e.comparisons[keyOf(s, o)]
	if !ok || len(p.nights) == 0 || c.Plan.FirstNight != p.first || e.touches(&c.Plan) {
		return Comparison{}, false
	}
	if old := c.Plan.LastNight; old != p.last {
		ended := c.Plan.PhaseLast.Before(old) && c.Plan.PhaseLast.Before(p.last)
		if !ended || waits(&c.Plan, old) || waits(&c.Plan, p.last) {
			return Comparison{}, false
		}
	}
	same := *c
	same.Plan.LastNight = p.last
	return same, true
}

// touches tells whether one of the changed nights may be one that a plan knows of.
func (e madeEarlier) touches(p *Plan) bool {
	first, last := p.Step.First.AddDays(-HistoryNights), p.PhaseLast
	if n := len(p.Nights); n > 0 && p.Nights[n-1].Date.After(last) {
		last = p.Nights[n-1].Date
	}
	return slices.ContainsFunc(e.changed, func(date diary.Date) bool { return !date.Before(first) && !date.After(last) })
}

// same returns the comparison of a plan, if one was made from the same nights.
func (e madeEarlier) same(p *Plan) (Comparison, bool) {
	c, ok := e.comparisons[keyOf(&p.Step, p.Outcome)]
	if !ok || c.Plan.Step != p.Step || c.Plan.FirstNight != p.FirstNight || c.Plan.PhaseLast != p.PhaseLast || len(c.Plan.Nights) != len(p.Nights) {
		return Comparison{}, false
	}
	if old := c.Plan.LastNight; old != p.LastNight && (waits(p, old) || waits(p, p.LastNight)) {
		return Comparison{}, false
	}
	if e.touches(p) {
		return Comparison{}, false
	}
	same := *c
	same.Plan = *p
	return same, true
}

// waits tells whether on a diary's last night days are still to pass before the remedy may be judged.
func waits(p *Plan, lastNight diary.Date) bool {
	return lastNight.Sub(p.Step.First) < p.Step.Windows.JudgeAfter
}

// compare compares the k-th step, or takes over what was compared earlier.
func (e madeEarlier) compare(p *planner, r *runner, k int, o Outcome, outlined bool) (Comparison, error) {
	if c, ok := e.untouched(p, &p.steps[k], o); ok && (outlined || !c.Outlined) {
		return c, nil
	}
	plan := p.plan(k, o)
	if c, ok := e.same(&plan); ok && (outlined || !c.Outlined) {
		return c, nil
	}
	if outlined {
		return r.outline(plan), nil
	}
	return r.run(plan)
}
