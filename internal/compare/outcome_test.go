package compare

import (
	"slices"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
)

func TestEveryOutcomeIsWorkedOutFromItsFields(t *testing.T) {
	for _, o := range Outcomes {
		n := diary.Night{Date: diary.MustDate(2026, 3, 2)}
		if o.Of(n).IsSet() {
			t.Errorf("%s has a value on an empty night", o)
		}
		for _, name := range o.Fields() {
			f, ok := diary.NightField(name)
			if !ok {
				t.Fatalf("%s: no such field as %q", o, name)
			}
			diarytest.Answer(t, f, &n)
		}
		v, ok := o.Of(n).Get()
		if low, high := o.Range(); !ok || v < low || v > high || low >= high {
			t.Errorf("%s is %v %v with its fields, of %v to %v", o, v, ok, low, high)
		}
	}
}

func TestSleepEfficiencyIsTheShareOfTheNightInBedThatWasSlept(t *testing.T) {
	clock := func(hour, minute int) diary.Optional[diary.Clock] {
		c, err := diary.ClockFrom(hour, minute)
		if err != nil {
			t.Fatal(err)
		}
		return diary.Some(c)
	}
	none := diary.None[diary.Clock]()
	for name, c := range map[string]struct {
		tried, up diary.Optional[diary.Clock]
		slept     diary.Optional[float64]
		want      diary.Optional[float64]
	}{
		"over midnight":             {clock(23, 0), clock(7, 0), diary.Some(6.0), diary.Some(75.0)},
		"all of the night":          {clock(23, 0), clock(7, 0), diary.Some(8.0), diary.Some(100.0)},
		"rounded up by a quarter":   {clock(23, 10), clock(7, 0), diary.Some(8.0), diary.Some(100.0)},
		"more than the night":       {clock(23, 0), clock(7, 0), diary.Some(9.0), diary.None[float64]()},
		"up before one lay down":    {clock(23, 0), clock(22, 0), diary.Some(1.0), diary.None[float64]()},
		"slept by day":              {clock(8, 30), clock(16, 0), diary.Some(6.0), diary.Some(80.0)},
		"no sleep at all":           {clock(23, 0), clock(7, 0), diary.Some(0.0), diary.Some(0.0)},
		"nobody knows when":         {none, clock(7, 0), diary.Some(6.0), diary.None[float64]()},
		"nobody knows until when":   {clock(23, 0), none, diary.Some(6.0), diary.None[float64]()},
		"nobody knows how long":     {clock(23, 0), clock(7, 0), diary.None[float64](), diary.None[float64]()},
		"neither night nor no time": {clock(23, 0), clock(23, 0), diary.Some(0.0), diary.None[float64]()},
	} {
		n := diary.Night{TriedToSleep: c.tried, GotUp: c.up, SleepHours: c.slept}
		if got := SleepEfficiency.Of(n); got != c.want {
			t.Errorf("%s: %v, not %v", name, got, c.want)
		}
	}
}

func TestEveryOutcomeIsMeasuredAsItsLineSays(t *testing.T) {
	for _, o := range Outcomes {
		if found, ok := ParseOutcome(string(o)); !ok || found != o {
			t.Errorf("%s is not found by its name", o)
		}
		if !slices.Contains(Units, o.Unit()) {
			t.Errorf("%s is measured in %q", o, o.Unit())
		}
		low, high := o.Range()
		for _, mean := range []float64{low, (low + high) / 2, high} {
			if x := o.MinimalImportant(mean); x < o.Step() || x > high-low {
				t.Errorf("%s: a change matters from %v with a mean of %v", o, x, mean)
			}
		}
	}
	if _, ok := ParseOutcome("happiness"); ok {
		t.Error("a stranger is taken for an outcome")
	}
}
