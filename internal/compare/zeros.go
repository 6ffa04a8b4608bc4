package compare

import (
	"math"
	"slices"
)

// manyZeros is the share of nights without symptoms from which ranks decide whether nights changed.
const manyZeros = 0.3

// zeroShare is the share of nights that are 0.
func (o *observations) zeroShare() float64 {
	zeros := 0
	for _, y := range o.y {
		if y == 0 {
			zeros++
		}
	}
	return float64(zeros) / float64(max(len(o.y), 1))
}

// byRanks lets ranks decide whether the interval of a fit holds 0, where many nights are 0: means then tell less
// than that a night without symptoms is better than one with them. The nights' normal scores (van der Waerden)
// are fitted as the nights are. Where both agree the fit stays as it is. Where they don't, the interval is the
// one in the outcome's unit that belongs to the test by ranks (a test-based interval, Miettinen 1976): interval and
// verdict stay one.
func (e *windowRule) byRanks(o *observations, f *fit, grain float64) {
	e.setScores(o)
	s, err := e.fitted(&e.scored, grain*tinyGrain)
	if err != nil || f.change == 0 {
		return
	}
	changed := !holdsZero(s)
	if changed == !holdsZero(*f) || changed && s.change*f.change < 0 {
		return
	}
	// Ranks that tell next to nothing would make the interval endless; twice the change holds 0 as well.
	ranked := max(math.Abs(s.change)/s.se, studentOf(s.df).upper(0.5+confidence/2)/2)
	se := math.Abs(f.change) / ranked
	f.sigma2 *= se * se / (f.se * f.se)
	f.se, f.df, f.byRanks = se, s.df, true
}

// tinyGrain is what rounding leaves of normal scores, as a share of the outcome's step: next to nothing.
const tinyGrain = 1e-6

// setScores makes scored the same nights with the normal quantiles of their mid-ranks as values.
func (e *windowRule) setScores(o *observations) {
	n := len(o.y)
	e.ordered = append(e.ordered[:0], o.y...)
	slices.Sort(e.ordered)
	scores := zeroed(e.scored.y, n)
	e.scored = *o
	e.scored.y = scores
	e.scores = e.scores[:0]
	for from := 0; from < n; {
		to := from + 1
		for to < n && e.ordered[to] == e.ordered[from] {
			to++
		}
		e.scores = append(e.scores, score{e.ordered[from], math.Sqrt2 * math.Erfinv(float64(from+to)/float64(n)-1)})
		from = to
	}
	for i, y := range o.y {
		low, high := 0, len(e.scores)
		for high-low > 1 {
			if middle := (low + high) / 2; e.scores[middle].of <= y {
				low = middle
			} else {
				high = middle
			}
		}
		scores[i] = e.scores[low].is
	}
}

// score is the normal score of a value.
type score struct{ of, is float64 }
