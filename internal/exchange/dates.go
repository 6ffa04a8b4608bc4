package exchange

import (
	"regexp"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
)

// DateOrder is the order in which a file writes dates.
type DateOrder = cell.Order

// The orders. In a file in which every date fits day first and month first, the order is Ambiguous and
// must be asked for.
const (
	Ambiguous  = cell.Ambiguous
	DayFirst   = cell.DayFirst
	MonthFirst = cell.MonthFirst
	YearFirst  = cell.YearFirst
)

var (
	yearFirstDate = regexp.MustCompile(`^(\d{4})[-./ ]\s?(\d{1,2})[-./ ]\s?(\d{1,2})\.?$`)
	compactDate   = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	yearLastDate  = regexp.MustCompile(`^(\d{1,2})([-./ ])\s?(\d{1,2})[-./ ]\s?(\d{4}|\d{2})$`)
	timeBehind    = regexp.MustCompile(`^(.*\d)(?:[tT]|,?\s+)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[aApP]\.?[mM]\.?)?)(?:\s*(?:[zZ]|[+-]\d{2}:?\d{2}))?$`)
)

// splitDateTime splits "2026-03-03 00:30" or "03/03/2026, 12:30 am"; ok is false where there is no time.
func splitDateTime(text string) (date, clock string, ok bool) {
	m := timeBehind.FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		return text, "", false
	}
	return m[1], m[2], true
}

// readDate reads a date in the given order. Where a time stands behind it, the date is the night's: what
// happened before noon belongs to the evening before.
func readDate(text string, order DateOrder) (diary.Date, bool) {
	day, clock, timed := splitDateTime(text)
	d, ok := readDay(strings.TrimSpace(day), order)
	if !ok || !timed {
		return d, ok
	}
	c, ok := readClock(clock)
	if !ok {
		return d, false
	}
	if hour, _ := c.HourMinute(); hour < 12 {
		d = d.AddDays(-1)
	}
	return d, true
}

func readDay(text string, order DateOrder) (diary.Date, bool) {
	var year, month, day int
	m := yearFirstDate.FindStringSubmatch(text)
	if m == nil {
		m = compactDate.FindStringSubmatch(text)
	}
	switch {
	case m != nil:
		year, month, day = atoi(m[1]), atoi(m[2]), atoi(m[3])
	default:
		m = yearLastDate.FindStringSubmatch(text)
		if m == nil || order == Ambiguous || order == YearFirst {
			return diary.Date{}, false
		}
		day, month, year = atoi(m[1]), atoi(m[3]), atoi(m[4])
		if order == MonthFirst {
			day, month = month, day
		}
		if len(m[4]) == 2 {
			year += 2000
		}
	}
	d, err := diary.NewDate(year, time.Month(month), day)
	return d, err == nil
}

// isDate tells whether a text is a date in any order.
func isDate(text string) bool {
	_, dayFirst := readDate(text, DayFirst)
	_, monthFirst := readDate(text, MonthFirst)
	return dayFirst || monthFirst
}

// orderOf finds the order of dates in a column, Ambiguous where the file itself cannot decide.
func orderOf(texts []string) DateOrder {
	yearLast, dayMust, monthMust, dots := 0, 0, 0, 0
	for _, text := range texts {
		day, _, _ := splitDateTime(text)
		m := yearLastDate.FindStringSubmatch(strings.TrimSpace(day))
		if m == nil {
			continue
		}
		yearLast++
		first, second := atoi(m[1]), atoi(m[3])
		switch {
		case first > 12 && second <= 12:
			dayMust++
		case second > 12 && first <= 12:
			monthMust++
		}
		if m[2] == "." {
			dots++
		}
	}
	switch {
	case yearLast == 0:
		return YearFirst
	case dayMust > 0 && monthMust == 0:
		return DayFirst
	case monthMust > 0 && dayMust == 0:
		return MonthFirst
	case dots == yearLast && monthMust == 0:
		return DayFirst // nobody writes 3.14.2026
	}
	return Ambiguous
}
