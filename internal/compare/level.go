package compare

import (
	"math"
	"slices"

	"stillnight/internal/diary"
)

// LevelPoint is the level of the nights on one date, with the range in which it probably lies (95 %).
type LevelPoint struct {
	Date      diary.Date
	Level     float64
	Low, High float64
	AfterSide bool
}

// levelRandomWalks is how far the level may wander a night as a share of σ, for the picture: the effect is not
// held constant there, so it may move more than between steps. Its prior is half-normal.
var levelRandomWalks = [...]float64{.05, .075, .11, .16, .25}

const (
	levelRandomWalkScale = 0.1
	// unknownLevel is the variance, in units of σ², of a level of which nothing is known.
	unknownLevel = 400
	bandWidth    = 1.96
)

// Level is the smoothed level of the nights from the windows' first to the phase's last date, with its
// range: the filter of the model run forwards and backwards (Rauch, Tung & Striebel 1965), with φ and the
// wander chosen by likelihood. It may jump freely at the step and a little at other steps. It is empty where
// there is no effect either. It is for the eye; no verdict is taken from it.
func Level(c Comparison) []LevelPoint {
	if !c.Effect.IsSet() || len(c.Plan.Nights) == 0 {
		return nil
	}
	s := newLevelSmoother(c)
	best, phi, randomWalk := math.Inf(-1), 0.0, levelRandomWalks[0]
	for _, p := range phiGrid {
		for _, r := range levelRandomWalks {
			fit := s.filter(p.at, r) + math.Log(p.mass) - r*r/(2*levelRandomWalkScale*levelRandomWalkScale)
			if fit > best {
				best, phi, randomWalk = fit, p.at, r
			}
		}
	}
	s.filter(phi, randomWalk)
	return s.smooth()
}

// moments are mean and covariance of the nightly part and the level.
type moments struct {
	night, level       float64
	vNight, vLevel, co float64
}

// levelSmoother has every date from the first night of the level on.
type levelSmoother struct {
	first  diary.Date
	step   int // index of the step's first night
	values []diary.Optional[float64]
	jumps  []float64
	phi    float64
	// before and after are what is known of a date without and with its night.
	before, after []moments
	sigma2, mean  float64
	floor         float64
}

// inLevel tells whether a night belongs to the level. Those of a run-in or a carry-over do: they are left out
// of an effect, but that is how the nights were, and an effect that passed with them is not to be smoothed away.
func (u NightUse) inLevel() bool {
	return u.Value.IsSet() && u.Role != UnusualRole && u.Role != BlindedRole
}

func newLevelSmoother(c Comparison) *levelSmoother {
	s := &levelSmoother{floor: c.Plan.Outcome.Step() * c.Plan.Outcome.Step() / 4}
	nights := slices.Concat(c.Plan.Nights, c.Plan.Later())
	for len(nights) > 0 && !nights[0].inLevel() {
		nights = nights[1:]
	}
	for len(nights) > 0 && !nights[len(nights)-1].inLevel() {
		nights = nights[:len(nights)-1]
	}
	s.first = nights[0].Date
	s.step = c.Plan.Step.First.Sub(s.first)
	n := 0.0
	for _, u := range nights {
		value := diary.None[float64]()
		if v, ok := u.Value.Get(); ok && u.inLevel() {
			value = u.Value
			s.mean += v
			n++
		}
		s.values = append(s.values, value)
	}
	s.mean /= n
	s.jumps = make([]float64, len(s.values))
	for _, j := range c.Plan.jumps {
		if at := s.step + j; at > 0 && at < len(s.jumps) {
			s.jumps[at] += jumpVariance
		}
	}
	if s.step > 0 && s.step < len(s.jumps) {
		s.jumps[s.step] = unknownLevel
	}
	s.before, s.after = make([]moments, len(s.values)), make([]moments, len(s.values))
	return s
}

// filter runs forwards and returns the log likelihood with σ² at its best.
func (s *levelSmoother) filter(phi, randomWalk float64) float64 {
	s.phi = phi
	now := moments{vNight: 1, vLevel: unknownLevel}
	logs, squares, n := 0.0, 0.0, 0.0
	for i, value := range s.values {
		if i > 0 {
			last := s.after[i-1]
			now = moments{
				night: phi * last.night, level: last.level, co: phi * last.co,
				vNight: phi*phi*last.vNight + 1 - phi*phi, vLevel: last.vLevel + randomWalk*randomWalk + s.jumps[i],
			}
		}
		s.before[i] = now
		if v, ok := value.Get(); ok {
			total := now.vNight + now.vLevel + 2*now.co
			inn := v - s.mean - now.night - now.level
			a, b := (now.vNight+now.co)/total, (now.vLevel+now.co)/total
			now.night += a * inn
			now.level += b * inn
			// Night and level add up to what was seen, so their variances are one and the same.
			rest := max(now.vNight-a*a*total, 0)
			now.vNight, now.vLevel, now.co = rest, rest, -rest
			if total < unknownLevel/2 {
				logs += math.Log(total)
				squares += inn * inn / total
				n++
			}
		}
		s.after[i] = now
	}
	s.sigma2 = max(squares/max(n, 1), s.floor)
	return -logs/2 - n/2*math.Log(s.sigma2)
}

// smooth runs backwards over what filter left.
func (s *levelSmoother) smooth() []LevelPoint {
	points := make([]LevelPoint, len(s.values))
	next := s.after[len(s.after)-1]
	for i := len(points) - 1; i >= 0; i-- {
		if i < len(points)-1 {
			next = smoothed(s.after[i], s.before[i+1], next, s.phi)
		}
		reach := bandWidth * math.Sqrt(max(next.vLevel, 0)*s.sigma2)
		level := s.mean + next.level
		points[i] = LevelPoint{Date: s.first.AddDays(i), Level: level, Low: level - reach, High: level + reach, AfterSide: i >= s.step}
	}
	return points
}

// smoothed is a date with all nights known, from itself with those up to it, the next date without and
// with all nights: after + G(next − before), G = after·F'·before⁻¹ and F = diag(φ, 1).
func smoothed(now, predicted, next moments, phi float64) moments {
	det := predicted.vNight*predicted.vLevel - predicted.co*predicted.co
	if !(det > 0) {
		return now
	}
	i11, i22, i12 := predicted.vLevel/det, predicted.vNight/det, -predicted.co/det
	// C = after·F'
	c11, c12 := now.vNight*phi, now.co
	c21, c22 := now.co*phi, now.vLevel
	g11, g12 := c11*i11+c12*i12, c11*i12+c12*i22
	g21, g22 := c21*i11+c22*i12, c21*i12+c22*i22
	dn, dl := next.night-predicted.night, next.level-predicted.level
	d11, d22, d12 := next.vNight-predicted.vNight, next.vLevel-predicted.vLevel, next.co-predicted.co
	return moments{
		night: now.night + g11*dn + g12*dl, level: now.level + g21*dn + g22*dl,
		vNight: now.vNight + g11*g11*d11 + 2*g11*g12*d12 + g12*g12*d22,
		vLevel: now.vLevel + g21*g21*d11 + 2*g21*g22*d12 + g22*g22*d22,
		co:     now.co + g11*g21*d11 + (g11*g22+g12*g21)*d12 + g12*g22*d22,
	}
}
