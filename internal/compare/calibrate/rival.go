package main

import (
	"math"
	"slices"

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

// welch is Welch's t-test.
func welch(s sides) verdict {
	mb, vb := stat.MeanVariance(s.before, nil)
	ma, va := stat.MeanVariance(s.after, nil)
	nb, na := float64(len(s.before)), float64(len(s.after))
	eb, ea := vb/nb, va/na
	if eb+ea == 0 {
		return unsure
	}
	df := (eb + ea) * (eb + ea) / (eb*eb/(nb-1) + ea*ea/(na-1))
	t := (ma - mb) / math.Sqrt(eb+ea)
	return judge(t < 0, 2*distuv.StudentsT{Sigma: 1, Nu: df}.CDF(-math.Abs(t)))
}

// mannWhitney is the rank test by its normal approximation, with ties allowed for.
func mannWhitney(s sides) verdict {
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
		return unsure
	}
	distance := u - nb*na/2
	z := max(math.Abs(distance)-0.5, 0) / math.Sqrt(variance)
	return judge(distance < 0, math.Erfc(z/math.Sqrt2))
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

// oracle is least squares told the true dependence and that nothing drifts: about the best one could
// do. It is of use only in simulations.
func oracle(s sides, phi float64) verdict {
	y := slices.Concat(s.before, s.after)
	var xx [2][2]float64
	var xy [2]float64
	var last [3]float64
	for i, t := range s.t {
		row := [3]float64{1, 0, y[i]}
		if t >= 0 {
			row[1] = 1
		}
		keep := 0.0
		if i > 0 {
			keep = math.Pow(phi, float64(t-s.t[i-1]))
		}
		weight := 1 / (1 - keep*keep)
		var e [3]float64
		for k := range row {
			e[k] = row[k] - keep*last[k]
		}
		last = row
		for j := range 2 {
			for k := range 2 {
				xx[j][k] += weight * e[j] * e[k]
			}
			xy[j] += weight * e[j] * e[2]
		}
	}
	det := xx[0][0]*xx[1][1] - xx[0][1]*xx[0][1]
	d := (xx[0][0]*xy[1] - xx[0][1]*xy[0]) / det
	nb := len(s.before)
	vb, va := dependence(s.t[:nb], phi), dependence(s.t[nb:], phi)
	squares := 0.0
	for _, side := range [][]float64{s.before, s.after} {
		m := mean(side)
		for _, v := range side {
			squares += (v - m) * (v - m)
		}
	}
	sigma2 := squares / (float64(nb)*(1-vb) + float64(len(s.after))*(1-va))
	t := d / math.Sqrt(sigma2*xx[0][0]/det)
	df := max(1/vb+1/va-2, 2)
	return judge(d < 0, 2*distuv.StudentsT{Sigma: 1, Nu: df}.CDF(-math.Abs(t)))
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
