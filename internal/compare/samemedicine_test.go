package compare

import (
	"fmt"
	"slices"
	"strings"
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

// on is a remedy taken from one day to another of 2026; 0 is still.
func on(id int64, from, until int, dose float64, times ...diary.Clock) diary.Intervention {
	p := diary.Phase{Start: diary.MustDate(2026, 1, 1).AddDays(from), Dose: diary.Some(dose), Unit: "mg", Times: times}
	if until > 0 {
		p.End = diary.Some(diary.MustDate(2026, 1, 1).AddDays(until))
	}
	return diary.Intervention{ID: id, Phases: []diary.Phase{p}}
}

func watchAll(diary.Intervention) bool { return true }

func TestOneCourseOfAMedicineIsJoined(t *testing.T) {
	same := func(a, b diary.Intervention) bool { return true }
	for _, x := range []struct {
		name string
		ivs  []diary.Intervention
		left []int64
	}{
		{"one after the other", []diary.Intervention{on(1, 0, 40, 1), on(2, 40, 0, 1)}, []int64{2}},
		{"the later first in the list", []diary.Intervention{on(2, 40, 0, 1), on(1, 0, 40, 1)}, []int64{2}},
		{"three", []diary.Intervention{on(3, 80, 0, 1), on(1, 0, 40, 1), on(2, 41, 80, 1)}, []int64{3}},
		{"a week between", []diary.Intervention{on(1, 0, 40, 1), on(2, 47, 0, 1)}, []int64{2}},
		{"eight weeks between", []diary.Intervention{on(1, 0, 40, 1), on(2, 96, 0, 1)}, []int64{2}},
		{"longer", []diary.Intervention{on(1, 0, 40, 1), on(2, 97, 0, 1)}, []int64{1, 2}},
		{"longer, and one between", []diary.Intervention{on(1, 0, 40, 1), on(2, 97, 0, 1), on(3, 60, 70, 1)}, []int64{2}},
		{"one before the other has ended", []diary.Intervention{on(1, 0, 40, 1), on(2, 20, 0, 1)}, []int64{2}},
		{"side by side", []diary.Intervention{on(1, 0, 0, 1), on(2, 20, 0, 1)}, []int64{2}},
		{"another maker's for a while", []diary.Intervention{on(1, 0, 0, 1), on(2, 20, 40, 1)}, []int64{1}},
		{"one without a phase", []diary.Intervention{{ID: 1}, on(2, 20, 0, 1)}, []int64{1, 2}},
	} {
		d := diary.Diary{Interventions: x.ivs}
		j, any := joined(d, same, watchAll)
		var left []int64
		for _, iv := range j.Interventions {
			left = append(left, iv.ID)
			if _, err := sortedPhases(iv); err != nil {
				t.Errorf("%s: %v", x.name, err)
			}
		}
		if !slices.Equal(left, x.left) || any != (len(x.left) < len(x.ivs)) {
			t.Errorf("%s: %v left", x.name, left)
		}
		if _, any := joined(d, same, func(diary.Intervention) bool { return false }); any {
			t.Errorf("%s: joined, though nothing is watched", x.name)
		}
	}
}

// Doses within a course: what a box calls by salt or by base, or in tablets, is no change, and another dose is one.
func TestDosesOfOneCourse(t *testing.T) {
	tablets := on(1, 0, 40, 2)
	tablets.Phases[0].Unit = "tablets"
	unknown := on(1, 0, 40, 2)
	unknown.Phases[0].Dose = diary.None[float64]()
	for _, x := range []struct {
		name string
		ivs  []diary.Intervention
		want string
	}{
		{"the same", []diary.Intervention{on(1, 0, 40, 2), on(2, 40, 0, 2)}, "0:2 40:2"},
		{"more with the other box", []diary.Intervention{on(1, 0, 40, 2), on(2, 40, 0, 4)}, "0:2 40:4"},
		{"half", []diary.Intervention{on(1, 0, 40, 2), on(2, 40, 0, 1)}, "0:2 40:1"},
		{"less of what has no packs by salt and by base", []diary.Intervention{on(1, 0, 40, 7), on(2, 40, 0, 5)}, "0:7 40:5"},
		{"salt, then base", []diary.Intervention{on(1, 0, 40, 0.25), on(2, 40, 0, 0.18)}, "0:0.18 40:0.18"},
		{"base, then salt", []diary.Intervention{on(1, 0, 40, 0.088), on(2, 40, 0, 0.125)}, "0:0.125 40:0.125"},
		{"two tablets, then 1 mg", []diary.Intervention{tablets, on(2, 40, 0, 1)}, "0:1 40:1"},
		{"a dose that is not known", []diary.Intervention{unknown, on(2, 40, 0, 1)}, "0:? 40:1"},
		{"both at first", []diary.Intervention{on(1, 0, 40, 1), on(2, 20, 0, 2)}, "0:1 20:3 40:2"},
		{"morning and evening", []diary.Intervention{on(1, 0, 0, 1, 480), on(2, 20, 0, 2, 0, 600)}, "0:1 20:5"},
		{"a week without", []diary.Intervention{on(1, 0, 40, 2), on(2, 47, 0, 2)}, "0:2 47:2"},
	} {
		j, _ := joined(diary.Diary{Interventions: x.ivs}, func(a, b diary.Intervention) bool { return true }, watchAll)
		var got []string
		for _, p := range j.Interventions[0].Phases {
			dose := "?"
			if v, ok := p.Dose.Get(); ok {
				dose = fmt.Sprint(v)
			}
			got = append(got, fmt.Sprintf("%d:%s", p.Start.Sub(diary.MustDate(2026, 1, 1)), dose))
		}
		if words := strings.Join(got, " "); words != x.want {
			t.Errorf("%s: %s, want %s", x.name, words, x.want)
		}
	}
}

// A medicine that was written down under several names has one clock, from before the first to the last night.
func TestTheClockGoesOnUnderAnotherName(t *testing.T) {
	first := diary.MustDate(2026, 1, 1)
	d := onsetDiary(first, 60, func(w, _ int) int { return 600 - w/40*180 })
	one, other := on(1, 60, 200, 1), on(2, 200, 0, 2)
	one.Name, other.Name = "Ropinirole", "Requip"
	same := func(a, b diary.Intervention) bool { return true }
	whole := on(1, 60, 0, 1)
	whole.Name = "Ropinirole"
	want, _ := OnsetClockOf(d, whole, nil)
	for _, x := range []struct {
		name  string
		ivs   []diary.Intervention
		names string
	}{
		{"one box after the other", []diary.Intervention{one, other}, "Ropinirole Requip"},
		{"in the other order", []diary.Intervention{other, one}, "Ropinirole Requip"},
		{"a break", []diary.Intervention{one, func() diary.Intervention {
			iv := on(2, 300, 0, 2)
			iv.Name = "Requip"
			return iv
		}()}, "Ropinirole Requip"},
		{"both for a while", []diary.Intervention{one, func() diary.Intervention {
			iv := on(2, 150, 0, 2)
			iv.Name = "Requip"
			return iv
		}()}, "Ropinirole Requip"},
		{"one name entered twice", []diary.Intervention{one, func() diary.Intervention {
			iv := on(2, 200, 0, 2)
			iv.Name = "Ropinirole"
			return iv
		}()}, "Ropinirole"},
	} {
		d.Interventions = x.ivs
		for _, iv := range x.ivs {
			c, ok := OnsetClockOf(d, iv, same)
			if !ok || len(c.Weeks) != len(want.Weeks) || !slices.Equal(c.Shifts, want.Shifts) || len(c.Shifts) != 1 {
				t.Errorf("%s, %s: %d weeks, %+v", x.name, iv.Name, len(c.Weeks), c.Shifts)
			}
			if names := strings.Join(c.Names(), " "); names != x.names || len(c.Phases) != 2 || c.Phases[1].Dose.Or(0) != 2 {
				t.Errorf("%s, %s: %s, %+v", x.name, iv.Name, names, c.Phases)
			}
		}
	}
	d.Interventions = []diary.Intervention{one, other}
	if c, _ := OnsetClockOf(d, other, nil); c.Weeks[0].Week.Before(other.Phases[0].Start.AddDays(-clockBefore)) || len(c.Phases) != 1 {
		t.Error("two medicines have one clock")
	}
}

// A brand in the place of another is no other remedy: it neither stands in the way of a comparison nor gets one of its own
// where the dose stays, and is a dose change where that changes.
func TestAnotherBrandIsAStepOfTheSameCourse(t *testing.T) {
	same := func(a, b diary.Intervention) bool { return a.CatalogueID == b.CatalogueID }
	brand := func(iv diary.Intervention, name string) diary.Intervention {
		iv.Name, iv.CatalogueID, iv.Kind = name, "ropinirole", diary.Prescription
		return iv
	}
	begun := diary.MustDate(2026, 1, 1)
	var nights []diary.Night
	for i := -60; i < 120; i++ {
		v := 7 + (i%2+2)%2
		if i >= 0 {
			v = 3 + (i%3+3)%3
		}
		nights = append(nights, diary.Night{Date: begun.AddDays(i), Severity: diary.Some(v)})
	}
	all := func(ivs ...diary.Intervention) Results {
		t.Helper()
		r, err := All(diary.Diary{Nights: nights, Interventions: ivs}, Options{SameMedicine: same, Outcomes: []Outcome{Severity}})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	plain := all(brand(on(1, 0, 0, 1), "Requip")).Comparisons[0]
	if plain.Verdict != Better {
		t.Fatalf("one box gives %s", plain.Verdict)
	}
	words := func(r Results) string {
		var list []string
		for _, c := range r.Comparisons {
			s := c.Plan.Step
			list = append(list, fmt.Sprintf("%s %s %d %v>%v %s", s.Intervention, s.Kind, s.First.Sub(begun), s.From.Amount.Or(0), s.To.Amount.Or(0), c.Verdict))
		}
		return strings.Join(list, "; ")
	}
	tablets := brand(on(1, 0, 5, 2), "Requip")
	tablets.Phases[0].Unit = "tablets"
	for _, x := range []struct {
		name string
		ivs  []diary.Intervention
		want string
	}{
		{"the same dose", []diary.Intervention{brand(on(1, 0, 5, 1), "Requip"), brand(on(2, 5, 0, 1), "Adartrel")}, "Requip start 0 0>1 better"},
		{"in the other order", []diary.Intervention{brand(on(2, 5, 0, 1), "Adartrel"), brand(on(1, 0, 5, 1), "Requip")}, "Requip start 0 0>1 better"},
		{"in tablets", []diary.Intervention{tablets, brand(on(2, 5, 0, 1), "Adartrel")}, "Requip start 0 0>2 better"},
		{"a night between", []diary.Intervention{brand(on(1, 0, 4, 1), "Requip"), brand(on(2, 5, 0, 1), "Adartrel")}, "Requip start 0 0>1 better"},
		{"a higher dose", []diary.Intervention{brand(on(1, 0, 60, 1), "Requip"), brand(on(2, 60, 0, 2), "Adartrel")},
			"Requip start 0 0>1 better; Adartrel dose_change 60 1>2 no_clear_change"},
		{"another maker's for a while", []diary.Intervention{brand(on(1, 0, 0, 1), "Requip"), brand(on(2, 40, 80, 1), "Adartrel")},
			"Requip start 0 0>1 better; Adartrel dose_change 40 1>2 no_clear_change; Requip dose_change 80 2>1 no_clear_change"},
		{"a stop, and another brand later", []diary.Intervention{brand(on(1, 0, 40, 1), "Requip"), brand(on(2, 70, 0, 1), "Adartrel")},
			"Requip start 0 0>1 better; Requip stop 40 1>0 no_clear_change; Adartrel restart 70 0>1 no_clear_change"},
	} {
		for range 2 { // also with something else between them in the list
			r := all(x.ivs...)
			if got := words(r); got != x.want {
				t.Errorf("%s: %s\nwant %s", x.name, got, x.want)
			}
			if c := r.Comparisons[0]; x.name == "the same dose" && c.Effect != plain.Effect {
				t.Errorf("%s: %+v instead of %+v", x.name, c.Effect, plain.Effect)
			}
			x.ivs = []diary.Intervention{x.ivs[0], {ID: 9, Name: "Bath"}, x.ivs[1]}
		}
	}
	// Without knowing that it is one medicine they cannot be told apart, as ever.
	other := brand(on(2, 5, 0, 1), "Adartrel")
	other.CatalogueID = "another"
	if c := all(brand(on(1, 0, 5, 1), "Requip"), other).Comparisons[0]; c.Verdict == Better {
		t.Errorf("two medicines: %s", c.Verdict)
	}
	if names := OneCourse(diary.Diary{Interventions: []diary.Intervention{brand(on(2, 5, 0, 1), "Adartrel"), brand(on(1, 0, 5, 1), "Requip")}}, brand(on(2, 5, 0, 1), "Adartrel"), same); strings.Join(names, " ") != "Requip Adartrel" {
		t.Errorf("%v are one course", names)
	}
}
