package wording

import (
	"slices"
	"strings"
	"testing"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func summarised() compare.Results {
	var r compare.Results
	add := func(name string, v compare.Verdict, before, after int) {
		c := compare.Comparison{Plan: compare.Plan{Outcome: compare.Severity, Step: compare.Step{Index: len(r.Comparisons), Course: len(r.Comparisons), Intervention: name, Kind: compare.Start}}, Verdict: v}
		c.Before.N, c.After.N = before, after
		r.Comparisons = append(r.Comparisons, c)
	}
	add("Iron", compare.Better, 49, 47)
	add("Magnesium", compare.NoClearChange, 40, 42)
	add("Pregabalin", compare.Faded, 50, 48)
	add("Massage", compare.CannotSeparate, 14, 15)
	r.Comparisons[3].Plan.Others = []compare.OtherStep{{Intervention: "Yoga", TooClose: true}}
	r.Comparisons = append(r.Comparisons, compare.Comparison{Verdict: compare.Worse, Before: compare.Side{N: 33}, After: compare.Side{N: 50}, Plan: compare.Plan{
		Outcome: compare.Severity,
		Step:    compare.Step{Index: 20, Course: 20, Intervention: "Ropinirole", Kind: compare.DoseChange, From: compare.Dose{Amount: diary.Some(1.0), Unit: "mg"}, To: compare.Dose{Amount: diary.Some(3.0), Unit: "mg"}},
	}})
	for _, name := range []string{"A", "B", "C", "D", "E"} {
		add(name, compare.TooEarly, 1, 2)
	}
	r.Pooled = []compare.PooledComparison{{Index: 30, Intervention: "Heat", Outcome: compare.Severity, Rounds: 2, Verdict: compare.Better, Switches: []compare.Step{{Index: 30, Course: 30, Intervention: "Heat"}}, Off: compare.Side{N: 30}, On: compare.Side{N: 28}}}
	r.Augmentation = []compare.AugmentationFlag{flagged()}
	return r
}

func TestTheSummaryAnswersInFewWords(t *testing.T) {
	want := []string{
		"Under Ropinirole there is a pattern that your doctor should see.",
		"Nights got worse with: Ropinirole, from 1 mg to 3 mg (nights: 33 before, 50 after).",
		"Helped at first, and now less or no longer: Pregabalin (nights: 50 before, 48 after).",
		"Nights speak for: Heat, 2 rounds (nights: 30 without, 28 with); Iron (nights: 49 before, 47 after).",
		"Can't be told apart: Massage and Yoga.",
		"Nights do not speak clearly for or against: Magnesium (nights: 40 before, 42 after).",
		"Too early to tell: A (nights: 1 before, 2 after); B (nights: 1 before, 2 after); C (nights: 1 before, 2 after); D (nights: 1 before, 2 after); and 1 more.",
	}
	if got := Summary(english(t), summarised(), compare.Severity); !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, lang := range i18n.Languages {
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range Summary(l, summarised(), compare.Severity) {
			if strings.Contains(line, "wording.") || strings.Contains(line, "<no value>") {
				t.Errorf("%s: %q", lang, line)
			}
		}
	}
}

// Of remedies that began in the same weeks each is too close to each: the lot is named once.
func TestWhatCannotBeToldApartIsNamedOnce(t *testing.T) {
	lot := func(names ...string) (r compare.Results) {
		for i, name := range names {
			c := compare.Comparison{Verdict: compare.CannotSeparate, Plan: compare.Plan{Outcome: compare.Severity, Step: compare.Step{Index: i, Course: i, Intervention: name, Kind: compare.Start}}}
			for _, other := range names {
				if other != name {
					c.Plan.Others = append(c.Plan.Others, compare.OtherStep{Intervention: other, TooClose: true})
				}
			}
			r.Comparisons = append(r.Comparisons, c)
		}
		return r
	}
	two := lot("Iron", "Yoga")
	apart := lot("Heat", "Tea")
	for i := range apart.Comparisons {
		apart.Comparisons[i].Plan.Step.Index += 10
		apart.Comparisons[i].Plan.Step.Course += 10
	}
	two.Comparisons = append(two.Comparisons, apart.Comparisons...)
	for name, x := range map[string]struct {
		results compare.Results
		want    string
	}{
		"three, each too close to both others": {lot("Quinine", "Oxycodone", "Pregabalin"), "Can't be told apart: Quinine, Oxycodone and Pregabalin."},
		"two lots":                             {two, "Can't be told apart: Iron and Yoga; Heat and Tea."},
		"more than a sentence holds":           {lot("A", "B", "C", "D", "E", "F"), "Can't be told apart: A, B, C, D, and 2 more."},
	} {
		if got := Summary(english(t), x.results, compare.Severity); !slices.Equal(got, []string{x.want}) {
			t.Errorf("%s: %q, want %q", name, got, x.want)
		}
	}
}
