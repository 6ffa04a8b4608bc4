package compare

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
)

// historyCase is a diary of testdata/history-reference.json.
type historyCase struct {
	Nights []struct {
		Date    diary.Date
		Value   float64
		Unusual bool
	}
	Phases  []historyPhase
	Others  []historyPhase
	Carry   int
	Outcome Outcome
	Want    map[string]any
}

type historyPhase struct {
	Start diary.Date
	End   diary.Optional[diary.Date]
	RunIn int `json:"run_in"`
	Carry int
}

func (p historyPhase) phase(dose float64) diary.Phase {
	return diary.Phase{Start: p.Start, End: p.End, RunInDays: diary.Some(p.RunIn), Dose: diary.Some(dose), Unit: "mg"}
}

func (c historyCase) diary() diary.Diary {
	var d diary.Diary
	for _, n := range c.Nights {
		night := with(diary.Night{Date: n.Date}, c.Outcome, n.Value)
		if n.Unusual {
			night.Unusual = diary.Illness
		}
		d.Nights = append(d.Nights, night)
	}
	this := diary.Intervention{ID: 1, Name: "This", CarryOverDays: diary.Some(c.Carry)}
	for i, p := range c.Phases {
		this.Phases = append(this.Phases, p.phase(float64(i+1)))
	}
	d.Interventions = append(d.Interventions, this)
	for i, o := range c.Others {
		d.Interventions = append(d.Interventions, diary.Intervention{ID: int64(i + 2), Name: fmt.Sprintf("Other %d", i+1), CarryOverDays: diary.Some(o.Carry), Phases: []diary.Phase{o.phase(1)}})
	}
	return d
}

// TestWholeHistoryAgainstTheReferenceProgram holds the rule, from the diary on, against
// testdata/history_reference.py, which works with whole matrices and was written from the specification.
func TestWholeHistoryAgainstTheReferenceProgram(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "history-reference.json"))
	if err != nil {
		t.Fatal(err)
	}
	var fixture struct {
		Start diary.Date
		Cases []historyCase
	}
	if err := json.Unmarshal(data, &fixture); err != nil {
		t.Fatal(err)
	}
	rules := map[Rule]int{}
	for i, rc := range fixture.Cases {
		results, err := All(rc.diary(), Options{Outcomes: []Outcome{rc.Outcome}})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range results.Comparisons {
			s := c.Plan.Step
			if s.Index != 0 || s.First != fixture.Start {
				continue
			}
			e, ok := c.Effect.Get()
			if !ok {
				t.Errorf("case %d: no effect", i)
				continue
			}
			rules[e.Rule]++
			got := map[string]any{
				"rule": string(e.Rule), "effect": e.Change, "ci_low": e.CI.Low, "ci_high": e.CI.High, "p_below_0": e.BelowZero, "kappa": e.Kappa,
				"df": e.DF, "phi": e.Phi, "wander": e.RandomWalk, "looked_back": float64(e.LookedBack),
			}
			for name, want := range rc.Want {
				switch want := want.(type) {
				case string:
					if got[name] != want {
						t.Errorf("case %d: %s = %v, want %s", i, name, got[name], want)
					}
				case float64:
					if x, ok := got[name].(float64); ok && !close(x, want, 1e-6) {
						t.Errorf("case %d: %s = %.9f, want %.9f", i, name, x, want)
					}
				}
			}
		}
	}
	if rules[WholeHistory] < 20 || rules[Windowed] < 3 {
		t.Errorf("the fixture proves too little: %v", rules)
	}
}
