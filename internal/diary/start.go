package diary

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// StartPrecision says how well the start of a phase is known. A medicine begun long before the diary
// rarely has a date, and a date made up for it would pass for one that is known.
type StartPrecision string

// How well a start can be known.
const (
	// ToTheDay is the zero value: Start is the first night.
	ToTheDay StartPrecision = ""
	// ToTheMonth: some day of the month of Start, which is its first day.
	ToTheMonth StartPrecision = "month"
	// ToTheYear: some day of the year of Start, which is its first day.
	ToTheYear StartPrecision = "year"
	// AboutThen: about the time of Start, half a year more or less.
	AboutThen StartPrecision = "about"
	// StartNotKnown: before the diary began, nobody knows when. Start is a day before its first night, so that
	// phases can be put in order; it is never shown.
	StartNotKnown StartPrecision = "unknown"
)

// StartPrecisions lists every precision, the sharpest first.
var StartPrecisions = []StartPrecision{ToTheDay, ToTheMonth, ToTheYear, AboutThen, StartNotKnown}

// aboutDays is how far from the date given a start that is about then may lie.
const aboutDays = 183

// StartRange returns the first and the last night on which the phase may have begun. Where the start is not
// known, from is the zero Date.
func (p Phase) StartRange() (from, to Date) {
	y, _, _ := p.Start.YMD()
	switch p.StartIs {
	case ToTheMonth:
		return p.Start.FirstOfMonth(), p.Start.FirstOfMonth().AddMonths(1).AddDays(-1)
	case ToTheYear:
		return fromUTC(time.Date(y, time.January, 1, 0, 0, 0, 0, time.UTC)), fromUTC(time.Date(y, time.December, 31, 0, 0, 0, 0, time.UTC))
	case AboutThen:
		return p.Start.AddDays(-aboutDays), p.Start.AddDays(aboutDays)
	case StartNotKnown:
		return Date{}, p.Start
	}
	return p.Start, p.Start
}

// StartText writes the start as tables hold it: 2026-03-02, 2026-03, 2026, ~2026-03-02, or "" where it is
// not known.
func (p Phase) StartText() string {
	iso := p.Start.String()
	switch p.StartIs {
	case ToTheMonth:
		return iso[:len("2026-03")]
	case ToTheYear:
		return iso[:len("2026")]
	case AboutThen:
		return "~" + iso
	case StartNotKnown:
		return ""
	}
	return iso
}

// ParseStart reads what StartText wrote, except for "", which needs a day before the diary's first night.
func ParseStart(text string) (Date, StartPrecision, error) {
	is := ToTheDay
	switch about, found := strings.CutPrefix(text, "~"); {
	case found:
		text, is = about, AboutThen
	case len(text) == len("2026-03"):
		text, is = text+"-01", ToTheMonth
	case len(text) == len("2026"):
		if _, err := strconv.Atoi(text); err != nil {
			return Date{}, is, fmt.Errorf("start %q is no year", text)
		}
		text, is = text+"-01-01", ToTheYear
	}
	d, err := ParseDate(text)
	return d, is, err
}
