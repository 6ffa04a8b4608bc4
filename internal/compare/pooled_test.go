package compare

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"stillnight/internal/diary"
)

// roundsDiary has a remedy on in turns of length nights, beginning without, severities lower by effect while on.
func roundsDiary(seed uint64, turns, length int, effect float64) diary.Diary {
	r := rand.New(rand.NewPCG(seed, 30))
	d := diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Compression"}}}
	for turn := range turns {
		on := turn%2 == 1
		if on {
			d.Interventions[0].Phases = append(d.Interventions[0].Phases, phase(turn*length, (turn+1)*length, 1))
		}
		for i := range length {
			y := 6 + 1.5*r.NormFloat64()
			if on {
				y -= effect
			}
			d.Nights = append(d.Nights, diary.Night{Date: day(turn*length + i), Severity: diary.Some(int(math.Round(min(max(y, 0), 10))))})
		}
	}
	return d
}

func pooledOf(t *testing.T, d diary.Diary) []PooledComparison {
	t.Helper()
	results, err := All(d, Options{Outcomes: []Outcome{Severity}})
	if err != nil {
		t.Fatal(err)
	}
	return results.Pooled
}

func TestRoundsAreTakenTogether(t *testing.T) {
	p := pooledOf(t, roundsDiary(1, 5, 20, 2))
	if len(p) != 1 {
		t.Fatalf("%d pooled comparisons", len(p))
	}
	c := p[0]
	if c.Rounds != 2 || len(c.Switches) != 4 || c.Off.N != 60 || c.On.N != 40 || c.Verdict != Better || c.Randomization.IsSet() {
		t.Errorf("%d rounds, %d switches, %d off, %d on, %s", c.Rounds, len(c.Switches), c.Off.N, c.On.N, c.Verdict)
	}
	for _, n := range c.Nights {
		turn := n.Date.Sub(stepDate) / 20
		if n.On != (turn%2 == 1) || n.Round != (turn+1)/2 {
			t.Errorf("%s: on %t, round %d", n.Date, n.On, n.Round)
		}
	}
	if p := pooledOf(t, roundsDiary(1, 3, 20, 2)); len(p) != 0 {
		t.Errorf("one round was pooled")
	}
}

func TestNightsFarFromEverySwitchAreNotPooled(t *testing.T) {
	d := roundsDiary(2, 5, 200, 2)
	c := pooledOf(t, d)[0]
	for _, n := range c.Nights {
		near := WindowNights + 1
		for _, s := range c.Switches {
			apart := n.Date.Sub(s.First)
			if apart < 0 {
				apart = -apart
			} else {
				apart++ // the first night with it is one night in
			}
			near = min(near, apart)
		}
		if near > WindowNights {
			t.Errorf("%s is more than %d nights from every switch", n.Date, WindowNights)
		}
	}
	if want := 8 * WindowNights; len(c.Nights) != want {
		t.Errorf("%d nights, want %d", len(c.Nights), want)
	}
}

func TestWhatLingersAfterARoundIsLeftOut(t *testing.T) {
	d := roundsDiary(3, 5, 20, 2)
	d.Interventions[0].CarryOverDays = diary.Some(4)
	for i := range d.Interventions[0].Phases {
		d.Interventions[0].Phases[i].RunInDays = diary.Some(3)
	}
	c := pooledOf(t, d)[0]
	if c.Off.N != 60-8 || c.On.N != 40-6 {
		t.Errorf("%d off, %d on", c.Off.N, c.On.N)
	}
}

func TestARemedyTakenInTheSameRoundsCannotBeToldApart(t *testing.T) {
	d := roundsDiary(4, 5, 20, 2)
	other := d.Interventions[0]
	other.ID, other.Name = 2, "Magnesium"
	d.Interventions = append(d.Interventions, other)
	for _, c := range pooledOf(t, d) {
		if c.Verdict != CannotSeparate {
			t.Errorf("%s: %s", c.Intervention, c.Verdict)
		}
	}
}

// plannedRounds is a planned comparison of two rounds, each start drawn from days dates.
func plannedRounds(seed uint64, days int, effect float64) diary.Diary {
	r := rand.New(rand.NewPCG(seed, 31))
	plan := diary.PlannedComparison{ID: 7, InterventionID: 1, Begun: day(0), BaselineDays: 20, OnDays: 20, OffDays: 20, Seed: 42}
	d := diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Compression"}}}
	earliest := day(20)
	for range 2 {
		s := diary.DrawnStart{Earliest: earliest, Latest: earliest.AddDays(days - 1)}
		s.Drawn = earliest.AddDays(r.IntN(days))
		plan.Starts = append(plan.Starts, s)
		d.Interventions[0].Phases = append(d.Interventions[0].Phases, diary.Phase{Start: s.Drawn, End: diary.Some(s.Drawn.AddDays(20))})
		earliest = s.Latest.AddDays(40)
	}
	last := plan.Starts[1].Drawn.AddDays(39)
	for date := day(0); !date.After(last); date = date.AddDays(1) {
		y := 6 + 1.5*r.NormFloat64()
		if d.Interventions[0].PhaseOn(date) >= 0 {
			y -= effect
		}
		d.Nights = append(d.Nights, diary.Night{Date: date, Severity: diary.Some(int(math.Round(min(max(y, 0), 10))))})
	}
	d.Plans = []diary.PlannedComparison{plan}
	return d
}

func TestEveryDrawIsLookedAtWhereThereAreFew(t *testing.T) {
	c := pooledOf(t, plannedRounds(1, 10, 3))[0]
	r, ok := c.Randomization.Get()
	if !ok || !r.Exact || r.Draws != 100 || r.P != float64(r.AsLarge)/100 || r.AsLarge < 1 || r.P > 0.1 {
		t.Errorf("%+v %t", r, ok)
	}
	null, _ := pooledOf(t, plannedRounds(2, 10, 0))[0].Randomization.Get()
	if null.P < 0.05 {
		t.Errorf("nothing changed, p = %g", null.P)
	}
}

func TestManyDrawsAreSampledTheSameEachTime(t *testing.T) {
	d := plannedRounds(3, 60, 2)
	a, b := pooledOf(t, d), pooledOf(t, d)
	r, ok := a[0].Randomization.Get()
	if !ok || r.Exact || r.Draws != maxDraws || r.P <= 0 || !reflect.DeepEqual(a, b) {
		t.Errorf("%+v %t", r, ok)
	}
}

func TestStartsThatWereNotKeptToAreNoLot(t *testing.T) {
	moved := plannedRounds(4, 10, 2)
	moved.Interventions[0].Phases[1].Start = moved.Interventions[0].Phases[1].Start.AddDays(-1)
	abandoned := plannedRounds(4, 10, 2)
	abandoned.Plans[0].Abandoned = diary.Some(day(90))
	foreign := plannedRounds(4, 10, 2)
	foreign.Plans[0].InterventionID = 9
	for name, d := range map[string]diary.Diary{"moved": moved, "abandoned": abandoned, "another remedy's": foreign} {
		if c := pooledOf(t, d)[0]; c.Randomization.IsSet() {
			t.Errorf("%s: a test by lot was made", name)
		}
	}
}

// TestTheTestByLotIsUniformWhereNothingChanged: p must not be small more often than it says.
func TestTheTestByLotIsUniformWhereNothingChanged(t *testing.T) {
	const diaries = 300
	small := 0
	for seed := range uint64(diaries) {
		r, ok := pooledOf(t, plannedRounds(seed, 7, 0))[0].Randomization.Get()
		if !ok {
			t.Fatal("no test")
		}
		if r.P <= 0.1 {
			small++
		}
	}
	// 10 % of 300 is 30, give or take 5.2.
	if small > 46 {
		t.Errorf("p ≤ 0.1 in %d of %d diaries", small, diaries)
	}
}
