package compare

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestEachSidesLevelAgainstTheWholeMatrix: with a target the constant is the level before, and constant and
// target together the level after, so the levels and their variances follow from the whole matrix.
func TestEachSidesLevelAgainstTheWholeMatrix(t *testing.T) {
	for seed := range uint64(20) {
		o := randomObservations(rand.New(rand.NewPCG(seed, 96)), wanderFromStep)
		o.columns = nil
		n := 0
		for !o.on[n] {
			n++
		}
		// Independent sides: no pair across the step is dependent.
		before, vBefore := o.level(0, n, 0)
		after, vAfter := o.level(n, len(o.t), 0)
		b, v := denseSolve(t, o, 0)
		if !close(after-before, b, 1e-9) || !close(vBefore+vAfter, v, 1e-9) {
			t.Errorf("seed %d: %.9f (%.9f), want %.9f (%.9f)", seed, after-before, vBefore+vAfter, b, v)
		}
	}
}

func TestUnequalSpreadIsSaid(t *testing.T) {
	warnings, better := 0, 0
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 97))
		draw := func(n int, sd float64) []int {
			s := make([]int, n)
			for i := range s {
				s[i] = int(min(max(math.Round(5+sd*r.NormFloat64()), 0), 10))
			}
			return s
		}
		c := severity(t, diaryOf(draw(50, 1.0), draw(16, 3)))[0]
		if c.Verdict == Better || c.Verdict == Worse {
			better++
			if warned(c, WarnSpread) {
				warnings++
			}
		}
	}
	if better < 20 || warnings < better/3 {
		t.Errorf("of %d verdicts with nothing there %d were doubted", better, warnings)
	}
	r := rand.New(rand.NewPCG(1, 98))
	if c := severity(t, diaryOf(noisy(r, 50, 7), noisy(r, 40, 3)))[0]; warned(c, WarnSpread) {
		t.Error("a plain step with equal spread is doubted")
	}
}
