package main

import (
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func TestFindingsAreThoseOfTheFirstPage(t *testing.T) {
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	day := diary.MustDate(2026, 3, 2)
	p := &program{l: l, catalogue: c}
	taken := func(id int64, name, entry string, dose float64) diary.Intervention {
		return diary.Intervention{ID: id, Name: name, CatalogueID: entry, Kind: diary.Prescription, Phases: []diary.Phase{{Start: day.AddDays(-60), Dose: diary.Some(dose), Unit: "mg"}}}
	}
	d := diary.Diary{
		Labs:          []diary.LabResult{{Date: day, Test: diary.Ferritin, Value: 9, Unit: "µg/L"}},
		Interventions: []diary.Intervention{taken(1, "Ropinirole", "ropinirole", 6), taken(2, "Quetiapine", "", 25), taken(3, "Xyzabol", "", 1)},
	}
	kinds := func() map[string]int {
		t.Helper()
		list, err := p.find(d)
		if err != nil {
			t.Fatal(err)
		}
		n := map[string]int{}
		for _, x := range list {
			if x.Text == "" {
				t.Errorf("%s says nothing", x.Kind)
			}
			n[x.Kind]++
		}
		return n
	}
	// Without a night there are still tests and medicines.
	if n := kinds(); n["iron"] != 1 || n["dose"] != 1 || n["together"] != 1 || n["worsens"] != 2 || n["urgent"] != 0 {
		t.Errorf("without nights: %v", n)
	}
	d.Nights = []diary.Night{{Date: day, Severity: diary.Some(5), Safety: []diary.SafetySign{diary.SelfHarm}}}
	if n := kinds(); n["iron"] != 1 || n["urgent"] != 1 {
		t.Errorf("with a night: %v", n)
	}
	if list, err := p.find(diary.Diary{}); err != nil || len(list) != 0 {
		t.Errorf("an empty diary: %v %v", list, err)
	}
}
