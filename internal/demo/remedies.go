package demo

import "stillnight/internal/diary"

// Places of the remedies in the diary's list; their ids are one more.
const (
	magnesium = iota
	fasciaTherapy
	ironTablets
	ropinirole
)

func (w *writer) interventions() {
	evening, night := mustClock(19, 0), mustClock(21, 0)
	w.d.Interventions = []diary.Intervention{
		magnesium: {
			ID: magnesium + 1, Name: w.l.T("demo.remedy.magnesium"), Kind: diary.Supplement, CatalogueID: "magnesium",
			Phases: []diary.Phase{{
				ID: 1, Start: w.date(magnesiumStart), End: diary.Some(w.date(magnesiumStop)),
				Dose: diary.Some(300.0), Unit: "mg", Times: []diary.Clock{evening},
				StopReason: w.l.T("demo.stop.magnesium"), Overall: diary.Some(0),
			}},
		},
		fasciaTherapy: {
			ID: fasciaTherapy + 1, Name: w.l.T("demo.remedy.fascia"), Kind: diary.ManualTherapy, CatalogueID: "myofascial",
			Note: w.l.T("demo.note.fascia_where"),
			Phases: []diary.Phase{{
				ID: 2, Start: w.date(fasciaStart), End: diary.Some(w.date(fasciaStop)),
				Dose: diary.Some(45.0), Unit: "min", Schedule: diary.Schedule{TimesPerWeek: 2, Weeks: 3},
				StopReason: w.l.T("demo.stop.fascia"), Overall: diary.Some(2),
			}},
		},
		ironTablets: {
			ID: ironTablets + 1, Name: w.l.T("demo.remedy.iron"), Kind: diary.Supplement, CatalogueID: "iron_oral",
			Phases: []diary.Phase{{
				ID: 3, Start: w.date(ironStart), Dose: diary.Some(65.0), Unit: "mg", Times: []diary.Clock{evening},
				Overall: diary.Some(1),
			}},
		},
		ropinirole: {
			ID: ropinirole + 1, Name: w.l.T("demo.remedy.ropinirole"), Kind: diary.Prescription, CatalogueID: "ropinirole",
			Phases: []diary.Phase{
				{
					ID: 4, Start: w.date(ropiniroleStart), End: diary.Some(w.date(ropiniroleRaise)),
					Dose: diary.Some(1.0), Unit: "mg", Times: []diary.Clock{night}, Overall: diary.Some(2),
				},
				{ID: 5, Start: w.date(ropiniroleRaise), Dose: diary.Some(3.0), Unit: "mg", Times: []diary.Clock{night}},
			},
		},
	}
	for _, day := range fasciaSessions {
		w.take(fasciaTherapy, day, diary.SessionDone)
	}
}

func mustClock(hour, minute int) diary.Clock {
	c, err := diary.ClockFrom(hour, minute)
	if err != nil {
		panic(err) // a time written in this file
	}
	return c
}

func (w *writer) take(remedy, day int, status diary.IntakeStatus) {
	iv := &w.d.Interventions[remedy]
	iv.Intakes = append(iv.Intakes, diary.Intake{Night: w.date(day), Status: status})
}

// intakes notes tonight's doses on most nights; a few are missed.
func (w *writer) intakes(day int) {
	for _, r := range []struct {
		remedy int
		missed float64
	}{{magnesium, 0.05}, {ironTablets, 0.06}, {ropinirole, 0.02}} {
		if w.d.Interventions[r.remedy].PhaseOn(w.date(day)) < 0 || !w.chance(0.9) {
			continue
		}
		status := diary.Taken
		if w.chance(r.missed) {
			status = diary.Missed
		}
		w.take(r.remedy, day, status)
	}
}
