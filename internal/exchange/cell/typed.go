package cell

import (
	"math"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// What somebody types into a form is read more freely than a file: the form says what is asked for, shows how it was
// understood, and the person is still there to mend it.

// TypedClock reads a time of day as people type it: 2305, 23:05, 7, 11pm, 11.05 p.m., 11p, 23h05 or 23 h. either says
// that its hour, 1 to 12, may belong to either half of the day where hours are counted so.
func TypedClock(text string) (c diary.Clock, either, ok bool) {
	s, half := strings.ToLower(strings.Join(strings.Fields(text), "")), byte(0)
	s = strings.TrimSuffix(strings.TrimSuffix(s, "uhr"), "uur")
	if bare := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(s, "."), "m"), "."); len(bare) > 1 && strings.ContainsRune("ap", rune(bare[len(bare)-1])) {
		s, half = bare[:len(bare)-1], bare[len(bare)-1]
	}
	c, err := diary.ParseClock(strings.Replace(strings.TrimSuffix(s, "h"), "h", ":", 1))
	if err != nil {
		return 0, false, false
	}
	hour, minute := c.HourMinute()
	either = half == 0 && hour >= 1 && hour <= 12
	if hour, ok = inHalf(hour, half); !ok {
		return 0, false, false
	}
	c, err = diary.ClockFrom(hour, minute)
	return c, either, err == nil
}

// Year says which year is meant where a date is typed without one.
type Year int

const (
	// Past is for what has happened: the latest such day that is not after today.
	Past Year = iota
	// Nearest is for what may be still to come: the one nearest to today.
	Nearest
)

// TypedDate reads a date as people type it: what ParseDate reads, and dates without a year, such as 2.3., 25/12 or
// 3 March. Two digits of a year never mean one after the next.
func TypedDate(text string, order Order, today diary.Date, year Year) (diary.Date, bool) {
	text = strings.TrimSpace(plainSpaces(text))
	if len(text) > longestMoment {
		return diary.Date{}, false
	}
	p, ok := take(text)
	if !ok || p.moment.Timed {
		return diary.Date{}, false
	}
	day, month, short := p.withoutYear(order)
	if !short {
		return p.date(order, func(digits int) int { return latestYear(digits, today) })
	}
	return year.guess(month, day, today)
}

// withoutYear returns the day and the month of a date that has no year.
func (p *pieces) withoutYear(order Order) (day, month int, ok bool) {
	n := p.numbers
	switch {
	case p.month != 0 && len(n) == 1 && len(n[0]) <= 2:
		return Digits(n[0]), int(p.month), true
	case p.month != 0 || p.words || len(n) != 2 || len(n[0]) > 2 || len(n[1]) > 2:
		return 0, 0, false
	case order == MonthFirst:
		return Digits(n[1]), Digits(n[0]), true
	}
	return Digits(n[0]), Digits(n[1]), true
}

// guess finds the year of a day that was typed without one.
func (y Year) guess(month, day int, today diary.Date) (best diary.Date, ok bool) {
	this, _, _ := today.YMD()
	for year := this - 1; year <= this+1; year++ {
		d, err := diary.NewDate(year, time.Month(month), day)
		switch {
		case err != nil || y == Past && d.After(today):
			continue
		case y == Past || !ok || d.Sub(today) < today.Sub(best): // the earlier ones came first
			best, ok = d, true
		}
	}
	return best, ok
}

// latestYear completes a year of two digits to the latest one that is not after the next.
func latestYear(digits int, today diary.Date) int {
	this, _, _ := today.YMD()
	year := this/100*100 + 100 + digits
	for year > this+1 {
		year -= 100
	}
	return year
}

// TypedHours reads hours as people type them: 7.5, 7,5, 7½, 7 1/2, 7:30, "7 h 30" or "450 min". What was not typed as
// a decimal is rounded to hundredths.
func TypedHours(text string) (hours float64, ok bool) {
	if x, ok := mixed(text); ok {
		return x, true
	}
	minutes, ok := ParseDuration(text, Unknown)
	return hundredths(minutes / 60), ok
}

// TypedMinutes reads minutes, also where they are typed as hours: 45, "45 min", 1:30, "1 h 30" or "1½ h".
func TypedMinutes(text string) (minutes float64, ok bool) {
	if x, ok := mixed(text); ok {
		return x, true
	}
	minutes, ok = ParseDuration(text, Unknown)
	return hundredths(minutes), ok
}

var (
	// Many keyboards have no sign for a half.
	typedParts = strings.NewReplacer(" 1/4", "¼", " 1/2", "½", " 3/4", "¾")
	parts      = map[string]float64{"¼": 0.25, "½": 0.5, "¾": 0.75}
)

// mixed reads a number, also a whole one with a quarter, a half or three quarters behind it.
func mixed(s string) (x float64, ok bool) {
	s = strings.TrimSpace(typedParts.Replace(s))
	for sign, part := range parts {
		if whole, found := strings.CutSuffix(s, sign); found {
			whole = strings.TrimSpace(whole)
			if whole == "" {
				return part, true
			}
			n, err := strconv.ParseUint(whole, 10, 16)
			return float64(n) + part, err == nil
		}
	}
	return i18n.ParseNumber(s)
}

func hundredths(x float64) float64 { return math.Round(x*100) / 100 }

// blanks are what people and programs write for nothing, folded.
var blanks = map[string]bool{
	"": true, "n a": true, "na": true, "nan": true, "null": true, "nil": true, "none recorded": true, "not recorded": true, "unknown": true,
	"k a": true, "keine angabe": true, "unbekannt": true, "s d": true, "sin datos": true, "n d": true, "nc": true, "inconnu": true, "n v t": true, "nvt": true, "onbekend": true, "missing": true, "skip": true, "skipped": true,
}

// IsBlank knows what stands in a cell where there is nothing to say: n/a, not recorded, or a stroke.
func IsBlank(text string) bool { return len(text) <= longestBlank && blanks[i18n.Fold(text)] }

// longestBlank is longer than any such sign, in bytes.
const longestBlank = 40
