package clinical

import (
	"slices"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
)

// PregnancyMedicine is a medicine that is advised against in pregnancy, and one ticked, noted or answered with yes.
const PregnancyMedicine PairKind = "pregnancy_medicine"

// pregnancyDays is how long a pregnancy that was ticked or noted may go on.
const pregnancyDays = 280

// notInPregnancy are the medicines for restless legs that a label or agency advises against in pregnancy unless nothing
// else will do, by where that is from.
var notInPregnancy = map[string]string{
	"pregabalin": "Lyrica SmPC 4.6",
	"valproate":  "EMA 2018",
}

// pregnant tells whether the diary says of a night that the user is or may be pregnant.
func pregnant(d diary.Diary, c *catalogue.Catalogue, on diary.Date) bool {
	lately := func(night diary.Date) bool { return !night.After(on) && on.Sub(night) < pregnancyDays }
	if at := slices.Index(diary.Conditions[:], "pregnancy"); d.Background.Conditions[at] == diary.Yes {
		return true
	}
	if slices.ContainsFunc(d.Nights, func(n diary.Night) bool { return lately(n.Date) && slices.Contains(n.Safety, diary.PregnancySign) }) {
		return true
	}
	return slices.ContainsFunc(d.Triggers, func(t diary.Trigger) bool {
		return c.IsPregnancy(t.CatalogueID, t.Name) && slices.ContainsFunc(d.Exposures, func(e diary.Exposure) bool {
			return e.TriggerID == t.ID && e.Met() && lately(e.Night)
		})
	})
}

// inPregnancy tells of what is taken and is advised against in pregnancy.
func inPregnancy(d diary.Diary, c *catalogue.Catalogue, list []taken, on diary.Date) []Pair {
	if !pregnant(d, c, on) {
		return nil
	}
	var pairs []Pair
	for _, t := range list {
		for _, m := range t.medicines {
			if source, advisedAgainst := notInPregnancy[m.ID]; advisedAgainst {
				pairs = append(pairs, Pair{Kind: PregnancyMedicine, First: t.iv.Name, On: t.iv.ID, Since: t.since, Source: source})
			}
		}
	}
	return pairs
}
