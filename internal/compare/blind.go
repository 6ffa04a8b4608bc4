package compare

import (
	"math"

	"stillnight/internal/diary"
)

// BoxNights are the counted nights of one box of a blinded trial.
type BoxNights struct {
	// Box from 1; Active says that it held the remedy and not the dummy.
	Box    int
	Active bool
	// Severity of its rated nights, those that do not count yet left out.
	Side
}

// BlindResult is what a blinded trial showed.
type BlindResult struct {
	Boxes []BoxNights
	// Difference of the mean of the boxes with the remedy and that of the boxes with the dummy, in points; below 0 is
	// better.
	Difference float64
	// Test is the randomization test over all keys that could have been drawn, two-sided (Edgington & Onghena 2007).
	Test Randomization
	// LeastP is the smallest P that so many boxes could have given.
	LeastP float64
}

// leastBoxNights is how many rated nights a box needs to count.
const leastBoxNights = 3

// Blind opens a trial and compares its boxes. ok is false where fewer than two boxes of a kind have enough nights.
func Blind(d diary.Diary, b diary.BlindTrial) (r BlindResult, ok bool) {
	values := make([][]float64, b.Boxes)
	cut, _, isCut := b.Cut()
	for _, n := range d.Between(b.Begun, b.End().AddDays(-1)) {
		if isCut && !n.Date.Before(cut) {
			break
		}
		box, counts, in := b.BoxOn(n.Date)
		v, rated := Severity.Of(n).Get()
		if in && counts && rated && n.Unusual == "" {
			values[box] = append(values[box], v)
		}
	}
	var means []float64
	var active []bool
	of := [2]int{}
	for box, holds := range b.Key() {
		one := BoxNights{Box: box + 1, Active: holds}
		one.describe(sorted(values[box]))
		r.Boxes = append(r.Boxes, one)
		if one.N >= leastBoxNights {
			means, active = append(means, one.Mean), append(active, holds)
			if holds {
				of[1]++
			} else {
				of[0]++
			}
		}
	}
	if of[0] < 2 || of[1] < 2 {
		return r, false
	}
	r.Difference = difference(means, active)
	r.Test = Randomization{Exact: true}
	eachKey(len(means), of[1], func(key []bool) {
		r.Test.Draws++
		// Rounding must not count for the remedy.
		if math.Abs(difference(means, key)) >= math.Abs(r.Difference)-1e-9 {
			r.Test.AsLarge++
		}
	})
	r.Test.P = float64(r.Test.AsLarge) / float64(r.Test.Draws)
	r.LeastP = 1 / float64(r.Test.Draws)
	if of[0] == of[1] {
		r.LeastP *= 2 // each key has a mirror that is as far apart
	}
	return r, true
}

func difference(means []float64, active []bool) float64 {
	var sum [2]float64
	var n [2]int
	for i, m := range means {
		k := 0
		if active[i] {
			k = 1
		}
		sum[k] += m
		n[k]++
	}
	return sum[1]/float64(n[1]) - sum[0]/float64(n[0])
}

// eachKey calls try with every way to choose k of n boxes.
func eachKey(n, k int, try func(key []bool)) {
	key := make([]bool, n)
	var choose func(from, left int)
	choose = func(from, left int) {
		if left == 0 {
			try(key)
			return
		}
		for i := from; i <= n-left; i++ {
			key[i] = true
			choose(i+1, left-1)
			key[i] = false
		}
	}
	choose(0, k)
}
