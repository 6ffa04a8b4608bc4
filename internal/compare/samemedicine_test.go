package compare

import (
	"testing"

	"stillnight/internal/diary"
)

// Half way through, the pharmacy gives another maker's. What was seen under the first box is seen under the second.
func TestAnotherBoxOfTheSameMedicineIsNoNewBeginning(t *testing.T) {
	d := dopamineDiary(func(_ int, n *diary.Night) { sooner(n, 260) })
	last := d.Nights[len(d.Nights)-1].Date
	whole := d.Interventions[0]
	first, second := whole, whole
	second.ID, second.Name = whole.ID+100, "Another maker's"
	first.Phases = []diary.Phase{whole.Phases[0]}
	second.Phases = []diary.Phase{whole.Phases[0]}
	first.Phases[0].End = diary.Some(last.AddDays(-10))
	first.Phases[0].Dose, first.Phases[0].Unit = diary.Some(0.25), "mg"
	second.Phases[0].Start, second.Phases[0].ID = last.AddDays(-10), 0
	second.Phases[0].Dose, second.Phases[0].Unit = diary.Some(0.18), "mg"
	d.Interventions = append([]diary.Intervention{first, second}, d.Interventions[1:]...)
	same := func(a, b diary.Intervention) bool { return a.CatalogueID == b.CatalogueID }
	flags, err := Augmentation(d, Options{Dopaminergic: onRopinirole, SameMedicine: same})
	if err != nil || len(flags) != 1 {
		t.Fatalf("%+v, %v", flags, err)
	}
	if f := flags[0]; f.Level != DoctorPattern || f.InterventionID != second.ID || f.Start != whole.Phases[0].Start || f.Ended.IsSet() {
		t.Errorf("%+v", f)
	}
	for _, s := range []AugmentationSign{WorseOnMore, BetterOnLess} {
		if flags[0].Has(s) {
			t.Errorf("another box is taken for another dose: %+v", flags[0].Figure(s))
		}
	}
	if d.Interventions[0].Name != first.Name || len(d.Interventions[1].Phases) != 1 {
		t.Error("the diary itself was changed")
	}
	other := func(a, b diary.Intervention) bool { return false }
	if flags, _ := Augmentation(d, Options{Dopaminergic: onRopinirole, SameMedicine: other}); len(flags) == 1 && flags[0].InterventionID == second.ID {
		t.Errorf("two medicines are taken for one: %+v", flags)
	}
}

func TestOnlyWhatFollowsAtOnceIsJoined(t *testing.T) {
	on := func(id int64, from, until int) diary.Intervention {
		p := diary.Phase{Start: diary.MustDate(2026, 1, 1).AddDays(from)}
		if until > 0 {
			p.End = diary.Some(diary.MustDate(2026, 1, 1).AddDays(until))
		}
		return diary.Intervention{ID: id, Phases: []diary.Phase{p}}
	}
	same := func(a, b diary.Intervention) bool { return true }
	for _, x := range []struct {
		name string
		ivs  []diary.Intervention
		left int
	}{
		{"one after the other", []diary.Intervention{on(1, 0, 40), on(2, 40, 0)}, 1},
		{"the later first in the list", []diary.Intervention{on(2, 40, 0), on(1, 0, 40)}, 1},
		{"three", []diary.Intervention{on(3, 80, 0), on(1, 0, 40), on(2, 41, 80)}, 1},
		{"a week between", []diary.Intervention{on(1, 0, 40), on(2, 47, 0)}, 2},
		{"side by side", []diary.Intervention{on(1, 0, 40), on(2, 20, 0)}, 2},
		{"both go on", []diary.Intervention{on(1, 0, 0), on(2, 20, 0)}, 2},
		{"one without a phase", []diary.Intervention{{ID: 1}, on(2, 20, 0)}, 2},
	} {
		j, any := joined(diary.Diary{Interventions: x.ivs}, same)
		if len(j.Interventions) != x.left || any != (x.left < len(x.ivs)) {
			t.Errorf("%s: %+v", x.name, j.Interventions)
		}
	}
}
