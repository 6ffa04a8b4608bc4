package compare

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"
)

// goldenCase is a diary of testdata/history-golden.json with what an independent program (numpy) found.
type goldenCase struct {
	Name                       string
	T                          []int
	Y                          []float64
	Weekend                    []int
	On                         []int
	Others                     []int
	Gradual                    bool
	Nu, Mean, Low, High, Kappa float64
	PBelow0                    float64   `json:"p_below_0"`
	PlaceboZ                   []float64 `json:"placebo_z"`
	PhiMean                    float64   `json:"phi_mean"`
	RMean                      float64   `json:"r_mean"`
	StructPost                 []float64 `json:"struct_post"`
	OnsetPost                  []float64 `json:"onset_post"`
}

func goldenCases(t *testing.T) []goldenCase {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "history-golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	var cases []goldenCase
	if err := json.Unmarshal(data, &cases); err != nil {
		t.Fatal(err)
	}
	return cases
}

func (c goldenCase) observations() *observations {
	o := &observations{jumps: c.Others}
	for i, t := range c.T {
		o.add(t, c.Y[i], c.On[i] == 1, 0)
		o.weekend = append(o.weekend, weekendValue(c.Weekend[i] == 1))
	}
	if c.Gradual {
		o.onset = 28
	}
	return o
}

func TestWholeHistoryRuleReproducesTheGoldenValues(t *testing.T) {
	const tolerance = 1e-6
	var h historyRule
	for _, c := range goldenCases(t) {
		f, err := h.estimate(c.observations(), 1)
		if err != nil {
			t.Errorf("%s: %v", c.Name, err)
			continue
		}
		near := func(what string, got, want float64) {
			if !(math.Abs(got-want) <= tolerance) {
				t.Errorf("%s: %s = %.9f, want %.9f", c.Name, what, got, want)
			}
		}
		near("nu", f.df, c.Nu)
		near("mean", f.change, c.Mean)
		near("p below 0", f.chanceLower, c.PBelow0)
		near("low", f.low, c.Low)
		near("high", f.high, c.High)
		near("kappa", f.kappa, c.Kappa)
		near("phi", f.phi, c.PhiMean)
		var structure [4]float64
		var onset [2]float64
		r := 0.0
		for _, p := range h.parts {
			structure[p.structure] += p.weight
			r += p.weight * randomWalkGrid[p.randomWalk].at
			if p.ramp {
				onset[1] += p.weight
			} else {
				onset[0] += p.weight
			}
		}
		near("r", r, c.RMean)
		for k, want := range c.StructPost {
			near("structure", structure[k], want)
		}
		for k, want := range c.OnsetPost {
			near("onset", onset[k], want)
		}
		if len(h.placeboZ) != len(c.PlaceboZ) {
			t.Errorf("%s: %d pseudo-starts, want %d", c.Name, len(h.placeboZ), len(c.PlaceboZ))
			continue
		}
		for k, want := range c.PlaceboZ {
			near("pseudo-start", h.placeboZ[k], want)
		}
	}
}
