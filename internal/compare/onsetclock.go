package compare

import (
	"math"

	"stillnight/internal/diary"
)

// OnsetWeek describes when symptoms were first noticed in the seven nights from a date on.
type OnsetWeek struct {
	// Week is its first date; First and Last of Side are its first and last night with an onset.
	Week diary.Date
	// Side is in minutes after noon; nights with symptoms all day count as noon.
	Side
}

// OnsetShift is the one change of level that the weekly onsets show best.
type OnsetShift struct {
	// Week is the first week after the change, between Low and High (95 %).
	Week, Low, High diary.Date
	// Before and After are the means of the weekly medians on either side, in minutes after noon.
	Before, After float64
}

// OnsetClock is the onset of symptoms week by week before and under one medicine.
type OnsetClock struct {
	Intervention diary.Intervention
	Weeks        []OnsetWeek
	// Shift is None where no change of level stands out, or none that matters.
	Shift diary.Optional[OnsetShift]
}

// Bounds of the clock.
const (
	// clockBefore is how many days before the medicine are shown, and clockAfter after its end.
	clockBefore = 84
	clockAfter  = 56
	// leastOnsets is how many nights with an onset a week needs.
	leastOnsets = 3
	// MinClockWeeks is how many weeks it takes to look for a change.
	MinClockWeeks = 12
)

// EnoughWeeks tells whether there were enough weeks to look for a change.
func (c OnsetClock) EnoughWeeks() bool { return len(c.Weeks) >= MinClockWeeks }

// OnsetClockOf looks at a medicine from twelve weeks before it to the last night, or to eight weeks after its end.
// ok is false where it was never begun or no week has enough onsets.
func OnsetClockOf(d diary.Diary, iv diary.Intervention) (c OnsetClock, ok bool) {
	first, last, ok := d.Span()
	if !ok || len(iv.Phases) == 0 || iv.Phases[0].Start.After(last) {
		return c, false
	}
	start := iv.Phases[0].Start
	from := start.AddDays(-clockBefore)
	if end, ended := iv.Phases[len(iv.Phases)-1].End.Get(); ended {
		last = earlier(last, end.AddDays(clockAfter-1))
	}
	if from.Before(first) {
		// Weeks begin on the weekday on which the medicine was begun.
		from = from.AddDays(7 * (first.Sub(from) / 7))
	}
	c = OnsetClock{Intervention: iv, Weeks: onsetWeeks(d.Between(from, last), from)}
	y := make([]float64, len(c.Weeks))
	for i, w := range c.Weeks {
		y[i] = w.Median
	}
	if cp, found := changePoint(y); found && math.Abs(cp.after-cp.before) >= OnsetMinutes.MinimalImportant(0) {
		c.Shift = diary.Some(OnsetShift{Week: c.Weeks[cp.at].Week, Low: c.Weeks[cp.low].Week, High: c.Weeks[cp.high].Week, Before: cp.before, After: cp.after})
	}
	return c, len(c.Weeks) > 0
}

// onsetWeeks describes the nights in weeks counted from a date; weeks with too few onsets are left out.
func onsetWeeks(nights []diary.Night, from diary.Date) []OnsetWeek {
	var weeks []OnsetWeek
	var values []float64
	var w OnsetWeek
	keep := func() {
		if len(values) >= leastOnsets {
			w.describe(sorted(values))
			weeks = append(weeks, w)
		}
		values = nil
	}
	for _, n := range nights {
		v, ok := OnsetMinutes.Of(n).Get()
		if !ok {
			continue
		}
		week := from.AddDays(7 * (n.Date.Sub(from) / 7))
		if week != w.Week {
			keep()
			w = OnsetWeek{Week: week}
			w.First = n.Date
		}
		w.Last = n.Date
		values = append(values, v)
	}
	keep()
	return weeks
}

// changeAt is a change of level in a row of values: at is the first after it, within low and high.
type changeAt struct {
	at, low, high int
	before, after float64
	// wald is the statistic of the change at its best place, and variance the long-run variance of the values.
	wald, variance float64
}

// Bounds of the change of level.
const (
	// trimmed is the share of the values at either end where no change is looked for.
	trimmed, leastSegment = 0.15, 4
	// surelyChanged is the 1 % critical value of the greatest Wald statistic of one change of a mean at a trimming
	// of 15 % (Andrews 2003, Econometrica 71:395).
	surelyChanged = 12.16
	// breakQuantile is the 97.5 % quantile of the place of a change (Bai 1997, Rev Econ Stat 79:551).
	breakQuantile = 11.0
	// mostDependent bounds the dependence from one week to the next.
	mostDependent = 0.8
)

// changePoint finds the one change of the mean that leaves the least squares, with its 95 % interval (Bai 1997),
// and tells whether there is one (the test of Andrews 1993). The variance is that of the values within the two
// sides, widened for dependence of the first order, whose estimate is corrected as in method.md. found is false
// where there are too few values or none stands out.
func changePoint(y []float64) (c changeAt, found bool) {
	n := len(y)
	h := max(leastSegment, int(math.Ceil(trimmed*float64(n))))
	if n < MinClockWeeks || n < 2*h {
		return c, false
	}
	sums := make([]float64, n+1)
	squares := 0.0
	for i, v := range y {
		sums[i+1] = sums[i] + v
		squares += v * v
	}
	least := math.Inf(1)
	for k := h; k <= n-h; k++ {
		left, right := sums[k], sums[n]-sums[k]
		if rest := squares - left*left/float64(k) - right*right/float64(n-k); rest < least {
			least, c.at = rest, k
		}
	}
	k := float64(c.at)
	c.before, c.after = sums[c.at]/k, (sums[n]-sums[c.at])/(float64(n)-k)
	c.variance = c.longRunVariance(y)
	jump := (c.after - c.before) * (c.after - c.before)
	if jump == 0 {
		return c, false
	}
	if c.variance == 0 {
		// Not one value differs from its side's: the change is where it is.
		c.wald, c.low, c.high = math.Inf(1), c.at, c.at
		return c, true
	}
	c.wald = jump / (c.variance * (1/k + 1/(float64(n)-k)))
	half := int(breakQuantile*c.variance/jump) + 1
	c.low, c.high = max(c.at-half, 0), min(c.at+half, n-1)
	return c, c.wald > surelyChanged
}

// longRunVariance is the variance within the two sides of a change, times (1+r)/(1−r) for a dependence r of the
// first order.
func (c changeAt) longRunVariance(y []float64) float64 {
	var sum, lagged, last float64
	for i, v := range y {
		e := v - c.before
		if i >= c.at {
			e = v - c.after
		}
		sum += e * e
		if i > 0 {
			lagged += e * last
		}
		last = e
	}
	n := float64(len(y))
	grain := OnsetMinutes.Step() / 2
	if sum < n*1e-9 {
		return 0
	}
	r := lagged / sum
	r += 2 * (1 + 3*r) / n
	r = min(max(r, 0), mostDependent)
	return max(sum/(n-2), grain*grain) * (1 + r) / (1 - r)
}
