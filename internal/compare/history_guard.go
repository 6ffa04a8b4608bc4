package compare

import (
	"math"
	"slices"
)

// Constants of the placebo-in-time guard, method.md §4.
const (
	placeboEvery = 14 // nights between pseudo-starts
	placeboLast  = 28 // nights before the step at which the last pseudo-start may lie
	placeboApart = 14 // nights that a real step may not be near
	placeboPrior = 4  // how many pseudo-starts without surprise are taken for granted
)

// guard looks how large the effects of pseudo-starts in the nights before are, in units of their errors,
// and widens the interval where they are larger than they should be: kappa is at least 1. It uses the
// heaviest grid point alone. One pass serves all: a pseudo-start differs from the others only in its
// column, which is 0 before it.
func (h *historyRule) guard(steps []int) {
	h.kappa, h.placeboZ = 1, h.placeboZ[:0]
	before, _ := slices.BinarySearch(h.t, 0)
	if before < 2*MinForVerdict {
		return
	}
	g := h.rows[h.best.phi].of(h.best.randomWalk)
	h.traced = slices.Grow(h.traced[:0], before)[:before]
	var s nightly
	var sum sums
	traced := 0
	for start := h.t[0] + WindowNights; start <= -placeboLast; start += placeboEvery {
		if slices.ContainsFunc(steps, func(s int) bool { return s >= start-placeboApart && s <= start+placeboApart }) {
			continue
		}
		from, _ := slices.BinarySearch(h.t, start)
		to, _ := slices.BinarySearch(h.t[:before], start+WindowNights)
		if from < MinForVerdict || to-from < MinForVerdict {
			continue
		}
		part := g.part(traced, to)
		s.innovate(h.x[traced:to], part, targetColumn, h.traced[traced:])
		sum.add(h.traced[traced:to], part.by, targetColumn)
		traced = to
		if z, ok := h.pseudoStart(from, to, g, sum); ok {
			h.placeboZ = append(h.placeboZ, z)
		}
	}
	squares := 0.0
	for _, z := range h.placeboZ {
		squares += z * z
	}
	if m := float64(len(h.placeboZ)); m > 0 {
		h.kappa = max(1, math.Sqrt((placeboPrior+squares)/(placeboPrior+m)))
	}
}

// pseudoStart is the effect, in units of its error, of a start at the night from, over the nights before to, of which all
// are the sums.
func (h *historyRule) pseudoStart(from, to int, g gains, all sums) (z float64, ok bool) {
	own := (*[targetColumn + 1]float64)(all.products[place(targetColumn, 0):]) // products of the pseudo-start's column
	var p0, p1, p2, p3, p4, p5, p6 float64
	night, change := 0.0, 1.0
	keeps, shares, by := g.keep[from:to], g.gain[from:to], g.by[from:to]
	for i, x := range h.traced[from:to] {
		inn := change + (1-keeps[i])*night
		night = keeps[i]*night + shares[i]*inn
		change = 0
		w := inn * by[i]
		p0 += w * x[0]
		p1 += w * x[1]
		p2 += w * x[2]
		p3 += w * x[3]
		p4 += w * x[4]
		p5 += w * x[5]
		p6 += w * inn
	}
	*own = [targetColumn + 1]float64{p0, p1, p2, p3, p4, p5, p6}
	s := h.equations.solve(&all, h.best.structure, false)
	if !s.ok {
		return 0, false
	}
	floor := h.grain * h.grain / 4
	free := float64(to - flatColumns + 1)
	z = s.m / math.Sqrt(s.v*max((s.rest+floor)/free, floor))
	return z, finite(z)
}
