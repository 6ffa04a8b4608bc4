package diarytest

import (
	"math"
	"math/rand/v2"

	"stillnight/internal/diary"
)

// Relapse is a diary of ropinirole, taken since before it: from 2 mg to 3 mg nights fell from 7.2 to 4 for two weeks,
// and then came back to 6.6 for a month. The dose is 3 mg from start on, and the last night is 43 days later. The user
// has no nights left out after the change, so that both of the weeks count.
func Relapse(start diary.Date) diary.Diary {
	r := rand.New(rand.NewPCG(3, 5))
	var d diary.Diary
	for day := -60; day < 44; day++ {
		level := 7.2
		switch {
		case day >= 14:
			level = 6.6
		case day >= 0:
			level = 4
		}
		d.Nights = append(d.Nights, diary.Night{Date: start.AddDays(day), Severity: diary.Some(int(math.Round(min(max(level+r.NormFloat64(), 0), 10))))})
	}
	d.Interventions = []diary.Intervention{{ID: 1, Name: "Ropinirole", Kind: diary.Prescription, Phases: []diary.Phase{
		{ID: 1, Start: start.AddDays(-200), End: diary.Some(start), Dose: diary.Some(2.0), Unit: "mg"}, {ID: 2, Start: start, Dose: diary.Some(3.0), Unit: "mg", RunInDays: diary.Some(0)},
	}}}
	return d
}
