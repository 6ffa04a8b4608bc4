package clinical

import (
	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
)

// nearNights are how many nights of iron beside what binds it are a habit, where it was mostly taken apart.
const nearNights = 3

// nightDoses is what is noted of one night: taken, missed, and the times.
type nightDoses struct {
	times         []diary.Clock
	taken, missed bool
}

// notedDays are the doses noted of the last four weeks, by night.
func (t taken) notedDays(on diary.Date) map[diary.Date]nightDoses {
	days := map[diary.Date]nightDoses{}
	for _, in := range t.iv.Intakes {
		if in.Night.After(on) || on.Sub(in.Night) >= drinkNights {
			continue
		}
		n := days[in.Night]
		switch in.Status {
		case diary.Missed:
			n.missed = true
		case diary.Taken, diary.SessionDone:
			n.taken = true
			if at, ok := in.At.Get(); ok {
				n.times = append(n.times, at)
			}
		}
		days[in.Night] = n
	}
	return days
}

// timesOn are the times of a night: as noted, else those meant. skipped says that it was not taken then.
func (t taken) timesOn(night diary.Date, noted map[diary.Date]nightDoses) (times []diary.Clock, skipped bool) {
	n, has := noted[night]
	switch {
	case has && n.missed && !n.taken:
		return nil, true
	case len(n.times) > 0:
		return n.times, false
	}
	if at := t.iv.PhaseOn(night); at >= 0 {
		return t.iv.Phases[at].Times, false
	}
	return nil, true
}

// ironBeside tells whether iron is taken within two hours of what binds it, over the last four weeks: by the times noted,
// and where none are by those meant.
func ironBeside(first, second taken, on diary.Date) (p Pair, near bool) {
	iron, other := first, second
	if !iron.isIron() {
		iron, other = second, first
	}
	if !iron.isIron() || other.isIron() {
		return p, false
	}
	kind := PairKind("")
	switch {
	case other.is(catalogue.Calcium):
		kind = IronCalcium
	case other.is(catalogue.Antacid):
		kind = IronAntacid
	case other.is(catalogue.Thyroid):
		kind = IronThyroid
	default:
		return p, false
	}
	together, known, both := nightsTogether(iron, other, on)
	if both == 0 || known > 0 && together < nearNights && 2*together < known {
		return p, false
	}
	return Pair{Kind: kind, First: first.iv.Name, Second: second.iv.Name, On: second.iv.ID, Since: second.since,
		Source: pairSources[kind], TimesUnknown: known == 0}, true
}

// nightsTogether counts the nights of the last four weeks on which both were taken, of these those on which the times of
// both are known, and of these those on which they were taken within two hours.
func nightsTogether(a, b taken, on diary.Date) (together, known, both int) {
	notedA, notedB := a.notedDays(on), b.notedDays(on)
	from := on.AddDays(1 - drinkNights)
	for _, t := range []taken{a, b} {
		if from.Before(t.since) {
			from = t.since
		}
	}
	for night := from; !night.After(on); night = night.AddDays(1) {
		timesA, skippedA := a.timesOn(night, notedA)
		timesB, skippedB := b.timesOn(night, notedB)
		if skippedA || skippedB {
			continue
		}
		both++
		if len(timesA) == 0 || len(timesB) == 0 {
			continue
		}
		known++
		if within(timesA, timesB) {
			together++
		}
	}
	return together, known, both
}
