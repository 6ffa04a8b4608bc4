package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

func next(r *rand.Rand, phi, nightly float64) float64 {
	return phi*nightly + math.Sqrt(1-phi*phi)*r.NormFloat64()
}

// drawTally counts verdicts of planned comparisons of two rounds whose starts were drawn by lot.
type drawTally struct {
	name                 string
	diaries              int
	better, worse, byLot int
	covered, intervals   int
}

// simulateDraws writes planned comparisons: 28 nights without, then twice 28 on and 28 off, each start
// drawn from two weeks.
func simulateDraws(diaries int, seed uint64) ([]drawTally, error) {
	cells := []struct {
		name string
		s    scenario
	}{
		{"nothing changed, φ = 0.3", scenario{phi: 0.3}},
		{"nothing changed, φ = 0.5", scenario{phi: 0.5}},
		{"nothing changed, falling by 0.02 a night, φ = 0.3", scenario{phi: 0.3, slope: -0.02}},
		{"a fall of 2, φ = 0.3", scenario{phi: 0.3, change: -2}},
	}
	tallies := make([]drawTally, len(cells))
	err := eachCell(len(cells), func(i int) (err error) {
		tallies[i], err = simulateDraw(cells[i].name, cells[i].s, diaries, rand.New(rand.NewPCG(seed, 2000+uint64(i))))
		return err
	})
	return tallies, err
}

// simulateDraw judges the planned comparisons of one cell.
func simulateDraw(name string, s scenario, diaries int, r *rand.Rand) (drawTally, error) {
	t := drawTally{name: name, diaries: diaries}
	truth := s.truth()
	for range diaries {
		results, err := compare.All(plannedDiary(r, s), compare.Options{Outcomes: []compare.Outcome{compare.Severity}})
		if err != nil {
			return t, err
		}
		if len(results.Pooled) != 1 {
			return t, fmt.Errorf("%d pooled comparisons of one planned remedy", len(results.Pooled))
		}
		p := results.Pooled[0]
		switch p.Verdict {
		case compare.Better:
			t.better++
		case compare.Worse:
			t.worse++
		}
		if e, ok := p.Effect.Get(); ok {
			t.intervals++
			if e.CI.Low <= truth && truth <= e.CI.High {
				t.covered++
			}
		}
		if x, ok := p.Randomization.Get(); ok && x.P <= twoSided {
			t.byLot++
		}
	}
	return t, nil
}

const (
	roundDays = 28
	drawDays  = 14
)

func plannedDiary(r *rand.Rand, s scenario) diary.Diary {
	plan := diary.PlannedComparison{ID: 1, InterventionID: 1, Begun: firstDate, BaselineDays: roundDays, OnDays: roundDays, OffDays: roundDays}
	earliest := firstDate.AddDays(roundDays)
	var phases []diary.Phase
	for range 2 {
		draw := diary.DrawnStart{Earliest: earliest, Latest: earliest.AddDays(drawDays - 1)}
		draw.Drawn = earliest.AddDays(r.IntN(drawDays))
		plan.Starts = append(plan.Starts, draw)
		end := draw.Drawn.AddDays(roundDays)
		phases = append(phases, diary.Phase{Start: draw.Drawn, End: diary.Some(end)})
		earliest = draw.Latest.AddDays(2 * roundDays)
	}
	d := diary.Diary{
		Interventions: []diary.Intervention{{ID: 1, Name: "This", Phases: phases}},
		Plans:         []diary.PlannedComparison{plan},
	}
	nightly := r.NormFloat64()
	last := plan.Starts[1].Drawn.AddDays(2*roundDays - 1)
	for date, day := firstDate, 0; !date.After(last); date, day = date.AddDays(1), day+1 {
		nightly = next(r, s.phi, nightly)
		y := level + nightlySD*nightly + weekday(date) + s.slope*float64(day)
		if d.Interventions[0].PhaseOn(date) >= 0 {
			y += s.change
		}
		if r.Float64() < 0.2 {
			continue
		}
		d.Nights = append(d.Nights, diary.Night{Date: date, Severity: diary.Some(rating(y))})
	}
	return d
}
