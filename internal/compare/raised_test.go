package compare

import (
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
