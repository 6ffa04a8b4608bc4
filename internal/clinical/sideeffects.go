package clinical

import (
	"slices"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
)

// sameCourse lists the remedies of a diary that are the same medicine as one, that one among them: its impulses and
// the question about them go with the medicine and not with the box.
func sameCourse(d diary.Diary, iv diary.Intervention, c *catalogue.Catalogue) []diary.Intervention {
	list := []diary.Intervention{iv}
	for _, other := range d.Interventions {
		if other.ID != iv.ID && len(other.Phases) > 0 && c.SameMedicine(iv, other) {
			list = append(list, other)
		}
	}
	return list
}

// answers to the question on impulses and sleep attacks under some remedies, not later than a date, in order of time.
func answers(list []diary.Intervention, on diary.Date) []diary.SideEffect {
	var found []diary.SideEffect
	for _, iv := range list {
		for _, e := range iv.SideEffects {
			if e.Effect == diary.ImpulseCheck && !e.Date.After(on) {
				found = append(found, e)
			}
		}
	}
	slices.SortStableFunc(found, func(a, b diary.SideEffect) int { return a.Date.Compare(b.Date) })
	return found
}

// ImpulseAnswer is the last answer to the question on impulses and sleep attacks of a medicine, under whichever of its
// names, not later than a date.
func ImpulseAnswer(d diary.Diary, iv diary.Intervention, c *catalogue.Catalogue, on diary.Date) (e diary.SideEffect, answered bool) {
	list := answers(sameCourse(d, iv, c), on)
	if len(list) == 0 {
		return e, false
	}
	return list[len(list)-1], true
}

// impulsesTold is how many days an answer that there were new urges or sudden sleep is told: three of the monthly
// questions.
const impulsesTold = 3 * impulseDays

// Impulses are new urges or sudden sleep under a medicine, as the question about them was answered.
type Impulses struct {
	// Intervention is the name under which it is or was taken last, and ToldUnder that under which it was told.
	Intervention, ToldUnder string
	// Told is the latest answer that there were some; Since is when it was last answered after it that there were none.
	Told  diary.SideEffect
	Since diary.Optional[diary.Date]
}

// ImpulsesTold finds what was answered in the last three months before a date, or whenever it was the last answer for
// what is still taken.
func ImpulsesTold(d diary.Diary, c *catalogue.Catalogue, on diary.Date) []Impulses {
	var list []Impulses
	if len(answers(d.Interventions, on)) == 0 {
		return list
	}
	done := map[int64]bool{}
	for _, iv := range d.Interventions {
		if done[iv.ID] {
			continue
		}
		course := sameCourse(d, iv, c)
		taken := false
		for _, one := range course {
			done[one.ID] = true
			taken = taken || one.PhaseOn(on) >= 0
		}
		found := Impulses{Intervention: takenLast(course, on).Name}
		for _, e := range answers(course, on) {
			switch {
			case e.Severity != diary.NoEffect:
				found.Told, found.Since = e, diary.None[diary.Date]()
			case found.Told.Severity != diary.NoEffect:
				found.Since = diary.Some(e.Date)
			}
		}
		lately := on.Sub(found.Told.Date) < impulsesTold
		if found.Told.Severity != diary.NoEffect && (lately || !found.Since.IsSet() && taken) {
			found.ToldUnder = toldUnder(course, found.Told)
			list = append(list, found)
		}
	}
	return list
}

// Severe is a side effect that was noted as severe.
type Severe struct {
	// Intervention is the name under which it was noted.
	Intervention string
	Effect       diary.SideEffect
}

// severeTold is how many days a severe side effect of what is still taken is told.
const severeTold = 365

// mostSevere is how many of one medicine are told.
const mostSevere = 2

// SevereEffects finds the severe side effects, the latest first, of the last year before a date under what is still
// taken, and of the last three months under anything else. Answers to the question on impulses and sleep attacks are
// not among them: see ImpulsesTold.
func SevereEffects(d diary.Diary, c *catalogue.Catalogue, on diary.Date) []Severe {
	var list []Severe
	for _, iv := range d.Interventions {
		if !slices.ContainsFunc(iv.SideEffects, isSevere) {
			continue
		}
		var found []Severe
		taken := slices.ContainsFunc(sameCourse(d, iv, c), func(one diary.Intervention) bool { return one.PhaseOn(on) >= 0 })
		for _, e := range iv.SideEffects {
			if !isSevere(e) || e.Date.After(on) {
				continue
			}
			if ago := on.Sub(e.Date); ago < impulsesTold || taken && ago < severeTold {
				found = append(found, Severe{iv.Name, e})
			}
		}
		slices.SortStableFunc(found, func(a, b Severe) int { return b.Effect.Date.Compare(a.Effect.Date) })
		list = append(list, found[:min(len(found), mostSevere)]...)
	}
	return list
}

func isSevere(e diary.SideEffect) bool {
	return e.Severity == diary.SevereEffect && e.Effect != diary.ImpulseCheck
}

// toldUnder is the name of the remedy of a course under which a side effect was noted.
func toldUnder(course []diary.Intervention, e diary.SideEffect) string {
	at := slices.IndexFunc(course, func(iv diary.Intervention) bool { return slices.Contains(iv.SideEffects, e) })
	return course[at].Name
}

// takenLast is the remedy of a course that was begun last, of those taken on a date where there are some.
func takenLast(course []diary.Intervention, on diary.Date) diary.Intervention {
	begun := func(iv diary.Intervention) (taken bool, start diary.Date) {
		if at := iv.PhaseOn(on); at >= 0 {
			return true, iv.Phases[at].Start
		}
		for _, p := range iv.Phases {
			if !p.Start.After(on) && start.Before(p.Start) {
				start = p.Start
			}
		}
		return false, start
	}
	best := course[0]
	for _, iv := range course[1:] {
		was, since := begun(best)
		if now, start := begun(iv); now && !was || now == was && start.After(since) {
			best = iv
		}
	}
	return best
}

// AskImpulses tells whether to ask about impulses and sleep attacks under a remedy: a dopamine medicine is taken on the
// night, for a month or more under whichever name, and the last answer is a month old. Where it is taken under two names
// it is asked under the one begun last. Labels of dopamine agonists ask for regular checks.
func AskImpulses(d diary.Diary, iv diary.Intervention, c *catalogue.Catalogue, on diary.Date) bool {
	if iv.PhaseOn(on) < 0 || !c.IsTaken(iv) {
		return false
	}
	medicines := c.Medicines(iv.CatalogueID, iv.Name)
	if !catalogue.InClass(medicines, catalogue.DopamineAgonist) && !catalogue.InClass(medicines, catalogue.Levodopa) {
		return false
	}
	course := sameCourse(d, iv, c)
	if takenLast(course, on).ID != iv.ID || on.Sub(courseStart(course, on)) < impulseDays {
		return false
	}
	list := answers(course, on)
	return len(list) == 0 || on.Sub(list[len(list)-1].Date) >= impulseDays
}

// courseStart is since when a medicine is taken, breaks of less than a month aside.
func courseStart(course []diary.Intervention, on diary.Date) diary.Date {
	var phases []diary.Phase
	for _, iv := range course {
		phases = append(phases, iv.Phases...)
	}
	slices.SortFunc(phases, func(a, b diary.Phase) int { return a.Start.Compare(b.Start) })
	var start, until diary.Date
	for _, p := range phases {
		if p.Start.After(on) {
			break
		}
		if start.IsZero() || p.Start.Sub(until) >= impulseDays {
			start, until = p.Start, p.Start
		}
		if end := p.End.Or(on); end.After(until) {
			until = end
		}
	}
	return start
}
