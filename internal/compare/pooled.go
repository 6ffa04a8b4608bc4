package compare

import (
	"fmt"
	"slices"

	"stillnight/internal/diary"
)

// PooledNight is one recorded night of a pooled comparison.
type PooledNight struct {
	NightUse // AfterSide is not used here
	// On tells whether the night belongs to a stretch with the remedy.
	On bool
	// Round counts stretches with the remedy from 1; 0 is before the first. A stretch without it has
	// the number of the round before it.
	Round int
}

// PooledComparison takes all nights with a remedy against all nights without it, over several rounds.
type PooledComparison struct {
	InterventionID int64
	Intervention   string
	CatalogueID    string
	// Index is the intervention's place in the diary's list.
	Index   int
	Outcome Outcome
	// Secondary says that this is not the primary outcome.
	Secondary bool
	// Rounds is how many stretches with the remedy there were.
	Rounds int
	// Switches are the starts, stops and restarts; each has its own Comparison in Results.
	Switches []Step
	// Nights are the recorded nights within WindowNights of a switch, in order.
	Nights []PooledNight
	Others []OtherStep
	// Off and On describe the counted nights without and with the remedy.
	Off, On Side
	Effect  diary.Optional[Effect]
	Verdict Verdict
	Size    Size
	// Randomization is set where the starts were drawn at random and kept to.
	Randomization diary.Optional[Randomization]
}

// pooled compares on and off nights of every intervention tried in two rounds or more, or by plan.
func (p *planner) pooled(r *runner, plans []diary.PlannedComparison, outcomes []Outcome, opts Options) ([]PooledComparison, error) {
	var all []PooledComparison
	for first := 0; first < len(p.steps); {
		next := first
		for next < len(p.steps) && p.steps[next].Course == p.steps[first].Course {
			next++
		}
		steps := p.steps[first:next]
		first = next
		if !slices.ContainsFunc(steps, opts.includes) {
			continue
		}
		if steps[0].Windows.Once {
			continue // given again is not taken away in between
		}
		drawn := keptPlan(plans, steps)
		if rounds(steps) < 2 && drawn == nil {
			continue
		}
		for _, o := range outcomes {
			c, err := p.pool(r, steps, o)
			if err != nil {
				return nil, fmt.Errorf("comparing %s over all rounds of %s: %w", o, steps[0].Intervention, err)
			}
			if drawn != nil && c.Effect.IsSet() {
				c.Randomization = p.randomization(r, *drawn, steps[0].Windows, o)
			}
			all = append(all, c)
		}
	}
	return all, nil
}

func rounds(steps []Step) int {
	n := 0
	for _, s := range steps {
		if s.Kind == Start || s.Kind == Restart {
			n++
		}
	}
	return n
}

// pool compares one outcome over all rounds of the intervention whose steps are given in order.
func (p *planner) pool(r *runner, steps []Step, o Outcome) (PooledComparison, error) {
	s := steps[0]
	c := PooledComparison{
		InterventionID: s.InterventionID, Intervention: s.Intervention, CatalogueID: s.CatalogueID, Index: s.Index,
		Outcome: o, Secondary: o != Severity, Rounds: rounds(steps), Verdict: TooEarly,
	}
	for _, step := range steps {
		if step.Kind != DoseChange {
			c.Switches = append(c.Switches, step)
		}
	}
	if len(p.nights) == 0 {
		return c, nil
	}
	c.Nights, c.Others = p.poolNights(steps, o)
	r.gatherPooled(&c)
	if c.Off.N < MinForInterval || c.On.N < MinForInterval {
		return c, nil
	}
	if len(c.Others) > 0 {
		c.separate(r)
	}
	f, err := r.history.estimate(&r.obs, o.Step())
	if err != nil || slices.ContainsFunc(r.obs.columns, func(column []float64) bool { return slices.Equal(column, r.obs.target) }) {
		// Another remedy was taken on just the same nights.
		c.Verdict = CannotSeparate
		return c, nil
	}
	r.obs.effective(&f)
	c.Effect = diary.Some(f.effect(o))
	c.Off.Effective, c.On.Effective = f.effectiveOff, f.effectiveOn
	switch {
	case slices.ContainsFunc(c.Others, func(other OtherStep) bool { return other.TooClose }):
		c.Verdict = CannotSeparate
	case c.Off.N >= MinForVerdict && c.On.N >= MinForVerdict:
		c.Verdict = verdictOf(o, Interval{f.low, f.high})
	}
	if c.Verdict == Better || c.Verdict == Worse {
		c.Size = sizeOf(o, f.change, c.Off.Mean)
	}
	return c, nil
}

// poolNights gives every recorded night near a switch its role. Nights farther than WindowNights from
// every change say nothing of it: between them lies the wander of the level.
func (p *planner) poolNights(steps []Step, o Outcome) ([]PooledNight, []OtherStep) {
	last := steps[len(steps)-1]
	days, _ := last.transition()
	from := later(steps[0].First.AddDays(-WindowNights), p.first)
	to := earlier(last.First.AddDays(days+WindowNights-1), p.last)
	others := p.othersBetween(steps[0].Course, from, to)

	at, end := p.places(from, to)
	taken := p.courseOf(steps[0])
	values, blind := p.valuesOf(o), len(taken.Blind) > 0
	nights := make([]PooledNight, 0, min(end-at, 2*(WindowNights+1)*len(steps)))
	k, round := -1, 0 // the step whose stretch the night lies in
	for i := at; i < end; i++ {
		n := &p.nights[i]
		for k+1 < len(steps) && !n.Date.Before(steps[k+1].First) {
			k++
			if steps[k].Kind == Start || steps[k].Kind == Restart {
				round++
			}
		}
		night := PooledNight{NightUse: NightUse{Date: n.Date, Value: values[i], Late: p.isLate(i)}, On: k >= 0 && steps[k].Kind != Stop, Round: round}
		if k >= 0 {
			days, role := steps[k].transition()
			settled := steps[k].First.AddDays(days)
			far := n.Date.Sub(settled) >= WindowNights && (k+1 == len(steps) || steps[k+1].First.Sub(n.Date) > WindowNights)
			if far {
				continue
			}
			if n.Date.Before(settled) {
				night.Role, night.settling = role, true
			}
		}
		other := settling(others, n.Date)
		switch {
		case night.settling:
		case blind && taken.InBlindTrial(n.Date):
			night.Role = BlindedRole
		case n.Unusual != "":
			night.Role, night.Unusual = UnusualRole, n.Unusual
		case other != "":
			night.Role, night.Other = OtherRunIn, other
		case !night.Value.IsSet():
			night.Role = NoValue
		case night.On:
			night.Role = After
		default:
			night.Role = Before
		}
		nights = append(nights, night)
	}

	var inside []OtherStep
	for _, other := range others {
		inside = append(inside, OtherStep{Intervention: other.Intervention, Kind: other.Kind, First: other.First, DaysFromStep: other.First.Sub(steps[0].First)})
	}
	return nights, inside
}

// othersBetween returns the steps of what is not of a course, from one date to another.
func (p *planner) othersBetween(course int, from, to diary.Date) []Step {
	i, _ := slices.BinarySearchFunc(p.byDate, from, func(s Step, d diary.Date) int { return s.First.Compare(d) })
	var others []Step
	for ; i < len(p.byDate) && !p.byDate[i].First.After(to); i++ {
		if p.byDate[i].Course != course {
			others = append(others, p.byDate[i])
		}
	}
	return others
}

// gatherPooled turns the counted nights into observations and describes both groups.
func (r *runner) gatherPooled(c *PooledComparison) {
	r.obs.clear()
	r.obs.randomWalk = randomWalkFromFirst
	r.sides[0], r.sides[1] = r.sides[0][:0], r.sides[1][:0]
	dates := make([]diary.Date, 0, len(c.Nights))
	stretch, wasOn := 0, false
	start := c.Switches[0].First
	for i := range c.Nights {
		n := &c.Nights[i]
		if n.On != wasOn {
			stretch++
			wasOn = n.On
		}
		if !n.Role.counts() {
			continue
		}
		side, k := &c.Off, 0
		if n.On {
			side, k = &c.On, 1
		}
		value, _ := n.Value.Get()
		r.obs.add(n.Date.Sub(start), value, n.On, stretch)
		r.obs.weekend = append(r.obs.weekend, weekendOf(n.Date))
		r.sides[k] = append(r.sides[k], value)
		dates = append(dates, n.Date)
		side.Possible++
		if n.Late {
			side.Late++
		}
		if side.First.IsZero() {
			side.First = n.Date
		}
		side.Last = n.Date
	}
	c.Off.describe(sorted(r.sides[0]))
	c.On.describe(sorted(r.sides[1]))

	// Keep the other steps that split the counted nights, one column each.
	cuts := make([]int, 0, len(c.Others))
	c.Others = slices.DeleteFunc(c.Others, func(other OtherStep) bool {
		at := cut(dates, other.First)
		if splits(at, dates) {
			cuts = append(cuts, at)
		}
		return !splits(at, dates)
	})
	r.obs.columns = columnsAt(cuts, len(dates))
	for _, other := range c.Others {
		r.obs.jumps = append(r.obs.jumps, other.First.Sub(start))
	}
}

// separate marks the other steps where they cannot be told apart from the rounds.
func (c *PooledComparison) separate(r *runner) {
	if inflation(r.obs.target, r.obs.columns) <= maxInflation {
		return
	}
	for i := range c.Others {
		c.Others[i].TooClose = true
	}
}

// clear forgets all observations but keeps their memory.
func (o *observations) clear() {
	*o = observations{t: o.t[:0], y: o.y[:0], on: o.on[:0], stretch: o.stretch[:0], target: o.target[:0], weekend: o.weekend[:0], jumps: o.jumps[:0], late: o.late[:0]}
}

func (o *observations) add(t int, y float64, on bool, stretch int) {
	x := 0.0
	if on {
		x = 1
	}
	o.t, o.y, o.on = append(o.t, t), append(o.y, y), append(o.on, on)
	o.stretch, o.target = append(o.stretch, stretch), append(o.target, x)
}

// effect turns a fit into what is shown.
func (f fit) effect(o Outcome) Effect {
	chance := f.chanceLower
	if o.HigherIsBetter() {
		chance = 1 - chance
	}
	return Effect{
		Change: f.change, SE: f.se, CI: Interval{f.low, f.high},
		Phi: f.phi, DF: f.df, Sigma2: f.sigma2, ChanceBetter: chance,
		Rule: f.rule, BelowZero: f.chanceLower, Kappa: f.kappa, RandomWalk: f.randomWalk, LookedBack: f.lookedBack, EachSide: f.eachSide, ByRanks: f.byRanks,
	}
}
