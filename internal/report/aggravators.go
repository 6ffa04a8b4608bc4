package report

import (
	"strings"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
)

// aggravator is a medicine in the diary that can make restless legs worse.
type aggravator struct {
	// name as the user has it.
	name string
	// when tells when it was taken, or on how many nights.
	when string
	// known says how well it is known to worsen.
	known catalogue.Worsens
}

// words name it with the nights on which it was taken, and say where little is known.
func (a aggravator) words(o Options) string {
	if a.known == catalogue.WeaklyKnown {
		return o.L.T("clinical.aggravator_weak", "name", a.name, "when", a.when)
	}
	return o.L.T("report.aggravator", "name", a.name, "when", a.when)
}

// aggravators lists such medicines among the remedies and triggers of the nights covered.
func aggravators(o Options, m material) []aggravator {
	var list []aggravator
	for _, iv := range m.d.Interventions {
		known := o.Catalogue.WorseningOf(iv.CatalogueID, iv.Name)
		if !o.shows(iv.ID) || known == catalogue.NotKnownToWorsen {
			continue
		}
		for _, p := range iv.Phases {
			if covers(m, p) {
				list = append(list, aggravator{iv.Name, taking{iv: iv, phase: p}.dates(o.L), known})
			}
		}
	}
	for _, t := range m.d.Triggers {
		known := o.Catalogue.WorseningOf(t.CatalogueID, t.Name)
		if known == catalogue.NotKnownToWorsen {
			continue
		}
		nights := map[diary.Date]bool{}
		for _, e := range m.d.Exposures {
			if e.TriggerID == t.ID && !e.Night.Before(m.first) && !e.Night.After(m.last) {
				nights[e.Night] = true
			}
		}
		if len(nights) > 0 {
			list = append(list, aggravator{t.Name, o.L.N("report.nights", len(nights)), known})
		}
	}
	return list
}

// covers tells whether a phase has a night among those covered.
func covers(m material, p diary.Phase) bool {
	end, ended := p.End.Get()
	return !p.Start.After(m.last) && (!ended || end.After(m.first))
}

// unknownMedicines are the prescribed medicines of the nights covered of which the program knows nothing.
func unknownMedicines(o Options, m material) []string {
	var names []string
	for _, iv := range m.d.Interventions {
		for _, p := range iv.Phases {
			if o.shows(iv.ID) && covers(m, p) && o.Catalogue.IsUnknownMedicine(iv) {
				names = append(names, iv.Name)
				break
			}
		}
	}
	return names
}

// aggravatorWords is one sentence about them; empty where there are none.
func aggravatorWords(o Options, m material) string {
	var words []string
	for _, a := range aggravators(o, m) {
		words = append(words, a.words(o))
	}
	if len(words) == 0 {
		return ""
	}
	return o.L.T("report.aggravators", "list", o.L.List(words))
}

// lookedForWords say how many medicines were looked for in vain, where none was found, and which of those taken
// the program does not know. Neither is a reason to be reassured.
func lookedForWords(o Options, m material) string {
	var words []string
	all := o
	all.InterventionIDs = nil // one that is left off the pages is still in the diary
	if len(aggravators(all, m)) == 0 {
		words = append(words, o.L.N("clinical.no_aggravators", o.Catalogue.WorseningCount()))
	}
	if names := unknownMedicines(o, m); len(names) > 0 {
		words = append(words, o.L.T("clinical.unknown_medicines", "list", o.L.List(names)))
	}
	return strings.Join(words, " ")
}
