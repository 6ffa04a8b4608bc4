package compare

import "math"

// refit is the effect in units of its error at the heaviest grid point, from the sums of n nights.
func (h *historyRule) refit(s *sums, n int) (z float64, ok bool) {
	got, ok := s.solve(h.best.structure, h.best.ramp)
	if !ok {
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
	got, ok := h.at[h.best.phi][h.best.randomWalk].solve(structure, h.best.ramp)
	floor := h.grain * h.grain / 4
	se = h.kappa * math.Sqrt(got.v*max((got.rest+floor)/h.freeDF, floor))
	return got.m, se, h.freeDF, ok && finite(got.m, se)
}

// decider finds a night of the last ones, from the index from on, without which the interval would hold 0:
// its index, or −1. nearest is the share of the effect that lies between it and the end of the interval
// nearest to 0. It re-fits with the heaviest grid point alone, and begins where the nights begin to differ.
func (h *historyRule) decider(from int, nearest float64) int {
	phi, randomWalk := phiGrid[h.best.phi].at, randomWalkGrid[h.best.randomWalk].at
	n := len(h.t)
	var before state
	var sum sums
	h.run(0, from, phi, randomWalk, &before, &sum, true)
	all, whole := before, sum
	h.run(from, n, phi, randomWalk, &all, &whole, false)
	z, ok := h.refit(&whole, n)
	if !ok {
		return -1
	}
	least := math.Abs(z) * nearest
	for k := from; k < n; k++ {
		h.without(k)
		s, without := before, sum
		h.less.run(from, n-1, phi, randomWalk, &s, &without, false)
		if less, ok := h.refit(&without, n-1); ok && (less*z < 0 || math.Abs(less) <= least) {
			return k
		}
	}
	return -1
}

// without makes less the same nights but the k-th.
func (h *historyRule) without(k int) {
	l := &h.less
	l.ramped, l.first = h.ramped, h.first
	if k < l.first {
		l.first--
	}
	l.x = append(append(l.x[:0], h.x[:k]...), h.x[k+1:]...)
	l.gaps = append(append(l.gaps[:0], h.gaps[:k]...), h.gaps[k+1:]...)
	l.jumps = append(append(l.jumps[:0], h.jumps[:k]...), h.jumps[k+1:]...)
	if k+1 == len(h.x) {
		return
	}
	for j, x := range h.x[k] {
		l.x[k][j] += x
	}
	l.gaps[k] += h.gaps[k]
	l.jumps[k] += h.jumps[k]
}
