package compare

import "math"

// spreadsDiffer is how many of its errors the logarithm of the ratio of both sides' variances must be for each to
// get its own: chance does that in one case of four hundred.
const spreadsDiffer = 3

// spread is the variance of a side's nights, at least what rounding leaves.
func (g *group) spread(grain float64) float64 {
	return max(g.squares/(float64(g.n)*(1-g.v)), grain*grain/4)
}

// spreadRatio is by how many of its errors the logarithm of the ratio of both sides' variances differs from 0.
// Dependent nights tell less of a variance, by (1+φ²)/(1−φ²) (Bartlett 1946).
func spreadRatio(off, on group, phi, grain float64) float64 {
	told := (1 - phi*phi) / (1 + phi*phi)
	of := 2/(told*float64(off.n-1)) + 2/(told*float64(on.n-1))
	return math.Abs(math.Log(on.spread(grain)/off.spread(grain))) / math.Sqrt(of)
}

// eachSide gives each side of the step its level by itself, with its own spread, and degrees of freedom after
// Welch and Satterthwaite. One spread for both makes the interval too short where the side with fewer nights has
// the larger one, and too long where it has the smaller.
func (o *observations) eachSide(f *fit, off, on group, grain float64) {
	mean, varOff := o.level(0, off.n, f.phi)
	f.change, varOff = -mean, varOff*off.spread(grain)
	mean, varOn := o.level(off.n, len(o.t), f.phi)
	f.change, varOn = f.change+mean, varOn*on.spread(grain)
	f.sigma2 *= (varOff + varOn) / (f.se * f.se)
	f.se = math.Sqrt(varOff + varOn)
	f.df = max((varOff+varOn)*(varOff+varOn)/(varOff*varOff/max(1/off.v-1, 1)+varOn*varOn/max(1/on.v-1, 1)), minDF)
	f.eachSide = true
}

// level is the mean of some nights of one side by themselves and its variance in units of σ²: [windowRule.solve]
// with the constant alone.
func (o *observations) level(from, to int, phi float64) (mean, variance float64) {
	var unknown, night, nightY, last, lastY, weight, sum float64
	for i := from; i < to; i++ {
		keep, stay, newNight, newLevel := o.transition(i, phi)
		if i == from {
			keep, stay, newNight = 0, 0, 1
			if o.randomWalk == randomWalkFromStep {
				newLevel = randomWalkRatio * math.Abs(float64(o.t[i])+0.5)
			}
		}
		varNight := keep*keep*unknown + newNight
		cov := -keep * stay * unknown
		total := varNight + stay*stay*unknown + newLevel + 2*cov
		gain := (varNight + cov) / total
		unknown = max(varNight-gain*gain*total, 0)
		inn := 1 - keep*night - stay*(last-night)
		innY := o.y[i] - keep*nightY - stay*(lastY-nightY)
		night, nightY = keep*night+gain*inn, keep*nightY+gain*innY
		last, lastY = 1, o.y[i]
		weight += inn * inn / total
		sum += inn * innY / total
	}
	return sum / weight, 1 / weight
}
