package compare

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// student is Student's t distribution with df degrees of freedom.
type student struct {
	distuv.StudentsT
}

func studentOf(df float64) student { return student{distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}} }

// upper returns x with P(T ≤ x) = p for p above 0.5. Newton's method needs three looks at the
// distribution where the library's inversion of the incomplete beta function needs a dozen, and this is
// half the work of a comparison. The distribution function is concave there and the start lies below the root, so the
// steps never overshoot.
func (t student) upper(p float64) float64 {
	z := distuv.UnitNormal.Quantile(p)
	// The first terms of the Cornish–Fisher expansion (Abramowitz & Stegun 26.7.5) stay below the root.
	x := z + (z*z*z+z)/(4*t.Nu)
	for range 50 {
		step := (p - t.CDF(x)) / t.Prob(x)
		x += step
		if math.Abs(step) <= 1e-13*x {
			break
		}
	}
	return x
}
