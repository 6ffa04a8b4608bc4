package compare

import (
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
	for _, n := range d.Nights {
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
	// Side is in minutes after noon; nights with symptoms all day count as noon.
	Side
	// AllDay is how many nights began before noon already.
	AllDay int
}

// Onsets describes onset times month by month, in order; months without any are left out.
func Onsets(d diary.Diary) []OnsetMonth {
	var months []OnsetMonth
	var values [][]float64
	for _, n := range d.Nights {
		v, ok := OnsetMinutes.Of(n).Get()
		if !ok {
			continue
		}
		month := n.Date.FirstOfMonth()
		last := len(months) - 1
		if last < 0 || months[last].Month != month {
			months = append(months, OnsetMonth{Month: month})
			values = append(values, nil)
			last++
		}
		values[last] = append(values[last], v)
		if n.AllDay {
			months[last].AllDay++
		}
		if months[last].First.IsZero() {
			months[last].First = n.Date
		}
		months[last].Last = n.Date
	}
	for i := range months {
		months[i].describe(sorted(values[i]))
	}
	return months
}
