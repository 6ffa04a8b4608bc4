package compare

import "math"

// refit is the effect in units of its error at the heaviest grid point, from the sums of n nights.
func (h *historyRule) refit(s *sums, n int) (z float64, ok bool) {
	got := h.equations.solve(s, h.best.structure, h.best.ramp)
	if !got.ok {
		return 0, false
	}
	floor := h.grain * h.grain / 4
	z = got.m / math.Sqrt(got.v*max((got.rest+floor)/float64(n-flatColumns+1), floor))
	return z, finite(z)
}

// trended is the effect at the heaviest grid point with a slope among its columns.
func (h *historyRule) trended() (change, se, df float64, ok bool) {
	structure := h.best.structure
	if structure%2 == 0 {
		structure++ // the same with a slope
	}
	got := h.equations.solve(&h.at[h.best.phi][h.best.randomWalk].sums, structure, h.best.ramp)
	floor := h.grain * h.grain / 4
	se = h.kappa * math.Sqrt(got.v*max((got.rest+floor)/h.freeDF, floor))
	return got.m, se, h.freeDF, got.ok && finite(got.m, se)
}

// decider finds a night of the last ones, from the index from on, without which the interval would hold 0:
// its index, or −1. nearest is the share of the effect that lies between it and the end of the interval
// nearest to 0. It re-fits with the heaviest grid point alone, from the night on that is left out.
func (h *historyRule) decider(from int, nearest float64) int {
	phi, randomWalk := phiGrid[h.best.phi].at, randomWalkGrid[h.best.randomWalk].at
	g, n := h.rows[h.best.phi].of(h.best.randomWalk), len(h.t)
	var before nightly
	var sum sums
	h.run(0, from, g.part(0, from), &before, &sum)
	all, whole := before, sum
	h.run(from, n, g.part(from, n), &all, &whole)
	z, ok := h.refit(&whole, n)
	if !ok {
		return -1
	}
	least := math.Abs(z) * nearest
	unknown := 0.0
	for i := range from {
		unknown = h.following(i, g.keep[i], randomWalk, unknown)
	}
	for k := from; k < n; k++ {
		s, without := before, sum
		h.without(k, phi, randomWalk, unknown, &s, &without)
		if less, ok := h.refit(&without, n-1); ok && (less*z < 0 || math.Abs(less) <= least) {
			return k
		}
		h.run(k, k+1, g.part(k, k+1), &before, &sum)
		unknown = h.following(k, g.keep[k], randomWalk, unknown)
	}
	return -1
}

// following is the variance of the nightly part given night i, from that given the one before.
func (h *historyRule) following(i int, keep, randomWalk, unknown float64) float64 {
	_, _, _, next := recursion(keep, randomWalk*randomWalk*float64(h.gaps[i])+h.jumps[i], unknown)
	return next
}

// without filters the nights behind the k-th as though that one were not there. unknown is that of the night before it.
func (h *historyRule) without(k int, phi, randomWalk, unknown float64, s *nightly, sum *sums) {
	n := len(h.t)
	if k+1 == n {
		return
	}
	// The next night differs from the one before by what both differ from theirs.
	gap, jump, x := h.gaps[k+1]+h.gaps[k], h.jumps[k+1]+h.jumps[k], h.x[k+1]
	for j := range x {
		x[j] += h.x[k][j]
	}
	keep, newLevel := 0.0, 0.0
	if k > 0 {
		keep, newLevel = h.power(phi, gap), randomWalk*randomWalk*float64(gap)+jump
	}
	h.single.resize(n - k - 1)
	g := h.single
	g.keep[0] = keep
	g.gain[0], _, g.by[0], unknown = recursion(keep, newLevel, unknown)
	h.gains(k+2, phi, randomWalk, unknown, g.part(1, n-k-1))
	columns := targetColumn
	if k+1 >= h.first {
		columns = h.columns()
	}
	sum.pass([][width]float64{x}, g.part(0, 1), columns, s)
	h.run(k+2, n, g.part(1, n-k-1), s, sum)
}
