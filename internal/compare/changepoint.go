package compare

import (
	"math"
	"slices"
)

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
	// surelySeveral takes its place where several changes are told: their places were chosen together. By simulation, see
	// method.md.
	surelySeveral = 22.0
	// likelyPlaces is the 95 % quantile of the likelihood ratio of the place of a change, −2 log(1 − √0.95) (Eo & Morley
	// 2015, Quant Econ 6:463), and fewWeeks widens it by that many over the number of values: its variance is estimated,
	// and a small change is found where chance has helped. By simulation, see method.md.
	likelyPlaces = 7.352
	fewWeeks     = 20.0
	// mostDependent bounds the dependence from one week to the next.
	mostDependent = 0.8
)

// changePoints finds the changes of the mean. Values are divided where that leaves the least squares, further than they
// may have changed; then each division is looked at between its neighbours (Bai 1997, Econ Theory 13:315), and the
// weakest that does not stand out is taken away, until all do. Only changes of at least a size count.
func changePoints(y []float64, least float64) []changeAt {
	if len(y) < MinClockWeeks {
		return nil
	}
	places := divisions(y)
	for {
		list, weakest := between(y, places, least)
		if weakest < 0 {
			return list
		}
		if places = slices.Delete(places, weakest, weakest+1); len(places) == 0 {
			return nil
		}
	}
}

// between finds one change between the neighbours of each place. weakest is the place whose change stands out least of
// those that do not stand out; below 0 where all do.
func between(y []float64, places []int, least float64) (list []changeAt, weakest int) {
	weakest = -1
	for i := range places {
		from, to := 0, len(y)
		if i > 0 {
			from = list[i-1].at
		}
		if i+1 < len(places) {
			to = places[i+1]
		}
		c, found := changePoint(y[from:to])
		found = found && math.Abs(c.after-c.before) >= least && (len(places) == 1 || c.wald > surelySeveral)
		if !found && (weakest < 0 || c.wald < list[weakest].wald) {
			weakest = i
		}
		if c.at == 0 {
			c.at = max(places[i]-from, 1)
		}
		list = append(list, c.moved(from))
	}
	for i := range list {
		from, to := 0, len(y)
		if i > 0 {
			from = list[i-1].at
		}
		if i+1 < len(list) {
			to = list[i+1].at
		}
		list[i].before, list[i].after = Mean(y[from:list[i].at]), Mean(y[list[i].at:to])
	}
	return list, weakest
}

// mostDivisions bounds how often values are divided, and leastDivision is how many stay on either side: half of what it
// takes to look for a change.
const (
	mostDivisions = 5
	leastDivision = MinClockWeeks / 2
)

// divisions are the places at which values are divided, one after another where it lowers the squares most, in order.
func divisions(y []float64) []int {
	var places []int
	for len(places) < mostDivisions {
		best, gain := 0, 0.0
		for i := 0; i <= len(places); i++ {
			from, to := 0, len(y)
			if i > 0 {
				from = places[i-1]
			}
			if i < len(places) {
				to = places[i]
			}
			for k := from + leastDivision; k <= to-leastDivision; k++ {
				left, right := Mean(y[from:k]), Mean(y[k:to])
				n, m := float64(k-from), float64(to-k)
				if g := n * m / (n + m) * (left - right) * (left - right); g > gain {
					best, gain = k, g
				}
			}
		}
		if best == 0 {
			break
		}
		places = append(places, best)
		slices.Sort(places)
	}
	return places
}

// moved counts the places from further back.
func (c changeAt) moved(by int) changeAt {
	c.at, c.low, c.high = c.at+by, c.low+by, c.high+by
	return c
}

// changePoint finds the one change of the mean that leaves the least squares, and tells whether there is one (the test
// of Andrews 1993). Its 95 % interval holds every place that is about as likely (the likelihood ratio of Eo & Morley
// 2015). The variance is that of the values within the two
// sides, widened for dependence of the first order, whose estimate is corrected as in method.md. found is false
// where there are too few values or none stands out.
func changePoint(y []float64) (c changeAt, found bool) {
	n := len(y)
	h := max(leastSegment, int(math.Ceil(trimmed*float64(n))))
	if n < MinClockWeeks || n < 2*h {
		return c, false
	}
	sums, rests := make([]float64, n+1), make([]float64, n)
	squares := 0.0
	for i, v := range y {
		sums[i+1] = sums[i] + v
		squares += v * v
	}
	least := math.Inf(1)
	for k := 1; k < n; k++ {
		left, right := sums[k], sums[n]-sums[k]
		rests[k] = squares - left*left/float64(k) - right*right/float64(n-k)
		if k >= h && k <= n-h && rests[k] < least {
			least, c.at = rests[k], k
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
	bound := least + likelyPlaces*(1+fewWeeks/float64(n))*c.variance
	c.low, c.high = c.at, c.at
	for k := 1; k < n; k++ {
		if rests[k] <= bound {
			c.low, c.high = min(c.low, k), max(c.high, k)
		}
	}
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
