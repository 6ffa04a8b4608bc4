package main

import (
	"math/rand/v2"
	"slices"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// methods names the ways of judging, in the order of the tables.
var methods = []string{"this rule", "Welch", "oracle"}

// tally counts verdicts over the diaries of one cell.
type tally struct {
	diaries       int
	better, worse [3]int
	faded         int
	courses       [4]int // lasting, waning, growing, unsure
	// covered counts intervals that hold the truth, of intervals given; the rule only.
	covered, intervals int
	// seen counts verdicts of the rule with nights taken together, before they are held against lately.
	together int
	// latelyOpen counts "better" of which it is said that lately is not sure.
	latelyOpen int
	// cautioned counts false "better" that came with a caution about the start, the trend or the spread;
	// unsaid those without any.
	warnedStart, warnedTrend, warnedSpread, unsaid int
}

var courses = []compare.Course{compare.Lasting, compare.Waning, compare.Growing, compare.Unsure}

// simulate judges the diaries of one cell.
func simulate(s scenario, diaries int, seed, cell uint64) (tally, error) {
	r := rand.New(rand.NewPCG(seed, cell))
	t := tally{diaries: diaries}
	truth := s.truth()
	opts := compare.Options{Outcomes: []compare.Outcome{compare.Severity}, Windows: func(iv diary.Intervention) compare.Windows {
		if iv.ID == 1 {
			return s.windows
		}
		return compare.Windows{}
	}}
	for range diaries {
		d := s.diary(r)
		steps, err := compare.Steps(d, opts)
		if err != nil {
			return tally{}, err
		}
		plan, err := compare.NewPlan(d, steps[0], compare.Severity, opts)
		if err != nil {
			return tally{}, err
		}
		c, err := compare.Run(plan)
		if err != nil {
			return tally{}, err
		}
		t.add(c, d, s, truth)
	}
	return t, nil
}

func (t *tally) add(c compare.Comparison, d diary.Diary, s scenario, truth float64) {
	verdicts := [3]verdict{ours(c), unsure, unsure}
	if nights := nightsOf(c, d); len(nights.before) >= compare.MinForVerdict && len(nights.after) >= compare.MinForVerdict {
		at := make([]int, len(s.others))
		for i, o := range s.others {
			at[i] = o.at
		}
		verdicts[1], verdicts[2] = judge(welch(nights)), judge(oracle(nights, s.phi, at))
	}
	for i, v := range verdicts {
		switch v {
		case better:
			t.better[i]++
		case worse:
			t.worse[i]++
		}
	}
	if c.Verdict == compare.Faded {
		t.faded++
	}
	if c.Together == compare.Better {
		t.together++
	}
	if k := slices.Index(courses, c.Course); k >= 0 {
		t.courses[k]++
	}
	if e, ok := c.Effect.Get(); ok {
		t.intervals++
		if e.CI.Low <= truth && truth <= e.CI.High {
			t.covered++
		}
	}
	if c.LatelyOpen {
		t.latelyOpen++
	}
	if c.Verdict == compare.Better {
		t.cautions(c)
	}
}

func (t *tally) cautions(c compare.Comparison) {
	start, trend, spread := false, false, false
	for _, w := range c.Warnings {
		switch w.Kind {
		case compare.WarnBadStretch, compare.WarnDiaryStart:
			start = true
		case compare.WarnTrend:
			trend = true
		case compare.WarnSpread:
			spread = true
		}
	}
	for _, count := range []struct {
		applies bool
		to      *int
	}{{start, &t.warnedStart}, {trend, &t.warnedTrend}, {spread, &t.warnedSpread}, {!start && !trend && !spread, &t.unsaid}} {
		if count.applies {
			*count.to++
		}
	}
}

func ours(c compare.Comparison) verdict {
	switch c.Verdict {
	case compare.Better:
		return better
	case compare.Worse:
		return worse
	}
	return unsure
}

// nightsOf takes all nights before the step and those after it that the rule counted: what the other methods see.
func nightsOf(c compare.Comparison, d diary.Diary) sides {
	var s sides
	for _, n := range d.Nights {
		value, _ := n.Severity.Get()
		t := n.Date.Sub(c.Plan.Step.First)
		switch {
		case t < 0:
			s.before = append(s.before, float64(value))
		case n.Date.Before(c.After.First) || n.Date.After(c.After.Last):
			continue
		default:
			s.after = append(s.after, float64(value))
		}
		s.t = append(s.t, t)
	}
	return s
}
