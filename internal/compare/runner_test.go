package compare

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"stillnight/internal/diary"
)

// What a runner keeps from one comparison to the next, such as gains and sums, changes nothing: a new one gives the same.
func TestARunnerRemembersNothingOfTheComparisonsBefore(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 7))
	used := new(runner)
	whole := 0
	for range 12 {
		d := longDiary(1+r.IntN(4), 2+r.IntN(7))
		d.Nights = d.Nights[r.IntN(200):]
		windows := Windows{RunIn: r.IntN(30), JudgeAfter: 30, CarryOver: r.IntN(14), Onset: r.IntN(60)}
		p, err := newPlanner(d, Options{Windows: func(diary.Intervention) Windows { return windows }})
		if err != nil {
			t.Fatal(err)
		}
		for range 8 {
			plan := p.plan(r.IntN(len(p.steps)), []Outcome{Severity, SleepHours}[r.IntN(2)])
			if plan.rule() == WholeHistory {
				whole++
			}
			got, err := used.run(plan)
			if err != nil {
				t.Fatal(err)
			}
			want, err := Run(plan)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Fatalf("%s %s of %s: %+v, by a new one %+v, %v", plan.Outcome, plan.Step.Kind, plan.Step.Intervention, got.Effect, want.Effect, err)
			}
		}
	}
	if whole < 10 {
		t.Errorf("only %d by the whole history", whole)
	}
}
