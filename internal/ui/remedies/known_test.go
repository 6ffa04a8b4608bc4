package remedies_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

func TestLowIronIsSaidOnTheBloodTestAndOnTheIron(t *testing.T) {
	taken := diary.Intervention{Name: "Iron tablets", CatalogueID: "iron_oral", Kind: diary.Supplement, Phases: []diary.Phase{{Start: diary.MustDate(2026, 1, 1)}}}
	other := diary.Intervention{Name: "Magnesium", CatalogueID: "magnesium", Kind: diary.Supplement, Phases: []diary.Phase{{Start: diary.MustDate(2026, 1, 1)}}}
	ferritin := diary.LabResult{Date: diary.MustDate(2026, 2, 1), Test: diary.Ferritin, Value: 9, Unit: "µg/L"}
	for _, x := range []struct {
		name          string
		d             diary.Diary
		times         int
		must, mustNot string
	}{
		{"tested and low", diary.Diary{Labs: []diary.LabResult{ferritin}, Interventions: []diary.Intervention{other}}, 1, "ferritin 75 µg/L or less", ""},
		{"tested and low, with iron", diary.Diary{Labs: []diary.LabResult{ferritin}, Interventions: []diary.Intervention{taken}}, 2, "ferritin 75 µg/L or less", ""},
		{"iron without a test", diary.Diary{Interventions: []diary.Intervention{taken}}, 1, "No ferritin or transferrin saturation is in the diary", "75 µg/L or less"},
		{"neither", diary.Diary{Interventions: []diary.Intervention{other}}, 0, "", "No ferritin"},
	} {
		t.Run(x.name, func(t *testing.T) {
			env, w, s := open(t)
			if _, err := env.Store.Import(t.Context(), x.d, store.ReplaceAll); err != nil {
				t.Fatal(err)
			}
			s.Show(screen.Target{})
			words := uitest.Words(w.Content())
			tests := remedies.NewTests(env)
			w.SetContent(tests.Content())
			tests.Show(screen.Target{})
			words += uitest.Words(w.Content())
			if x.must != "" && strings.Count(words, x.must) != x.times {
				t.Errorf("%q is said %d times, want %d:\n%s", x.must, strings.Count(words, x.must), x.times, words)
			}
			if x.mustNot != "" && strings.Contains(words, x.mustNot) {
				t.Errorf("%q is said", x.mustNot)
			}
		})
	}
}

func TestTheCardSaysWhatAMedicineDoesToRestlessLegsAndWithOthers(t *testing.T) {
	phase := func(day int, dose float64) []diary.Phase {
		return []diary.Phase{{Start: diary.MustDate(2026, 1, day), Dose: diary.Some(dose), Unit: "mg"}}
	}
	env, w, s := open(t)
	d := diary.Diary{Interventions: []diary.Intervention{
		{Name: "Rexulti", Kind: diary.Prescription, Phases: phase(1, 2)},
		{Name: "Xyzabol", Kind: diary.Prescription, Phases: phase(2, 2)},
		{Name: "Requip", CatalogueID: "ropinirole", Kind: diary.Prescription, Phases: phase(3, 6)},
		{Name: "Oxycodone", CatalogueID: "opioid_er", Kind: diary.Prescription, Phases: phase(4, 5)},
		{Name: "Lyrica", CatalogueID: "pregabalin", Kind: diary.Prescription, Phases: phase(5, 75)},
		{Name: "Benadryl", Kind: diary.OtherKind, Phases: phase(6, 25)},
	}}
	if _, err := env.Store.Import(t.Context(), d, store.ReplaceAll); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{})
	words := uitest.Words(w.Content())
	for _, want := range []string{
		"Rexulti can make restless legs worse.", "Stillnight does not know Xyzabol", "6 mg a day is above 4 mg",
		"What Benadryl contains differs by pack and by country. Some hold diphenhydramine",
		"Oxycodone and Lyrica: an opioid with a gabapentinoid can slow breathing", "Rexulti and Requip: one acts like dopamine and the other blocks it",
	} {
		if strings.Count(words, want) != 1 {
			t.Errorf("%q is said %d times:\n%s", want, strings.Count(words, want), words)
		}
	}
	if strings.Contains(words, "Requip can make") || strings.Contains(words, "Lyrica can make") {
		t.Error("a remedy is said to make restless legs worse")
	}
}

// Half a name asks which remedy is meant, whether it is added or tried, before anything is kept.
func TestHalfANameOfARemedyAsksWhichIsMeant(t *testing.T) {
	key := func(w fyne.Window, name fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	t.Run("added", func(t *testing.T) {
		env, w, s := open(t)
		s.Show(screen.Target{Add: true})
		test.Type(w.Canvas().Focused(), "pramip")
		key(w, fyne.KeyReturn)
		if list, err := env.Store.Interventions(t.Context()); err != nil || len(list) != 0 {
			t.Fatalf("kept %+v, %v", list, err)
		}
		if words := uitest.Words(w.Content()); strings.Count(words, env.L.T("field.offers.ask")) == 0 {
			t.Fatalf("it is not asked:\n%s", words)
		}
		key(w, fyne.KeyReturn)
		if l := line(t, w, "name"); l.Text != "Pramipexole" {
			t.Fatalf("the name is %q", l.Text)
		}
		key(w, fyne.KeyReturn)
		if iv := only(t, env); iv.CatalogueID != "pramipexole" {
			t.Errorf("kept %+v", iv)
		}
	})
	t.Run("a name of one's own", func(t *testing.T) {
		env, w, s := open(t)
		s.Show(screen.Target{Add: true})
		selectWith(t, w, env.L.T("kind."+string(diary.HomeRemedy)))
		test.Type(line(t, w, "name"), "pramip")
		w.Canvas().Focus(line(t, w, "name"))
		key(w, fyne.KeyReturn)
		for range 12 {
			key(w, fyne.KeyRight) // what is typed stands last
		}
		key(w, fyne.KeyReturn)
		if iv := only(t, env); iv.Name != "pramip" || iv.CatalogueID != "" {
			t.Errorf("kept %+v", iv)
		}
	})
	t.Run("tried", func(t *testing.T) {
		env, w := wizard(t, diary.Diary{})
		test.Type(w.Canvas().Focused(), "magnes")
		test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_draw")))
		if len(plans(t, env)) != 0 || !strings.Contains(uitest.Words(w.Content()), env.L.T("field.offers.ask")) {
			t.Fatalf("a start was drawn for half a name:\n%s", uitest.Words(w.Content()))
		}
	})
	t.Run("a trigger", func(t *testing.T) {
		env, w, s := open(t)
		s.Show(screen.Target{})
		test.Tap(uitest.Button(t, w, env.L.T("remedies.trigger_add")))
		test.Type(w.Canvas().Focused(), "benadr")
		test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
		if list, err := env.Store.Triggers(t.Context()); err != nil || len(list) != 0 {
			t.Fatalf("kept %+v, %v", list, err)
		}
	})
}
