package cell

import (
	"strings"

	"stillnight/internal/diary"
)

// ParseClock reads a time of day: 23:05, 11:05 pm, 11:05 p. m., 0:30, 24:30, 7h30, 23.05, 23:05 Uhr, or
// the time in "2026-03-03 00:30".
func ParseClock(text string) (diary.Clock, bool) {
	text = strings.TrimSpace(plainSpaces(text))
	if text == "" || len(text) > longestMoment {
		return 0, false
	}
	for _, sign := range aboutSigns {
		text = strings.TrimSpace(strings.TrimPrefix(text, sign))
	}
	if hour, named := namedHours[strings.ToLower(text)]; named {
		c, err := diary.ClockFrom(hour, 0)
		return c, err == nil
	}
	if h, m, _, ok := parseClock(text); ok {
		c, err := diary.ClockFrom(h, m)
		return c, err == nil
	}
	if m, ok := ParseMoment(text, DayFirst); ok && m.Timed {
		c, err := diary.ClockFrom(m.Hour, m.Minute)
		return c, err == nil
	}
	if m, ok := ParseMoment(text, MonthFirst); ok && m.Timed {
		c, err := diary.ClockFrom(m.Hour, m.Minute)
		return c, err == nil
	}
	return 0, false
}

// namedHours are hours that have a name, in the five languages.
var namedHours = map[string]int{
	"midnight": 0, "mitternacht": 0, "medianoche": 0, "minuit": 0, "middernacht": 0,
	"noon": 12, "midday": 12, "mittag": 12, "mediodía": 12, "midi": 12, "middag": 12,
}

// halfSigns are what may stand between the letters of "a. m.".
var halfSigns = strings.NewReplacer(".", "", " ", "")

// parseClock reads hours, minutes and seconds; 24:30 is half past midnight, as some write it.
func parseClock(text string) (hour, minute, sec int, ok bool) {
	s := strings.ToLower(strings.TrimSpace(text))
	half := byte(0)
	s = strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(s, "uhr"), "uur"))
	if strings.HasSuffix(s, "m") || strings.HasSuffix(s, "m.") {
		squeezed := halfSigns.Replace(s)
		if !strings.HasSuffix(squeezed, "am") && !strings.HasSuffix(squeezed, "pm") {
			return 0, 0, 0, false
		}
		half = squeezed[len(squeezed)-2]
		s = strings.TrimRight(s[:strings.LastIndexByte(s, half)], " ")
	}
	var parts [3]string
	n, digits, from := 0, 0, 0
	for i := range len(s) {
		c := s[i]
		switch {
		case isDigit(c) && n < 3:
			if digits == 0 || parts[n] == "" {
				from = i
			}
			parts[n] = s[from : i+1]
			digits++
		case n == 2 && (c == '.' || c == ',') && parts[2] != "" && allDigits(s[i+1:]):
			return finishClock(parts, n, half) // fractions of a second
		case c == ' ' && i+1 < len(s) && s[i+1] == 'h' && n == 0:
		case (c == ':' || c == '.' || c == 'h') && parts[n] != "" && n < 2:
			n++
		default:
			return 0, 0, 0, false
		}
	}
	if digits == 0 {
		return 0, 0, 0, false
	}
	return finishClock(parts, n, half)
}

func finishClock(parts [3]string, n int, half byte) (hour, minute, sec int, ok bool) {
	// A bare number is a time only with am or pm, or with a sign behind the hour: "23h".
	if n == 0 && half == 0 || len(parts[0]) > 2 || n >= 1 && len(parts[1]) != 2 && parts[1] != "" || n == 2 && len(parts[2]) != 2 {
		return 0, 0, 0, false
	}
	hour, minute, sec = Digits(parts[0]), Digits(parts[1]), Digits(parts[2])
	if half == 0 && hour >= 24 && hour < 36 {
		hour -= 24
	}
	hour, ok = inHalf(hour, half)
	return hour, minute, sec, ok && hour < 24 && minute < 60 && sec < 60
}

// inHalf turns an hour of the first or the second half of the day, 'a' or 'p', into one of 24; without a half it
// stays as it is. ok is false where a half has no such hour.
func inHalf(hour int, half byte) (_ int, ok bool) {
	switch {
	case half == 0:
		return hour, true
	case hour < 1 || hour > 12:
		return 0, false
	case half == 'p':
		return hour%12 + 12, true
	}
	return hour % 12, true
}
