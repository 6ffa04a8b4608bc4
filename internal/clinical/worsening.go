package clinical

import (
	"slices"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
)

// Aggravator is a medicine in the diary that can make restless legs worse.
type Aggravator struct {
	// InterventionID and Phase are those of a remedy; TriggerID is that of a trigger, noted on Nights.
	InterventionID, TriggerID int64
	Phase                     diary.Phase
	Nights                    int
	// Name as the user has it.
	Name string
	// Known says how well it is known to worsen.
	Known catalogue.Worsens
	// InSomePacks are the international names of what only some packs of the brand hold.
	InSomePacks []string
}

// Aggravators lists such medicines among the remedies and triggers from one night to another, those that ended
// between them too: each dose of a remedy by itself.
func Aggravators(d diary.Diary, c *catalogue.Catalogue, first, last diary.Date) []Aggravator {
	var list []Aggravator
	for _, iv := range d.Interventions {
		known := c.WorseningOf(iv.CatalogueID, iv.Name)
		if known == catalogue.NotKnownToWorsen || !c.IsTaken(iv) {
			continue
		}
		for _, p := range iv.Phases {
			if covers(p, first, last) {
				list = append(list, Aggravator{InterventionID: iv.ID, Phase: p, Name: iv.Name, Known: known, InSomePacks: c.InSomePacks(iv.CatalogueID, iv.Name)})
			}
		}
	}
	for _, t := range d.Triggers {
		known := c.WorseningOf(t.CatalogueID, t.Name)
		if known == catalogue.NotKnownToWorsen || t.CatalogueID == "" && catalogue.IsLeftOut(t.Name) {
			continue
		}
		nights := map[diary.Date]bool{}
		for _, e := range d.Exposures {
			if e.TriggerID == t.ID && e.Met() && !e.Night.Before(first) && !e.Night.After(last) {
				nights[e.Night] = true
			}
		}
		if len(nights) > 0 {
			list = append(list, Aggravator{TriggerID: t.ID, Nights: len(nights), Name: t.Name, Known: known, InSomePacks: c.InSomePacks(t.CatalogueID, t.Name)})
		}
	}
	return list
}

// UnknownMedicines are the prescribed medicines from one night to another of which the program knows nothing.
func UnknownMedicines(d diary.Diary, c *catalogue.Catalogue, first, last diary.Date) []diary.Intervention {
	var list []diary.Intervention
	for _, iv := range d.Interventions {
		taken := slices.ContainsFunc(iv.Phases, func(p diary.Phase) bool { return covers(p, first, last) })
		if taken && c.IsUnknownMedicine(iv) {
			list = append(list, iv)
		}
	}
	return list
}

// covers tells whether a phase has a night from one to another.
func covers(p diary.Phase, first, last diary.Date) bool {
	end, ended := p.End.Get()
	return !p.Start.After(last) && (!ended || end.After(first))
}
