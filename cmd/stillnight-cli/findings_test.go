package main

import (
	"slices"
	"strings"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// inEnglish is the program as its commands have it, without an input or an output.
func inEnglish(t *testing.T) *program {
	t.Helper()
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	return &program{l: l, catalogue: c}
}

func TestFindingsAreThoseOfTheFirstPage(t *testing.T) {
	day := diary.MustDate(2026, 3, 2)
	p := inEnglish(t)
	taken := func(id int64, name, entry string, dose float64) diary.Intervention {
		return diary.Intervention{ID: id, Name: name, CatalogueID: entry, Kind: diary.Prescription, Phases: []diary.Phase{{Start: day.AddDays(-60), Dose: diary.Some(dose), Unit: "mg"}}}
	}
	d := diary.Diary{
		Labs:          []diary.LabResult{{Date: day, Test: diary.Ferritin, Value: 9, Unit: "µg/L"}},
		Interventions: []diary.Intervention{taken(1, "Ropinirole", "ropinirole", 6), taken(2, "Quetiapine", "", 25), taken(3, "Xyzabol", "", 1)},
	}
	born := ""
	kinds := func() map[string]int {
		t.Helper()
		list, err := p.find(d, born, day)
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
	if n := kinds(); n["iron"] != 1 || n["dose"] != 1 || n["together"] != 1 || n["worsens"] != 1 || n["unknown"] != 1 || n["urgent"] != 0 {
		t.Errorf("without nights: %v", n)
	}
	d.Nights = []diary.Night{{Date: day, Severity: diary.Some(5), Safety: []diary.SafetySign{diary.SelfHarm}}}
	if n := kinds(); n["iron"] != 1 || n["urgent"] != 1 {
		t.Errorf("with a night: %v", n)
	}
	// What ended, and what was noted on single nights, as page 1 has them.
	ended := taken(4, "Amitriptyline", "", 10)
	ended.Phases[0].End = diary.Some(day.AddDays(-20))
	d.Nights = append([]diary.Night{{Date: day.AddDays(-40), Severity: diary.Some(4)}}, d.Nights...)
	d.Interventions = append(d.Interventions, ended)
	d.Triggers = []diary.Trigger{{ID: 1, Name: "NyQuil"}, {ID: 2, Name: "Benadryl"}}
	d.Exposures = []diary.Exposure{{Night: day, TriggerID: 1}}
	if n := kinds(); n["worsens"] != 3 {
		t.Errorf("with what ended and a trigger: %v", n)
	}
	// The threshold for children is another.
	d.Labs[0].Value, d.Labs[0].Unit = 60, "µg/L"
	said := func() string {
		t.Helper()
		list, err := p.find(d, born, day)
		i := slices.IndexFunc(list, func(x finding) bool { return x.Kind == "iron" })
		if err != nil || i < 0 {
			t.Fatal(list, err)
		}
		return list[i].Text
	}
	if text := said(); !strings.Contains(text, "At or below the AASM 2025 limits") {
		t.Errorf("an adult: %q", text)
	}
	born = "2016"
	if text := said(); !strings.Contains(text, "Not below the AASM 2025 limit for children") {
		t.Errorf("a child: %q", text)
	}
	if list, err := p.find(diary.Diary{}, "", day); err != nil || len(list) != 0 {
		t.Errorf("an empty diary: %v %v", list, err)
	}
}
