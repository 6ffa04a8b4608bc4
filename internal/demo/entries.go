package demo

import (
	"time"

	"stillnight/internal/diary"
)

// Ids of what the sample refers to by id.
const (
	coffeeID int64 = iota + 1
	alcoholID
	iceCreamID
	coldTabletID
)

func (w *writer) triggers() {
	w.d.Triggers = []diary.Trigger{
		{ID: coffeeID, Name: w.l.T("demo.trigger.coffee"), CatalogueID: "caffeine", Unit: w.l.T("catalogue.caffeine.unit")},
		{ID: alcoholID, Name: w.l.T("demo.trigger.alcohol"), CatalogueID: "alcohol", Unit: w.l.T("catalogue.alcohol.unit")},
		{ID: iceCreamID, Name: w.l.T("demo.trigger.ice_cream"), CatalogueID: "food"},
		{ID: coldTabletID, Name: w.l.T("demo.trigger.cold_tablet"), CatalogueID: "antihistamine_sedating", Unit: "mg"},
	}
}

// evening is what was had on one day and what it adds to the night's severity.
type evening struct {
	noted  []diary.Exposure
	effect float64
}

func (w *writer) exposures(day int) evening {
	var e evening
	date := w.date(day)
	note := func(trigger int64, amount diary.Optional[float64], hour int) {
		e.noted = append(e.noted, diary.Exposure{
			ID: int64(day*10 + len(e.noted) + 1), Night: date, TriggerID: trigger, Amount: amount,
			LastAt: diary.Some(diary.ClockFromMidnight(hour*60 + 15*w.between(0, 3))),
		})
	}
	if w.chance(0.55) {
		hour := w.between(9, 17)
		note(coffeeID, diary.Some(float64(w.between(1, 4))), hour)
		if hour >= 15 {
			e.effect += lateCoffee
		}
	}
	drinks := 0.07
	if wd := date.Weekday(); wd == time.Friday || wd == time.Saturday {
		drinks = 0.62
	}
	if w.chance(drinks) || unusualNights[day] == diary.MuchAlcohol {
		amount := w.between(1, 3)
		if unusualNights[day] == diary.MuchAlcohol {
			amount = 7
		}
		note(alcoholID, diary.Some(float64(amount)), w.between(18, 22))
		e.effect += alcoholEffect
	}
	if w.chance(0.14) {
		note(iceCreamID, diary.None[float64](), w.between(19, 21))
	}
	if unusualNights[day] == diary.Illness {
		note(coldTabletID, diary.Some(25.0), 21)
		e.effect++
	}
	return e
}

// measure is something done against a bout, with how well it does on the whole.
type measure struct {
	name    string
	relief  float64
	minutes int
	often   float64
}

func (w *writer) measures() []measure {
	return []measure{
		{"walking", 5.5, 10, 0.5},
		{"massage", 6.5, 15, 0.3},
		{"stretching", 4, 10, 0.25},
		{"warm_bath", 6, 20, 0.15},
		{"cold", 4.5, 10, 0.12},
		{"tonic_water", 2, 30, 0.12},
		{w.l.T("demo.measure.bicycle"), 7, 15, 0.1},
	}
}

func (w *writer) episodes(n diary.Night, severity int) {
	if severity < 3 || !w.chance(0.32) {
		return
	}
	start := diary.Clock(min(int(n.Onset.Or(600))+30*w.between(0, 5), int(diary.MaxClock)))
	e := diary.Episode{
		ID: int64(len(w.d.Episodes) + 1), Night: n.Date, Start: diary.Some(start),
		Severity: diary.Some(max(severity-w.between(0, 2), 1)),
		Minutes:  diary.Some(5 * w.between(3, 14)),
	}
	for _, m := range w.measures() {
		if !w.chance(m.often) || len(e.Tried) == 2 {
			continue
		}
		a := diary.Attempt{Measure: m.name}
		a.Relief = diary.Some(int(min(max(m.relief+1.8*w.rng.NormFloat64(), 0), diary.MaxRating)))
		if a.Relief.Or(0) > 0 && w.chance(0.8) {
			a.MinutesToRelief = diary.Some(max(5*w.between(m.minutes/5-1, m.minutes/5+2), 5))
		}
		e.Tried = append(e.Tried, a)
	}
	if len(e.Tried) == 0 {
		e.Tried = []diary.Attempt{{Measure: "nothing", Relief: diary.Some(w.between(0, 2))}}
	}
	w.d.Episodes = append(w.d.Episodes, e)
}

func (w *writer) visitsAndLabs() {
	w.d.Visits = []diary.Visit{
		{ID: 1, Date: w.date(232), Note: w.l.T("demo.visit.iron")},
		{ID: 2, Date: w.date(318), Note: w.l.T("demo.visit.ropinirole")},
		{ID: 3, Date: w.date(364), Note: w.l.T("demo.visit.raise")},
	}
	no := diary.Some(false)
	w.d.Labs = []diary.LabResult{
		{Date: w.date(231), Test: diary.Ferritin, Value: 21, Unit: "µg/L", IronWithinDay: no},
		{Date: w.date(231), Test: diary.TSAT, Value: 14, Unit: "%", IronWithinDay: no},
		{Date: w.date(231), Test: diary.Haemoglobin, Value: 12.8, Unit: "g/dL"},
		{Date: w.date(231), Test: diary.Magnesium, Value: 0.86, Unit: "mmol/L"},
		{Date: w.date(232), Test: diary.IRLSTotal, Value: 27, Note: w.l.T("demo.lab.clinic")},
		{Date: w.date(316), Test: diary.Ferritin, Value: 82, Unit: "µg/L", IronWithinDay: no},
		{Date: w.date(316), Test: diary.TSAT, Value: 24, Unit: "%", IronWithinDay: no},
		{Date: w.date(316), Test: diary.Haemoglobin, Value: 13.6, Unit: "g/dL"},
		{Date: w.date(318), Test: diary.IRLSTotal, Value: 19, Note: w.l.T("demo.lab.clinic")},
	}
	for i := range w.d.Labs {
		w.d.Labs[i].ID = int64(i + 1)
	}
}
