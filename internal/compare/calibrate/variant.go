package main

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"stillnight/internal/compare"
)

// Shares of σ² that the level's wander gains each night: the rule's own, and a smaller one to compare.
const (
	ruleWander = 0.0025
	lessWander = 0.0020
)

// withWander is the rule with another share for the wander. Dependence, variance and degrees of freedom
// do not hang on it and are taken from the comparison; the equations are solved with the whole matrix.
// at is when another remedy began, in nights from the start; 0 is none.
func withWander(s sides, e compare.Effect, at int, ratio float64) (change, se float64, ok bool) {
	y := slices.Concat(s.before, s.after)
	n, columns := len(y), 2
	if at != 0 {
		columns = 3
	}
	v := mat.NewSymDense(n, nil)
	x := mat.NewDense(n, columns, nil)
	for i, ti := range s.t {
		for j := i; j < n; j++ {
			tj := s.t[j]
			value := math.Pow(e.Phi, float64(tj-ti))
			if (ti < 0) == (tj < 0) {
				value += ratio * min(math.Abs(float64(ti)+0.5), math.Abs(float64(tj)+0.5))
			}
			v.SetSym(i, j, e.Sigma2*value)
		}
		x.Set(i, 0, 1)
		x.Set(i, 1, since(ti, 0))
		if at != 0 {
			x.Set(i, 2, since(ti, at))
		}
	}
	var chol, small mat.Cholesky
	var vx, normal mat.Dense
	if !chol.Factorize(v) || chol.SolveTo(&vx, x) != nil {
		return 0, 0, false
	}
	normal.Mul(x.T(), &vx)
	var right, b mat.VecDense
	right.MulVec(vx.T(), mat.NewVecDense(n, y))
	symmetric := mat.NewSymDense(columns, nil)
	for i := range columns {
		for j := i; j < columns; j++ {
			symmetric.SetSym(i, j, normal.At(i, j))
		}
	}
	var cov mat.SymDense
	if !small.Factorize(symmetric) || small.SolveVecTo(&b, &right) != nil || small.InverseTo(&cov) != nil {
		return 0, 0, false
	}
	return b.AtVec(1), math.Sqrt(cov.At(1, 1)), true
}

// variant judges with the smaller wander wherever the rule itself gives a verdict.
func variant(c compare.Comparison, s sides, at int) verdict {
	e, ok := c.Effect.Get()
	if !ok || c.Verdict == compare.TooEarly || c.Verdict == compare.CannotSeparate {
		return unsure
	}
	change, se, ok := withWander(s, e, at, lessWander)
	if !ok {
		return unsure
	}
	return judge(change < 0, 2*distuv.StudentsT{Sigma: 1, Nu: e.DF}.CDF(-math.Abs(change)/se))
}
