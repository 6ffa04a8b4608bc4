package clinical

import (
	"slices"
	"strings"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
)

// PairKind names two things that do not go together.
type PairKind string

// The pairs. Only those with a primary source are looked for.
const (
	OpioidGabapentinoid   PairKind = "opioid_gabapentinoid"
	OpioidSedative        PairKind = "opioid_sedative"
	GabapentinoidSedative PairKind = "gabapentinoid_sedative"
	OpioidAlcohol         PairKind = "opioid_alcohol"
	GabapentinoidAlcohol  PairKind = "gabapentinoid_alcohol"
	SedativeAlcohol       PairKind = "sedative_alcohol"
	TwoDopaminergics      PairKind = "two_dopaminergics"
	DopamineAndBlocker    PairKind = "dopamine_blocker"
	IronCalcium           PairKind = "iron_calcium"
	IronAntacid           PairKind = "iron_antacid"
	IronThyroid           PairKind = "iron_thyroid"
	IronTea               PairKind = "iron_tea"
)

// Risk is what can come of two things together.
type Risk string

// Risks lists every one, what matters most first.
var Risks = []Risk{
	Bleeding, SlowerBreathing, InPregnancy, Rhythm, InApnoea, ByKidneys, ByCreatinine, InWeakKidneys, InDepression, AskInPregnancy, InNeuropathy,
	Opposed, AddsUp, TakeCare, LessHormone, LessIron,
}

// The risks.
const (
	SlowerBreathing Risk = "breathing"
	InPregnancy     Risk = "pregnancy"
	ByKidneys       Risk = "kidneys"
	ByCreatinine    Risk = "creatinine"
	Opposed         Risk = "opposed"
	AddsUp          Risk = "adds_up"
	LessIron        Risk = "less_iron"
	LessHormone     Risk = "less_hormone"
	Bleeding        Risk = "bleeding"
	Rhythm          Risk = "rhythm"
	TakeCare        Risk = "take_care"
	// What asks for caution in a condition told about the person.
	InWeakKidneys  Risk = "kidneys_ask"
	InApnoea       Risk = "apnoea"
	InDepression   Risk = "depression"
	InNeuropathy   Risk = "neuropathy"
	AskInPregnancy Risk = "pregnancy_ask"
)

// risks are what can come of the pairs that do not slow breathing.
var risks = map[PairKind]Risk{
	PregnancyMedicine: InPregnancy, KidneyMedicine: ByKidneys, KidneyCreatinine: ByCreatinine, TwoDopaminergics: AddsUp, DopamineAndBlocker: Opposed,
	IronCalcium: LessIron, IronAntacid: LessIron, IronTea: LessIron, IronThyroid: LessHormone,
	QuinineBleeding: Bleeding, QuinineRhythm: Rhythm, QuininePramipexole: TakeCare,
	KidneyDose: InWeakKidneys, KidneyBuildUp: InWeakKidneys, ApnoeaBreathing: InApnoea, DepressionMood: InDepression,
	NeuropathyB6: InNeuropathy, NeuropathyCompression: InNeuropathy, PregnancyAsk: AskInPregnancy,
}

// Risk tells what can come of a pair.
func (k PairKind) Risk() Risk {
	if risk, ok := risks[k]; ok {
		return risk
	}
	return SlowerBreathing
}

// pairSources are where each is from.
var pairSources = map[PairKind]string{
	OpioidGabapentinoid:   "FDA 19 Dec 2019; EMA PRAC 2017",
	OpioidSedative:        "FDA 31 Aug 2016",
	GabapentinoidSedative: "FDA 19 Dec 2019",
	OpioidAlcohol:         "FDA 31 Aug 2016",
	GabapentinoidAlcohol:  "Lyrica SmPC 4.5; Horizant label 7",
	SedativeAlcohol:       "Rivotril SmPC 4.5; Ambien label 5",
	TwoDopaminergics:      "Garcia-Borreguero 2016, Sleep Med 21:1",
	DopamineAndBlocker:    "Sifrol SmPC 4.5; Adartrel SmPC 4.5",
	IronCalcium:           "Hallberg 1991, Am J Clin Nutr 53:112",
	IronAntacid:           "Ekenved 1976, Scand J Haematol Suppl 28:65; O'Neil-Cutting 1986, JAMA 255:1468",
	IronThyroid:           "Campbell 1992, Ann Intern Med 117:1010",
	IronTea:               "Hurrell 1999, Br J Nutr 81:289",
}

// ownSources are where it is from of single medicines. Of others that of pairSources stands.
var ownSources = map[PairKind]map[string]string{
	OpioidAlcohol:        {oxycodone: "OxyContin label 5; Targin SmPC 4.4"},
	GabapentinoidAlcohol: {"pregabalin": "Lyrica SmPC 4.5", "gabapentin enacarbil": "Horizant label 7", "gabapentin": "FDA 19 Dec 2019"},
	SedativeAlcohol:      beside(benzodiazepines, "FDA 23 Sep 2020", map[string]string{"clonazepam": "Rivotril SmPC 4.5", "zolpidem": "Ambien label 5"}),
	DopamineAndBlocker:   {pramipexole: "Sifrol SmPC 4.5", "ropinirole": "Adartrel SmPC 4.5", "rotigotine": "Neupro leaflet 2"},
}

// ofOthers are the pairs whose own sources in pairSources are labels of some of a class, and not of the class.
var ofOthers = []PairKind{SedativeAlcohol, DopamineAndBlocker}

// cite sets where a pair is from: what is cited is of a medicine of the pair where that is known.
func (p *Pair) cite(of ...taken) {
	for _, t := range of {
		for _, m := range t.medicines {
			if source, own := ownSources[p.Kind][m.ID]; own {
				p.Source = source
				return
			}
		}
	}
	p.Source, p.OfOthers = pairSources[p.Kind], slices.Contains(ofOthers, p.Kind)
}

// Bounds of the rules.
const (
	// apartMinutes keep iron from what binds it.
	apartMinutes = 120
	// drinkNights is how many of the last nights alcohol or coffee is looked for on.
	drinkNights = 28
)

// Pair is two things in the diary that do not go together.
type Pair struct {
	Kind PairKind
	// First and Second are their names; Second began later, or is a drink. It is empty beside a condition or a sign.
	First, Second string
	// On is the remedy on whose card it is said: the one that began later, or the medicine beside a drink; 0 for what was
	// noted as a trigger alone.
	On     int64
	Since  diary.Date
	Source string
	// OfOthers says that the source is of others of the medicine's class.
	OfOthers bool
	// Nights on which the drink was noted; 0 for two remedies.
	Nights int
	// TimesUnknown says of iron that the times of day are not written down, so that the hours between are not known.
	TimesUnknown bool
	// Ticked is the night of the sign beside which it stands.
	Ticked diary.Date
	// Tested is the blood test beside which a KidneyCreatinine stands.
	Tested diary.LabResult
}

// taken is a remedy of the night with what is in it.
type taken struct {
	iv        diary.Intervention
	phase     diary.Phase
	since     diary.Date
	medicines []catalogue.Medicine
	iron      bool // by mouth
}

func (t taken) is(class catalogue.Class) bool { return catalogue.InClass(t.medicines, class) }

func (t taken) isIron() bool { return t.iron }

// blocks tells whether it blocks dopamine.
func (t taken) blocks() bool { return t.is("antipsychotic") || t.is("dopamine_blocker") }

func (t taken) isDopaminergic() bool {
	return t.is(catalogue.DopamineAgonist) || t.is(catalogue.Levodopa)
}

// takenOn lists the remedies of a night, the one begun first first.
func takenOn(d diary.Diary, c *catalogue.Catalogue, on diary.Date) []taken {
	var list []taken
	for _, iv := range d.Interventions {
		at := iv.PhaseOn(on)
		if at < 0 || !c.IsTaken(iv) {
			continue
		}
		t := taken{iv: iv, phase: iv.Phases[at], since: iv.Phases[at].Start, medicines: c.Medicines(iv.CatalogueID, iv.Name),
			iron: c.IsIronByMouth(iv.CatalogueID, iv.Name)}
		for i := at; i > 0 && iv.Phases[i-1].End == diary.Some(iv.Phases[i].Start); i-- {
			t.since = iv.Phases[i-1].Start // a changed dose is no new start
		}
		if c.IsCalcium(iv.CatalogueID, iv.Name) {
			t.medicines = append(t.medicines, catalogue.Medicine{Class: catalogue.Calcium})
		}
		list = append(list, t)
	}
	slices.SortStableFunc(list, func(a, b taken) int { return a.since.Compare(b.since) })
	return list
}

// Pairs looks at what is taken on a night for things that do not go together, each pair once.
func Pairs(d diary.Diary, c *catalogue.Catalogue, on diary.Date) []Pair {
	list := takenOn(d, c, on)
	var pairs []Pair
	for i, first := range list {
		for _, second := range list[i+1:] {
			for _, kind := range together(first, second) {
				p := Pair{Kind: kind, First: first.iv.Name, Second: second.iv.Name, On: second.iv.ID, Since: second.since}
				p.cite(first, second)
				pairs = append(pairs, p)
			}
			if p, near := ironBeside(first, second, on); near {
				pairs = append(pairs, p)
			}
		}
	}
	return slices.Concat(pairs, noted(d, c, list, on), drinks(d, c, list, on), quinine(d, c, list, on), inPregnancy(d, c, list, on),
		byKidneyDisease(d, list, on), inConditions(d, c, on))
}

// noted tells of medicines that were noted as triggers of nights, such as a sleeping tablet now and then, beside what is
// taken: over the last four weeks.
func noted(d diary.Diary, c *catalogue.Catalogue, list []taken, on diary.Date) []Pair {
	var pairs []Pair
	for _, trigger := range d.Triggers {
		if trigger.CatalogueID == "" && catalogue.IsLeftOut(trigger.Name) {
			continue
		}
		other := taken{medicines: c.Medicines(trigger.CatalogueID, trigger.Name)}
		for _, t := range list {
			kinds := together(t, other)
			if len(kinds) == 0 || sameMedicine(t, other) {
				continue
			}
			nights := len(metNights(d, trigger, t, on))
			for _, kind := range kinds {
				if nights > 0 {
					p := Pair{Kind: kind, First: t.iv.Name, Second: strings.TrimSpace(trigger.Name), On: t.iv.ID, Since: t.since, Nights: nights}
					p.cite(t, other)
					pairs = append(pairs, p)
				}
			}
		}
	}
	return pairs
}

// metNights are the exposures to a trigger in the last four weeks on which a remedy was taken.
func metNights(d diary.Diary, trigger diary.Trigger, t taken, on diary.Date) []diary.Exposure {
	var list []diary.Exposure
	for _, e := range d.Exposures {
		if e.TriggerID == trigger.ID && e.Met() && !e.Night.After(on) && !e.Night.Before(t.since) && on.Sub(e.Night) < drinkNights {
			list = append(list, e)
		}
	}
	return list
}

// together tells in which ways two remedies do not go together.
func together(a, b taken) []PairKind {
	both := func(x, y func(taken) bool) bool { return x(a) && y(b) || x(b) && y(a) }
	is := func(class catalogue.Class) func(taken) bool { return func(t taken) bool { return t.is(class) } }
	var kinds []PairKind
	add := func(kind PairKind, applies bool) {
		if applies {
			kinds = append(kinds, kind)
		}
	}
	add(OpioidGabapentinoid, both(is(catalogue.Opioid), is(catalogue.Gabapentinoid)))
	add(OpioidSedative, both(is(catalogue.Opioid), is(catalogue.Sedative)))
	add(GabapentinoidSedative, both(is(catalogue.Gabapentinoid), is(catalogue.Sedative)))
	add(TwoDopaminergics, a.isDopaminergic() && b.isDopaminergic() && !sameMedicine(a, b))
	add(DopamineAndBlocker, both(taken.isDopaminergic, taken.blocks))
	return kinds
}

// sameMedicine tells whether two remedies are one medicine under two names or forms.
func sameMedicine(a, b taken) bool {
	return slices.ContainsFunc(a.medicines, func(m catalogue.Medicine) bool {
		return m.ID != "" && slices.ContainsFunc(b.medicines, func(n catalogue.Medicine) bool { return n.ID == m.ID })
	})
}

// within tells whether two of the times lie less than two hours apart, round the clock.
func within(a, b []diary.Clock) bool {
	const day = int(diary.MaxClock) + 1
	for _, x := range a {
		for _, y := range b {
			apart := (int(x) - int(y) + day) % day
			if min(apart, day-apart) < apartMinutes {
				return true
			}
		}
	}
	return false
}

// drinks tells of alcohol with what slows breathing, and of tea and coffee with iron, over the last four weeks.
// Wine and beer are one drink.
func drinks(d diary.Diary, c *catalogue.Catalogue, list []taken, on diary.Date) []Pair {
	var pairs []Pair
	for _, t := range list {
		var kinds []PairKind
		for _, with := range []struct {
			kind    PairKind
			applies bool
		}{{OpioidAlcohol, t.is(catalogue.Opioid)}, {GabapentinoidAlcohol, t.is(catalogue.Gabapentinoid)}, {SedativeAlcohol, t.is(catalogue.Sedative)}, {IronTea, t.isIron()}} {
			if with.applies {
				kinds = append(kinds, with.kind)
			}
		}
		for _, kind := range kinds {
			nights, names := drunkWith(d, c, t, kind, on)
			if nights >= leastNights(kind) {
				p := Pair{Kind: kind, First: t.iv.Name, Second: strings.Join(names, " + "), On: t.iv.ID, Since: t.since, Nights: nights}
				p.cite(t)
				pairs = append(pairs, p)
			}
		}
	}
	return pairs
}

// drunkWith counts the nights of the last four weeks on which a drink was noted while a remedy was taken, and
// names the drinks.
func drunkWith(d diary.Diary, c *catalogue.Catalogue, t taken, kind PairKind, on diary.Date) (nights int, names []string) {
	seen := map[diary.Date]bool{}
	for _, trigger := range d.Triggers {
		is := c.IsAlcohol
		if kind == IronTea {
			is = c.IsCaffeine
		}
		if !is(trigger.CatalogueID, trigger.Name) {
			continue
		}
		met, doses := false, t.notedDays(on)
		for _, e := range metNights(d, trigger, t, on) {
			if kind != IronTea || drunkNear(e, t, doses) {
				seen[e.Night], met = true, true
			}
		}
		if met {
			names = append(names, strings.TrimSpace(trigger.Name))
		}
	}
	return len(seen), names
}

// leastNights is on how many nights a drink must be noted: once for what slows breathing, a habit of iron's.
func leastNights(kind PairKind) int {
	if kind == IronTea {
		return 3
	}
	return 1
}

// drunkNear tells whether the last cup was within two hours of a dose; where a time is not known it is not.
func drunkNear(e diary.Exposure, t taken, noted map[diary.Date]nightDoses) bool {
	at, ok := e.LastAt.Get()
	times, _ := t.timesOn(e.Night, noted)
	return ok && within([]diary.Clock{at}, times)
}
