package compare

import (
	"slices"
	"testing"

	"stillnight/internal/diary"
)

// Most medicines for restless legs are begun at a small dose that is raised week by week: no step of these has nights on
// both sides, all together have.
func TestDosesThatAreRaisedStepByStepAreOneStep(t *testing.T) {
	const runIn, none = 7, -1
	type step struct {
		kind           StepKind
		first, reached int // none where it was not raised
		from, to       float64
		runIn          int
	}
	for _, c := range []struct {
		name   string
		phases []diary.Phase
		want   []step
	}{
		{"week by week", []diary.Phase{phase(0, 7, 300), phase(7, 14, 600), phase(14, open, 900)}, []step{{Start, 0, 14, none, 900, 21}}},
		{"with the last night of each as its end", []diary.Phase{phase(0, 6, 300), phase(7, 13, 600), phase(14, open, 900)}, []step{{Start, 0, 14, none, 900, 21}}},
		{"every two weeks", []diary.Phase{phase(0, 14, 1), phase(14, 28, 2), phase(28, open, 3)}, []step{{Start, 0, 28, none, 3, 35}}},
		{"still at the first dose", []diary.Phase{phase(0, open, 300)}, []step{{Start, 0, none, none, 300, 7}}},
		{"long enough to be judged", []diary.Phase{phase(0, 21, 1), phase(21, open, 2)}, []step{{Start, 0, none, none, 1, 7}, {DoseChange, 21, none, 1, 2, 7}}},
		{"raised later on, in two steps", []diary.Phase{phase(0, 100, 1), phase(100, 107, 2), phase(107, open, 3)}, []step{{Start, 0, none, none, 1, 7}, {DoseChange, 100, 107, 1, 3, 14}}},
		{"lowered step by step", []diary.Phase{phase(0, 100, 3), phase(100, 107, 2), phase(107, open, 1)},
			[]step{{Start, 0, none, none, 3, 7}, {DoseChange, 100, 107, 3, 1, 14}}},
		{"lowered step by step and stopped", []diary.Phase{phase(0, 100, 3), phase(100, 107, 2), phase(107, 114, 1)},
			[]step{{Start, 0, none, none, 3, 7}, {Stop, 100, 114, 3, none, 0}}},
		{"lowered once and soon stopped", []diary.Phase{phase(0, 100, 3), phase(100, 120, 1)},
			[]step{{Start, 0, none, none, 3, 7}, {Stop, 100, 120, 3, none, 0}}},
		{"lowered, held, and stopped", []diary.Phase{phase(0, 100, 3), phase(100, 107, 2), phase(107, 128, 1)},
			[]step{{Start, 0, none, none, 3, 7}, {DoseChange, 100, 107, 3, 1, 14}, {Stop, 128, none, 1, none, 0}}},
		{"lowered every three weeks", []diary.Phase{phase(0, 100, 3), phase(100, 121, 2), phase(121, open, 1)},
			[]step{{Start, 0, none, none, 3, 7}, {DoseChange, 100, none, 3, 2, 7}, {DoseChange, 121, none, 2, 1, 7}}},
		{"lowered step by step and raised again", []diary.Phase{phase(0, 100, 3), phase(100, 107, 2), phase(107, 114, 1), phase(114, open, 3)},
			[]step{{Start, 0, none, none, 3, 7}, {DoseChange, 100, 107, 3, 1, 14}, {DoseChange, 114, none, 1, 3, 7}}},
		{"raised step by step, lowered step by step and stopped", []diary.Phase{phase(0, 7, 1), phase(7, 100, 2), phase(100, 107, 1), phase(107, 114, 0.5)},
			[]step{{Start, 0, 7, none, 2, 14}, {Stop, 100, 114, 2, none, 0}}},
		{"begun high, and less week by week", []diary.Phase{phase(0, 7, 3), phase(7, 14, 2), phase(14, open, 1)},
			[]step{{Start, 0, none, none, 3, 7}, {DoseChange, 7, 14, 3, 1, 14}}},
		{"lowered in another unit", []diary.Phase{phase(0, 100, 3), phase(100, 107, 2), {Start: day(107), Dose: diary.Some(1.0), Unit: "tablets"}},
			[]step{{Start, 0, none, none, 3, 7}, {DoseChange, 100, none, 3, 2, 7}, {DoseChange, 107, none, 2, 1, 7}}},
		{"less for a week", []diary.Phase{phase(0, 100, 2), phase(100, 107, 1), phase(107, open, 2)},
			[]step{{Start, 0, none, none, 2, 7}, {DoseChange, 100, none, 2, 1, 7}, {DoseChange, 107, none, 1, 2, 7}}},
		{"another unit", []diary.Phase{phase(0, 7, 1), {Start: day(7), Dose: diary.Some(2.0), Unit: "tablets"}}, []step{{Start, 0, none, none, 1, 7}, {DoseChange, 7, none, 1, 2, 7}}},
		{"begun again", []diary.Phase{phase(0, 50, 1), phase(90, 97, 1), phase(97, open, 2)},
			[]step{{Start, 0, none, none, 1, 7}, {Stop, 50, none, 1, none, 0}, {Restart, 90, 97, none, 2, 14}}},
		{"raised and stopped", []diary.Phase{phase(0, 7, 300), phase(7, 60, 600)}, []step{{Start, 0, 7, none, 600, 14}, {Stop, 60, none, 600, none, 0}}},
	} {
		d := diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Gabapentin", Phases: c.phases}}}
		got, err := Steps(d, Options{Windows: func(diary.Intervention) Windows { return Windows{RunIn: runIn, CarryOver: 7} }})
		if err != nil || len(got) != len(c.want) {
			t.Errorf("%s: %+v, want %+v (%v)", c.name, got, c.want, err)
			continue
		}
		for i, w := range c.want {
			reached := none
			if !got[i].Reached.IsZero() {
				reached = got[i].Reached.Sub(day(0))
			}
			if g := (step{got[i].Kind, got[i].First.Sub(day(0)), reached, got[i].From.Amount.Or(none), got[i].To.Amount.Or(none), got[i].Windows.RunIn}); g != w {
				t.Errorf("%s: step %d is %+v, want %+v", c.name, i, g, w)
			}
		}
	}
}

func TestAMedicineThatWasRaisedStepByStepIsJudged(t *testing.T) {
	d := roundsDiary(1, 2, 60, 3)
	d.Interventions[0].Phases = []diary.Phase{phase(60, 67, 300), phase(67, 74, 600), phase(74, open, 900)}
	r, err := All(d, Options{Outcomes: []Outcome{Severity}, Windows: func(diary.Intervention) Windows { return Windows{RunIn: 7, JudgeAfter: 28} }})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Comparisons) != 1 || r.Comparisons[0].Verdict != Better || r.Comparisons[0].Before.N != 56 || r.Comparisons[0].After.N != 39 {
		t.Errorf("%+v", r.Comparisons)
	}
}

// Nights on doses between are like neither those before nor those after: they are left out, as is what may linger then.
func TestAMedicineThatWasLoweredStepByStepIsJudged(t *testing.T) {
	windows := func(diary.Intervention) Windows { return Windows{RunIn: 7, CarryOver: 5, JudgeAfter: 28} }
	for _, c := range []struct {
		name     string
		phases   []diary.Phase
		kind     StepKind
		after    int
		left     Role
		leftOut  int
		lastStep int // first night of the step
	}{
		{"and stopped", []diary.Phase{phase(0, 60, 900), phase(60, 67, 600), phase(67, 74, 300)}, Stop, 41, CarryOver, 19, 60},
		{"and goes on", []diary.Phase{phase(0, 60, 900), phase(60, 67, 600), phase(67, open, 300)}, DoseChange, 46, RunIn, 14, 60},
	} {
		d := roundsDiary(1, 2, 60, 3)
		d.Interventions[0].Phases = c.phases
		r, err := All(d, Options{Outcomes: []Outcome{Severity}, Windows: windows})
		if err != nil {
			t.Fatal(err)
		}
		last := r.Comparisons[len(r.Comparisons)-1]
		left := 0
		for _, n := range last.Plan.Nights {
			if n.AfterSide && n.Role == c.left {
				left++
			}
		}
		s := last.Plan.Step
		if s.Kind != c.kind || s.First != day(c.lastStep) || (last.Verdict != Better && last.Verdict != Worse && last.Verdict != NoClearChange) || last.After.N != c.after || left != c.leftOut {
			t.Errorf("%s: %s on %s is %s with %d and %d nights, %d left out as %s", c.name, s.Kind, s.First, last.Verdict, last.Before.N, last.After.N, left, c.left)
		}
	}
}

// What comes back on a lower dose may be for want of it, and not augmentation.
func TestALowerDoseIsAnotherExplanation(t *testing.T) {
	for _, c := range []struct {
		name   string
		phases []diary.Phase
		want   bool
	}{
		{"lowered step by step", []diary.Phase{phase(60, 150, 3), phase(150, 157, 2), phase(157, open, 1)}, true},
		{"lowered at once", []diary.Phase{phase(60, 150, 3), phase(150, open, 1)}, true},
		{"the same", []diary.Phase{phase(60, open, 3)}, false},
		{"raised", []diary.Phase{phase(60, 150, 1), phase(150, open, 3)}, false},
		{"lowered in the last days", []diary.Phase{phase(60, 216, 3), phase(216, open, 1)}, false},
	} {
		d := diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Ropinirole", Phases: c.phases}}}
		for i := range 220 {
			severity, onset := 3, diary.Clock(600+i%3)
			if i < 60 || i >= 150 {
				severity = 7
			}
			if i >= 150 {
				onset = diary.Clock(330 + i%3)
			}
			d.Nights = append(d.Nights, diary.Night{Date: day(i), Severity: diary.Some(severity), Onset: diary.Some(onset)})
		}
		r, err := All(d, Options{Outcomes: []Outcome{Severity}, Dopaminergic: func(diary.Intervention) bool { return true }})
		if err != nil || len(r.Augmentation) != 1 || !r.Augmentation[0].Flagged() {
			t.Errorf("%s: %+v, %v", c.name, r.Augmentation, err)
			continue
		}
		if got := slices.Contains(r.Augmentation[0].Explanations, LowerDose); got != c.want {
			t.Errorf("%s: a lower dose as an explanation: %v", c.name, got)
		}
	}
}
