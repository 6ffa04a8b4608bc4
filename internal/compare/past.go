package compare

import (
	"time"

	"stillnight/internal/diary"
)

// pastNight is one counted night before the windows, in days from the step.
type pastNight struct {
	t     int
	value float64
}

// addHistory adds to the plan of the k-th step what the whole-history rule learns from beyond the
// windows: counted nights up to HistoryNights before the step, across earlier steps of this and other
// remedies, and when those steps were, up to the last night of the phase. from is where the windows begin.
func (p *planner) addHistory(plan *Plan, k int, from, last diary.Date) {
	step := plan.Step
	first := later(step.First.AddDays(-HistoryNights), p.first)
	var own []Step
	for j := k - 1; j >= 0 && p.steps[j].Course == step.Course; j-- {
		own = append(own, p.steps[j])
	}
	// A run-in that began before the first night may reach into the nights.
	others := p.othersBetween(step.Course, first.AddDays(-HistoryNights), last)
	for _, steps := range [][]Step{own, others} {
		for _, s := range steps {
			if s.First.After(first) {
				plan.jumps = append(plan.jumps, s.First.Sub(step.First))
			}
		}
	}
	plan.unsettled = settlingDays(others)
	if !first.Before(from) {
		return
	}
	at, end := p.places(first, from.AddDays(-1))
	plan.history = make([]pastNight, 0, end-at)
	unsettled, values := append(settlingDays(own), plan.unsettled...), p.valuesOf(plan.Outcome)
	for i := at; i < end; i++ {
		n := &p.nights[i]
		if value, ok := values[i].Get(); ok && n.Unusual == "" && !within(unsettled, n.Date) {
			plan.history = append(plan.history, pastNight{n.Date.Sub(step.First), value})
		}
	}
}

// stretchOfDays is from the first date to before the end.
type stretchOfDays struct{ first, end diary.Date }

// settlingDays are the run-ins and carry-overs of steps, without those of no length.
func settlingDays(steps []Step) []stretchOfDays {
	var all []stretchOfDays
	for i := range steps {
		if days, _ := steps[i].transition(); days > 0 {
			all = append(all, stretchOfDays{steps[i].First, steps[i].First.AddDays(days)})
		}
	}
	return all
}

func within(stretches []stretchOfDays, d diary.Date) bool {
	for _, s := range stretches {
		if !d.Before(s.first) && d.Before(s.end) {
			return true
		}
	}
	return false
}

// gradual tells whether the remedy is known to work slowly and its run-in is not left out: then the
// whole-history rule allows for the effect to grow.
func (s Step) gradual() bool {
	return s.Kind != Stop && s.Windows.RunIn == 0 && s.Windows.Onset >= leastGradual
}

// gatherHistory sets the nights of the windows behind those before them. It needs r.obs.
func (r *runner) gatherHistory(p *Plan) *observations {
	o := &r.long
	o.clear()
	o.jumps = append(o.jumps, p.jumps...)
	if p.Step.gradual() {
		o.onset = p.Step.Windows.Onset
	}
	for _, n := range p.history {
		o.add(n.t, n.value, false, 0)
		o.weekend = append(o.weekend, weekendOf(p.Step.First.AddDays(n.t)))
	}
	for i, t := range r.obs.t {
		o.add(t, r.obs.y[i], r.obs.on[i], r.obs.stretch[i])
		o.weekend = append(o.weekend, weekendOf(p.Step.First.AddDays(t)))
	}
	return o
}

func weekendOf(d diary.Date) float64 {
	w := d.Weekday()
	return weekendValue(w == time.Friday || w == time.Saturday)
}
