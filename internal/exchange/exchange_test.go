package exchange_test

import (
	"archive/zip"
	"bytes"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/explain"
	"stillnight/internal/i18n/i18ntest"
)

var latest = diary.MustDate(2026, 11, 22)

// bring reads what a table says.
func bring(t *testing.T, data []byte) exchange.Proposal {
	t.Helper()
	found, err := exchange.FindBytes(t.Context(), "table.csv", data, exchange.Env{Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	p, err := found.Propose(t.Context(), exchange.Choices{}, latest)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTimesAreReadAsPeopleWriteThem(t *testing.T) {
	half, err := diary.ClockFrom(22, 30)
	if err != nil {
		t.Fatal(err)
	}
	for _, onset := range []string{"22:30", "10:30 pm", "10:30 p.m.", "10:30 p. m.", "10:30 p.\u00a0m."} {
		for _, slept := range []string{"7.5", "7:30", "7 h 30", "7 hours 30 minutes", "7 horas 30 minutos", "450 min", "450 minutos"} {
			n := bring(t, []byte("date;onset;sleep_hours\n2026-03-02;"+onset+";"+slept+"\n")).Diary.Nights[0]
			if c, ok := n.Onset.Get(); !ok || c != half {
				t.Errorf("%q gives %v, %v", onset, c, ok)
			}
			if h, ok := n.SleepHours.Get(); !ok || h != 7.5 {
				t.Errorf("%q gives %v, %v", slept, h, ok)
			}
		}
	}
}

func TestTimesAfterMidnightBelongToTheEvening(t *testing.T) {
	n := bring(t, []byte("Date,Onset,Severity\n2026-03-03 00:30,12:40 am,5\n2026-03-03 22:00,24:10,6\n")).Diary.Nights
	if len(n) != 2 || n[0].Date != diary.MustDate(2026, 3, 2) || n[1].Date != diary.MustDate(2026, 3, 3) {
		t.Fatalf("%+v", n)
	}
	if n[0].Onset.Or(0).String() != "00:40" || n[1].Onset.Or(0).String() != "00:10" {
		t.Errorf("onsets %s and %s", n[0].Onset.Or(0), n[1].Onset.Or(0))
	}
}

// TestWhyAValueIsNotTakenIsSaidWithTheBoundsOfItsField and a note for which there is no room is no less told.
func TestWhyAValueIsNotTakenIsSaidWithTheBoundsOfItsField(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	long := strings.Repeat("ü", diary.MaxNote-10)
	for _, c := range []struct{ head, first, second, want string }{
		{"Severity", "3", "11", "Give a number from 0 to 10."},
		{"Hours slept", "7", "25", "Give a number from 0 to 16."},
		{"Times up", "2", "1000", "Give a number from 0 to 30."},
		{"Minutes to fall asleep", "2", "5000", "Give a number from 0 to 600."},
		{"Bedtime", "23:00", "soon", "This is not a time of day."},
		{"Notes", "short", long + long, "This is too long. Keep it under 10,000 characters."},
		{"Notes", long, "another one", "This is too long. Keep it under 10,000 characters."},
	} {
		p := bring(t, []byte("Date,"+c.head+"\n2026-01-01,"+c.first+"\n2026-01-01,"+c.second+"\n"))
		if len(p.Cells) != 1 || p.Cells[0].Line != 3 || p.Counts.Unreadable != 1 {
			t.Errorf("%s: %+v", c.head, p.Cells)
			continue
		}
		if got := explain.Field(l, p.Cells[0].Fault()); got != c.want {
			t.Errorf("%s: it says %q", c.head, got)
		}
	}
}

// TestAnEntryThatCannotBeReadIsTold beside those that can; an empty one is no loss.
func TestAnEntryThatCannotBeReadIsTold(t *testing.T) {
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	for name, text := range map[string]string{
		"2025.csv": "Date,Severity\n2025-01-01,3\n", "2026.csv": "Date,Severity\n2026-01-01,4," + strings.Repeat("x", 2<<20), "empty.csv": "",
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	p := bring(t, archive.Bytes())
	told := map[string]string{}
	for _, part := range p.Parts {
		told[part.File] = ""
		if part.Fault != nil {
			told[part.File] = part.Fault.Key
		}
	}
	if want := map[string]string{"2025.csv": "", "2026.csv": "exchange.fault.cell"}; !maps.Equal(told, want) || len(p.Diary.Nights) != 1 {
		t.Errorf("of its entries it tells %v, with %d nights", told, len(p.Diary.Nights))
	}
}

// TestNamesThatAreTooLongAreTold and those of letters that take two bytes are not too long.
func TestNamesThatAreTooLongAreTold(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	long, fits := strings.Repeat("ж", diary.MaxName+1), strings.Repeat("ж", diary.MaxName)
	for _, c := range []struct {
		field      exchange.Field
		head, cell string
		told       int
	}{
		{exchange.TriggerGroup, long, "yes", 1}, {exchange.TriggerGroup, fits, "yes", 0},
		{exchange.DoseGroup, long, "yes", 1}, {exchange.DoseGroup, fits, "yes", 0},
		{exchange.DoseGroup, "Taken", "magnesium; " + long, 1}, {exchange.DoseGroup, "Taken", "magnesium; " + fits, 0},
	} {
		found, err := exchange.FindBytes(t.Context(), "table.csv", []byte("Date,Severity,"+c.head+"\n2026-01-01,3,"+c.cell+"\n"), exchange.Env{Zone: time.UTC})
		if err != nil {
			t.Fatal(err)
		}
		p, err := found.Propose(t.Context(), exchange.Choices{Columns: map[string]exchange.Field{c.head: c.field}}, latest)
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Cells) != c.told || c.told > 0 && explain.Field(l, p.Cells[0].Fault()) != "This is too long. Keep it under 200 characters." {
			t.Errorf("%s, %.30s: %.20s: %+v", c.field, c.head, c.cell, p.Cells)
		}
		if n := len(p.Diary.Exposures) + len(p.Diary.Interventions); (n == 0) != (c.told > 0 && c.head == long) {
			t.Errorf("%s, %.30s: %.20s: %d were brought in", c.field, c.head, c.cell, n)
		}
	}
}

func TestEveryBadCellIsNamedByRowAndColumn(t *testing.T) {
	p := bring(t, []byte("Date,Severity,Times up\n2026-01-01,5,2\n2026-02-30,5,2\n2026-01-03,five,2\n2026-01-04,11,2\n2027-01-01,4,1\n2026-01-06,,\n"))
	want := []exchange.CellNote{
		{File: "table.csv", Line: 4, Column: "Severity", Field: "severity", Text: "five", Reason: diary.NotANumber},
		{File: "table.csv", Line: 5, Column: "Severity", Field: "severity", Text: "11", Reason: diary.OutOfRange},
	}
	if !reflect.DeepEqual(p.Cells, want) {
		t.Errorf("%+v", p.Cells)
	}
	left := map[int]reading.Reason{}
	for _, l := range p.Left {
		left[l.Line] = l.Reason
	}
	if !reflect.DeepEqual(left, map[int]reading.Reason{3: reading.NoDate, 6: reading.OutOfRange, 7: reading.NoValue}) || len(p.Diary.Nights) != 3 {
		t.Errorf("left out: %v, %d nights", left, len(p.Diary.Nights))
	}
}

func TestTwoEntriesForANightAreJoinedFieldByField(t *testing.T) {
	date := diary.MustDate(2026, 1, 1)
	mine := diary.Diary{Nights: []diary.Night{{Date: date, Severity: diary.Some(4), Note: "mine", Tiredness: diary.Some(3)}}}
	theirs := bring(t, []byte("Date,Severity,Tiredness,Hours slept\n2026-01-01,6,,7\n2026-01-02,1,,\n")).Diary
	for _, c := range []struct {
		mode     exchange.JoinMode
		severity int
		hours    diary.Optional[float64]
	}{
		{exchange.Fill, 4, diary.Some(7.0)}, {exchange.KeepMine, 4, diary.None[float64]()}, {exchange.TakeTheirs, 6, diary.Some(7.0)},
	} {
		plan, err := exchange.Join(mine, theirs, c.mode)
		if err != nil {
			t.Fatal(err)
		}
		joined := exchange.Apply(diary.Diary{Nights: slices.Clone(mine.Nights)}, plan)
		n := joined.Nights[0]
		if len(joined.Nights) != 2 || n.Severity.Or(0) != c.severity || n.SleepHours != c.hours || n.Note != "mine" || n.Tiredness.Or(0) != 3 {
			t.Errorf("%s: %+v", c.mode, joined.Nights)
		}
		if len(plan.Differ) != 1 || plan.Differ[0] != (exchange.Difference{Date: date, Field: "severity", Mine: "4", Theirs: "6"}) {
			t.Errorf("%s: what differs is %+v", c.mode, plan.Differ)
		}
		if again, err := exchange.Join(joined, theirs, c.mode); err != nil || !again.Empty() {
			t.Errorf("%s: a second time changes %+v, %v", c.mode, again.Changes, err)
		}
	}
}

func TestAUnitInAnotherSpellingIsTheSame(t *testing.T) {
	for unit, want := range map[string]string{"ng/ml": "ng/mL", "ug/L": "µg/L", "mcg/l": "µg/L", "μg/L": "µg/L", "µg/L": "µg/L"} {
		text := `{"format":"stillnight-diary","version":1,"diary":{"nights":[],"labs":[{"date":"2026-03-02","test":"ferritin","value":60,"unit":"` + unit + `"}]}}`
		d, err := exchange.ReadJSON(t.Context(), []byte(text), latest)
		if err != nil || len(d.Labs) != 1 || d.Labs[0].Unit != want {
			t.Errorf("%s: %+v, %v", unit, d.Labs, err)
		}
	}
	if _, err := exchange.ReadJSON(t.Context(), []byte(`{"format":"stillnight-diary","version":1,"diary":{"nights":[],"labs":[{"date":"2026-03-02","test":"ferritin","value":60,"unit":"mg/dL"}]}}`), latest); err == nil {
		t.Error("a unit that ferritin does not have was taken")
	}
}
