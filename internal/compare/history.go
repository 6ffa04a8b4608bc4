package compare

import (
	"math"
)

// Constants of the whole-history rule, method.md §4.
const (
	jumpVariance    = 2.25
	slopeSD         = 0.008
	yearSD          = 0.4
	weekendSD       = 0.3
	yearDays        = 365.25
	flatColumns     = 2 // the constant and the target
	gradualNights   = 84
	leastGradual    = 14 // typical onset in days from which a remedy counts as gradual
	negligibleShare = 1e-9
)

// Columns of the history model and its values. What is 0 before the step stands last, so that the filter
// can leave it out until then.
const (
	constColumn = iota
	weekendColumn
	slopeColumn
	sinColumn
	cosColumn
	valueColumn
	targetColumn
	rampColumn
	width
)

// precision is what is known of a column's coefficient beforehand, in units of 1/σ²; 0 is nothing.
var precision = [width]float64{
	weekendColumn: 1 / (weekendSD * weekendSD),
	slopeColumn:   1 / (slopeSD * slopeSD),
	sinColumn:     1 / (yearSD * yearSD),
	cosColumn:     1 / (yearSD * yearSD),
}

// structures are the four sets of columns before the target: neither slope nor year, a slope, a year, both.
var structures = [4][]int{
	{constColumn, weekendColumn},
	{constColumn, weekendColumn, slopeColumn},
	{constColumn, weekendColumn, sinColumn, cosColumn},
	{constColumn, weekendColumn, slopeColumn, sinColumn, cosColumn},
}

// structureShares are the prior weights of the structures: a slope and a year are believed in more, the
// more nights there are to see them in (u is 0 up to 112 nights and 1 from 212 on).
func structureShares(u float64) [4]float64 {
	w := 0.15 + 0.45*u
	return [4]float64{1 - w, 0.4 * w, 0.2 * w, 0.4 * w}
}

// point of a grid with its prior mass.
type massPoint struct{ at, mass float64 }

// phiGrid is the dependence of one night on the one before, with a normal prior round .42.
var phiGrid = massed([7]float64{0, .2, .4, .55, .7, .82, .92}, func(phi float64) float64 { return normalShape((phi - .42) / .3) }, false)

// randomWalkGrid is the nightly wander of the level as a share of σ, with a half-normal prior of scale .05.
var randomWalkGrid = massed([7]float64{0, .01, .025, .05, .075, .11, .16}, func(r float64) float64 { return normalShape(r / .05) }, true)

func normalShape(z float64) float64 { return math.Exp(-z * z / 2) }

// massed gives every point of a grid its share of a prior density. The points of φ are spaced as evenly
// as its prior is believed and weigh alike; those of the wander stand for all between half-way to their neighbours.
func massed(at [7]float64, density func(float64) float64, spaced bool) (grid [7]massPoint) {
	total := 0.0
	for i, x := range at {
		mass := density(x)
		if spaced {
			low, high := max(i-1, 0), min(i+1, len(at)-1)
			mass *= (at[high] - at[low]) / float64(high-low)
		}
		grid[i] = massPoint{x, mass}
		total += mass
	}
	for i := range grid {
		grid[i].mass /= total
	}
	return grid
}

// historyRule is the estimator that learns from up to 400 nights before a step: level, wander,
// dependence, slope and year are averaged over by what the nights say of them, and other steps are jumps
// of the level in place of columns. It keeps memory from one fit to the next.
type historyRule struct {
	design
	// over are the nights before, at first and lately.
	over design
	// rows are the gains at each φ of the grid, once they are needed, single those of one point alone.
	rows   [len(phiGrid)]gainsRow
	single gains
	// equations and solved serve one pass after another.
	equations equations
	solved    [len(structures)][2]solution
	at        [len(phiGrid)][len(randomWalkGrid)]gridPoint
	parts     []part
	// best is the heaviest of parts; quiet the heaviest by the nights before the step alone.
	best, quiet part
	freeDF      float64
	logShares   [len(structures)]float64 // of what is believed of the structures beforehand
	grain       float64
	kappa       float64
	// placeboZ are the pseudo-starts' effects in units of their errors.
	placeboZ []float64
	traced   innovations // of the nights before, at the heaviest grid point
	table    studentTable
}

// gridPoint is what one pass of the filter leaves.
type gridPoint struct {
	sums
	passed bool
	// logTotal is the log determinant.
	logTotal float64
	// weight is the largest log weight of its structures, and beforeWeight that by the nights before alone.
	weight, beforeWeight float64
}

// part is one term of the mixture: a grid point with one structure and one shape of onset.
type part struct {
	phi, randomWalk, structure int
	ramp                       bool
	// m and s are the effect and its scale, variance the estimate of σ².
	m, s, variance float64
	weight         float64
}

// estimate fits the model to nights in order of date; t is counted from the step.
func (h *historyRule) estimate(o *observations, grain float64) (fit, error) {
	h.grain = grain
	h.design.fill(o)
	n := len(h.t)
	if n <= flatColumns+2 {
		return fit{}, errIllConditioned
	}
	h.freeDF = float64(n - flatColumns + 1)
	for k, share := range structureShares(h.u) {
		h.logShares[k] = math.Log(share)
	}
	h.explore()
	if !h.normalise() {
		return fit{}, errIllConditioned
	}
	h.guard(o.jumps)
	f := h.answer()
	if !finite(f.change, f.se, f.low, f.high, f.chanceLower) {
		return fit{}, errIllConditioned
	}
	return f, nil
}

// lightest is how far below the heaviest a log weight may lie before its neighbours on the grid are no
// longer worth a pass: what is left out then weighs about 10⁻⁸ of the whole.
const lightest = 20

// explore runs the filter over the grid. It begins with every other point and goes on beside those that
// weigh anything, since most of the grid is ruled out by a few dozen nights.
func (h *historyRule) explore() {
	h.parts = h.parts[:0]
	h.quiet = part{weight: math.Inf(-1)}
	heaviest := math.Inf(-1)
	visit := func(i, j int) {
		g := &h.at[i][j]
		if !g.passed {
			h.pass(i, j)
			heaviest = max(heaviest, g.weight)
		}
	}
	for i := range h.at {
		h.rows[i].known = false
		for j := range h.at[i] {
			h.at[i][j].passed = false
		}
	}
	for i := 1; i < len(phiGrid); i += 2 {
		for j := 1; j < len(randomWalkGrid); j += 2 {
			visit(i, j)
		}
	}
	for grown := true; grown; {
		grown = false
		for i := range h.at {
			for j := range h.at[i] {
				besideQuiet := abs(i-h.quiet.phi)+abs(j-h.quiet.randomWalk) <= 1
				if !h.at[i][j].passed && (besideQuiet || h.nearHeavy(i, j, heaviest-lightest)) {
					visit(i, j)
					grown = true
				}
			}
		}
	}
}

func abs(n int) int { return max(n, -n) }

// nearHeavy tells whether a point beside this one weighs at least so much.
func (h *historyRule) nearHeavy(i, j int, least float64) bool {
	for _, at := range [][2]int{{i - 1, j}, {i + 1, j}, {i, j - 1}, {i, j + 1}} {
		if at[0] < 0 || at[0] >= len(phiGrid) || at[1] < 0 || at[1] >= len(randomWalkGrid) {
			continue
		}
		if g := &h.at[at[0]][at[1]]; g.passed && g.weight >= least {
			return true
		}
	}
	return false
}

// pass runs the filter at one grid point and solves every structure from its sums.
func (h *historyRule) pass(i, j int) {
	g := &h.at[i][j]
	g.passed, g.weight, g.beforeWeight = true, math.Inf(-1), math.Inf(-1)
	prior := math.Log(phiGrid[i].mass * randomWalkGrid[j].mass)
	row := &h.rows[i]
	if !row.known {
		h.row(phiGrid[i].at, row)
	}
	gains, n := row.of(j), len(h.t)
	var s nightly
	g.sums, g.logTotal = sums{}, row.logBefore[j]
	h.run(0, h.first, gains.part(0, h.first), &s, &g.sums)
	if h.first > flatColumns {
		h.weighBefore(g, part{phi: i, randomWalk: j}, prior)
	}
	h.run(h.first, n, gains.part(h.first, n), &s, &g.sums)
	g.logTotal += row.logAfter[j]
	onsets := [...]int{targetColumn, rampColumn}
	shapes := 1
	if h.gradual {
		shapes = 2
	}
	floor := h.grain * h.grain / 4
	h.equations.solveAll(&g.sums, onsets[:shapes], &h.solved)
	for k := range structures {
		for shape, s := range h.solved[k][:shapes] {
			if !s.ok {
				continue
			}
			p := part{phi: i, randomWalk: j, structure: k, ramp: onsets[shape] == rampColumn, m: s.m}
			q := s.rest + floor
			p.variance = max(q/h.freeDF, floor)
			p.s = math.Sqrt(s.v * p.variance)
			p.weight = s.logDet - g.logTotal/2 - h.freeDF/2*math.Log(q) + prior + h.logShares[k]
			if h.gradual {
				p.weight -= math.Ln2
			}
			if !finite(p.m, p.s, p.weight) {
				continue
			}
			g.weight = max(g.weight, p.weight)
			h.parts = append(h.parts, p)
		}
	}
}

// weighBefore weighs a grid point by the nights before the step, where there is no effect to take for a
// wander: how an effect runs over time is judged with what the nights were like without it.
func (h *historyRule) weighBefore(g *gridPoint, p part, prior float64) {
	free := float64(h.first) // n − F + 1 with the constant as the one flat column
	h.equations.solveAll(&g.sums, nil, &h.solved)
	for k := range structures {
		s := &h.solved[k][0]
		if !s.ok {
			continue
		}
		p.structure = k
		p.weight = s.logDet - g.logTotal/2 - free/2*math.Log(s.rest+h.grain*h.grain/4) + prior + h.logShares[k]
		g.beforeWeight = max(g.beforeWeight, p.weight)
		if p.weight > h.quiet.weight {
			h.quiet = p
		}
	}
}

// normalise turns log weights into shares, notes the heaviest part and drops the negligible ones.
func (h *historyRule) normalise() bool {
	if len(h.parts) == 0 {
		return false
	}
	h.best = h.parts[0]
	for _, p := range h.parts {
		if p.weight > h.best.weight {
			h.best = p
		}
	}
	total := 0.0
	for i := range h.parts {
		h.parts[i].weight = math.Exp(h.parts[i].weight - h.best.weight)
		total += h.parts[i].weight
	}
	kept, left := h.parts[:0], 0.0
	for _, p := range h.parts {
		if p.weight /= total; p.weight >= negligibleShare {
			kept = append(kept, p)
			left += p.weight
		}
	}
	h.parts = kept
	for i := range h.parts {
		h.parts[i].weight /= left
	}
	return true
}
