package compare

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"stillnight/internal/diary"
)

// triggerDiary has nights that are worse by effect on days with the first of k triggers.
func triggerDiary(seed uint64, k, nights int, effect float64) diary.Diary {
	r := rand.New(rand.NewPCG(seed, 20))
	var d diary.Diary
	for id := range k {
		d.Triggers = append(d.Triggers, diary.Trigger{ID: int64(id + 1), Name: string(rune('A' + id))})
	}
	for i := range nights {
		y := 4 + 1.5*r.NormFloat64()
		for id := range k {
			if r.IntN(3) == 0 {
				d.Exposures = append(d.Exposures, diary.Exposure{Night: stepDate.AddDays(i), TriggerID: int64(id + 1)})
				if id == 0 {
					y += effect
				}
			}
		}
		d.Nights = append(d.Nights, diary.Night{Date: stepDate.AddDays(i), Severity: diary.Some(int(math.Round(min(max(y, 0), 10))))})
	}
	return d
}

func TestARealTriggerIsFoundAmongHarmlessOnes(t *testing.T) {
	rs, err := Triggers(triggerDiary(1, 5, 170, 2.5), Severity, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if rs.LookedAt != 10 || len(rs.Results) != 10 {
		t.Fatalf("%d looked at, %d results", rs.LookedAt, len(rs.Results))
	}
	for _, r := range rs.Results {
		want := NoClearChange
		if r.TriggerID == 1 && r.Lag == 0 {
			want = Worse
		}
		if r.Verdict != want {
			t.Errorf("%s, lag %d: %s (p %.4f, adjusted %.4f)", r.Trigger, r.Lag, r.Verdict, r.P, r.AdjustedP)
		}
	}
}

func TestHolmKeepsIntervalsAndVerdictsTogether(t *testing.T) {
	for seed := range uint64(30) {
		rs, err := Triggers(triggerDiary(seed, 4, 150, 1), Severity, Options{})
		if err != nil {
			t.Fatal(err)
		}
		byP := slices.Clone(rs.Results)
		slices.SortFunc(byP, func(a, b TriggerResult) int {
			if a.P < b.P {
				return -1
			}
			return 1
		})
		for i, r := range byP {
			e, ok := r.Effect.Get()
			if !ok {
				t.Fatalf("seed %d: no effect", seed)
			}
			excludes := e.CI.Low > 0 || e.CI.High < 0
			judged := r.Verdict == Better || r.Verdict == Worse
			if excludes != judged || judged != (r.AdjustedP <= 0.05) {
				t.Errorf("seed %d: interval %v, verdict %s, adjusted p %.4f", seed, e.CI, r.Verdict, r.AdjustedP)
			}
			if i > 0 && (r.AdjustedP < byP[i-1].AdjustedP || r.Level > byP[i-1].Level) {
				t.Errorf("seed %d: step-down goes up", seed)
			}
			if r.Single.High-r.Single.Low > e.CI.High-e.CI.Low+1e-9 {
				t.Errorf("seed %d: the corrected interval is narrower", seed)
			}
		}
	}
}

// TestHolmOnAPublishedExample takes the p-values of Holm's procedure as worked in R's p.adjust:
// p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "holm") is 0.05 0.08 0.09 0.09 0.09.
func TestHolmOnAPublishedExample(t *testing.T) {
	p := []float64{0.03, 0.01, 0.05, 0.02, 0.04}
	want := []float64{0.09, 0.05, 0.09, 0.08, 0.09}
	rs := TriggerResults{Outcome: Severity}
	var fits []fit
	for _, x := range p {
		rs.Results = append(rs.Results, TriggerResult{P: x, Effect: diary.Some(Effect{})})
		fits = append(fits, fit{df: 50, se: 1, change: studentOf(50).upper(1 - x/2)})
	}
	rs.holm(fits)
	for i, w := range want {
		if math.Abs(rs.Results[i].AdjustedP-w) > 1e-12 {
			t.Errorf("p %g: adjusted %g, want %g", p[i], rs.Results[i].AdjustedP, w)
		}
	}
}

func TestNightsBeforeATriggerWasAskedForDoNotCount(t *testing.T) {
	d := triggerDiary(2, 1, 100, 0)
	d.Exposures = slices.DeleteFunc(d.Exposures, func(e diary.Exposure) bool { return e.Night.Before(day(60)) })
	rs, err := Triggers(d, Severity, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r := rs.Results[0]; r.Without.First.Before(day(60)) || r.With.N+r.Without.N > 40 {
		t.Errorf("counted from %s, %d nights", r.Without.First, r.With.N+r.Without.N)
	}
}

func TestTheNightAfterNeedsTheDayBeforeWrittenDown(t *testing.T) {
	d := diary.Diary{Triggers: []diary.Trigger{{ID: 1, Name: "Coffee"}}, Exposures: []diary.Exposure{{Night: day(0), TriggerID: 1}}}
	for _, i := range []int{0, 1, 3, 4} { // day 2 is missing, so for the night of day 3 nobody knows
		d.Nights = append(d.Nights, diary.Night{Date: day(i), Severity: diary.Some(4)})
	}
	rs, err := Triggers(d, Severity, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if r := rs.Results[1]; r.Lag != 1 || r.With.N != 1 || r.Without.N != 1 || r.Verdict != TooEarly {
		t.Errorf("%+v", r)
	}
}

func TestATriggerOfEveryWeekendIsNotToldFromTheWeekend(t *testing.T) {
	d := triggerDiary(3, 0, 120, 0)
	d.Triggers = []diary.Trigger{{ID: 1, Name: "Wine"}}
	for i := range 120 {
		if w := day(i).Weekday(); w == time.Friday || w == time.Saturday {
			d.Exposures = append(d.Exposures, diary.Exposure{Night: day(i), TriggerID: 1})
		}
	}
	rs, err := Triggers(d, Severity, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if rs.Results[0].Verdict != CannotSeparate {
		t.Errorf("verdict %s", rs.Results[0].Verdict)
	}
}

// TestABadDayOfTheWeekIsNotLaidAtATriggersDoor: Wednesdays are worse, and the trigger is mostly on them.
func TestABadDayOfTheWeekIsNotLaidAtATriggersDoor(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	d := diary.Diary{Triggers: []diary.Trigger{{ID: 1, Name: "Choir"}}}
	for i := range 170 {
		y, often := 4+1.2*r.NormFloat64(), 0.1
		if day(i).Weekday() == time.Wednesday {
			y, often = y+2.5, 0.8
		}
		if r.Float64() < often {
			d.Exposures = append(d.Exposures, diary.Exposure{Night: day(i), TriggerID: 1})
		}
		d.Nights = append(d.Nights, diary.Night{Date: day(i), Severity: diary.Some(int(math.Round(min(max(y, 0), 10))))})
	}
	rs, err := Triggers(d, Severity, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if v := rs.Results[0].Verdict; v == Worse || v == Better {
		t.Errorf("%s", v)
	}
}

// TestWilson reproduces the interval of Wilson's score for 8 of 10 as in Newcombe (1998), Statistics in
// Medicine 17:857, method 3: 81 of 263 is 0.2553 to 0.3662, 15 of 148 is 0.0624 to 0.1605, 0 of 20 is
// 0 to 0.1611, 1 of 29 is 0.0061 to 0.1718.
func TestWilson(t *testing.T) {
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}, {0, 0, 0, 1}, {20, 20, 1 - 0.1611, 1}} {
		ci := wilson(c.k, c.n)
		if math.Abs(ci.Low-c.low) > 6e-5 || math.Abs(ci.High-c.high) > 6e-5 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", c.k, c.n, ci.Low, ci.High, c.low, c.high)
		}
	}
}

func TestReliefRanksTheSureBeforeTheLucky(t *testing.T) {
	var d diary.Diary
	try := func(measure string, reliefs ...int) {
		for _, x := range reliefs {
			d.Episodes = append(d.Episodes, diary.Episode{Night: stepDate, Tried: []diary.Attempt{{Measure: measure, Relief: diary.Some(x), MinutesToRelief: diary.Some(2 * x)}}})
		}
	}
	try("heat", 9, 9)
	try("walking", 6, 7, 5, 8, 6, 2, 7, 5, 6, 9)
	try("nothing", 0, 1, 0, 2, 1)
	d.Episodes = append(d.Episodes, diary.Episode{Tried: []diary.Attempt{{Measure: "cold"}}})
	got := Relief(d)
	var names []string
	for _, r := range got {
		names = append(names, r.Measure)
	}
	if !slices.Equal(names, []string{"walking", "heat", "nothing", "cold"}) {
		t.Fatalf("order %v", names)
	}
	w := got[0]
	if w.Tried != 10 || w.Helped != 9 || w.Median != 6 || w.MinutesToRelief != diary.Some(12.0) || w.OthersRated != 7 || !close(w.OthersShare.Or(0), 2.0/7, 1e-12) {
		t.Errorf("%+v", w)
	}
	if c := got[3]; c.Tried != 1 || c.Rated != 0 || c.CI != (Interval{0, 1}) {
		t.Errorf("%+v", c)
	}
}

func TestRedFlags(t *testing.T) {
	nights := func(change func(i int, n *diary.Night)) diary.Diary {
		var d diary.Diary
		for i := range 40 {
			n := diary.Night{Date: day(i), Severity: diary.Some(4), SleepHours: diary.Some(6.5), BodyParts: []diary.BodyPart{diary.LeftLeg}}
			change(i, &n)
			d.Nights = append(d.Nights, n)
		}
		return d
	}
	for _, c := range []struct {
		name   string
		change func(i int, n *diary.Night)
		want   []RedFlagKind
	}{
		{"nothing", func(int, *diary.Night) {}, nil},
		{"little sleep", func(i int, n *diary.Night) { n.SleepHours = diary.Some(4.5) }, []RedFlagKind{ShortSleep}},
		{"little sleep long ago", func(i int, n *diary.Night) {
			if i < 20 {
				n.SleepHours = diary.Some(4.0)
			}
		}, nil},
		{"severe", func(_ int, n *diary.Night) { n.Severity = diary.Some(7) }, []RedFlagKind{SevereNights}},
		{"all day on three nights", func(i int, n *diary.Night) { n.AllDay = i > 36 }, []RedFlagKind{AllDayOnset}},
		{"new in the arm", func(i int, n *diary.Night) {
			if i == 39 {
				n.BodyParts = []diary.BodyPart{diary.RightArm}
			}
		}, []RedFlagKind{NewParts}},
		{"ticked", func(i int, n *diary.Night) {
			if i == 20 {
				n.Safety = []diary.SafetySign{diary.NewUrges}
			}
		}, []RedFlagKind{SafetyTicked}},
	} {
		flags, err := RedFlags(nights(c.change))
		if err != nil {
			t.Fatal(err)
		}
		var got []RedFlagKind
		for _, f := range flags {
			got = append(got, f.Kind)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestWeekdaysAndMonthsDescribeNights(t *testing.T) {
	d := diary.Diary{}
	for i := range 28 {
		d.Nights = append(d.Nights, diary.Night{Date: day(i), Severity: diary.Some(int(day(i).Weekday())), AllDay: i == 3, Onset: diary.Some(diary.Clock(600))})
	}
	for _, w := range Weekdays(d, Severity) {
		if w.N != 4 || w.Mean != float64(w.Weekday) {
			t.Errorf("%s: %d nights, mean %g", w.Weekday, w.N, w.Mean)
		}
	}
	months := Onsets(d)
	if len(months) != 1 || months[0].N != 28 || months[0].AllDay != 1 || months[0].Median != 600 {
		t.Errorf("%+v", months)
	}
}

func TestWhatIsNotWrittenDownIsNotLookedFor(t *testing.T) {
	nights := func(count int, change func(i int, n *diary.Night)) diary.Diary {
		var d diary.Diary
		for i := range count {
			n := diary.Night{Date: day(i)}
			change(i, &n)
			d.Nights = append(d.Nights, n)
		}
		return d
	}
	legs := []diary.BodyPart{diary.LeftLeg}
	for _, c := range []struct {
		name string
		d    diary.Diary
		want []RedFlagKind
	}{
		{"no night", diary.Diary{}, nil},
		{"hours alone", nights(40, func(_ int, n *diary.Night) { n.SleepHours = diary.Some(6.0) }), []RedFlagKind{ShortSleep, SafetyTicked}},
		{"severity alone", nights(40, func(_ int, n *diary.Night) { n.Severity = diary.Some(4) }), []RedFlagKind{SevereNights, AllDayOnset, SafetyTicked}},
		{"onset alone", nights(40, func(_ int, n *diary.Night) { n.Onset = diary.Some(diary.Clock(600)) }), []RedFlagKind{AllDayOnset, SafetyTicked}},
		{"severity on five nights of the last fourteen", nights(40, func(i int, n *diary.Night) {
			if i > 34 || i < 20 {
				n.Severity = diary.Some(4)
			}
		}), []RedFlagKind{SafetyTicked}},
		{"all", nights(40, func(_ int, n *diary.Night) {
			n.Severity, n.SleepHours, n.BodyParts = diary.Some(4), diary.Some(6.0), legs
		}), RedFlagKinds},
		{"body parts for a fortnight, with none before", nights(14, func(_ int, n *diary.Night) { n.Severity, n.BodyParts = diary.Some(4), legs }),
			[]RedFlagKind{SevereNights, AllDayOnset, SafetyTicked}},
		{"body parts no longer", nights(40, func(i int, n *diary.Night) {
			if n.Severity = diary.Some(4); i < 20 {
				n.BodyParts = legs
			}
		}), []RedFlagKind{SevereNights, AllDayOnset, SafetyTicked}},
		{"calm nights need no body part", nights(40, func(i int, n *diary.Night) {
			if n.Severity = diary.Some(0); i < 20 {
				n.BodyParts = legs
			}
		}), []RedFlagKind{SevereNights, AllDayOnset, NewParts, SafetyTicked}},
	} {
		if got := LookedFor(c.d); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Symptoms of one who sleeps by day begin around noon, where a night's own times begin too.
func TestOnsetsAroundNoonAreOneRun(t *testing.T) {
	clock := func(h, m int) diary.Clock {
		c, err := diary.ClockFrom(h, m)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	nights := func(allDay int, clocks ...diary.Clock) (list []diary.Night) {
		for i, c := range clocks {
			list = append(list, diary.Night{Date: stepDate.AddDays(i), Onset: diary.Some(c)})
		}
		for range allDay {
			list = append(list, diary.Night{Date: stepDate.AddDays(len(list)), AllDay: true})
		}
		return list
	}
	for name, x := range map[string]struct {
		nights []diary.Night
		want   []float64
	}{
		"by day":                          {nights(0, clock(12, 40), clock(11, 20), clock(10, 50), clock(13, 0)), []float64{1370, 1400, 1480, 1500}},
		"by day, once all day":            {nights(1, clock(12, 40), clock(11, 20), clock(10, 50)), []float64{0, 1370, 1400, 1480}},
		"around midnight":                 {nights(0, clock(0, 30), clock(23, 10), clock(22, 50)), []float64{650, 670, 750}},
		"moved from evening to afternoon": {nights(1, clock(12, 40), clock(13, 20), clock(22, 50)), []float64{0, 40, 80, 650}},
		"none":                            {nil, nil},
	} {
		if got := OnsetValues(x.nights); !slices.Equal(got, x.want) {
			t.Errorf("%s: %v, want %v", name, got, x.want)
		}
	}
	months := Onsets(diary.Diary{Nights: nights(0, clock(12, 40), clock(11, 20), clock(10, 50), clock(13, 0))})
	if len(months) != 1 || months[0].Median != 1440 || months[0].N != 4 || months[0].First != stepDate || months[0].Last != stepDate.AddDays(3) {
		t.Errorf("%+v", months)
	}
}

// An onset moved from 11:20 to 12:40 is an hour and twenty minutes later, and not most of a day earlier.
func TestOnsetsAroundNoonAreComparedAsOneRun(t *testing.T) {
	var d diary.Diary
	for i := range 60 {
		at := diary.Clock(1390 + i*37%40) // from 11:10
		if i >= 30 {
			at = diary.Clock(i*37%40 + 30) // from 12:30
		}
		d.Nights = append(d.Nights, diary.Night{Date: stepDate.AddDays(i - 30), Severity: diary.Some(5), Onset: diary.Some(at)})
	}
	d.Interventions = []diary.Intervention{{ID: 1, Name: "Iron", Phases: []diary.Phase{{Start: stepDate}}}}
	r, err := All(d, Options{Outcomes: []Outcome{OnsetMinutes}})
	if err != nil || len(r.Comparisons) != 1 {
		t.Fatalf("%d comparisons, %v", len(r.Comparisons), err)
	}
	if e, ok := r.Comparisons[0].Effect.Get(); !ok || math.Abs(e.Change-80) > 15 {
		t.Errorf("%v %+v", ok, e)
	}
	if d.Nights[59].Onset.Or(0) > diary.MaxClock {
		t.Error("the diary's own nights were changed")
	}
}
