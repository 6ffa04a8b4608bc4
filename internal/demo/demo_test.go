package demo_test

import (
	"encoding/json"
	"slices"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/compare"
	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

var last = diary.MustDate(2026, 11, 22)

func sample(t *testing.T, seed int64) diary.Diary {
	t.Helper()
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	return demo.Diary(seed, last, l)
}

func options(t *testing.T) compare.Options {
	t.Helper()
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	return compare.Options{Windows: c.Windows, NeverStop: c.NeverStopSuddenly, Dopaminergic: c.CanAugment}
}

func TestTheSampleIsValidAndFourteenMonthsLong(t *testing.T) {
	d := sample(t, 1)
	if err := d.Validate(last); err != nil {
		t.Fatal(err)
	}
	first, end, _ := d.Span()
	if end != last || last.Sub(first) < 420 {
		t.Errorf("from %s to %s", first, end)
	}
	share := float64(len(d.Nights)) / demo.Nights
	if share < 0.8 || share > 0.95 {
		t.Errorf("%.0f %% of nights recorded", 100*share)
	}
	if len(d.Episodes) < 60 || len(d.Exposures) < 250 || len(d.Labs) < 6 || len(d.Visits) != 3 {
		t.Errorf("%d episodes, %d exposures, %d labs, %d visits", len(d.Episodes), len(d.Exposures), len(d.Labs), len(d.Visits))
	}
}

func TestTheSampleShowsEveryFieldOfANight(t *testing.T) {
	d := sample(t, 1)
	for _, f := range diary.NightFields {
		if !slices.ContainsFunc(d.Nights, func(n diary.Night) bool { return f.IsSet(&n) }) {
			t.Errorf("%s is in no night of the sample", f.Name)
		}
	}
}

func TestTheSameSeedGivesTheSameSample(t *testing.T) {
	one, err := json.Marshal(sample(t, 1))
	if err != nil {
		t.Fatal(err)
	}
	two, err := json.Marshal(sample(t, 1))
	if err != nil {
		t.Fatal(err)
	}
	other, err := json.Marshal(sample(t, 2))
	if err != nil {
		t.Fatal(err)
	}
	if string(one) != string(two) || string(one) == string(other) {
		t.Error("the seed does not decide the sample")
	}
}

func TestEveryRemedyOfTheSampleIsInTheCatalogue(t *testing.T) {
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	d := sample(t, 1)
	for _, iv := range d.Interventions {
		if _, ok := c.ByID(iv.CatalogueID); !ok {
			t.Errorf("%s: no catalogue entry %q", iv.Name, iv.CatalogueID)
		}
	}
	for _, tr := range d.Triggers {
		if _, ok := c.ByID(tr.CatalogueID); !ok {
			t.Errorf("%s: no catalogue entry %q", tr.Name, tr.CatalogueID)
		}
	}
}

func TestComparisonsFindWhatTrulyHappensInTheSample(t *testing.T) {
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	opts := options(t)
	opts.Outcomes = []compare.Outcome{compare.Severity}
	want := map[string][]compare.Verdict{
		"Magnesium start":        {compare.NoClearChange},
		"Fascia therapy start":   {compare.Better},
		"Iron tablets start":     {compare.Better, compare.NoClearChange},
		"Ropinirole start":       {compare.Better},
		"Ropinirole dose_change": {compare.Worse, compare.NoClearChange},
	}
	// The sample may be opened on any day of the year.
	for end := last; end.Before(last.AddDays(365)); end = end.AddDays(31) {
		results, err := compare.All(demo.Diary(1, end, l), opts)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range results.Comparisons {
			step := c.Plan.Step.Intervention + " " + string(c.Plan.Step.Kind)
			if w, ok := want[step]; ok && !slices.Contains(w, c.Verdict) {
				e, _ := c.Effect.Get()
				t.Errorf("ending %s: %s: %s, change %.2f [%.2f, %.2f]; want %v", end, step, c.Verdict, e.Change, e.CI.Low, e.CI.High, w)
			}
		}
	}
}

func TestTheSampleShowsAPatternLikeAugmentation(t *testing.T) {
	flags, err := compare.Augmentation(sample(t, 1), options(t))
	if err != nil {
		t.Fatal(err)
	}
	if len(flags) != 1 || flags[0].Level != compare.DoctorPattern {
		t.Errorf("flags: %+v", flags)
	}
}

func TestLongDiariesAreAsLongAsAsked(t *testing.T) {
	d := demo.Long(1, 50, 200, 100_000)
	if err := d.Validate(diary.MustDate(2026, 6, 30)); err != nil {
		t.Fatal(err)
	}
	first, end, _ := d.Span()
	if years := float64(end.Sub(first)) / 365.25; years < 49.8 || years > 50.1 {
		t.Errorf("%.1f years", years)
	}
	if len(d.Interventions) != 200 || len(d.Exposures) != 100_000 {
		t.Errorf("%d interventions, %d exposures", len(d.Interventions), len(d.Exposures))
	}
	if !slices.IsSortedFunc(d.Exposures, func(a, b diary.Exposure) int { return a.Night.Compare(b.Night) }) {
		t.Error("exposures are not in order of date")
	}
}
