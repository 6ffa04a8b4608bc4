package compare

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// overlapOf compares every night before with every night after, oriented so that more is better.
// Both sides hold at least one night; inOrder is the before side in order of date, the others sorted.
func overlapOf(before, after, inOrder []float64, higherIsBetter bool) Overlap {
	m, n := float64(len(before)), float64(len(after))
	rows, _ := wins(before, after)
	total := 0.0
	for _, w := range rows {
		total += w
	}
	nap, trend := total/(m*n), kendall(inOrder)
	if !higherIsBetter {
		nap, trend = 1-nap, -trend
	}
	o := Overlap{NAP: nap, Tau: 2*nap - 1, TauU: 2*nap - 1 - trend/(m*n)}
	if len(before) >= MinForInterval && len(after) >= MinForInterval {
		o.addIntervals(before, after, higherIsBetter)
	}
	return o
}

// addIntervals adds errors and intervals; both sides hold at least two nights.
func (o *Overlap) addIntervals(before, after []float64, higherIsBetter bool) {
	m, n := float64(len(before)), float64(len(after))
	rows, ties := wins(before, after) // by night before: nights after that are higher, ties half
	columns, _ := wins(after, before) // by night after: nights before that are higher
	for i := range rows {
		if !higherIsBetter {
			rows[i] = n - rows[i]
		}
	}
	for j := range columns {
		if higherIsBetter {
			columns[j] = m - columns[j]
		}
	}
	o.HasIntervals = true
	o.NAPSE = napError(o.NAP, rows, columns, ties)
	o.TauSE = 2 * o.NAPSE
	o.NAPInterval = newcombe(o.NAP, m, n)
	o.TauInterval = Interval{2*o.NAPInterval.Low - 1, 2*o.NAPInterval.High - 1}
}

// wins counts for each value of a how many of b are higher, a tie as half. Both are sorted. ties is
// the number of pairs that are equal.
func wins(a, b []float64) (w []float64, ties float64) {
	w = make([]float64, len(a))
	below, notAbove := 0, 0
	for i, x := range a {
		for below < len(b) && b[below] < x {
			below++
		}
		for notAbove < len(b) && b[notAbove] <= x {
			notAbove++
		}
		equal := float64(notAbove - below)
		w[i] = float64(len(b)-notAbove) + equal/2
		ties += equal
	}
	return w, ties
}

// kendall is Kendall's S of values in order: later pairs that are higher less those that are lower.
func kendall(inOrder []float64) float64 {
	s := 0
	for i, x := range inOrder {
		for _, y := range inOrder[i+1:] {
			up, down := 0, 0
			if y > x {
				up = 1
			}
			if y < x {
				down = 1
			}
			s += up - down
		}
	}
	return float64(s)
}

// napError is the square root of the unbiased variance of NAP (Sen 1967; Mee 1990), with NAP kept half
// a pair away from 0 and 1 as SingleCaseES does, so that nights without any overlap get an error too.
func napError(nap float64, rows, columns []float64, ties float64) float64 {
	m, n := float64(len(rows)), float64(len(columns))
	q1, q2 := 0.0, 0.0
	for _, w := range rows {
		d := w - n*nap
		q1 += d * d
	}
	for _, w := range columns {
		d := w - m*nap
		q2 += d * d
	}
	q1, q2 = q1/(m*n*n), q2/(m*m*n)
	// A pair counts 1, ½ or 0, so the mean square is NAP less a quarter for each tie.
	x := nap - ties/(4*m*n) - nap*nap
	kept := min(max(nap, 0.5/(m*n)), 1-0.5/(m*n))
	v := (kept*(1-kept) + n*q1 + m*q2 - 2*x) / ((m - 1) * (n - 1))
	return math.Sqrt(max(v, 0))
}

// newcombe is the 95 % interval of NAP by symmetrised score inversion (Newcombe 2006, method 5).
func newcombe(nap, m, n float64) Interval {
	h := (m+n)/2 - 1
	z := mathext.NormalQuantile(0.5 + confidence/2)
	// Positive outside the interval, negative inside.
	outside := func(x float64) float64 {
		return m*n*(nap-x)*(nap-x)*(2-x)*(1+x) - z*z*x*(1-x)*(2+h+(1+2*h)*x*(1-x))
	}
	ci := Interval{0, 1}
	if nap > 0 {
		ci.Low = crossing(outside, 0, nap)
	}
	if nap < 1 {
		ci.High = crossing(outside, 1, nap)
	}
	return ci
}

// crossing finds by bisection where f changes from positive at out to not positive at in.
func crossing(f func(float64) float64, out, in float64) float64 {
	for range 60 {
		mid := out + (in-out)/2
		if f(mid) > 0 {
			out = mid
		} else {
			in = mid
		}
	}
	return out + (in-out)/2
}
