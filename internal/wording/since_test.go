package wording_test

import (
	"strings"
	"testing"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
	"stillnight/internal/wording"
)

func TestAMedicineFromBeforeTheDiaryIsNotWaitedFor(t *testing.T) {
	start := diary.MustDate(2026, time.March, 1)
	var d diary.Diary
	for day := range 80 {
		d.Nights = append(d.Nights, diary.Night{Date: start.AddDays(day), Severity: diary.Some(4 + day/40*2 + day%2)})
	}
	d.Interventions = []diary.Intervention{{ID: 1, Name: "Ropinirole", Phases: []diary.Phase{{Start: diary.MustDate(2024, time.March, 10)}}}}
	results, err := compare.All(d, compare.Options{Outcomes: []compare.Outcome{compare.Severity}})
	if err != nil {
		t.Fatal(err)
	}
	c := results.Comparisons[0]
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		words := wording.Verdict(l, c)
		if strings.Contains(words, l.T("wording.too_early_short")) || strings.Contains(wording.VerdictShort(l, c), l.T("wording.too_early_short")) {
			t.Errorf("%s: %s", lang, words)
		}
		if !strings.Contains(words, l.MonthYear(diary.MustDate(2024, time.March, 10))) {
			t.Errorf("%s: not since when: %s", lang, words)
		}
	}
	l := i18ntest.Speak(t, "en")
	if got := wording.Verdict(l, c); !strings.HasPrefix(got, "Taken since before this diary began (March 2024). The nights since: median 4.5 in the first 4 weeks of the diary, 6.5 in the last 4 weeks with it. About 2 points higher") {
		t.Errorf("%q", got)
	}
}

// TestADoseThatIsOverIsNotTheLastFourWeeks: the nights of the first dose end where the next one begins.
func TestADoseThatIsOverIsNotTheLastFourWeeks(t *testing.T) {
	start := diary.MustDate(2026, time.March, 1)
	change := start.AddDays(70)
	for _, days := range []int{70, 40} { // long enough for both parts, and not
		var d diary.Diary
		for day := 70 - days; day < 110; day++ {
			d.Nights = append(d.Nights, diary.Night{Date: start.AddDays(day), Severity: diary.Some(5 + day%2)})
		}
		d.Interventions = []diary.Intervention{{ID: 1, Name: "Ropinirole", Phases: []diary.Phase{
			{Start: start.AddDays(-100), End: diary.Some(change), Dose: diary.Some(2.0), Unit: "mg"}, {Start: change, Dose: diary.Some(3.0), Unit: "mg"},
		}}}
		results, err := compare.All(d, compare.Options{Outcomes: []compare.Outcome{compare.Severity}})
		if err != nil {
			t.Fatal(err)
		}
		for _, lang := range i18n.Languages {
			l := i18ntest.Speak(t, lang)
			last := l.DateMedium(change.AddDays(-1))
			if words := wording.Verdict(l, results.Comparisons[0]); !strings.Contains(words, last) {
				t.Errorf("%s, %d days: not until %s: %s", lang, days, last, words)
			}
			if words := wording.SinceBrief(l, results.Comparisons[0]); words != "" && !strings.Contains(words, last) {
				t.Errorf("%s, %d days: not until %s: %s", lang, days, last, words)
			}
		}
	}
}
