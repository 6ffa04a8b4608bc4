package main

import (
	"testing"

	"stillnight/internal/diary"
)

// pill is a medicine taken for the last sixty nights, with a dose of none where its name says it.
func pill(name string, dose float64, unit string, times ...diary.Clock) *book {
	return newBook(90).take(name, dose, unit, 60, 0, times...)
}

// also takes a second one for the last thirty.
func (b *book) also(name string, times ...diary.Clock) *book {
	return b.take(name, 1, "", 30, 0, times...)
}

// beside is a medicine of which no dose is written down, and a second one.
func beside(a, b string) *book { return pill(a, 1, "").also(b) }

// kidney tests the kidneys so many days before the last night.
func (b *book) kidney(egfr float64, days int) *book {
	return b.lab(diary.EGFR, egfr, "mL/min/1.73 m²", days)
}

// whenNeeded makes the medicine added last one that is taken when needed, and notes what was taken on some nights.
func (b *book) whenNeeded(dose float64, nights ...int) *book {
	iv := &b.Interventions[len(b.Interventions)-1]
	iv.Phases[0].Schedule.AsNeeded = true
	for _, n := range nights {
		iv.Intakes = append(iv.Intakes, diary.Intake{Night: before(n), Status: diary.Taken, Dose: diary.Some(dose)})
	}
	return b
}

// kind changes what the intervention added last is.
func (b *book) kind(k diary.Kind) *book {
	b.Interventions[len(b.Interventions)-1].Kind = k
	return b
}

// bornIn gives the year of birth as it was typed.
func (b *book) bornIn(year string) *book {
	b.born = year
	return b
}

// The second set of diaries: brands and everyday words of five languages, weak kidneys, children, pregnancies, medicines
// taken when needed. What must be said was written down before the rules were tried on them.
func TestDosesAreJudgedByKidneysAndHoweverTheyAreWritten(t *testing.T) {
	morning, night := clock(8, 0), clock(22, 0)
	said := []string{"dose "}
	as := func(parts ...string) []string { return append([]string{"dose "}, parts...) }
	judge(t, []judged{
		{"dialysis, gabapentin 600 mg", pill("Gabapentin", 600, "mg").kidney(8, 5), as("gabapentin", "300 mg", "8 mL"), nil},
		{"dialysis, gabapentin 300 mg", pill("Gabapentin", 300, "mg").kidney(8, 5), nil, said},
		{"dialysis, pregabalin 75 mg", pill("Lyrica", 75, "mg").kidney(10, 5), nil, said},
		{"dialysis, pregabalin 150 mg", pill("Alzain", 150, "mg").kidney(10, 5), as("pregabalin", "75 mg"), nil},
		{"good kidneys", pill("Gabapentin", 1800, "mg").kidney(85, 5), nil, said},
		{"kidneys a little weak, gabapentin 2100 mg", pill("Gabapentin", 2100, "mg").kidney(60, 5), as("gabapentin", "1800 mg"), nil},
		{"kidneys that got better", pill("Gabapentin", 900, "mg").kidney(25, 200).kidney(70, 5), nil, said},
		{"kidneys that got worse", pill("Gabapentin", 900, "mg").kidney(90, 200).kidney(28, 5), as("gabapentin", "600 mg"), nil},
		{"a kidney test of two years ago", pill("Gabapentin", 900, "mg").kidney(25, 730), as("gabapentin", "600 mg", before(730).String()[:4]), nil},
		{"enacarbil with weak kidneys", pill("Horizant", 600, "mg").kidney(25, 5), as("gabapentin enacarbil"), nil},
		{"enacarbil with kidneys a little weak", pill("Horizant", 600, "mg").kidney(45, 5), nil, said},
		{"one medicine under two names with weak kidneys", pill("Lyrica", 150, "mg").take("Axalid", 225, "mg", 30, 0).kidney(45, 5), as("pregabalin", "375 mg"), nil},
		{"three times a day by name, weak kidneys", pill("Neurontin 300 mg 3x täglich", 0, "").kidney(28, 5), as("gabapentin", "900 mg"), nil},
		{"a scheme in Spanish", pill("Gabapentina 400 1-1-1", 0, "").kidney(40, 5), as("gabapentin", "1200 mg"), nil},
		{"twice a day in French words", pill("Prégabaline 75 mg matin et soir", 0, "").kidney(10, 5), as("pregabalin", "150 mg"), nil},
		{"twice a day in German words", pill("Pregabalin 75 mg morgens und abends", 1, "Kapsel").kidney(10, 5), as("pregabalin", "150 mg"), nil},
		{"zweimal täglich", pill("Ropinirol", 3, "mg zweimal täglich"), as("ropinirole", "6 mg"), nil},
		{"deux fois par jour", pill("Adartrel 2 mg, 3 fois par jour", 0, ""), as("ropinirole", "6 mg"), nil},
		{"dos veces al día", pill("Rolpryna 4 mg dos veces al día", 1, ""), as("ropinirole", "8 mg"), nil},
		{"driemaal daags", pill("Ropinirol 2 mg driemaal daags", 1, "tablet"), as("ropinirole", "6 mg"), nil},
		{"twice daily", pill("Ropinirole 3 mg twice daily", 1, "tablet"), as("ropinirole", "6 mg"), nil},
		{"TID", pill("Requip 2 mg TID", 0, ""), as("ropinirole", "6 mg"), nil},
		{"once a day in words", pill("Ropinirole 3 mg once daily", 1, "tablet"), nil, said},
		{"in the evening alone", pill("Ropinirole 3 mg le soir", 1, ""), nil, said},
		{"two times written down stand before words", pill("Ropinirole", 2, "mg twice daily", morning, night), nil, said},
		{"Modutab", pill("Requip-Modutab 4 mg", 2, "Tabletten"), as("ropinirole", "8 mg"), nil},
		{"a strong patch", pill("Neupro 8 mg/24h", 1, "parche"), as("rotigotine", "8 mg"), nil},
		{"small tablets of pramipexole base", pill("Sifrol 0,088 mg", 2, "Tabletten"), nil, said},
		{"pramipexole ER for Parkinson's disease", pill("Mirapexin 2,1 mg", 1, "comprimido"), as("pramipexole", "2.1 mg"), nil},
		{"levodopa when needed, 300 mg on two nights", pill("Restex", 100, "mg").whenNeeded(300, 3, 9), as("levodopa", "2 of the last 28 nights"), nil},
		{"levodopa when needed, 100 mg", pill("Restex", 100, "mg").whenNeeded(100, 3, 9), nil, said},
		{"ropinirole when needed, 6 mg once", pill("Ropinirol", 1, "mg").whenNeeded(6, 2), as("ropinirole", "6 mg"), nil},
		{"the same two months ago", pill("Ropinirol", 1, "mg").whenNeeded(6, 55), nil, said},
		{"Madopar LIQ three times", pill("Madopar LIQ 125", 1, "Tablette", morning, clock(14, 0), night), as("levodopa", "300 mg"), nil},
		{"Doporio 25/100 three times", pill("Doporio 25 mg/100 mg", 1, "comprimido", morning, clock(14, 0), night), as("levodopa", "300 mg"), nil},
		{"oxycodone in Australia", pill("Endone 5 mg", 2, "tablets", morning, clock(13, 0), clock(18, 0), night), as("oxycodone", "40 mg"), nil},
		{"a dose of a medicine that is left out", pill("Ropinirol", 8, "mg").kind(diary.TriggerAvoided), nil, said},
		{"two tablets at a time, in the name", pill("2 Tabletten Requip 4 mg", 0, ""), as("ropinirole", "8 mg"), nil},
		{"the same behind it", pill("Requip 4 mg, 2 comprimidos", 0, ""), as("ropinirole", "8 mg"), nil},
		{"half a tablet in words", pill("Requip 8 mg halbe Tablette", 1, ""), nil, said},
		{"half a tablet in Spanish", pill("Requip 8 mg media pastilla", 0, ""), nil, said},
		{"a strength and then the word tablets", pill("Requip 4", 1, "Tabletten"), nil, said},
		{"so much a week", pill("Methadone 30 mg", 1, "per week"), nil, said},
		{"three times a day as a figure before base", pill("Pramipexol 3 x 0,7 mg", 0, ""), as("pramipexole", "2.1 mg"), nil},
		{"two patches of two strengths", pill("Neupro 2 mg/24h", 1, "patch").take("Neupro 3 mg/24h", 1, "patch", 20, 0), as("rotigotine", "5 mg"), nil},
		{"pramipexole and weak kidneys, of which no limit was read", pill("Sifrol", 0.5, "mg").kidney(25, 5), nil, said},
	})
}

func TestIronIsJudgedWithWhatDisturbsTheTest(t *testing.T) {
	with := func(ferritin float64) *book { return newBook(40).lab(diary.Ferritin, ferritin, "µg/L", 10) }
	within := func(ferritin float64) *book {
		b := with(ferritin).lab(diary.TSAT, 30, "%", 10)
		b.Labs[0].IronWithinDay = diary.Some(true)
		return b
	}
	low, above := []string{"iron low"}, []string{"iron above"}
	judge(t, []judged{
		{"CRP 40, ferritin 150", with(150).lab(diary.CRP, 40, "mg/L", 10), []string{"inflammation makes ferritin read higher"}, low},
		{"CRP 40, ferritin 150, saturation 14", with(150).lab(diary.CRP, 40, "mg/L", 12).lab(diary.TSAT, 14, "%", 10), []string{"iron low", "inflammation"}, nil},
		{"CRP 40, ferritin 60", with(60).lab(diary.CRP, 40, "mg/L", 10), []string{"iron low", "inflammation"}, nil},
		{"ferritin 50, iron taken that morning", within(50), []string{"iron low", "Iron was taken"}, nil},
		{"ferritin 90, iron taken that morning", within(90), []string{"iron vein", "Iron was taken"}, nil},
		{"ferritin 14", with(14), []string{"iron low", "iron deficiency by WHO"}, nil},
		{"ferritin 15", with(15), low, []string{"iron deficiency"}},
		{"ferritin 14 ng/mL", with(200).lab(diary.Ferritin, 14, "ng/mL", 3), []string{"iron deficiency"}, nil},
		{"saturation of last year beside a ferritin of now", with(160).lab(diary.TSAT, 12, "%", 300), above, low},
		{"saturation alone, 25", newBook(40).lab(diary.TSAT, 25, "%", 10), []string{"iron partly"}, low},
		{"ferritin alone says that saturation is missing", with(160), []string{"saturation is missing"}, low},
		{"ferritin that fell from 160 to 70", with(70).lab(diary.Ferritin, 160, "µg/L", 200), []string{"iron low", "160"}, above},
		{"ferritin after an infusion", with(420).lab(diary.TSAT, 48, "%", 10), []string{"iron full"}, low},
		{"a child of eleven, ferritin 60", with(60).bornIn("2014"), []string{"children"}, low},
		{"a child of eleven, ferritin 45", with(45).bornIn(" 2014 "), []string{"children", "iron low"}, nil},
		{"a child with a saturation alone", newBook(40).lab(diary.TSAT, 12, "%", 10).bornIn("2014"), []string{"For children"}, low},
		{"of age, ferritin 60", with(60).bornIn("1990"), low, []string{"children"}},
		{"no year, but words", with(60).bornIn("unknown"), low, []string{"children"}},
		{"anaemia alone, no iron test", newBook(40).lab(diary.CRP, 40, "mg/L", 10), nil, []string{"iron "}},
	})
}

func TestWhatLooksLikeAugmentationIsJudged(t *testing.T) {
	under := func(name string) *book { return newBook(140).take(name, 1, "", 110, 0) }
	early := func(b *book) *book { return b.last(28, earlier(260)) }
	none, pattern := []string{"augmentation"}, []string{"augmentation pattern"}
	late := func(n *diary.Night) { earlier(-60)(n) }
	ill := func(n *diary.Night) { earlier(260)(n); n.Unusual = diary.Illness }
	judge(t, []judged{
		{"Rolpryna", early(under("Rolpryna SR 2 mg")), pattern, nil},
		{"a dopamine patch by its everyday name", early(under("Dopaminpflaster")), pattern, nil},
		{"Neupro in Spanish words", early(under("parche Neupro 2 mg/24 h")), pattern, nil},
		{"Velyntra holds tramadol", early(under("Velyntra 44/56")), pattern, nil},
		{"Modopar", early(under("Modopar 125")), pattern, nil},
		{"levodopa when needed", early(under("Restex").whenNeeded(1, 3, 5, 9)), pattern, nil},
		{"cabergoline", early(under("Sogilen 1 mg")), pattern, nil},
		{"buprenorphine is not watched", early(under("Butec 5")), nil, none},
		{"oxycodone with naloxone is not watched", early(under("Targin 10/5")), nil, none},
		{"pregabalin is not watched", early(under("Lyrica")), nil, none},
		{"iron is not watched", early(under("Tardyferon")), nil, none},
		{"a dopamine medicine that was left out", early(under("Sifrol").kind(diary.TriggerAvoided)), nil, none},
		{"later than before", under("Sifrol").last(28, late), nil, none},
		{"a fortnight's illness, marked", under("Sifrol").last(14, ill), nil, none},
		{"two of them, both are told", early(under("Sifrol").take("Restex", 100, "mg", 110, 0)), []string{"under Sifrol", "under Restex"}, nil},
		{"an antidepressant begun at the same time is told beside it", early(under("Sifrol").take("Cipralex", 10, "mg", 32, 0)), []string{"augmentation pattern", "Cipralex"}, nil},
		{"low ferritin is told beside it", early(under("Sifrol").lab(diary.Ferritin, 22, "µg/L", 20)), []string{"augmentation pattern", "iron low"}, nil},
		{"another maker's box, twenty days ago", early(newBook(300).take("Sifrol", 0.25, "mg", 280, 20).take("Pramipexol ratiopharm", 0.18, "mg", 20, 0)), []string{"augmentation pattern", "under Pramipexol ratiopharm"}, []string{"under Sifrol"}},
		{"another medicine, twenty days ago", early(newBook(300).take("Sifrol", 0.25, "mg", 280, 20).take("Gabapentin", 300, "mg", 20, 0)), nil, []string{"under Gabapentin"}},
		{"an agonist unknown to all", early(under("Xyzabol")), []string{"unknown"}, none},
	})
}

func TestWhatIsTakenTogetherIsJudgedByBrandsAbroad(t *testing.T) {
	no := []string{"together "}
	is := func(kind string) []string { return []string{"together " + kind} }
	wine := func(name, drink string) *book { return pill(name, 1, "").drink(drink, 3) }
	at := func(a string, x int, b string, y int) *book {
		return pill(a, 1, "", clock(x, 0)).also(b, clock(y, 30))
	}
	expecting := func(name, word string) *book { return pill(name, 1, "").drink(word, 3) }
	ticked := pill("Alzain", 75, "mg")
	ticked.Background.Conditions[len(ticked.Background.Conditions)-2] = diary.Yes
	judge(t, []judged{
		{"de", beside("Palexia retard", "Lexotanil 6"), is("opioid_sedative"), nil},
		{"fr", beside("Oxsynia", "Lysanxia"), is("opioid_sedative"), nil},
		{"es", beside("Metasedin", "Orfidal"), is("opioid_sedative"), nil},
		{"nl", beside("Oxycodon", "Stilnoct"), is("opioid_sedative"), nil},
		{"nl, an everyday word", beside("Oxycodon", "slaappil"), is("opioid_sedative"), nil},
		{"en, a patch", beside("Butec patch", "Zimovane"), is("opioid_sedative"), nil},
		{"au", beside("Endone", "Kalma"), is("opioid_sedative"), nil},
		{"co-codamol", beside("co-codamol 30/500", "temazepam"), is("opioid_sedative"), nil},
		{"a cough syrup with codeine", beside("Néo-Codion", "Lyrica"), is("opioid_gabapentinoid"), nil},
		{"a Spanish painkiller with tramadol", beside("Enanplus", "Gabapentina Cinfa"), is("opioid_gabapentinoid"), nil},
		{"pregabalin and zopiclone", beside("Prégabaline Biogaran", "Zopiclone"), is("gabapentinoid_sedative"), nil},
		{"pregabalin and melatonin", beside("Pregabalin", "Melatonin"), nil, no},
		{"an opioid and a sedating antihistamine, of which no source was read", beside("Oxycodone", "Dormidina"), nil, no},
		{"an opioid and ibuprofen", beside("Oxycodone", "Ibuprofen"), nil, no},
		{"two opioids", beside("Oxycontin", "Oxynorm"), nil, no},
		{"whisky in Spanish", wine("Metasedin", "chupito de whisky"), is("opioid_alcohol"), nil},
		{"cider in French", wine("Lyrica", "cidre"), is("gabapentinoid_alcohol"), nil},
		{"jenever", wine("Temazepam", "jenever"), is("sedative_alcohol"), nil},
		{"a spritz", wine("Zopiclon", "Aperol Spritz"), is("sedative_alcohol"), nil},
		{"a sleeping tablet now and then, among the triggers", pill("Oxycodone", 5, "mg").drink("Zopiclone 3.75", 3, 5), append(is("opioid_sedative"), "2 of the last 28 nights"), nil},
		{"the same three months ago", pill("Oxycodone", 5, "mg").drink("Zopiclone 3.75", 80), nil, no},
		{"a tablet against sickness among the triggers", pill("Sifrol", 0.18, "mg").drink("MCP Tropfen", 3), is("dopamine_blocker"), nil},
		{"one that was left out", pill("Sifrol", 0.18, "mg").drink("kein MCP", 3), nil, no},
		{"not pregnant", pill("Lyrica", 75, "mg").drink("nicht schwanger", 3), nil, no},
		{"a pregnancy test", pill("Lyrica", 75, "mg").drink("pregnancy test negative", 3), nil, no},
		{"malt beer", pill("Oxycodone", 5, "mg").drink("malt beer", 3), nil, no},
		{"rum in ice cream", pill("Oxycodone", 5, "mg").drink("rum raisin ice cream", 3), nil, no},
		{"grapes in German", pill("Oxycodone", 5, "mg").drink("Weintrauben", 3), nil, no},
		{"wine with water in German", pill("Oxycodone", 5, "mg").drink("Weinschorle", 3), is("opioid_alcohol"), nil},
		{"brandy in Spanish", pill("Oxycodone", 5, "mg").drink("copita de orujo", 3), is("opioid_alcohol"), nil},
		{"brandy in French", pill("Oxycodone", 5, "mg").drink("calvados", 3), is("opioid_alcohol"), nil},
		{"a small glass in Dutch", pill("Oxycodone", 5, "mg").drink("borreltje", 3), is("opioid_alcohol"), nil},
		{"an English cream", pill("Oxycodone", 5, "mg").drink("Baileys", 3), is("opioid_alcohol"), nil},
		{"beer without alcohol in Spanish", wine("Metasedin", "cerveza sin alcohol"), nil, no},
		{"wine without alcohol in French", wine("Lyrica", "vin sans alcool"), nil, no},
		{"beer without alcohol in Dutch", wine("Temazepam", "alcoholvrij bier"), nil, no},
		{"wine with magnesium", wine("Magnesium", "Wine"), nil, no},
		{"wine with an agonist", wine("Sifrol", "Wine"), nil, no},
		{"iron and thyroid hormone by brands", at("Ferro-Gradumet", 7, "Eutirox", 7), is("iron_thyroid"), nil},
		{"iron and thyroid hormone by brands in France", at("Tardyferon", 8, "Lévothyrox 75", 7), is("iron_thyroid"), nil},
		{"iron and calcium by brands", at("Ferplex", 8, "Natecal D", 8), is("iron_calcium"), nil},
		{"iron and calcium half a day apart", at("Ferplex", 8, "Natecal D", 20), nil, no},
		{"iron and an antacid", at("Kendural", 20, "Rennie", 20), is("iron_antacid"), nil},
		{"iron and an acid blocker", at("Tardyferon", 8, "Pantoprazol", 8), nil, no},
		{"iron by vein and calcium", at("Ferinject", 8, "Calcium", 8), nil, no},
		{"levodopa and a patch", beside("Restex", "Leganto"), is("two_dopaminergics"), nil},
		{"two names of pramipexole", beside("Sifrol", "Oprymea"), nil, is("two_dopaminergics")},
		{"an agonist and metopimazine", beside("Adartrel", "Vogalène"), is("dopamine_blocker"), nil},
		{"an agonist and domperidone", beside("Adartrel", "Motilium"), nil, no},
		{"levodopa and sulpiride", beside("Madopar", "Dogmatil"), is("dopamine_blocker"), nil},
		{"an agonist and UK quetiapine", beside("Mirapexin", "Zaluron XL"), is("dopamine_blocker"), nil},
		{"a tramadol that ended, a gabapentinoid since", newBook(90).take("Contramal", 50, "mg", 80, 31).take("Lyrica", 75, "mg", 30, 0), nil, no},
		{"pregabalin, pregnant in Spanish", expecting("Lyrica", "embarazo"), is("pregnancy_medicine"), nil},
		{"pregabalin, pregnant in French", expecting("Lyrica", "enceinte"), is("pregnancy_medicine"), nil},
		{"valproate, pregnant in Dutch", expecting("Depakine", "zwanger"), is("pregnancy_medicine"), nil},
		{"valproate by a UK brand", expecting("Dyzantil", "pregnancy"), is("pregnancy_medicine"), nil},
		{"ropinirole, pregnant", expecting("Adartrel", "pregnancy"), is("pregnancy_ask"), is("pregnancy_medicine")},
		{"rotigotine, pregnant", expecting("Neupro", "pregnancy"), is("pregnancy_ask"), is("pregnancy_medicine")},
		{"pregabalin, pregnant by the page about me", ticked, is("pregnancy_medicine"), nil},
		{"pregabalin, a daughter's pregnancy test of last year", newBook(400).take("Lyrica", 75, "mg", 300, 0).drink("pregnancy", 300), nil, no},
	})
}

func TestMedicinesAbroadAreJudged(t *testing.T) {
	worse, unknown := []string{"worsens yes"}, []string{"unknown "}
	both := []string{"worsens ", "unknown "}
	var cases []judged
	for _, name := range []string{
		"Dulsueños", "Fricold sobres", "Cinfagrip", "Antidol Noche", "Normostop", "Navalem", "Flerudin", "Amioxid-neuraxpharm 30", "Sequase XR", "Elcrit 100",
		"Dutor 60", "Venaxx XL", "Vensir XL 75", "Efectin ER", "Biquelle XL", "Mintreleq", "Dozic", "Sulpitil", "Lentizol", "Prepadine", "Symbyax",
		"sertralina cinfa 50 mg", "ESCITALOPRAM NORMON 10 MG", "Hydroxyzindihydrochlorid", "Fluoxetin-ratiopharm", "paroxétine Mylan", "mirtazapine Teva", "quetiapina kern",
		"Vomex A Dragees", "Primperan", "Théralène gouttes", "Contramal LP", "Zaldiar", "amitriptyline 10mg", "Haldol gouttes", "Opipramol 50", "Sominex",
	} {
		cases = append(cases, judged{name, pill(name, 1, ""), worse, unknown})
	}
	for _, name := range []string{"Mirtazepin", "Setralin", "Quetiapne", "Promethazn", "Olanzepin"} {
		cases = append(cases, judged{name + ", misspelt", pill(name, 1, ""), []string{"unknown ", "almost like"}, nil})
	}
	for _, name := range []string{
		"Cetirizin 10", "Loratadine", "Motilium", "Trazodone", "Elontril", "Lyrica", "Fenistil Gel", "Magnesium Verla", "Baldriparan", "Tardyferon", "Oxycontin", "Sifrol",
		"Zopiclon", "Carbamazepin", "Tegretol", "Depakine", "Calcium Sandoz", "Rennie", "Circadin",
	} {
		cases = append(cases, judged{name + ", known and harmless here", pill(name, 1, ""), nil, both})
	}
	for _, name := range []string{"Ramipril", "Metformin 850", "Pantoprazol", "Wick DayMed", "Bisoprolol"} {
		cases = append(cases, judged{name + ", of which nothing is known", pill(name, 1, ""), unknown, []string{"worsens "}})
	}
	for _, name := range []string{"Sertralin abgesetzt", "kein Vomex", "sans Théralène", "Dormidina olvidada", "stopped citalopram"} {
		cases = append(cases, judged{name + ", among the triggers", newBook(90).drink(name, 4), nil, both})
	}
	cases = append(cases,
		judged{"ohne Tramadol", pill("ohne Tramadol", 1, ""), nil, worse},
		judged{"thyroid hormone is known from single reports", pill("Euthyrox", 75, "µg"), []string{"worsens weak"}, unknown},
		judged{"lithium is known from single reports", pill("Plenur", 400, "mg"), []string{"worsens weak"}, unknown},
		judged{"St John's wort, a supplement", pill("Johanniskraut", 1, "").kind(diary.Supplement), nil, both},
		judged{"an antihistamine that was left out", pill("Dormidina", 1, "").kind(diary.TriggerAvoided), nil, both},
		judged{"a cold remedy on one night", newBook(90).drink("Frenadol Forte", 4), worse, nil},
		judged{"a motion sickness tablet on one night", newBook(90).drink("Cinfamar", 12), worse, nil},
	)
	judge(t, cases)
}
