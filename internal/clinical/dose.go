package clinical

import (
	"slices"
	"strings"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Basis says what the highest dose rests on.
type Basis string

// What a highest dose may rest on.
const (
	// Studied is the highest dose of trials in restless legs, or that of the label for them.
	Studied Basis = "studied"
	// UsualRange is where a label or guideline sees the usual range end.
	UsualRange Basis = "usual"
	// Kidneys is the highest dose of the label at the kidney function in the diary.
	Kidneys Basis = "kidneys"
)

// doseLimit is the highest daily dose of a medicine in mg.
type doseLimit struct {
	mg     float64
	basis  Basis
	source string
}

// doseLimits are the highest daily doses in restless legs. Pramipexole is given by its salt, as it is sold in
// most of the world; pramipexoleBase is the same dose as base, as packs in Europe name it.
var doseLimits = map[string]doseLimit{
	"ropinirole":           {4, Studied, "Adartrel SmPC 4.2"},
	pramipexole:            {0.75, Studied, "Sifrol SmPC 4.2"},
	"rotigotine":           {3, Studied, "Neupro SmPC 4.2"},
	"levodopa":             {200, UsualRange, "Restex SmPC 4.2"},
	"gabapentin":           {2400, Studied, "Garcia-Borreguero 2002, Neurology 59:1573"},
	"pregabalin":           {450, Studied, "Garcia-Borreguero 2010, Neurology 74:1897"},
	"gabapentin enacarbil": {1200, Studied, "Lee 2011, J Clin Sleep Med 7:282"},
	"cabergoline":          {2, Studied, "Oertel 2006, Neurology 67:1040"},
}

// pramipexole in mg: 0.75 of the salt hold 0.54 of the base (Sifrol SmPC 4.2).
const (
	pramipexole     = "pramipexole"
	pramipexoleBase = 0.54
)

// kidneyLimit is the highest daily dose in mg from a kidney function upwards, in mL/min.
type kidneyLimit struct{ from, mg float64 }

// kidneyLimits are those of the labels, the best kidneys first. They are given by creatinine clearance; the
// diary has the estimated filtration, which is near to it. Above the first no bound holds.
var kidneyLimits = map[string]struct {
	source string
	below  float64
	limits []kidneyLimit
}{
	"gabapentin":           {"Neurontin SmPC 4.2", 80, []kidneyLimit{{50, 1800}, {30, 900}, {15, 600}, {0, 300}}},
	"pregabalin":           {"Lyrica SmPC 4.2", 60, []kidneyLimit{{30, 300}, {15, 150}, {0, 75}}},
	"gabapentin enacarbil": {"Horizant label 2.3", 60, []kidneyLimit{{30, 600}, {0, 300}}},
}

// DoseAbove is a daily dose above the highest in restless legs.
type DoseAbove struct {
	// InterventionIDs and Name are those of the remedies that hold the medicine; their doses are added up.
	InterventionIDs []int64
	Name            string
	// Medicine is its international name; Daily and Limit are in mg.
	Medicine     string
	Daily, Limit float64
	Basis        Basis
	Source       string
	// IfBase says that the dose is above only if it is meant as base and not as salt.
	IfBase bool
	// EGFR is the kidney function that the limit goes by.
	EGFR diary.Optional[Reading]
}

// inMg are how many mg one of a unit is, folded; a unit that is not here cannot be judged.
var inMg = map[string]float64{
	"mg": 1, "g": 1000, "µg": 0.001, "ug": 0.001, "mcg": 0.001, "mg 24 h": 1, "mg 24h": 1, "mg d": 1, "mg day": 1, "mg tag": 1,
	"mg dia": 1, "mg jour": 1, "mg dag": 1, "mg base": 1, "mg salt": 1, "mg salz": 1, "mg sal": 1, "mg sel": 1, "mg zout": 1,
}

// daily returns the dose of a phase in mg a day: what is taken at each of its times, added up.
func daily(p diary.Phase) (mg float64, ok bool) {
	dose, has := p.Dose.Get()
	unit := i18n.Fold(strings.ReplaceAll(p.Unit, "μ", "µ"))
	if strings.HasPrefix(p.Unit, "µ") || strings.HasPrefix(p.Unit, "μ") {
		unit = "ug"
	}
	factor, known := inMg[unit]
	if !has || !known {
		return 0, false
	}
	return dose * factor * float64(max(len(p.Times), 1)), true
}

// levodopaShare is how much of a dose is levodopa: of a pack named by both its parts, such as 125 for 100 mg of
// levodopa and 25 mg of benserazide, four fifths.
func levodopaShare(medicine string, p diary.Phase) float64 {
	if dose, ok := p.Dose.Get(); ok && medicine == "levodopa" && slices.Contains([]float64{62.5, 125, 250}, dose) {
		return 0.8
	}
	return 1
}

// mentions tells whether one of the words stands in a name or unit.
func mentions(text string, words ...string) bool {
	return slices.ContainsFunc(strings.Fields(i18n.Fold(text)), func(w string) bool { return slices.Contains(words, w) })
}

// DosesAbove looks at what is taken on a night for daily doses above the highest in restless legs. Doses of the
// same medicine under two names are added up.
func DosesAbove(d diary.Diary, c *catalogue.Catalogue, on diary.Date) []DoseAbove {
	type sum struct {
		DoseAbove
		names      []string
		base, salt bool
	}
	var sums []*sum
	for _, iv := range d.Interventions {
		at := iv.PhaseOn(on)
		if at < 0 {
			continue
		}
		mg, ok := daily(iv.Phases[at])
		if !ok {
			continue
		}
		for _, m := range c.Medicines(iv.CatalogueID, iv.Name) {
			if _, limited := doseLimits[m.ID]; !limited {
				continue
			}
			i := slices.IndexFunc(sums, func(s *sum) bool { return s.Medicine == m.ID })
			if i < 0 {
				sums, i = append(sums, &sum{DoseAbove: DoseAbove{Medicine: m.ID}}), len(sums)
			}
			s, text := sums[i], iv.Name+" "+iv.Phases[at].Unit
			s.Daily += mg * levodopaShare(m.ID, iv.Phases[at])
			s.InterventionIDs, s.names = append(s.InterventionIDs, iv.ID), append(s.names, iv.Name)
			s.base = s.base || mentions(text, "base")
			s.salt = s.salt || mentions(text, "salt", "salz", "sal", "sel", "zout", "dihydrochloride", "dihydrochlorid", "dihidrocloruro", "dichlorhydrate")
		}
	}
	var above []DoseAbove
	for _, s := range sums {
		limit := doseLimits[s.Medicine]
		s.Name, s.Limit, s.Basis, s.Source = strings.Join(s.names, " + "), limit.mg, limit.basis, limit.source
		if s.Medicine == pramipexole && s.Daily <= limit.mg && !s.salt {
			s.Limit, s.IfBase = pramipexoleBase, !s.base
		} else if s.Medicine == pramipexole && s.base {
			s.Limit = pramipexoleBase
		}
		s.byKidneys(d.Labs, on)
		if s.Daily > s.Limit {
			above = append(above, s.DoseAbove)
		}
	}
	return above
}

// byKidneys lowers the limit to that of the label where the latest kidney function asks for it.
func (a *DoseAbove) byKidneys(labs []diary.LabResult, on diary.Date) {
	by, ok := kidneyLimits[a.Medicine]
	egfr, _ := latest(labs, diary.EGFR, on)
	r, tested := egfr.Get()
	if !ok || !tested || r.Value >= by.below {
		return
	}
	for _, k := range by.limits {
		if r.Value >= k.from {
			if k.mg < a.Limit {
				a.Limit, a.Basis, a.Source, a.EGFR = k.mg, Kidneys, by.source, egfr
			}
			return
		}
	}
}
