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
		o := randomObservations(rand.New(rand.NewPCG(seed, 96)), randomWalkFromStep)
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

// spreadDiary has nights round 5 with a spread of its own on each side, and nothing that changes.
func spreadDiary(seed uint64, before int, sdBefore float64, after int, sdAfter float64) Comparison {
	r := rand.New(rand.NewPCG(seed, 97))
	draw := func(n int, sd float64) []int {
		s := make([]int, n)
		for i := range s {
			s[i] = int(min(max(math.Round(5+sd*r.NormFloat64()), 0), 10))
		}
		return s
	}
	results, err := All(diaryOf(draw(before, sdBefore), draw(after, sdAfter)), Options{Outcomes: []Outcome{Severity}})
	if err != nil {
		panic(err)
	}
	return results.Comparisons[0]
}

// With one spread for both sides 7 % of these diaries, in which nothing changes, were called better or worse.
func TestSidesThatVaryUnlikeHaveASpreadEach(t *testing.T) {
	const diaries = 400
	said, each := 0, 0
	for seed := range uint64(diaries) {
		c := spreadDiary(seed, 50, 1, 16, 3)
		e, ok := c.Effect.Get()
		if !ok {
			t.Fatal("no effect")
		}
		if e.EachSide {
			each++
		}
		if c.Verdict == Better || c.Verdict == Worse {
			said++
		}
		// Welch and Satterthwaite: at least the fewer effective nights less one, at most all less two.
		if least := min(c.Before.Effective, c.After.Effective) - 1; e.EachSide && (e.DF < max(least, 2)-1e-9 || e.DF > c.Before.Effective+c.After.Effective-2+1e-9) {
			t.Errorf("seed %d: %.2f degrees of freedom of %.2f and %.2f nights", seed, e.DF, c.Before.Effective, c.After.Effective)
		}
	}
	if each < diaries*9/10 || said > diaries*4/100 {
		t.Errorf("%d with a spread each, %d verdicts with nothing there", each, said)
	}
	each = 0
	for seed := range uint64(diaries) {
		if e, _ := spreadDiary(seed, 50, 1.8, 16, 1.8).Effect.Get(); e.EachSide {
			each++
		}
	}
	if each > diaries*2/100 {
		t.Errorf("of diaries that vary alike %d have a spread for each side", each)
	}
}

// The two ways agree where both sides are alike: the same nights before and after, mirrored.
func TestASpreadEachOfSidesAlikeIsOneSpread(t *testing.T) {
	o := &observations{randomWalk: randomWalkFromStep}
	r := rand.New(rand.NewPCG(3, 97))
	values := make([]float64, 30)
	for i := range values {
		values[i] = math.Round(5 + 2*r.NormFloat64())
	}
	for i := range values {
		o.add(i-len(values), values[len(values)-1-i], false, 0)
	}
	for i := range values {
		o.add(i, values[i]-2, true, 1)
	}
	var rule windowRule
	f, off, on, err := rule.oneSpread(o, 1)
	if err != nil {
		t.Fatal(err)
	}
	each := f
	o.eachSide(&each, off, on, 1)
	if !close(each.df, f.df, 1e-9) || math.Abs(each.change+2) > 1e-9 || math.Abs(each.se/f.se-1) > 0.05 {
		t.Errorf("%.4f ± %.4f (%.2f), with one spread %.4f ± %.4f (%.2f)", each.change, each.se, each.df, f.change, f.se, f.df)
	}
}

func TestUnequalSpreadIsSaid(t *testing.T) {
	warnings, better := 0, 0
	for seed := range uint64(600) {
		c := spreadDiary(seed, 50, 1.6, 16, 2.7)
		if c.Verdict == Better || c.Verdict == Worse {
			better++
			if warned(c, WarnSpread) {
				warnings++
			}
		}
	}
	if better < 10 || warnings < better/3 {
		t.Errorf("of %d verdicts with nothing there %d were doubted", better, warnings)
	}
	r := rand.New(rand.NewPCG(1, 98))
	if c := severity(t, diaryOf(noisy(r, 50, 7), noisy(r, 40, 3)))[0]; warned(c, WarnSpread) {
		t.Error("a plain step with equal spread is doubted")
	}
}
