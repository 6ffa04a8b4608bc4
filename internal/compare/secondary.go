package compare

import (
	"math"
	"slices"

	"stillnight/internal/diary"
)

// correctSecondary corrects the verdicts on every outcome but severity for how many were looked at, by
// Holm's step-down (1979) over all of them. Severity is the primary outcome and its verdict stands alone. Where
// an outcome was asked for without severity it is what the person came for, and nothing is corrected.
// Intervals are given at the level of their own test, so that an interval without 0 and a verdict are one.
func (r *Results) correctSecondary(outcomes []Outcome) {
	if !slices.Contains(outcomes, Severity) {
		return
	}
	var looks []look
	for i := range r.Comparisons {
		c := &r.Comparisons[i]
		if e, ok := c.Effect.Get(); ok && c.Secondary && judged(c.Verdict) {
			looks = append(looks, look{p: e.twoSided(), widen: func(level float64, fails bool) {
				c.Effect = diary.Some(e.at(level))
				if fails {
					c.Verdict, c.Together, c.Size = NoClearChange, NoClearChange, ""
					c.Course, c.Over, c.LatelyOpen = "", diary.None[CourseFit](), false
				}
			}})
		}
	}
	for i := range r.Pooled {
		c := &r.Pooled[i]
		if e, ok := c.Effect.Get(); ok && c.Secondary && judged(c.Verdict) {
			looks = append(looks, look{p: e.twoSided(), widen: func(level float64, fails bool) {
				c.Effect = diary.Some(e.at(level))
				if fails {
					c.Verdict, c.Size = NoClearChange, ""
				}
			}})
		}
	}
	slices.SortStableFunc(looks, func(a, b look) int {
		switch {
		case a.p < b.p:
			return -1
		case a.p > b.p:
			return 1
		}
		return 0
	})
	failed, level := false, confidence
	for rank, l := range looks {
		if !failed {
			alpha := (1 - confidence) / float64(len(looks)-rank)
			level, failed = 1-alpha, l.p > alpha
		}
		l.widen(level, failed)
	}
}

// look is one comparison that was looked at, its p and what becomes of it at a level.
type look struct {
	p     float64
	widen func(level float64, fails bool)
}

// judged tells whether a verdict says something of the nights.
func judged(v Verdict) bool {
	switch v {
	case Better, Worse, NoClearChange, Faded:
		return true
	}
	return false
}

// spread is the standard error that the 95 % interval stands for, whichever rule made it, and its distribution.
func (e Effect) spread() (se float64, t student) {
	t = studentOf(max(e.DF, minDF))
	return (e.CI.High - e.CI.Low) / 2 / t.upper(0.5+confidence/2), t
}

// twoSided is the p of no change at all that belongs to the interval.
func (e Effect) twoSided() float64 {
	se, t := e.spread()
	return 2 * t.CDF(-math.Abs(e.Change)/se)
}

// at is the effect with its interval at another level.
func (e Effect) at(level float64) Effect {
	se, t := e.spread()
	half := t.upper(0.5+level/2) * se
	e.CI = Interval{e.Change - half, e.Change + half}
	return e
}
