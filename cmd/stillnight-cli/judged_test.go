package main

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

// book is a diary made for one case: nights that differ a little from one to the next, all of them ordinary, and what is
// put into them. It ends on judgedOn.
type book struct {
	diary.Diary
	born string
}

var judgedOn = diary.MustDate(2026, 3, 2)

func clock(hour, minute int) diary.Clock {
	c, err := diary.ClockFrom(hour, minute)
	if err != nil {
		panic(err) // a time written in this file
	}
	return c
}

// before is so many days before the last night.
func before(days int) diary.Date { return judgedOn.AddDays(-days) }

// newBook has so many nights with onset about 21:30, 3 to 6 on the scale.
func newBook(nights int) *book {
	r := rand.New(rand.NewPCG(11, 18))
	b := &book{}
	for i := nights - 1; i >= 0; i-- {
		b.Nights = append(b.Nights, diary.Night{
			Date: before(i), Severity: diary.Some(3 + r.IntN(4)), Onset: diary.Some(clock(21, 0) + diary.Clock(5*r.IntN(13))),
			RestMinutes: diary.Some(50 + r.IntN(16)), BodyParts: []diary.BodyPart{diary.LeftLeg, diary.RightLeg},
			SleepHours: diary.Some(6.5 + float64(r.IntN(3))/2),
		})
	}
	return b
}

// last changes the last so many nights.
func (b *book) last(nights int, change func(*diary.Night)) *book {
	for i := max(len(b.Nights)-nights, 0); i < len(b.Nights); i++ {
		change(&b.Nights[i])
	}
	return b
}

// take adds a medicine from so many days before the last night until so many before it; until 0 is "goes on".
func (b *book) take(name string, dose float64, unit string, from, until int, times ...diary.Clock) *book {
	p := diary.Phase{Start: before(from), Unit: unit, Times: times}
	if dose > 0 {
		p.Dose = diary.Some(dose)
	}
	if until > 0 {
		p.End = diary.Some(before(until))
	}
	b.Interventions = append(b.Interventions, diary.Intervention{ID: int64(len(b.Interventions) + 1), Name: name, Kind: diary.Prescription, Phases: []diary.Phase{p}})
	return b
}

// change gives the medicine added last another dose from so many days before the last night on.
func (b *book) change(dose float64, from int, times ...diary.Clock) *book {
	iv := &b.Interventions[len(b.Interventions)-1]
	p := iv.Phases[len(iv.Phases)-1]
	iv.Phases[len(iv.Phases)-1].End = diary.Some(before(from))
	p.Start, p.Dose, p.Times = before(from), diary.Some(dose), times
	iv.Phases = append(iv.Phases, p)
	return b
}

func (b *book) lab(test diary.LabTest, value float64, unit string, days int) *book {
	b.Labs = append(b.Labs, diary.LabResult{ID: int64(len(b.Labs) + 1), Date: before(days), Test: test, Value: value, Unit: unit})
	return b
}

// drink notes a trigger on a night.
func (b *book) drink(name string, days ...int) *book {
	id := int64(len(b.Triggers) + 1)
	b.Triggers = append(b.Triggers, diary.Trigger{ID: id, Name: name})
	for _, n := range days {
		b.Exposures = append(b.Exposures, diary.Exposure{Night: before(n), TriggerID: id})
	}
	return b
}

func earlier(minutes int) func(*diary.Night) {
	return func(n *diary.Night) {
		at, _ := n.Onset.Get()
		n.Onset = diary.Some(at - diary.Clock(minutes))
	}
}

// judged is a diary with what must and what must not be said of it. Each is a part of "kind code: text".
type judged struct {
	name          string
	b             *book
	must, mustNot []string
}

// Diaries that a doctor would tell apart, each with what must and must not be said. They were written down before the
// rules were looked at.
func TestDiariesAreJudgedAsADoctorWould(t *testing.T) {
	ropinirole := func(nights int) *book { return newBook(nights).take("Ropinirole", 1, "mg", 110, 0, clock(21, 0)) }
	severe := func(n *diary.Night) { n.Severity = diary.Some(9) }
	arms := func(n *diary.Night) { n.BodyParts = append(n.BodyParts, diary.LeftArm) }
	travel := func(n *diary.Night) { earlier(360)(n); n.Unusual = diary.Travel }
	around := func(hour, minute int) func(*diary.Night) {
		return func(n *diary.Night) {
			_, _, day := n.Date.YMD()
			const round = int(diary.MaxClock) + 1
			n.Onset = diary.Some(diary.Clock((int(clock(hour, minute)) + 5*(day*7%13-6) + round) % round))
		}
	}
	none := []string{"augmentation"}
	early, pattern := []string{"augmentation early_signs"}, []string{"augmentation pattern"}
	season := ropinirole(400)
	for i := range season.Nights {
		s := math.Sin(2 * math.Pi * float64(i) / 365)
		earlier(int(40 * s))(&season.Nights[i])
		v, _ := season.Nights[i].Severity.Get()
		season.Nights[i].Severity = diary.Some(min(max(v+int(math.Round(1.5*s)), 0), 10))
	}
	stopped := newBook(140).take("Ropinirole", 1, "mg", 110, 10, clock(21, 0)).last(10, earlier(260))
	restarted := newBook(200).take("Ropinirole", 1, "mg", 170, 90, clock(21, 0))
	restarted.Interventions[0].Phases = append(restarted.Interventions[0].Phases, diary.Phase{Start: before(60), Dose: diary.Some(1.0), Unit: "mg", Times: []diary.Clock{clock(21, 0)}})
	judge(t, []judged{
		{"ropinirole, nothing changes", ropinirole(140), nil, none},
		{"ropinirole, three hours earlier alone", ropinirole(140).last(28, earlier(180)), early, pattern},
		{"ropinirole, seven bad nights", ropinirole(140).last(7, earlier(195)), early, pattern},
		{"ropinirole, four hours earlier", ropinirole(140).last(28, earlier(260)), pattern, early},
		{"ropinirole, three hours earlier and in the arms", ropinirole(140).last(28, earlier(180)).last(28, arms), pattern, early},
		{"ropinirole, an hour earlier, as when the clocks change", ropinirole(140).last(28, earlier(60)), nil, none},
		{"ropinirole, worse alone", ropinirole(140).last(28, severe), nil, none},
		{"ropinirole, a year's seasons", season, nil, none},
		{"ropinirole, ten nights in another time zone, marked as travel", ropinirole(140).last(10, travel), nil, none},
		{"ropinirole, onset from before midnight to after it", ropinirole(140).last(140, around(23, 50)).last(28, around(0, 10)), nil, none},
		{"ropinirole, one who sleeps by day, onset later across noon", ropinirole(140).last(140, around(11, 20)).last(28, around(12, 40)), nil, none},
		{"ropinirole, one who sleeps by day, from across noon four hours earlier", ropinirole(140).last(140, around(12, 10)).last(28, around(7, 20)), pattern, nil},
		{"ropinirole, one who sleeps by day, as ever around noon", ropinirole(140).last(140, around(12, 0)), nil, none},
		{"ropinirole, on a night in four slept by day, from evening to early afternoon", ropinirole(140).last(140, func(n *diary.Night) {
			if _, _, day := n.Date.YMD(); day%4 == 0 {
				around(8, 0)(n)
			}
		}).last(28, around(14, 0)), pattern, nil},
		{"ropinirole, from after midnight to early afternoon", ropinirole(140).last(140, around(1, 0)).last(28, around(13, 30)), pattern, nil},
		{"ropinirole, taken three hours earlier, onset as ever", ropinirole(140).change(1, 50, clock(18, 0)), nil, none},
		{"ropinirole stopped, worse since", stopped, nil, none},
		{"ropinirole taken up again, as before", restarted, nil, none},
		{"ropinirole for three weeks", newBook(140).take("Ropinirole", 1, "mg", 20, 0).last(14, earlier(260)), nil, none},
		{"ropinirole, no onset written down lately", ropinirole(140).last(28, func(n *diary.Night) { n.Onset = diary.None[diary.Clock]() }), nil, none},
		{"tramadol, four hours earlier", newBook(140).take("Tramadol", 100, "mg", 110, 0).last(28, earlier(260)), pattern, nil},
		{"levodopa, four hours earlier", newBook(140).take("Madopar", 100, "mg", 110, 0).last(28, earlier(260)), pattern, nil},
		{"gabapentin, four hours earlier", newBook(140).take("Gabapentin", 600, "mg", 110, 0).last(28, earlier(260)), nil, none},
		{"no medicine, four hours earlier", newBook(140).last(28, earlier(260)), nil, none},
		{"ropinirole, all day", ropinirole(140).last(28, func(n *diary.Night) { n.AllDay, n.Onset = true, diary.None[diary.Clock]() }), append([]string{"red_flag all_day:"}, pattern...), early},
	})
}

func TestIronIsJudgedByTheGuidelinesLimits(t *testing.T) {
	tested := func(value float64, unit string) *book { return newBook(40).lab(diary.Ferritin, value, unit, 10) }
	full := func(value float64) *book { return tested(value, "µg/L").lab(diary.TSAT, 28, "%", 10) }
	child := func(value float64) *book {
		b := full(value)
		b.born = "2016"
		return b
	}
	within := full(160)
	within.Labs[0].IronWithinDay = diary.Some(true)
	low, vein, above := []string{"iron low"}, []string{"iron vein"}, []string{"iron above"}
	judge(t, []judged{
		{"no test", newBook(40), nil, []string{"iron "}},
		{"ferritin 75", full(75), low, nil},
		{"ferritin 76", full(76), vein, low},
		{"ferritin 100", full(100), vein, nil},
		{"ferritin 101", full(101), above, vein},
		{"ferritin 75 ng/mL", tested(75, "ng/mL"), low, nil},
		{"ferritin 150 pmol/L, 67 µg/L", tested(150, "pmol/L"), low, nil},
		{"ferritin 190 pmol/L, 85 µg/L", tested(190, "pmol/L"), vein, low},
		{"saturation 19", tested(180, "µg/L").lab(diary.TSAT, 19, "%", 10), low, nil},
		{"saturation 20", tested(180, "µg/L").lab(diary.TSAT, 20, "%", 10), above, low},
		{"saturation from iron and TIBC, 16.7 %", tested(180, "µg/L").lab(diary.Iron, 10, "µmol/L", 10).lab(diary.TIBC, 60, "µmol/L", 10), append([]string{"17 %"}, low...), nil},
		{"saturation from iron and TIBC in other units, 25 %", tested(180, "µg/L").lab(diary.Iron, 100, "µg/dL", 10).lab(diary.TIBC, 400, "µg/dL", 10), append([]string{"25 %"}, above...), low},
		{"saturation from iron and transferrin, 13 %", tested(180, "µg/L").lab(diary.Iron, 10, "µmol/L", 10).lab(diary.Transferrin, 3, "g/L", 10), low, nil},
		{"iron and TIBC of different days", tested(180, "µg/L").lab(diary.Iron, 10, "µmol/L", 10).lab(diary.TIBC, 60, "µmol/L", 200), above, []string{"17 %"}},
		{"a child, ferritin 49", child(49), append([]string{"children"}, low...), nil},
		{"a child, ferritin 50", child(50), []string{"Not below the AASM 2025 limit for children"}, low},
		{"CRP raised", full(160).lab(diary.CRP, 24, "mg/L", 10), append([]string{"CRP was 24 mg/L"}, above...), low},
		{"CRP raised, in mg/dL", full(160).lab(diary.CRP, 2.4, "mg/dL", 10), []string{"inflammation"}, nil},
		{"CRP not raised", full(160).lab(diary.CRP, 2, "mg/L", 10), above, []string{"CRP"}},
		{"CRP raised half a year before", full(160).lab(diary.CRP, 24, "mg/L", 190), above, []string{"CRP"}},
		{"two tests of one day, one of them low", full(60).lab(diary.Ferritin, 130, "µg/L", 10), low, nil},
		{"two tests of one day, one of them low, the other way round", full(130).lab(diary.Ferritin, 60, "µg/L", 10), low, nil},
		{"iron taken the day before", within, []string{"Iron was taken"}, low},
		{"a test of two years ago", newBook(40).lab(diary.Ferritin, 160, "µg/L", 730), []string{"more than a year"}, nil},
		{"full stores", full(420), []string{"> 300"}, low},
		{"full stores and a low saturation", tested(420, "µg/L").lab(diary.TSAT, 12, "%", 10), append([]string{"> 300"}, low...), nil},
	})
}

func TestDosesAreJudgedByTheHighestStudied(t *testing.T) {
	on := func(name string, dose float64, unit string, times ...diary.Clock) *book {
		return newBook(40).take(name, dose, unit, 30, 0, times...)
	}
	morning, noon, night := clock(8, 0), clock(13, 0), clock(21, 0)
	said := []string{"dose "}
	as := func(id string) []string { return []string{"dose " + id} }
	judge(t, []judged{
		{"ropinirole 4 mg", on("Ropinirole", 4, "mg"), nil, said},
		{"ropinirole 4.5 mg", on("Ropinirole", 4.5, "mg"), as("ropinirole"), nil},
		{"ropinirole 2.5 mg, twice a day", on("Ropinirole", 2.5, "mg", noon, night), append(as("ropinirole"), "5 mg"), nil},
		{"ropinirole 1 mg, three times a day", on("Ropinirole", 1, "mg", morning, noon, night), nil, said},
		{"ropinirole under two names", on("Requip", 2, "mg").take("Ropinirole", 3, "mg", 20, 0), append(as("ropinirole"), "5 mg"), nil},
		{"ropinirole half a tablet of an unknown strength", on("Ropinirole", 0.5, "tablet"), nil, said},
		{"ropinirole half a tablet of 5 mg", on("Ropinirole 5 mg", 0.5, "tablet"), nil, said},
		{"ropinirole two tablets of 4 mg", on("Requip 4 mg", 2, "tablet"), append(as("ropinirole"), "8 mg"), nil},
		{"ropinirole 6 mg that ended", newBook(40).take("Ropinirole", 6, "mg", 30, 5), nil, said},
		{"ropinirole 6 mg, planned", newBook(40).take("Ropinirole", 6, "mg", -5, 0), nil, said},
		{"pramipexole 0.7 mg, salt or base", on("Sifrol", 0.7, "mg"), []string{"if it is meant as pramipexole base"}, nil},
		{"pramipexole base 0.54 mg", on("Pramipexole base", 0.54, "mg"), nil, said},
		{"pramipexole base 0.7 mg", on("Pramipexole base", 0.7, "mg"), as("pramipexole"), nil},
		{"pramipexole 1.5 mg either way", on("Pramipexole", 1.5, "mg"), as("pramipexole"), []string{"if it is meant"}},
		{"pramipexole 1500 µg", on("Pramipexole", 1500, "µg"), as("pramipexole"), nil},
		{"rotigotine patch 3 mg/24 h", on("Neupro", 3, "mg/24 h"), nil, said},
		{"rotigotine patch 4 mg/24 h", on("Neupro", 4, "mg/24 h"), as("rotigotine"), nil},
		{"rotigotine patch 4 mg", on("Rotigotine", 4, "mg"), as("rotigotine"), nil},
		{"levodopa 200 mg", on("Madopar", 200, "mg"), nil, said},
		{"levodopa 300 mg", on("Levodopa", 300, "mg"), as("levodopa"), nil},
		{"gabapentin 1800 mg", on("Gabapentin", 1800, "mg"), nil, said},
		{"gabapentin 900 mg three times a day with weak kidneys", on("Gabapentin", 900, "mg", morning, noon, night).lab(diary.EGFR, 40, "mL/min/1.73 m²", 20), append(as("gabapentin"), "40"), nil},
		{"gabapentin 600 mg with weak kidneys", on("Gabapentin", 600, "mg").lab(diary.EGFR, 40, "mL/min/1.73 m²", 20), nil, said},
		{"pregabalin 300 mg", on("Pregabalin", 300, "mg"), nil, []string{"dose pregabalin: Pregabalin: 300 mg a day is above 300"}},
		{"pregabalin 300 mg with weak kidneys", on("Lyrica", 300, "mg").lab(diary.EGFR, 25, "mL/min/1.73 m²", 20), as("pregabalin"), nil},
		{"magnesium 900 mg", on("Magnesium", 900, "mg"), nil, said},
		{"ropinirole 5 mg in the evening, in the unit", on("Ropinirol", 5, "mg abends"), as("ropinirole"), nil},
		{"the same in French", on("Ropinirole", 5, "mg le soir"), as("ropinirole"), nil},
		{"ropinirole 2 mg three times a day by its name", on("Ropinirol 2 mg 3x täglich", 0, ""), append(as("ropinirole"), "6 mg"), nil},
		{"the same the other way round", on("Ropinirole 3 x 2 mg", 0, ""), append(as("ropinirole"), "6 mg"), nil},
		{"ropinirole by a scheme of the day", on("Ropinirol 2 mg 1-0-2", 1, "Tablette"), append(as("ropinirole"), "6 mg"), nil},
		{"ropinirole 1 mg three times a day", on("Ropinirole 1 mg 3x/day", 0, ""), nil, said},
		{"levodopa by a scheme of the day", on("Madopar 125 0-0-1", 0, ""), nil, said},
		{"gabapentin by a bare figure", on("Neurontin 400", 2, "capsules", morning, noon, clock(18, 0), night), append(as("gabapentin"), "3200 mg"), nil},
		{"a figure that is of the maker", on("Gabapentin-1A Pharma 300 mg", 8, "Stück"), nil, said},
		{"pramipexole 125, which are micrograms", on("Pramipexole 125", 2, "tablets"), nil, said},
		{"Stalevo three times", on("Stalevo 100 mg/25 mg/200 mg", 1, "Tablette", morning, noon, night), append(as("levodopa"), "300 mg"), nil},
		{"Madopar 125 mg, twice", on("Madopar 125 mg", 1, "Tablette", noon, night), nil, said},
		{"oxycodone 30 mg", on("Oxycodone", 15, "mg", morning, night), nil, said},
		{"oxycodone 40 mg with naloxone", on("Targin 20 mg/10 mg", 1, "Tablette", morning, night), append(as("oxycodone"), "40 mg", "where the usual range"), nil},
		{"methadone 30 mg", on("Methadone", 30, "mg"), append(as("methadone"), "above 20 mg"), nil},
		{"pregabalin by its name, the unit without a figure", on("Lyrica 600", 0, "mg"), as("pregabalin"), nil},
		{"two patches", on("Neupro 2 mg/24 h", 2, "patches"), append(as("rotigotine"), "4 mg"), nil},
	})
}

func TestWhatIsTakenTogetherIsJudgedByWhenItIsTaken(t *testing.T) {
	two := func(a string, aFrom, aUntil int, b string, bFrom, bUntil int) *book {
		return newBook(90).take(a, 10, "mg", aFrom, aUntil).take(b, 10, "mg", bFrom, bUntil)
	}
	asNeeded := two("Oxycodone", 60, 0, "Pregabalin", 30, 0)
	asNeeded.Interventions[0].Phases[0].Schedule.AsNeeded = true
	iron := func(a, b diary.Clock) *book {
		return newBook(90).take("Ferrous sulfate", 65, "mg", 60, 0, a).take("Levothyroxine", 75, "µg", 80, 0, b)
	}
	expecting := func(b *book, days int) *book {
		b.Nights[len(b.Nights)-1-days].Safety = []diary.SafetySign{diary.PregnancySign}
		return b
	}
	pair := []string{"together "}
	is := func(kind string) []string { return []string{"together " + kind} }
	judge(t, []judged{
		{"an opioid and a gabapentinoid", two("Oxycodone", 60, 0, "Pregabalin", 30, 0), is("opioid_gabapentinoid"), nil},
		{"an opioid that ended before the gabapentinoid", two("Oxycodone", 60, 31, "Pregabalin", 30, 0), nil, pair},
		{"an opioid only when needed", asNeeded, is("opioid_gabapentinoid"), nil},
		{"an opioid and alcohol lately", newBook(90).take("Oxycodone", 10, "mg", 60, 0).drink("Wine", 3, 9), is("opioid_alcohol"), nil},
		{"an opioid and alcohol two months ago", newBook(90).take("Oxycodone", 10, "mg", 80, 0).drink("Wine", 60, 65), nil, pair},
		{"a gabapentinoid and a sleeping tablet", two("Gabapentin", 60, 0, "Zolpidem", 30, 0), is("gabapentinoid_sedative"), nil},
		{"two dopamine medicines", two("Ropinirole", 60, 0, "Levodopa", 30, 0), is("two_dopaminergics"), nil},
		{"one dopamine medicine in place of another", two("Ropinirole", 60, 30, "Pramipexole", 30, 0), nil, pair},
		{"one dopamine medicine of two makers", two("Requip", 60, 0, "Ropinirole", 30, 0), nil, is("two_dopaminergics")},
		{"a dopamine medicine and its blocker", two("Pramipexole", 60, 0, "Quetiapine", 30, 0), is("dopamine_blocker"), nil},
		{"iron an hour after thyroid tablets", iron(clock(8, 0), clock(7, 0)), is("iron_thyroid"), []string{"does not have the times"}},
		{"iron in the evening, thyroid tablets in the morning", iron(clock(20, 0), clock(7, 0)), nil, pair},
		{"iron and calcium, hours unknown", two("Ferrous sulfate", 60, 0, "Calcium carbonate", 30, 0), append(is("iron_calcium"), "does not have the times of both"), nil},
		{"gabapentin and magnesium", two("Gabapentin", 60, 0, "Magnesium", 30, 0), nil, pair},
		{"an opioid and ginger beer", newBook(90).take("Oxycodone", 10, "mg", 60, 0).drink("Ginger beer", 3), nil, pair},
		{"an opioid and cider vinegar", newBook(90).take("Oxycodone", 10, "mg", 60, 0).drink("apple cider vinegar", 3), nil, pair},
		{"an opioid and beer without alcohol", newBook(90).take("Oxycodone", 10, "mg", 60, 0).drink("Bier 0,0 %", 3), nil, pair},
		{"an opioid and alcohol by the German word", newBook(90).take("Oxycodon", 10, "mg", 60, 0).drink("Alkohol", 3), is("opioid_alcohol"), nil},
		{"a pregnancy noted in another language", newBook(90).take("Lyrica", 75, "mg", 60, 0).drink("Schwangerschaft", 3), is("pregnancy_medicine"), nil},
		{"iron by a German compound", newBook(90).take("Eisentabletten", 100, "mg", 60, 0, clock(8, 0)).take("Euthyrox", 75, "µg", 80, 0, clock(7, 0)), is("iron_thyroid"), nil},
		{"an opioid and a German compound", newBook(90).take("Oxycodon", 10, "mg", 60, 0).drink("Feierabendbier", 3), is("opioid_alcohol"), nil},
		{"pregabalin in a pregnancy", expecting(newBook(90).take("Lyrica", 75, "mg", 60, 0), 5), is("pregnancy_medicine"), nil},
		{"valproate in a pregnancy", expecting(newBook(90).take("Depakine chrono 500", 1, "", 60, 0), 5), is("pregnancy_medicine"), nil},
		{"a pregnancy of last year", expecting(newBook(400).take("Lyrica", 75, "mg", 60, 0), 300), nil, pair},
		{"pregabalin that ended before", expecting(newBook(90).take("Lyrica", 75, "mg", 60, 20), 5), nil, pair},
		{"gabapentin in a pregnancy", expecting(newBook(90).take("Gabapentin", 300, "mg", 60, 0), 5), is("pregnancy_ask"), is("pregnancy_medicine")},
	})
}

func TestMedicinesAreJudgedByWhenTheyWereTaken(t *testing.T) {
	on := func(name string, from, until int) *book { return newBook(120).take(name, 10, "mg", from, until) }
	worse, unknown := []string{"worsens "}, []string{"unknown "}
	judge(t, []judged{
		{"sertraline", on("Sertraline", 60, 0), worse, unknown},
		{"its brand in Germany", on("Zoloft", 60, 0), worse, unknown},
		{"promethazine by a brand", on("Atosil", 60, 0), worse, unknown},
		{"metoclopramide in French", on("Primpéran", 60, 0), worse, unknown},
		{"one that nobody knows", on("Xyzabol", 60, 0), unknown, worse},
		{"stopped before the diary began", on("Sertraline", 400, 200), nil, append(unknown, worse...)},
		{"stopped within the diary", on("Sertraline", 100, 40), worse, nil},
		{"planned alone", on("Sertraline", -14, 0), nil, worse},
		{"bupropion does not", on("Bupropion", 60, 0), nil, append(unknown, worse...)},
		{"magnesium", on("Magnesium", 60, 0), nil, append(unknown, worse...)},
		{"a night tablet among the triggers", newBook(120).drink("NyQuil", 4), worse, nil},
		{"a cold remedy by its short name", on("Medi-Nait", 60, 0), worse, unknown},
		{"a stick for the skin", on("Fenistil Roll-on", 60, 0), nil, worse},
		{"a cold remedy in Spain", on("Gelocatil Gripe Forte", 60, 0), worse, unknown},
		{"a cold remedy in France", on("Rhinofébral", 60, 0), worse, unknown},
		{"one brand with an antihistamine in America and melatonin in Europe", newBook(120).drink("ZzzQuil", 4), []string{"worsens varies"}, nil},
		{"its European kind", newBook(120).drink("ZzzQuil Natura", 4), nil, worse},
		{"a throat lozenge of a brand with a cold remedy", newBook(120).drink("Humex mal de gorge", 4), nil, worse},
		{"ginger under a brand of dimenhydrinate", newBook(120).drink("Gravol Ginger", 4), nil, worse},
		{"among the triggers, and never met", newBook(120).drink("NyQuil"), nil, worse},
	})
}

func TestUrgentSignsAreJudgedByTheTick(t *testing.T) {
	tick := func(days int, signs ...diary.SafetySign) *book {
		b := newBook(300)
		n := &b.Nights[len(b.Nights)-1-days]
		n.Safety = signs
		return b
	}
	note := newBook(60)
	note.Nights[50].Note = "I do not want to live any more. Blue lips."
	urgent := []string{"urgent "}
	judge(t, []judged{
		{"nothing ticked", newBook(60), nil, urgent},
		{"written in a note alone", note, nil, urgent},
		{"thoughts of harming oneself, last night", tick(0, diary.SelfHarm), []string{"urgent self_harm"}, nil},
		{"blue lips, five months ago", tick(150, diary.SlowBreathing), []string{"urgent slow_breathing", before(150).String()}, nil},
		{"blue lips, nine months ago", tick(270, diary.SlowBreathing), []string{"urgent_before slow_breathing", before(270).String()}, urgent},
		{"new urges are for the next visit", tick(3, diary.NewUrges), []string{"red_flag safety:"}, urgent},
		{"new urges nine months ago", tick(270, diary.NewUrges), nil, append([]string{"red_flag"}, urgent...)},
	})
}

// judge looks each diary over and reads what is said of it.
func judge(t *testing.T, cases []judged) {
	t.Helper()
	p := inEnglish(t)
	for _, x := range cases {
		t.Run(x.name, func(t *testing.T) {
			d := x.b.Diary
			d.Sort()
			if err := d.Validate(judgedOn); err != nil {
				t.Fatalf("the diary itself is wrong: %v", err)
			}
			list, err := p.find(d, x.b.born, judgedOn)
			if err != nil {
				t.Fatal(err)
			}
			var lines []string
			for _, f := range list {
				lines = append(lines, f.Kind+" "+f.Code+": "+f.Text+" "+f.Date.String())
			}
			said := strings.Join(lines, "\n")
			for _, want := range x.must {
				if !strings.Contains(said, want) {
					t.Errorf("not said: %q in\n%s", want, said)
				}
			}
			for _, unwanted := range x.mustNot {
				if strings.Contains(said, unwanted) {
					t.Errorf("said: %q in\n%s", unwanted, said)
				}
			}
		})
	}
}
