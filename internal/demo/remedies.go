package demo

import "stillnight/internal/diary"

// Places of the sample diary's interventions in its list.
const (
	magnesium = iota
	fascia
	iron
	ropinirole
)

func (g *generator) interventions() {
	ended := func(from, to int) diary.Phase {
		return diary.Phase{Start: g.date(from), End: diary.Some(g.date(to))}
	}
	evening := []diary.Clock{9 * 60} // 21:00
	mag := ended(magnesiumFrom, magnesiumTo)
	mag.Dose, mag.Unit, mag.Times = diary.Some(300.0), "mg", evening
	mag.StopReason = g.l.T("demo.stop.magnesium")
	mag.Overall = diary.Some(0)
	course := ended(fasciaFrom, fasciaTo)
	course.Schedule = diary.Schedule{TimesPerWeek: 2, Weeks: 3}
	course.Overall = diary.Some(2)
	tablets := diary.Phase{Start: g.date(ironFrom), Dose: diary.Some(65.0), Unit: "mg"}
	low := ended(ropiniroleFrom, doseRaised)
	low.Dose, low.Unit, low.Times = diary.Some(1.0), "mg", evening
	high := diary.Phase{Start: g.date(doseRaised), Dose: diary.Some(3.0), Unit: "mg", Times: evening}

	g.out.Interventions = []diary.Intervention{
		magnesium:  {ID: 1, Name: g.l.T("catalogue.magnesium.name"), Kind: diary.Supplement, CatalogueID: "magnesium", Phases: []diary.Phase{mag}},
		fascia:     {ID: 2, Name: g.l.T("catalogue.myofascial.name"), Kind: diary.ManualTherapy, CatalogueID: "myofascial", Phases: []diary.Phase{course}},
		iron:       {ID: 3, Name: g.l.T("catalogue.iron_oral.name"), Kind: diary.Supplement, CatalogueID: "iron_oral", Phases: []diary.Phase{tablets}, Note: g.l.T("demo.iron_note")},
		ropinirole: {ID: 4, Name: g.l.T("catalogue.ropinirole.name"), Kind: diary.Prescription, CatalogueID: "ropinirole", Phases: []diary.Phase{low, high}},
	}
	// Two sessions a week, Tuesdays and Fridays as it were: nights 1 and 4 of each week of the course.
	for week := range 3 {
		for _, day := range []int{1, 4} {
			g.noteIntake(fascia, fasciaFrom+7*week+day, diary.SessionDone)
		}
	}
}

func (g *generator) noteIntake(intervention, day int, status diary.IntakeStatus) {
	iv := &g.out.Interventions[intervention]
	iv.Intakes = append(iv.Intakes, diary.Intake{Night: g.date(day), Status: status})
}

// intakes notes tablets taken and missed on the nights that were written down.
func (g *generator) intakes(day int, date diary.Date) {
	for i, missed := range map[int]float64{iron: 0.1, ropinirole: 0.03} {
		if g.out.Interventions[i].PhaseOn(date) < 0 {
			continue
		}
		// Drawn from the day, not from the generator: the order of a map must not change the diary.
		status := diary.Taken
		if float64((day*7919+i*104729)%100) < 100*missed {
			status = diary.Missed
		}
		g.noteIntake(i, day, status)
	}
}

func (g *generator) labsAndVisits() {
	no := diary.Some(false)
	g.out.Labs = []diary.LabResult{
		{Date: g.date(firstLabs), Test: diary.Ferritin, Value: 28, Unit: "µg/L", IronWithinDay: no},
		{Date: g.date(firstLabs), Test: diary.TSAT, Value: 17, Unit: "%", IronWithinDay: no},
		{Date: g.date(firstLabs), Test: diary.Haemoglobin, Value: 13.4, Unit: "g/dL"},
		{Date: g.date(secondVisit), Test: diary.Ferritin, Value: 74, Unit: "µg/L", IronWithinDay: no},
		{Date: g.date(secondVisit), Test: diary.TSAT, Value: 26, Unit: "%", IronWithinDay: no},
		{Date: g.date(secondVisit), Test: diary.IRLSTotal, Value: 21},
	}
	g.out.Visits = []diary.Visit{{Date: g.date(firstLabs)}, {Date: g.date(secondVisit)}, {Date: g.date(doseRaised)}}
}
