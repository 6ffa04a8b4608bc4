package compare

import (
	"fmt"
	"math"
	"slices"

	"stillnight/internal/diary"
)

// Run works out a plan: what the nights were like on both sides, the difference with its interval,
// the verdict and the cautions. Too few nights are not an error but a verdict.
func Run(p Plan) (Comparison, error) {
	return new(runner).run(p)
}

// runner keeps memory from one comparison to the next.
type runner struct {
	windowRule
	history historyRule
	// obs are the nights of the windows, long the same with the history before them.
	obs, long observations
	// parts are the nights before, at first and lately.
	parts  observations
	sides  [2][]float64 // values in order of date
	sorted [2][]float64
	trend  []float64
}

func (r *runner) run(p Plan) (Comparison, error) {
	c := Comparison{Plan: p, Secondary: p.Outcome != Severity}
	r.gather(&p, &c)
	for i, side := range []*Side{&c.Before, &c.After} {
		r.sorted[i] = append(r.sorted[i][:0], r.sides[i]...)
		slices.Sort(r.sorted[i])
		side.describe(r.sorted[i])
	}
	if c.Before.N > 0 && c.After.N > 0 {
		c.Overlap = diary.Some(overlapOf(r.sorted[0], r.sorted[1], r.sides[0], p.Outcome.HigherIsBetter()))
	}
	if c.Before.N >= MinForInterval && c.After.N >= MinForInterval {
		if err := r.effect(&c); err != nil {
			return Comparison{}, fmt.Errorf("comparing %s before and after %s of %s: %w", p.Outcome, p.Step.First, p.Step.Intervention, err)
		}
	}
	c.Together = c.judge()
	c.Verdict = c.Together
	if c.Together == Better || c.Together == Worse || c.Together == NoClearChange {
		r.course(&c)
		c.settle()
	}
	if c.BeforeDiary() {
		if err := r.tellSince(&c); err != nil {
			return Comparison{}, fmt.Errorf("describing %s since %s: %w", p.Outcome, p.Step.Intervention, err)
		}
		return c, nil
	}
	if e, ok := c.Effect.Get(); ok && (c.Verdict == Better || c.Verdict == Worse) {
		c.Size = sizeOf(p.Outcome, e.Change, c.Before.Mean)
	}
	r.warn(&c)
	return c, nil
}

// outline finds out whether there would be an effect.
func (r *runner) outline(p Plan) Comparison {
	c := Comparison{Plan: p, Secondary: p.Outcome != Severity, Outlined: true}
	var gathered Comparison
	r.gather(&p, &gathered)
	c.estimable = len(r.sides[0]) >= MinForInterval && len(r.sides[1]) >= MinForInterval && !r.repeated()
	return c
}

// HasEffect tells whether there is an effect, be it worked out or not.
func (c *Comparison) HasEffect() bool { return c.Effect.IsSet() || c.estimable }

// gather sorts the plan's nights into observations and counts.
func (r *runner) gather(p *Plan, c *Comparison) {
	o := &r.obs
	o.clear()
	o.columns, o.randomWalk = p.columns, randomWalkFromStep
	r.sides[0], r.sides[1] = r.sides[0][:0], r.sides[1][:0]
	for i := range p.Nights {
		n := &p.Nights[i]
		k, side := 0, &c.Before
		if n.AfterSide {
			k, side = 1, &c.After
		}
		switch n.Role {
		case NotRecorded:
			if !n.settling {
				side.Possible++
				side.Missing++
			}
			continue
		case RunIn:
			c.RunInCount++
			continue
		case CarryOver:
			c.CarryOverCount++
			continue
		}
		side.Possible++
		switch n.Role {
		case BlindedRole:
			c.BlindedCount++
		case UnusualRole:
			c.UnusualCount++
		case OtherRunIn:
			c.OtherRunInCount++
		case NoValue:
			c.NoValueCount++
		case Before, After:
			value, _ := n.Value.Get()
			o.add(n.Date.Sub(p.Step.First), value, n.AfterSide, k)
			r.sides[k] = append(r.sides[k], value)
			if side.First.IsZero() {
				side.First = n.Date
			}
			side.Last = n.Date
			if n.Late {
				side.Late++
			}
		}
	}
}

// repeated tells whether another step's column repeats this one's.
func (r *runner) repeated() bool {
	return slices.ContainsFunc(r.obs.columns, func(column []float64) bool { return slices.Equal(column, r.obs.target) })
}

// effect estimates the change. Where another step's column repeats this one's there is none.
func (r *runner) effect(c *Comparison) error {
	if r.repeated() {
		return nil
	}
	by, nights := estimator(&r.windowRule), &r.obs
	if c.Plan.rule() == WholeHistory {
		by, nights = &r.history, r.gatherHistory(&c.Plan)
	}
	f, err := by.estimate(nights, c.Plan.Outcome.Step())
	if err != nil {
		return err
	}
	r.obs.effective(&f)
	c.Before.Effective, c.After.Effective = f.effectiveOff, f.effectiveOn
	c.Effect = diary.Some(f.effect(c.Plan.Outcome))
	return nil
}

// judge gives the verdict of method.md §6.
func (c *Comparison) judge() Verdict {
	for _, other := range c.Plan.Others {
		if other.TooClose {
			return CannotSeparate
		}
	}
	e, ok := c.Effect.Get()
	if !ok || c.Before.N < MinForVerdict || c.After.N < MinForVerdict || c.waitsFor() > 0 {
		return TooEarly
	}
	return verdictOf(c.Plan.Outcome, e.CI)
}

// waitsFor is how many days are still to pass until the remedy may be judged.
func (c *Comparison) waitsFor() int {
	return max(c.Plan.Step.Windows.JudgeAfter-c.Plan.LastNight.Sub(c.Plan.Step.First), 0)
}

// verdictOf reads the interval of after − before.
func verdictOf(o Outcome, ci Interval) Verdict {
	lower, higher := Better, Worse
	if o.HigherIsBetter() {
		lower, higher = Worse, Better
	}
	switch {
	case ci.High < 0:
		return lower
	case ci.Low > 0:
		return higher
	}
	return NoClearChange
}

// sizeOf tells how much a change matters. Half of what was before is large either way.
func sizeOf(o Outcome, change, meanBefore float64) Size {
	switch amount := math.Abs(change); {
	case meanBefore > 0 && amount >= meanBefore/2:
		return Large
	case amount >= o.MinimalImportant(meanBefore):
		return Clear
	}
	return Small
}
