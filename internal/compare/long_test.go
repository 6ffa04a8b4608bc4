package compare

import (
	"fmt"
	"math/rand/v2"
	"time"

	"stillnight/internal/diary"
)

// longDiary has nights for so many years, all outcomes on each (one in six missing), and interventions
// of two phases each, a dose change or a pause between them, spread evenly.
func longDiary(years, interventions int) diary.Diary {
	r := rand.New(rand.NewPCG(7, uint64(years)))
	first := diary.MustDate(2026-years, time.January, 1)
	days := years*365 + years/4
	var d diary.Diary
	level, night := 5.0, 0.0
	for i := range days {
		level += 0.05 * r.NormFloat64()
		level = min(max(level, 2), 8)
		night = 0.4*night + 1.5*r.NormFloat64()
		s := min(max(level+night, 0), 10)
		if r.IntN(6) == 0 {
			continue
		}
		d.Nights = append(d.Nights, diary.Night{
			Date: first.AddDays(i), Severity: diary.Some(int(s)), Tiredness: diary.Some(int(min(max(s+r.NormFloat64(), 0), 10))),
			SleepHours: diary.Some(float64(int(4*(9-s/2+0.5*r.NormFloat64()))) / 4), MinutesToSleep: diary.Some(int(5 * (s + 2*r.Float64()))),
			TimesUp: diary.Some(int(s / 2)), MinutesAwake: diary.Some(int(8 * s)), Onset: diary.Some(diary.Clock(500 + int(60*r.NormFloat64()))),
		})
	}
	for k := range interventions {
		start := first.AddDays((2*k + 1) * days / (2*interventions + 1))
		change := start.AddDays(40 + r.IntN(30))
		again := change
		if k%4 == 0 {
			again = change.AddDays(35)
		}
		d.Interventions = append(d.Interventions, diary.Intervention{
			ID: int64(k + 1), Name: fmt.Sprintf("Remedy %d", k+1),
			Phases: []diary.Phase{
				{Start: start, End: diary.Some(change), Dose: diary.Some(1.0), Unit: "mg", RunInDays: diary.Some(7)},
				{Start: again, End: diary.Some(again.AddDays(45)), Dose: diary.Some(2.0), Unit: "mg", RunInDays: diary.Some(7)},
			},
		})
	}
	return d
}
