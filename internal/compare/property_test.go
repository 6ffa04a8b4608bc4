package compare

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"stillnight/internal/diary"
)

// sleepDiary has hours slept, finer than ratings, so that shifts and scales stay exact.
func sleepDiary(r *rand.Rand, shift, scale float64) diary.Diary {
	var d diary.Diary
	e := 0.0
	for i := range 90 {
		e = 0.4*e + r.NormFloat64()
		if r.IntN(5) == 0 {
			continue
		}
		hours := math.Round(4*(2+0.3*e)) / 4
		if i >= 45 {
			hours += 0.5
		}
		d.Nights = append(d.Nights, diary.Night{Date: stepDate.AddDays(i - 45), SleepHours: diary.Some(shift + scale*hours)})
	}
	d.Interventions = []diary.Intervention{{ID: 1, Name: "Iron", Phases: []diary.Phase{{Start: stepDate}}}}
	return d
}

func sleepEffect(t *testing.T, d diary.Diary) (Comparison, Effect) {
	t.Helper()
	results, err := All(d, Options{Outcomes: []Outcome{SleepHours}})
	if err != nil {
		t.Fatal(err)
	}
	c := results.Comparisons[0]
	e, ok := c.Effect.Get()
	if !ok {
		t.Fatal("no effect")
	}
	return c, e
}

func TestAddingAConstantToEveryNightChangesNothing(t *testing.T) {
	for seed := range uint64(50) {
		a, ea := sleepEffect(t, sleepDiary(rand.New(rand.NewPCG(seed, 0)), 0, 1))
		b, eb := sleepEffect(t, sleepDiary(rand.New(rand.NewPCG(seed, 0)), 4, 1))
		if !close(ea.Change, eb.Change, 1e-9) || !close(ea.SE, eb.SE, 1e-9) || !close(ea.Phi, eb.Phi, 1e-9) || a.Verdict != b.Verdict || a.Overlap != b.Overlap {
			t.Fatalf("seed %d: %+v became %+v", seed, ea, eb)
		}
	}
}

func TestTwiceTheScaleIsTwiceTheChange(t *testing.T) {
	for seed := range uint64(50) {
		_, ea := sleepEffect(t, sleepDiary(rand.New(rand.NewPCG(seed, 0)), 0, 1))
		_, eb := sleepEffect(t, sleepDiary(rand.New(rand.NewPCG(seed, 0)), 0, 2))
		if !close(2*ea.Change, eb.Change, 1e-9) || !close(2*ea.SE, eb.SE, 1e-9) || !close(ea.Phi, eb.Phi, 1e-9) || !close(ea.DF, eb.DF, 1e-9) || !close(ea.ChanceBetter, eb.ChanceBetter, 1e-9) {
			t.Fatalf("seed %d: %+v became %+v", seed, ea, eb)
		}
	}
}

func TestTurningTheScaleOverTurnsTheVerdictOver(t *testing.T) {
	opposite := map[Verdict]Verdict{Better: Worse, Worse: Better}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		d := diaryOf(noisy(r, 40, 5), noisy(r, 40, 3+4*r.Float64()))
		a := severity(t, d)[0]
		for i := range d.Nights {
			s, _ := d.Nights[i].Severity.Get()
			d.Nights[i].Severity = diary.Some(10 - s)
		}
		b := severity(t, d)[0]
		ea, _ := a.Effect.Get()
		eb, _ := b.Effect.Get()
		oa, _ := a.Overlap.Get()
		ob, _ := b.Overlap.Get()
		want, swaps := opposite[a.Verdict]
		if !swaps {
			want = a.Verdict
		}
		if b.Verdict != want || !close(ea.Change, -eb.Change, 1e-9) || !close(ea.CI.Low, -eb.CI.High, 1e-9) || !close(ea.ChanceBetter, 1-eb.ChanceBetter, 1e-9) {
			t.Fatalf("seed %d: %s %+v became %s %+v", seed, a.Verdict, ea, b.Verdict, eb)
		}
		if !close(oa.NAP, 1-ob.NAP, 1e-12) || !close(oa.NAPSE, ob.NAPSE, 1e-12) || !close(oa.NAPInterval.Low, 1-ob.NAPInterval.High, 1e-9) || !close(oa.TauU, -ob.TauU, 1e-12) {
			t.Fatalf("seed %d: %+v became %+v", seed, oa, ob)
		}
	}
}

func TestOrderOfNightsAndPlaceInTimeDoNotMatter(t *testing.T) {
	for seed := range uint64(30) {
		r := rand.New(rand.NewPCG(seed, 2))
		d := diaryOf(noisy(r, 30, 6), noisy(r, 30, 4))
		want := severity(t, d)
		r.Shuffle(len(d.Nights), func(i, j int) { d.Nights[i], d.Nights[j] = d.Nights[j], d.Nights[i] })
		if got := severity(t, d); !reflect.DeepEqual(got, want) {
			t.Fatalf("seed %d: another order gave another result", seed)
		}
		// Over a leap day, a year's end and the clocks' change.
		for _, days := range []int{1, 365, 700, -1000} {
			moved := diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Iron", Phases: []diary.Phase{{Start: stepDate.AddDays(days)}}}}}
			for _, n := range d.Nights {
				n.Date = n.Date.AddDays(days)
				moved.Nights = append(moved.Nights, n)
			}
			if got := severity(t, moved)[0]; got.Effect != want[0].Effect || got.Overlap != want[0].Overlap || got.Verdict != want[0].Verdict {
				t.Fatalf("seed %d: %d days later gave another result", seed, days)
			}
		}
	}
}

func TestTheSameDiaryGivesTheSameResults(t *testing.T) {
	d := longDiary(2, 6)
	a, err := All(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := All(d, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a, b) {
		t.Error("two runs differ")
	}
	// One at a time is the same as all at once: no memory carries over.
	for _, c := range slices.DeleteFunc(slices.Clone(a.Comparisons), func(c Comparison) bool { return c.Secondary }) {
		plan, err := NewPlan(d, c.Plan.Step, c.Plan.Outcome, Options{})
		if err != nil {
			t.Fatal(err)
		}
		alone, err := Run(plan)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(alone, c) {
			t.Errorf("%s of %s on %s alone differs", c.Plan.Outcome, c.Plan.Step.Intervention, c.Plan.Step.First)
		}
	}
}

// TestNightsOutOfReachDoNotMatter: without a history of 112 nights those before the windows do not count,
// with one those beyond 400 nights do not, and nights after the window never do.
func TestNightsOutOfReachDoNotMatter(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	for _, c := range []struct {
		before, more int
		rule         Rule
	}{{WindowNights, LongHistory - 1, Windowed}, {HistoryNights, HistoryNights + 200, WholeHistory}} {
		near := diaryOf(noisy(r, c.before, 6), noisy(r, WindowNights, 4))
		far := near
		far.Nights = nil
		for i := -c.more; i < -c.before; i++ {
			far.Nights = append(far.Nights, diary.Night{Date: stepDate.AddDays(i), Severity: diary.Some(r.IntN(11))})
		}
		far.Nights = append(far.Nights, near.Nights...)
		for i := range 200 {
			far.Nights = append(far.Nights, diary.Night{Date: stepDate.AddDays(WindowNights + i), Severity: diary.Some(r.IntN(11))})
		}
		a, b := severity(t, near)[0], severity(t, far)[0]
		if a.Effect != b.Effect || a.Before != b.Before || a.After != b.After {
			t.Errorf("got %+v, want %+v", b.Effect, a.Effect)
		}
		if e, _ := a.Effect.Get(); e.Rule != c.rule {
			t.Errorf("rule %s, want %s", e.Rule, c.rule)
		}
	}
}

// finiteEverywhere walks a value and reports the first NaN or infinity.
func finiteEverywhere(v reflect.Value, path string) string {
	switch v.Kind() {
	case reflect.Float64:
		if x := v.Float(); math.IsNaN(x) || math.IsInf(x, 0) {
			return path
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if bad := finiteEverywhere(v.Field(i), path+"."+v.Type().Field(i).Name); bad != "" {
				return bad
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			if bad := finiteEverywhere(v.Index(i), path+"[]"); bad != "" {
				return bad
			}
		}
	}
	return ""
}

// FuzzAll makes diaries of all sorts from bytes: gaps, constants, overlapping remedies, phases that are
// wrong. There is a clear error or a result without NaN, never a panic.
func FuzzAll(f *testing.F) {
	f.Add([]byte{1, 2, 3})
	f.Add([]byte("a quiet fortnight, then another remedy and a coffee every evening until the spring comes back again"))
	f.Add(make([]byte, 300))
	f.Fuzz(func(t *testing.T, data []byte) {
		d := diaryFromBytes(data)
		check := func(what string, v any, err error) {
			if err != nil {
				return
			}
			if bad := finiteEverywhere(reflect.ValueOf(v), what); bad != "" {
				t.Errorf("%s is not a number", bad)
			}
		}
		opts := Options{
			Windows: func(diary.Intervention) Windows {
				return Windows{RunIn: len(data) % 9, CarryOver: len(data) % 7, JudgeAfter: len(data) % 40}
			},
			Dopaminergic: func(iv diary.Intervention) bool { return iv.ID%2 == 1 },
		}
		results, err := All(d, opts)
		check("results", results, err)
		for _, c := range results.Comparisons {
			if c.Verdict == "" {
				t.Error("a comparison without a verdict")
			}
			if e, ok := c.Effect.Get(); ok && (e.SE <= 0 || e.CI.Low > e.Change || e.CI.High < e.Change || e.Phi < 0 || e.Phi > maxPhi || e.DF < minDF) {
				t.Errorf("impossible effect %+v", e)
			}
			// Interval and verdict are one, but for what the last weeks undo.
			if e, ok := c.Effect.Get(); ok && (c.Together == Better || c.Together == Worse) && verdictOf(c.Plan.Outcome, e.CI) != c.Together {
				t.Errorf("%s with the interval %+v", c.Together, e.CI)
			}
			if c.LatelyOpen && (c.Verdict != Better || !c.Over.IsSet()) {
				t.Errorf("lately is open, and the verdict %s", c.Verdict)
			}
		}
		for _, o := range Outcomes {
			triggers, err := Triggers(d, o, opts)
			check("triggers", triggers, err)
			check("weekdays", Weekdays(d, o), nil)
		}
		check("relief", Relief(d), nil)
		flags, err := Augmentation(d, opts)
		check("augmentation", flags, err)
		red, err := RedFlags(d)
		check("red flags", red, err)
		check("onsets", Onsets(d), nil)
	})
}

// diaryFromBytes reads bytes as a diary, not necessarily a valid one.
func diaryFromBytes(data []byte) diary.Diary {
	var d diary.Diary
	at := 0
	next := func() int {
		if at >= len(data) {
			return 0
		}
		at++
		return int(data[at-1])
	}
	date := stepDate
	for range next() % 5 {
		iv := diary.Intervention{ID: int64(len(d.Interventions) + 1), Name: "Remedy"}
		for range next() % 4 {
			p := diary.Phase{Start: stepDate.AddDays(next() - 60), Dose: diary.Some(float64(next())), Times: []diary.Clock{diary.Clock(next() * 5)}}
			if k := next(); k%3 > 0 {
				p.End = diary.Some(p.Start.AddDays(k/3 - 2))
			}
			if k := next(); k%2 == 0 {
				p.RunInDays = diary.Some(k % 20)
			}
			iv.Phases = append(iv.Phases, p)
		}
		d.Interventions = append(d.Interventions, iv)
	}
	d.Triggers = []diary.Trigger{{ID: 1, Name: "Coffee"}, {ID: 2, Name: "Wine"}}
	for i := 0; at < len(data); i++ {
		k := next()
		date = date.AddDays(1 + k%3)
		n := diary.Night{Date: date.AddDays(-100), Severity: diary.Some(next() % 11)}
		if k%5 == 0 {
			n.SleepHours = diary.Some(float64(next()) / 16)
		}
		if k%7 == 0 {
			n.Onset, n.RestMinutes = diary.Some(diary.Clock(next()*5)), diary.Some(next()%240)
			n.BodyParts = []diary.BodyPart{diary.BodyParts[next()%len(diary.BodyParts)]}
		}
		if k%11 == 0 {
			n.Unusual = diary.Illness
		}
		if k%13 == 0 {
			n.Severity = diary.None[int]()
		}
		if k == 255 {
			n.SleepHours = diary.Some(math.NaN())
		}
		if k%2 == 0 {
			d.Exposures = append(d.Exposures, diary.Exposure{Night: n.Date, TriggerID: int64(1 + k%4/2)})
		}
		if k%4 == 0 {
			d.Episodes = append(d.Episodes, diary.Episode{Night: n.Date, Start: n.Onset, Tried: []diary.Attempt{{Measure: "walking", Relief: diary.Some(next() % 11)}}})
		}
		d.Nights = append(d.Nights, n)
	}
	if len(d.Interventions) > 0 && len(d.Interventions[0].Phases) > 0 {
		start := d.Interventions[0].Phases[0].Start
		d.Plans = []diary.PlannedComparison{{ID: 1, InterventionID: 1, Begun: start.AddDays(-30), OnDays: 20, OffDays: 20, Starts: []diary.DrawnStart{{Earliest: start.AddDays(-3), Latest: start.AddDays(3), Drawn: start}}}}
	}
	return d
}
