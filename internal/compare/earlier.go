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
	step    Step
	outcome Outcome
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
		if !c.Secondary { // the others were corrected for their number
			known.comparisons[stepAndOutcome{c.Plan.Step, c.Plan.Outcome}] = c
		}
	}
	return known
}

// same returns the comparison of a plan, if one was made from the same nights.
func (e madeEarlier) same(p *Plan) (Comparison, bool) {
	c, ok := e.comparisons[stepAndOutcome{p.Step, p.Outcome}]
	if !ok || c.Plan.FirstNight != p.FirstNight || c.Plan.PhaseLast != p.PhaseLast || len(c.Plan.Nights) != len(p.Nights) {
		return Comparison{}, false
	}
	if old := c.Plan.LastNight; old != p.LastNight && (waits(p, old) || waits(p, p.LastNight)) {
		return Comparison{}, false
	}
	first, last := p.Step.First.AddDays(-HistoryNights), p.PhaseLast
	if n := len(p.Nights); n > 0 && p.Nights[n-1].Date.After(last) {
		last = p.Nights[n-1].Date
	}
	for _, date := range e.changed {
		if !date.Before(first) && !date.After(last) {
			return Comparison{}, false
		}
	}
	// A night further back may have told of one who sleeps by day.
	if p.Outcome == OnsetMinutes && !slices.EqualFunc(c.Plan.Nights, p.Nights, func(a, b NightUse) bool { return a.Value == b.Value }) {
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
