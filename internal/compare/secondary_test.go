package compare

import (
	"math"
	"testing"

	"stillnight/internal/diary"
)

// secondLook has an effect with so many standard errors and 50 degrees of freedom.
func secondLook(o Outcome, p float64) Comparison {
	t := studentOf(50)
	half := t.upper(0.5 + confidence/2)
	z := -t.upper(1 - p/2)
	v := NoClearChange
	if p < 1-confidence {
		v = Better
	}
	return Comparison{Plan: Plan{Outcome: o}, Secondary: o != Severity, Verdict: v, Together: v, Course: Lasting,
		Effect: diary.Some(Effect{Change: z, SE: 1, DF: 50, CI: Interval{z - half, z + half}})}
}

// TestSecondLooksAreCorrectedForTheirNumber takes p.adjust(c(0.005, 0.011, 0.02, 0.04), "holm") of R, which is
// 0.02 0.033 0.04 0.04: of p 0.01 0.02 0.03 0.04 only the first survives (0.04 0.06 0.06 0.06).
func TestSecondLooksAreCorrectedForTheirNumber(t *testing.T) {
	for _, c := range []struct {
		p    []float64
		kept int
	}{{[]float64{0.02, 0.005, 0.04, 0.011}, 4}, {[]float64{0.02, 0.01, 0.04, 0.03}, 1}, {[]float64{0.03, 0.03}, 0}, {[]float64{0.03}, 1}} {
		r := Results{Comparisons: []Comparison{secondLook(Severity, 0.04)}}
		for _, p := range c.p {
			r.Comparisons = append(r.Comparisons, secondLook(SleepHours, p))
		}
		r.correctSecondary([]Outcome{Severity, SleepHours})
		kept := 0
		for _, x := range r.Comparisons[1:] {
			e, _ := x.Effect.Get()
			if (e.CI.High < 0) != (x.Verdict == Better) {
				t.Errorf("%v: interval %v, verdict %s", c.p, e.CI, x.Verdict)
			}
			if x.Verdict == Better {
				kept++
			} else if x.Course != "" || x.Together != NoClearChange {
				t.Errorf("%v: no clear change, and yet %s, %s", c.p, x.Course, x.Together)
			}
		}
		if kept != c.kept {
			t.Errorf("%v: %d kept, want %d", c.p, kept, c.kept)
		}
		if r.Comparisons[0].Verdict != Better {
			t.Errorf("%v: severity does not stand alone", c.p)
		}
	}
}

func TestAnOutcomeAskedForAloneIsNotCorrected(t *testing.T) {
	r := Results{Comparisons: []Comparison{secondLook(SleepHours, 0.04), secondLook(SleepHours, 0.03)}}
	r.correctSecondary([]Outcome{SleepHours})
	for _, c := range r.Comparisons {
		if e, _ := c.Effect.Get(); c.Verdict != Better || e.CI.High >= 0 {
			t.Errorf("%s, %v", c.Verdict, e.CI)
		}
	}
}

func TestAnEffectAtItsOwnLevelIsItself(t *testing.T) {
	c := secondLook(Severity, 0.02)
	e, _ := c.Effect.Get()
	if again := e.at(confidence); math.Abs(again.CI.Low-e.CI.Low) > 1e-9 || math.Abs(e.twoSided()-0.02) > 1e-9 {
		t.Errorf("%v, p %g", again.CI, e.twoSided())
	}
}
