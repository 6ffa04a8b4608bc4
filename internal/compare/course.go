package compare

import (
	"math"

	"stillnight/internal/diary"
)

// Bounds of the course of an effect, method.md §5, in dates.
const (
	CourseNights = 28 // how long "at first" and "lately" are
	leastCourse  = 14 // how long both must at least be, in a phase of less than twice CourseNights
	// stillThere is the share of what it was that an effect must lately have kept to be told as one, where the
	// nights lately are too few to tell by themselves.
	stillThere = 0.45
	// leaning is the share of half its interval from which a loss against at first counts as a sign that the
	// effect is over: one side of an interval of 90 %.
	leaning = 0.84
	// fading and fadingLeans are the same for what only makes one doubt that an effect goes on.
	fading, fadingLeans = 0.55, 0.43
	// leastRandomWalk is the place in randomWalkGrid of the wander that is most likely beforehand. A single best value
	// is often 0 by luck, and then the nights lately would be held to be surer than they are.
	leastRandomWalk = 2
)

// Course is how an effect runs over time.
type Course string

// The courses. The direction is that of the effect: of nights that are worse, Growing is getting worse.
const (
	Lasting Course = "lasting"
	Waning  Course = "waning"
	Growing Course = "growing"
	Unsure  Course = "unsure" // too early to say, or too few nights
)

// CoursePart is the effect in one part of a phase against the nights before, or of one part against another.
type CoursePart struct {
	Change float64
	CI     Interval
	N      int
	// First and Last are the dates the part reaches over; not set for a difference of two.
	First, Last diary.Date
	Median      float64
	Q1, Q3      float64
}

// CourseFit is how an effect ran, from one fit of both parts.
type CourseFit struct {
	// Early is at first, Late the last CourseNights dates of the phase; LateMinusEarly how they differ.
	Early, Late, LateMinusEarly CoursePart
}

// span of dates, both included.
type dates struct{ first, last diary.Date }

func (s dates) has(d diary.Date) bool { return !d.Before(s.first) && !d.After(s.last) }

// Past tells whether what the step began was over before the last night: "lately" in it is not now.
func (p *Plan) Past() bool { return p.PhaseLast.Before(p.LastNight) }

// parts returns at first and lately; ok is false while the phase is too short for both.
func (p *Plan) parts() (early, late dates, ok bool) {
	days, _ := p.Step.transition()
	settled := p.Step.First.AddDays(days)
	length := p.PhaseLast.Sub(settled) + 1
	if length < 2*leastCourse {
		return early, late, false
	}
	lately := min(length-leastCourse, CourseNights)
	early = dates{settled, settled.AddDays(min(length-lately, CourseNights) - 1)}
	late = dates{p.PhaseLast.AddDays(1 - lately), p.PhaseLast}
	return early, late, true
}

// Later are the dates of the phase after the windows, in order, gaps included: they show how it went on.
func (p *Plan) Later() []NightUse {
	if len(p.rest) == 0 {
		return nil
	}
	date := p.Nights[len(p.Nights)-1].Date.AddDays(1)
	uses := make([]NightUse, 0, p.PhaseLast.Sub(date)+1)
	for i := range p.rest {
		n := &p.rest[i]
		for ; date.Before(n.Date); date = date.AddDays(1) {
			uses = append(uses, NightUse{Date: date, Role: NotRecorded, AfterSide: true})
		}
		use := NightUse{Date: n.Date, Value: p.Outcome.Of(*n), Late: n.Late(), AfterSide: true, Role: After}
		switch {
		case n.Unusual != "":
			use.Role, use.Unusual = UnusualRole, n.Unusual
		case within(p.unsettled, n.Date):
			use.Role = OtherRunIn
		case !use.Value.IsSet():
			use.Role = NoValue
		}
		uses = append(uses, use)
		date = n.Date.AddDays(1)
	}
	return uses
}

// course estimates at first and lately by the rule that gave the effect.
func (r *runner) course(c *Comparison) {
	e, _ := c.Effect.Get()
	early, late, ok := c.Plan.parts()
	if !ok {
		return
	}
	fit := CourseFit{Early: CoursePart{First: early.first, Last: early.last}, Late: CoursePart{First: late.first, Last: late.last}}
	o := r.gatherCourse(c, e.Rule, &fit)
	if fit.Early.N < MinForInterval || fit.Late.N < MinForInterval {
		return
	}
	var b pair
	var err error
	if e.Rule == WholeHistory {
		b, err = r.history.pair(o)
	} else {
		b, err = r.pair(o, c.Plan.Outcome.Step())
	}
	if err != nil {
		return // another step cannot be told from one of the parts
	}
	reach := studentOf(b.df).upper(0.5 + confidence/2)
	set := func(s *CoursePart, change, variance float64) {
		s.Change = change
		half := reach * math.Sqrt(max(variance, 0))
		s.CI = Interval{change - half, change + half}
	}
	set(&fit.Early, b.early, b.varEarly)
	set(&fit.Late, b.late, b.varLate)
	set(&fit.LateMinusEarly, b.late-b.early, b.varEarly+b.varLate-2*b.cov)
	fit.LateMinusEarly.N = fit.Early.N + fit.Late.N
	if finite(b.early, b.late, fit.Early.CI.Low, fit.Late.CI.Low, fit.LateMinusEarly.CI.Low) {
		c.Over = diary.Some(fit)
	}
}

// gatherCourse sets the nights before, at first and lately; what lies between the two is left out.
func (r *runner) gatherCourse(c *Comparison, rule Rule, fit *CourseFit) *observations {
	p, o := &c.Plan, &r.parts
	o.clear()
	o.late, o.randomWalk = o.late[:0], randomWalkFromStep
	if rule == WholeHistory {
		o.jumps = append(o.jumps, p.jumps...)
		for _, n := range p.history {
			o.add(n.t, n.value, false, 0)
			o.late = append(o.late, 0)
			o.weekend = append(o.weekend, weekendOf(p.Step.First.AddDays(n.t)))
		}
	}
	var values [2][]float64
	add := func(date diary.Date, value float64, after bool) {
		k, isLate := 0, 0.0
		switch {
		case !after:
		case fit.Early.has(date):
			k = 1
		case fit.Late.has(date):
			k, isLate = 2, 1
		default:
			return
		}
		o.add(date.Sub(p.Step.First), value, after, k)
		if k > 0 {
			values[k-1] = append(values[k-1], value)
		}
		if k == 2 {
			o.target[len(o.target)-1] = 0
		}
		o.late = append(o.late, isLate)
		o.weekend = append(o.weekend, weekendOf(date))
	}
	for i, t := range r.obs.t {
		add(p.Step.First.AddDays(t), r.obs.y[i], r.obs.on[i])
	}
	for i := range p.rest {
		n := &p.rest[i]
		if value, ok := p.Outcome.Of(*n).Get(); ok && n.Unusual == "" && fit.Late.has(n.Date) && !within(p.unsettled, n.Date) {
			add(n.Date, value, true)
		}
	}
	if rule == Windowed {
		o.columns = p.columnsOver(o.t)
	}
	for k, s := range []*CoursePart{&fit.Early, &fit.Late} {
		s.N = len(values[k])
		if s.N > 0 {
			v := sorted(values[k])
			s.Q1, s.Median, s.Q3 = Quantile(v, 0.25), Quantile(v, 0.5), Quantile(v, 0.75)
		}
	}
	return o
}

func (s CoursePart) has(d diary.Date) bool { return dates{s.First, s.Last}.has(d) }

// columnsOver gives each other step after this one that splits the nights a column.
func (p *Plan) columnsOver(t []int) (columns [][]float64) {
	for _, j := range p.jumps {
		if j > 0 {
			columns = appendColumn(columns, t, j)
		}
	}
	return columns
}

// pair are the effects at first and lately with their variances.
type pair struct {
	early, late, varEarly, varLate, cov, df float64
}

// trailing reads the last two coefficients and their covariance, in units of σ², off the last block of a Cholesky factor,
// a above c and d, and the last two of its forward solution: (LL')⁻¹ ends in the inverse of the last block of L times
// itself transposed.
func trailing(a, c, d, zEarly, zLate float64) (b pair) {
	b.late = zLate / d
	b.early = (zEarly - c*b.late) / a
	b.varLate = 1 / (d * d)
	b.cov = -c / (a * d * d)
	b.varEarly = (1 + c*c/(d*d)) / (a * a)
	return b
}

func (b *pair) scale(variance float64) {
	b.varEarly, b.varLate, b.cov = b.varEarly*variance, b.varLate*variance, b.cov*variance
}

// pair estimates both parts by the windows: three groups of nights in place of two.
func (e *windowRule) pair(o *observations, grain float64) (pair, error) {
	var groups [3]group
	phi := o.groupDependence(groups[:])
	free, squares, effective := 0.0, 0.0, 0.0
	for _, g := range groups {
		if g.n < 2 {
			return pair{}, errIllConditioned
		}
		free += float64(g.n) * (1 - g.v)
		squares += g.squares
		effective += 1 / g.v
	}
	two := *o
	two.columns = append(append([][]float64{}, o.columns...), o.target)
	two.target = o.late
	if _, _, err := e.solve(&two, phi); err != nil {
		return pair{}, err
	}
	p := 2 + len(two.columns)
	l, z := e.normal, e.right
	b := trailing(l[(p-2)*p+p-2], l[(p-1)*p+p-2], l[p*p-1], z[p-2], z[p-1])
	b.scale(max(squares/free, grain*grain/4))
	b.df = max(effective-float64(len(groups)), minDF)
	return b, nil
}

// groupDependence is φ and the spread within each of the groups that stretch numbers.
func (o *observations) groupDependence(groups []group) (phi float64) {
	for i, y := range o.y {
		groups[o.stretch[i]].add(y)
	}
	for k := range groups {
		groups[k].mean = groups[k].sum / float64(max(groups[k].n, 1))
	}
	var squares, products, previous float64
	pairs := 0
	for i, y := range o.y {
		g := &groups[o.stretch[i]]
		e := y - g.mean
		g.squares += e * e
		squares += e * e
		if i > 0 && o.t[i] == o.t[i-1]+1 && o.stretch[i] == o.stretch[i-1] {
			products += previous * e
			pairs++
		}
		previous = e
	}
	phi = shrunkPhi(products, squares, pairs, len(o.y))
	for k := range groups {
		sum, tail, last := 0.0, 0.0, 0
		for i, t := range o.t {
			if o.stretch[i] != k {
				continue
			}
			if sum > 0 {
				tail = (tail + 1) * power(phi, t-last)
			}
			sum += 1 + 2*tail
			last = t
		}
		groups[k].v = sum / float64(max(groups[k].n*groups[k].n, 1))
	}
	return phi
}

// pair estimates both parts at the grid point that is heaviest by the nights before alone, with the ramp's
// place taken by lately. With the point of the whole fit, which holds the effect constant, a relapse would
// be taken for a wander of the level.
func (h *historyRule) pair(o *observations) (pair, error) {
	h.over.fill(o)
	n := len(h.over.t)
	h.single.resize(n)
	h.over.gains(0, phiGrid[h.quiet.phi].at, randomWalkGrid[max(h.quiet.randomWalk, leastRandomWalk)].at, 0, h.single)
	var night nightly
	var s sums
	h.over.run(0, n, h.single, &night, &s)
	eq := &h.equations
	eq.begin(&s)
	if !eq.addAll(&s, structures[h.quiet.structure]...) || !eq.addAll(&s, targetColumn, rampColumn) {
		return pair{}, errIllConditioned
	}
	p := eq.p
	b := trailing(eq.l[p-2][p-2], eq.l[p-1][p-2], eq.l[p-1][p-1], eq.z[p-2], eq.z[p-1])
	rest := max(eq.rest[p], 0)
	floor := h.grain * h.grain / 4
	b.df = float64(len(o.t) - flatColumns)
	b.scale(h.kappa * h.kappa * max((rest+floor)/b.df, floor))
	return b, nil
}
