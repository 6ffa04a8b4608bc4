package diary_test

import (
	"math/rand/v2"
	"reflect"
	"testing"
	"time"
	_ "time/tzdata"

	"stillnight/internal/diary"
)

func TestTheBoundaryOfANightMovesFromADateOn(t *testing.T) {
	march := func(day, hour int) time.Time { return time.Date(2026, time.March, day, hour, 30, 0, 0, time.UTC) }
	rules := diary.Boundaries(nil).With(diary.MustDate(2026, 3, 10), 18).With(diary.MustDate(2026, 3, 20), 12)
	for _, x := range []struct {
		at    time.Time
		night int
	}{
		{march(5, 11), 4}, {march(5, 12), 5}, // noon, as it was
		{march(9, 23), 9}, {march(10, 9), 9}, {march(10, 14), 9}, {march(10, 18), 10}, // the evening from which it holds
		{march(11, 17), 10}, {march(11, 18), 11},
		{march(20, 11), 19}, {march(20, 12), 20}, // and back
	} {
		if got := rules.NightAt(x.at); got != diary.MustDate(2026, 3, x.night) {
			t.Errorf("at %v it is the night of %v, not of the %d", x.at, got, x.night)
		}
	}
}

// However often the boundary is moved, nights follow each other: none is left out, and none comes back.
func TestNightsFollowEachOtherWhateverTheRules(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var rules diary.Boundaries
		start := time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)
		for range r.IntN(6) {
			rules = rules.With(diary.DateOf(start).AddDays(r.IntN(30)), diary.BoundaryHours[r.IntN(len(diary.BoundaryHours))])
		}
		before := rules.NightAt(start)
		for i := range 31 * 24 {
			now := rules.NightAt(start.Add(time.Duration(i) * time.Hour))
			if step := now.Sub(before); step != 0 && step != 1 {
				t.Fatalf("%v: from %v to %v", rules, before, now)
			}
			before = now
		}
		text, err := rules.Text()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := diary.ParseBoundaries(text); err != nil || len(back) != len(rules) || len(rules) > 0 && !reflect.DeepEqual(back, rules) {
			t.Fatalf("%v came back of %v, %v", back, rules, err)
		}
	}
}

func TestBoundariesThatAreNoneAreRefused(t *testing.T) {
	for _, text := range []string{
		"x", `{"a":1}`, `[{"from":"2026-03-02","hour":24}]`, `[{"hour":18}]`, `[{"from":"2026-03-02","hour":18},{"from":"2026-03-01","hour":12}]`,
	} {
		if b, err := diary.ParseBoundaries(text); err == nil {
			t.Errorf("%s: %v", text, b)
		}
	}
	if b, err := diary.ParseBoundaries(""); err != nil || b != nil {
		t.Errorf("nothing: %v, %v", b, err)
	}
}

// Who travels writes down the nights by the clock on the wall there.
func TestTheNightIsTheLocalOneOnAJourney(t *testing.T) {
	zone := func(name string) *time.Location {
		l, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		return l
	}
	berlin, york, auckland := zone("Europe/Berlin"), zone("America/New_York"), zone("Pacific/Auckland")
	for _, x := range []struct {
		at   time.Time
		want diary.Date
	}{
		{time.Date(2026, 3, 2, 23, 30, 0, 0, york), diary.MustDate(2026, 3, 2)},  // in bed in New York
		{time.Date(2026, 3, 3, 11, 0, 0, 0, berlin), diary.MustDate(2026, 3, 2)}, // the morning after the flight
		{time.Date(2026, 3, 3, 23, 0, 0, 0, berlin), diary.MustDate(2026, 3, 3)},
		{time.Date(2026, 3, 29, 2, 30, 0, 0, berlin), diary.MustDate(2026, 3, 28)}, // the hour that is left out
		{time.Date(2026, 10, 25, 2, 30, 0, 0, berlin), diary.MustDate(2026, 10, 24)},
	} {
		if got := diary.NightAt(x.at); got != x.want {
			t.Errorf("at %v it is the night of %v", x.at, got)
		}
	}
	// Over the date line a day comes twice; the night that was written down there is still no night to come.
	moment := time.Date(2026, 3, 3, 22, 0, 0, 0, auckland)
	there, here := diary.NightAt(moment), diary.NightAt(moment.In(zone("America/Los_Angeles")))
	if there.Sub(here) != 1 && there.Sub(here) != 2 {
		t.Errorf("in Auckland it is %v, in Los Angeles %v", there, here)
	}
	if err := (diary.Night{Date: there, Severity: diary.Some(3)}).Validate(here.AddDays(1)); err != nil && there.Sub(here) == 1 {
		t.Errorf("the night of Auckland is refused: %v", err)
	}
}
