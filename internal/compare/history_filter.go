package compare

import "math"

// design is the history model's columns, night by night.
type design struct {
	t []int
	// x has every night's columns and its value, counted from the first night's, as differences from the
	// night before: that is all the filter needs of a level that stays.
	x    [][width]float64
	gaps []int
	// jumps are the variances that other steps since the night before add to the level, in units of σ².
	jumps []float64
	// first is the index of the first night with the target or the ramp in it.
	first int
	u     float64
	// gradual says that the ramp is a second shape of the onset; ramped that its column holds anything, which
	// may be the nights lately instead.
	gradual, ramped bool
	powers          [shortGap]float64
	y0              float64
	on              []bool
}

// fill works out the columns of nights in order of date.
func (d *design) fill(o *observations) {
	n := len(o.t)
	*d = design{t: append(d.t[:0], o.t...), x: d.x[:0], gaps: d.gaps[:0], jumps: d.jumps[:0], on: append(d.on[:0], o.on...), first: n}
	if n == 0 {
		return
	}
	d.gradual = o.onset >= leastGradual
	d.ramped = d.gradual || len(o.late) > 0
	d.y0 = o.y[0]
	span := float64(o.t[n-1] - o.t[0] + 1)
	d.u = min(max((span-112)/100, 0), 1)
	var before [width]float64
	for i, t := range o.t {
		row := [width]float64{constColumn: 1, weekendColumn: o.weekend[i], slopeColumn: float64(t), targetColumn: o.target[i], valueColumn: o.y[i] - d.y0}
		row[sinColumn], row[cosColumn] = math.Sincos(2 * math.Pi * float64(t) / yearDays)
		switch {
		case len(o.late) > 0:
			row[rampColumn] = o.late[i]
		case d.gradual && t >= 0 && o.on[i]:
			row[rampColumn] = min(float64(t+1)/float64(o.onset), 1)
		}
		if d.first == n && o.on[i] {
			d.first = i
		}
		gap := 0
		if i > 0 {
			gap = t - o.t[i-1]
		}
		d.gaps = append(d.gaps, gap)
		jump := 0.0
		for _, s := range o.jumps {
			if i > 0 && s > o.t[i-1] && s <= t {
				jump += jumpVariance
			}
		}
		d.jumps = append(d.jumps, jump)
		change := row
		for j := range change {
			change[j] -= before[j]
		}
		d.x = append(d.x, change)
		before = row
	}
}

// triangle is the number of sums of products of all columns and y.
const triangle = width * (width + 1) / 2

// sums are what a pass of the filter adds up: the lower triangle of innovations times innovations by
// their variance, row by row with y last, and the log determinant.
type sums struct {
	products [triangle]float64
	logTotal float64
}

// place is where the product of two columns stands.
func place(a, b int) int {
	if a < b {
		a, b = b, a
	}
	return a*(a+1)/2 + b
}

// state is what the filter hands from one night to the next.
type state struct {
	// unknown is the variance of the nightly part given the nights so far, in units of σ².
	unknown float64
	night   [width]float64
}

// gainAt is one night of the covariance recursion, which does not hang on any column.
// by is 1/total.
type gainAt struct{ keep, gain, total, by float64 }

// shortGap is a number of days between nights that occurs often.
const shortGap = 16

// power is φ to a gap; it remembers those of the φ it was asked for last.
func (d *design) power(phi float64, gap int) float64 {
	if gap >= shortGap {
		return math.Pow(phi, float64(gap))
	}
	if d.powers[1] != phi || d.powers[0] != 1 {
		d.powers[0] = 1
		for g := 1; g < shortGap; g++ {
			d.powers[g] = d.powers[g-1] * phi
		}
	}
	return d.powers[gap]
}

// next moves the covariance on to night i: as in [windowRule.solve], with a level that stays.
func (d *design) next(i int, phi, randomWalk float64, s *state) gainAt {
	keep, stay, newLevel := 0.0, 0.0, 0.0
	if i > 0 {
		keep, stay = d.power(phi, d.gaps[i]), 1
		newLevel = randomWalk*randomWalk*float64(d.gaps[i]) + d.jumps[i]
	}
	night := keep*keep*s.unknown + 1 - keep*keep
	cov := keep * stay * s.unknown
	total := night + stay*s.unknown + newLevel - 2*cov
	by := 1 / total
	gain := (night - cov) * by
	s.unknown = max(night-gain*(night-cov), 0)
	return gainAt{keep, gain, total, by}
}

// columnsOn is how many columns are anything but 0 up to night i.
func (d *design) columnsOn(i int) int {
	switch {
	case i < d.first:
		return targetColumn
	case d.ramped:
		return width
	}
	return rampColumn
}

// innovate works out what is new in each column on night i and moves their nightly parts on.
func (d *design) innovate(i, columns int, g gainAt, s *state, inn *[width]float64) {
	x, rest := &d.x[i], 1-g.keep
	for j, night := range s.night[:columns] {
		innovation := x[j] + rest*night
		inn[j] = innovation
		s.night[j] = g.keep*night + g.gain*innovation
	}
}

// filter runs over all nights and adds up the sums.
func (d *design) filter(phi, randomWalk float64, to *sums) {
	var s state
	d.run(0, len(d.t), phi, randomWalk, &s, to, true)
}

// run filters the nights from one index to before another. Columns that are 0 so far are left out of the
// sums.
func (d *design) run(from, to int, phi, randomWalk float64, s *state, sum *sums, fresh bool) {
	if fresh {
		*sum = sums{}
	}
	logs, product := 0.0, 1.0
	for i := from; i < to; i++ {
		g := d.next(i, phi, randomWalk, s)
		product *= g.total
		if product > 1e100 || product < 1e-100 {
			logs += math.Log(product)
			product = 1
		}
		columns := d.columnsOn(i)
		var inn [width]float64
		d.innovate(i, columns, g, s, &inn)
		sum.add(&inn, g.by, columns)
	}
	sum.logTotal += logs + math.Log(product)
}

// add adds one night's products. The columns that are there on every night are written out: this is where
// most of a comparison's time goes, and a loop takes twice as long.
func (s *sums) add(inn *[width]float64, by float64, columns int) {
	p := &s.products
	x0, x1, x2, x3, x4, x5 := inn[0], inn[1], inn[2], inn[3], inn[4], inn[5]
	var w float64
	w = x0 * by
	p[0] += w * x0
	w = x1 * by
	p[1] += w * x0
	p[2] += w * x1
	w = x2 * by
	p[3] += w * x0
	p[4] += w * x1
	p[5] += w * x2
	w = x3 * by
	p[6] += w * x0
	p[7] += w * x1
	p[8] += w * x2
	p[9] += w * x3
	w = x4 * by
	p[10] += w * x0
	p[11] += w * x1
	p[12] += w * x2
	p[13] += w * x3
	p[14] += w * x4
	w = x5 * by
	p[15] += w * x0
	p[16] += w * x1
	p[17] += w * x2
	p[18] += w * x3
	p[19] += w * x4
	p[20] += w * x5
	k := place(targetColumn, 0)
	for a := targetColumn; a < columns; a++ {
		w = inn[a] * by
		for _, y := range inn[:a+1] {
			p[k] += w * y
			k++
		}
	}
}

// solution of one structure: the effect m, its variance v in units of σ², the sum of squares left, and the
// part of the log weight that comes from the columns.
type solution struct{ m, v, rest, logDet float64 }

// solve takes a structure's columns and the target out of the sums: N + λ by Cholesky.
func (s *sums) solve(structure int, ramp bool) (solution, bool) {
	var columns [width]int
	p := copy(columns[:], structures[structure])
	columns[p] = targetColumn
	if ramp {
		columns[p] = rampColumn
	}
	p++
	return s.solveFor(columns[:p])
}

// solveFor solves for the last of the columns, which stand in order.
func (s *sums) solveFor(columns []int) (solution, bool) {
	a, z, rest, ok := s.cholesky(columns)
	if !ok {
		return solution{}, false
	}
	p := len(columns)
	logDet, product := 0.0, 1.0
	for j, c := range columns {
		product *= a[j*p+j]
		if precision[c] > 0 {
			logDet += math.Log(precision[c]) / 2
		}
	}
	last := a[p*p-1]
	return solution{m: z[p-1] / last, v: 1 / (last * last), rest: rest, logDet: logDet - math.Log(product)}, true
}

// cholesky factors N + λ over some columns, solves forward for y and returns the sum of squares left.
func (s *sums) cholesky(columns []int) (a [width * width]float64, z [width]float64, rest float64, ok bool) {
	p := len(columns)
	for j, c := range columns {
		for k := 0; k <= j; k++ {
			a[j*p+k] = s.products[place(c, columns[k])]
		}
		z[j] = s.products[place(valueColumn, c)]
		a[j*p+j] += precision[c]
	}
	if !factor(a[:p*p], p) {
		return a, z, 0, false
	}
	rest = s.products[place(valueColumn, valueColumn)]
	for j := range p {
		for k := range j {
			z[j] -= a[j*p+k] * z[k]
		}
		z[j] /= a[j*p+j]
		rest -= z[j] * z[j]
	}
	return a, z, max(rest, 0), true
}

// weekendValue is the weekend column: its mean over a week is 0.
func weekendValue(weekend bool) float64 {
	if weekend {
		return 5.0 / 7
	}
	return -2.0 / 7
}
