package month

import (
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// The table of several nights reads what the page of one night reads.
func TestFiguresAreReadAsOnThePageOfOneNight(t *testing.T) {
	l, err := i18n.New("en-US")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ figure, typed, shown, fault string }{
		{"outcome.sleep_hours", "7:30", "7.5", ""},
		{"outcome.sleep_hours", "30", "", "Give a number from 0 to 16."},
		{"outcome.minutes_to_sleep", "1 h", "60", ""},
		{"outcome.times_up", "2,0", "2", ""},
		{"outcome.times_up", "2.5", "", "Give a whole number from 0 to 30."},
		{"outcome.severity", "7", "7", ""},
		{"outcome.onset_minutes", "1030p", "10:30 pm", ""},
		{"outcome.onset_minutes", "10:30", "", "Add am or pm, such as 3 pm."},
	} {
		for _, f := range figures() {
			if f.name != c.figure {
				continue
			}
			var n day
			if fault := f.put(&n, c.typed, l); fault != c.fault || f.show(n, l) != c.shown {
				t.Errorf("%s: %q is shown as %q, and said %q", c.figure, c.typed, f.show(n, l), fault)
			}
		}
	}
}

func TestSymptomsAllDayAreSaidInTheTableAndAnOnsetTakesTheirPlace(t *testing.T) {
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	f := onset()
	n := day{night: diary.Night{AllDay: true}}
	if got := f.show(n, l); got != l.T("night.field.all_day") {
		t.Errorf("shown as %q", got)
	}
	if fault := f.put(&n, "21:30", l); fault != "" || n.night.AllDay || !n.night.Onset.IsSet() {
		t.Errorf("after 21:30: %q, %+v", fault, n)
	}
	if fault := f.put(&n, "all DAY", l); fault != "" || !n.night.AllDay || n.night.Onset.IsSet() {
		t.Errorf("after all day: %q, %+v", fault, n)
	}
	if f.put(&n, "", l); n.night.AllDay || n.night.Onset.IsSet() {
		t.Errorf("emptied: %+v", n)
	}
}
