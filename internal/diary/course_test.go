package diary_test

import (
	"reflect"
	"slices"
	"testing"
	"time"

	"stillnight/internal/diary"
)

func march(d int) diary.Date { return diary.MustDate(2026, time.March, d) }

// massage is twice a week for three weeks, with all that can be said of a phase.
func massage() diary.Intervention {
	return diary.Intervention{Name: "Massage", Phases: []diary.Phase{{
		ID: 1, Start: march(2), Dose: diary.Some(30.0), Unit: "min", RunInDays: diary.Some(4), Overall: diary.Some(2),
		Schedule: diary.Schedule{TimesPerWeek: 2, Weeks: 3}, Times: []diary.Clock{540},
	}}}.Scheduled()
}

func nights(list []diary.Intake) (dates []diary.Date) {
	for _, in := range list {
		dates = append(dates, in.Night)
	}
	return dates
}

func TestACourseHasItsSessions(t *testing.T) {
	iv := massage()
	want := []diary.Date{march(2), march(5), march(9), march(12), march(16), march(19)}
	if got := nights(iv.Intakes); !slices.Equal(got, want) {
		t.Fatalf("sessions %v, want %v", got, want)
	}
	iv.Intakes[1].Status = diary.SessionDone
	iv.Phases[0].Start = march(3)
	iv = iv.Scheduled()
	want = []diary.Date{march(3), march(5), march(6), march(10), march(13), march(17), march(20)}
	if got := nights(iv.Intakes); !slices.Equal(got, want) {
		t.Errorf("moved by a day: %v, want %v", got, want)
	}
	if !slices.Contains(iv.Intakes, diary.Intake{Night: march(5), Status: diary.SessionDone}) {
		t.Error("a session done is gone")
	}
	if again := iv.Scheduled(); !reflect.DeepEqual(again, iv) {
		t.Errorf("done once more, it is %+v", again)
	}
}

func TestACourseEndsAfterItsWeeks(t *testing.T) {
	iv := massage()
	if iv.Phases[0].End != diary.Some(march(23)) || iv.PhaseOn(march(23)) >= 0 {
		t.Errorf("it ends %v", iv.Phases[0].End)
	}
	iv.Phases[0].End = diary.Some(march(10)) // broken off
	if iv = iv.Scheduled(); iv.Phases[0].End != diary.Some(march(10)) || len(iv.Intakes) != 3 {
		t.Errorf("broken off, it ends %v with %d sessions", iv.Phases[0].End, len(iv.Intakes))
	}
}

func TestACourseOfEveryNightEndsAfterItsWeeksToo(t *testing.T) {
	iv := diary.Intervention{Phases: []diary.Phase{{Start: march(2), Schedule: diary.Schedule{Weeks: 3}}}}.Scheduled()
	if iv.Phases[0].End != diary.Some(march(23)) || len(iv.Intakes) != 0 {
		t.Errorf("it ends %v, with %d sessions", iv.Phases[0].End, len(iv.Intakes))
	}
	iv.Phases[0] = diary.Phase{Start: march(2), Schedule: diary.Schedule{Weeks: 3, AsNeeded: true}}
	if iv = iv.Scheduled(); iv.Phases[0].End.IsSet() {
		t.Errorf("what is taken as needed ends %v", iv.Phases[0].End)
	}
}

func TestAnotherScheduleLeavesNoSessionsOfTheOldOne(t *testing.T) {
	iv := massage().Unscheduled()
	iv.Phases[0].Schedule, iv.Phases[0].End = diary.Schedule{}, diary.None[diary.Date]()
	if iv = iv.Scheduled(); slices.ContainsFunc(iv.Intakes, func(in diary.Intake) bool { return in.Status == diary.Planned }) {
		t.Errorf("every night now, and still planned for %v", nights(iv.Intakes))
	}
	iv = massage()
	iv.Intakes[1].Status = diary.SessionDone
	if again := iv.Unscheduled().Scheduled(); !reflect.DeepEqual(nights(again.Intakes), nights(iv.Intakes)) {
		t.Errorf("the same schedule plans %v, want %v", nights(again.Intakes), nights(iv.Intakes))
	}
}

func TestAPlansStopSaysWhatStandsInItsWay(t *testing.T) {
	plan := diary.PlannedComparison{}
	twoDoses := massage().Begin(march(10), massage().Again(march(10)))
	if got, fault := plan.Stop(twoDoses, march(8)); fault != diary.TakenLater || !reflect.DeepEqual(got, twoDoses) {
		t.Errorf("%q, %+v", fault, got.Phases)
	}
	if got, fault := plan.Stop(massage(), march(2)); fault != "" || len(got.Phases) != 0 {
		t.Errorf("on its first night: %q, %+v", fault, got.Phases)
	}
}

func TestABeginningIsLikeTheLastOne(t *testing.T) {
	stopped, fault := massage().Stop(march(10), false, "better")
	if fault != "" {
		t.Fatal(fault)
	}
	want := massage().Phases[0]
	for name, began := range map[string]diary.Intervention{
		"another dose": massage().Begin(march(10), massage().Again(march(10))),
		"a restart":    stopped.Begin(march(20), stopped.Again(march(20))),
	} {
		p := began.Phases[len(began.Phases)-1]
		if p.Dose != want.Dose || p.Unit != want.Unit || p.RunInDays != want.RunInDays || !slices.Equal(p.Times, want.Times) || p.Schedule.TimesPerWeek != 2 {
			t.Errorf("%s: %+v", name, p)
		}
		if p.ID != 0 || p.Overall.IsSet() || p.StopReason != "" {
			t.Errorf("%s takes over what was said of the time before: %+v", name, p)
		}
		if err := began.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	plan := diary.PlannedComparison{RunInDays: 9, OnDays: 33}.Begin(stopped, march(20))
	if p := plan.Phases[1]; p.RunInDays != diary.Some(9) || p.Schedule.TimesPerWeek != 2 || p.Dose != want.Dose || p.End != diary.Some(march(20).AddDays(35)) {
		t.Errorf("a plan begins %+v", p)
	}
}

func TestACourseGoesOnWithAnotherDose(t *testing.T) {
	iv := massage()
	next := iv.Again(march(9))
	next.Dose = diary.Some(60.0)
	iv = iv.Begin(march(9), next)
	if got, want := nights(iv.Intakes), nights(massage().Intakes); !slices.Equal(got, want) {
		t.Errorf("sessions %v, want %v", got, want)
	}
}

func TestWhatBeginsOnTheFirstNightTakesThePlaceOfThePhase(t *testing.T) {
	next := massage().Again(march(2))
	next.Dose = diary.Some(60.0)
	iv := massage().Begin(march(2), next)
	if len(iv.Phases) != 1 || iv.Phases[0].Dose != diary.Some(60.0) || iv.Phases[0].ID != 1 || iv.Phases[0].Overall != diary.Some(2) {
		t.Errorf("phases %+v", iv.Phases)
	}
}

func TestStop(t *testing.T) {
	twoDoses := massage().Begin(march(10), massage().Again(march(10)))
	for _, x := range []struct {
		name  string
		iv    diary.Intervention
		from  diary.Date
		fault diary.StopFault
		ends  []diary.Date
	}{
		{"in the middle", massage(), march(10), "", []diary.Date{march(10)}},
		{"on its first night", massage(), march(2), diary.BegunThen, nil},
		{"before its first night", massage(), march(1), diary.NotTakenThen, nil},
		{"on the night of another dose", twoDoses, march(10), "", []diary.Date{march(10)}},
		{"before another dose", twoDoses, march(8), diary.TakenLater, nil},
		{"with another dose", twoDoses, march(12), "", []diary.Date{march(10), march(12)}},
	} {
		t.Run(x.name, func(t *testing.T) {
			before := x.iv.Scheduled()
			got, fault := x.iv.Stop(x.from, true, "holiday")
			if fault != x.fault {
				t.Fatalf("fault %q, want %q", fault, x.fault)
			}
			if !reflect.DeepEqual(x.iv.Scheduled(), before) {
				t.Error("what was given is changed")
			}
			if fault != "" {
				return
			}
			var ends []diary.Date
			for _, p := range got.Phases {
				end, _ := p.End.Get()
				ends = append(ends, end)
			}
			last := got.Phases[len(got.Phases)-1]
			if !slices.Equal(ends, x.ends) || !last.Paused || last.StopReason != "holiday" || got.PhaseOn(x.from) >= 0 {
				t.Errorf("phases %+v", got.Phases)
			}
			for _, in := range got.Intakes {
				if !in.Night.Before(x.from) {
					t.Errorf("a session is planned on %s", in.Night)
				}
			}
			if err := got.Validate(); err != nil {
				t.Error(err)
			}
		})
	}
	ended, _ := massage().Stop(march(10), false, "")
	if _, fault := ended.Stop(march(15), false, ""); fault != diary.NotTakenThen {
		t.Errorf("stopped twice: %q", fault)
	}
}

func TestAPlanThatCannotBePlacedIsRefused(t *testing.T) {
	good := diary.PlannedComparison{InterventionID: 1, Begun: march(1), BaselineDays: 14, RunInDays: 7, OnDays: 28, OffDays: 21, Starts: []diary.DrawnStart{
		{Earliest: march(15), Latest: march(28), Drawn: march(20)},
		{Earliest: march(20).AddDays(49), Latest: march(20).AddDays(62), Drawn: march(20).AddDays(50)},
	}}
	if err := good.Validate(); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*diary.PlannedComparison){
		"a run-in longer than the nights with it": func(p *diary.PlannedComparison) { p.RunInDays = 28 },
		"a start within the baseline":             func(p *diary.PlannedComparison) { p.BaselineDays = 20 },
		"rounds that overlap":                     func(p *diary.PlannedComparison) { p.OnDays = 40 },
		"rounds out of order":                     func(p *diary.PlannedComparison) { slices.Reverse(p.Starts) },
	} {
		p := good
		p.Starts = slices.Clone(good.Starts)
		spoil(&p)
		if p.Validate() == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}
