package list

import (
	"slices"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// february is a day of the month that the rows are made of.
func february(n int) diary.Date { return diary.MustDate(2026, 2, n) }

// daysOf are the days of the month of the rows that are found.
func daysOf(rows []row) (days []int) {
	for _, r := range rows {
		_, _, day := r.Date.YMD()
		days = append(days, day)
	}
	return days
}

func TestASearchForgivesAccentsAndKnowsDatesAndFigures(t *testing.T) {
	nights := []diary.Night{
		{Date: february(2), Note: "Café at 7:30, 5–6 steps"},
		{Date: february(12), Severity: diary.Some(4), BodyParts: []diary.BodyPart{diary.LeftArm}},
		{Date: february(13), Unusual: diary.ShiftWork, Note: "1.5 km"},
	}
	for _, x := range []struct {
		lang, query string
		want        []int
	}{
		{"en-GB", "cafe", []int{2}}, {"en-GB", "CAFÉ 7:30", []int{2}}, {"en-GB", "5–6", []int{2}}, {"en-GB", "5-6", []int{2}}, {"en-GB", "1,5", []int{13}},
		{"en-GB", "left arm", []int{12}}, {"en-GB", "shift", []int{13}}, {"en-GB", "02/02/2026", []int{2}}, {"en-GB", "2/2/2026", []int{2}},
		{"en-GB", "2026-02-12", []int{12}}, {"en-GB", "2026-02", []int{13, 12, 2}}, {"en-US", "02/12/2026", []int{12}}, {"en-US", "2/12/2026", []int{12}},
		{"de", "2.2.2026", []int{2}}, {"de", "12.02.2026", []int{12}}, {"de", "donnerstag", []int{12}}, {"fr", "fevrier", []int{13, 12, 2}},
		{"en-GB", "–", []int{13, 12, 2}}, {"en-GB", "cafe arm", nil},
	} {
		l, err := i18n.New(x.lang)
		if err != nil {
			t.Fatal(err)
		}
		d := diary.Diary{Nights: nights}
		rows := listed(d, february(13))
		if days := daysOf(filter(rows, indexed(t.Context(), d, rows, l), everyKind, x.query)); !slices.Equal(days, x.want) {
			t.Errorf("%s %q: %v, want %v", x.lang, x.query, days, x.want)
		}
	}
}

// A session of years ago is listed, but the nights since are not all missing: the diary began later.
func TestNightsAreMissingFromTheFirstThatWasWrittenDown(t *testing.T) {
	d := diary.Diary{
		Nights: []diary.Night{{Date: february(10), Severity: diary.Some(8)}},
		Interventions: []diary.Intervention{{ID: 1, Name: "Massage", Intakes: []diary.Intake{
			{Night: diary.MustDate(2020, 2, 1), Status: diary.SessionDone}, {Night: february(12), Status: diary.SessionDone}}}},
	}
	rows := listed(d, february(13))
	if days := daysOf(filter(rows, nil, notThereKind, "")); !slices.Equal(days, []int{13, 11}) {
		t.Errorf("missing are %v", days)
	}
	if days := daysOf(filter(rows, nil, everyKind, "")); !slices.Equal(days, []int{12, 10, 1}) {
		t.Errorf("noted are %v", days)
	}
}
