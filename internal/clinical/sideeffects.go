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

// impulsesTold is how many days an answer that there were new urges or sudden sleep is told: three of the monthly
// questions.
const impulsesTold = 3 * impulseDays

// Impulses are new urges or sudden sleep under a remedy, as the question about them was answered.
type Impulses struct {
	Intervention string
	// Told is the latest answer that there were some; Since is when it was last answered after it that there were none.
	Told  diary.SideEffect
	Since diary.Optional[diary.Date]
}

// ImpulsesTold finds what was answered in the last three months before a date, or whenever it was the last answer for
// what is still taken.
func ImpulsesTold(d diary.Diary, on diary.Date) []Impulses {
	var list []Impulses
	for _, iv := range d.Interventions {
		found := Impulses{Intervention: iv.Name}
		for _, e := range iv.SideEffects {
			switch {
			case e.Effect != diary.ImpulseCheck || e.Date.After(on):
			case e.Severity != diary.NoEffect:
				found.Told, found.Since = e, diary.None[diary.Date]()
			case found.Told.Severity != diary.NoEffect:
				found.Since = diary.Some(e.Date)
			}
		}
		lately := on.Sub(found.Told.Date) < impulsesTold
		if found.Told.Severity != diary.NoEffect && (lately || !found.Since.IsSet() && iv.PhaseOn(on) >= 0) {
			list = append(list, found)
		}
	}
	return list
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
