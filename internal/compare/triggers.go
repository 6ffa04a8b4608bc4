package compare

import (
	"errors"
	"math"
	"slices"
	"time"

	"stillnight/internal/diary"
)

// Bounds of the trigger comparison, method.md §8.
const (
	TriggerNights   = 180 // how far back nights are looked at
	MinTriggerSides = 10  // counted nights with and without, for a verdict
)

// TriggerResult compares nights with an exposure and nights without it.
type TriggerResult struct {
	TriggerID   int64
	Trigger     string
	CatalogueID string
	Outcome     Outcome
	// Lag is 0 for the night of the exposure and 1 for the night after it.
	Lag int
	// Without and With describe the counted nights.
	Without, With Side
	// Effect is "with" minus "without"; its interval is widened for how many were looked at. It is set
	// where both sides have MinTriggerSides nights and the trigger can be told from the weekday.
	Effect diary.Optional[Effect]
	// Single is the 95 % interval had this been the only one looked at.
	Single Interval
	// P is two-sided; AdjustedP is P after Holm's step-down over all that were looked at.
	P, AdjustedP float64
	// Level of Effect's interval, 0.95 or more.
	Level   float64
	Verdict Verdict
	Size    Size
}

// TriggerResults are the comparisons of all triggers on one outcome.
type TriggerResults struct {
	Outcome Outcome
	// First and Last are the dates looked at, at most TriggerNights.
	First, Last diary.Date
	// Results has two entries a trigger: the night itself and the night after.
	Results []TriggerResult
	// LookedAt is how many of them had nights enough for an interval, and were corrected for.
	LookedAt int
}

// Triggers compares nights with and without each trigger, the same night and the night after, over the
// last TriggerNights dates. A trigger's nights count from its first exposure on: before, nobody asked.
func Triggers(d diary.Diary, o Outcome, opts Options) (TriggerResults, error) {
	p, err := newPlanner(d, opts)
	if err != nil {
		return TriggerResults{}, err
	}
	p.nights = AcrossNoon(p.nights)
	results := TriggerResults{Outcome: o}
	if len(p.nights) == 0 {
		return results, nil
	}
	results.Last = p.last
	results.First = later(later(p.last.AddDays(1-TriggerNights), p.first), opts.From)

	exposed := make(map[int64]map[diary.Date]bool, len(d.Triggers))
	since := make(map[int64]diary.Date, len(d.Triggers))
	for _, e := range d.Exposures {
		if first, ok := since[e.TriggerID]; !ok || e.Night.Before(first) {
			since[e.TriggerID] = e.Night
		}
		if !e.Met() || e.Night.Before(results.First) {
			continue
		}
		if exposed[e.TriggerID] == nil {
			exposed[e.TriggerID] = make(map[diary.Date]bool)
		}
		exposed[e.TriggerID][e.Night] = true
	}
	r := new(runner)
	var fits []fit
	for _, trigger := range d.Triggers {
		first, ok := since[trigger.ID]
		if !ok {
			continue
		}
		for lag := range 2 {
			result := TriggerResult{TriggerID: trigger.ID, Trigger: trigger.Name, CatalogueID: trigger.CatalogueID, Outcome: o, Lag: lag, Verdict: TooEarly, P: 1, AdjustedP: 1, Level: confidence}
			p.gatherExposed(r, &result, later(results.First, first), exposed[trigger.ID], o)
			f, err := r.triggerFit(&result, o)
			if err != nil {
				return TriggerResults{}, err
			}
			results.Results = append(results.Results, result)
			fits = append(fits, f)
		}
	}
	results.holm(fits)
	return results, nil
}

// gatherExposed turns the nights from first on into observations, exposed ones "on".
func (p *planner) gatherExposed(r *runner, result *TriggerResult, first diary.Date, exposed map[diary.Date]bool, o Outcome) {
	r.obs.clear()
	r.obs.randomWalk = randomWalkFromFirst
	r.sides[0], r.sides[1] = r.sides[0][:0], r.sides[1][:0]
	nights := p.between(first.AddDays(result.Lag), p.last)
	dates := make([]diary.Date, 0, len(nights))
	for i := range nights {
		n := &nights[i]
		cause := n.Date.AddDays(-result.Lag)
		on := exposed[cause]
		if !on && result.Lag > 0 && !p.has(cause) {
			continue // nobody wrote down whether there was an exposure
		}
		side, k := &result.Without, 0
		if on {
			side, k = &result.With, 1
		}
		side.Possible++
		value, ok := o.Of(*n).Get()
		if !ok {
			side.Missing++
		}
		if !ok || n.Unusual != "" {
			continue
		}
		if len(dates) == 0 {
			first = n.Date
		}
		r.obs.add(n.Date.Sub(first), value, on, 0)
		r.sides[k] = append(r.sides[k], value)
		dates = append(dates, n.Date)
		if side.First.IsZero() {
			side.First = n.Date
		}
		side.Last = n.Date
		if n.Late() {
			side.Late++
		}
	}
	result.Without.describe(sorted(r.sides[0]))
	result.With.describe(sorted(r.sides[1]))
	if len(dates) > 0 {
		r.obs.columns = p.backgroundColumns(dates)
	}
}

func (p *planner) has(date diary.Date) bool {
	_, found := diary.Diary{Nights: p.nights}.Night(date)
	return found
}

// backgroundColumns are what else differs between nights: the days of the week, and every remedy's changes.
// Each day has a column of its own: one for the weekend alone would lay a bad Wednesday at the door of
// whatever is done on Wednesdays.
func (p *planner) backgroundColumns(dates []diary.Date) [][]float64 {
	var cuts []int
	for _, s := range p.othersBetween(noIntervention, dates[0], dates[len(dates)-1]) {
		cuts = append(cuts, cut(dates, s.First))
	}
	columns := columnsAt(cuts, len(dates))
	return append(columns, weekdayColumns(dates)...)
}

// weekdayColumns has a column for each day of the week that there are nights of, but for the first of them,
// which the constant stands for.
func weekdayColumns(dates []diary.Date) [][]float64 {
	const days = int(time.Saturday) + 1
	var nights [days]int
	for _, date := range dates {
		nights[date.Weekday()]++
	}
	var columns [][]float64
	first := true
	for day, n := range nights {
		if n == 0 {
			continue
		}
		if first {
			first = false
			continue
		}
		column := make([]float64, len(dates))
		for i, date := range dates {
			if int(date.Weekday()) == day {
				column[i] = 1
			}
		}
		columns = append(columns, column)
	}
	return columns
}

// noIntervention is no place in the diary's list.
const noIntervention = -1

// triggerFit estimates one trigger; where there are too few nights it leaves the result as it is.
func (r *runner) triggerFit(result *TriggerResult, o Outcome) (fit, error) {
	if result.With.N < MinTriggerSides || result.Without.N < MinTriggerSides {
		return fit{}, nil
	}
	if len(r.obs.columns) > 0 && inflation(r.obs.target, r.obs.columns) > maxInflation {
		result.Verdict = CannotSeparate
		return fit{}, nil
	}
	f, err := r.estimate(&r.obs, o.Step())
	if errors.Is(err, errIllConditioned) {
		result.Verdict = CannotSeparate
		return fit{}, nil
	}
	if err != nil {
		return fit{}, err
	}
	// The days of the week and the remedies take their share of what the nights can tell.
	columns, nights := float64(len(r.obs.columns)), float64(len(r.obs.y))
	f.df = max(f.df-columns, minDF)
	f.se *= math.Sqrt(nights / max(nights-columns, minDF))
	half := studentOf(f.df).upper(0.5+confidence/2) * f.se
	f.low, f.high = f.change-half, f.change+half
	result.P = 2 * studentOf(f.df).CDF(-math.Abs(f.change)/f.se)
	result.Effect = diary.Some(f.effect(o))
	result.Single = Interval{f.low, f.high}
	result.Without.Effective, result.With.Effective = f.effectiveOff, f.effectiveOn
	return f, nil
}

// holm corrects for how many were looked at (Holm 1979): the smallest p is held against α/k, the next
// against α/(k−1), until one fails; that one's level then serves all the rest. Intervals are given at
// the level of their own test, so that an interval without 0 and a verdict are one and the same.
func (rs *TriggerResults) holm(fits []fit) {
	var order []int
	for i := range rs.Results {
		if rs.Results[i].Effect.IsSet() {
			order = append(order, i)
		}
	}
	rs.LookedAt = len(order)
	slices.SortStableFunc(order, func(a, b int) int {
		switch pa, pb := rs.Results[a].P, rs.Results[b].P; {
		case pa < pb:
			return -1
		case pa > pb:
			return 1
		}
		return 0
	})
	failed := false
	adjusted, level := 0.0, 0.0
	for rank, i := range order {
		result := &rs.Results[i]
		left := float64(len(order) - rank)
		adjusted = max(adjusted, min(left*result.P, 1))
		if !failed {
			level = 1 - (1-confidence)/left
			failed = result.P > (1-confidence)/left
		}
		result.AdjustedP, result.Level = adjusted, level

		f := fits[i]
		half := studentOf(f.df).upper(0.5+level/2) * f.se
		f.low, f.high = f.change-half, f.change+half
		result.Effect = diary.Some(f.effect(rs.Outcome))
		result.Verdict = NoClearChange
		if !failed {
			result.Verdict = verdictOf(rs.Outcome, Interval{f.low, f.high})
			result.Size = sizeOf(rs.Outcome, f.change, result.Without.Mean)
		}
	}
}
