package i18n

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Words for hours and minutes behind a number, in all shipped languages.
const (
	hourWord   = `(?:h(?:rs?|ours?|oras?|eures?)?|std|stunden?|u|uur|uren)\.?`
	minuteWord = `m(?:in(?:ut(?:es?|en|os?)|uut)?)?\.?`
)

var (
	hourMinute  = regexp.MustCompile(`^(\d{1,3}):([0-5]\d)(?::\d\d)?\s*(?:` + hourWord + `)?$`)
	hourMinutes = regexp.MustCompile(`^(\d{1,3})\s*` + hourWord + `\s*([0-5]?\d)\s*(?:` + minuteWord + `)?$`)
	hoursOnly   = regexp.MustCompile(`^(.*[\d¼½¾])\s*` + hourWord + `$`)
	minutesOnly = regexp.MustCompile(`^(.*[\d¼½¾])\s*` + minuteWord + `$`)

	// Many keyboards have no sign for a half.
	typedParts = strings.NewReplacer(" 1/4", "¼", " 1/2", "½", " 3/4", "¾")
	parts      = map[string]float64{"¼": 0.25, "½": 0.5, "¾": 0.75}
)

// ParseHours reads hours as people of any of the shipped languages type them: 7.5, 7,5, 7½, 7:30, "7 h 30"
// or "450 min". What was not typed as a decimal is rounded to hundredths.
func ParseHours(s string) (hours float64, ok bool) {
	if x, ok := parseMixed(s); ok {
		return x, true
	}
	minutes, ok := parseDuration(s)
	return hundredths(minutes / 60), ok
}

// ParseMinutes reads minutes, also where they are typed as hours: 45, "45 min", 1:30, "1 h 30" or "1½ h".
func ParseMinutes(s string) (minutes float64, ok bool) {
	if x, ok := parseMixed(s); ok {
		return x, true
	}
	return parseDuration(s)
}

// parseDuration reads what says itself that it is hours or minutes, as minutes.
func parseDuration(s string) (minutes float64, ok bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, pattern := range []*regexp.Regexp{hourMinute, hourMinutes} {
		if m := pattern.FindStringSubmatch(s); m != nil {
			return 60*digits(m[1]) + digits(m[2]), true
		}
	}
	if m := hoursOnly.FindStringSubmatch(s); m != nil {
		x, ok := parseMixed(m[1])
		return hundredths(60 * x), ok
	}
	if m := minutesOnly.FindStringSubmatch(s); m != nil {
		return parseMixed(m[1])
	}
	return 0, false
}

// parseMixed reads a number, also a whole one with a quarter, a half or three quarters behind it.
func parseMixed(s string) (x float64, ok bool) {
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
	return ParseNumber(s)
}

// digits is the number of digits that a pattern has found.
func digits(found string) float64 {
	x, _ := parseFloat(found)
	return x
}

func hundredths(x float64) float64 { return math.Round(x*100) / 100 }
