package clinical

import (
	"slices"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
)

// What is taken or used beside something told about the person. First is its name, and Second is empty.
const (
	// KidneyDose is a medicine whose label lowers the dose, or advises against it, where the kidneys work less. Those of which
	// the label's highest dose is known by figures are KidneyMedicine.
	KidneyDose PairKind = "kidneys_dose"
	// KidneyBuildUp is what builds up in the body where they do.
	KidneyBuildUp PairKind = "kidneys_build_up"
	// ApnoeaBreathing can slow breathing in sleep.
	ApnoeaBreathing PairKind = "apnoea_breathing"
	// DepressionMood can bring on low mood or thoughts of self-harm.
	DepressionMood PairKind = "depression_mood"
	// NeuropathyB6 is vitamin B6, of which much damages nerves.
	NeuropathyB6 PairKind = "neuropathy_b6"
	// NeuropathyCompression presses on legs that may feel less.
	NeuropathyCompression PairKind = "neuropathy_compression"
	// PregnancyAsk is for a doctor to decide about in a pregnancy.
	PregnancyAsk PairKind = "pregnancy_ask"
)

// weakKidneys is the filtration in mL/min/1.73 m² under which kidneys count as working less (KDIGO 2012, G3a and beyond).
const weakKidneys = 60.0

// caution says what a condition means for what is taken, by where each is from: of single medicines by their international
// names, of whole classes, and of entries of the catalogue that are no medicines of the list.
type caution struct {
	kind      PairKind
	medicines map[string]string
	classes   map[catalogue.Class]string
	entries   map[string]string
}

// cautions by the name of the condition in diary.Conditions.
var cautions = map[string][]caution{
	"kidneys": {
		{kind: KidneyDose, medicines: map[string]string{
			pramipexole:  "Sifrol leaflet 3",
			"ropinirole": "Adartrel SmPC 4.3",
			"tramadol":   "Tramadol label 2.2",
			"morphine":   "Oramorph SmPC 4.2",
			oxycodone:    "Targin SmPC 4.4",
			"codeine":    "Codeine phosphate SmPC 4.2",
			"methadone":  "Physeptone SmPC 4.4",
			"clonazepam": "Rivotril SmPC 4.4",
			"duloxetine": "Cymbalta SmPC 4.3",
		}},
		{kind: KidneyBuildUp, entries: map[string]string{"magnesium": "Van Laecke 2023, Kidney Dial 4:1"}},
	},
	"apnoea": {{kind: ApnoeaBreathing,
		medicines: beside(benzodiazepines, "EU core safety profile of brotizolam 4.3", map[string]string{
			oxycodone: "Targin SmPC 4.4", "clonazepam": "Rivotril SmPC 4.3", "zolpidem": "Stilnoct SmPC 4.3",
			"zopiclone": "Zopiclone leaflet 2", "eszopiclone": "Zopiclone leaflet 2",
		}),
		classes: map[catalogue.Class]string{catalogue.Opioid: "Farney 2003, Chest 123:632"},
	}},
	"depression": {{kind: DepressionMood,
		medicines: map[string]string{"valproate": aedMood, "carbamazepine": aedMood, "clonazepam": "Rivotril SmPC 4.4"},
		classes:   map[catalogue.Class]string{catalogue.Gabapentinoid: aedMood},
	}},
	"neuropathy": {
		{kind: NeuropathyB6, entries: map[string]string{"vitamin_b6": "EFSA 2023, doi 10.2903/j.efsa.2023.8006"}},
		{kind: NeuropathyCompression, entries: map[string]string{
			"compression_stockings": rabe, "pneumatic_compression": rabe,
		}},
	},
	"pregnancy": {{kind: PregnancyAsk,
		medicines: map[string]string{
			pramipexole: "Sifrol leaflet 2", "ropinirole": "Adartrel SmPC 4.3", "rotigotine": "Neupro SmPC 4.6",
			levodopa: "Madopar SmPC 4.3", "gabapentin": neurontin, "gabapentin enacarbil": neurontin, "clonazepam": "Rivotril SmPC 4.6",
			"carbamazepine": mhra2021, "phenobarbital": mhra2021, "primidone": mhra2021,
		},
		classes: map[catalogue.Class]string{catalogue.Opioid: "FDA 22 Mar 2016"},
		entries: map[string]string{tonicWater: "BfR 2005", quinineTablets: "BfR 2005"},
	}},
}

// Sources that several stand on.
const (
	aedMood  = "FDA 16 Dec 2008"
	rabe     = "Rabe 2020, Phlebology 35:447"
	mhra2021 = "MHRA Jan 2021"
	// Gabapentin enacarbil becomes gabapentin in the body.
	neurontin = "Neurontin SmPC 4.6"
)

// benzodiazepines without those whose own label was read.
var benzodiazepines = []string{
	"alprazolam", "bentazepam", "bromazepam", "brotizolam", "chlordiazepoxide", "clobazam", "clorazepate", "clotiazepam", "cloxazolam",
	"diazepam", "estazolam", "etizolam", "flunitrazepam", "flurazepam", "ketazolam", "loprazolam", "lorazepam", "lormetazepam", "medazepam",
	"midazolam", "nitrazepam", "nordazepam", "oxazepam", "prazepam", "quazepam", "temazepam", "tetrazepam", "triazolam",
}

// beside adds medicines that all stand on one source to those that have their own.
func beside(medicines []string, source string, own map[string]string) map[string]string {
	for _, m := range medicines {
		own[m] = source
	}
	return own
}

// has tells whether a condition is answered with yes under "About me", or said by the diary in another way.
func has(d diary.Diary, c *catalogue.Catalogue, condition string, on diary.Date) bool {
	switch condition {
	case "pregnancy":
		return pregnant(d, c, on)
	case "kidneys":
		egfr, _, _ := latest(d.Labs, diary.EGFR, on)
		if r, tested := egfr.Get(); tested && (r.Value < weakKidneys || !isStale(r, on)) {
			return r.Value < weakKidneys // a figure of the last year says more than an answer
		}
	}
	return d.Background.Conditions[slices.Index(diary.Conditions[:], condition)] == diary.Yes
}

// inConditions tells of what is taken or used and asks for caution in what is told about the person, each thing once for
// each condition.
func inConditions(d diary.Diary, c *catalogue.Catalogue, on diary.Date) []Pair {
	var pairs []Pair
	for _, condition := range diary.Conditions {
		list := cautions[condition]
		if len(list) == 0 || !has(d, c, condition, on) {
			continue
		}
		for _, t := range usedOn(d, c, on) {
			for _, k := range list {
				if source := k.of(t, c); source != "" {
					pairs = append(pairs, Pair{Kind: k.kind, First: t.iv.Name, On: t.iv.ID, Since: t.since, Source: source})
				}
			}
		}
	}
	return pairs
}

// of is where the caution for what is taken or used is from; "" where there is none.
func (k caution) of(t taken, c *catalogue.Catalogue) string {
	for _, m := range t.medicines {
		if _, worse := notInPregnancy[m.ID]; worse && k.kind == PregnancyAsk {
			return "" // more is said of it
		}
		if source := k.medicines[m.ID]; source != "" {
			return source
		}
	}
	for _, m := range t.medicines {
		if source := k.classes[m.Class]; source != "" {
			return source
		}
	}
	if len(k.entries) > 0 {
		for _, item := range c.EntriesOf(t.iv) {
			if source := k.entries[item.ID]; source != "" {
				return source
			}
		}
	}
	return ""
}

// usedOn lists all that is taken or used on a night, devices too.
func usedOn(d diary.Diary, c *catalogue.Catalogue, on diary.Date) []taken {
	list := takenOn(d, c, on)
	for _, iv := range d.Interventions {
		if at := iv.PhaseOn(on); at >= 0 && iv.Kind == diary.Device && !slices.ContainsFunc(list, func(t taken) bool { return t.iv.ID == iv.ID }) {
			list = append(list, taken{iv: iv, phase: iv.Phases[at], since: iv.Phases[at].Start})
		}
	}
	return list
}
