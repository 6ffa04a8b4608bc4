package compare

import (
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
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

func TestStudentsTIsTheLibrarys(t *testing.T) {
	for _, df := range []float64{1.5, 2, 4.7, 26, 110.5, 1e4} {
		library := distuv.StudentsT{Sigma: 1, Nu: df}
		for _, x := range []float64{-40, -3.1, -1, -1e-9, 0, 1e-9, 0.4, 2, 7.5, 40} {
			s := studentOf(df)
			if got, want := s.CDF(x), library.CDF(x); !close(got, want, 1e-15) {
				t.Errorf("df %g: P(T ≤ %g) = %.17g, want %.17g", df, x, got, want)
			}
			if got, want := s.density(x), library.Prob(x); !close(got, want, 1e-13) {
				t.Errorf("df %g: density at %g = %.17g, want %.17g", df, x, got, want)
			}
		}
	}
}
