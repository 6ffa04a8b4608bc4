package compare

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
)

// with sets an outcome on a night, from the number a fixture holds.
func with(n diary.Night, o Outcome, x float64) diary.Night {
	whole := diary.Some(int(x))
	switch o {
	case Severity:
		n.Severity = whole
	case SleepHours:
		n.SleepHours = diary.Some(x)
	case MinutesToSleep:
		n.MinutesToSleep = whole
	case TimesUp:
		n.TimesUp = whole
	case MinutesAwake:
		n.MinutesAwake = whole
	case OnsetMinutes:
		n.Onset = diary.Some(diary.Clock(x))
	case Tiredness:
		n.Tiredness = whole
	}
	return n
}

type referenceCase struct {
	ID      string  `json:"id"`
	Outcome Outcome `json:"outcome"`
	Nights  []struct {
		Date  diary.Date `json:"date"`
		Value *float64   `json:"value"`
	} `json:"nights"`
	Start  diary.Date                 `json:"start"`
	RunIn  int                        `json:"run_in_days"`
	End    diary.Optional[diary.Date] `json:"end"`
	Others []struct {
		Start diary.Date `json:"start"`
		RunIn int        `json:"run_in_days"`
	} `json:"others"`
	Want map[string]any `json:"want"`
}

func (c referenceCase) diary() diary.Diary {
	var d diary.Diary
	for _, n := range c.Nights {
		night := diary.Night{Date: n.Date}
		if n.Value != nil {
			night = with(night, c.Outcome, *n.Value)
		}
		d.Nights = append(d.Nights, night)
	}
	d.Interventions = []diary.Intervention{{ID: 1, Name: "This", Phases: []diary.Phase{{Start: c.Start, End: c.End, RunInDays: diary.Some(c.RunIn)}}}}
	for i, o := range c.Others {
		d.Interventions = append(d.Interventions, diary.Intervention{ID: int64(i + 2), Name: fmt.Sprintf("Other %d", i+1), Phases: []diary.Phase{{Start: o.Start, RunInDays: diary.Some(o.RunIn)}}})
	}
	return d
}

// figures lists a comparison's numbers under the names of the fixture.
func figures(c Comparison) map[string]float64 {
	f := map[string]float64{"n_before": float64(c.Before.N), "n_after": float64(c.After.N)}
	if x, ok := c.Overlap.Get(); ok {
		f["mean_before"], f["mean_after"] = c.Before.Mean, c.After.Mean
		f["median_before"], f["median_after"] = c.Before.Median, c.After.Median
		f["q1_before"], f["q3_before"] = c.Before.Q1, c.Before.Q3
		f["nap"], f["tau"], f["tau_u"] = x.NAP, x.Tau, x.TauU
		if x.HasIntervals {
			f["nap_se"], f["nap_low"], f["nap_high"] = x.NAPSE, x.NAPInterval.Low, x.NAPInterval.High
		}
	}
	if e, ok := c.Effect.Get(); ok {
		f["phi"], f["df"], f["sigma2"], f["effect"], f["se"] = e.Phi, e.DF, e.Sigma2, e.Change, e.SE
		f["ci_low"], f["ci_high"], f["chance_better"] = e.CI.Low, e.CI.High, e.ChanceBetter
		f["effective_before"], f["effective_after"] = c.Before.Effective, c.After.Effective
	}
	return f
}

// windowed judges a comparison again by the rule that looks at the windows alone and has one spread for both
// sides, whatever rule was chosen.
func windowed(t *testing.T, c *Comparison) {
	t.Helper()
	e, ok := c.Effect.Get()
	if !ok || e.Rule == Windowed && !e.EachSide && !e.ByRanks {
		return
	}
	var r runner
	r.gather(&c.Plan, &Comparison{})
	f, _, _, err := r.oneSpread(&r.obs, c.Plan.Outcome.Step())
	if err != nil {
		t.Fatal(err)
	}
	f.setInterval()
	c.Effect = diary.Some(f.effect(c.Plan.Outcome))
	c.Before.Effective, c.After.Effective = f.effectiveOff, f.effectiveOn
	c.Verdict = c.judge()
}

// TestAgainstTheReferenceProgram holds every number against testdata/reference.py, which was written
// from method.md alone with numpy and scipy. Run it again to make the fixture again.
func TestAgainstTheReferenceProgram(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "reference.json"))
	if err != nil {
		t.Fatal(err)
	}
	var fixture struct{ Cases []referenceCase }
	if err := json.Unmarshal(data, &fixture); err != nil {
		t.Fatal(err)
	}
	verdicts := map[Verdict]int{}
	for _, rc := range fixture.Cases {
		d := rc.diary()
		steps, err := Steps(d, Options{})
		if err != nil {
			t.Fatal(err)
		}
		plan, err := NewPlan(d, steps[0], rc.Outcome, Options{})
		if err != nil {
			t.Fatal(err)
		}
		c, err := Run(plan)
		if err != nil {
			t.Fatalf("%s: %v", rc.ID, err)
		}
		windowed(t, &c)
		verdicts[c.Verdict]++
		got := figures(c)
		if want := rc.Want["verdict"]; string(c.Verdict) != want {
			t.Errorf("%s: verdict %s, want %s", rc.ID, c.Verdict, want)
		}
		for name, value := range rc.Want {
			want, ok := value.(float64)
			if !ok {
				continue
			}
			if x, ok := got[name]; !ok || !close(x, want, 1e-9) {
				t.Errorf("%s: %s = %.15g, want %.15g", rc.ID, name, x, want)
			}
		}
		if len(got) != len(rc.Want)-1 {
			t.Errorf("%s: %d numbers, want %d", rc.ID, len(got), len(rc.Want)-1)
		}
	}
	for _, v := range []Verdict{Better, Worse, NoClearChange, TooEarly, CannotSeparate} {
		if verdicts[v] < 3 {
			t.Errorf("only %d cases with verdict %s: the fixture proves too little", verdicts[v], v)
		}
	}
}

// TestPublishedOverlapFigures reproduces worked examples printed in papers and package documentation.
func TestPublishedOverlapFigures(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "published.json"))
	if err != nil {
		t.Fatal(err)
	}
	var examples []struct {
		Source         string    `json:"source"`
		Before         []float64 `json:"before"`
		After          []float64 `json:"after"`
		HigherIsBetter bool      `json:"higher_is_better"`
		Digits         int       `json:"digits"`
		NAP            *float64  `json:"nap"`
		NAPSE          *float64  `json:"nap_se"`
		NAPLow         *float64  `json:"nap_low"`
		NAPHigh        *float64  `json:"nap_high"`
		Tau            *float64  `json:"tau"`
		TauSE          *float64  `json:"tau_se"`
		TauLow         *float64  `json:"tau_low"`
		TauHigh        *float64  `json:"tau_high"`
		TauU           *float64  `json:"tau_u"`
	}
	if err := json.Unmarshal(data, &examples); err != nil {
		t.Fatal(err)
	}
	for _, x := range examples {
		before, after := sorted(x.Before), sorted(x.After)
		o := overlapOf(before, after, x.Before, x.HigherIsBetter)
		// The papers' phases are shorter than the nights we ask for, so error and interval are asked for here.
		o.addIntervals(before, after, x.HigherIsBetter)
		for _, f := range []struct {
			name string
			got  float64
			want *float64
		}{
			{"NAP", o.NAP, x.NAP}, {"its SE", o.NAPSE, x.NAPSE}, {"its low end", o.NAPInterval.Low, x.NAPLow}, {"its high end", o.NAPInterval.High, x.NAPHigh},
			{"Tau", o.Tau, x.Tau}, {"its SE", o.TauSE, x.TauSE}, {"its low end", o.TauInterval.Low, x.TauLow}, {"its high end", o.TauInterval.High, x.TauHigh},
			{"Tau-U", o.TauU, x.TauU},
		} {
			// R's root finder, which the printed intervals come from, stops at about four digits.
			tolerance := 0.6 * math.Pow10(-x.Digits)
			if f.name == "its low end" || f.name == "its high end" {
				tolerance = 2e-4
			}
			if f.want != nil && math.Abs(f.got-*f.want) > tolerance {
				t.Errorf("%s: got %.8f, published %.8f (%s)", f.name, f.got, *f.want, x.Source)
			}
		}
	}
}
