package exchange

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func TestABundleHoldsNightsTestsAndRemedies(t *testing.T) {
	d := fullDiary(t)
	d.Interventions[1].Phases[0].StartIs = diary.ToTheMonth
	d.Interventions[1].Phases[0].Start = diary.MustDate(2024, 3, 1)
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteFHIR(&b, d, l); err != nil {
		t.Fatal(err)
	}
	if path := os.Getenv("STILLNIGHT_BUNDLE"); path != "" { // to hold against the published schema
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var bundle struct {
		Entry []struct {
			Resource map[string]any `json:"resource"`
		} `json:"entry"`
	}
	if err := json.Unmarshal(b.Bytes(), &bundle); err != nil {
		t.Fatal(err)
	}
	kinds := map[any]int{}
	starts := map[any]bool{}
	for _, e := range bundle.Entry {
		kinds[e.Resource["resourceType"]]++
		if p, ok := e.Resource["effectivePeriod"].(map[string]any); ok {
			starts[p["start"]] = true
		}
	}
	if kinds["Observation"] < len(d.Nights)+len(d.Labs) || kinds["MedicationStatement"] != 3 || !starts["2024-03"] {
		t.Errorf("holds %v, starts %v", kinds, starts)
	}
}

// TestABundleIsReadBack checks what a clinic's program, or this one, finds in it.
func TestABundleIsReadBack(t *testing.T) {
	d := diary.Diary{
		Nights: []diary.Night{{Date: diary.MustDate(2026, 3, 2), Severity: diary.Some(6), SleepHours: diary.Some(6.5)}},
		Labs:   []diary.LabResult{{ID: 1, Date: diary.MustDate(2026, 3, 3), Test: diary.Ferritin, Value: 41, Unit: "µg/L"}},
	}
	for _, lang := range i18n.Languages {
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := WriteFHIR(&b, d, l); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "bundle.json")
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		p, err := proposeFile(t, Choices{}, path)
		if err != nil {
			t.Fatalf("%s: %v", lang, err)
		}
		if n, _ := p.Diary.Night(d.Nights[0].Date); n.Severity != d.Nights[0].Severity || n.SleepHours != d.Nights[0].SleepHours {
			t.Errorf("%s: the night came back with %v and %v", lang, n.Severity, n.SleepHours)
		}
		if len(p.Diary.Labs) != 1 || p.Diary.Labs[0].Value != 41 || p.Diary.Labs[0].Test != diary.Ferritin {
			t.Errorf("%s: the blood test came back as %+v", lang, p.Diary.Labs)
		}
	}
}
