package compare

import (
	"errors"
	"math"
)

// Constants of method.md §3.
const (
	priorPhi        = 0.35   // what dependence is taken to be where nights cannot tell
	priorPairs      = 15     // how many pairs of nights that guess is worth
	minPairs        = 3      // pairs needed before nights may speak at all
	maxPhi          = 0.95   // more cannot be told from a drift
	randomWalkRatio = 0.0025 // q / σ²: variance that the level's wander gains each night
	maxInflation    = 10     // variance inflation from which two columns cannot be told apart
	minDF           = 2
	confidence      = 0.95
)

// errIllConditioned says that the equations have no stable solution; nothing is shown then.
var errIllConditioned = errors.New("the nights do not determine a difference")

// randomWalk says from where the slow wander of the level is counted.
type randomWalk int

const (
	noRandomWalk        randomWalk = iota
	randomWalkFromStep             // from the step, both ways: the two sides wander independently
	randomWalkFromFirst            // from the first night on
)

// observations are counted nights in order of date, one a date.
type observations struct {
	// t is days since the step, or since the first night.
	t []int
	y []float64
	// on tells the two groups apart: after the step, with the remedy, exposed.
	on []bool
	// stretch numbers runs of nights within which neighbours count as pairs.
	stretch []int
	// target is the column whose coefficient is wanted: "on" as 0 and 1, or time for a slope.
	target []float64
	// columns beside the constant and the target.
	columns    [][]float64
	randomWalk randomWalk
	// trend, where above 0, is the prior precision of the last of columns in units of 1/σ².
	trend float64
	// For the whole-history rule alone: the weekend column, the days of other steps from the step, and after
	// how many days a gradual remedy typically works (0 is at once).
	weekend []float64
	jumps   []int
	onset   int
	// late is the column of the nights lately, where at first (target) and lately are estimated together.
	late []float64
}

// fit is what method.md §3 makes of observations.
type fit struct {
	change, se      float64
	phi, sigma2, df float64
	effectiveOff    float64
	effectiveOn     float64
	low, high       float64
	chanceLower     float64 // probability that the change is below 0
	rule            Rule
	// Of the whole-history rule: what the interval was widened by, the level's wander a night, and how many
	// days before the step the first night lies.
	kappa, randomWalk float64
	lookedBack        int
	// eachSide says that each side has a spread of its own, byRanks that ranks decided.
	eachSide, byRanks bool
}

// effective works out the effective nights of both groups at the dependence of a fit.
func (o *observations) effective(f *fit) {
	var off, on group
	for i := range o.y {
		if o.on[i] {
			on.n++
		} else {
			off.n++
		}
	}
	o.meanDependence(f.phi, &off, &on)
	if off.n > 0 {
		f.effectiveOff = 1 / off.v
	}
	if on.n > 0 {
		f.effectiveOn = 1 / on.v
	}
}

// windowRule is the estimator for diaries without a history: the nights within 56 of a step, a dependence
// estimated from them and a wander of the level that is taken for granted. It keeps the memory that
// estimates need, so that thousands of them allocate nothing.
type windowRule struct {
	// By column, the last being y: this night's value, the nightly part, the value before, the innovation.
	row, night, last, innovation []float64
	normal                       []float64 // X'V⁻¹X, then its Cholesky factor
	right                        []float64 // X'V⁻¹y
	without                      observations
	// For ranks: the nights with scores as values, their values in order, and each value's score.
	scored  observations
	ordered []float64
	scores  []score
}

// dependence estimates φ and, by group, the mean dependence v.
func (o *observations) dependence() (phi float64, off, on group) {
	for i, y := range o.y {
		if o.on[i] {
			on.add(y)
		} else {
			off.add(y)
		}
	}
	off.mean, on.mean = off.sum/float64(max(off.n, 1)), on.sum/float64(max(on.n, 1))
	var squares, products float64
	pairs := 0
	previous := 0.0
	for i, y := range o.y {
		e := y - off.mean
		if o.on[i] {
			e = y - on.mean
			on.squares += e * e
		} else {
			off.squares += e * e
		}
		squares += e * e
		if i > 0 && o.t[i] == o.t[i-1]+1 && o.stretch[i] == o.stretch[i-1] {
			products += previous * e
			pairs++
		}
		previous = e
	}
	phi = shrunkPhi(products, squares, pairs, len(o.y))
	o.meanDependence(phi, &off, &on)
	return phi, off, on
}

// group sums up the nights of one side.
type group struct {
	n                  int
	sum, mean, squares float64
	// v is the mean of all entries of φ^|t_i − t_j| within the group; 1/v is its effective nights.
	v float64
}

func (g *group) add(y float64) {
	g.n++
	g.sum += y
}

// shrunkPhi is the lag-one autocorrelation with the bias of one fitted mean a side taken out
// (Marriott & Pope 1954) and drawn towards priorPhi.
func shrunkPhi(products, squares float64, pairs, nights int) float64 {
	if pairs < minPairs || squares <= varianceFloor {
		return priorPhi
	}
	n := float64(pairs)
	r := (products / n) / (squares / float64(nights))
	r += 2 * (1 + 4*r) / n
	phi := (n*r + priorPairs*priorPhi) / (n + priorPairs)
	return min(max(phi, 0), maxPhi)
}

// varianceFloor is a sum of squares below which nights do not vary but for rounding.
const varianceFloor = 1e-18

// meanDependence works out v of both groups in one pass: the sum over all earlier nights of one group
// of φ^(t_i − t_j) follows from the sum at the night before.
func (o *observations) meanDependence(phi float64, off, on *group) {
	var sums, tails [2]float64
	var last [2]int
	for i, t := range o.t {
		k := 0
		if o.on[i] {
			k = 1
		}
		if sums[k] > 0 {
			tails[k] = (tails[k] + 1) * power(phi, t-last[k])
		}
		sums[k] += 1 + 2*tails[k]
		last[k] = t
	}
	for k, g := range []*group{off, on} {
		if g.n > 0 {
			g.v = sums[k] / float64(g.n*g.n)
		}
	}
}

// power is φ to a whole, mostly small power.
func power(phi float64, n int) float64 {
	switch n {
	case 0:
		return 1
	case 1:
		return phi
	case 2:
		return phi * phi
	}
	return math.Pow(phi, float64(n))
}

// estimate fits the model: generalised least squares with the covariance of method.md §3.
// grain is the outcome's step. It needs at least two nights in each group.
func (e *windowRule) estimate(o *observations, grain float64) (fit, error) {
	f, err := e.point(o, grain)
	if err != nil {
		return fit{}, err
	}
	f.setInterval()
	if !finite(f.change, f.se, f.low, f.high, f.chanceLower) {
		return fit{}, errIllConditioned
	}
	return f, nil
}

// setInterval sets the interval by Student's distribution.
func (f *fit) setInterval() {
	t := studentOf(f.df)
	half := t.upper(0.5+confidence/2) * f.se
	f.low, f.high = f.change-half, f.change+half
	f.chanceLower = t.CDF(-f.change / f.se)
}

// point is estimate without the interval. Of the nights round a step, many of which are 0, ranks decide.
func (e *windowRule) point(o *observations, grain float64) (fit, error) {
	f, err := e.fitted(o, grain)
	if err == nil && o.randomWalk == randomWalkFromStep && len(o.columns) == 0 && o.zeroShare() >= manyZeros {
		e.byRanks(o, &f, grain)
	}
	return f, err
}

// fitted has one spread for both sides of a step, or where they differ beyond doubt one for each.
func (e *windowRule) fitted(o *observations, grain float64) (fit, error) {
	f, off, on, err := e.oneSpread(o, grain)
	if err == nil && o.randomWalk == randomWalkFromStep && len(o.columns) == 0 && spreadRatio(off, on, f.phi, grain) > spreadsDiffer {
		o.eachSide(&f, off, on, grain)
		if !finite(f.change, f.se) || f.se <= 0 {
			return fit{}, errIllConditioned
		}
	}
	return f, err
}

// oneSpread is the fit with one spread for both groups, and what they are.
func (e *windowRule) oneSpread(o *observations, grain float64) (f fit, off, on group, err error) {
	phi, off, on := o.dependence()
	if off.n < 2 || on.n < 2 {
		return fit{}, off, on, errIllConditioned
	}
	f = fit{rule: Windowed, kappa: 1, phi: phi, effectiveOff: 1 / off.v, effectiveOn: 1 / on.v}
	free := float64(off.n)*(1-off.v) + float64(on.n)*(1-on.v)
	f.sigma2 = max((off.squares+on.squares)/free, grain*grain/4)
	f.df = max(f.effectiveOff+f.effectiveOn-2, minDF)
	b, variance, err := e.solve(o, phi)
	if err != nil {
		return fit{}, off, on, err
	}
	f.change, f.se = b, math.Sqrt(variance*f.sigma2)
	if !finite(f.change, f.se) || f.se <= 0 {
		return fit{}, off, on, errIllConditioned
	}
	return f, off, on, nil
}

// solve returns the coefficient of target and its variance in units of σ².
//
// V = σ²(φ^|i−j| + randomWalkRatio·m) is the covariance of the sum of two Markov chains, so L⁻¹y and L⁻¹X
// with V = LL' need no matrix: one pass of a filter yields each night's innovation and its variance,
// exactly what forward substitution with the Cholesky factor would. As every night is seen without
// further noise, what is not known after it is how much of it is nightly and how much is level: one
// number a column, the nightly part.
func (e *windowRule) solve(o *observations, phi float64) (b, variance float64, err error) {
	p := 2 + len(o.columns)
	e.reset(p)
	unknown := 0.0 // variance of the nightly part given the nights so far
	for i := range o.t {
		keep, stay, newNight, newLevel := o.transition(i, phi)
		varNight := keep*keep*unknown + newNight
		cov := -keep * stay * unknown
		total := varNight + stay*stay*unknown + newLevel + 2*cov
		// Two nights are at least a day apart and φ ≤ 0.95, so total is at least 0.09 and V never singular.
		if !(total > 1e-12) {
			return 0, 0, errIllConditioned
		}
		gain := (varNight + cov) / total
		unknown = max(varNight-gain*gain*total, 0)

		e.row[0] = 1
		for j, c := range o.columns {
			e.row[j+1] = c[i]
		}
		// Counted from the first night, so that nights all alike differ by 0 exactly.
		e.row[p-1], e.row[p] = o.target[i], o.y[i]-o.y[0]
		for j, x := range e.row {
			night := keep * e.night[j]
			e.innovation[j] = x - night - stay*(e.last[j]-e.night[j])
			e.night[j] = night + gain*e.innovation[j]
			e.last[j] = x
		}
		for j := range p {
			w := e.innovation[j] / total
			row := e.normal[j*p : j*p+j+1]
			for k := range row {
				row[k] += w * e.innovation[k]
			}
			e.right[j] += w * e.innovation[p]
		}
	}
	e.normal[(p-2)*p+p-2] += o.trend
	return e.lastCoefficient(p)
}

// transition tells how night i follows the one before it: what share of the nightly part and of the
// level it keeps, and the variance that each gains, in units of σ².
func (o *observations) transition(i int, phi float64) (keep, stay, newNight, newLevel float64) {
	if i > 0 {
		keep = power(phi, o.t[i]-o.t[i-1])
	}
	newNight = 1 - keep*keep
	switch o.randomWalk {
	case randomWalkFromFirst:
		if i == 0 {
			return keep, 0, newNight, randomWalkRatio * float64(o.t[0])
		}
		return keep, 1, newNight, randomWalkRatio * float64(o.t[i]-o.t[i-1])
	case randomWalkFromStep:
		u := math.Abs(float64(o.t[i]) + 0.5)
		if i == 0 || (o.t[i] < 0) != (o.t[i-1] < 0) {
			return keep, 0, newNight, randomWalkRatio * u
		}
		if o.t[i] >= 0 {
			return keep, 1, newNight, randomWalkRatio * float64(o.t[i]-o.t[i-1])
		}
		// Before the step the wander is counted backwards from it; seen forwards it returns to nothing.
		stay = u / math.Abs(float64(o.t[i-1])+0.5)
		return keep, stay, newNight, randomWalkRatio * u * (1 - stay)
	}
	return keep, 0, newNight, 0
}

// reset makes room for p columns and clears the sums.
func (e *windowRule) reset(p int) {
	e.row = zeroed(e.row, p+1)
	e.night = zeroed(e.night, p+1)
	e.last = zeroed(e.last, p+1)
	e.innovation = zeroed(e.innovation, p+1)
	e.normal = zeroed(e.normal, p*p)
	e.right = zeroed(e.right, p)
}
