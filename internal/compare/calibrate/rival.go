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

// mannWhitney is the rank test by its normal approximation, with ties and continuity allowed for.
func mannWhitney(s sides) (lower bool, p float64) {
	nb, na := float64(len(s.before)), float64(len(s.after))
	all := slices.Concat(s.before, s.after)
	slices.Sort(all)
	ties := 0.0
	for i := 0; i < len(all); {
		j := i
		for j < len(all) && all[j] == all[i] {
			j++
		}
		k := float64(j - i)
		ties += k*k*k - k
		i = j
	}
	u := 0.0
	for _, a := range s.after {
		for _, b := range s.before {
			switch {
			case a > b:
				u++
			case a == b:
				u += 0.5
			}
		}
	}
	n := nb + na
	variance := nb * na / 12 * (n + 1 - ties/(n*(n-1)))
	if variance <= 0 {
		return false, 1
	}
	distance := u - nb*na/2
	z := max(math.Abs(distance)-0.5, 0) / math.Sqrt(variance)
	return distance < 0, math.Erfc(z / math.Sqrt2)
}

// noticeable is the difference from which two averages alone would be taken for a change.
const noticeable = 1.0

// averages looks at two averages only.
func averages(s sides) verdict {
	switch d := mean(s.after) - mean(s.before); {
	case d <= -noticeable:
		return better
	case d >= noticeable:
		return worse
	}
	return unsure
}

// oracle is least squares told the true dependence, that nothing drifts, and when another remedy began
// (at, in nights from the start; 0 is none). It is about the best one could do, and of use only in
// simulations.
func oracle(s sides, phi float64, at int) (lower bool, p float64) {
	y := slices.Concat(s.before, s.after)
	columns := 2
	if at != 0 {
		columns = 3
	}
	normal, right := mat.NewSymDense(columns, nil), mat.NewVecDense(columns, nil)
	var last [4]float64
	for i, t := range s.t {
		row := [4]float64{1, since(t, 0), since(t, at), y[i]}
		keep := 0.0
		if i > 0 {
			keep = math.Pow(phi, float64(t-s.t[i-1]))
		}
		weight := 1 / (1 - keep*keep)
		var e [4]float64
		for k := range row {
			e[k] = row[k] - keep*last[k]
		}
		last = row
		for j := range columns {
			for k := j; k < columns; k++ {
				normal.SetSym(j, k, normal.At(j, k)+weight*e[j]*e[k])
			}
			right.SetVec(j, right.AtVec(j)+weight*e[j]*e[3])
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
	for i, t := range s.t {
		e := y[i] - b.AtVec(0) - b.AtVec(1)*since(t, 0)
		if at != 0 {
			e -= b.AtVec(2) * since(t, at)
		}
		squares += e * e
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
	sum := 0.0
	for _, a := range t {
		for _, b := range t {
			sum += math.Pow(phi, math.Abs(float64(a-b)))
		}
	}
	return sum / float64(len(t)*len(t))
}
