package cell

import (
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func TestHoursAreReadAsPeopleTypeThem(t *testing.T) {
	for text, want := range map[string]float64{
		"7.5": 7.5, "7,5": 7.5, " 7 ": 7, "0": 0, "6.25": 6.25,
		"7½": 7.5, "7 ½": 7.5, "7 1/2": 7.5, "½": 0.5, " 3/4": 0.75, "7¼ h": 7.25,
		"7:30": 7.5, "07:30": 7.5, "7:30:00": 7.5, "7:30 h": 7.5, "0:45": 0.75, "7:20": 7.33,
		"7 h": 7, "7H": 7, "7h30": 7.5, "7 h 30": 7.5, "7 h 30 min": 7.5, "7h5": 7.08, "7.5 h": 7.5, "7,5 hrs": 7.5, "7 hours 30 minutes": 7.5,
		"7 Std.": 7, "7 Stunden 30 Minuten": 7.5, "7 horas": 7, "7 heures 30": 7.5, "7 uur 30": 7.5, "7u30": 7.5, "450 min": 7.5, "450 minuten": 7.5,
	} {
		if got, ok := TypedHours(text); !ok || got != want {
			t.Errorf("TypedHours(%q) = %v, %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "h", "7:5", "7:60", "7h60", "71/2", "7.5½", "-7½", "½ 7", "7 8", "7 h 30 h", "seven", "7 am", "7-8", "½½", "1e2 h"} {
		if got, ok := TypedHours(text); ok {
			t.Errorf("TypedHours(%q) = %v, want refusal", text, got)
		}
	}
}

func TestMinutesAreReadAlsoWhereTheyAreTypedAsHours(t *testing.T) {
	for text, want := range map[string]float64{
		"45": 45, "5,0": 5, "5.5": 5.5, "45 min": 45, "45m": 45, "45 minutos": 45, "1 minuut": 1, "45 Min.": 45,
		"1h": 60, "1 h": 60, "1:30": 90, "1 h 30": 90, "1½ h": 90, "1.5 h": 90, "1,1 h": 66, "½ h": 30, "1 Std. 5 Min.": 65,
	} {
		if got, ok := TypedMinutes(text); !ok || got != want {
			t.Errorf("TypedMinutes(%q) = %v, %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "min", "1:3", "a while", "1 h 30 h", "5 % min", "inf min"} {
		if got, ok := TypedMinutes(text); ok {
			t.Errorf("TypedMinutes(%q) = %v, want refusal", text, got)
		}
	}
}

func TestDatesAreReadAsPeopleTypeThem(t *testing.T) {
	today := diary.MustDate(2026, 3, 10)
	for _, c := range []struct {
		text          string
		order         Order
		past, nearest string
	}{
		{"2.3.", DayFirst, "2026-03-02", "2026-03-02"}, {"3/15", MonthFirst, "2025-03-15", "2026-03-15"}, {"15/3", DayFirst, "2025-03-15", "2026-03-15"},
		{"3 March", MonthFirst, "2026-03-03", "2026-03-03"}, {"Mar 3", DayFirst, "2026-03-03", "2026-03-03"}, {"20. April", DayFirst, "2025-04-20", "2026-04-20"},
		{"3 mars 2024", DayFirst, "2024-03-03", "2024-03-03"}, {"1.1.99", DayFirst, "1999-01-01", "1999-01-01"}, {"2026-03-02", MonthFirst, "2026-03-02", "2026-03-02"},
		{"2 of 3", DayFirst, "", ""}, {"2-3-4-5", DayFirst, "", ""}, {"March", DayFirst, "", ""}, {"March 2024", DayFirst, "", ""}, {"2", DayFirst, "", ""},
		{"2026-03-02 23:10", DayFirst, "", ""}, {"31.2.", DayFirst, "", ""}, {"", DayFirst, "", ""},
	} {
		for year, want := range map[Year]string{Past: c.past, Nearest: c.nearest} {
			d, ok := TypedDate(c.text, c.order, today, year)
			if ok != (want != "") || ok && d.String() != want {
				t.Errorf("%q in the order %s is read as %s, %v instead of %s", c.text, c.order, d, ok, want)
			}
		}
	}
}

func TestWordsForNothing(t *testing.T) {
	for text, want := range map[string]bool{"": true, "-": true, "–": true, "n/a": true, "N.A.": true, "?": true, "k. A.": true, "not recorded": true, "0": false, "no": false, "none": false} {
		if got := IsBlank(text); got != want {
			t.Errorf("%q is blank: %v", text, got)
		}
	}
}

func FuzzTypedHours(f *testing.F) {
	for _, text := range []string{"7.5", "7:30", "7 h 30 min", "7½", "7 1/2", "450 min", "1e2 h", "½½ h", "7 Std."} {
		f.Add(text)
	}
	l, err := i18n.New("de")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, parse := range map[string]func(string) (float64, bool){"TypedHours": TypedHours, "TypedMinutes": TypedMinutes} {
			x, ok := parse(text)
			if !ok {
				continue
			}
			if again, ok := parse(l.Full(x)); !ok || again != x {
				t.Errorf("%s(%q) is shown as %q and read as %v, %v", name, text, l.Full(x), again, ok)
			}
		}
	})
}
