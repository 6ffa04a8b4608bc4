package compare

import (
	"math"
	"slices"
)

// describe fills mean, SD, median and quartiles of sorted values.
func (s *Side) describe(sorted []float64) {
	s.N = len(sorted)
	if s.N == 0 {
		return
	}
	s.Mean = Mean(sorted)
	if s.N > 1 {
		squares := 0.0
		for _, v := range sorted {
			squares += (v - s.Mean) * (v - s.Mean)
		}
		s.SD = math.Sqrt(squares / float64(s.N-1))
	}
	s.Median, s.Q1, s.Q3 = Quantile(sorted, 0.5), Quantile(sorted, 0.25), Quantile(sorted, 0.75)
}

// Mean of values; 0 of none.
func Mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(max(len(x), 1))
}

// Quantile of sorted, not empty values by linear interpolation (Hyndman & Fan 1996, type 7).
func Quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	low := int(math.Floor(at))
	if low+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[low] + (at-float64(low))*(sorted[low+1]-sorted[low])
}

func sorted(values []float64) []float64 {
	s := slices.Clone(values)
	slices.Sort(s)
	return s
}
