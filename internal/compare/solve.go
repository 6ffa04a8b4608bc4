package compare

import (
	"math"
)

func zeroed(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// lastCoefficient solves X'V⁻¹X b = X'V⁻¹y by Cholesky in place. The wanted column is the last, so
// forward substitution alone gives b and its variance.
func (e *windowRule) lastCoefficient(p int) (b, variance float64, err error) {
	if !factor(e.normal, p) {
		return 0, 0, errIllConditioned
	}
	for j := range p {
		for k := range j {
			e.right[j] -= e.normal[j*p+k] * e.right[k]
		}
		e.right[j] /= e.normal[j*p+j]
	}
	pivot := e.normal[p*p-1]
	return e.right[p-1] / pivot, 1 / (pivot * pivot), nil
}

// smallPivot is the share of a column that must be its own for the equations to be solvable.
const smallPivot = 1e-10

// factor replaces the lower triangle of a p×p matrix by its Cholesky factor; false where it is
// singular. The matrices have 2 to about 10 rows, where a library call costs more than the work.
func factor(a []float64, p int) bool {
	for j := range p {
		pivot := a[j*p+j]
		for k := range j {
			pivot -= a[j*p+k] * a[j*p+k]
		}
		if !(pivot > smallPivot*a[j*p+j]) {
			return false
		}
		pivot = math.Sqrt(pivot)
		a[j*p+j] = pivot
		for i := j + 1; i < p; i++ {
			x := a[i*p+j]
			for k := range j {
				x -= a[i*p+k] * a[j*p+k]
			}
			a[i*p+j] = x / pivot
		}
	}
	return true
}

// inflation is the factor by which others widen the variance of column: 1/(1 − R²); +Inf where they
// repeat it.
func inflation(column []float64, others [][]float64) float64 {
	p := 1 + len(others)
	at := func(j int) []float64 {
		if j < len(others) {
			return others[j]
		}
		return column
	}
	cross := make([]float64, p*p)
	for j := range p {
		for k := 0; k <= j; k++ {
			a, b := at(j), at(k)
			meanA, meanB := Mean(a), Mean(b)
			for i := range a {
				cross[j*p+k] += (a[i] - meanA) * (b[i] - meanB)
			}
		}
	}
	own := cross[p*p-1]
	if !factor(cross, p) {
		return math.Inf(1)
	}
	return own / (cross[p*p-1] * cross[p*p-1])
}

func finite(values ...float64) bool {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return false
		}
	}
	return true
}
