package compare

import "math"

// solution of one structure: the effect m, its variance v in units of σ², the sum of squares left, and the
// part of the log weight that comes from the columns.
type solution struct {
	m, v, rest, logDet float64
	ok                 bool
}

// equations are N + λ over some columns, factored by Cholesky and solved forward for y. Columns are added one by one and
// taken away again, so that structures that begin alike are factored once.
type equations struct {
	p       int
	columns [width]int
	l       [width][width]float64
	z       [width]float64
	// rest is the sum of squares left after the first columns, product that of the diagonal.
	rest, product [width + 1]float64
}

func (e *equations) begin(s *sums) {
	e.p = 0
	e.rest[0], e.product[0] = s.products[place(valueColumn, valueColumn)], 1
}

// add adds a column; false where it says nothing that the others don't.
func (e *equations) add(s *sums, column int) bool {
	p := e.p
	row := &e.l[p]
	z := s.products[place(valueColumn, column)]
	diagonal := s.products[place(column, column)] + precision[column]
	pivot := diagonal
	for j := range p {
		x, before := s.products[place(column, e.columns[j])], &e.l[j]
		for k := range j {
			x -= row[k] * before[k]
		}
		x /= before[j]
		row[j] = x
		pivot -= x * x
		z -= x * e.z[j]
	}
	if !(pivot > smallPivot*diagonal) {
		return false
	}
	pivot = math.Sqrt(pivot)
	row[p] = pivot
	z /= pivot
	e.z[p], e.columns[p] = z, column
	e.rest[p+1], e.product[p+1] = e.rest[p]-z*z, e.product[p]*pivot
	e.p = p + 1
	return true
}

// addAll adds columns in order.
func (e *equations) addAll(s *sums, columns ...int) bool {
	for _, c := range columns {
		if !e.add(s, c) {
			return false
		}
	}
	return true
}

// last is the solution for the column added last, but for the part of logDet that comes from the precisions.
func (e *equations) last() solution {
	p := e.p - 1
	d := e.l[p][p]
	return solution{m: e.z[p] / d, v: 1 / (d * d), rest: max(e.rest[e.p], 0), logDet: -math.Log(e.product[e.p]), ok: true}
}

// lastOfEach is last for each of some columns in the place of the last one; without any, for what is there.
func (e *equations) lastOfEach(s *sums, columns []int, to *[2]solution) {
	if len(columns) == 0 {
		to[0] = e.last()
		return
	}
	p := e.p
	for i, c := range columns {
		if e.add(s, c) {
			to[i] = e.last()
		}
		e.p = p
	}
}

// solveAll solves every one of structures, with each of some columns as its last; without any, by itself.
func (e *equations) solveAll(s *sums, last []int, to *[len(structures)][2]solution) {
	*to = [len(structures)][2]solution{}
	e.begin(s)
	if !e.addAll(s, constColumn, weekendColumn) {
		return
	}
	e.lastOfEach(s, last, &to[0])
	if e.add(s, slopeColumn) {
		e.lastOfEach(s, last, &to[1])
		if e.addAll(s, sinColumn, cosColumn) {
			e.lastOfEach(s, last, &to[3])
		}
	}
	e.p = len(structures[0])
	if e.addAll(s, sinColumn, cosColumn) {
		e.lastOfEach(s, last, &to[2])
	}
	for k := range to {
		for i := range to[k] {
			to[k][i].logDet += structureLogs[k]
		}
	}
}

// solve solves one structure for the effect.
func (e *equations) solve(s *sums, structure int, ramp bool) solution {
	last := targetColumn
	if ramp {
		last = rampColumn
	}
	e.begin(s)
	if !e.addAll(s, structures[structure]...) || !e.add(s, last) {
		return solution{}
	}
	found := e.last()
	found.logDet += structureLogs[structure]
	return found
}

// structureLogs are the parts of the log weights that come from the precisions of the structures' columns.
var structureLogs = func() (logs [len(structures)]float64) {
	for k, columns := range structures {
		for _, c := range columns {
			if precision[c] > 0 {
				logs[k] += math.Log(precision[c]) / 2
			}
		}
	}
	return logs
}()
