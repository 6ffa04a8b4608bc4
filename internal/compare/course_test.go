package compare

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"

	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
)

// relapsing is a diary of a remedy that helps by fall for so many nights and by rest in those after.
func relapsing(r *rand.Rand, before, helped, back int, fall, rest float64) diary.Diary {
	draw := func(n int, level float64) []int { return noisy(r, n, level) }
	return diaryOf(draw(before, 7), append(draw(helped, 7-fall), draw(back, 7-rest)...))
}

// TestARelapseIsNotCalledCalmer is the diary of a medicine that helped for three weeks: by both rules.
func TestARelapseIsNotCalledCalmer(t *testing.T) {
	for _, before := range []int{WindowNights, 200} {
		faded := 0
		for seed := range uint64(20) {
			c := severity(t, relapsing(rand.New(rand.NewPCG(seed, 77)), before, 21, 40, 3.5, 0))[0]
			if c.Verdict == Better {
				t.Errorf("%d before, seed %d: %s, taken together %s", before, seed, c.Verdict, c.Together)
			}
			if c.Verdict == Faded {
				faded++
				over, _ := c.Over.Get()
				if c.Course != Waning || over.Early.side() != -1 || over.LateMinusEarly.side() != 1 || over.Late.side() == -1 {
					t.Errorf("faded: %s, %+v", c.Course, over)
				}
			}
		}
		if faded < 16 {
			t.Errorf("%d before: only %d of 20 relapses are told", before, faded)
		}
	}
}

func TestCoursesOfAnEffect(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 78))
	for _, c := range []struct {
		name    string
		d       diary.Diary
		verdict Verdict
		course  Course
		told    bool
	}{
		{"lasting", relapsing(r, 56, 30, 30, 4, 4), Better, Lasting, true},
		{"growing", relapsing(r, 56, 30, 40, 1.5, 5), Better, Growing, true},
		{"waning", relapsing(r, 56, 30, 40, 6, 3), Better, Waning, true},
		{"getting worse", relapsing(r, 56, 30, 40, 0, -3), NoClearChange, Growing, true},
		{"too short to last", relapsing(r, 56, 20, 20, 4, 4), Better, Unsure, false},
		{"too short for a course", relapsing(r, 56, 10, 17, 4, 4), Better, Unsure, false},
		{"too early", relapsing(r, 56, 5, 5, 4, 4), TooEarly, "", false},
	} {
		got := severity(t, c.d)[0]
		if got.Verdict != c.verdict || got.Course != c.course || got.Over.IsSet() != c.told {
			t.Errorf("%s: %s, %s, told %t (%+v)", c.name, got.Verdict, got.Course, got.Over.IsSet(), got.Over)
		}
		if f, ok := got.Over.Get(); ok && math.Abs(f.Late.Change-f.Early.Change-f.LateMinusEarly.Change) > 1e-12 {
			t.Errorf("%s: the three do not agree: %+v", c.name, f)
		}
	}
}

// TestLatelyIsTheEndOfALongPhase: years of a remedy are judged by their first weeks and their last.
func TestLatelyIsTheEndOfALongPhase(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 79))
	c := severity(t, relapsing(r, 120, 300, 200, 4, 0))[0]
	f, ok := c.Over.Get()
	if !ok || c.Verdict != Faded || c.Together != Better {
		t.Fatalf("%s, together %s, %+v", c.Verdict, c.Together, f)
	}
	if f.Early.First != stepDate || f.Early.Last != stepDate.AddDays(27) || f.Late.First != stepDate.AddDays(472) || f.Late.Last != stepDate.AddDays(499) {
		t.Errorf("parts: %+v", f)
	}
	later := c.Plan.Later()
	if len(later) != 500-WindowNights || later[len(later)-1].Date != stepDate.AddDays(499) {
		t.Errorf("%d later nights", len(later))
	}
}

// TestBothPartsAgainstTheWholeMatrix holds the pair of effects against least squares with all of V.
func TestBothPartsAgainstTheWholeMatrix(t *testing.T) {
	for seed := range uint64(20) {
		r := rand.New(rand.NewPCG(seed, 80))
		o := &observations{randomWalk: randomWalkFromStep}
		for day := -40; day < 70; day++ {
			if r.IntN(4) == 0 || day >= 25 && day < 42 {
				continue
			}
			k, late := 0, 0.0
			switch {
			case day >= 42:
				k, late = 2, 1
			case day >= 0:
				k = 1
			}
			o.add(day, float64(r.IntN(11)), day >= 0, k)
			if k == 2 {
				o.target[len(o.target)-1] = 0
			}
			o.late = append(o.late, late)
			o.weekend = append(o.weekend, weekendValue(r.IntN(3) == 0))
		}
		var w windowRule
		got, err := w.pair(o, 1)
		if err != nil {
			t.Fatal(err)
		}
		phi := o.groupDependence(make([]group, 3))
		// As one target with the other as a column, each must come out the same.
		for _, c := range []struct {
			target, column []float64
			b, v           float64
		}{{o.late, o.target, got.late, got.varLate}, {o.target, o.late, got.early, got.varEarly}, {o.late, sum(o.target, o.late), got.late - got.early, got.varEarly + got.varLate - 2*got.cov}} {
			alone := *o
			alone.target, alone.columns = c.target, [][]float64{c.column}
			b, v := denseSolve(t, &alone, phi)
			_, scaled, err := w.solve(o2(o, c.target, c.column), phi)
			if err != nil {
				t.Fatal(err)
			}
			if !close(b, c.b, 1e-8) || !close(v/scaled, 1, 1e-8) || !close(c.v/v, got.varLate/denseLate(t, o, phi), 1e-8) {
				t.Errorf("seed %d: %.9f (variance %.9f), want %.9f (%.9f)", seed, c.b, c.v, b, v)
			}
		}
		h := historyRule{grain: 1, kappa: 1.3, quiet: part{phi: 2, randomWalk: 3, structure: 3}}
		both, err := h.pair(o)
		if err != nil {
			t.Fatal(err)
		}
		early, late, vEarly, vLate, cov := densePair(t, o, phiGrid[2].at, randomWalkGrid[3].at, 1.3)
		for _, pair := range [][2]float64{{both.early, early}, {both.late, late}, {both.varEarly, vEarly}, {both.varLate, vLate}, {both.cov, cov}} {
			if !close(pair[0], pair[1], 1e-8) {
				t.Errorf("seed %d, whole history: %+v, want %v %v %v %v %v", seed, both, early, late, vEarly, vLate, cov)
			}
		}
	}
}

func sum(a, b []float64) []float64 {
	s := make([]float64, len(a))
	for i := range a {
		s[i] = a[i] + b[i]
	}
	return s
}

func o2(o *observations, target, column []float64) *observations {
	alone := *o
	alone.target, alone.columns = target, [][]float64{column}
	return &alone
}

func denseLate(t *testing.T, o *observations, phi float64) float64 {
	_, v := denseSolve(t, o2(o, o.late, o.target), phi)
	return v
}

// densePair is the whole-history model with every structure column and both parts, with whole matrices.
func densePair(t *testing.T, o *observations, phi, randomWalk, kappa float64) (early, late, vEarly, vLate, cov float64) {
	t.Helper()
	n, p := len(o.t), 7
	v, x, y := mat.NewSymDense(n, nil), mat.NewDense(n, p, nil), mat.NewVecDense(n, nil)
	for i, ti := range o.t {
		for j := i; j < n; j++ {
			v.SetSym(i, j, math.Pow(phi, float64(o.t[j]-ti))+randomWalk*randomWalk*float64(ti-o.t[0]))
		}
		s, c := math.Sincos(2 * math.Pi * float64(ti) / yearDays)
		x.SetRow(i, []float64{1, o.weekend[i], float64(ti), s, c, o.target[i], o.late[i]})
		y.SetVec(i, o.y[i]-o.y[0])
	}
	var chol mat.Cholesky
	if !chol.Factorize(v) {
		t.Fatal("not positive definite")
	}
	var vx, normal, inverse mat.Dense
	var vy, right, b mat.VecDense
	if chol.SolveTo(&vx, x) != nil || chol.SolveVecTo(&vy, y) != nil {
		t.Fatal("no solution")
	}
	normal.Mul(x.T(), &vx)
	for j, column := range []int{constColumn, weekendColumn, slopeColumn, sinColumn, cosColumn} {
		normal.Set(j, j, normal.At(j, j)+precision[column])
	}
	right.MulVec(x.T(), &vy)
	if err := inverse.Inverse(&normal); err != nil {
		t.Fatal(err)
	}
	b.MulVec(&inverse, &right)
	rest := mat.Dot(y, &vy) - mat.Dot(&b, &right)
	scale := kappa * kappa * max((rest+0.25)/float64(n-2), 0.25)
	return b.AtVec(5), b.AtVec(6), inverse.At(5, 5) * scale, inverse.At(6, 6) * scale, inverse.At(5, 6) * scale
}

// TestLevelAgainstTheWholeMatrix holds the smoothed level against the conditional mean and variance of all
// dates given all nights.
func TestLevelAgainstTheWholeMatrix(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 81))
	d := relapsing(r, 30, 20, 25, 3, 1)
	d.Nights = append(d.Nights[:40:40], d.Nights[44:]...)
	c := severity(t, d)[0]
	s := newLevelSmoother(c)
	const phi, randomWalk = 0.4, 0.11
	s.filter(phi, randomWalk)
	points := s.smooth()
	n := len(s.values)
	level := func(i int) float64 { // variance gained up to a date
		v := unknownLevel + randomWalk*randomWalk*float64(i)
		for j := 1; j <= i; j++ {
			v += s.jumps[j]
		}
		return v
	}
	var seen []int
	var y []float64
	for i, value := range s.values {
		if v, ok := value.Get(); ok {
			seen, y = append(seen, i), append(y, v-s.mean)
		}
	}
	v := mat.NewSymDense(len(seen), nil)
	for a, i := range seen {
		for b := a; b < len(seen); b++ {
			v.SetSym(a, b, math.Pow(phi, float64(seen[b]-i))+level(i))
		}
	}
	var chol mat.Cholesky
	if !chol.Factorize(v) {
		t.Fatal("not positive definite")
	}
	var vy mat.VecDense
	if err := chol.SolveVecTo(&vy, mat.NewVecDense(len(y), y)); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		cross := mat.NewVecDense(len(seen), nil)
		for a, j := range seen {
			cross.SetVec(a, level(min(i, j)))
		}
		var solved mat.VecDense
		if err := chol.SolveVecTo(&solved, cross); err != nil {
			t.Fatal(err)
		}
		mean := s.mean + mat.Dot(cross, &vy)
		reach := bandWidth * math.Sqrt((level(i)-mat.Dot(cross, &solved))*s.sigma2)
		if math.Abs(points[i].Level-mean) > 1e-6 || math.Abs(points[i].High-mean-reach) > 1e-5 {
			t.Errorf("date %d: %.7f ± %.7f, want %.7f ± %.7f", i, points[i].Level, points[i].High-points[i].Level, mean, reach)
		}
	}
}

func TestLevelShowsTheReturn(t *testing.T) {
	c := severity(t, relapsing(rand.New(rand.NewPCG(1, 82)), 56, 21, 40, 4, 0))[0]
	points := Level(c)
	at := func(day int) float64 { return points[stepDate.AddDays(day).Sub(points[0].Date)].Level }
	if at(-5)-at(7) < 2 || at(50)-at(7) < 2 {
		t.Errorf("before %.1f, at first %.1f, lately %.1f", at(-5), at(7), at(50))
	}
	if points[0].Date != c.Plan.Nights[0].Date || points[len(points)-1].Date != c.Plan.PhaseLast {
		t.Errorf("from %s to %s", points[0].Date, points[len(points)-1].Date)
	}
}

// A run-in is left out of the effect, but the level is how nights were in it too: of an effect that is over soon
// after the run-in it would else show next to nothing.
func TestLevelHasTheNightsOfTheRunIn(t *testing.T) {
	opts := Options{Outcomes: []Outcome{Severity}, Windows: func(diary.Intervention) Windows { return Windows{RunIn: 7} }}
	results, err := All(diarytest.Relapse(stepDate), opts)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range results.Comparisons {
		if c.Plan.Step.First != stepDate {
			continue
		}
		points := Level(c)
		p := points[stepDate.AddDays(4).Sub(points[0].Date)]
		if p.Level > 4.6 || p.Low > 4 || p.High < 4 {
			t.Errorf("nights of the run-in lay round 4; the level is %.1f, from %.1f to %.1f", p.Level, p.Low, p.High)
		}
	}
}

// After eight weeks nights are called better outright only where lately is by itself, whichever rule judged; before
// them, where it is not far less than at first.
func TestWhatLatelyDoesNotShowIsLeftOpen(t *testing.T) {
	open, sure := 0, 0
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 101))
		before := 50
		if seed%2 == 1 {
			before = 150
		}
		after := append(noisy(r, 28, 4.6), noisy(r, 30, 5.3)...)
		c := severity(t, diaryOf(noisy(r, before, 6.4), after))[0]
		if c.Verdict != Better {
			if c.LatelyOpen {
				t.Errorf("seed %d: %s, and left open", seed, c.Verdict)
			}
			continue
		}
		over, ok := c.Over.Get()
		if !ok {
			t.Fatalf("seed %d: no course after eight weeks", seed)
		}
		if late := over.Late.CI.High < 0; late == c.LatelyOpen {
			t.Errorf("seed %d: lately %+v, left open: %t", seed, over.Late.CI, c.LatelyOpen)
		}
		if c.LatelyOpen {
			open++
		} else {
			sure++
		}
	}
	if open < 20 || sure < 20 {
		t.Errorf("the diaries prove too little: %d left open, %d not", open, sure)
	}
}
