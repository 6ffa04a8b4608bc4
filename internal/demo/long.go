package demo

import (
	"fmt"
	"math"
	"math/rand/v2"

	"stillnight/internal/diary"
)

// longTriggers is how many triggers a long diary chooses from.
const longTriggers = 12

// Long returns a diary of many years to measure speed with: a night for nine dates of ten up to
// 30 June 2026, the given number of interventions spread over the years (each with a dose change and,
// but for every fifth, an end) and of exposures. Names are numbers, not words.
func Long(seed int64, years, interventions, exposures int) diary.Diary {
	rng := rand.New(rand.NewPCG(uint64(seed), 0x10469))
	last := diary.MustDate(2026, 6, 30)
	first := last.AddDays(1 - years*365 - years/4)
	days := last.Sub(first) + 1
	var d diary.Diary
	noise := 0.0
	for day := range days {
		noise = dependence*noise + 1.6*rng.NormFloat64()
		if rng.Float64() < 0.1 {
			continue
		}
		s := min(max(5+noise, 0), diary.MaxRating)
		d.Nights = append(d.Nights, diary.Night{
			Date:           first.AddDays(day),
			Severity:       diary.Some(int(math.Round(s))),
			Onset:          diary.Some(diary.Clock(roundTo(640-12*s+30*rng.Float64(), 5))),
			MinutesToSleep: diary.Some(int(roundTo(10+6*s, 5))),
			TimesUp:        diary.Some(int(s / 2)),
			MinutesAwake:   diary.Some(int(roundTo(9*s, 5))),
			SleepHours:     diary.Some(roundTo(8-0.3*s, 0.25)),
			Tiredness:      diary.Some(int(math.Round(0.8 * s))),
		})
	}
	for i := range interventions {
		start := first.AddDays((i + 1) * days / (interventions + 1))
		change := start.AddDays(20 + rng.IntN(20))
		iv := diary.Intervention{ID: int64(i + 1), Name: fmt.Sprintf("Remedy %d", i+1), Kind: diary.Kinds[i%len(diary.Kinds)]}
		iv.Phases = []diary.Phase{
			{ID: int64(2*i + 1), Start: start, End: diary.Some(change), Dose: diary.Some(1.0), Unit: "mg"},
			{ID: int64(2*i + 2), Start: change, Dose: diary.Some(2.0), Unit: "mg"},
		}
		if i%5 != 0 {
			iv.Phases[1].End = diary.Some(change.AddDays(30 + rng.IntN(60)))
		}
		d.Interventions = append(d.Interventions, iv)
	}
	for i := range longTriggers {
		d.Triggers = append(d.Triggers, diary.Trigger{ID: int64(i + 1), Name: fmt.Sprintf("Trigger %d", i+1)})
	}
	// Each date has longTriggers places for an exposure; exposures are spread evenly over all of them.
	places := days * longTriggers
	for i := range min(exposures, places) {
		place := int(int64(i) * int64(places) / int64(min(exposures, places)))
		d.Exposures = append(d.Exposures, diary.Exposure{
			ID: int64(i + 1), Night: first.AddDays(place / longTriggers), TriggerID: int64(place%longTriggers + 1),
			Amount: diary.Some(float64(1 + rng.IntN(3))),
		})
	}
	return d
}
