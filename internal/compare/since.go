package compare

import "stillnight/internal/diary"

// Since tells of a step that lies before the diary's first night: there are no nights before it and never
// will be, so what can be told is how the nights ran in the part of its phase that the diary has.
type Since struct {
	// All are the counted nights of the phase.
	All Side
	// Early and Late describe the first and the last CourseNights dates; their N is 0 where the phase is too
	// short for both.
	Early, Late Side
	// Change is Late less Early.
	Change diary.Optional[Effect]
}

// BeforeDiary tells whether the step lies before the diary's first night.
func (c *Comparison) BeforeDiary() bool {
	return !c.Plan.FirstNight.IsZero() && !c.Plan.Step.First.After(c.Plan.FirstNight)
}

// tellSince describes the nights of a phase that began before the diary.
func (r *runner) tellSince(c *Comparison) error {
	p := &c.Plan
	if p.Step.Kind == Stop || p.PhaseLast.Before(p.FirstNight) {
		return nil
	}
	days, _ := p.Step.transition()
	first := later(p.Step.First.AddDays(days), p.FirstNight)
	length := p.PhaseLast.Sub(first) + 1
	early, late := dates{first, first.AddDays(CourseNights - 1)}, dates{p.PhaseLast.AddDays(1 - CourseNights), p.PhaseLast}
	long := length >= 2*CourseNights
	var since Since
	var all, values []float64
	var lateValues []float64
	o := &r.parts
	o.clear()
	o.randomWalk = randomWalkFromFirst
	for i := range p.whole {
		n := &p.whole[i]
		value, ok := p.Outcome.Of(*n).Get()
		if !ok || n.Date.Before(first) || n.Unusual != "" || within(p.unsettled, n.Date) {
			continue
		}
		all = append(all, value)
		since.All.addDate(n.Date)
		switch {
		case !long:
		case early.has(n.Date):
			o.add(n.Date.Sub(first), value, false, 0)
			values = append(values, value)
			since.Early.addDate(n.Date)
		case late.has(n.Date):
			o.add(n.Date.Sub(first), value, true, 1)
			lateValues = append(lateValues, value)
			since.Late.addDate(n.Date)
		}
	}
	since.All.describe(sorted(all))
	since.Early.describe(sorted(values))
	since.Late.describe(sorted(lateValues))
	if since.All.N == 0 {
		return nil
	}
	if since.Early.N >= MinForInterval && since.Late.N >= MinForInterval {
		for _, j := range p.jumps {
			at := p.Step.First.AddDays(j).Sub(first)
			o.columns = appendColumn(o.columns, o.t, at)
		}
		if len(o.columns) == 0 || inflation(o.target, o.columns) <= maxInflation {
			f, err := r.estimate(o, p.Outcome.Step())
			if err != nil {
				return err
			}
			since.Change = diary.Some(f.effect(p.Outcome))
		}
	}
	c.Since = diary.Some(since)
	return nil
}

func (s *Side) addDate(d diary.Date) {
	if s.First.IsZero() {
		s.First = d
	}
	s.Last = d
}

// appendColumn adds the column of a step on day at, where it splits the nights and is not there already.
func appendColumn(columns [][]float64, t []int, day int) [][]float64 {
	at := 0
	for at < len(t) && t[at] < day {
		at++
	}
	if at == 0 || at == len(t) {
		return columns
	}
	for _, c := range columns {
		if c[at] == 1 && c[at-1] == 0 {
			return columns
		}
	}
	return append(columns, columnAt(at, len(t)))
}
