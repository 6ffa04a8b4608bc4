package wording

import (
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// ClockName names the medicine of a clock, by all the names under which it was taken.
func ClockName(c compare.OnsetClock) string { return strings.Join(c.Names(), ", ") }

// OnsetClock says whether and when the onset of symptoms moved under a medicine, or what is missing to see it.
func OnsetClock(l *i18n.Localizer, c compare.OnsetClock) string {
	if !c.EnoughWeeks() {
		return l.N("wording.onset_clock.few", len(c.Weeks), "need", l.Number(compare.MinClockWeeks, 0))
	}
	largest, ok := c.Largest()
	var words []string
	if ok {
		words = append(words, onsetShift(l, largest))
	} else {
		words = append(words, l.N("wording.onset_clock.none", len(c.Weeks)))
	}
	for _, shift := range c.Shifts {
		if shift != largest {
			words = append(words, l.T(within(shift, "wording.onset_clock.also", "wording.onset_clock.also_week"), "before", MiddleOnset(l, shift.Before, shift.BeforeAllDay),
				"after", MiddleOnset(l, shift.After, shift.AfterAllDay), "low", l.DateMedium(shift.Low), "high", l.DateMedium(shift.High)))
		}
	}
	if one := oneMedicine(l, c.Names()); one != "" {
		words = append(words, one)
	}
	return strings.Join(words, " ")
}

// MiddleOnset is a middle time of onset, and where symptoms were mostly there all day, that noon stands for that.
func MiddleOnset(l *i18n.Localizer, minutes float64, allDay bool) string {
	at := Value(l, compare.OnsetMinutes, minutes)
	if allDay {
		return l.T("wording.onset_all_day", "time", at)
	}
	return at
}

// OneCourse says of the names of [compare.OneCourse] that they are one course, also where all have one name; "" of none.
func OneCourse(l *i18n.Localizer, names []string) string {
	if len(names) == 1 {
		return l.T("wording.onset_clock.one_name", "name", names[0])
	}
	return oneMedicine(l, names)
}

// oneMedicine says of the names of one course of one medicine that it is one; "" of a single name.
func oneMedicine(l *i18n.Localizer, names []string) string {
	if len(names) < 2 {
		return ""
	}
	return l.T("wording.onset_clock.one_medicine", "names", l.List(names))
}

// onsetShift tells a change with its likely dates.
func onsetShift(l *i18n.Localizer, shift compare.OnsetShift) string {
	key := within(shift, "wording.onset_clock.earlier", "wording.onset_clock.earlier_week")
	if shift.After > shift.Before {
		key = within(shift, "wording.onset_clock.later", "wording.onset_clock.later_week")
	}
	return l.T(key, "before", MiddleOnset(l, shift.Before, shift.BeforeAllDay), "after", MiddleOnset(l, shift.After, shift.AfterAllDay),
		"week", l.DateMedium(shift.Week), "low", l.DateMedium(shift.Low), "high", l.DateMedium(shift.High))
}

// within is the key of a sentence about a change that lies between two weeks or, where it can lie in one only, in that.
func within(shift compare.OnsetShift, weeks, week string) string {
	if shift.Low == shift.High {
		return week
	}
	return weeks
}

// OnsetClockMethod says how the change was found and on what the finding rests.
func OnsetClockMethod(l *i18n.Localizer) string { return l.T("wording.onset_clock.method") }

// PhaseDose tells the dose of a phase with its times of day: "2 mg, 21:00"; "" where neither is written down.
func PhaseDose(l *i18n.Localizer, p diary.Phase) string {
	words := Dose(l, compare.Dose{Amount: p.Dose, Unit: p.Unit})
	for _, at := range p.Times {
		if words != "" {
			words += ", "
		}
		words += l.Clock(at)
	}
	return words
}
