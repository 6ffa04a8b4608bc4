package diary_test

import (
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"stillnight/internal/diary"
)

var someDay = diary.MustDate(2026, time.March, 2)

func firstFault(t *testing.T, err error) *diary.FieldError {
	t.Helper()
	var all diary.FieldErrors
	if !errors.As(err, &all) || len(all) == 0 {
		t.Fatalf("not FieldErrors: %v", err)
	}
	return all[0]
}

func TestANightWithSeverityAloneIsComplete(t *testing.T) {
	n := diary.Night{Date: someDay, Severity: diary.Some(0)}
	if err := n.Validate(someDay); err != nil {
		t.Error(err)
	}
	if n.IsEmpty() {
		t.Error("severity 0 means no symptoms, which is something recorded")
	}
	if !(diary.Night{Date: someDay}).IsEmpty() {
		t.Error("a date alone is not a record")
	}
}

func TestNightFaultsNameTheField(t *testing.T) {
	for _, c := range []struct {
		field  string
		reason diary.Reason
		change func(*diary.Night)
	}{
		{"date", diary.Required, func(n *diary.Night) { n.Date = diary.Date{} }},
		{"date", diary.InFuture, func(n *diary.Night) { n.Date = someDay.AddDays(1) }},
		{"severity", diary.OutOfRange, func(n *diary.Night) { n.Severity = diary.Some(11) }},
		{"severity", diary.OutOfRange, func(n *diary.Night) { n.Severity = diary.Some(-1) }},
		{"onset", diary.OutOfRange, func(n *diary.Night) { n.Onset = diary.Some(diary.Clock(1440)) }},
		{"sleep_hours", diary.OutOfRange, func(n *diary.Night) { n.SleepHours = diary.Some(16.25) }},
		{"sleep_hours", diary.NotANumber, func(n *diary.Night) { n.SleepHours = diary.Some(math.NaN()) }},
		{"sleep_hours", diary.NotANumber, func(n *diary.Night) { n.SleepHours = diary.Some(math.Inf(1)) }},
		{"times_up", diary.OutOfRange, func(n *diary.Night) { n.TimesUp = diary.Some(31) }},
		{"minutes_to_sleep", diary.OutOfRange, func(n *diary.Night) { n.MinutesToSleep = diary.Some(601) }},
		{"blocks", diary.OutOfRange, func(n *diary.Night) { n.Blocks[2] = diary.Some(11) }},
		{"sensations", diary.Unknown, func(n *diary.Night) { n.Sensations = []diary.Sensation{"itch"} }},
		{"sensations", diary.Duplicate, func(n *diary.Night) { n.Sensations = []diary.Sensation{diary.Urge, diary.Urge} }},
		{"unusual", diary.Unknown, func(n *diary.Night) { n.Unusual = "party" }},
		{"note", diary.TooLong, func(n *diary.Night) { n.Note = strings.Repeat("ü", diary.MaxNote+1) }},
	} {
		n := diary.Night{Date: someDay, Severity: diary.Some(3)}
		c.change(&n)
		if f := firstFault(t, n.Validate(someDay)); f.Field != c.field || f.Reason != c.reason {
			t.Errorf("want %s %s, got %s %s", c.field, c.reason, f.Field, f.Reason)
		}
	}
}

func TestPhasesMustBeInOrderAndApart(t *testing.T) {
	day := func(n int) diary.Date { return someDay.AddDays(n) }
	ended := func(from, to int) diary.Phase { return diary.Phase{Start: day(from), End: diary.Some(day(to))} }
	for _, c := range []struct {
		name   string
		phases []diary.Phase
		field  string
		reason diary.Reason
	}{
		{"zero length", []diary.Phase{ended(0, 0)}, "phases[0].end", diary.EndNotAfter},
		{"reversed", []diary.Phase{ended(5, 1)}, "phases[0].end", diary.EndNotAfter},
		{"overlapping", []diary.Phase{ended(0, 10), ended(9, 20)}, "phases[1].start", diary.Overlaps},
		{"after an open one", []diary.Phase{{Start: day(0)}, {Start: day(10)}}, "phases[1].start", diary.Overlaps},
		{"out of order", []diary.Phase{ended(20, 30), ended(0, 10)}, "phases[1].start", diary.Overlaps},
	} {
		f := firstFault(t, diary.Intervention{Name: "Iron", Phases: c.phases}.Validate())
		if f.Field != c.field || f.Reason != c.reason || f.Subject != "Iron" {
			t.Errorf("%s: got %+v", c.name, f)
		}
	}
	good := diary.Intervention{Name: "Ropinirole", Phases: []diary.Phase{ended(0, 28), ended(28, 50), {Start: day(60)}}}
	if err := good.Validate(); err != nil {
		t.Errorf("a dose change and a restart are fine: %v", err)
	}
	for night, want := range map[int]int{-1: -1, 0: 0, 27: 0, 28: 1, 49: 1, 50: -1, 59: -1, 60: 2, 600: 2} {
		if got := good.PhaseOn(day(night)); got != want {
			t.Errorf("night %d lies in phase %d, want %d", night, got, want)
		}
	}
}

func TestTwoNightsOnOneDateAreRefused(t *testing.T) {
	d := diary.Diary{Nights: []diary.Night{{Date: someDay, Severity: diary.Some(1)}, {Date: someDay, Severity: diary.Some(2)}}}
	if f := firstFault(t, d.Validate(diary.Date{})); f.Reason != diary.Duplicate || f.Subject != "2026-03-02" {
		t.Errorf("got %+v", f)
	}
}

func TestLateMeansAboutADayAndAHalfAfterWaking(t *testing.T) {
	berlin := zone(t, "Europe/Berlin")
	n := diary.Night{Date: diary.MustDate(2026, time.March, 28)} // the clocks go forward that night
	n.EnteredAt = time.Date(2026, 3, 30, 18, 0, 0, 0, berlin)
	if n.Late() {
		t.Error("the evening after next is not late")
	}
	n.EnteredAt = time.Date(2026, 3, 30, 21, 0, 0, 0, berlin)
	if !n.Late() {
		t.Error("38 hours after waking is late")
	}
	if (diary.Night{Date: someDay}).Late() {
		t.Error("an unknown time of entry is not late")
	}
}

func TestLabUnitsConvertAndBack(t *testing.T) {
	for _, c := range []struct {
		test     diary.LabTest
		value    float64
		from, to string
		want     float64
	}{
		{diary.Ferritin, 75, "ng/mL", "µg/L", 75},
		{diary.Magnesium, 2.0, "mg/dL", "mmol/L", 0.823},
		{diary.Haemoglobin, 8.7, "mmol/L", "g/dL", 14.02},
		{diary.Haemoglobin, 140, "g/L", "g/dL", 14},
		{diary.VitaminD, 30, "ng/mL", "nmol/L", 74.88},
		{diary.Iron, 100, "µg/dL", "µmol/L", 17.91},
		{diary.Creatinine, 1, "mg/dL", "µmol/L", 88.4},
		{diary.VitaminB12, 400, "pg/mL", "pmol/L", 295.1},
	} {
		got, ok := diary.Convert(c.test, c.value, c.from, c.to)
		if !ok || math.Abs(got-c.want) > c.want*0.001 {
			t.Errorf("%s %g %s = %g %s, want %g", c.test, c.value, c.from, got, c.to, c.want)
		}
		back, _ := diary.Convert(c.test, got, c.to, c.from)
		if math.Abs(back-c.value) > 1e-9 {
			t.Errorf("%s does not convert back: %g", c.test, back)
		}
	}
	if _, ok := diary.Convert(diary.Ferritin, 1, "mmol/L", "µg/L"); ok {
		t.Error("ferritin has no molar unit here")
	}
}

func TestADiaryReadsBackFromJSONAsItWas(t *testing.T) {
	d := diary.Diary{
		Nights: []diary.Night{
			{Date: someDay, Severity: diary.Some(0)},
			{Date: someDay.AddDays(1), SleepHours: diary.Some(6.25), Onset: diary.Some(diary.Clock(0)),
				Blocks: [4]diary.Optional[int]{1: diary.Some(0)}, Note: "=1+1 <b>", EnteredAt: time.Date(2026, 3, 3, 7, 0, 0, 0, time.UTC)},
		},
		Interventions: []diary.Intervention{{Name: "Iron", Phases: []diary.Phase{{Start: someDay, Dose: diary.Some(65.0), Unit: "mg"}}}},
	}
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var back diary.Diary
	if err := json.Unmarshal(data, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(d, back) {
		t.Errorf("got %+v\nfrom %s", back, data)
	}
}
