package demo

import (
	"fmt"
	"math"
	"math/rand/v2"
	"time"

	"stillnight/internal/diary"
)

// Long returns a diary of the given size for measuring speed: years of nights of which nine in ten are
// written down, interventions of up to three doses spread over them, and exposures to five triggers. Its
// last night is 31 October 2026.
func Long(seed int64, years, interventions, exposures int) diary.Diary {
	r := rand.New(rand.NewPCG(uint64(seed), 50))
	last := diary.MustDate(2026, time.October, 31)
	first := last.AddMonths(-12 * years)
	days := last.Sub(first)
	var d diary.Diary
	carried := 0.0
	for day := range days {
		carried = 0.4*carried + 1.6*r.NormFloat64()
		if r.Float64() < 0.1 {
			continue
		}
		severity := min(max(math.Round(5+carried), 0), 10)
		d.Nights = append(d.Nights, diary.Night{
			Date: first.AddDays(day + 1), Severity: diary.Some(int(severity)),
			Onset:          diary.Some(diary.Clock(5 * (90 + r.IntN(60)))),
			SleepHours:     diary.Some(clampStep(7.5-0.3*severity+r.NormFloat64(), 0.25, 0, 12)),
			MinutesToSleep: diary.Some(int(clampStep(10+6*severity, 5, 0, 240))),
			TimesUp:        diary.Some(r.IntN(4)),
			MinutesAwake:   diary.Some(5 * r.IntN(20)),
			Tiredness:      diary.Some(r.IntN(11)),
			EnteredAt:      last.UTC(),
		})
	}
	for i := range interventions {
		d.Interventions = append(d.Interventions, longIntervention(r, first, days, i, interventions))
	}
	for i := range 5 {
		d.Triggers = append(d.Triggers, diary.Trigger{ID: int64(i + 1), Name: fmt.Sprintf("Trigger %d", i+1)})
	}
	for range exposures {
		d.Exposures = append(d.Exposures, diary.Exposure{Night: first.AddDays(1 + r.IntN(days)), TriggerID: int64(1 + r.IntN(5)), Amount: diary.Some(float64(1 + r.IntN(3)))})
	}
	d.Sort()
	return d
}

// longIntervention is the i-th of n remedies: one to three doses of 20 to 60 nights in its share of the time.
func longIntervention(r *rand.Rand, first diary.Date, days, i, n int) diary.Intervention {
	iv := diary.Intervention{ID: int64(i + 1), Name: fmt.Sprintf("Remedy %d", i+1), Kind: diary.Supplement}
	start := first.AddDays(days*i/n + 10)
	for phase := range 1 + r.IntN(3) {
		end := start.AddDays(20 + r.IntN(40))
		iv.Phases = append(iv.Phases, diary.Phase{Start: start, End: diary.Some(end), Dose: diary.Some(float64(phase + 1)), Unit: "mg"})
		start = end
	}
	return iv
}
