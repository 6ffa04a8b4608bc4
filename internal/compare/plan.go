package compare

import (
	"fmt"
	"math"
	"slices"

	"stillnight/internal/diary"
)

// NewPlan decides for one step and one outcome which nights count as before and after, and why the
// others do not. The step must be one that [Steps] found in the same diary.
func NewPlan(d diary.Diary, step Step, o Outcome, opts Options) (Plan, error) {
	p, err := newPlanner(d, opts)
	if err != nil {
		return Plan{}, err
	}
	p.nights = AcrossNoon(p.nights)
	for i, s := range p.steps {
		if s.Index == step.Index && s.First == step.First && s.Kind == step.Kind {
			return p.plan(i, o), nil
		}
	}
	return Plan{}, fmt.Errorf("no %s of %q on %s in this diary", step.Kind, step.Intervention, step.First)
}

// planner holds what all plans of one diary share.
type planner struct {
	nights        []diary.Night // in order, one a date, up to opts.To
	interventions []diary.Intervention
	courses       []course
	steps         []Step // in the order of Steps
	byDate        []Step // the same in order of date
	first, last   diary.Date
	// values are the nights' values of an outcome, once they are asked for; late tells which nights were written down late,
	// as far as that is known.
	values map[Outcome][]diary.Optional[float64]
	late   []lateness
}

func newPlanner(d diary.Diary, opts Options) (*planner, error) {
	nights, err := checkedNights(d.Nights, opts.To)
	if err != nil {
		return nil, err
	}
	courses := coursesIn(d, opts.SameMedicine)
	steps, err := stepsIn(d, courses, opts)
	if err != nil {
		return nil, err
	}
	p := &planner{nights: nights, interventions: d.Interventions, courses: courses, steps: steps, byDate: slices.Clone(steps)}
	slices.SortStableFunc(p.byDate, byFirst)
	if len(nights) > 0 {
		p.first, p.last = nights[0].Date, nights[len(nights)-1].Date
	}
	return p, nil
}

// NightError says which night cannot be compared, and why.
type NightError struct {
	Night  diary.Date
	Reason diary.Reason // Duplicate, Required (no date) or NotANumber
}

// Error describes the fault for a log.
func (e *NightError) Error() string {
	return (&diary.FieldError{Field: "night", Reason: e.Reason, Subject: e.Night.String()}).Error()
}

// checkedNights returns the nights in order of date, without those after latest (the zero Date is no
// bound). Two nights of one date, or a value that is no number, are a *NightError.
func checkedNights(nights []diary.Night, latest diary.Date) ([]diary.Night, error) {
	for i := 1; i < len(nights); i++ {
		if nights[i].Date.Before(nights[i-1].Date) {
			nights = slices.Clone(nights)
			slices.SortStableFunc(nights, func(a, b diary.Night) int { return a.Date.Compare(b.Date) })
			break
		}
	}
	for i := range nights {
		n := &nights[i]
		switch {
		case n.Date.IsZero():
			return nil, &NightError{n.Date, diary.Required}
		case i > 0 && nights[i-1].Date == n.Date:
			return nil, &NightError{n.Date, diary.Duplicate}
		}
		if h, ok := n.SleepHours.Get(); ok && (math.IsNaN(h) || math.IsInf(h, 0)) {
			return nil, &NightError{n.Date, diary.NotANumber}
		}
		if !latest.IsZero() && n.Date.After(latest) {
			return nights[:i], nil
		}
	}
	return nights, nil
}

// between returns the nights of the dates from first to last.
func (p *planner) between(first, last diary.Date) []diary.Night {
	from, to := p.places(first, last)
	return p.nights[from:to]
}

// places is where the nights of the dates from first to last stand.
func (p *planner) places(first, last diary.Date) (from, to int) {
	place := func(date diary.Date) int {
		i, _ := slices.BinarySearchFunc(p.nights, date, func(n diary.Night, d diary.Date) int { return n.Date.Compare(d) })
		return i
	}
	from = place(first)
	return from, max(place(last.AddDays(1)), from)
}

// plan makes the plan for the k-th step.
func (p *planner) plan(k int, o Outcome) Plan {
	step := p.steps[k]
	plan := Plan{Step: step, Outcome: o, FirstNight: p.first, LastNight: p.last}
	if len(p.nights) == 0 {
		return plan
	}

	// What was before this step is the stretch that the step before it began.
	from := later(step.First.AddDays(-WindowNights), p.first)
	settledBefore, roleBefore := from, RunIn
	if k > 0 && p.steps[k-1].Course == step.Course {
		previous := p.steps[k-1]
		from = later(from, previous.First)
		days, role := previous.transition()
		settledBefore, roleBefore = previous.First.AddDays(days), role
	}
	plan.PhaseLast = p.last
	if end, ok := step.End.Get(); ok {
		plan.PhaseLast = earlier(p.last, end.AddDays(-1))
	}
	step.Windows.RunIn += p.waitLonger(step, plan.PhaseLast)
	plan.Step = step
	days, roleAfter := step.transition()
	settledAfter := step.First.AddDays(days)
	length := WindowNights
	if step.gradual() && p.first.Sub(step.First) <= -LongHistory {
		length = gradualNights
	}
	to := earlier(settledAfter.AddDays(length-1), plan.PhaseLast)
	if step.Kind == Stop {
		// What comes long after a stop is no longer its effect.
		plan.PhaseLast = to
	}
	if to.Before(from) {
		from = to.AddDays(1)
	}

	others := p.othersIn(step, from, to)
	taken := p.courseOf(step)
	values, blind := p.valuesOf(o), len(taken.Blind) > 0
	at, end := p.places(from, to)
	plan.Nights = make([]NightUse, 0, max(to.Sub(from)+1, 0))
	for date := from; !date.After(to); date = date.AddDays(1) {
		use := NightUse{Date: date, AfterSide: !date.Before(step.First)}
		if use.AfterSide {
			use.settling = date.Before(settledAfter)
		} else {
			use.settling = date.Before(settledBefore)
		}
		if at == end || p.nights[at].Date != date {
			use.Role = NotRecorded
			plan.Nights = append(plan.Nights, use)
			continue
		}
		n := &p.nights[at]
		use.Value = values[at]
		use.Late = p.isLate(at)
		at++
		other := settling(others, date)
		switch {
		case use.settling && use.AfterSide:
			use.Role = roleAfter
		case use.settling:
			use.Role = roleBefore
		case blind && taken.InBlindTrial(date):
			use.Role = BlindedRole
		case n.Unusual != "":
			use.Role, use.Unusual = UnusualRole, n.Unusual
		case other != "":
			use.Role, use.Other = OtherRunIn, other
		case !use.Value.IsSet():
			use.Role = NoValue
		case use.AfterSide:
			use.Role = After
		default:
			use.Role = Before
		}
		plan.Nights = append(plan.Nights, use)
	}
	plan.addOthers(others)
	p.addHistory(&plan, k, from, plan.PhaseLast)
	if !step.First.After(p.first) {
		plan.whole = p.between(p.first, plan.PhaseLast)
	} else if to.Before(plan.PhaseLast) {
		plan.rest = p.between(to.AddDays(1), plan.PhaseLast)
	}
	plan.adherence = adherence(taken, step, to)
	return plan
}

// courseOf is the remedy of a step, with all that is one course with it.
func (p *planner) courseOf(step Step) diary.Intervention {
	for _, c := range p.courses {
		if c.members[0] == step.Course {
			return c.whole
		}
	}
	return p.interventions[step.Index]
}

// waitLonger is by how many days the nights that count move on with a remedy that works slowly: once the
// phase is long enough, from the end of the run-in to when the remedy typically works in full, so that what
// is told is the effect reached. They do not move past another remedy's step.
func (p *planner) waitLonger(step Step, last diary.Date) int {
	w := step.Windows
	if step.Kind == Stop || w.RunIn == 0 || w.Onset <= w.RunIn || w.Onset < leastGradual {
		return 0
	}
	for _, other := range p.othersBetween(step.Course, step.First.AddDays(w.RunIn), last) {
		last = earlier(last, other.First.AddDays(-1))
	}
	passed := last.Sub(step.First) + 1
	return min(max(passed-w.RunIn-WindowNights, 0), w.Onset-w.RunIn)
}

// othersIn returns the steps of other interventions from the first to the last date of the windows,
// and those within MinApart nights of the step wherever the windows end.
func (p *planner) othersIn(step Step, from, to diary.Date) []Step {
	return p.othersBetween(step.Course, earlier(from, step.First.AddDays(-MinApart)), later(to, step.First.AddDays(MinApart)))
}

// settling names the intervention that is in its run-in (or carry-over) on the date, if any.
func settling(others []Step, date diary.Date) string {
	for i := range others {
		days, _ := others[i].transition()
		if !date.Before(others[i].First) && date.Before(others[i].First.AddDays(days)) {
			return others[i].Intervention
		}
	}
	return ""
}

// addOthers gives each other step a column: 0 before it, 1 from its first night on. A column that is
// the same on all counted nights says nothing and is left out, as is one that another step has already.
func (p *Plan) addOthers(others []Step) {
	counted := p.counted()
	own := cut(counted, p.Step.First)
	cuts := make([]int, 0, len(others))
	for _, other := range others {
		apart := other.First.Sub(p.Step.First)
		tooClose := apart >= -MinApart && apart <= MinApart
		at := cut(counted, other.First)
		if !tooClose && !splits(at, counted) {
			continue
		}
		p.Others = append(p.Others, OtherStep{Intervention: other.Intervention, Kind: other.Kind, First: other.First, DaysFromStep: apart, TooClose: tooClose})
		cuts = append(cuts, at)
	}
	p.columns = columnsAt(cuts, len(counted))
	// With too few nights there is no model yet, and the columns may still come apart.
	if own < MinForInterval || len(counted)-own < MinForInterval {
		return
	}
	for _, i := range blamed(own, cuts, len(counted)) {
		p.Others[i].TooClose = true
	}
}

func (p *Plan) counted() []diary.Date {
	dates := make([]diary.Date, 0, len(p.Nights))
	for i := range p.Nights {
		if p.Nights[i].Role.counts() {
			dates = append(dates, p.Nights[i].Date)
		}
	}
	return dates
}

// cut is the index of the first date that is not before first.
func cut(dates []diary.Date, first diary.Date) int {
	i, _ := slices.BinarySearchFunc(dates, first, diary.Date.Compare)
	return i
}

// splits tells whether there are dates on both sides of a cut.
func splits(at int, dates []diary.Date) bool { return at > 0 && at < len(dates) }

// columnsAt makes one column of n nights for each distinct cut, which must be in order.
func columnsAt(cuts []int, n int) [][]float64 {
	var columns [][]float64
	last := 0
	for _, at := range cuts {
		if at == last || at == n {
			continue
		}
		last = at
		columns = append(columns, columnAt(at, n))
	}
	return columns
}

func columnAt(at, n int) []float64 {
	column := make([]float64, n)
	for i := at; i < n; i++ {
		column[i] = 1
	}
	return column
}

// blamed lists the cuts, by index, whose columns are most like the one at own, where all columns
// together inflate its variance too much; nil where they don't.
func blamed(own int, cuts []int, n int) []int {
	step, columns := columnAt(own, n), columnsAt(cuts, n)
	if len(columns) == 0 || inflation(step, columns) <= maxInflation {
		return nil
	}
	alike := make([]float64, len(cuts))
	worst := 1.0
	for i, at := range cuts {
		if at > 0 && at < n {
			alike[i] = inflation(step, [][]float64{columnAt(at, n)})
			worst = max(worst, alike[i])
		}
	}
	var names []int
	for i := range cuts {
		if alike[i] >= worst {
			names = append(names, i)
		}
	}
	return names
}

func (r Role) counts() bool { return r == Before || r == After }

// minIntakes is how many intakes must have been noted before adherence is spoken of.
const minIntakes = 5

// adherence is the share of noted doses and sessions that were taken, from the step to the date to.
func adherence(iv diary.Intervention, step Step, to diary.Date) diary.Optional[float64] {
	if step.Kind == Stop {
		return diary.None[float64]()
	}
	taken, noted := 0, 0
	for _, in := range iv.Intakes {
		if in.Night.Before(step.First) || in.Night.After(to) {
			continue
		}
		switch in.Status {
		case diary.Taken, diary.SessionDone:
			taken++
			noted++
		case diary.Missed:
			noted++
		}
	}
	if noted < minIntakes {
		return diary.None[float64]()
	}
	return diary.Some(float64(taken) / float64(noted))
}

func later(a, b diary.Date) diary.Date {
	if a.Before(b) {
		return b
	}
	return a
}

func earlier(a, b diary.Date) diary.Date {
	if b.Before(a) {
		return b
	}
	return a
}
