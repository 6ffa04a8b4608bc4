package report

import (
	"context"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

func TestQuestionsStandOnTheFirstPage(t *testing.T) {
	o := options(t)
	if text := plainText(t, build(t, sample(t), o)); strings.Contains(text, "Questions for my doctor") {
		t.Error("a heading without questions")
	}
	o.Questions = "Should my iron be tested again?\nIs the dose still right?"
	text := plainText(t, build(t, sample(t), o), "-l", "1")
	for _, want := range []string{"Questions for my doctor", "Should my iron be tested again?", "Is the dose still right?"} {
		if !strings.Contains(text, want) {
			t.Errorf("page 1 lacks %q", want)
		}
	}
}

func TestMedicinesThatCanWorsenAreNamed(t *testing.T) {
	o := options(t)
	d := sample(t)
	d.Interventions = append(d.Interventions,
		diary.Intervention{ID: 100, Name: "Sertraline", Kind: diary.Prescription, Phases: []diary.Phase{{Start: diary.MustDate(2026, 1, 5)}}},
		diary.Intervention{ID: 101, Name: "Old Zoloft", Kind: diary.Prescription, Phases: []diary.Phase{{
			Start: diary.MustDate(2025, 2, 1), End: diary.Some(diary.MustDate(2025, 3, 1))}}})
	o.From = diary.MustDate(2025, 3, 15)
	text := plainText(t, build(t, d, o), "-l", "1")
	if want := "can make restless legs worse are in the diary: Sertraline (5 Jan 2026 to now) and Cold tablet (2 nights)."; !strings.Contains(text, want) {
		t.Errorf("page 1 lacks %q: %s", want, text)
	}
	o.InterventionIDs, d.Triggers = []int64{}, nil
	m, err := gather(context.Background(), d, o)
	if err != nil || aggravatorWords(o, m) != "" {
		t.Errorf("named although left out: %q, %v", aggravatorWords(o, m), err)
	}
}

func TestTheMiddleHalfOfOnsetsIsTold(t *testing.T) {
	d := diary.Diary{}
	for i := range 28 {
		d.Nights = append(d.Nights, diary.Night{Date: diary.MustDate(2026, 2, 1).AddDays(i), Severity: diary.Some(4),
			Onset: diary.Some(diary.Clock(570 + 5*i))})
	}
	text := plainText(t, build(t, d, options(t)), "-l", "1")
	if !strings.Contains(text, "22:38 22:04–23:11") {
		t.Error(text)
	}
}

func TestTheLatestIronIsOnTheFirstPage(t *testing.T) {
	text := plainText(t, build(t, sample(t), options(t)), "-l", "1")
	if want := "Iron: Ferritin 82 µg/L, Transferrin saturation 24 % (9 Nov 2025)."; !strings.Contains(text, want) {
		t.Errorf("page 1 lacks %q", want)
	}
}

func TestTheOverviewCanStandForItself(t *testing.T) {
	o := options(t)
	o.Brief, o.Notes = true, true
	pages, err := Pages(context.Background(), sample(t), o)
	if err != nil || len(pages) != 1 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	if text := pages[0].Text(); !strings.Contains(text, "Iron tablets") || !strings.Contains(text, "dummy treatment") {
		t.Error(text)
	}
}

// What follows a name in a sentence stays on its right, whichever way the name reads.
func TestNamesOfOtherDirectionsKeepToThemselves(t *testing.T) {
	d := sample(t)
	for i := range d.Interventions {
		if d.Interventions[i].Name == "Iron tablets" {
			d.Interventions[i].Name = "ברזל"
		}
	}
	pages, err := Pages(context.Background(), d, options(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range pages {
		for _, m := range p.marks {
			if text, ok := m.(textMark); ok && strings.Contains(text.text, "ברזל") && !strings.Contains(text.text, "\u2068ברזל\u2069") {
				t.Errorf("not fenced: %q", text.text)
			}
		}
	}
}
