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
	levodopa:               {200, UsualRange, "Restex SmPC 4.2: 200–300 mg"},
	"gabapentin":           {2400, Studied, "Garcia-Borreguero 2002, Neurology 59:1573"},
	"pregabalin":           {450, Studied, "Allen 2010, Sleep Med 11:512"},
	"gabapentin enacarbil": {1200, Studied, "Lee 2011, J Clin Sleep Med 7:282"},
	"cabergoline":          {2, Studied, "Oertel 2006, Neurology 67:1040"},
	oxycodone:              {30, UsualRange, "Silber 2018, Mayo Clin Proc 93:59: 10–30 mg"},
	"methadone":            {20, UsualRange, "Silber 2018, Mayo Clin Proc 93:59: 5–20 mg"},
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
	"gabapentin enacarbil": {"Horizant label 2.3", 60, []kidneyLimit{{30, 600}, {15, 300}, {0, 150}}},
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
	// Nights of the last four weeks on which more than Limit was noted as taken, the last on Last, where the dose
	// written down for the medicine is not above it; Daily is then the most of a night. 0 where the dose itself is.
	Nights int
	Last   diary.Date
}

// mentions tells whether one of the words stands in a name or unit.
func mentions(text string, words ...string) bool {
	return slices.ContainsFunc(strings.Fields(i18n.Fold(text)), func(w string) bool { return slices.Contains(words, w) })
}

// doseSum adds up one medicine under all its names.
type doseSum struct {
	DoseAbove
	names      []string
	base, salt bool
	// noted is what was noted as taken of it, in mg by night.
	noted map[diary.Date]float64
}

// notedNights is over how many of the last nights single doses are looked at.
const notedNights = 28

// add counts a remedy that holds the medicine.
func (s *doseSum) add(iv diary.Intervention, p diary.Phase, on diary.Date) {
	text := iv.Name + " " + p.Unit
	if mg, ok := daily(s.Medicine, iv.Name, p); ok {
		s.Daily += mg
	}
	for _, in := range iv.Intakes {
		at := iv.PhaseOn(in.Night)
		if in.Status != diary.Taken || in.Night.After(on) || on.Sub(in.Night) >= notedNights || at < 0 {
			continue
		}
		one := diary.Phase{Dose: in.Dose, Unit: iv.Phases[at].Unit}
		if !one.Dose.IsSet() {
			one.Dose = iv.Phases[at].Dose
		}
		if mg, ok := daily(s.Medicine, iv.Name, one); ok {
			s.noted[in.Night] += mg
		}
	}
	s.InterventionIDs, s.names = append(s.InterventionIDs, iv.ID), append(s.names, iv.Name)
	s.base = s.base || mentions(text, "base")
	s.salt = s.salt || mentions(text, "salt", "salz", "sal", "sel", "zout", "dihydrochloride", "dihydrochlorid", "dihidrocloruro", "dichlorhydrate")
}

// judge sets the limit that a daily dose is held against, and tells whether it is above it.
func (s *doseSum) judge(mg float64, labs []diary.LabResult, on diary.Date) bool {
	limit := doseLimits[s.Medicine]
	s.Limit, s.Basis, s.Source, s.IfBase, s.EGFR = limit.mg, limit.basis, limit.source, false, diary.None[Reading]()
	if s.Medicine == pramipexole && mg <= limit.mg && !s.salt && (s.base || !surelySalt(mg)) {
		s.Limit, s.IfBase = pramipexoleBase, !s.base
	} else if s.Medicine == pramipexole && s.base {
		s.Limit = pramipexoleBase
	}
	s.byKidneys(labs, on)
	return mg > s.Limit
}

// above tells whether the dose written down, or what was noted on single nights, is above the highest.
func (s *doseSum) above(labs []diary.LabResult, on diary.Date) bool {
	s.Name = strings.Join(s.names, " + ")
	if s.judge(s.Daily, labs, on) {
		return true
	}
	most := 0.0
	for night, mg := range s.noted {
		if s.judge(mg, labs, on) {
			s.Nights++
			most = max(most, mg)
			if s.Last.Before(night) {
				s.Last = night
			}
		}
	}
	s.Daily = most
	return s.Nights > 0 && s.judge(most, labs, on)
}

// DosesAbove looks at what is taken on a night for daily doses above the highest in restless legs, and at what was
// noted as taken on the nights before. Doses of the same medicine under two names are added up.
func DosesAbove(d diary.Diary, c *catalogue.Catalogue, on diary.Date) []DoseAbove {
	var sums []*doseSum
	for _, iv := range d.Interventions {
		at := iv.PhaseOn(on)
		if at < 0 || !c.IsTaken(iv) {
			continue
		}
		for _, m := range c.Medicines(iv.CatalogueID, iv.Name) {
			if _, limited := doseLimits[m.ID]; !limited {
				continue
			}
			i := slices.IndexFunc(sums, func(s *doseSum) bool { return s.Medicine == m.ID })
			if i < 0 {
				sums, i = append(sums, &doseSum{DoseAbove: DoseAbove{Medicine: m.ID}, noted: map[diary.Date]float64{}}), len(sums)
			}
			sums[i].add(iv, iv.Phases[at], on)
		}
	}
	var above []DoseAbove
	for _, s := range sums {
		if s.above(d.Labs, on) {
			above = append(above, s.DoseAbove)
		}
	}
	return above
}

// byKidneys lowers the limit to that of the label where the latest kidney function asks for it.
func (a *DoseAbove) byKidneys(labs []diary.LabResult, on diary.Date) {
	by, ok := kidneyLimits[a.Medicine]
	egfr, _, _ := latest(labs, diary.EGFR, on)
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
