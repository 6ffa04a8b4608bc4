package compare

import (
	"math/rand/v2"
	"testing"

	"stillnight/internal/diary"
)

// TestASlowRemedyIsJudgedByTheEffectReached: the nights that count move from the end of the run-in to the
// typical onset as the phase goes on, but not past another remedy.
func TestASlowRemedyIsJudgedByTheEffectReached(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 95))
	iron := Options{Outcomes: []Outcome{Severity}, Windows: func(iv diary.Intervention) Windows {
		if iv.ID == 1 {
			return Windows{RunIn: 28, JudgeAfter: 84, Onset: 84}
		}
		return Windows{}
	}}
	for _, c := range []struct {
		nights, other, from, to int
	}{
		{60, 0, 28, 59}, {84, 0, 28, 83}, {112, 0, 56, 111}, {140, 0, 84, 139}, {300, 0, 84, 139},
		{300, 84, 28, 83}, {300, 100, 44, 99}, {300, 20, 84, 139},
	} {
		d := diaryOf(noisy(r, 60, 7), noisy(r, c.nights, 4))
		if c.other > 0 {
			d.Interventions = append(d.Interventions, diary.Intervention{ID: 2, Name: "Magnesium", Phases: []diary.Phase{{Start: stepDate.AddDays(c.other)}}})
		}
		results, err := All(d, iron)
		if err != nil {
			t.Fatal(err)
		}
		got := results.Comparisons[0].After
		if got.First != stepDate.AddDays(c.from) || got.Last != stepDate.AddDays(c.to) {
			t.Errorf("%d nights, another remedy at %d: from night %d to %d, want %d to %d", c.nights, c.other, got.First.Sub(stepDate), got.Last.Sub(stepDate), c.from, c.to)
		}
	}
	// The user's own run-in of 0 stays.
	d := diaryOf(noisy(r, 60, 7), noisy(r, 200, 4))
	d.Interventions[0].Phases[0].RunInDays = diary.Some(0)
	results, err := All(d, iron)
	if err != nil {
		t.Fatal(err)
	}
	if got := results.Comparisons[0].After.First; got != stepDate {
		t.Errorf("with no run-in counted from %s", got)
	}
}
