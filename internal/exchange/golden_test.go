package exchange_test

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"stillnight/internal/catalogue"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/i18n"
)

// TestGoldenDiariesComeThroughAsLines writes the golden diaries of the whole-history rule as lines of
// "compare --jsonl" and asks for their values again. Without a history the other rule judges.
func TestGoldenDiariesComeThroughAsLines(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("..", "compare", "testdata", "history-golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	var golden []struct {
		Name                   string
		T, Weekend, On, Others []int
		Y                      []float64
		Mean, Low, High, Kappa float64
		PBelow0                float64 `json:"p_below_0"`
		PhiMean                float64 `json:"phi_mean"`
	}
	if err := json.Unmarshal(data, &golden); err != nil {
		t.Fatal(err)
	}
	c, l := loaded(t)
	judged := 0
	for _, g := range golden {
		start, ok := startFor(g.T, g.Weekend)
		if !ok {
			t.Fatalf("%s: no week has these weekends", g.Name)
		}
		var nights, phases []string
		for i, day := range g.T {
			nights = append(nights, fmt.Sprintf(`{"date":"%s","severity":%g}`, start.AddDays(day), g.Y[i]))
			switch was := i > 0 && g.On[i-1] == 1; {
			case g.On[i] == 1 && !was:
				if len(phases) == 0 {
					day = 0 // the step, whether its first night was recorded or not
				}
				phases = append(phases, fmt.Sprintf(`{"start":"%s"`, start.AddDays(day)))
			case g.On[i] == 0 && was:
				phases[len(phases)-1] += fmt.Sprintf(`,"end":"%s"`, start.AddDays(day))
			}
		}
		remedies := []string{fmt.Sprintf(`{"name":"This","phases":[%s}]}`, strings.Join(phases, "},"))}
		for i, day := range g.Others {
			remedies = append(remedies, fmt.Sprintf(`{"name":"Other %d","phases":[{"start":"%s"}]}`, i, start.AddDays(day)))
		}
		line := fmt.Sprintf(`{"id":1,"nights":[%s],"interventions":[%s]}`, strings.Join(nights, ","), strings.Join(remedies, ","))
		parsed, err := exchange.ParseCase([]byte(line), c)
		if err != nil {
			t.Fatalf("%s: %v", g.Name, err)
		}
		results, err := compare.All(parsed.Diary, compare.Options{Windows: c.Windows, Outcomes: []compare.Outcome{parsed.Outcome}})
		if err != nil {
			t.Fatal(err)
		}
		first := exchange.ResultOf(results.Comparisons[0], l)
		effect, low, high, phi, e := first.Effect, first.CILow, first.CIHigh, first.Phi, first.Estimate
		if len(results.Pooled) > 0 {
			p := exchange.PooledOf(results.Pooled)[0]
			effect, low, high, phi, e = p.Effect, p.CILow, p.CIHigh, p.Phi, p.Estimate
		}
		if *e.Rule == string(compare.Windowed) {
			if g.T[0] <= -112 || len(g.Others) > 0 || len(results.Pooled) > 0 {
				t.Errorf("%s: judged by the windows", g.Name)
			}
			continue
		}
		judged++
		for what, pair := range map[string][2]float64{
			"effect": {*effect, g.Mean}, "low": {*low, g.Low}, "high": {*high, g.High}, "phi": {*phi, g.PhiMean},
			"kappa": {*e.Kappa, g.Kappa}, "p below 0": {*e.PBelow0, g.PBelow0}, "looked back": {float64(*e.LookedBack), float64(-g.T[0])},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-6 {
				t.Errorf("%s: %s is %.9f, want %.9f", g.Name, what, pair[0], pair[1])
			}
		}
	}
	if judged < 4 {
		t.Errorf("only %d golden diaries judged by the whole history", judged)
	}
}

// startFor finds a date whose weekends fall on the nights marked so.
func startFor(days, weekend []int) (diary.Date, bool) {
	for shift := range 7 {
		start := diary.MustDate(2024, time.May, 1).AddDays(shift)
		fits := true
		for i, day := range days {
			w := start.AddDays(day).Weekday()
			fits = fits && (w == time.Friday || w == time.Saturday) == (weekend[i] == 1)
		}
		if fits {
			return start, true
		}
	}
	return diary.Date{}, false
}

func loaded(t *testing.T) (*catalogue.Catalogue, *i18n.Localizer) {
	t.Helper()
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	return c, l
}
