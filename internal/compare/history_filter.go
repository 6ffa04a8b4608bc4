package compare

import (
	"math"
	"slices"
)

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
	// waves are sine and cosine of a year for the days from the step, from -HistoryNights on.
	waves []wave
	y0    float64
	on    []bool
}

// fill works out the columns of nights in order of date.
func (d *design) fill(o *observations) {
	n := len(o.t)
	*d = design{
		t: append(d.t[:0], o.t...), x: d.x[:0], gaps: d.gaps[:0], jumps: d.jumps[:0], on: append(d.on[:0], o.on...), first: n,
		powers: d.powers, waves: d.waves,
	}
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
		year := d.wave(t)
		row[sinColumn], row[cosColumn] = year.sin, year.cos
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
		d.jumps = append(d.jumps, 0)
		change := row
		for j := range change {
			change[j] -= before[j]
		}
		d.x = append(d.x, change)
		before = row
	}
	for _, s := range o.jumps {
		if i, _ := slices.BinarySearch(o.t, s); i > 0 && i < n {
			d.jumps[i] += jumpVariance
		}
	}
}

// wave is sine and cosine of the time of a year.
type wave struct{ sin, cos float64 }

func waveOn(t int) (w wave) {
	w.sin, w.cos = math.Sincos(2 * math.Pi * float64(t) / yearDays)
	return w
}

// mostWaves is how many days a step's nights reach over, but for those of several rounds.
const mostWaves = HistoryNights + 2*gradualNights

// wave is that of a day from the step. Those of a usual step are worked out once.
func (d *design) wave(t int) wave {
	if d.waves == nil {
		d.waves = make([]wave, mostWaves)
		for i := range d.waves {
			d.waves[i] = waveOn(i - HistoryNights)
		}
	}
	if i := t + HistoryNights; i >= 0 && i < len(d.waves) {
		return d.waves[i]
	}
	return waveOn(t)
}

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

// recursion moves the covariance on by a night, as in [windowRule.solve] with a level that stays. keep is what is kept of
// the nightly part, newLevel what the level's variance gains, and unknown the variance of the nightly part given
// the nights before, all in units of σ². What comes out hangs on no column: how much of what is new is nightly, the
// variance of what is new with its inverse, and unknown given this night too.
func recursion(keep, newLevel, unknown float64) (gain, total, by, next float64) {
	night := keep*keep*unknown + 1 - keep*keep
	cov := keep * unknown
	total = night + unknown + newLevel - 2*cov
	by = 1 / total
	gain = (night - cov) * by
	if next = night - gain*(night-cov); next < 0 {
		next = 0
	}
	return gain, total, by, next
}

// gains are the recursion night by night.
type gains struct{ keep, gain, by []float64 }

// part returns the gains of the nights from one index to before another.
func (g gains) part(from, to int) gains {
	return gains{g.keep[from:to], g.gain[from:to], g.by[from:to]}
}

func (g *gains) resize(n int) {
	g.keep, g.gain, g.by = resized(g.keep, n), resized(g.gain, n), resized(g.by, n)
}

// resized is a slice of n numbers, whatever they are.
func resized(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n, n+n/4)
	}
	return s[:n]
}

// gains fills in the recursion of the nights from one index on; unknown is that of the night before.
func (d *design) gains(from int, phi, randomWalk, unknown float64, to gains) {
	perNight := randomWalk * randomWalk
	for k := range to.keep {
		i := from + k
		keep := 0.0
		if i > 0 {
			keep = d.power(phi, d.gaps[i])
		}
		to.keep[k] = keep
		to.gain[k], _, to.by[k], unknown = recursion(keep, perNight*float64(d.gaps[i])+d.jumps[i], unknown)
	}
}

// gainsRow is the recursion at one φ with every wander of the grid.
type gainsRow struct {
	known    bool
	keep     []float64
	gain, by [len(randomWalkGrid)][]float64
	// logBefore and logAfter are the log determinants of the nights before the first with the target and from it on.
	logBefore, logAfter [len(randomWalkGrid)]float64
}

func (r *gainsRow) of(wander int) gains { return gains{r.keep, r.gain[wander], r.by[wander]} }

// row fills in the recursion for all wanders at once: each night waits for the one before it, so that seven take hardly
// longer than one.
func (d *design) row(phi float64, to *gainsRow) {
	n := len(d.t)
	to.known, to.keep = true, resized(to.keep, n)
	for r := range to.gain {
		to.gain[r], to.by[r] = resized(to.gain[r], n), resized(to.by[r], n)
	}
	var unknown [len(randomWalkGrid)]float64
	to.logBefore = d.rowPart(0, d.first, phi, &unknown, to)
	to.logAfter = d.rowPart(d.first, n, phi, &unknown, to)
}

func (d *design) rowPart(from, until int, phi float64, unknown *[len(randomWalkGrid)]float64, to *gainsRow) (logs [len(randomWalkGrid)]float64) {
	var product, perNight [len(randomWalkGrid)]float64
	for r, w := range randomWalkGrid {
		product[r], perNight[r] = 1, w.at*w.at
	}
	for i := from; i < until; i++ {
		keep, gap, jump := 0.0, float64(d.gaps[i]), d.jumps[i]
		if i > 0 {
			keep = d.power(phi, d.gaps[i])
		}
		to.keep[i] = keep
		for r := range unknown {
			gain, total, by, next := recursion(keep, perNight[r]*gap+jump, unknown[r])
			to.gain[r][i], to.by[r][i], unknown[r] = gain, by, next
			product[r] *= total
			if product[r] > 1e100 || product[r] < 1e-100 {
				logs[r] += math.Log(product[r])
				product[r] = 1
			}
		}
	}
	for r := range logs {
		logs[r] += math.Log(product[r])
	}
	return logs
}

// nightly are the columns' nightly parts, which the filter hands from one night to the next.
type nightly [width]float64

// innovations are what is new in each column on each of some nights.
type innovations [][width]float64

// innovate works out what is new in each column and moves the nightly parts on. Where it is not among the columns, what
// is new is left as it was.
func (s *nightly) innovate(x [][width]float64, g gains, columns int, inn innovations) {
	keeps, shares := g.keep[:len(x)], g.gain[:len(x)]
	inn = inn[:len(x)]
	n0, n1, n2, n3, n4, n5 := s[0], s[1], s[2], s[3], s[4], s[5]
	for i := range x {
		x, inn, keep, gain := &x[i], &inn[i], keeps[i], shares[i]
		rest := 1 - keep
		v := x[0] + rest*n0
		inn[0], n0 = v, keep*n0+gain*v
		v = x[1] + rest*n1
		inn[1], n1 = v, keep*n1+gain*v
		v = x[2] + rest*n2
		inn[2], n2 = v, keep*n2+gain*v
		v = x[3] + rest*n3
		inn[3], n3 = v, keep*n3+gain*v
		v = x[4] + rest*n4
		inn[4], n4 = v, keep*n4+gain*v
		v = x[5] + rest*n5
		inn[5], n5 = v, keep*n5+gain*v
	}
	s[0], s[1], s[2], s[3], s[4], s[5] = n0, n1, n2, n3, n4, n5
	for j := targetColumn; j < columns; j++ {
		n := s[j]
		for i := range x {
			v := x[i][j] + (1-keeps[i])*n
			inn[i][j], n = v, keeps[i]*n+shares[i]*v
		}
		s[j] = n
	}
}

// block is how many nights are filtered at a time: their innovations stay in the fastest memory.
const block = 32

// pass filters nights whose columns beyond so many are 0.
func (s *sums) pass(x [][width]float64, g gains, columns int, n *nightly) {
	var inn [block][width]float64
	for from := 0; from < len(x); from += block {
		to := min(from+block, len(x))
		part := g.part(from, to)
		n.innovate(x[from:to], part, columns, inn[:])
		s.add(inn[:to-from], part.by, columns)
	}
}

// columns is how many columns are anything but 0 from the first night with the target on.
func (d *design) columns() int {
	if d.ramped {
		return width
	}
	return rampColumn
}

// run filters the nights from one index to before another, of which g are the gains.
func (d *design) run(from, to int, g gains, n *nightly, s *sums) {
	first := min(max(d.first, from), to)
	s.pass(d.x[from:first], g.part(0, first-from), targetColumn, n)
	s.pass(d.x[first:to], g.part(first-from, to-from), d.columns(), n)
}

// weekendValue is the weekend column: its mean over a week is 0.
func weekendValue(weekend bool) float64 {
	if weekend {
		return 5.0 / 7
	}
	return -2.0 / 7
}
