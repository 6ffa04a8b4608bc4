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
	b := h.best
	h.trace(before, phiGrid[b.phi].at, randomWalkGrid[b.randomWalk].at)
	for start := h.t[0] + WindowNights; start <= -placeboLast; start += placeboEvery {
		if slices.ContainsFunc(steps, func(s int) bool { return s >= start-placeboApart && s <= start+placeboApart }) {
			continue
		}
		from, _ := slices.BinarySearch(h.t, start)
		to, _ := slices.BinarySearch(h.t[:before], start+WindowNights)
		if from < MinForVerdict || to-from < MinForVerdict {
			continue
		}
		if z, ok := h.pseudoStart(from, to, b.structure); ok {
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

// traced is a night of a pass with its innovations and the sums up to it.
type traced struct {
	gainAt
	inn [width]float64
	sums
}

// trace runs the filter over the first nights and keeps every night's innovations and sums.
func (h *historyRule) trace(nights int, phi, randomWalk float64) {
	h.traced = h.traced[:0]
	var s state
	var sum sums
	for i := range nights {
		g := traced{gainAt: h.next(i, phi, randomWalk, &s)}
		h.innovate(i, targetColumn, g.gainAt, &s, &g.inn)
		sum.add(&g.inn, g.by, targetColumn)
		g.sums = sum
		h.traced = append(h.traced, g)
	}
}

// pseudoStart is the effect, in units of its error, of a start at the night from, over the nights before to.
func (h *historyRule) pseudoStart(from, to, structure int) (z float64, ok bool) {
	all := h.traced[to-1].sums
	var column [width]float64 // products of the pseudo-start's column with all, its own in targetColumn
	night, change := 0.0, 1.0
	for i := from; i < to; i++ {
		g := &h.traced[i]
		inn := change + (1-g.keep)*night
		night = g.keep*night + g.gain*inn
		change = 0
		w := inn * g.by
		for j, x := range g.inn[:targetColumn] {
			column[j] += w * x
		}
		column[targetColumn] += w * inn
	}
	copy(all.products[place(targetColumn, 0):], column[:targetColumn+1])
	s, ok := all.solve(structure, false)
	if !ok {
		return 0, false
	}
	floor := h.grain * h.grain / 4
	free := float64(to - flatColumns + 1)
	z = s.m / math.Sqrt(s.v*max((s.rest+floor)/free, floor))
	return z, finite(z)
}
