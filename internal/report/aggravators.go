package report

import (
	"stillnight/internal/diary"
)

// aggravator is a medicine in the diary that can make restless legs worse.
type aggravator struct {
	// name as the user has it.
	name string
	// words tell when it was taken, or on how many nights.
	words string
}

// aggravators lists such medicines among the remedies and triggers of the nights covered.
func aggravators(o Options, m material) []aggravator {
	var list []aggravator
	for _, iv := range m.d.Interventions {
		if !o.shows(iv.ID) || !o.Catalogue.CanWorsen(iv.CatalogueID, iv.Name) {
			continue
		}
		for _, p := range iv.Phases {
			if end, ended := p.End.Get(); p.Start.After(m.last) || ended && !end.After(m.first) {
				continue
			}
			list = append(list, aggravator{iv.Name, taking{iv: iv, phase: p}.dates(o.L)})
		}
	}
	for _, t := range m.d.Triggers {
		if !o.Catalogue.CanWorsen(t.CatalogueID, t.Name) {
			continue
		}
		nights := map[diary.Date]bool{}
		for _, e := range m.d.Exposures {
			if e.TriggerID == t.ID && !e.Night.Before(m.first) && !e.Night.After(m.last) {
				nights[e.Night] = true
			}
		}
		if len(nights) > 0 {
			list = append(list, aggravator{t.Name, o.L.N("report.nights", len(nights))})
		}
	}
	return list
}

// aggravatorWords is one sentence about them; empty where there are none.
func aggravatorWords(o Options, m material) string {
	var words []string
	for _, a := range aggravators(o, m) {
		words = append(words, o.L.T("report.aggravator", "name", a.name, "when", a.words))
	}
	if len(words) == 0 {
		return ""
	}
	return o.L.T("report.aggravators", "list", o.L.List(words))
}
