package exchange

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/i18n"
)

// readRating reads 7, 7.0 or 7/10.
func readRating(text string) (int, bool) {
	text, _ = strings.CutSuffix(strings.TrimSpace(text), "/10")
	return readCount(text)
}

// readCount reads a whole number, also as 7.0 or 7,0.
func readCount(text string) (int, bool) { return wholeNumber(i18n.ParseNumber(text)) }

// readMinutes reads 45, "45 min", 1:30 or "1 h 30".
func readMinutes(text string) (int, bool) { return wholeNumber(i18n.ParseMinutes(text)) }

// wholeNumber takes a number that was read for a whole one, if it is.
func wholeNumber(x float64, ok bool) (int, bool) {
	if !ok || x != math.Trunc(x) || math.Abs(x) > math.MaxInt32 {
		return 0, false
	}
	return int(x), true
}

// atoi reads digits that a pattern has found; none is 0.
func atoi(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

var clockText = regexp.MustCompile(`^(\d{1,2})[:.h]?(\d{2})?(?::\d{2}(?:\.\d+)?)?\s*(?:([ap])\.?[\s\x{a0}]?m\.?)?$`)

// readClock reads a time of night: 23:05, 11:05 pm, 11:05 p. m., 0:30, 24:30, 7h30, or the time in
// "2026-03-03 00:30".
func readClock(text string) (diary.Clock, bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	for _, order := range []DateOrder{DayFirst, MonthFirst} {
		if m, ok := cell.ParseMoment(text, order); ok && m.Timed {
			c, err := diary.ClockFrom(m.Hour, m.Minute)
			return c, err == nil
		}
	}
	m := clockText.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	hour, minute := atoi(m[1]), atoi(m[2])
	switch half := m[3]; {
	case half == "" && hour >= 24 && hour < 36:
		hour -= 24 // some write 24:30 for half past midnight
	case half != "" && (hour < 1 || hour > 12):
		return 0, false
	case half == "a":
		hour %= 12
	case half == "p":
		hour = hour%12 + 12
	}
	c, err := diary.ClockFrom(hour, minute)
	return c, err == nil
}

// fold makes words alike: lower case, no punctuation, single spaces.
func fold(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}
