package compare

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"stillnight/internal/diary"
)

// Whatever night changes, is added or taken out: with the comparisons of before the results are those without them, and
// most of them are taken over.
func TestEarlierComparisonsChangeNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 9))
	untouched, taken, all := 0, 0, 0
	for range 40 {
		d := longDiary(3, 9)
		d.Interventions[0].Phases[1].End = diary.Optional[diary.Date]{}                 // still taken
		d.Interventions[1].Phases[0].Start = d.Nights[0].Date.AddDays(-200)             // began before the diary
		d.Interventions[8].Phases[1].Start = d.Nights[len(d.Nights)-1].Date.AddDays(-9) // begun lately
		d.Interventions[8].Phases[1].End = diary.Optional[diary.Date]{}
		last := d.Nights[len(d.Nights)-1].Date
		// Over, and soon to be judged.
		d.Interventions[7].Phases = []diary.Phase{{Start: last.AddDays(r.IntN(2) - 30), End: diary.Some(last.AddDays(-2)), RunInDays: diary.Some(0)}}
		opts := Options{Outcomes: []Outcome{Severity}, Windows: func(diary.Intervention) Windows { return Windows{RunIn: 5, JudgeAfter: 30, CarryOver: 7} }}
		before, err := All(d, opts)
		if err != nil {
			t.Fatal(err)
		}
		d.Nights = slices.Clone(d.Nights)
		e := Earlier{Results: before}
		for range 1 + r.IntN(2) {
			e.Changed = append(e.Changed, edit(r, &d))
		}
		want, err := All(d, opts)
		if err != nil {
			t.Fatal(err)
		}
		p, err := newPlanner(d, opts)
		if err != nil {
			t.Fatal(err)
		}
		for i := range want.Comparisons {
			if _, ok := e.index().untouched(p, &p.steps[i], Severity); ok {
				untouched++
			}
			if _, ok := e.index().same(&want.Comparisons[i].Plan); ok {
				taken++
			}
			all++
		}
		opts.Earlier = &e
		got, err := All(d, opts)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("other results after a change of %v", e.Changed)
		}
	}
	if taken < all/4 || taken == all || untouched < taken/2 {
		t.Errorf("%d of %d comparisons are taken over, %d without a plan", taken, all, untouched)
	}
}

// edit changes a night, often the first or the last, takes one out, or adds one.
func edit(r *rand.Rand, d *diary.Diary) diary.Date {
	at := r.IntN(len(d.Nights))
	switch r.IntN(6) {
	case 0:
		at = 0
	case 1:
		at = len(d.Nights) - 1
	}
	n := &d.Nights[at]
	date := n.Date
	switch r.IntN(4) {
	case 0:
		d.Nights = slices.Delete(d.Nights, at, at+1)
	case 1:
		date = d.Nights[len(d.Nights)-1].Date.AddDays(1)
		d.Nights = append(d.Nights, diary.Night{Date: date, Severity: diary.Some(r.IntN(11))})
	case 2:
		n.Unusual = diary.Travel
	default:
		n.Severity = diary.Some(r.IntN(11))
	}
	return date
}

func TestSomeRemediesAreComparedAsAmongAll(t *testing.T) {
	d := longDiary(4, 12)
	opts := Options{Outcomes: []Outcome{Severity}, Dopaminergic: func(diary.Intervention) bool { return true }}
	all, err := All(d, opts)
	if err != nil {
		t.Fatal(err)
	}
	opts.InterventionIDs = []int64{d.Interventions[11].ID, d.Interventions[2].ID}
	some, err := All(d, opts)
	if err != nil {
		t.Fatal(err)
	}
	left := func(id int64) bool { return !slices.Contains(opts.InterventionIDs, id) }
	all.Comparisons = slices.DeleteFunc(all.Comparisons, func(c Comparison) bool { return left(c.Plan.Step.InterventionID) })
	all.Pooled = slices.DeleteFunc(all.Pooled, func(c PooledComparison) bool { return left(c.InterventionID) })
	all.Augmentation = slices.DeleteFunc(all.Augmentation, func(f AugmentationFlag) bool { return left(f.InterventionID) })
	if len(some.Comparisons) == 0 || !reflect.DeepEqual(some.Comparisons, all.Comparisons) {
		t.Error("their steps are compared otherwise")
	}
	if len(some.Pooled) != len(all.Pooled) || len(some.Pooled) > 0 && !reflect.DeepEqual(some.Pooled, all.Pooled) {
		t.Error("their rounds are compared otherwise")
	}
	if len(some.Augmentation) != 1 || !reflect.DeepEqual(some.Augmentation, all.Augmentation) {
		t.Error("their flags are others")
	}
}

func TestAnOutlineIsMadeWhole(t *testing.T) {
	d := longDiary(4, 12)
	d.Interventions[3].Phases = slices.Clone(d.Interventions[4].Phases) // not to be told apart
	opts := Options{Outcomes: []Outcome{Severity}}
	all, err := All(d, opts)
	if err != nil {
		t.Fatal(err)
	}
	opts.Outlined = func(s Step) bool { return s.Kind == Stop }
	outlined, err := All(d, opts)
	if err != nil {
		t.Fatal(err)
	}
	made, none := 0, 0
	for i := range outlined.Comparisons {
		c, want := &outlined.Comparisons[i], &all.Comparisons[i]
		if c.Outlined != (want.Plan.Step.Kind == Stop) || c.HasEffect() != want.Effect.IsSet() {
			t.Errorf("%v of %s: outlined %v, an effect %v, want %v", want.Plan.Step.Kind, want.Plan.Step.Intervention, c.Outlined, c.HasEffect(), want.Effect.IsSet())
		}
		if !want.Effect.IsSet() {
			none++
		}
		if c.Outlined {
			if *c, err = Run(c.Plan); err != nil {
				t.Fatal(err)
			}
			made++
		}
		if !reflect.DeepEqual(c, want) {
			t.Errorf("the %s of %s became another one", want.Plan.Step.Kind, want.Plan.Step.Intervention)
		}
	}
	if made < 5 || none == 0 {
		t.Errorf("%d were outlined, %d have no effect", made, none)
	}
	outlined, err = All(d, opts)
	if err != nil {
		t.Fatal(err)
	}
	again, err := All(d, Options{Outcomes: opts.Outcomes, Earlier: &Earlier{Results: outlined}})
	if err != nil || !reflect.DeepEqual(again, all) {
		t.Errorf("with outlines made earlier the comparisons are others, %v", err)
	}
}
