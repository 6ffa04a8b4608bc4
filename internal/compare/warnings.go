package compare

import (
	"math"

	"stillnight/internal/diary"
)

// Bounds of method.md §5.
const (
	shortStretch   = 7    // nights before the step that may have been a bad stretch
	longStretch    = 14   // the same, longer
	minInStretch   = 4    // nights in it, and before it, to speak of one
	missingDiffers = 0.20 // share of missing nights, before against after
	lateShare      = 0.30
	seasonDays     = 60
	fullAdherence  = 0.80
	improvingP     = 0.20
	improvingShare = 0.5
	// Beyond so many half-widths no single night reaches: of 30,000 simulated diaries with outliers one
	// night could undo a change of at most 1.65 half-widths.
	oneNightMargin    = 2.0
	badStretchRatings = 1.0
)

// warn adds the cautions. What A and B are:
//
//	bad_stretch        A how much worse the last nights were, B how many nights (7 or 14)
//	already_improving  A slope in units a week, B the change it would have brought by itself
//	missing_differs    A and B shares missing before and after, 0–1
//	late_entries       A share of late entries, 0–1
//	season             A days between the middles of the two windows
//	adherence          A share taken, 0–1
//	other_steps        Names, Kinds and Dates of the other steps
//	few_nights         A nights before, B nights after
//	one_night_decides  Dates: the night
//	judge_later        A days after which to judge, B days it went on, or has so far
//	carry_over         A recorded nights left out because the remedy's effect may linger
//	too_close          Names, Kinds and Dates of the steps it cannot be told apart from
func (r *runner) warn(c *Comparison) {
	add := func(w Warning, applies bool) {
		if applies {
			w.Outcome = c.Plan.Outcome
			c.Warnings = append(c.Warnings, w)
		}
	}
	add(r.badStretch(c))
	add(r.improving(c))
	add(missing(c))
	counted := c.Before.N + c.After.N
	late := float64(c.Before.Late+c.After.Late) / float64(max(counted, 1))
	add(Warning{Kind: WarnLate, A: late}, late > lateShare)
	add(season(c))
	taken, noted := c.Plan.adherence.Get()
	add(Warning{Kind: WarnAdherence, A: taken}, noted && taken < fullAdherence)
	for _, kind := range []WarningKind{WarnTooClose, WarnOtherSteps} {
		w := Warning{Kind: kind}
		for _, other := range c.Plan.Others {
			if other.TooClose == (kind == WarnTooClose) {
				w.Names = append(w.Names, other.Intervention)
				w.Kinds = append(w.Kinds, other.Kind)
				w.Dates = append(w.Dates, other.First)
			}
		}
		add(w, len(w.Names) > 0)
	}
	few := c.Before.N < MinForVerdict || c.After.N < MinForVerdict
	add(Warning{Kind: WarnFewNights, A: float64(c.Before.N), B: float64(c.After.N)}, few)
	add(judgeLater(c))
	add(Warning{Kind: WarnInCarryOver, A: float64(c.CarryOverCount)}, c.CarryOverCount > 0)
	add(r.oneNight(c))
}

// badStretch looks whether the step came in a stretch worse than the nights before it.
func (r *runner) badStretch(c *Comparison) (Warning, bool) {
	o := c.Plan.Outcome
	threshold := badStretchRatings
	if o.Unit() != Points {
		threshold = o.Important(c.Before.Mean)
	}
	for _, length := range []int{shortStretch, longStretch} {
		var lastSum, earlierSum, lastN, earlierN float64
		for i, y := range r.sides[0] {
			if r.obs.t[i] >= -length {
				lastSum, lastN = lastSum+y, lastN+1
			} else {
				earlierSum, earlierN = earlierSum+y, earlierN+1
			}
		}
		if lastN < minInStretch || earlierN < minInStretch {
			continue
		}
		worse := lastSum/lastN - earlierSum/earlierN
		if o.HigherIsBetter() {
			worse = -worse
		}
		if worse >= threshold {
			return Warning{Kind: WarnBadStretch, A: worse, B: float64(length)}, true
		}
	}
	return Warning{}, false
}

// improving looks whether nights were getting better already, where they are better after.
func (r *runner) improving(c *Comparison) (Warning, bool) {
	e, ok := c.Effect.Get()
	good := -1.0
	if c.Plan.Outcome.HigherIsBetter() {
		good = 1
	}
	if !ok || good*e.Change <= 0 {
		return Warning{}, false
	}
	slope, p, ok := r.baselineSlope(e, good)
	if !ok || good*slope <= 0 {
		return Warning{}, false
	}
	n := c.Before.N
	middle := func(t []int) float64 {
		sum := 0
		for _, x := range t {
			sum += x
		}
		return float64(sum) / float64(len(t))
	}
	byItself := slope * (middle(r.obs.t[n:]) - middle(r.obs.t[:n]))
	w := Warning{Kind: WarnImproving, A: 7 * slope, B: byItself}
	return w, p < improvingP || byItself/e.Change >= improvingShare
}

// baselineSlope is the slope a night over the nights before, with the nightly dependence but no
// wander, and its one-sided p in the good direction (good is −1 or 1).
func (r *runner) baselineSlope(e Effect, good float64) (slope, p float64, ok bool) {
	n := len(r.sides[0])
	s := &r.slope
	*s = observations{t: r.obs.t[:n], y: r.obs.y[:n], target: s.target[:0]}
	for _, t := range s.t {
		s.target = append(s.target, float64(t))
	}
	slope, variance, err := r.solve(s, e.Phi)
	if err != nil {
		return 0, 0, false
	}
	off := group{n: n}
	s.on = make([]bool, n)
	s.meanDependence(e.Phi, &off, &group{})
	p = studentOf(max(1/off.v-2, minDF)).CDF(-good * slope / math.Sqrt(variance*e.Sigma2))
	return slope, p, finite(slope, p)
}

// missing compares the shares of nights without a value.
func missing(c *Comparison) (Warning, bool) {
	var possible, missed [2]float64
	possible[0], possible[1] = float64(c.Before.Possible), float64(c.After.Possible)
	missed[0], missed[1] = float64(c.Before.Missing), float64(c.After.Missing)
	for i := range c.Plan.Nights {
		if n := &c.Plan.Nights[i]; n.Role == NoValue {
			if n.AfterSide {
				missed[1]++
			} else {
				missed[0]++
			}
		}
	}
	if possible[0] == 0 || possible[1] == 0 {
		return Warning{}, false
	}
	before, after := missed[0]/possible[0], missed[1]/possible[1]
	return Warning{Kind: WarnMissing, A: before, B: after}, math.Abs(before-after) > missingDiffers
}

// season tells whether the two windows lie so far apart that the time of year may differ.
func season(c *Comparison) (Warning, bool) {
	if c.Before.N == 0 || c.After.N == 0 {
		return Warning{}, false
	}
	middle := func(s Side) float64 { return float64(s.First.Sub(c.Plan.Step.First)+s.Last.Sub(c.Plan.Step.First)) / 2 }
	apart := middle(c.After) - middle(c.Before)
	return Warning{Kind: WarnSeason, A: apart}, apart >= seasonDays
}

// judgeLater tells that the remedy may need longer than it has had, or was given.
func judgeLater(c *Comparison) (Warning, bool) {
	s := c.Plan.Step
	had := max(c.Plan.LastNight.Sub(s.First), 0)
	if end, ok := s.End.Get(); ok {
		had = min(had, end.Sub(s.First))
	}
	return Warning{Kind: WarnJudgeLater, A: float64(s.Windows.JudgeAfter), B: float64(had)}, s.Kind != Stop && had < s.Windows.JudgeAfter
}

// oneNight looks for a night without which a better or worse verdict would not stand.
func (r *runner) oneNight(c *Comparison) (Warning, bool) {
	e, ok := c.Effect.Get()
	if !ok || (c.Verdict != Better && c.Verdict != Worse) {
		return Warning{}, false
	}
	// How far the end of the interval that is nearest to 0 lies from the effect.
	half := e.Change - e.CI.Low
	if e.Change < 0 {
		half = e.CI.High - e.Change
	}
	if math.Abs(e.Change) > oneNightMargin*half {
		return Warning{}, false
	}
	if e.Rule == WholeHistory {
		earlier := len(c.Plan.history)
		k := r.history.decider(earlier, half/math.Abs(e.Change)) - earlier
		if k < 0 {
			return Warning{}, false
		}
		return Warning{Kind: WarnOneNight, Dates: []diary.Date{c.Plan.Step.First.AddDays(r.obs.t[k])}}, true
	}
	// A night less costs a degree of freedom or two, which widens the interval by far less than this.
	surely := 1.5 * half / e.SE
	k := 0
	for i := range c.Plan.Nights {
		n := &c.Plan.Nights[i]
		if !n.Role.counts() {
			continue
		}
		r.obs.leaveOut(k, &r.without)
		f, err := r.point(&r.without, c.Plan.Outcome.Step())
		if err == nil && (f.change*e.Change < 0 || math.Abs(f.change) < surely*f.se && holdsZero(f)) {
			return Warning{Kind: WarnOneNight, Dates: []diary.Date{n.Date}}, true
		}
		k++
	}
	return Warning{}, false
}

// holdsZero tells whether the interval of a fit would hold 0: whether the tail beyond 0 is as large as
// the one that the interval leaves out.
func holdsZero(f fit) bool {
	return studentOf(f.df).CDF(-math.Abs(f.change)/f.se) >= tail
}

// leaveOut copies all observations but the k-th.
func (o *observations) leaveOut(k int, to *observations) {
	to.wander = o.wander
	to.t = append(append(to.t[:0], o.t[:k]...), o.t[k+1:]...)
	to.y = append(append(to.y[:0], o.y[:k]...), o.y[k+1:]...)
	to.on = append(append(to.on[:0], o.on[:k]...), o.on[k+1:]...)
	to.stretch = append(append(to.stretch[:0], o.stretch[:k]...), o.stretch[k+1:]...)
	to.target = append(append(to.target[:0], o.target[:k]...), o.target[k+1:]...)
	for len(to.columns) < len(o.columns) {
		to.columns = append(to.columns, nil)
	}
	to.columns = to.columns[:len(o.columns)]
	for j, c := range o.columns {
		to.columns[j] = append(append(to.columns[j][:0], c[:k]...), c[k+1:]...)
	}
}
