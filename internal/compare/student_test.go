package compare

import (
	"testing"
)

func TestQuantilesOfStudentsT(t *testing.T) {
	for _, df := range []float64{2, 2.3, 3, 4.7, 10, 26, 54, 110.5, 1e4} {
		for _, p := range []float64{0.975, 0.99, 0.9995, 0.99999} {
			s := studentOf(df)
			if got := s.CDF(s.upper(p)); !close(got, p, 1e-13) {
				t.Errorf("df %g: P(T ≤ %g) = %.16g, want %g", df, s.upper(p), got, p)
			}
		}
	}
}
