package wording_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// relapse is a diary in which a higher dose of ropinirole helps for so many nights and then no longer.
func relapse(helped, nights int) diary.Diary {
	r := rand.New(rand.NewPCG(3, 5))
	start := diary.MustDate(2026, time.March, 1)
	var d diary.Diary
	for day := -60; day < nights; day++ {
		level := 7.2
		switch {
		case day >= helped:
			level = 6.6
		case day >= 0:
			level = 4
		}
		d.Nights = append(d.Nights, diary.Night{Date: start.AddDays(day), Severity: diary.Some(int(math.Round(min(max(level+r.NormFloat64(), 0), 10))))})
	}
	d.Interventions = []diary.Intervention{{ID: 1, Name: "Ropinirole", Phases: []diary.Phase{
		{Start: start.AddDays(-200), End: diary.Some(start), Dose: diary.Some(2.0), Unit: "mg"}, {Start: start, Dose: diary.Some(3.0), Unit: "mg"},
	}}}
	return d
}

func TestARelapseIsToldWithItsDates(t *testing.T) {
	results, err := compare.All(relapse(14, 44), compare.Options{Outcomes: []compare.Outcome{compare.Severity}})
	if err != nil {
		t.Fatal(err)
	}
	c := results.Comparisons[len(results.Comparisons)-1]
	if c.Verdict != compare.Faded {
		t.Fatalf("%s", c.Verdict)
	}
	for _, lang := range i18n.Languages {
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, words := range []string{wording.Verdict(l, c), wording.VerdictShort(l, c)} {
			if strings.Contains(words, l.T("wording.better.severity")) {
				t.Errorf("%s: %s", lang, words)
			}
		}
		if words := wording.Verdict(l, c); !strings.Contains(words, l.DateMedium(diary.MustDate(2026, time.March, 1))) || !strings.Contains(words, l.DateMedium(diary.MustDate(2026, time.April, 13))) {
			t.Errorf("%s: no dates in %s", lang, words)
		}
	}
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	if got := wording.VerdictShort(l, c); got != "Helped at first; for the last 4 weeks no longer" {
		t.Errorf("%q", got)
	}
}

func TestCourseInWords(t *testing.T) {
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	day := func(n int) diary.Date { return diary.MustDate(2026, time.March, 1).AddDays(n) }
	part := func(from int, change, low, high float64) compare.CoursePart {
		return compare.CoursePart{Change: change, CI: compare.Interval{Low: low, High: high}, First: day(from), Last: day(from + 27)}
	}
	over := diary.Some(compare.CourseFit{Early: part(0, -2, -3, -1), Late: part(30, -2, -3, -1)})
	for _, c := range []struct {
		verdict compare.Verdict
		course  compare.Course
		kind    compare.StepKind
		ended   bool
		over    bool
		want    string
	}{
		{compare.Better, compare.Lasting, compare.Start, false, true, "Still helping."},
		{compare.Better, compare.Lasting, compare.Stop, false, true, "Still so in the last 4 weeks."},
		{compare.Better, compare.Lasting, compare.Start, true, true, "It lasted to the end."},
		{compare.Better, compare.Growing, compare.Start, false, true, "Helping more."},
		{compare.Better, compare.Unsure, compare.Start, false, true, "Too early to say whether it lasts."},
		{compare.Better, compare.Unsure, compare.Start, false, false, "Too early to say whether it lasts."},
		{compare.Better, compare.Unsure, compare.Start, true, false, ""},
		{compare.Worse, compare.Lasting, compare.Start, false, true, "Still so in the last 4 weeks."},
		{compare.Worse, compare.Unsure, compare.Start, false, true, ""},
		{compare.NoClearChange, compare.Unsure, compare.Start, false, true, ""},
		{compare.TooEarly, "", compare.Start, false, false, ""},
	} {
		x := compare.Comparison{Verdict: c.verdict, Together: c.verdict, Course: c.course}
		x.Plan.Outcome, x.Plan.Step.Kind = compare.Severity, c.kind
		x.Plan.PhaseLast, x.Plan.LastNight = day(57), day(57)
		if c.ended {
			x.Plan.LastNight, x.Plan.Step.End = day(90), diary.Some(day(58))
		}
		if c.over {
			x.Over = over
		}
		if got := wording.Course(l, x); got != c.want {
			t.Errorf("%s, %s, %s, ended %t: %q, want %q", c.verdict, c.course, c.kind, c.ended, got, c.want)
		}
	}
	demoted := compare.Comparison{Verdict: compare.NoClearChange, Together: compare.Better, Course: compare.Unsure, Over: diary.Some(compare.CourseFit{Early: part(0, -2, -3, -1), Late: part(30, -0.2, -1.5, 1.1)})}
	demoted.Plan.Outcome = compare.Severity
	want := "At first, 1 Mar 2026 to 28 Mar 2026: About 2 points lower (likely between 1 and 3). Lately, 31 Mar 2026 to 27 Apr 2026: It could be anything from 1.5 lower to 1.1 higher."
	if got := wording.Course(l, demoted); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Nights that are better taken together, but not by the last weeks alone, are not called calmer.
func TestWhatLatelyLeavesOpenIsNotCalledCalmer(t *testing.T) {
	day := diary.MustDate(2026, time.March, 1)
	c := compare.Comparison{Verdict: compare.Better, Together: compare.Better, Course: compare.Unsure, LatelyOpen: true}
	c.Plan.Outcome, c.Plan.LastNight = compare.Severity, day.AddDays(70)
	c.Plan.Step.First = day
	c.Effect = diary.Some(compare.Effect{Change: -1.5, CI: compare.Interval{Low: -2.5, High: -0.5}})
	c.Over = diary.Some(compare.CourseFit{
		Early: compare.CoursePart{Change: -2, CI: compare.Interval{Low: -3, High: -1}, First: day, Last: day.AddDays(27)},
		Late:  compare.CoursePart{Change: -0.8, CI: compare.Interval{Low: -2, High: 0.4}, First: day.AddDays(43), Last: day.AddDays(70)},
	})
	for _, lang := range i18n.Languages {
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		words := wording.Verdict(l, c)
		if strings.Contains(words, l.T("wording.better.severity")) || strings.Contains(words, l.T("wording.course.better.lasting")) || !strings.Contains(words, l.DateMedium(day.AddDays(70))) {
			t.Errorf("%s: %s", lang, words)
		}
	}
}
