package compare

import (
	"math"

	"stillnight/internal/diary"
)

// Bounds of method.md §7.
const (
	minInStretch   = 4    // nights in a bad stretch, and before it, to speak of one
	diaryStart     = 14   // nights of the diary's beginning that may have been a bad stretch
	youngDiary     = 28   // nights of a diary before the step that are not more than its beginning
	missingDiffers = 0.20 // share of missing nights, before against after
	lateShare      = 0.30
	seasonDays     = 60
	fullAdherence  = 0.80
	trendSD        = 0.005 // of a slow trend a night, as a share of σ, in the second opinion
	// Beyond so many half-widths no single night reaches: of 30,000 simulated diaries with outliers one
	// night could undo a change of at most 1.65 half-widths.
	oneNightMargin    = 2.0
	badStretchRatings = 1.0
)

// warn adds the cautions. What A and B are:
//
//	bad_stretch        A how much worse the last nights were, B how many nights (7, 14, 21 or 28)
//	diary_start        A how much worse the diary's first nights were than the rest before the step, 0 where
//	                   there is no rest; B how many days the diary had before the step
//	slow_trend         A and B the ends of the interval if a slow trend is allowed for
//	spread_differs     A and B the ends of the interval if each side has a spread of its own
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
	add(r.diaryStart(c))
	add(r.slowTrend(c))
	add(r.spread(c))
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

// badStretches are how many nights before the step may have been a bad stretch.
var badStretches = [...]int{7, 14, 21, 28}

// badStretch looks whether the step came in a stretch worse than the nights before it, as far back as
// nights were learnt from.
func (r *runner) badStretch(c *Comparison) (Warning, bool) {
	for _, length := range badStretches {
		var last, earlier total
		for i, y := range r.sides[0] {
			if r.obs.t[i] >= -length {
				last.add(y)
			} else {
				earlier.add(y)
			}
		}
		if e, ok := c.Effect.Get(); ok && e.Rule == WholeHistory {
			for _, n := range c.Plan.history {
				earlier.add(n.value)
			}
		}
		if worse := c.worse(last, earlier); worse >= c.noticeable() {
			return Warning{Kind: WarnBadStretch, A: worse, B: float64(length)}, true
		}
	}
	return Warning{}, false
}

// diaryStart looks whether the nights before are a diary's first ones, in a worse stretch than what
// followed, or hardly more than its beginning: people begin a diary when nights are at their worst.
func (r *runner) diaryStart(c *Comparison) (Warning, bool) {
	days := c.Plan.Step.First.Sub(c.Plan.FirstNight)
	if days > WindowNights || c.Verdict != Better {
		return Warning{}, false
	}
	var first, rest total
	for i, y := range r.sides[0] {
		if r.obs.t[i] < diaryStart-days {
			first.add(y)
		} else {
			rest.add(y)
		}
	}
	worse := c.worse(first, rest)
	if worse < c.noticeable() {
		worse = 0
	}
	return Warning{Kind: WarnDiaryStart, A: worse, B: float64(days)}, worse > 0 || days <= youngDiary
}

// total adds up nights.
type total struct{ sum, n float64 }

func (t *total) add(y float64) { t.sum, t.n = t.sum+y, t.n+1 }

// worse is how much worse the nights of a are than those of b; 0 where there are too few.
func (c *Comparison) worse(a, b total) float64 {
	if a.n < minInStretch || b.n < minInStretch {
		return 0
	}
	worse := a.sum/a.n - b.sum/b.n
	if c.Plan.Outcome.HigherIsBetter() {
		worse = -worse
	}
	return worse
}

// noticeable is from how much on a stretch is called worse.
func (c *Comparison) noticeable() float64 {
	if o := c.Plan.Outcome; o != Severity && o != Tiredness {
		return o.MinimalImportant(c.Before.Mean)
	}
	return badStretchRatings
}

// slowTrend is a second opinion on a better or worse verdict: the same fit with a slow trend over all its
// nights, of which only the prior and what the nights leave open is known.
func (r *runner) slowTrend(c *Comparison) (Warning, bool) {
	e, ok := c.Effect.Get()
	if !ok || c.Verdict != Better && c.Verdict != Worse {
		return Warning{}, false
	}
	var change, se, df float64
	if e.Rule == WholeHistory {
		change, se, df, ok = r.history.trended()
	} else {
		change, se, df, ok = r.trended(e)
	}
	if !ok {
		return Warning{}, false
	}
	half := studentOf(df).upper(0.5+confidence/2) * se
	return Warning{Kind: WarnTrend, A: change - half, B: change + half}, verdictOf(c.Plan.Outcome, Interval{change - half, change + half}) != c.Verdict
}

// trended fits the windows with a trend beside the other columns.
func (r *runner) trended(e Effect) (change, se, df float64, ok bool) {
	o := r.obs
	r.trend = r.trend[:0]
	for _, t := range o.t {
		r.trend = append(r.trend, float64(t))
	}
	o.columns = append(append([][]float64{}, o.columns...), r.trend)
	o.trend = 1 / (trendSD * trendSD)
	change, variance, err := r.solve(&o, e.Phi)
	return change, math.Sqrt(variance * e.Sigma2), e.DF, err == nil && finite(change, variance)
}

// spread is a second opinion on a better or worse verdict by the windows: each side's level by itself, with
// its own spread, where the two differ by no more than chance may make it.
func (r *runner) spread(c *Comparison) (Warning, bool) {
	e, ok := c.Effect.Get()
	if !ok || e.Rule != Windowed || e.EachSide || len(r.obs.columns) > 0 || c.Verdict != Better && c.Verdict != Worse {
		return Warning{}, false
	}
	_, off, on := r.obs.dependence()
	f := fit{phi: e.Phi, se: e.SE}
	r.obs.eachSide(&f, off, on, c.Plan.Outcome.Step())
	f.setInterval()
	if !finite(f.low, f.high) {
		return Warning{}, false
	}
	return Warning{Kind: WarnSpread, A: f.low, B: f.high}, verdictOf(c.Plan.Outcome, Interval{f.low, f.high}) != c.Verdict
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
// the one that the interval leaves out. Student's point lies between the normal one and that of minDF.
func holdsZero(f fit) bool {
	switch errors := math.Abs(f.change) / f.se; {
	case errors < leastCritical:
		return true
	case errors > mostCritical:
		return false
	}
	return studentOf(f.df).CDF(-math.Abs(f.change)/f.se) >= tail
}

// Bounds of the 97.5 % point of Student's distribution, for any degrees of freedom from minDF on.
const (
	leastCritical = 1.9599
	mostCritical  = 4.3027
)

// leaveOut copies all observations but the k-th.
func (o *observations) leaveOut(k int, to *observations) {
	to.randomWalk = o.randomWalk
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
