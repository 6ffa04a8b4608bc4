package compare

import (
	"cmp"
	"math"
	"slices"

	"stillnight/internal/diary"
)

// longestBreak is after how many days without a medicine a new course of it begins, where it is in the diary more than once.
const longestBreak = lookBackDays

// joined is a diary in which all that is one medicine, as when the pharmacy gives another maker's or it was entered again,
// is one remedy under the name of what is taken last: how long it was taken and what the nights were like before goes with
// the medicine and not with the box. Only remedies that are watched are looked at. any tells whether there is one.
func joined(d diary.Diary, same func(a, b diary.Intervention) bool, watched func(diary.Intervention) bool) (j diary.Diary, any bool) {
	if same == nil {
		return d, false
	}
	j = d
	for i := 0; i < len(j.Interventions); i++ {
		one := j.Interventions[i]
		if !watched(one) {
			continue
		}
		at := slices.IndexFunc(j.Interventions[i+1:], func(iv diary.Intervention) bool { return nearInTime(iv, one) && same(one, iv) })
		if at < 0 {
			continue
		}
		if at += i + 1; !any {
			j.Interventions, any = slices.Clone(d.Interventions), true
		}
		j.Interventions[i] = join(one, j.Interventions[at])
		j.Interventions = slices.Delete(j.Interventions, at, at+1)
		i-- // what is joined may be near to another
	}
	return j, any
}

// nearInTime tells whether two remedies were taken at the same time, or one so soon after the other that it is one course.
func nearInTime(a, b diary.Intervention) bool {
	return slices.ContainsFunc(a.Phases, func(p diary.Phase) bool {
		return slices.ContainsFunc(b.Phases, func(q diary.Phase) bool { return soonAfter(p, q) && soonAfter(q, p) })
	})
}

// soonAfter tells whether a phase ended not long before another began, or later.
func soonAfter(p, next diary.Phase) bool {
	end, ended := p.End.Get()
	return !ended || next.Start.Sub(end) <= longestBreak
}

// startsFirst is the phase that begins first.
func startsFirst(phases []diary.Phase) diary.Phase {
	return slices.MinFunc(phases, func(a, b diary.Phase) int { return a.Start.Compare(b.Start) })
}

// endsLast is the phase that goes on longest; of those that go on still, the one begun last.
func endsLast(phases []diary.Phase) diary.Phase { return slices.MaxFunc(phases, longer) }

func longer(a, b diary.Phase) int {
	return cmp.Or(lastDay(a).Compare(lastDay(b)), a.Start.Compare(b.Start))
}

// never is after the last day of any diary.
var never = diary.MustDate(diary.MaxYear, 12, 31)

// lastDay is the first day without a phase, or never.
func lastDay(p diary.Phase) diary.Date { return p.End.Or(never) }

// join makes one remedy of two.
func join(a, b diary.Intervention) diary.Intervention {
	before, later := a, b
	if startsFirst(a.Phases).Start.After(startsFirst(b.Phases).Start) {
		before, later = b, a
	}
	all := later
	if longer(endsLast(before.Phases), endsLast(later.Phases)) > 0 {
		all = before
	}
	all.Phases = flat(append(inDosesOf(before.Phases, later.Phases), later.Phases...))
	all.Intakes = slices.Concat(before.Intakes, later.Intakes)
	all.Blind = slices.Concat(before.Blind, later.Blind)
	return all
}

// The share of pramipexole's salt that is base, on whichever of its packs: 0.088 of 0.125 mg to 0.18 of 0.25 mg. Other
// medicines have no packs by salt and by base. mostSalt is its highest dose on a label in mg: above it 7 mg beside 5 mg
// are two doses of something else.
const leastBase, mostBase, mostSalt = 0.69, 0.73, 4.5

// inDosesOf brings the doses of what came before to those after it: one box names the salt and another the base, or one
// says tablets and another mg, so that the change of boxes is taken for no change of dose. Where both say the same unit,
// another dose is another dose.
func inDosesOf(before, later []diary.Phase) []diary.Phase {
	last, first := endsLast(before), startsFirst(later)
	old, hasOld := last.Dose.Get()
	now, hasNow := first.Dose.Get()
	phases := slices.Clone(before)
	if last.Unit == first.Unit {
		if share := min(old, now) / max(old, now, math.SmallestNonzeroFloat64); !hasOld || !hasNow || share < leastBase || share > mostBase || max(old, now) > mostSalt {
			return phases
		}
	}
	for i := range phases {
		dose, has := phases[i].Dose.Get()
		switch {
		case last.Unit != before[i].Unit || !hasOld || !hasNow || old == 0:
			phases[i].Dose = diary.None[float64]()
		case dose == old:
			phases[i].Dose = first.Dose
		case has:
			phases[i].Dose = diary.Some(dose * now / old)
		}
		phases[i].Unit = first.Unit
	}
	return phases
}

// flat puts phases in order. Where some run side by side, doses become those of a day, and what is taken at the same time
// is added up: a diary has one phase of a remedy at a time.
func flat(phases []diary.Phase) []diary.Phase {
	slices.SortStableFunc(phases, func(a, b diary.Phase) int { return a.Start.Compare(b.Start) })
	var bounds []diary.Date
	side := false
	for i, p := range phases {
		bounds = append(bounds, p.Start, lastDay(p))
		side = side || i > 0 && lastDay(phases[i-1]).After(p.Start)
	}
	if !side {
		return phases
	}
	slices.SortFunc(bounds, diary.Date.Compare)
	bounds = slices.Compact(bounds)
	var list []diary.Phase
	for i, from := range bounds[:len(bounds)-1] {
		if sum, any := takenFrom(phases, from); any {
			if sum.End = diary.Some(bounds[i+1]); bounds[i+1] == never {
				sum.End = diary.None[diary.Date]()
			}
			list = append(list, sum)
		}
	}
	return list
}

// takenFrom adds up what is taken a day from a date on; any tells whether it is something.
func takenFrom(phases []diary.Phase, from diary.Date) (sum diary.Phase, any bool) {
	for _, p := range phases {
		if p.Start.After(from) || !lastDay(p).After(from) {
			continue
		}
		if dose, has := p.Dose.Get(); has {
			p.Dose = diary.Some(dose * float64(max(len(p.Times), 1)))
		}
		if p.Start != from {
			p.Start, p.StartIs = from, ""
		}
		if any {
			p = besides(sum, p)
		}
		sum, any = p, true
	}
	return sum, any
}

// besides adds what is taken beside a phase to it. The sum of two units is not known.
func besides(p, q diary.Phase) diary.Phase {
	a, hasA := p.Dose.Get()
	b, hasB := q.Dose.Get()
	p.Dose = diary.None[float64]()
	if hasA && hasB && p.Unit == q.Unit {
		p.Dose = diary.Some(a + b)
	}
	p.Times = slices.Concat(p.Times, q.Times)
	slices.Sort(p.Times)
	p.Times = slices.Compact(p.Times)
	return p
}

// NamedPhase is a phase with the name of the remedy that it is of.
type NamedPhase struct {
	Name string
	diary.Phase
}

// courseOf lists the phases of a remedy and of all in a diary that is the same medicine, as they were written down, in
// order of time. Some may run side by side. same may be nil.
func courseOf(d diary.Diary, iv diary.Intervention, same func(a, b diary.Intervention) bool) []NamedPhase {
	var list []NamedPhase
	for _, p := range iv.Phases {
		list = append(list, NamedPhase{iv.Name, p})
	}
	for _, other := range d.Interventions {
		if same == nil || len(iv.Phases) == 0 || len(other.Phases) == 0 || other.ID == iv.ID || !same(iv, other) {
			continue
		}
		for _, p := range other.Phases {
			list = append(list, NamedPhase{other.Name, p})
		}
	}
	slices.SortStableFunc(list, func(a, b NamedPhase) int { return a.Start.Compare(b.Start) })
	return list
}
