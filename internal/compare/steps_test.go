package compare

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"stillnight/internal/diary"
)

func day(n int) diary.Date { return stepDate.AddDays(n) }

func phase(from int, to int, mg float64) diary.Phase {
	p := diary.Phase{Start: day(from), Dose: diary.Some(mg), Unit: "mg"}
	if to != open {
		p.End = diary.Some(day(to))
	}
	return p
}

const open = 1 << 20

func TestStepsOfOneRemedy(t *testing.T) {
	type step struct {
		kind  StepKind
		first int
		phase int
	}
	for _, c := range []struct {
		name   string
		phases []diary.Phase
		want   []step
	}{
		{"never taken", nil, nil},
		{"goes on", []diary.Phase{phase(0, open, 1)}, []step{{Start, 0, 0}}},
		{"stopped", []diary.Phase{phase(0, 30, 1)}, []step{{Start, 0, 0}, {Stop, 30, 0}}},
		{"dose raised", []diary.Phase{phase(0, 30, 1), phase(30, open, 3)}, []step{{Start, 0, 0}, {DoseChange, 30, 1}}},
		{"end written as the last night", []diary.Phase{phase(0, 29, 1), phase(30, open, 3)}, []step{{Start, 0, 0}, {DoseChange, 30, 1}}},
		{"the same dose goes on", []diary.Phase{phase(0, 30, 1), phase(30, open, 1)}, []step{{Start, 0, 0}}},
		{"two nights between are a stop", []diary.Phase{phase(0, 28, 1), phase(30, open, 1)}, []step{{Start, 0, 0}, {Stop, 28, 0}, {Restart, 30, 1}}},
		{"on, off, on, off", []diary.Phase{phase(0, 20, 1), phase(40, 60, 1)}, []step{{Start, 0, 0}, {Stop, 20, 0}, {Restart, 40, 1}, {Stop, 60, 1}}},
		{"written out of order", []diary.Phase{phase(30, open, 3), phase(0, 30, 1)}, []step{{Start, 0, 1}, {DoseChange, 30, 0}}},
	} {
		d := diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Iron", Phases: c.phases}}}
		got, err := Steps(d, Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %d steps, want %d", c.name, len(got), len(c.want))
			continue
		}
		for i, w := range c.want {
			if got[i].Kind != w.kind || got[i].First != day(w.first) || got[i].Phase != w.phase {
				t.Errorf("%s: step %d is %s on %s of phase %d, want %+v", c.name, i, got[i].Kind, got[i].First, got[i].Phase, w)
			}
			end, ended := got[i].End.Get()
			if ended != (i+1 < len(c.want)) || (ended && end != day(c.want[i+1].first)) {
				t.Errorf("%s: step %d ends %v", c.name, i, got[i].End)
			}
		}
	}
}

func TestPhasesThatCannotBeAreNamed(t *testing.T) {
	for _, c := range []struct {
		name   string
		phases []diary.Phase
		phase  int
		reason diary.Reason
	}{
		{"no nights", []diary.Phase{phase(0, 0, 1)}, 0, diary.EndNotAfter},
		{"ends before it starts", []diary.Phase{phase(0, 10, 1), phase(20, 15, 1)}, 1, diary.EndNotAfter},
		{"overlapping", []diary.Phase{phase(0, 20, 1), phase(19, 40, 2)}, 1, diary.Overlaps},
		{"after one that never ends", []diary.Phase{phase(0, open, 1), phase(19, 40, 2)}, 1, diary.Overlaps},
		{"no start", []diary.Phase{{}}, 0, diary.Required},
	} {
		d := diary.Diary{Interventions: []diary.Intervention{{Name: "Iron", Phases: c.phases}}}
		for what, err := range map[string]error{"Steps": second(Steps(d, Options{})), "All": second(All(d, Options{})), "Triggers": second(Triggers(d, Severity, Options{}))} {
			var e *PhaseError
			if !errors.As(err, &e) || e.Intervention != "Iron" || e.Phase != c.phase || e.Reason != c.reason {
				t.Errorf("%s: %s gave %v", c.name, what, err)
			}
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestNightsThatCannotBeAreNamed(t *testing.T) {
	for _, c := range []struct {
		name   string
		nights []diary.Night
		reason diary.Reason
	}{
		{"twice", []diary.Night{{Date: day(0)}, {Date: day(1)}, {Date: day(0)}}, diary.Duplicate},
		{"no date", []diary.Night{{}}, diary.Required},
		{"not a number", []diary.Night{{Date: day(0), SleepHours: diary.Some(math.NaN())}}, diary.NotANumber},
		{"infinite", []diary.Night{{Date: day(0), SleepHours: diary.Some(math.Inf(1))}}, diary.NotANumber},
	} {
		_, err := All(diary.Diary{Nights: c.nights}, Options{})
		var e *NightError
		if !errors.As(err, &e) || e.Reason != c.reason {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

// roles tells what becomes of the nights from first to last, one letter each.
func roles(t *testing.T, d diary.Diary, k int, opts Options) map[diary.Date]Role {
	t.Helper()
	steps, err := Steps(d, opts)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := NewPlan(d, steps[k], Severity, opts)
	if err != nil {
		t.Fatal(err)
	}
	all := map[diary.Date]Role{}
	for _, n := range plan.Nights {
		all[n.Date] = n.Role
		if n.AfterSide != !n.Date.Before(steps[k].First) {
			t.Errorf("%s is on the wrong side", n.Date)
		}
	}
	return all
}

func fives(n int) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = 5
	}
	return s
}

func TestWhichNightsCount(t *testing.T) {
	d := diaryOf(fives(100), fives(200))
	d.Interventions[0].Phases = []diary.Phase{phase(0, 70, 1), phase(70, 120, 3)}
	d.Interventions[0].Phases[0].RunInDays = diary.Some(7)
	d.Interventions[0].Phases[1].RunInDays = diary.Some(3)
	d.Interventions[0].CarryOverDays = diary.Some(10)
	d.Nights[100+20].Unusual = diary.Travel
	d.Nights[100+21].Severity = diary.None[int]()
	d.Nights = append(d.Nights[:100+22], d.Nights[100+23:]...) // night 22 is missing

	for _, c := range []struct {
		name string
		step int
		want map[int]Role
	}{
		{"start", 0, map[int]Role{-57: "", -56: Before, -1: Before, 0: RunIn, 6: RunIn, 7: After, 20: UnusualRole, 21: NoValue, 22: NotRecorded, 62: After, 63: ""}},
		{"dose change: before is the first dose alone, settled in", 1, map[int]Role{13: "", 14: Before, 69: Before, 70: RunIn, 72: RunIn, 73: After, 119: After, 120: ""}},
		{"stop: what lingers is left out", 2, map[int]Role{69: "", 70: RunIn, 72: RunIn, 73: Before, 119: Before, 120: CarryOver, 129: CarryOver, 130: After, 185: After, 186: ""}},
	} {
		got := roles(t, d, c.step, Options{})
		for n, want := range c.want {
			if got[day(n)] != want {
				t.Errorf("%s: night %d is %q, want %q", c.name, n, got[day(n)], want)
			}
		}
	}
}

func TestARestartDoesNotCountWhatLingers(t *testing.T) {
	d := diaryOf(fives(60), fives(120))
	d.Interventions[0].Phases = []diary.Phase{phase(0, 40, 1), phase(60, 100, 1)}
	d.Interventions[0].CarryOverDays = diary.Some(5)
	got := roles(t, d, 2, Options{})
	for n, want := range map[int]Role{39: "", 40: CarryOver, 44: CarryOver, 45: Before, 59: Before, 60: After, 99: After, 100: ""} {
		if got[day(n)] != want {
			t.Errorf("night %d is %q, want %q", n, got[day(n)], want)
		}
	}
}

func TestWindowsComeFromTheUserThenTheCatalogue(t *testing.T) {
	iv := diary.Intervention{Name: "Iron", Phases: []diary.Phase{{Start: day(0)}}}
	opts := Options{Windows: func(diary.Intervention) Windows { return Windows{RunIn: 28, JudgeAfter: 84, CarryOver: 90} }}
	steps, err := Steps(diary.Diary{Interventions: []diary.Intervention{iv}}, opts)
	if err != nil || steps[0].Windows != (Windows{RunIn: 28, JudgeAfter: 84, CarryOver: 90}) {
		t.Errorf("catalogue: %+v, %v", steps[0].Windows, err)
	}
	iv.CarryOverDays, iv.JudgeAfterDays, iv.Phases[0].RunInDays = diary.Some(1), diary.Some(2), diary.Some(0)
	steps, err = Steps(diary.Diary{Interventions: []diary.Intervention{iv}}, opts)
	if err != nil || steps[0].Windows != (Windows{RunIn: 0, JudgeAfter: 2, CarryOver: 1}) {
		t.Errorf("user: %+v, %v", steps[0].Windows, err)
	}
}

func TestPeriodKeepsItsStepsAndWhatWasBefore(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 9))
	d := diaryOf(noisy(r, 60, 6), noisy(r, 100, 4))
	d.Interventions[0].Phases = []diary.Phase{phase(0, 50, 1), phase(50, open, 2)}
	results, err := All(d, Options{From: day(0), To: day(30)})
	if err != nil {
		t.Fatal(err)
	}
	c := results.Comparisons[0]
	if len(results.Comparisons) != 1 || c.Before.N != 56 || c.After.N != 31 {
		t.Errorf("%d comparisons, %d nights before, %d after", len(results.Comparisons), c.Before.N, c.After.N)
	}
}

func TestOnlyOutcomesThatWereRecordedAreCompared(t *testing.T) {
	d := diaryOf(fives(20), fives(20))
	results, err := All(d, Options{})
	if err != nil || len(results.Comparisons) != 1 {
		t.Fatalf("%d comparisons, %v", len(results.Comparisons), err)
	}
	d.Nights[3].Onset = diary.Some(diary.Clock(500))
	results, err = All(d, Options{})
	if err != nil || len(results.Comparisons) != 2 || results.Comparisons[1].Verdict != TooEarly || !results.Comparisons[1].Secondary {
		t.Errorf("%d comparisons, %v", len(results.Comparisons), err)
	}
}

func TestNightsMayBelongToTheMonthTheClocksChange(t *testing.T) {
	// 29 March 2026 has 23 hours in Europe; a night is a date, so nothing is lost or doubled.
	d := diaryOf(fives(14), fives(60))
	got := roles(t, d, 0, Options{})
	if got[diary.MustDate(2026, time.March, 28)] != After || got[diary.MustDate(2026, time.March, 29)] != After {
		t.Error("a night at the change of the clocks is not counted")
	}
}

func TestAStartKnownToTheMonthLeavesTheMonthOut(t *testing.T) {
	start := diary.MustDate(2026, 3, 1)
	for _, c := range []struct {
		is    diary.StartPrecision
		steps int
		runIn int
	}{{diary.ToTheDay, 1, 5}, {diary.ToTheMonth, 1, 35}, {diary.ToTheYear, 0, 0}, {diary.AboutThen, 0, 0}, {diary.StartNotKnown, 0, 0}} {
		iv := diary.Intervention{Name: "Iron", Phases: []diary.Phase{{Start: start, StartIs: c.is, RunInDays: diary.Some(5)}}}
		steps, err := Steps(diary.Diary{Interventions: []diary.Intervention{iv}}, Options{})
		if err != nil || len(steps) != c.steps {
			t.Fatalf("%q: %d steps, %v", c.is, len(steps), err)
		}
		if c.steps == 1 && (steps[0].First != start || steps[0].Windows.RunIn != c.runIn) {
			t.Errorf("%q: from %v, run-in %d", c.is, steps[0].First, steps[0].Windows.RunIn)
		}
	}
}
