package main

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestRivalsAgreeWithSciPy holds the test against scipy 1.10.1: ttest_ind(b, a, equal_var=False).
func TestRivalsAgreeWithSciPy(t *testing.T) {
	for _, c := range []struct {
		before, after []float64
		welch         float64
	}{
		{[]float64{7, 6, 8, 5, 7, 9, 6, 7, 4, 8, 6, 7, 5, 8}, []float64{5, 4, 6, 7, 3, 5, 6, 4, 5, 7, 2, 5, 6}, 0.006503591762057906},
		{[]float64{3, 3, 4, 5, 3, 4, 6}, []float64{4, 3, 5, 3, 6, 6, 5, 4}, 0.42549266471486413},
	} {
		s := sides{before: c.before, after: c.after}
		if _, p := welch(s); math.Abs(p-c.welch) > 1e-9 {
			t.Errorf("Welch: p = %.12g, scipy has %.12g", p, c.welch)
		}
	}
}

func TestTheOracleWithoutDependenceIsTheTTest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	s := sides{}
	for i := range 40 {
		s.t = append(s.t, i-20)
		y := r.NormFloat64()
		if i < 20 {
			s.before = append(s.before, y)
		} else {
			s.after = append(s.after, y)
		}
	}
	lower, p := oracle(s, 0, nil)
	// With equal numbers a side Welch's t is Student's; only its degrees of freedom differ a little.
	lowerWelch, pWelch := welch(s)
	if lower != lowerWelch || math.Abs(p-pWelch) > 0.002 {
		t.Errorf("oracle p = %g, t-test p = %g", p, pWelch)
	}
}

func TestTheTruthIsTheMeanOfWholeRatings(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	s := scenario{change: -3}
	before, after := 0.0, 0.0
	const n = 400_000
	for i := range n {
		y := level + nightlySD*r.NormFloat64() + weekday(firstDate.AddDays(i))
		before += float64(rating(y))
		after += float64(rating(y + s.change))
	}
	if want := (after - before) / n; math.Abs(s.truth()-want) > 0.01 {
		t.Errorf("truth %.4f, %d nights have %.4f", s.truth(), n, want)
	}
}

func TestTheSameSeedTalliesTheSame(t *testing.T) {
	s := scenarios()[5]
	a, err := simulate(s, 50, 1, 5)
	if err != nil {
		t.Fatal(err)
	}
	b, err := simulate(s, 50, 1, 5)
	if err != nil || a != b {
		t.Errorf("%+v, %+v, %v", a, b, err)
	}
}
