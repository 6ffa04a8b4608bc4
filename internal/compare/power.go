package compare

import (
	"context"
	"math"
	"math/rand/v2"

	"stillnight/internal/diary"
)

// Spread is how much a person's nights differ and how they hang together.
type Spread struct {
	// Nights it was worked out from; Mean and SD of their severity, 0–10, and the dependence of one night on the one
	// before, 0 to 0.95.
	Nights       int
	Mean, SD     float64
	Dependence   float64
	MissingShare float64
}

// Bounds of the spread and of the simulation.
const (
	spreadDates  = 84
	leastSpread  = 21
	leastStretch = 7
	powerSeed    = 20261127
)

// SpreadOf works the spread out of the last twelve weeks of a diary, within the stretches between starts, stops and
// dose changes, so that what a remedy did is not counted as spread. ok is false with fewer than 21 nights.
func SpreadOf(d diary.Diary, opts Options) (s Spread, ok bool, err error) {
	_, last, any := d.Span()
	if !any {
		return s, false, nil
	}
	steps, err := Steps(d, opts)
	if err != nil {
		return s, false, err
	}
	first := later(last.AddDays(1-spreadDates), d.Nights[0].Date)
	segment := func(date diary.Date) (n int) {
		for i := range steps {
			if !steps[i].First.After(date) {
				n++
			}
		}
		return n
	}
	groups := map[int][]dated{}
	for _, n := range d.Between(first, last) {
		if v, rated := Severity.Of(n).Get(); rated && n.Unusual == "" {
			at := segment(n.Date)
			groups[at] = append(groups[at], dated{date: n.Date, value: v})
		}
	}
	var squares, lagged, sum float64
	var pairs, within int
	for at := range len(steps) + 1 { // in order, so that the same diary gives the same last digit
		g := groups[at]
		if len(g) < leastStretch {
			continue
		}
		mean := 0.0
		for _, x := range g {
			mean += x.value / float64(len(g))
		}
		sum += mean * float64(len(g))
		within += len(g) - 1
		s.Nights += len(g)
		for i, x := range g {
			squares += (x.value - mean) * (x.value - mean)
			if i > 0 && x.date.Sub(g[i-1].date) == 1 {
				lagged += (x.value - mean) * (g[i-1].value - mean)
				pairs++
			}
		}
	}
	if s.Nights < leastSpread {
		return Spread{}, false, nil
	}
	s.Mean, s.SD = sum/float64(s.Nights), math.Sqrt(squares/float64(within))
	s.MissingShare = 1 - float64(s.Nights)/float64(max(last.Sub(first)+1, s.Nights))
	// As in the rule for the windows (method.md, 3): corrected, and shrunk towards 0.35.
	const typical, weight = 0.35, 15.0
	s.Dependence = typical
	if n := float64(pairs); pairs > 2 && squares > 0 {
		r := (lagged / n) / (squares / float64(s.Nights))
		r += 2 * (1 + 4*r) / float64(s.Nights)
		s.Dependence = min(max((n*r+weight*typical)/(n+weight), 0), 0.95)
	}
	return s, true, nil
}

// PowerPlan is the comparison whose power is asked for: dates without the remedy, dates with it that do not count yet,
// and dates with it that do.
type PowerPlan struct {
	Without, RunIn, With int
	// Change that the remedy makes, in points; below 0 is better.
	Change float64
}

// Power is in how many of the simulated diaries the comparison said that nights were better.
type Power struct{ Better, Of int }

// Share is between 0 and 1.
func (p Power) Share() float64 { return float64(p.Better) / float64(max(p.Of, 1)) }

// Simulate makes diaries with such a spread, in which a remedy makes such a change, and judges them as any diary is
// judged. The same arguments give the same result. It stops early with the context's error.
func (s Spread) Simulate(ctx context.Context, plan PowerPlan, diaries int) (Power, error) {
	r := rand.New(rand.NewPCG(powerSeed, uint64(plan.Without)<<32|uint64(plan.RunIn)<<16|uint64(plan.With)))
	result := Power{Of: diaries}
	start := diary.MustDate(2026, 1, 5)
	opts := Options{Outcomes: []Outcome{Severity}, Windows: func(diary.Intervention) Windows { return Windows{RunIn: plan.RunIn} }}
	iv := diary.Intervention{ID: 1, Name: "power", Phases: []diary.Phase{{Start: start}}}
	for range diaries {
		if err := ctx.Err(); err != nil {
			return result, err
		}
		d := diary.Diary{Nights: s.nights(r, start, plan), Interventions: []diary.Intervention{iv}}
		steps, err := Steps(d, opts)
		if err != nil {
			return result, err
		}
		p, err := NewPlan(d, steps[0], Severity, opts)
		if err != nil {
			return result, err
		}
		c, err := Run(p)
		if err != nil {
			return result, err
		}
		if c.Verdict == Better {
			result.Better++
		}
	}
	return result, nil
}

// nights are those of one simulated diary: whole numbers from 0 to 10 round the mean.
func (s Spread) nights(r *rand.Rand, start diary.Date, plan PowerPlan) []diary.Night {
	nights := make([]diary.Night, 0, plan.Without+plan.RunIn+plan.With)
	noise := r.NormFloat64()
	for day := -plan.Without; day < plan.RunIn+plan.With; day++ {
		if day > -plan.Without {
			noise = s.Dependence*noise + math.Sqrt(1-s.Dependence*s.Dependence)*r.NormFloat64()
		}
		level := s.Mean
		if day >= 0 {
			level += plan.Change
		}
		if r.Float64() < s.MissingShare {
			continue
		}
		rating := min(max(int(math.Round(level+s.SD*noise)), 0), diary.MaxRating)
		nights = append(nights, diary.Night{Date: start.AddDays(day), Severity: diary.Some(rating)})
	}
	return nights
}

// powerLengths are the nights a side that are looked at for a proposal, in whole weeks.
var powerLengths = []int{14, 21, 28, 42, 56, 84}

// goodPower is the share of cases that a proposal is to find.
const goodPower = 0.8

// Propose finds the shortest lengths, alike on both sides, that would show a change in 8 of 10 cases; ok is false
// where none does.
func (s Spread) Propose(ctx context.Context, runIn int, change float64, diaries int) (plan PowerPlan, p Power, ok bool, err error) {
	for _, n := range powerLengths {
		plan = PowerPlan{Without: n, RunIn: runIn, With: n, Change: change}
		if p, err = s.Simulate(ctx, plan, diaries); err != nil {
			return plan, p, false, err
		}
		if p.Share() >= goodPower {
			return plan, p, true, nil
		}
	}
	return plan, p, false, nil
}

// Matters is the change for the better that matters at the spread's mean, in points below 0.
func (s Spread) Matters() float64 { return -min(Severity.MinimalImportant(s.Mean), s.Mean) }
