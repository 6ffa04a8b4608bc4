package chart

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func english(t testing.TB) *i18n.Localizer {
	t.Helper()
	l, err := i18n.New("en-GB")
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// sampleDiary has n nights from 3 February 2025 with gaps, and remedies spread over them.
func sampleDiary(n, remedies int) diary.Diary {
	r := rand.New(rand.NewPCG(7, 11))
	var d diary.Diary
	first := diary.MustDate(2025, time.February, 3)
	if n > 3000 {
		first = diary.MustDate(1990, time.February, 3)
	}
	level, drift := 6.0, 0.0
	for i := range n {
		drift = 0.8*drift + r.NormFloat64()*0.8
		if r.Float64() < 0.12 || n > 60 && i%97 < 5 {
			continue
		}
		v := level + drift + r.NormFloat64()
		if i > n/2 {
			v -= 2
		}
		night := diary.Night{Date: first.AddDays(i), Severity: diary.Some(min(max(int(v+0.5), 0), 10))}
		night.SleepHours = diary.Some(7 - v/4)
		if i%41 == 7 {
			night.Unusual = diary.Travel
		}
		d.Nights = append(d.Nights, night)
	}
	names := []string{"Iron", "Magnesium", "Ropinirole", "Myofascial therapy", "Evening walk", "Compression wraps", "Gabapentin"}
	for k := range remedies {
		start := first.AddDays(10 + k*n/(remedies+1))
		iv := diary.Intervention{ID: int64(k + 1), Name: names[k%len(names)]}
		if k >= len(names) {
			iv.Name = fmt.Sprintf("%s %d", iv.Name, k/len(names)+1)
		}
		mid := start.AddDays(n / 6)
		iv.Phases = []diary.Phase{
			{Start: start, End: diary.Some(mid), Dose: diary.Some(1.0), Unit: "mg"},
			{Start: mid, Dose: diary.Some(3.0), Unit: "mg"},
		}
		if k%3 == 1 {
			iv.Phases[1].End = diary.Some(mid.AddDays(n / 8))
		}
		if k%4 == 3 {
			for s := range 6 {
				iv.Intakes = append(iv.Intakes, diary.Intake{Night: start.AddDays(s * 4), Status: diary.SessionDone})
			}
		}
		if k%4 == 2 {
			for s := range 5 {
				iv.Intakes = append(iv.Intakes, diary.Intake{Night: start.AddDays(3 + s*7), Status: diary.Missed})
			}
		}
		d.Interventions = append(d.Interventions, iv)
	}
	if n > 30 {
		d.Labs = []diary.LabResult{
			{Date: first.AddDays(n / 10), Test: diary.Ferritin, Value: 32, Unit: "µg/L"},
			{Date: first.AddDays(n / 2), Test: diary.Ferritin, Value: 78, Unit: "µg/L"},
		}
		d.Visits = []diary.Visit{{Date: first.AddDays(n * 2 / 3)}}
	}
	return d
}

// richDiary has all that any picture shows: triggers, bouts, onset times and a remedy in two rounds.
func richDiary(n int) diary.Diary {
	d := sampleDiary(n, 5)
	d.Triggers = []diary.Trigger{{ID: 1, Name: "Coffee"}, {ID: 2, Name: "Alcohol"}, {ID: 3, Name: "Ice cream late in the evening, two scoops"}}
	measures := []string{"walking", "massage", "warm_bath", "tonic_water", "My own trick"}
	for i := range d.Nights {
		night := &d.Nights[i]
		night.Onset = diary.Some(diary.Clock(8*60 + (i*37)%240 + (i*53)%90))
		for k, t := range d.Triggers {
			if (i*7+k*3)%(4+k) == 0 {
				d.Exposures = append(d.Exposures, diary.Exposure{Night: night.Date, TriggerID: t.ID})
				if k == 1 {
					night.Severity = diary.Some(min(night.Severity.Or(0)+2, 10))
				}
			}
		}
		if i%3 == 0 {
			k := i / 3 % len(measures)
			d.Episodes = append(d.Episodes, diary.Episode{Night: night.Date, Tried: []diary.Attempt{{
				Measure: measures[k], Relief: diary.Some((i*3 + 9*k) % 11), MinutesToRelief: diary.Some(5 + i%20),
			}}})
		}
	}
	first := d.Nights[0].Date
	iv := diary.Intervention{ID: 9, Name: "Heat pad"}
	for k := range 2 {
		start := first.AddDays(40 + k*80)
		iv.Phases = append(iv.Phases, diary.Phase{Start: start, End: diary.Some(start.AddDays(40))})
	}
	d.Interventions = append(d.Interventions, iv)
	d.Sort()
	return d
}

// everyPicture draws all pictures of a diary in one style, by name.
func everyPicture(t testing.TB, d diary.Diary, s Style) map[string]Picture {
	t.Helper()
	results := comparisons(t, d)
	triggers, err := compare.Triggers(d, compare.Severity, compare.Options{})
	if err != nil {
		t.Fatal(err)
	}
	pictures := map[string]Picture{
		"timeline":             Timeline(d, TimelineView{}, s),
		"forest":               Forest(results.Comparisons, s),
		"a part of the forest": ForestPart(results.Comparisons, 1, 3, s),
		"triggers":             Triggers(triggers, s),
		"relief":               Relief(compare.Relief(d), s),
		"onsets":               Onsets(d, s),
		"weekdays":             Weekdays(d, compare.Severity, s),
		"calendar":             Calendar(d, 2025, compare.Severity, s),
	}
	pictures["lab course"] = LabCourse(d.Labs, diary.Ferritin, diary.Some(LabLevel{Value: 75, Words: "75 and below: ask your doctor"}), s)
	pictures["iron response"] = IronResponse(d, ironLags(d), diary.Some(LabLevel{Value: 75, Words: "75 and below: ask your doctor"}), s)
	if len(d.Interventions) > 0 {
		pictures["taper"] = Taper(d, tapered(d.Interventions[0]), nil, s)
		clock, _ := compare.OnsetClockOf(d, d.Interventions[0], nil)
		pictures["onset clock"] = OnsetClock(clock, s)
	}
	byRemedy := map[int64][]compare.Comparison{}
	for _, c := range results.Comparisons {
		byRemedy[c.Plan.Step.InterventionID] = append(byRemedy[c.Plan.Step.InterventionID], c)
	}
	if len(d.Interventions) > 1 {
		pictures["doses"] = DoseSteps(byRemedy[d.Interventions[1].ID], s)
		pictures["beforeafter"] = BeforeAfter(results.Comparisons[len(results.Comparisons)/2], s)
	}
	if len(results.Pooled) > 0 {
		pictures["rounds"] = Rounds(results.Pooled[0], s)
	}
	return pictures
}

// ironLags has the first two remedies for iron.
func ironLags(d diary.Diary) []IronLag {
	var lags []IronLag
	for _, iv := range d.Interventions[:min(len(d.Interventions), 2)] {
		lags = append(lags, IronLag{Name: iv.Name, From: iv.Phases[0].Start, Judged: iv.Phases[0].Start.AddDays(84)})
	}
	return lags
}

// tapered has four prescribed steps from the start of a remedy on, of which some nights differ.
func tapered(iv diary.Intervention) diary.Intervention {
	start := iv.Phases[0].Start
	iv.Prescribed, iv.Intakes = nil, nil
	for k := range 4 {
		iv.Prescribed = append(iv.Prescribed, diary.PrescribedStep{Date: start.AddDays(21 * k), Dose: 3 - float64(k), Unit: "mg"})
	}
	iv.Phases = []diary.Phase{{Start: start, End: diary.Some(start.AddDays(44)), Dose: diary.Some(3.0), Unit: "mg"}, {Start: start.AddDays(44), Dose: diary.Some(1.0), Unit: "mg"}}
	for i := 18; i < 60; i += 2 {
		iv.Intakes = append(iv.Intakes, diary.Intake{Night: start.AddDays(i), Status: diary.Taken, Dose: diary.Some(3 - float64(i/21))})
	}
	return iv
}

// underTwoNames has another maker's box from the third phase on, and the last one beside the one before it.
func underTwoNames(phases []compare.NamedPhase) []compare.NamedPhase {
	phases = slices.Clone(phases)
	for i := range phases[2:] {
		phases[2+i].Name = "Requip"
	}
	phases[2].End = diary.None[diary.Date]()
	return phases
}

// clockDiary is three years under a medicine whose dose and time of day changed, with onset moving earlier in the
// third.
func clockDiary() (diary.Diary, diary.Intervention) {
	first := diary.MustDate(2023, 1, 2)
	clock := func(hour, minute int) diary.Clock {
		c, _ := diary.ClockFrom(hour, minute)
		return c
	}
	dose := func(from, to int, mg float64, times ...diary.Clock) diary.Phase {
		p := diary.Phase{Start: first.AddDays(from), Dose: diary.Some(mg), Unit: "mg", Times: times}
		if to > 0 {
			p.End = diary.Some(first.AddDays(to))
		}
		return p
	}
	iv := diary.Intervention{ID: 1, Name: "Ropinirole", Kind: diary.Prescription, Phases: []diary.Phase{
		dose(90, 300, 0.5, clock(21, 30)), dose(300, 760, 1, clock(21, 0)), dose(760, 900, 2, clock(20, 0)), dose(900, 0, 2, clock(17, 0), clock(21, 0)),
	}}
	d := diary.Diary{Interventions: []diary.Intervention{iv}}
	for i := range 1000 {
		onset := 10*60 + (i*37)%70 - 35
		if i > 720 {
			onset -= 195
		}
		if i%9 != 4 {
			d.Nights = append(d.Nights, diary.Night{Date: first.AddDays(i), Severity: diary.Some(5), Onset: diary.Some(diary.Clock(onset))})
		}
	}
	return d, iv
}

// comparisons runs every step of a diary on severity, with a fortnight's run-in for the odd ones.
func comparisons(t testing.TB, d diary.Diary) compare.Results {
	t.Helper()
	r, err := compare.All(d, compare.Options{
		Windows: func(iv diary.Intervention) compare.Windows {
			return compare.Windows{RunIn: int(iv.ID%2) * 14}
		},
		Outcomes: []compare.Outcome{compare.Severity},
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}
