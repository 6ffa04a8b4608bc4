package clinical_test

import (
	"testing"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
)

func TestADiaryIsLookedAtAsOfItsLastEntry(t *testing.T) {
	d := diary.Diary{Nights: []diary.Night{{Date: day(5), Severity: diary.Some(4)}}}
	expect := func(what string, want diary.Date) {
		t.Helper()
		if got := clinical.AsOf(d, day(20)); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	expect("a night", day(5))
	d.Labs = []diary.LabResult{lab(6, diary.Ferritin, 9, "µg/L"), lab(30, diary.Ferritin, 9, "µg/L")}
	expect("a test on the morning after, and one still to come", day(6))
	d.Interventions = []diary.Intervention{remedy(8, "", "Quetiapine", 25, "mg"), remedy(40, "", "Sertraline", 50, "mg")}
	expect("a medicine begun later, and one still to come", day(8))
	d.Interventions[0].Phases[0].End = diary.Some(day(12))
	expect("its end", day(12))
	d.Nights[0].Date = day(25)
	expect("a night later than the day", day(25))
	if got := clinical.AsOf(diary.Diary{}, day(20)); !got.IsZero() {
		t.Errorf("an empty diary: %s", got)
	}
}
