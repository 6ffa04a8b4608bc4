package compare

import (
	"math/rand/v2"
	"slices"
	"testing"

	"stillnight/internal/diary"
)

func same(n, s int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = s
	}
	return all
}

func TestEdgesOfTheMethod(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	missing := same(30, -1)
	for _, c := range []struct {
		name     string
		d        diary.Diary
		verdict  Verdict
		interval bool
	}{
		{"no nights at all", diaryOf(nil, nil), TooEarly, false},
		{"one night", diaryOf(nil, []int{4}), TooEarly, false},
		{"one night a side", diaryOf([]int{4}, []int{3}), TooEarly, false},
		{"nothing before", diaryOf(nil, noisy(r, 40, 4)), TooEarly, false},
		{"nothing after", diaryOf(noisy(r, 40, 4), nil), TooEarly, false},
		{"all missing before", diaryOf(missing, noisy(r, 40, 4)), TooEarly, false},
		{"6 and 40", diaryOf(noisy(r, 6, 4), noisy(r, 40, 4)), TooEarly, false},
		{"7 and 40: first signs", diaryOf(noisy(r, 7, 4), noisy(r, 40, 4)), TooEarly, true},
		{"13 and 40: first signs", diaryOf(noisy(r, 13, 9), noisy(r, 40, 1)), TooEarly, true},
		{"14 and 14", diaryOf(noisy(r, 14, 9), noisy(r, 14, 1)), Better, true},
		{"all nights alike", diaryOf(same(20, 5), same(20, 5)), NoClearChange, true},
		{"all nights zero", diaryOf(same(20, 0), same(20, 0)), NoClearChange, true},
		{"each side alike, lower", diaryOf(same(20, 5), same(20, 3)), Better, true},
		{"each side alike, higher", diaryOf(same(20, 3), same(20, 5)), Worse, true},
	} {
		got := severity(t, c.d)[0]
		if got.Verdict != c.verdict || got.Effect.IsSet() != c.interval {
			t.Errorf("%s: verdict %s, interval %t; want %s, %t", c.name, got.Verdict, got.Effect.IsSet(), c.verdict, c.interval)
		}
		if got.Overlap.IsSet() != (got.Before.N > 0 && got.After.N > 0) {
			t.Errorf("%s: overlap figures set: %t", c.name, got.Overlap.IsSet())
		}
	}
	alike := severity(t, diaryOf(same(20, 5), same(20, 5)))[0]
	if e, _ := alike.Effect.Get(); e.Change != 0 || e.Phi != priorPhi || e.Sigma2 != 0.25 {
		t.Errorf("nights all alike: %+v", e)
	}
}

func TestJudgementWaitsForTheRemedy(t *testing.T) {
	d := diaryOf(same(30, 7), same(40, 3))
	d.Interventions[0].JudgeAfterDays = diary.Some(84)
	c := severity(t, d)[0]
	if c.Verdict != TooEarly || !c.Effect.IsSet() || !warned(c, WarnJudgeLater) {
		t.Errorf("after 39 of 84 days: %s, %+v", c.Verdict, c.Warnings)
	}
	d.Interventions[0].JudgeAfterDays = diary.Some(39)
	if c := severity(t, d)[0]; c.Verdict != Better {
		t.Errorf("after 39 of 39 days: %s", c.Verdict)
	}
}

func warned(c Comparison, k WarningKind) bool {
	return slices.ContainsFunc(c.Warnings, func(w Warning) bool { return w.Kind == k })
}

func TestAnotherRemedyNearbyCannotBeToldApart(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for _, c := range []struct {
		apart    int
		separate bool
	}{{0, false}, {3, false}, {-7, false}, {7, false}, {-8, true}, {20, true}, {-20, true}, {200, true}} {
		d := diaryOf(noisy(r, 50, 7), noisy(r, 50, 3))
		d.Interventions = append(d.Interventions, diary.Intervention{ID: 2, Name: "Magnesium", Phases: []diary.Phase{{Start: stepDate.AddDays(c.apart)}}})
		got := severity(t, d)[0]
		if (got.Verdict != CannotSeparate) != c.separate {
			t.Errorf("%d nights apart: %s", c.apart, got.Verdict)
		}
		if !c.separate && (len(got.Plan.Others) != 1 || got.Plan.Others[0].Intervention != "Magnesium" || got.Plan.Others[0].DaysFromStep != c.apart) {
			t.Errorf("%d nights apart: not named: %+v", c.apart, got.Plan.Others)
		}
	}
}

func TestARemedyInTheRunInCannotBeToldApart(t *testing.T) {
	// Magnesium began 10 nights into iron's run-in: every counted night after has both.
	r := rand.New(rand.NewPCG(4, 5))
	d := diaryOf(noisy(r, 50, 7), noisy(r, 80, 3))
	d.Interventions[0].Phases[0].RunInDays = diary.Some(28)
	d.Interventions = append(d.Interventions, diary.Intervention{ID: 2, Name: "Magnesium", Phases: []diary.Phase{{Start: stepDate.AddDays(10)}}})
	if c := severity(t, d)[0]; c.Verdict != CannotSeparate || c.Effect.IsSet() || !warned(c, WarnTooClose) {
		t.Errorf("%s, %+v", c.Verdict, c.Warnings)
	}
}

func TestAnotherRemedysEffectIsTakenOut(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 6))
	before := append(noisy(r, 28, 8), noisy(r, 28, 4)...)
	d := diaryOf(before, noisy(r, 56, 4))
	without := severity(t, d)[0]
	d.Interventions = append(d.Interventions, diary.Intervention{ID: 2, Name: "Magnesium", Phases: []diary.Phase{{Start: stepDate.AddDays(-28)}}})
	c := severity(t, d)[0]
	e, _ := c.Effect.Get()
	plain, _ := without.Effect.Get()
	if plain.Change > -1 || e.Change < -1 || c.Verdict != NoClearChange || !warned(c, WarnOtherSteps) {
		t.Errorf("without the other remedy's column %.2f, with it %.2f, verdict %s", plain.Change, e.Change, c.Verdict)
	}
}

func TestSizes(t *testing.T) {
	for _, c := range []struct {
		o      Outcome
		before float64
		change float64
		want   Size
	}{
		{Severity, 4, -0.9, Small}, {Severity, 4, -1, Clear}, {Severity, 4, -2, Large},
		{Severity, 6, -1.9, Small}, {Severity, 6, -2, Clear}, {Severity, 6, -3, Large},
		{Severity, 8, -2.9, Small}, {Severity, 8, -3, Clear}, {Severity, 8, 3, Clear}, {Severity, 8, 4, Large},
		{Severity, 0, 0.5, Small},
		{SleepHours, 5, 0.4, Small}, {SleepHours, 5, 0.5, Clear}, {SleepHours, 5, 2.5, Large},
		{MinutesToSleep, 60, -9, Small}, {MinutesToSleep, 60, -10, Clear},
		{TimesUp, 4, -1, Clear}, {MinutesAwake, 90, -20, Clear}, {OnsetMinutes, 540, 60, Clear}, {OnsetMinutes, 540, 59, Small},
		{Tiredness, 6, -2, Clear},
	} {
		if got := sizeOf(c.o, c.change, c.before); got != c.want {
			t.Errorf("%s from %g by %g: %s, want %s", c.o, c.before, c.change, got, c.want)
		}
	}
}

func TestWarningsAndTheirNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	find := func(d diary.Diary, k WarningKind) (Warning, bool) {
		c := severity(t, d)[0]
		i := slices.IndexFunc(c.Warnings, func(w Warning) bool { return w.Kind == k })
		if i < 0 {
			return Warning{}, false
		}
		return c.Warnings[i], true
	}

	bad := diaryOf(append(noisy(r, 40, 4), same(7, 8)...), noisy(r, 30, 4))
	if w, ok := find(bad, WarnBadStretch); !ok || w.B != 7 || w.A < 3 {
		t.Errorf("bad stretch: %+v %t", w, ok)
	}
	if w, ok := find(diaryOf(append(noisy(r, 40, 6), same(7, 3)...), noisy(r, 30, 4)), WarnBadStretch); ok {
		t.Errorf("a good stretch is no bad one: %+v", w)
	}

	// Without a step the nights fall on as they did: most of what looks like one does not stand with a trend.
	better, trends := 0, 0
	for seed := range uint64(200) {
		fall := rand.New(rand.NewPCG(seed, 88))
		nights := make([]int, 2*WindowNights)
		for i := range nights {
			nights[i] = int(min(max(8-0.02*float64(i)+1.5*fall.NormFloat64()+0.5, 0), 10))
		}
		d := diaryOf(nights[:WindowNights], nights[WindowNights:])
		if c := severity(t, d)[0]; c.Verdict == Better {
			better++
			if w, ok := find(d, WarnTrend); ok {
				trends++
				if w.B < 0 || w.A >= w.B {
					t.Errorf("seed %d: %+v", seed, w)
				}
			}
		}
	}
	if better < 10 || 2*trends < better {
		t.Errorf("of %d steady falls called better %d came with a word of the trend", better, trends)
	}
	if w, ok := find(diaryOf(noisy(r, 56, 8), noisy(r, 56, 3)), WarnTrend); ok {
		t.Errorf("a plain step stands: %+v", w)
	}

	month := same(28, 4)
	for i := range 28 {
		month = append(month, []int{5, 5, 6, 5, 6, 5, 6}[i%7])
	}
	if w, ok := find(diaryOf(month, noisy(r, 30, 4)), WarnBadStretch); !ok || w.B < 21 {
		t.Errorf("a bad month: %+v %t", w, ok)
	}
	if w, ok := find(diaryOf(append(noisy(r, 14, 9), noisy(r, 30, 6)...), noisy(r, 40, 2)), WarnDiaryStart); !ok || w.A < 1 || w.B != 44 {
		t.Errorf("diary begun at its worst: %+v %t", w, ok)
	}
	if w, ok := find(diaryOf(noisy(r, 20, 7), noisy(r, 40, 2)), WarnDiaryStart); !ok || w.A != 0 || w.B != 20 {
		t.Errorf("young diary: %+v %t", w, ok)
	}
	if w, ok := find(diaryOf(noisy(r, 50, 7), noisy(r, 40, 2)), WarnDiaryStart); ok {
		t.Errorf("a diary begun in nights like the others: %+v", w)
	}

	gaps := noisy(r, 40, 4)
	for i := range 20 {
		gaps[2*i] = -1
	}
	if w, ok := find(diaryOf(noisy(r, 40, 4), gaps), WarnMissing); !ok || w.A != 0 || w.B < 0.4 {
		t.Errorf("missing: %+v %t", w, ok)
	}

	late := diaryOf(noisy(r, 20, 4), noisy(r, 20, 4))
	for i := range late.Nights {
		if i%2 == 0 {
			late.Nights[i].EnteredAt = late.Nights[i].Date.AddDays(4).UTC()
		}
	}
	if w, ok := find(late, WarnLate); !ok || w.A != 0.5 {
		t.Errorf("late: %+v %t", w, ok)
	}

	far := diaryOf(noisy(r, 56, 4), noisy(r, 100, 4))
	far.Interventions[0].Phases[0].RunInDays = diary.Some(28)
	if w, ok := find(far, WarnSeason); !ok || w.A != 84 {
		t.Errorf("season: %+v %t", w, ok)
	}
	if _, ok := find(diaryOf(noisy(r, 56, 4), noisy(r, 56, 4)), WarnSeason); ok {
		t.Error("windows next to each other lie in one season")
	}

	missed := diaryOf(noisy(r, 20, 4), noisy(r, 20, 4))
	for i := range 10 {
		status := diary.Taken
		if i < 3 {
			status = diary.Missed
		}
		missed.Interventions[0].Intakes = append(missed.Interventions[0].Intakes, diary.Intake{Night: stepDate.AddDays(i), Status: status})
	}
	if w, ok := find(missed, WarnAdherence); !ok || w.A != 0.7 {
		t.Errorf("adherence: %+v %t", w, ok)
	}
	if w, ok := find(diaryOf(noisy(r, 10, 4), noisy(r, 9, 4)), WarnFewNights); !ok || w.A != 10 || w.B != 9 {
		t.Errorf("few nights: %+v %t", w, ok)
	}
}

// TestOneNightDecidesIsFoundWhereItIs tries every night in full, without the shortcut for clear verdicts.
func TestOneNightDecidesIsFoundWhereItIs(t *testing.T) {
	found, clear := 0, 0
	for seed := range uint64(400) {
		r := rand.New(rand.NewPCG(seed, 10))
		d := diaryOf(noisy(r, 14+r.IntN(20), 6), noisy(r, 14+r.IntN(20), 3.2+r.Float64()))
		c := severity(t, d)[0]
		if c.Verdict != Better {
			continue
		}
		want := false
		for i := range d.Nights {
			less := d
			less.Nights = slices.Delete(slices.Clone(d.Nights), i, i+1)
			got := severity(t, less)[0]
			if e, ok := got.Effect.Get(); ok && verdictOf(Severity, e.CI) != Better {
				want = true
			}
		}
		if got := warned(c, WarnOneNight); got != want {
			t.Errorf("seed %d: warned %t, want %t", seed, got, want)
		}
		if want {
			found++
		} else {
			clear++
		}
	}
	if found < 10 || clear < 10 {
		t.Errorf("only %d diaries decided by a night and %d not", found, clear)
	}
}

func TestByChanceCountsWhatCouldBeJudged(t *testing.T) {
	cs := []Comparison{{Verdict: Better}, {Verdict: NoClearChange}, {Verdict: TooEarly}, {Verdict: Worse}, {Verdict: CannotSeparate}, {Verdict: NoClearChange}}
	if n, better := ByChance(cs); n != 4 || !close(better, 4*Measured().OneByChance, 1e-12) {
		t.Errorf("%d judged, %g by chance", n, better)
	}
	for range 5 {
		cs = append(cs, Comparison{Verdict: NoClearChange, Secondary: true})
	}
	if n, better := ByChance(cs); n != 9 || !close(better, 4*Measured().OneByChance+0.025, 1e-12) {
		t.Errorf("with second looks %d judged, %g by chance", n, better)
	}
}
