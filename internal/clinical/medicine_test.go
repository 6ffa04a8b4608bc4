package clinical_test

import (
	"fmt"
	"slices"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/clinical"
	"stillnight/internal/diary"
)

func loaded(t *testing.T) *catalogue.Catalogue {
	t.Helper()
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// remedy is taken from the nth of March on.
func remedy(n int, id, name string, dose float64, unit string, times ...diary.Clock) diary.Intervention {
	p := diary.Phase{Start: day(n), Unit: unit, Times: times}
	if dose > 0 {
		p.Dose = diary.Some(dose)
	}
	return diary.Intervention{ID: int64(n), Name: name, CatalogueID: id, Kind: diary.Prescription, Phases: []diary.Phase{p}}
}

// evening and others are times of day.
func at(hour, minute int) diary.Clock {
	c, err := diary.ClockFrom(hour, minute)
	if err != nil {
		panic(err)
	}
	return c
}

func TestDosesAboveTheHighestAreSaid(t *testing.T) {
	c := loaded(t)
	kidneys := []diary.LabResult{{Date: day(1), Test: diary.EGFR, Value: 42, Unit: "mL/min/1.73 m²"}}
	ended := remedy(2, "ropinirole", "Requip", 8, "mg")
	ended.Phases[0].End = diary.Some(day(20))
	noted := func(iv diary.Intervention, night int, doses ...float64) diary.Intervention {
		for _, dose := range doses {
			iv.Intakes = append(iv.Intakes, diary.Intake{Night: day(night), Status: diary.Taken, Dose: diary.Some(dose)})
		}
		return iv
	}
	twice := remedy(1, "ropinirole", "Requip", 3, "mg")
	twice.Intakes = []diary.Intake{{Night: day(29), Status: diary.Taken}, {Night: day(29), Status: diary.Taken}, {Night: day(30), Status: diary.Missed}}
	for _, x := range []struct {
		name string
		ivs  []diary.Intervention
		labs []diary.LabResult
		want []string
	}{
		{"more noted than written down", []diary.Intervention{noted(noted(remedy(1, "ropinirole", "Requip", 2, "mg"), 28, 5), 29, 3, 3)}, nil, []string{"ropinirole 6 > 4 studied on 2 nights"}},
		{"taken twice in a night", []diary.Intervention{twice}, nil, []string{"ropinirole 6 > 4 studied on 1 nights"}},
		{"noted long ago", []diary.Intervention{noted(remedy(-50, "ropinirole", "Requip", 2, "mg"), 1, 6)}, nil, nil},
		{"noted and not above", []diary.Intervention{noted(remedy(1, "ropinirole", "Requip", 2, "mg"), 28, 4)}, nil, nil},
		{"noted above one that is above", []diary.Intervention{noted(remedy(1, "ropinirole", "Requip", 5, "mg"), 28, 6)}, nil, []string{"ropinirole 5 > 4 studied"}},
		{"one without an amount", []diary.Intervention{noted(remedy(1, "ropinirole", "Requip", 0, "mg"), 28, 6)}, nil, []string{"ropinirole 6 > 4 studied on 1 nights"}},
		{"the highest of ropinirole", []diary.Intervention{remedy(1, "ropinirole", "Requip", 4, "mg")}, nil, nil},
		{"above it", []diary.Intervention{remedy(1, "ropinirole", "Requip", 4.5, "mg")}, nil, []string{"ropinirole 4.5 > 4 studied"}},
		{"by its name alone, in µg", []diary.Intervention{remedy(1, "", "Ropinirol", 5000, "µg")}, nil, []string{"ropinirole 5 > 4 studied"}},
		{"several times a day", []diary.Intervention{remedy(1, "ropinirole", "Requip", 2, "mg", at(12, 0), at(18, 0), at(22, 0))}, nil, []string{"ropinirole 6 > 4 studied"}},
		{"ended", []diary.Intervention{ended}, nil, nil},
		{"tablets whose strength is in the name", []diary.Intervention{remedy(1, "ropinirole", "Requip 2 mg", 3, "tablets")}, nil, []string{"ropinirole 6 > 4 studied"}},
		{"one of them at each time", []diary.Intervention{remedy(1, "ropinirole", "Requip 3 mg", 0, "", at(18, 0), at(22, 0))}, nil, []string{"ropinirole 6 > 4 studied"}},
		{"the same and not above", []diary.Intervention{remedy(1, "ropinirole", "Requip 2 mg", 2, "Tabletten")}, nil, nil},
		{"a patch by its name", []diary.Intervention{remedy(1, "rotigotine", "Neupro 4 mg/24 h", 1, "Pflaster")}, nil, []string{"rotigotine 4 > 3 studied"}},
		{"a patch of 3", []diary.Intervention{remedy(1, "rotigotine", "Neupro 3 mg/24 h", 1, "patch")}, nil, nil},
		{"a dose a day in words", []diary.Intervention{remedy(1, "rotigotine", "Neupro", 4, "mg pro Tag")}, nil, []string{"rotigotine 4 > 3 studied"}},
		{"milligrams in words", []diary.Intervention{remedy(1, "ropinirole", "Requip", 5, "Milligramm")}, nil, []string{"ropinirole 5 > 4 studied"}},
		{"a concentration", []diary.Intervention{remedy(1, "gabapentin", "Neurontin", 5000, "mg/mL")}, nil, nil},
		{"drops", []diary.Intervention{remedy(1, "gabapentin", "Gabapentin 250 mg", 20, "drops")}, nil, nil},
		{"levodopa by both parts", []diary.Intervention{remedy(1, "levodopa", "Sinemet 25/100", 2, "tablets")}, nil, nil},
		{"three of them", []diary.Intervention{remedy(1, "levodopa", "Sinemet 25-100", 1, "tablet", at(12, 0), at(18, 0), at(22, 0))}, nil, []string{"levodopa 300 > 200 usual"}},
		{"the other way round", []diary.Intervention{remedy(1, "levodopa", "Nacom 100 mg/25 mg", 3, "")}, nil, []string{"levodopa 300 > 200 usual"}},
		{"with entacapone", []diary.Intervention{remedy(1, "levodopa", "Stalevo 150/37.5/200", 1, "")}, nil, nil},
		{"tablets of Madopar", []diary.Intervention{remedy(1, "levodopa", "Madopar 125", 2, "tablets")}, nil, nil},
		{"three tablets of it", []diary.Intervention{remedy(1, "levodopa", "Madopar 125", 3, "tablets")}, nil, []string{"levodopa 300 > 200 usual"}},
		{"250 with benserazide", []diary.Intervention{remedy(1, "levodopa", "Madopar", 250, "mg")}, nil, nil},
		{"250 with carbidopa", []diary.Intervention{remedy(1, "levodopa", "Sinemet", 250, "mg")}, nil, []string{"levodopa 250 > 200 usual"}},
		{"275 with carbidopa", []diary.Intervention{remedy(1, "levodopa", "Sinemet", 275, "mg")}, nil, []string{"levodopa 250 > 200 usual"}},
		{"the most of the salt", []diary.Intervention{remedy(1, "pramipexole", "Mirapex", 0.75, "mg")}, nil, nil},
		{"a dose that is only sold as salt", []diary.Intervention{remedy(1, "pramipexole", "Sifrol", 0.625, "mg")}, nil, nil},
		{"the same said to be base", []diary.Intervention{remedy(1, "pramipexole", "Sifrol", 0.75, "mg base")}, nil, []string{"pramipexole 0.75 > 0.54 studied"}},
		{"pramipexole in µg", []diary.Intervention{remedy(1, "pramipexole", "Sifrol", 700, "µg")}, nil, []string{"pramipexole 0.7 > 0.54 studied if base"}},
		{"an amount nobody can judge", []diary.Intervention{remedy(1, "ropinirole", "Requip", 8, "tablets")}, nil, nil},
		{"no amount", []diary.Intervention{remedy(1, "ropinirole", "Requip", 0, "mg")}, nil, nil},
		{"pramipexole below both", []diary.Intervention{remedy(1, "pramipexole", "Sifrol", 0.5, "mg")}, nil, nil},
		{"between base and salt", []diary.Intervention{remedy(1, "pramipexole", "Sifrol", 0.7, "mg")}, nil, []string{"pramipexole 0.7 > 0.54 studied if base"}},
		{"base", []diary.Intervention{remedy(1, "pramipexole", "Pramipexol", 0.7, "mg base")}, nil, []string{"pramipexole 0.7 > 0.54 studied"}},
		{"salt", []diary.Intervention{remedy(1, "pramipexole", "Pramipexol", 0.7, "mg Salz")}, nil, nil},
		{"above both", []diary.Intervention{remedy(1, "pramipexole", "Pramipexol", 1, "mg")}, nil, []string{"pramipexole 1 > 0.75 studied"}},
		{"much base", []diary.Intervention{remedy(1, "pramipexole", "Pramipexol", 1.1, "mg base")}, nil, []string{"pramipexole 1.1 > 0.54 studied"}},
		{"rotigotine", []diary.Intervention{remedy(1, "rotigotine", "Neupro", 4, "mg/24 h")}, nil, []string{"rotigotine 4 > 3 studied"}},
		{"levodopa", []diary.Intervention{remedy(1, "levodopa", "Restex", 300, "mg")}, nil, []string{"levodopa 300 > 200 usual"}},
		{"levodopa named with its partner", []diary.Intervention{remedy(1, "levodopa", "Madopar", 125, "mg", at(20, 0), at(23, 0))}, nil, nil},
		{"two forms of one", []diary.Intervention{remedy(1, "levodopa", "Restex", 100, "mg"), remedy(2, "levodopa", "Restex retard", 200, "mg")}, nil, []string{"levodopa 300 > 200 usual"}},
		{"gabapentin", []diary.Intervention{remedy(1, "gabapentin", "Neurontin", 2.7, "g")}, nil, []string{"gabapentin 2700 > 2400 studied"}},
		{"gabapentin with such kidneys", []diary.Intervention{remedy(1, "gabapentin", "Neurontin", 1200, "mg")}, kidneys, []string{"gabapentin 1200 > 900 kidneys"}},
		{"the same without", []diary.Intervention{remedy(1, "gabapentin", "Neurontin", 1200, "mg")}, nil, nil},
		{"pregabalin with such kidneys", []diary.Intervention{remedy(1, "pregabalin", "Lyrica", 300, "mg")}, kidneys, nil},
		{"more of it", []diary.Intervention{remedy(1, "pregabalin", "Lyrica", 450, "mg")}, kidneys, []string{"pregabalin 450 > 300 kidneys"}},
		{"enacarbil is not gabapentin", []diary.Intervention{remedy(1, "gabapentin_enacarbil", "Horizant", 600, "mg")}, kidneys, nil},
		{"a figure before XL", []diary.Intervention{remedy(1, "ropinirole", "Requip 2 XL", 3, "tablets")}, nil, []string{"ropinirole 6 > 4 studied"}},
		{"twice a day, written together", []diary.Intervention{remedy(1, "ropinirole", "Requip 2x3 mg", 1, "tablet")}, nil, []string{"ropinirole 6 > 4 studied"}},
		{"other medicines", []diary.Intervention{remedy(1, "", "Ramipril", 5000, "mg")}, nil, nil},
	} {
		var got []string
		for _, a := range clinical.DosesAbove(diary.Diary{Interventions: x.ivs, Labs: x.labs}, c, day(30)) {
			s := fmt.Sprintf("%s %g > %g %s", a.Medicine, a.Daily, a.Limit, a.Basis)
			if a.IfBase {
				s += " if base"
			}
			if a.Nights > 0 {
				s += fmt.Sprintf(" on %d nights", a.Nights)
			}
			if a.Source == "" || a.Name == "" || (a.Basis == clinical.Kidneys) != a.EGFR.IsSet() {
				t.Errorf("%s: %+v", x.name, a)
			}
			got = append(got, s)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
}

func TestPairsThatDoNotGoTogetherAreSaidOnceWithTheLater(t *testing.T) {
	c := loaded(t)
	drinks := func(catalogueID string, lastAt int, nights ...int) diary.Diary {
		d := diary.Diary{Triggers: []diary.Trigger{{ID: 1, Name: "Drink", CatalogueID: catalogueID}}}
		for _, n := range nights {
			e := diary.Exposure{Night: day(n), TriggerID: 1}
			if lastAt >= 0 {
				e.LastAt = diary.Some(diary.ClockFromMidnight(lastAt))
			}
			d.Exposures = append(d.Exposures, e)
		}
		return d
	}
	own := func(d diary.Diary, name string) diary.Diary {
		d.Triggers[0].Name = name
		return d
	}
	both := func(d diary.Diary, name string, nights ...int) diary.Diary {
		d.Triggers = append(d.Triggers, diary.Trigger{ID: 2, Name: name})
		for _, n := range nights {
			d.Exposures = append(d.Exposures, diary.Exposure{Night: day(n), TriggerID: 2})
		}
		return d
	}
	none := func(d diary.Diary) diary.Diary {
		for i := range d.Exposures {
			d.Exposures[i].Amount = diary.Some(0.0)
		}
		return d
	}
	ended := remedy(1, "opioid_er", "Oxycodone", 5, "mg")
	ended.Phases[0].End = diary.Some(day(10))
	leftOut := remedy(2, "", "No Zolpidem", 10, "mg")
	leftOut.Kind = diary.TriggerAvoided
	seen := map[clinical.PairKind]bool{}
	for _, x := range []struct {
		name string
		d    diary.Diary
		ivs  []diary.Intervention
		want []string
	}{
		{"an opioid and a gabapentinoid", diary.Diary{}, []diary.Intervention{remedy(5, "gabapentin", "Neurontin", 300, "mg"), remedy(2, "opioid_er", "Oxycodone", 5, "mg")},
			[]string{"opioid_gabapentinoid Oxycodone+Neurontin on 5"}},
		{"by names alone", diary.Diary{}, []diary.Intervention{remedy(2, "", "Lyrica", 75, "mg"), remedy(5, "", "Zolpidem", 10, "mg"), remedy(7, "", "Tilidin", 50, "mg")},
			[]string{"gabapentinoid_sedative Lyrica+Zolpidem on 5", "opioid_gabapentinoid Lyrica+Tilidin on 7", "opioid_sedative Zolpidem+Tilidin on 7"}},
		{"one of them ended", diary.Diary{}, []diary.Intervention{ended, remedy(12, "gabapentin", "Neurontin", 300, "mg")}, nil},
		{"two dopaminergics", diary.Diary{}, []diary.Intervention{remedy(1, "ropinirole", "Requip", 1, "mg"), remedy(4, "levodopa", "Restex", 100, "mg")},
			[]string{"two_dopaminergics Requip+Restex on 4"}},
		{"one in two forms", diary.Diary{}, []diary.Intervention{remedy(1, "levodopa", "Restex", 100, "mg"), remedy(4, "levodopa", "Restex retard", 100, "mg")}, nil},
		{"an agonist and a blocker", diary.Diary{}, []diary.Intervention{remedy(1, "pramipexole", "Sifrol", 0.25, "mg"), remedy(4, "", "Metoclopramid", 10, "mg")},
			[]string{"dopamine_blocker Sifrol+Metoclopramid on 4"}},
		{"an agonist and domperidone", diary.Diary{}, []diary.Intervention{remedy(1, "pramipexole", "Sifrol", 0.25, "mg"), remedy(4, "", "Domperidon", 10, "mg")}, nil},
		{"iron and calcium an hour apart", diary.Diary{}, []diary.Intervention{remedy(1, "iron_oral", "Iron", 65, "mg", at(19, 0)), remedy(4, "calcium", "Calcium", 500, "mg", at(20, 0))},
			[]string{"iron_calcium Iron+Calcium on 4"}},
		{"two hours apart", diary.Diary{}, []diary.Intervention{remedy(1, "iron_oral", "Iron", 65, "mg", at(19, 0)), remedy(4, "calcium", "Calcium", 500, "mg", at(21, 0))}, nil},
		{"across noon", diary.Diary{}, []diary.Intervention{remedy(1, "iron_oral", "Iron", 65, "mg", at(11, 30)), remedy(4, "calcium", "Calcium", 500, "mg", at(12, 30))},
			[]string{"iron_calcium Iron+Calcium on 4"}},
		{"times not known", diary.Diary{}, []diary.Intervention{remedy(1, "iron_oral", "Iron", 65, "mg"), remedy(4, "", "Euthyrox", 75, "µg", at(7, 0))},
			[]string{"iron_thyroid Iron+Euthyrox on 4 (times unknown)"}},
		{"an antacid", diary.Diary{}, []diary.Intervention{remedy(1, "iron_oral", "Iron", 65, "mg", at(22, 0)), remedy(4, "", "Maalox", 1, "tablet", at(23, 0))},
			[]string{"iron_antacid Iron+Maalox on 4"}},
		{"alcohol with a gabapentinoid", drinks("alcohol", -1, 20, 21), []diary.Intervention{remedy(2, "gabapentin", "Neurontin", 300, "mg")},
			[]string{"gabapentinoid_alcohol Neurontin+Drink on 2, 2 nights"}},
		{"before it was begun", drinks("alcohol", -1, 20), []diary.Intervention{remedy(21, "gabapentin", "Neurontin", 300, "mg")}, nil},
		{"with an opioid", drinks("alcohol", -1, 29), []diary.Intervention{remedy(2, "methadone_buprenorphine", "Drops", 5, "mg")},
			[]string{"opioid_alcohol Drops+Drink on 2, 1 nights"}},
		{"no drink at all, which was noted", none(drinks("alcohol", -1, 28, 29)), []diary.Intervention{remedy(2, "methadone_buprenorphine", "Drops", 5, "mg")}, nil},
		{"with a sedative", drinks("alcohol", -1, 29), []diary.Intervention{remedy(2, "", "Zolpidem", 10, "mg")},
			[]string{"sedative_alcohol Zolpidem+Drink on 2, 1 nights"}},
		{"three that go together two by two", diary.Diary{}, []diary.Intervention{remedy(1, "", "Lyrica", 75, "mg"), remedy(2, "", "Lorazepam", 1, "mg"), remedy(3, "", "Tramadol", 50, "mg")},
			[]string{"gabapentinoid_sedative Lyrica+Lorazepam on 2", "opioid_gabapentinoid Lyrica+Tramadol on 3", "opioid_sedative Lorazepam+Tramadol on 3"}},
		{"one that is left out", diary.Diary{}, []diary.Intervention{remedy(1, "", "Tramadol", 50, "mg"), leftOut}, nil},
		{"two gabapentinoids", diary.Diary{}, []diary.Intervention{remedy(1, "", "Lyrica", 75, "mg"), remedy(2, "gabapentin", "Neurontin", 300, "mg")}, nil},
		{"iron by vein and thyroid hormone", diary.Diary{}, []diary.Intervention{remedy(1, "iron_iv_fcm", "Ferinject", 1, "g"), remedy(2, "", "Euthyrox", 75, "µg")}, nil},
		{"calcium in a statin's name", diary.Diary{}, []diary.Intervention{remedy(1, "iron_oral", "Iron", 65, "mg"), remedy(2, "", "Atorvastatin calcium", 20, "mg")}, nil},
		{"wine that is tied to no entry", own(drinks("", -1, 29), "Rotwein"), []diary.Intervention{remedy(2, "opioid_er", "Oxycodone", 5, "mg")},
			[]string{"opioid_alcohol Oxycodone+Rotwein on 2, 1 nights"}},
		{"beer and wine are one drink", both(drinks("alcohol", -1, 28), "Wine", 28, 29), []diary.Intervention{remedy(2, "opioid_er", "Oxycodone", 5, "mg")},
			[]string{"opioid_alcohol Oxycodone+Drink + Wine on 2, 2 nights"}},
		{"beer without alcohol", own(drinks("", -1, 29), "alcohol-free beer"), []diary.Intervention{remedy(2, "opioid_er", "Oxycodone", 5, "mg")}, nil},
		{"coffee and iron by their names", own(drinks("", 18*60+30, 20, 22, 24), "Coffee"), []diary.Intervention{remedy(1, "", "Ferrous sulfate", 65, "mg", at(19, 0))},
			[]string{"iron_tea Ferrous sulfate+Coffee on 1, 3 nights"}},
		{"an infusion beside calcium", diary.Diary{}, []diary.Intervention{remedy(1, "", "Iron infusion", 1, "g"), remedy(4, "calcium", "Calcium", 500, "mg")}, nil},
		{"coffee near the iron once", drinks("caffeine", 18*60+30, 20), []diary.Intervention{remedy(1, "iron_oral", "Iron", 65, "mg", at(19, 0))}, nil},
		{"coffee near the iron", drinks("caffeine", 18*60+30, 20, 22, 24), []diary.Intervention{remedy(1, "iron_oral", "Iron", 65, "mg", at(19, 0))},
			[]string{"iron_tea Iron+Drink on 1, 3 nights"}},
		{"coffee at breakfast", drinks("caffeine", 8*60, 20, 22, 24), []diary.Intervention{remedy(1, "iron_oral", "Iron", 65, "mg", at(19, 0))}, nil},
		{"coffee at an unknown time", drinks("caffeine", -1, 20, 22, 24), []diary.Intervention{remedy(1, "iron_oral", "Iron", 65, "mg", at(19, 0))}, nil},
		{"things that go together", drinks("alcohol", -1, 20), []diary.Intervention{remedy(1, "magnesium", "Magnesium", 300, "mg"), remedy(2, "ropinirole", "Requip", 1, "mg")}, nil},
	} {
		x.d.Interventions = x.ivs
		var got []string
		for _, p := range clinical.Pairs(x.d, c, day(30)) {
			seen[p.Kind] = true
			s := fmt.Sprintf("%s %s+%s on %d", p.Kind, p.First, p.Second, p.On)
			if p.Nights > 0 {
				s += fmt.Sprintf(", %d nights", p.Nights)
			}
			if p.TimesUnknown {
				s += " (times unknown)"
			}
			if p.Source == "" {
				t.Errorf("%s: no source", x.name)
			}
			got = append(got, s)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
	const kinds = 12 // each has its words, and so its translations, under clinical.pair
	if len(seen) != kinds {
		t.Errorf("of the pairs only %v were tried", seen)
	}
}

// What is cited beside alcohol is of the medicine in the diary, where its own label is known.
func TestAlcoholIsCitedByTheMedicineTaken(t *testing.T) {
	c := loaded(t)
	for name, want := range map[string]string{
		"Lyrica": "Lyrica SmPC 4.5", "Horizant": "Horizant label 7", "Neurontin": "FDA 19 Dec 2019",
		"Tramadol": "FDA 31 Aug 2016", "Oxycodone": "OxyContin label 5; Targin SmPC 4.4", "Rivotril": "Rivotril SmPC 4.5", "Zolpidem": "Ambien label 5",
		"Lorazepam": "FDA 23 Sep 2020", "Brotizolam": "FDA 23 Sep 2020", "Zopiclone": "others: Rivotril SmPC 4.5; Ambien label 5",
	} {
		d := diary.Diary{Triggers: []diary.Trigger{{ID: 1, Name: "Wine", CatalogueID: "alcohol"}}, Exposures: []diary.Exposure{{Night: day(20), TriggerID: 1}},
			Interventions: []diary.Intervention{remedy(1, "", name, 1, "mg")}}
		if pairs := clinical.Pairs(d, c, day(30)); len(pairs) != 1 || cited(pairs[0]) != want {
			t.Errorf("%s: %+v, want %q", name, pairs, want)
		}
	}
}

// cited is the source of a pair, and whether it is of others of the medicine's class.
func cited(p clinical.Pair) string {
	if p.OfOthers {
		return "others: " + p.Source
	}
	return p.Source
}

// So it is with what blocks dopamine beside a medicine that acts like it.
func TestABlockerIsCitedByTheMedicineTaken(t *testing.T) {
	c := loaded(t)
	for name, want := range map[string]string{
		"Sifrol": "Sifrol SmPC 4.5", "Requip": "Adartrel SmPC 4.5", "Neupro": "Neupro leaflet 2", "Restex": "others: Sifrol SmPC 4.5; Adartrel SmPC 4.5",
	} {
		for _, order := range [][]string{{name, "Primperan"}, {"Haldol", name}} {
			d := diary.Diary{Interventions: []diary.Intervention{remedy(1, "", order[0], 1, "mg"), remedy(2, "", order[1], 1, "mg")}}
			pairs := clinical.Pairs(d, c, day(30))
			if len(pairs) != 1 || pairs[0].Kind != clinical.DopamineAndBlocker || cited(pairs[0]) != want {
				t.Errorf("%v: %+v, want %q", order, pairs, want)
			}
		}
	}
}

func TestATriggerThatWasNotMetIsNoAggravator(t *testing.T) {
	c := loaded(t)
	d := diary.Diary{Triggers: []diary.Trigger{{ID: 1, Name: "NyQuil"}}, Exposures: []diary.Exposure{
		{Night: day(4), TriggerID: 1, Amount: diary.Some(0.0)}, {Night: day(5), TriggerID: 1}, {Night: day(6), TriggerID: 1, Amount: diary.Some(2.0)}}}
	if list := clinical.Aggravators(d, c, day(1), day(30)); len(list) != 1 || list[0].Nights != 2 {
		t.Errorf("%+v", list)
	}
	if list := clinical.Aggravators(d, c, day(1), day(4)); len(list) != 0 {
		t.Errorf("before it was met: %+v", list)
	}
}
