package remedies

import (
	"testing"
	"time"

	"stillnight/internal/diary"
)

func day(d int) diary.Date { return diary.MustDate(2026, time.March, d) }

var course = diary.Intervention{Name: "Iron", Phases: []diary.Phase{{Start: day(1), Dose: diary.Some(65.0), Unit: "mg"}}}

func TestAnotherDoseBeginsAPhaseOfItsOwn(t *testing.T) {
	iv := changeDose(course, day(10), diary.Some(130.0), "mg")
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

func TestStoppedAndStartedAgainLeavesAGap(t *testing.T) {
	iv, ok := stop(course, day(10), true, "holiday")
	if !ok || stateOn(iv, day(12)) != paused || stateOn(iv, day(9)) != active {
		t.Errorf("stopped %v, %v on the 12th", ok, stateOn(iv, day(12)))
	}
	iv = changeDose(iv, day(20), diary.Some(65.0), "mg")
	if len(iv.Phases) != 2 || iv.PhaseOn(day(15)) != -1 || stateOn(iv, day(20)) != active {
		t.Errorf("phases %+v", iv.Phases)
	}
}

func TestTwiceAWeekForThreeWeeksMakesSixSessions(t *testing.T) {
	iv := course
	iv.Phases = []diary.Phase{{Start: day(2), Schedule: diary.Schedule{TimesPerWeek: 2, Weeks: 3}}}
	iv.Intakes = []diary.Intake{{Night: day(5), Status: diary.SessionDone}}
	iv = withSessions(iv)
	want := []diary.Date{day(2), day(5), day(9), day(12), day(16), day(19)}
	if len(iv.Intakes) != len(want) {
		t.Fatalf("sessions %+v", iv.Intakes)
	}
	for i, in := range iv.Intakes {
		if in.Night != want[i] {
			t.Errorf("session %d is on %s, want %s", i, in.Night, want[i])
		}
	}
	if iv.Intakes[1].Status != diary.SessionDone {
		t.Error("a session done became a plan")
	}
}

func TestTheSameSeedDrawsTheSameStarts(t *testing.T) {
	p := diary.PlannedComparison{InterventionID: 1, Begun: day(1), BaselineDays: 21, OnDays: 28, OffDays: 21}
	a, b := draw(7, p, 2), draw(7, p, 2)
	if err := a.Validate(); err != nil {
		t.Fatal(err)
	}
	if a.Starts[0] != b.Starts[0] || a.Starts[1] != b.Starts[1] {
		t.Errorf("%v and %v", a.Starts, b.Starts)
	}
}
