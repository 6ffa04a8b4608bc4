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
	"stillnight/internal/i18n/i18ntest"
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
		l := i18ntest.Speak(t, lang)
		for _, words := range []string{wording.Verdict(l, c), wording.VerdictShort(l, c)} {
			if strings.Contains(words, l.T("wording.better.severity")) {
				t.Errorf("%s: %s", lang, words)
			}
		}
		if words := wording.Verdict(l, c); !strings.Contains(words, l.DateMedium(diary.MustDate(2026, time.March, 1))) || !strings.Contains(words, l.DateMedium(diary.MustDate(2026, time.April, 13))) {
			t.Errorf("%s: no dates in %s", lang, words)
		}
	}
	l := i18ntest.Speak(t, "en")
	if got := wording.VerdictShort(l, c); got != "Helped at first; for the last 4 weeks no longer" {
		t.Errorf("%q", got)
	}
}

func TestCourseInWords(t *testing.T) {
	l := i18ntest.Speak(t, "en")
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
		l := i18ntest.Speak(t, lang)
		words := wording.Verdict(l, c)
		if strings.Contains(words, l.T("wording.better.severity")) || strings.Contains(words, l.T("wording.course.better.lasting")) || !strings.Contains(words, l.DateMedium(day.AddDays(70))) {
			t.Errorf("%s: %s", lang, words)
		}
	}
}

// TestWhatIsPastIsNotCalledLately: of a dose that is over and a stop long ago, the last weeks looked at are none of the
// diary's last.
func TestWhatIsPastIsNotCalledLately(t *testing.T) {
	start := diary.MustDate(2025, time.March, 1)
	day := func(n int) diary.Date { return start.AddDays(n) }
	levels := []struct{ until, level int }{{60, 7}, {80, 3}, {130, 7}, {190, 2}, {330, 7}} // helped and no longer; helped; worse since the stop
	r := rand.New(rand.NewPCG(5, 6))
	var d diary.Diary
	for n, k := 0, 0; n < 330; n++ {
		if n == levels[k].until {
			k++
		}
		d.Nights = append(d.Nights, diary.Night{Date: day(n), Severity: diary.Some(levels[k].level + r.IntN(3) - 1)})
	}
	d.Interventions = []diary.Intervention{{ID: 1, Name: "X", Phases: []diary.Phase{
		{Start: day(60), End: diary.Some(day(130)), Dose: diary.Some(1.0), Unit: "mg"},
		{Start: day(130), End: diary.Some(day(190)), Dose: diary.Some(2.0), Unit: "mg"},
	}}}
	results, err := compare.All(d, compare.Options{Outcomes: []compare.Outcome{compare.Severity}})
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		for _, c := range results.Comparisons {
			over, ok := c.Over.Get()
			if !ok || c.Course == compare.Unsure {
				t.Fatalf("%s of %s: no course", c.Plan.Step.Kind, c.Plan.Step.First)
			}
			said := wording.Verdict(l, c) + " " + wording.CourseBrief(l, c) + " " + wording.VerdictShort(l, c)
			for _, now := range []string{"lately", "the last 4 weeks", "Still helping", "zuletzt", "letzten 4 Wochen", "ltimamente", "últimas 4 semanas", "ernièrement", "4 dernières semaines", "laatste tijd", "laatste 4 weken"} {
				if strings.Contains(said, now) {
					t.Errorf("%s, %s of %s: %q is said of %s to %s: %s", lang, c.Plan.Step.Kind, c.Plan.Step.First, now, over.Late.First, over.Late.Last, said)
				}
			}
		}
	}
}
