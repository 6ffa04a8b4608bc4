package i18n_test

import (
	"testing"

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
		if got, ok := i18n.ParseHours(text); !ok || got != want {
			t.Errorf("ParseHours(%q) = %v, %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "h", "7:5", "7:60", "7h60", "71/2", "7.5½", "-7½", "½ 7", "7 8", "7 h 30 h", "seven", "7 am", "7-8", "½½", "1e2 h"} {
		if got, ok := i18n.ParseHours(text); ok {
			t.Errorf("ParseHours(%q) = %v, want refusal", text, got)
		}
	}
}

func TestMinutesAreReadAlsoWhereTheyAreTypedAsHours(t *testing.T) {
	for text, want := range map[string]float64{
		"45": 45, "5,0": 5, "5.5": 5.5, "45 min": 45, "45m": 45, "45 minutos": 45, "1 minuut": 1, "45 Min.": 45,
		"1h": 60, "1 h": 60, "1:30": 90, "1 h 30": 90, "1½ h": 90, "1.5 h": 90, "1,1 h": 66, "½ h": 30, "1 Std. 5 Min.": 65,
	} {
		if got, ok := i18n.ParseMinutes(text); !ok || got != want {
			t.Errorf("ParseMinutes(%q) = %v, %v, want %v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "min", "1:3", "a while", "1 h 30 h", "5 % min", "inf min"} {
		if got, ok := i18n.ParseMinutes(text); ok {
			t.Errorf("ParseMinutes(%q) = %v, want refusal", text, got)
		}
	}
}

func FuzzParseHours(f *testing.F) {
	for _, text := range []string{"7.5", "7:30", "7 h 30 min", "7½", "7 1/2", "450 min", "1e2 h", "½½ h", "7 Std."} {
		f.Add(text)
	}
	l, err := i18n.New("de")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, parse := range map[string]func(string) (float64, bool){"ParseHours": i18n.ParseHours, "ParseMinutes": i18n.ParseMinutes} {
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
