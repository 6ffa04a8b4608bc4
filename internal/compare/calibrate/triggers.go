package main

import (
	"fmt"
	"math"
	"math/rand/v2"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// triggerTally counts diaries in which at least one of several harmless triggers was blamed.
type triggerTally struct {
	triggers, diaries, blamed int
	// found counts diaries in which the one real trigger was seen the same night.
	found int
}

const triggerDays = 180

// simulateTriggers writes diaries with several triggers, of which none, or only the first, does
// anything. Triggers are commoner on weekends, which are worse by themselves.
func simulateTriggers(diaries int, seed uint64) ([]triggerTally, error) {
	var tallies []triggerTally
	for _, k := range []int{1, 5, 10} {
		r := rand.New(rand.NewPCG(seed, 1000+uint64(k)))
		t := triggerTally{triggers: k, diaries: diaries}
		for i := range 2 * diaries {
			real := i >= diaries
			rs, err := compare.Triggers(triggerDiary(r, k, real), compare.Severity, compare.Options{})
			if err != nil {
				return nil, err
			}
			blamed := false
			for _, result := range rs.Results {
				judged := result.Verdict == compare.Better || result.Verdict == compare.Worse
				if real && result.TriggerID == 1 && result.Lag == 0 && result.Verdict == compare.Worse {
					t.found++
				}
				blamed = blamed || judged
			}
			if blamed && !real {
				t.blamed++
			}
		}
		tallies = append(tallies, t)
	}
	return tallies, nil
}

// triggerEffect is what the real trigger does to its night.
const triggerEffect = 1.5

func triggerDiary(r *rand.Rand, triggers int, real bool) diary.Diary {
	s := scenario{phi: 0.3}
	var d diary.Diary
	for k := range triggers {
		d.Triggers = append(d.Triggers, diary.Trigger{ID: int64(k + 1), Name: "Trigger"})
	}
	nightly := r.NormFloat64()
	for day := range triggerDays {
		date := firstDate.AddDays(day)
		nightly = next(r, s.phi, nightly)
		y := level + nightlySD*nightly + weekday(date)
		for k := range triggers {
			often := 0.25
			if weekday(date) > 0 {
				often = 0.6
			}
			if r.Float64() < often {
				d.Exposures = append(d.Exposures, diary.Exposure{Night: date, TriggerID: int64(k + 1)})
				if real && k == 0 {
					y += triggerEffect
				}
			}
		}
		if r.Float64() < 0.2 {
			continue
		}
		d.Nights = append(d.Nights, diary.Night{Date: date, Severity: diary.Some(rating(y))})
	}
	return d
}

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
	// The test looks at some two hundred draws for each diary, so a quarter of the diaries serves it.
	diaries = max(diaries/4, minDraws)
	var tallies []drawTally
	for i, cell := range cells {
		r := rand.New(rand.NewPCG(seed, 2000+uint64(i)))
		t := drawTally{name: cell.name, diaries: diaries}
		truth := cell.s.truth()
		for range diaries {
			results, err := compare.All(plannedDiary(r, cell.s), compare.Options{Outcomes: []compare.Outcome{compare.Severity}})
			if err != nil {
				return nil, err
			}
			if len(results.Pooled) != 1 {
				return nil, fmt.Errorf("%d pooled comparisons of one planned remedy", len(results.Pooled))
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
		tallies = append(tallies, t)
	}
	return tallies, nil
}

const (
	minDraws  = 1000
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
