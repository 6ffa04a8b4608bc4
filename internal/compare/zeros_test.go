package compare

import (
	"math"
	"math/rand/v2"
	"testing"
)

// atTheFloor are normal nights cut off at 0, where about half of them lie.
func atTheFloor(r *rand.Rand, n int, level float64) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = int(min(max(math.Round(level+2*r.NormFloat64()), 0), 10))
	}
	return s
}

func TestNormalScoresAreThoseOfMidRanks(t *testing.T) {
	o := &observations{y: []float64{3, 0, 0, 7, 3}}
	var e windowRule
	e.setScores(o)
	// Mid-ranks as shares of the nights: 0.6 for 3, 0.2 for 0, 0.9 for 7.
	for i, want := range []float64{0.253347, -0.841621, -0.841621, 1.281552, 0.253347} {
		if !close(e.scored.y[i], want, 1e-5) {
			t.Errorf("night %d: %.6f, want %.6f", i, e.scored.y[i], want)
		}
	}
}

// Interval and verdict stay one, whether means or ranks decided; and ranks see more where they do.
func TestRanksDecideWhereManyNightsAreZero(t *testing.T) {
	const diaries = 300
	decided, seen, plain, wrong := 0, 0, 0, 0
	for seed := range uint64(diaries) {
		r := rand.New(rand.NewPCG(seed, 99))
		c := severity(t, diaryOf(atTheFloor(r, 50, 0.8), atTheFloor(r, 50, -0.7)))[0]
		e, ok := c.Effect.Get()
		if !ok {
			t.Fatal("no effect")
		}
		if got := verdictOf(Severity, e.CI); got != c.Together {
			t.Errorf("seed %d: verdict %s, interval %+v", seed, c.Together, e.CI)
		}
		if e.ByRanks {
			decided++
		}
		if c.Together == Better {
			seen++
		}
		var rule runner
		rule.gather(&c.Plan, &Comparison{})
		f, err := rule.fitted(&rule.obs, 1)
		if err != nil {
			t.Fatal(err)
		}
		if !holdsZero(f) {
			plain++
		}
		if !close(f.change, e.Change, 1e-12) {
			t.Errorf("seed %d: ranks changed the change from %g to %g", seed, f.change, e.Change)
		}
		nothing := severity(t, diaryOf(atTheFloor(r, 50, 0.5), atTheFloor(r, 50, 0.5)))[0]
		if nothing.Verdict == Better || nothing.Verdict == Worse {
			wrong++
		}
	}
	if decided < diaries/20 || seen < plain+diaries/20 || wrong > diaries*2/100 {
		t.Errorf("of %d diaries ranks decided %d; better %d, by the means %d; %d with nothing there", diaries, decided, seen, plain, wrong)
	}
}

func TestRanksSayNothingWhereFewNightsAreZero(t *testing.T) {
	for seed := range uint64(100) {
		r := rand.New(rand.NewPCG(seed, 100))
		if e, _ := severity(t, diaryOf(atTheFloor(r, 40, 4), atTheFloor(r, 40, 3)))[0].Effect.Get(); e.ByRanks {
			t.Errorf("seed %d: ranks decided", seed)
		}
	}
}
