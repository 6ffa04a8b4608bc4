package compare

import (
	"slices"
	"time"

	"stillnight/internal/diary"
)

// WeekdaySummary describes the nights of one day of the week (of the evening).
type WeekdaySummary struct {
	Weekday time.Weekday
	Side
}

// Weekdays describes an outcome by day of the week, Sunday first as in package time. Unusual nights
// count: this tells what the week was like, not what a remedy did. A value that is no number does not.
func Weekdays(d diary.Diary, o Outcome) []WeekdaySummary {
	var values [7][]float64
	for _, n := range NightsFor(o, d.Nights) {
		if v, ok := o.Of(n).Get(); ok && finite(v) {
			values[n.Date.Weekday()] = append(values[n.Date.Weekday()], v)
		}
	}
	week := make([]WeekdaySummary, len(values))
	for w := range week {
		week[w].Weekday = time.Weekday(w)
		week[w].describe(sorted(values[w]))
	}
	return week
}

// OnsetMonth describes when symptoms were first noticed in one month.
type OnsetMonth struct {
	// Month is its first day.
	Month diary.Date
	// Side is in minutes after noon, past 1440 as in [AcrossNoon]; nights with symptoms all day count as noon.
	Side
	// AllDay is how many nights began before noon already.
	AllDay int
}

// MostlyAllDay tells whether more than half of the nights did: the median is then noon by convention alone.
func (m OnsetMonth) MostlyAllDay() bool { return 2*m.AllDay > m.N }

// Onsets describes onset times month by month, in order; months without any are left out.
func Onsets(d diary.Diary) []OnsetMonth {
	var months []OnsetMonth
	for rest := d.Nights; len(rest) > 0; {
		month := OnsetMonth{Month: rest[0].Date.FirstOfMonth()}
		n := 1
		for n < len(rest) && rest[n].Date.FirstOfMonth() == month.Month {
			n++
		}
		onsets := onsetsOf(rest[:n])
		values := OnsetValues(rest[:n])
		rest = rest[n:]
		if len(onsets) == 0 {
			continue
		}
		for _, at := range onsets {
			if at.allDay {
				month.AllDay++
			}
		}
		month.First, month.Last = onsets[0].date, onsets[len(onsets)-1].date
		month.describe(values)
		months = append(months, month)
	}
	return months
}

// AcrossNoon gives the onsets of one who sleeps by day as one run over noon: those early in the afternoon are past 1440
// minutes after noon, behind those before noon. Taken as they are, 11:20 and 12:40 would be a whole day apart, and their
// median midnight. Of everybody else the nights are returned as they are.
func AcrossNoon(nights []diary.Night) []diary.Night {
	if !sleepsByDay(onsetsOf(nights)) {
		return nights
	}
	nights = slices.Clone(nights)
	for i := range nights {
		if at, ok := nights[i].Onset.Get(); ok && at < afternoonTo && !nights[i].AllDay {
			nights[i].Onset = diary.Some(at + roundTheClock)
		}
	}
	return nights
}

// NightsFor gives nights as the values of an outcome are to be seen side by side: for times of onset as [AcrossNoon].
func NightsFor(o Outcome, nights []diary.Night) []diary.Night {
	if o == OnsetMinutes {
		return AcrossNoon(nights)
	}
	return nights
}

// OnsetValues are the onsets of some nights in minutes after noon, sorted, those of one who sleeps by day as of
// [AcrossNoon].
func OnsetValues(nights []diary.Night) []float64 {
	return sorted(valuesOf(AcrossNoon(nights), OnsetMinutes))
}
