package compare

import (
	"slices"

	"stillnight/internal/diary"
)

// joined is a diary in which what follows another remedy at once and is the same medicine, as when the pharmacy gives
// another maker's, is one with it under the later name: how long it was taken and what the nights were like before goes
// with the medicine and not with the box. any tells whether there is one.
func joined(d diary.Diary, same func(a, b diary.Intervention) bool) (j diary.Diary, any bool) {
	if same == nil {
		return d, false
	}
	j = d
	for i := 0; i < len(j.Interventions); i++ {
		before := j.Interventions[i]
		at := slices.IndexFunc(j.Interventions, func(iv diary.Intervention) bool {
			return iv.ID != before.ID && follows(iv, before) && same(before, iv)
		})
		if at < 0 {
			continue
		}
		if !any {
			j.Interventions, any = slices.Clone(d.Interventions), true
		}
		j.Interventions[at] = join(before, j.Interventions[at])
		j.Interventions = slices.Delete(j.Interventions, i, i+1)
		i = -1 // what came before may follow another
	}
	return j, any
}

// follows tells whether a remedy begins as another ends.
func follows(later, before diary.Intervention) bool {
	if len(later.Phases) == 0 || len(before.Phases) == 0 {
		return false
	}
	first, last := startsFirst(later.Phases), endsLast(before.Phases)
	end, ended := last.End.Get()
	gap := first.Start.Sub(end)
	return ended && gap >= 0 && gap <= contiguousGap
}

func startsFirst(phases []diary.Phase) diary.Phase {
	return slices.MinFunc(phases, func(a, b diary.Phase) int { return a.Start.Compare(b.Start) })
}

func endsLast(phases []diary.Phase) diary.Phase {
	return slices.MaxFunc(phases, func(a, b diary.Phase) int { return a.Start.Compare(b.Start) })
}

// join puts the phases of what came before in front. Its doses are brought to those after it: one box names the salt and
// another the base, so that the change of boxes is taken for no change of dose.
func join(before, later diary.Intervention) diary.Intervention {
	last, first := endsLast(before.Phases), startsFirst(later.Phases)
	old, hasOld := last.Dose.Get()
	now, hasNow := first.Dose.Get()
	phases := slices.Clone(before.Phases)
	for i := range phases {
		phases[i].Unit = first.Unit
		dose, has := phases[i].Dose.Get()
		switch {
		case last.Unit != before.Phases[i].Unit || !hasOld || !hasNow || old == 0:
			phases[i].Dose = diary.None[float64]()
		case has:
			phases[i].Dose = diary.Some(dose * now / old)
		}
	}
	later.Phases = append(phases, later.Phases...)
	later.Intakes = append(slices.Clone(before.Intakes), later.Intakes...)
	return later
}
