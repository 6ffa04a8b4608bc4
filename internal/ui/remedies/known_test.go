package remedies_test

import (
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/store"
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
			if x.must != "" && strings.Count(words, x.must) != x.times {
				t.Errorf("%q is said %d times, want %d:\n%s", x.must, strings.Count(words, x.must), x.times, words)
			}
			if x.mustNot != "" && strings.Contains(words, x.mustNot) {
				t.Errorf("%q is said", x.mustNot)
			}
		})
	}
}
