package importing_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/ui/uitest"
)

func TestAYearThatNothingTellsIsAskedFor(t *testing.T) {
	env, w := wizard(t, mine, file(t, "legs.csv", "Date,Legs\n30 Dec,6\n31 Dec,8\n1 Jan,3\n"))
	accept := uitest.Button(t, w, env.L.T("import.do"))
	if !accept.Disabled() || !strings.Contains(shown(w), env.L.T("import.fault.no_year")) {
		t.Fatalf("the year is not asked for:\n%s", shown(w))
	}
	choose(t, w, "2024", 0)
	test.Tap(accept)
	for date, want := range map[string]int{"2024-12-30": 6, "2024-12-31": 8, "2025-01-01": 3} {
		if got := severity(t, env, date); got != diary.Some(want) {
			t.Errorf("%s has %v, want %d", date, got, want)
		}
	}
}

func TestTheMorningThatAHeadTellsCanBeTurnedBack(t *testing.T) {
	env, w := wizard(t, mine, file(t, "legs.csv", "Date,Legs last night\n2026-02-13,6\n2026-02-14,8\n"))
	meaning := uitest.Find(t, w.Canvas().Overlays().Top(), "what dates mean", func(g *widget.RadioGroup) bool {
		return len(g.Options) == 2 && g.Options[1] == env.L.T("import.mornings")
	})
	if meaning.Selected != env.L.T("import.mornings") || !strings.Contains(shown(w), "12 February") {
		t.Fatalf("what the head tells is not shown, but %q:\n%s", meaning.Selected, shown(w))
	}
	meaning.SetSelected(env.L.T("import.evenings"))
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	if a, b := severity(t, env, "2026-02-12"), severity(t, env, "2026-02-13"); a.IsSet() || b != diary.Some(6) {
		t.Errorf("12 February has %v, 13 February %v", a, b)
	}
}

func TestTimesInUTCAreBroughtToThePlaceThatIsGiven(t *testing.T) {
	env, w := wizard(t, mine, file(t, "sleep.csv", "Start (UTC),End (UTC)\n2026-02-13 12:10,2026-02-13 19:40\n"))
	place := uitest.Find(t, w.Canvas().Overlays().Top(), "the place", func(e *widget.SelectEntry) bool { return e.Visible() })
	place.SetText("Australia/Syd") // half typed
	place.SetText("Australia/Sydney")
	if !strings.Contains(shown(w), "Australia/Sydney") {
		t.Errorf("the zone is not told:\n%s", shown(w))
	}
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	n, _, err := env.Store.Night(t.Context(), day("2026-02-13"))
	want, _ := diary.ClockFrom(23, 10)
	if err != nil || n.TriedToSleep != diary.Some(want) {
		t.Errorf("lay down at %v, %v", n.TriedToSleep, err)
	}
}

func TestAProgramsDatesThatCanBeReadTwoWaysAreAskedAbout(t *testing.T) {
	env, w := wizard(t, mine, file(t, "fitbit_export.csv", "Start Time,End Time,Minutes Asleep,Number of Awakenings\n02-03-2026 12:10AM,02-03-2026 6:40AM,395,22\n"))
	accept := uitest.Button(t, w, env.L.T("import.do"))
	if !accept.Disabled() {
		t.Fatalf("the dates were taken as they come:\n%s", shown(w))
	}
	choose(t, w, env.L.T("import.order."+string(exchange.MonthFirst)), 0)
	test.Tap(accept)
	n, _, err := env.Store.Night(t.Context(), day("2026-02-02"))
	if err != nil || !n.SleepHours.IsSet() {
		t.Errorf("the night holds %+v, %v", n, err)
	}
}

func TestAnOrderThatTheSequenceSettlesIsToldAndCanBeTurned(t *testing.T) {
	var rows strings.Builder
	rows.WriteString("Start Time,End Time,Minutes Asleep,Number of Awakenings\n")
	for d := 1; d <= 6; d++ {
		fmt.Fprintf(&rows, "%02[1]d-02-2026 12:10AM,%02[1]d-02-2026 6:40AM,395,2\n", d)
	}
	env, w := wizard(t, mine, file(t, "fitbit_export.csv", rows.String()))
	if !strings.Contains(shown(w), "01-02-2026") {
		t.Errorf("the reading of the dates is not told:\n%s", shown(w))
	}
	choose(t, w, env.L.T("import.order."+string(exchange.MonthFirst)), 0)
	test.Tap(uitest.Button(t, w, env.L.T("import.do")))
	n, _, err := env.Store.Night(t.Context(), day("2026-01-01"))
	if err != nil || !n.SleepHours.IsSet() {
		t.Errorf("the night holds %+v, %v", n, err)
	}
}
