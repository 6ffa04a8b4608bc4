package clinical

import (
	"slices"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
)

// ImpulseAnswer is the last answer to the question on impulses and sleep attacks of a remedy, not later than a date.
func ImpulseAnswer(iv diary.Intervention, on diary.Date) (e diary.SideEffect, answered bool) {
	for _, x := range iv.SideEffects {
		if x.Effect == diary.ImpulseCheck && !x.Date.After(on) {
			e, answered = x, true
		}
	}
	return e, answered
}

// AskImpulses tells whether to ask about impulses and sleep attacks: a dopamine medicine is taken on the night,
// for a month or more, and the last answer is a month old. Labels of dopamine agonists ask for regular checks.
func AskImpulses(iv diary.Intervention, c *catalogue.Catalogue, on diary.Date) bool {
	at := iv.PhaseOn(on)
	if at < 0 || !c.IsTaken(iv) {
		return false
	}
	list := c.Medicines(iv.CatalogueID, iv.Name)
	if !catalogue.InClass(list, catalogue.DopamineAgonist) && !catalogue.InClass(list, catalogue.Levodopa) {
		return false
	}
	first := slices.MinFunc(iv.Phases, func(a, b diary.Phase) int { return a.Start.Compare(b.Start) }).Start
	if on.Sub(first) < impulseDays {
		return false
	}
	last, answered := ImpulseAnswer(iv, on)
	return !answered || on.Sub(last.Date) >= impulseDays
}
