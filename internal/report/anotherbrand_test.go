package report

import (
	"slices"
	"testing"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// Where the pharmacy gives another maker's at the same dose, the course goes on, and what it has shown stands with it.
func TestAnotherBrandIsNoOtherRemedyOnThePages(t *testing.T) {
	swap := func(d *diary.Diary) {
		i := slices.IndexFunc(d.Interventions, func(iv diary.Intervention) bool { return iv.CatalogueID == "ropinirole" })
		iv := d.Interventions[i]
		other := iv
		last := len(iv.Phases) - 1
		cut := iv.Phases[last].Start.AddDays(6)
		other.ID, other.Name, other.Intakes = 900, "Adartrel", nil
		other.Phases = []diary.Phase{iv.Phases[last]}
		other.Phases[0].ID, other.Phases[0].Start = 0, cut
		iv.Phases = slices.Clone(iv.Phases)
		iv.Phases[last].End = diary.Some(cut)
		d.Interventions[i] = iv
		d.Interventions = append(d.Interventions, other)
	}
	plain, changed := sample(t), sample(t)
	swap(&changed)
	o := options(t)
	verdicts := func(d diary.Diary) map[string]compare.Verdict {
		m, err := gather(t.Context(), d, o)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]compare.Verdict{}
		for _, x := range m.current {
			if x.found {
				got[x.iv.Name] = x.comparison.Verdict
			}
		}
		return got
	}
	before, after := verdicts(plain), verdicts(changed)
	if v := before["Ropinirole"]; v == "" || after["Adartrel"] != v {
		t.Errorf("under one name %v, under two %v", before, after)
	}
	check(t, []said{{"another brand", swap, []string{"Adartrel"}, []string{"apart from Adartrel", "apart from Ropinirole"}}})
}
