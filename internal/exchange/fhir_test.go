package exchange

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"time"

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

// throughBundle is what comes back of a diary that was written as a bundle.
func throughBundle(t *testing.T, d diary.Diary, lang string) Proposal {
	t.Helper()
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
	return p
}

// TestABundleIsReadBack checks what a clinic's program, or this one, finds in it.
func TestABundleIsReadBack(t *testing.T) {
	d := diary.Diary{
		Nights: []diary.Night{{Date: diary.MustDate(2026, 3, 2), Severity: diary.Some(6), SleepHours: diary.Some(6.5)}},
		Labs:   []diary.LabResult{{ID: 1, Date: diary.MustDate(2026, 3, 3), Test: diary.Ferritin, Value: 41, Unit: "µg/L"}},
	}
	for _, lang := range i18n.Languages {
		p := throughBundle(t, d, lang)
		if n, _ := p.Diary.Night(d.Nights[0].Date); n.Severity != d.Nights[0].Severity || n.SleepHours != d.Nights[0].SleepHours {
			t.Errorf("%s: the night came back with %v and %v", lang, n.Severity, n.SleepHours)
		}
		if len(p.Diary.Labs) != 1 || p.Diary.Labs[0].Value != 41 || p.Diary.Labs[0].Test != diary.Ferritin {
			t.Errorf("%s: the blood test came back as %+v", lang, p.Diary.Labs)
		}
	}
}

// TestABundleGivesBackItsPhases holds the doses over time against what was written, also a start that is hardly
// known, a pause and times of day.
func TestABundleGivesBackItsPhases(t *testing.T) {
	day := func(m time.Month, d int) diary.Date { return diary.MustDate(2026, m, d) }
	phases := []diary.Phase{
		{Start: diary.MustDate(2024, 3, 1), StartIs: diary.ToTheMonth, End: diary.Some(day(1, 10)), Dose: diary.Some(0.125), Unit: "mg"},
		{Start: day(1, 10), End: diary.Some(day(2, 1)), Dose: diary.Some(0.25), Unit: "mg", Times: []diary.Clock{mustClock(t, 21, 0)}, Paused: true, StopReason: "dizzy"},
		{Start: day(2, 20), Dose: diary.Some(0.25), Unit: "mg"},
	}
	d := diary.Diary{
		Nights:        []diary.Night{{Date: day(3, 2), MinutesAwake: diary.Some(40), Note: "a walk helped"}},
		Interventions: []diary.Intervention{{ID: 1, Name: "Pramipexole", Note: "with food", Phases: phases}},
	}
	for _, lang := range i18n.Languages {
		p := throughBundle(t, d, lang)
		if len(p.Diary.Interventions) != 1 || p.Diary.Interventions[0].Note != "with food" || !samePhases(p.Diary.Interventions[0].Phases, phases) {
			t.Errorf("%s: the remedy came back as %+v", lang, p.Diary.Interventions)
		}
		if n, _ := p.Diary.Night(day(3, 2)); n.MinutesAwake.Or(0) != 40 || n.Note != "a walk helped" {
			t.Errorf("%s: the night came back as %+v", lang, n)
		}
	}
}

func mustClock(t *testing.T, hour, minute int) diary.Clock {
	t.Helper()
	c, err := diary.ClockFrom(hour, minute)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestEveryStringOfABundleIsOneOfFHIR holds each string against the pattern of the published schema, as JavaScript reads
// it: no space but the plain one. French sets narrow spaces that do not break.
func TestEveryStringOfABundleIsOneOfFHIR(t *testing.T) {
	pattern := regexp.MustCompile(`^[ \r\n\t[:^space:]]+$`)
	other := regexp.MustCompile(`[\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}\f\v]`)
	d := fullDiary(t)
	d.Nights[0].Note = "narrow\u202fspace, thin\u2009one, a form feed\f and\u00a0more"
	for _, lang := range i18n.Languages {
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := WriteFHIR(&b, d, l); err != nil {
			t.Fatal(err)
		}
		var whole any
		if err := json.Unmarshal(b.Bytes(), &whole); err != nil {
			t.Fatal(err)
		}
		eachString(whole, func(s string) {
			if !pattern.MatchString(s) || other.MatchString(s) {
				t.Errorf("%s: %q is no string of FHIR", lang, s)
			}
		})
	}
}

func eachString(v any, f func(string)) {
	switch v := v.(type) {
	case string:
		f(v)
	case []any:
		for _, inner := range v {
			eachString(inner, f)
		}
	case map[string]any:
		for _, inner := range v {
			eachString(inner, f)
		}
	}
}
