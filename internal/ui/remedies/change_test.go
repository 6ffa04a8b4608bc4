package remedies

import (
	"slices"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func day(d int) diary.Date { return diary.MustDate(2026, time.March, d) }

var course = diary.Intervention{Name: "Iron", Phases: []diary.Phase{{Start: day(1), Dose: diary.Some(65.0), Unit: "mg"}}}

func TestAnotherDoseBeginsAPhaseOfItsOwn(t *testing.T) {
	iv := changeDose(course, diary.Phase{Start: day(10), Dose: diary.Some(130.0), Unit: "mg"})
	if len(iv.Phases) != 2 || iv.Phases[0].End != diary.Some(day(10)) || iv.Phases[1].Start != day(10) {
		t.Errorf("phases %+v", iv.Phases)
	}
	if course.Phases[0].End.IsSet() {
		t.Error("the remedy on show was changed too")
	}
	if err := iv.Validate(); err != nil {
		t.Error(err)
	}
}

func TestTheSameSeedDrawsTheSameStarts(t *testing.T) {
	p := diary.PlannedComparison{InterventionID: 1, Begun: day(1), BaselineDays: 21, OnDays: 28, OffDays: 21}
	a, b := draw(7, p, 2, day(1)), draw(7, p, 2, day(1))
	if err := a.Validate(); err != nil {
		t.Fatal(err)
	}
	if a.Starts[0] != b.Starts[0] || a.Starts[1] != b.Starts[1] {
		t.Errorf("%v and %v", a.Starts, b.Starts)
	}
}

func TestNightsInWhichARemedyLingersAreNotKnownAsWithoutIt(t *testing.T) {
	iv := diary.Intervention{Name: "Tea", Phases: []diary.Phase{{Start: day(8), End: diary.Some(day(10))}}}
	for _, x := range []struct {
		night, fade int
		want        bool
	}{{7, 5, true}, {8, 5, false}, {9, 0, false}, {10, 0, true}, {10, 5, false}, {14, 5, false}, {15, 5, true}} {
		if got := freeOf(iv, day(x.night), x.fade); got != x.want {
			t.Errorf("%d March with %d nights of lingering: %v", x.night, x.fade, got)
		}
	}
}

func TestTimesOfDayAreReadAsTheyAreShown(t *testing.T) {
	morning, night := diary.Clock(1145), diary.Clock(600) // minutes after noon: 07:05 and 22:00
	for _, region := range []string{"en-GB", "en-US", "es-MX", "es-ES", "de-DE", "fr-CA", "fr-FR", "nl-NL", "en-AU"} {
		l, err := i18n.New(region)
		if err != nil {
			t.Fatal(err)
		}
		texts := []string{l.Clock(morning) + ", " + l.Clock(night), l.Clock(morning) + ";" + l.Clock(night) + ",", l.Clock(morning) + " " + l.Clock(night), "7.05 am 10 p. m.", "7:05AM 22:00"}
		for _, text := range texts {
			if got, fault := readTimes(l, text); fault != "" || !slices.Equal(got, []diary.Clock{morning, night}) {
				t.Errorf("%s: %q is read as %v, %s", region, text, got, fault)
			}
		}
		if shown := writeTimes(l, []diary.Clock{morning, night}); shown != texts[0] {
			t.Errorf("%s: shown as %q", region, shown)
		}
		for text, key := range map[string]string{"7:05 am, soon": "field.clock.fault", "7:05 am, 10": "field.clock.half", "8 10:00 pm": "field.clock.half"} {
			want := ""
			if key != "field.clock.half" || l.TwelveHours() {
				want = l.T(key)
			}
			if _, fault := readTimes(l, text); fault != want {
				t.Errorf("%s: of %q it says %q, want %q", region, text, fault, want)
			}
		}
	}
}

func TestWhereARemedyStands(t *testing.T) {
	over := func(from, to int, paused bool) diary.Phase {
		return diary.Phase{Start: day(from), End: diary.Some(day(to)), Paused: paused}
	}
	for _, x := range []struct {
		name   string
		phases []diary.Phase
		want   state
	}{
		{"without a time", nil, noted},
		{"taken", []diary.Phase{{Start: day(1)}}, active},
		{"stopped", []diary.Phase{over(1, 10, false)}, ended},
		{"paused", []diary.Phase{over(1, 10, true)}, paused},
		{"to begin", []diary.Phase{{Start: day(20)}}, planned},
		{"stopped, to begin again", []diary.Phase{over(1, 10, false), {Start: day(20)}}, planned},
		{"paused, to begin again", []diary.Phase{over(1, 10, true), {Start: day(20)}}, planned},
	} {
		if got := stateOn(diary.Intervention{Phases: x.phases}, day(15)); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
}

func TestAStartThatIsDrawnIsStillToCome(t *testing.T) {
	p := diary.PlannedComparison{InterventionID: 1, Begun: day(1), BaselineDays: 7, OnDays: 28}
	for seed := range int64(50) {
		plan := draw(seed, p, 1, day(25))
		if plan.Starts[0].Drawn.Before(day(25)) {
			t.Fatalf("seed %d: drawn for %s", seed, plan.Starts[0].Drawn)
		}
		if err := plan.Validate(); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOnlyNightsAsThePlanAskedForCount(t *testing.T) {
	p := diary.PlannedComparison{InterventionID: 1, Begun: day(1), BaselineDays: 7, RunInDays: 2, OnDays: 10, Starts: []diary.DrawnStart{{Earliest: day(8), Latest: day(21), Drawn: day(10)}}}
	var list []diary.Night
	for d := 1; d < 25; d++ {
		list = append(list, diary.Night{Date: day(d), Severity: diary.Some(5)})
	}
	for _, x := range []struct {
		name          string
		phases        []diary.Phase
		without, with int
	}{
		{"never begun", nil, 9, 0},
		{"as planned", []diary.Phase{{Start: day(10)}}, 9, 8},
		{"begun too early", []diary.Phase{{Start: day(5)}}, 4, 8},
		{"begun three nights late", []diary.Phase{{Start: day(13)}}, 9, 5},
	} {
		without, with := progress(p, diary.Intervention{Phases: x.phases}, list)
		if without != x.without || with != x.with {
			t.Errorf("%s: %d nights without and %d with it", x.name, without, with)
		}
	}
}
