package compare

import (
	"math/rand/v2"
	"testing"

	"stillnight/internal/diary"
)

// TestBegunBeforeTheDiary: the start has no nights before, the next dose has; the course of the nights since
// is told.
func TestBegunBeforeTheDiary(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 90))
	d := diaryOf(append(noisy(r, 30, 4), noisy(r, 40, 7)...), noisy(r, 30, 3))
	first := d.Nights[0].Date
	d.Interventions[0].Phases = []diary.Phase{
		{Start: first.AddDays(-900), End: diary.Some(first.AddDays(-500)), Dose: diary.Some(0.5), Unit: "mg"},
		{Start: first.AddDays(-500), End: diary.Some(stepDate), Dose: diary.Some(1.0), Unit: "mg"},
		{Start: stepDate, Dose: diary.Some(2.0), Unit: "mg"},
	}
	cs := severity(t, d)
	if len(cs) != 3 || !cs[0].BeforeDiary() || !cs[1].BeforeDiary() || cs[2].BeforeDiary() {
		t.Fatalf("%d comparisons", len(cs))
	}
	if cs[0].Since.IsSet() || len(cs[0].Warnings)+len(cs[1].Warnings) > 0 {
		t.Errorf("a dose that ended before the diary is told of: %+v, %+v", cs[0].Since, cs[1].Warnings)
	}
	since, ok := cs[1].Since.Get()
	e, changed := since.Change.Get()
	if !ok || !changed || since.All.N != 70 || since.Early.N != 28 || since.Late.N != 28 || e.CI.Low <= 0 {
		t.Errorf("since: %+v", since)
	}
	if cs[2].Before.N != WindowNights || cs[2].Verdict != Better {
		t.Errorf("the next dose: %d nights before, %s", cs[2].Before.N, cs[2].Verdict)
	}
	if kind := cs[2].Plan.Step.Kind; kind != DoseChange {
		t.Errorf("what has nights before it is a %s", kind)
	}
}

func TestBegunOnTheFirstNightHasNoNightsBefore(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 91))
	d := diaryOf(nil, noisy(r, 40, 4))
	c := severity(t, d)[0]
	since, ok := c.Since.Get()
	if !c.BeforeDiary() || !ok || since.All.N != 40 || since.Change.IsSet() {
		t.Errorf("%+v", since)
	}
	if later := severity(t, diaryOf(noisy(r, 1, 4), noisy(r, 40, 4)))[0]; later.BeforeDiary() {
		t.Error("one night before is one")
	}
}

func TestAnotherRemedyMayBeBehindTheCourseSince(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 92))
	d := diaryOf(nil, append(noisy(r, 40, 4), noisy(r, 40, 7)...))
	d.Interventions = append(d.Interventions, diary.Intervention{ID: 2, Name: "Iron", Phases: []diary.Phase{{Start: stepDate.AddDays(40)}}})
	since, _ := severity(t, d)[0].Since.Get()
	if since.Change.IsSet() {
		t.Errorf("a change between the two parts is another remedy's as well: %+v", since.Change)
	}
}
