package compare

import "math"

// studentTable is Student's t with one number of degrees of freedom, for the thousands of times that a
// mixture asks for it.
type studentTable struct {
	nu, logScale float64
	exact        student
}

func studentTableOf(nu float64) studentTable {
	a, _ := math.Lgamma((nu + 1) / 2)
	b, _ := math.Lgamma(nu / 2)
	return studentTable{nu: nu, logScale: a - b - math.Log(nu*math.Pi)/2, exact: studentOf(nu)}
}

// hillFrom is from how many degrees of freedom Hill's expansion is right to ten digits.
const hillFrom = 20

// at returns the distribution function and the density at x.
func (s studentTable) at(x float64) (below, density float64) {
	l := math.Log1p(x * x / s.nu)
	return s.below(x, l), math.Exp(s.logScale - (s.nu+1)/2*l)
}

// below is the distribution function at x, of which l is log(1 + x²/ν): the normal one at Hill's equivalent deviate (Hill
// 1970, Comm ACM 13:617, algorithm 395).
func (s studentTable) below(x, l float64) float64 {
	if s.nu < hillFrom {
		return s.exact.CDF(x)
	}
	a := s.nu - 0.5
	b := 48 * a * a
	y := a * l
	z := (((((-0.4*y-3.3)*y-24)*y-85.5)/(0.8*y*y+100+b)+y+3)/b + 1) * math.Sqrt(y)
	return 0.5 * math.Erfc(-math.Copysign(z, x)/math.Sqrt2)
}

// below is the mixture's distribution function and density at x.
func (h *historyRule) below(x float64) (below, density float64) {
	for i := range h.parts {
		p := &h.parts[i]
		scale := 1 / (h.kappa * p.s)
		c, d := h.table.at((x - p.m) * scale)
		below += p.weight * c
		density += p.weight * d * scale
	}
	return below, density
}

// answer reads effect, interval and chances off the mixture of Student distributions.
func (h *historyRule) answer() fit {
	h.table = studentTableOf(h.freeDF)
	f := fit{df: h.freeDF, rule: WholeHistory, kappa: h.kappa, lookedBack: -h.t[0]}
	squares, spread := 0.0, h.freeDF
	if h.freeDF > 2 {
		spread = h.freeDF / (h.freeDF - 2)
	}
	for _, p := range h.parts {
		f.change += p.weight * p.m
		squares += p.weight * (h.kappa*h.kappa*p.s*p.s*spread + p.m*p.m)
		f.phi += p.weight * phiGrid[p.phi].at
		f.randomWalk += p.weight * randomWalkGrid[p.randomWalk].at * math.Sqrt(p.variance)
		f.sigma2 += p.weight * p.variance
	}
	f.se = math.Sqrt(max(squares-f.change*f.change, 0))
	for _, p := range h.parts {
		x := -p.m * (1 / (h.kappa * p.s))
		f.chanceLower += p.weight * h.table.below(x, math.Log1p(x*x/h.table.nu))
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range h.parts {
		low = min(low, p.m-12*h.kappa*p.s)
		high = max(high, p.m+12*h.kappa*p.s)
	}
	f.low = h.quantile((1-confidence)/2, low, high, f.change-1.96*f.se)
	f.high = h.quantile((1+confidence)/2, low, high, f.change+1.96*f.se)
	return f
}

// quantile is where the mixture's distribution function reaches p, by Newton's method kept between bounds.
func (h *historyRule) quantile(p, low, high, x float64) float64 {
	// Newton's steps square their error, so after one this small there is nothing left to gain.
	small := 1e-7 * (high - low)
	for range 60 {
		below, density := h.below(x)
		if below > p {
			high = x
		} else {
			low = x
		}
		next := x - (below-p)/density
		if !(next > low && next < high) {
			next = low + (high-low)/2
		}
		if math.Abs(next-x) <= small {
			return next
		}
		x = next
	}
	return x
}
