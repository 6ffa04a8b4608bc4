package compare

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// student is Student's t distribution with nu degrees of freedom, from gonum's special functions alone: its package of
// distributions brings all of linear algebra into the programs, two megabytes each that nothing calls.
type student struct {
	nu float64
}

func studentOf(df float64) student { return student{df} }

// CDF returns P(T ≤ x), by the regularised incomplete beta function (Abramowitz & Stegun 26.7.1).
func (t student) CDF(x float64) float64 {
	if x == 0 {
		return 0.5
	}
	tail := 0.5 * mathext.RegIncBeta(0.5*t.nu, 0.5, t.nu/(x*x+t.nu))
	if x > 0 {
		return 1 - tail
	}
	return tail
}

// density returns the density at x.
func (t student) density(x float64) float64 {
	a, _ := math.Lgamma((t.nu + 1) / 2)
	b, _ := math.Lgamma(t.nu / 2)
	return math.Exp(a - b - 0.5*math.Log(t.nu) - 0.5*math.Log(math.Pi) - (t.nu+1)/2*math.Log(1+x*x/t.nu))
}

// upper returns x with P(T ≤ x) = p for p above 0.5. Newton's method needs three looks at the
// distribution where the library's inversion of the incomplete beta function needs a dozen, and this is
// half the work of a comparison. The distribution function is concave there and the start lies below the root, so the
// steps never overshoot.
func (t student) upper(p float64) float64 {
	z := mathext.NormalQuantile(p)
	// The first terms of the Cornish–Fisher expansion (Abramowitz & Stegun 26.7.5) stay below the root.
	x := z + (z*z*z+z)/(4*t.nu)
	for range 50 {
		step := (p - t.CDF(x)) / t.density(x)
		x += step
		if math.Abs(step) <= 1e-13*x {
			break
		}
	}
	return x
}
