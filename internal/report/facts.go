package report

import (
	"slices"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// headlineNights is how many nights each side of the headline figures has.
const headlineNights = 28

// facts sum up the nights of a stretch.
type facts struct {
	first, last diary.Date
	// possible is the number of dates, recorded and late those with a night.
	possible, recorded, late int
	// rated nights have a severity; symptom nights one above 0, bad ones diary.BadNight or more.
	rated, symptoms, bad int
	// values of each outcome, sorted.
	values map[compare.Outcome][]float64
	// allDay counts the nights with symptoms all day, which have the lowest values of the onset.
	allDay int
	// parts and sensations count symptom nights on which they were noted, of those that noted any.
	parts, sensations map[string]int
	withParts         int
	withSensations    int
}

// factsOf sums up the nights from first to last.
func factsOf(d diary.Diary, first, last diary.Date) facts {
	f := facts{
		first: first, last: last, possible: max(last.Sub(first)+1, 0),
		values: map[compare.Outcome][]float64{}, parts: map[string]int{}, sensations: map[string]int{},
	}
	for _, n := range d.Between(first, last) {
		f.recorded++
		if n.Late() {
			f.late++
		}
		f.rate(n)
		if n.AllDay {
			f.allDay++
		}
		for _, o := range compare.Outcomes {
			if v, ok := o.Of(n).Get(); ok {
				f.values[o] = append(f.values[o], v)
			}
		}
		if len(n.BodyParts) > 0 {
			f.withParts++
		}
		for _, p := range n.BodyParts {
			f.parts[string(p)]++
		}
		if len(n.Sensations) > 0 {
			f.withSensations++
		}
		for _, s := range n.Sensations {
			f.sensations[string(s)]++
		}
	}
	for _, v := range f.values {
		slices.Sort(v)
	}
	if onsets := compare.OnsetValues(d.Between(first, last)); len(onsets) > 0 {
		f.values[compare.OnsetMinutes] = onsets
	}
	return f
}

// rate counts a night by its severity.
func (f *facts) rate(n diary.Night) {
	severity, ok := n.Severity.Get()
	if !ok {
		return
	}
	f.rated++
	if severity > 0 {
		f.symptoms++
	}
	if severity >= diary.BadNight {
		f.bad++
	}
}

// mean of an outcome; ok is false where no night has it.
func (f facts) mean(o compare.Outcome) (m float64, ok bool) {
	values := f.values[o]
	if len(values) == 0 {
		return 0, false
	}
	return compare.Mean(values), true
}

// quantile of an outcome, interpolated between nights; ok is false where no night has it.
func (f facts) quantile(o compare.Outcome, share float64) (q float64, ok bool) {
	values := f.values[o]
	if len(values) == 0 {
		return 0, false
	}
	return compare.Quantile(values, share), true
}

// onset is a quantile of the times of onset in words. Symptoms all day have no time: they count as noon by convention.
func (f facts) onset(l *i18n.Localizer, share float64) (words string, ok bool) {
	at, ok := f.quantile(compare.OnsetMinutes, share)
	if n := len(f.values[compare.OnsetMinutes]); ok && int(share*float64(n-1)) < f.allDay {
		return l.T("wording.augmentation.all_day"), true
	}
	return wording.Value(l, compare.OnsetMinutes, at), ok
}

// nightsForARate is how many rated nights a number of nights a week takes: from one night it would say 7.
const nightsForARate = 7

// perWeek turns a count of rated nights into nights a week; ok is false where there are too few for that.
func (f facts) perWeek(count int) (n float64, ok bool) {
	if f.rated < nightsForARate {
		return 0, false
	}
	return 7 * float64(count) / float64(f.rated), true
}

// taken counts doses and sessions noted within a phase: how many of how many were taken.
func taken(iv diary.Intervention, p diary.Phase) (done, noted int) {
	for _, in := range iv.Intakes {
		if !p.Contains(in.Night) {
			continue
		}
		switch in.Status {
		case diary.Taken, diary.SessionDone:
			done++
			noted++
		case diary.Missed:
			noted++
		}
	}
	return done, noted
}
