package main

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// sides are the counted nights of a comparison, for the methods it is held against.
type sides struct {
	t             []int // days since the start, in order
	before, after []float64
}

// verdict is −1 for better (lower), 1 for worse, 0 for neither.
type verdict int

const (
	better verdict = -1
	unsure verdict = 0
	worse  verdict = 1
)

const twoSided = 0.05

func judge(lower bool, p float64) verdict {
	switch {
	case p >= twoSided:
		return unsure
	case lower:
		return better
	}
	return worse
}

// welch is Welch's t-test: whether the nights after are lower, and its two-sided p.
func welch(s sides) (lower bool, p float64) {
	mb, vb := stat.MeanVariance(s.before, nil)
	ma, va := stat.MeanVariance(s.after, nil)
	nb, na := float64(len(s.before)), float64(len(s.after))
	eb, ea := vb/nb, va/na
	if eb+ea == 0 {
		return false, 1
	}
	df := (eb + ea) * (eb + ea) / (eb*eb/(nb-1) + ea*ea/(na-1))
	t := (ma - mb) / math.Sqrt(eb+ea)
	return t < 0, 2 * distuv.StudentsT{Sigma: 1, Nu: df}.CDF(-math.Abs(t))
}

// oracle is least squares told the true dependence, that nothing drifts, and when other remedies began (at, in
// nights from the start). It is about the best one could do, and of use only in simulations.
func oracle(s sides, phi float64, at []int) (lower bool, p float64) {
	y := slices.Concat(s.before, s.after)
	// A remedy that all nights have, or none, tells nothing.
	at = slices.DeleteFunc(slices.Clone(at), func(t int) bool { return t <= s.t[0] || t > s.t[len(s.t)-1] })
	columns := 2 + len(at)
	normal, right := mat.NewSymDense(columns, nil), mat.NewVecDense(columns, nil)
	row, last, e := make([]float64, columns+1), make([]float64, columns+1), make([]float64, columns+1)
	fill := func(i int) {
		row[0], row[1], row[columns] = 1, since(s.t[i], 0), y[i]
		for k, t := range at {
			row[2+k] = since(s.t[i], t)
		}
	}
	for i, t := range s.t {
		fill(i)
		keep := 0.0
		if i > 0 {
			keep = math.Pow(phi, float64(t-s.t[i-1]))
		}
		weight := 1 / (1 - keep*keep)
		for k := range row {
			e[k] = row[k] - keep*last[k]
		}
		copy(last, row)
		for j := range columns {
			for k := j; k < columns; k++ {
				normal.SetSym(j, k, normal.At(j, k)+weight*e[j]*e[k])
			}
			right.SetVec(j, right.AtVec(j)+weight*e[j]*e[columns])
		}
	}
	var chol mat.Cholesky
	if !chol.Factorize(normal) {
		return false, 1
	}
	var b mat.VecDense
	var cov mat.SymDense
	if chol.SolveVecTo(&b, right) != nil || chol.InverseTo(&cov) != nil {
		return false, 1
	}
	nb := len(s.before)
	vb, va := dependence(s.t[:nb], phi), dependence(s.t[nb:], phi)
	squares := 0.0
	for i := range s.t {
		fill(i)
		rest := row[columns]
		for k := range columns {
			rest -= b.AtVec(k) * row[k]
		}
		squares += rest * rest
	}
	sigma2 := squares / (float64(nb)*(1-vb) + float64(len(s.after))*(1-va))
	t := b.AtVec(1) / math.Sqrt(sigma2*cov.At(1, 1))
	df := max(1/vb+1/va-float64(columns), 2)
	return t < 0, 2 * distuv.StudentsT{Sigma: 1, Nu: df}.CDF(-math.Abs(t))
}

// since is 1 from the night at on.
func since(t, at int) float64 {
	if t >= at {
		return 1
	}
	return 0
}

// dependence is the mean of φ^|t_i − t_j|.
func dependence(t []int, phi float64) float64 {
	sum, tail := 0.0, 0.0
	for i := range t {
		if i > 0 {
			tail = (tail + 1) * math.Pow(phi, float64(t[i]-t[i-1]))
		}
		sum += 1 + 2*tail
	}
	return sum / float64(len(t)*len(t))
}
