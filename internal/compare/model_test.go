package compare

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// denseSolve is method.md §3 as it is written: the whole matrix V, a Cholesky factor from gonum.
func denseSolve(t *testing.T, o *observations, phi float64) (b, variance float64) {
	t.Helper()
	n, p := len(o.y), 2+len(o.columns)
	v := mat.NewSymDense(n, nil)
	for i := range n {
		for j := i; j < n; j++ {
			m := 0.0
			switch o.randomWalk {
			case randomWalkFromStep:
				if (o.t[i] < 0) == (o.t[j] < 0) {
					m = min(math.Abs(float64(o.t[i])+0.5), math.Abs(float64(o.t[j])+0.5))
				}
			case randomWalkFromFirst:
				m = float64(min(o.t[i], o.t[j]))
			}
			v.SetSym(i, j, math.Pow(phi, math.Abs(float64(o.t[i]-o.t[j])))+randomWalkRatio*m)
		}
	}
	x := mat.NewDense(n, p, nil)
	y := mat.NewVecDense(n, o.y)
	for i := range n {
		x.Set(i, 0, 1)
		for j, c := range o.columns {
			x.Set(i, j+1, c[i])
		}
		x.Set(i, p-1, o.target[i])
	}
	var chol mat.Cholesky
	if !chol.Factorize(v) {
		t.Fatal("V is not positive definite")
	}
	var vx, xvx mat.Dense
	if err := chol.SolveTo(&vx, x); err != nil {
		t.Fatal(err)
	}
	var vy, xvy mat.VecDense
	if err := chol.SolveVecTo(&vy, y); err != nil {
		t.Fatal(err)
	}
	xvx.Mul(x.T(), &vx)
	xvy.MulVec(x.T(), &vy)
	var inverse mat.Dense
	if err := inverse.Inverse(&xvx); err != nil {
		t.Fatal(err)
	}
	var coefficients mat.VecDense
	coefficients.MulVec(&inverse, &xvy)
	return coefficients.AtVec(p - 1), inverse.At(p-1, p-1)
}

// randomObservations has gaps, columns and dependence of all sorts.
func randomObservations(r *rand.Rand, w randomWalk) *observations {
	o := &observations{randomWalk: w}
	before, after := 7+r.IntN(50), 7+r.IntN(50)
	from, step := -before, 0
	if w == randomWalkFromFirst {
		from, step = 0, before
	}
	gaps := r.Float64() * 0.4
	for t := from; t < step+after; t++ {
		if r.Float64() < gaps && len(o.t) > 0 {
			continue
		}
		on := t >= step
		if w == randomWalkFromFirst {
			on = (t/step)%2 == 1
		}
		stretch := 0
		if on {
			stretch = 1
		}
		o.add(t, float64(r.IntN(11)), on, stretch)
	}
	cuts := []int{}
	for k := range r.IntN(3) {
		cuts = append(cuts, 2+k*5+r.IntN(3))
	}
	o.columns = slices.DeleteFunc(columnsAt(cuts, len(o.t)), func(c []float64) bool { return slices.Equal(c, o.target) })
	return o
}

func TestTheFilterSolvesTheSameEquationsAsTheWholeMatrix(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var e windowRule
	for _, w := range []randomWalk{randomWalkFromStep, randomWalkFromFirst, noRandomWalk} {
		for range 300 {
			o := randomObservations(r, w)
			phi := r.Float64() * maxPhi
			got, variance, err := e.solve(o, phi)
			if err != nil {
				t.Fatal(err)
			}
			want, wantVariance := denseSolve(t, o, phi)
			if !close(got, want, 1e-9) || !close(variance, wantVariance, 1e-9) {
				t.Fatalf("wander %d φ %.3f, %d nights, %d columns: got %.12g ± %.12g, want %.12g ± %.12g",
					w, phi, len(o.t), len(o.columns), got, variance, want, wantVariance)
			}
		}
	}
}

func TestMeanDependenceIsTheMeanOfTheMatrix(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 100 {
		o := randomObservations(r, randomWalkFromFirst)
		phi, off, on := o.dependence()
		for k, g := range []group{off, on} {
			sum, n := 0.0, 0.0
			for i := range o.t {
				for j := range o.t {
					if o.on[i] == (k == 1) && o.on[j] == (k == 1) {
						sum += math.Pow(phi, math.Abs(float64(o.t[i]-o.t[j])))
						if i == j {
							n++
						}
					}
				}
			}
			if !close(g.v, sum/(n*n), 1e-12) {
				t.Fatalf("v = %.15g, the matrix's mean is %.15g", g.v, sum/(n*n))
			}
		}
	}
}

// close compares with a tolerance that is relative for large numbers and absolute for small ones.
func close(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*max(1, math.Abs(a), math.Abs(b))
}
