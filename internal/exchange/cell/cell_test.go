package cell

import (
	"math"
	"strings"
	"testing"
	"time"

	"stillnight/internal/diary"
)

// TestMoments reads dates and moments as people and programs write them.
func TestMoments(t *testing.T) {
	for text, want := range map[string]string{
		"2026-03-02": "2026-03-02", "2026/3/2": "2026-03-02", "2026.03.02": "2026-03-02", "20260302": "2026-03-02",
		"2.3.26": "2026-03-02", "02.03.2026": "2026-03-02", "2/3/2026": "2026-03-02", "2. 3. 2026": "2026-03-02",
		"3-Mar-26": "2026-03-03", "Mar 3 2026": "2026-03-03", "Mar 3, 2026": "2026-03-03", "Tue 3 March 2026": "2026-03-03",
		"3. März 2026": "2026-03-03", "Di, 3. Mrz. 2026": "2026-03-03", "8th Dec 2021": "2021-12-08", "December 8th, 2021": "2021-12-08",
		"mar. 3 mars 2026": "2026-03-03", "martes, 3 de marzo de 2026": "2026-03-03", "3 août 2026": "2026-08-03", "1er mai 2026": "2026-05-01",
		"di 3 mrt 2026": "2026-03-03", "2026 Mar 3": "2026-03-03", "Sunday, 1 March 2026": "2026-03-01",
		"2026-03-02 23:10": "2026-03-02 23:10", "2026-03-02T23:10:05.123": "2026-03-02 23:10", "20260302T231000": "2026-03-02 23:10",
		"2/3/2026, 11:10 PM": "2026-03-02 23:10", "2/3/2026 12:05 am": "2026-03-02 00:05", "2.3.2026 23:10 Uhr": "2026-03-02 23:10",
		"5/3/21 2:00\u202fAM": "2021-03-05 02:00", "3 March 2026 11 PM": "2026-03-03 23:00",
		"2026-03-02T23:10:00+01:00": "2026-03-02 23:10", "2026-03-02 22:10:00 +0000": "2026-03-02 22:10",
		"2026-03-02T22:00:00+11:00": "2026-03-02 22:00", "2026-03-02T22:10:00Z": "2026-03-02 23:10", "20260302T221000Z": "2026-03-02 23:10",
		"2026-03-02T22:10:00+01:00[Europe/Berlin]": "2026-03-02 22:10",
	} {
		m, ok := ParseMoment(text, DayFirst)
		if !ok {
			t.Errorf("%q is not read", text)
			continue
		}
		got := m.Date.String()
		if m.Timed {
			got = m.Time(time.FixedZone("", 3600)).Format("2006-01-02 15:04")
		}
		if got != want {
			t.Errorf("%q is read as %s instead of %s", text, got, want)
		}
	}
}

func TestNoMoments(t *testing.T) {
	for _, text := range []string{
		"", "12", "6.5", "6,5", "23:10", "5/10", "2026", "2026-13-02", "2026-02-30", "31.4.2026", "1.2.3.4", "Mar Apr 2026", "hello", "3 legs 2026",
		"2026-03-02T25:00", "2026-03-02T23:61", "1772402400000", strings.Repeat("1", 100), "2026-03-02T22:10:00+99:00", "ſ:10 Z", "12345-01-02",
	} {
		if m, ok := ParseMoment(text, DayFirst); ok {
			t.Errorf("%q is read as %+v", text, m)
		}
	}
}

func TestOrderOfDates(t *testing.T) {
	for _, c := range []struct {
		texts string
		want  Order
	}{
		{"2026-03-02 2026-03-03", YearFirst}, {"1/2/2026 13/2/2026", DayFirst}, {"1/2/2026 2/13/2026", MonthFirst}, {"1/2/2026 3/4/2026", Ambiguous},
		{"1.2.2026 3.4.2026", DayFirst}, {"13/2/2026 2/13/2026", Ambiguous}, {"3-Mar-26", YearFirst},
	} {
		if got := OrderOf(strings.Fields(c.texts)); got != c.want {
			t.Errorf("%s: %q instead of %q", c.texts, got, c.want)
		}
	}
}

func TestClocks(t *testing.T) {
	for text, want := range map[string]string{
		"23:05": "23:05", "11:05 pm": "23:05", "11:05PM": "23:05", "11:05 p. m.": "23:05", "0:30": "00:30", "24:30": "00:30", "7h30": "07:30", "23h": "23:00",
		"23.05": "23:05", "23:05 Uhr": "23:05", "23:05:59": "23:05", "12 am": "00:00", "2026-03-03 00:30": "00:30", "11 PM": "23:00",
	} {
		c, ok := ParseClock(text)
		if !ok || c.String() != want {
			t.Errorf("%q is read as %s, %v", text, c, ok)
		}
	}
	for _, text := range []string{"", "7", "23", "25", "99:99", "13 pm", "0 pm", "36:00", "a", "6.5.4.3", "m", "am", "1:2:3"} {
		if c, ok := ParseClock(text); ok {
			t.Errorf("%q is read as %s", text, c)
		}
	}
}

func TestDurations(t *testing.T) {
	for _, c := range []struct {
		text string
		unit Unit
		want float64
	}{
		{"6h 35m", Unknown, 395}, {"6:35", Unknown, 395}, {"06:35:00", Unknown, 395}, {"395 min", Unknown, 395}, {"PT6H35M", Unknown, 395}, {"22500s", Unknown, 375},
		{"6 Std. 35 Min.", Unknown, 395}, {"6h35", Unknown, 395}, {"6 hours 35 minutes", Unknown, 395}, {"7½ h", Unknown, 450}, {"6,5 h", Unknown, 390},
		{"6h 10min", Unknown, 370}, {"7h30m0s", Unknown, 450}, {"6 h", Unknown, 360}, {"6.5", Hours, 390}, {"6,5", Hours, 390}, {"395", Minutes, 395}, {"23700", Seconds, 395},
		{"1500000", Millis, 25}, {"01h 30m", Unknown, 90}, {"6 hours and 5 minutes", Unknown, 365},
	} {
		if got, ok := ParseDuration(c.text, c.unit); !ok || math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%q is read as %v, %v instead of %v", c.text, got, ok, c.want)
		}
	}
	for _, text := range []string{"", "6", "6.5", "six", "6m 5h", "6:75", "1:2:3:4", "h", "PT", "-", "6 apples", ":", "5 5 h"} {
		if got, ok := ParseDuration(text, Unknown); ok {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}

func TestScales(t *testing.T) {
	var got []int
	for x := range 5 {
		n, _ := Scale{0, 4}.Stretch(float64(x))
		got = append(got, n)
	}
	if want := []int{0, 3, 5, 8, 10}; len(got) != 5 || got[1] != want[1] || got[3] != want[3] || got[4] != want[4] {
		t.Errorf("0–4 becomes %v", got)
	}
	for head, want := range map[string]Scale{
		"RLS (0-10)": {0, 10}, "Legs 1–5": {1, 5}, "0 to 6 h (0–10)": {0, 10}, "Schwere (0 bis 4)": {0, 4}, "Legs": {}, "Blood 12-18": {}, "2026-03-02": {},
	} {
		if got, _ := ScaleIn(head); got != want && want != (Scale{}) {
			t.Errorf("%q has the scale %v", head, got)
		}
		if _, ok := ScaleIn(head); ok && want == (Scale{}) {
			t.Errorf("%q has a scale", head)
		}
	}
}

func TestSeverityNamedInTexts(t *testing.T) {
	for text, want := range map[string]int{
		"Legs 6 out of 10": 6, "RLS: 4/10, walked": 4, "severity: 7": 7, "early Legs 3/10, later legs 8/10": 8, "Beine 5 von 10": 5, "jambes 4 sur 10.": 4, "RLS = 0": 0,
	} {
		if got, ok := SeverityIn(text); !ok || got != want {
			t.Errorf("%q: %d, %v", text, got, ok)
		}
	}
	for _, text := range []string{
		"6 out of 10", "my legs ran 5 out of 12 miles", "legs 11/10", "legs hurt 3 times", "RLS 4 meds", "bootlegs 5/10", "legs 7/100", "legs: 5.5", "RLS: 50 mg", "Legs 5", "legs: 10%",
	} {
		if got, ok := SeverityIn(text); ok {
			t.Errorf("%q is read as %d", text, got)
		}
	}
	for tag, want := range map[string]int{"RLS 4": 4, "severity 6": 6, "Legs 5/10": 5, "restless legs 0": 0, "RLS severity 10": 10} {
		if got, ok := SeverityTag(tag); !ok || got != want {
			t.Errorf("%q: %d, %v", tag, got, ok)
		}
	}
	for _, tag := range []string{"RLS", "RLS meds 2", "4", "RLS 44", "RLS 11", "coffee 2", "walked 5"} {
		if got, ok := SeverityTag(tag); ok {
			t.Errorf("%q is read as %d", tag, got)
		}
	}
}

func FuzzCell(f *testing.F) {
	for _, text := range []string{"2026-03-02T22:10:00+01:00[Europe/Berlin]", "3. März 2026", "11:05 p. m.", "6 Std. 35 Min.", "~6-7/10", "46082.5", "Legs 6 out of 10", "PT6H", "1./2.3.2026", "31 Mar/1 Apr 2026", "Mo 2./Di 3. März 2026", "30.12.", "1 Jan 0001/2"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, order := range []Order{Ambiguous, DayFirst, MonthFirst, YearFirst} {
			if m, ok := ParseMoment(text, order); ok {
				if y, _, _ := m.Date.YMD(); y < diary.MinYear || y > diary.MaxYear || m.Hour > 23 || m.Minute > 59 || m.Sec > 59 {
					t.Errorf("%q is read as %+v", text, m)
				}
			}
		}
		if c, ok := ParseClock(text); ok && (c < 0 || c > diary.MaxClock) {
			t.Errorf("%q is the time %d", text, c)
		}
		if m, ok := ParseDuration(text, Hours); ok && (math.IsNaN(m) || math.IsInf(m, 0)) {
			t.Errorf("%q lasts %v", text, m)
		}
		if n, ok := ParseNumber(text); ok && (math.IsNaN(n.Value) || math.IsInf(n.Value, 0)) {
			t.Errorf("%q is %v", text, n)
		}
		if n, ok := SeverityIn(text); ok && (n < 0 || n > 10) {
			t.Errorf("%q is %d", text, n)
		}
		if d, ok := ParseDay(text); ok {
			for _, order := range []Order{DayFirst, MonthFirst} {
				if date, ok := d.In(2023, order); ok && date.IsZero() {
					t.Errorf("%q is no day", text)
				}
			}
		}
		SerialMoment(text)
		Unix(text)
		ScaleIn(text)
		Grade(text)
		ParseAmount(text)
	})
}
