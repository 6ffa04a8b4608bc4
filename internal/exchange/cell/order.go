package cell

import (
	"slices"
	"strings"
	"time"

	"stillnight/internal/diary"
)

// fewestInSequence is how many different days a column must have before their sequence proves anything.
const fewestInSequence = 5

// Steps between entries, in days: most diaries have one for each night or nearly so; no diary of nights has one on
// the same day of each month.
const (
	nightlyStep = 3
	monthlyStep = 20
)

// OrderBySequence finds the order of dates which all can be read both ways, by the sequence in which they stand: the
// order in which time goes one way where it does not in the other, or in which the dates are nights where in the
// other they are months apart. Dates after latest are none; the zero Date skips that. It is Ambiguous where this
// proves nothing.
func OrderBySequence(texts []string, latest diary.Date) Order {
	dmy, okDay := sequenceOf(texts, DayFirst)
	mdy, okMonth := sequenceOf(texts, MonthFirst)
	if !okDay || !okMonth || len(dmy) < fewestInSequence || len(mdy) < fewestInSequence {
		return Ambiguous
	}
	day, month := oneWay(dmy), oneWay(mdy)
	if !latest.IsZero() {
		late := func(d diary.Date) bool { return d.After(latest) }
		day, month = day && !slices.ContainsFunc(dmy, late), month && !slices.ContainsFunc(mdy, late)
	}
	stepDay, stepMonth := middleStep(dmy), middleStep(mdy)
	switch {
	case day && !month && stepDay < monthlyStep:
		return DayFirst
	case month && !day && stepMonth < monthlyStep:
		return MonthFirst
	case day && month && stepDay <= nightlyStep && stepMonth >= monthlyStep:
		return DayFirst
	case day && month && stepMonth <= nightlyStep && stepDay >= monthlyStep:
		return MonthFirst
	}
	return Ambiguous
}

// longestSpan is the longest that a sleep lasts.
const longestSpan = 24 * time.Hour

// OrderBySpans finds the order of dates by pairs of a beginning and an end, of which only one order leaves every span
// as long as a sleep can be. It is Ambiguous where both do, or neither.
func OrderBySpans(starts, ends []string) Order {
	fits := func(order Order) bool {
		spans := 0
		for i, text := range starts {
			start, okStart := ParseMoment(text, order)
			end, okEnd := ParseMoment(ends[i], order)
			if !okStart || !okEnd || !start.Timed || !end.Timed {
				continue
			}
			if span := end.Time(time.UTC).Sub(start.Time(time.UTC)); span < 0 || span > longestSpan {
				return false
			}
			spans++
		}
		return spans > 0
	}
	return onlyFit(fits)
}

// onlyFit is the one order that fits, Ambiguous where both do, or neither.
func onlyFit(fits func(Order) bool) Order {
	switch day, month := fits(DayFirst), fits(MonthFirst); {
	case day && !month:
		return DayFirst
	case month && !day:
		return MonthFirst
	}
	return Ambiguous
}

// sequenceOf reads the dates of a column, each once where it stands several times in a row. ok is false where one
// cannot be read so.
func sequenceOf(texts []string, order Order) (dates []diary.Date, ok bool) {
	for _, text := range texts {
		m, read := ParseMoment(text, order)
		if !read {
			if IsDate(text) {
				return nil, false
			}
			continue
		}
		dates = append(dates, m.Date)
	}
	return slices.Compact(dates), true
}

// oneWay tells whether time goes one way only, forwards or back.
func oneWay(dates []diary.Date) bool {
	return slices.IsSortedFunc(dates, diary.Date.Compare) || slices.IsSortedFunc(dates, func(a, b diary.Date) int { return b.Compare(a) })
}

// middleStep is the middle one of the steps between dates, in days.
func middleStep(dates []diary.Date) int {
	steps := make([]int, 0, len(dates))
	for i := range dates[1:] {
		n := dates[i+1].Sub(dates[i])
		steps = append(steps, max(n, -n))
	}
	slices.Sort(steps)
	return steps[len(steps)/2]
}

// FirstTwoWays is the first of texts that is one date read day first and another read month first, "" where none is.
// With points between its parts a date has the day first everywhere.
func FirstTwoWays(texts []string) string {
	for _, text := range texts {
		d, okDay := ParseMoment(text, DayFirst)
		m, okMonth := ParseMoment(text, MonthFirst)
		if okDay && okMonth && d.Date != m.Date && strings.Count(text, ".") < 2 {
			return text
		}
	}
	return ""
}
