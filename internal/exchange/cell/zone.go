package cell

import (
	"strings"
)

// cutZoneName takes the name of a place off: "2026-03-02T22:10+01:00[Europe/Berlin]".
func cutZoneName(s string) (rest, name string) {
	if open := strings.IndexByte(s, '['); open > 0 && strings.HasSuffix(s, "]") {
		return s[:open], s[open+1 : len(s)-1]
	}
	return s, ""
}

// zoneLetters are names of zones in letters that mean one thing only, or nearly so, with their distance from
// Greenwich in hours.
var zoneLetters = map[string]float64{
	"MEZ": 1, "CET": 1, "MESZ": 2, "CEST": 2, "WET": 0, "WEST": 1, "EET": 2, "EEST": 3, "BST": 1, "EST": -5, "EDT": -4, "CDT": -5,
	"MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AEST": 10, "AEDT": 11, "JST": 9,
}

// cutZoneLetters takes the name of a zone off the end of a time: "7:00:00 AM MEZ".
func (p *pieces) cutZoneLetters(s string) string {
	at := strings.LastIndexByte(s, ' ')
	if at < 0 || !strings.Contains(s[:at], ":") {
		return s
	}
	hours, known := zoneLetters[s[at+1:]]
	if !known {
		return s
	}
	p.moment.Zoned, p.moment.Offset = true, int(hours*3600)
	return strings.TrimSpace(s[:at])
}

// zone reads Z, UTC, +01:00, +0100, +01, UTC+0100.
func (p *pieces) zone(s string) bool {
	s = strings.ReplaceAll(strings.ToUpper(s), "−", "-")
	bare := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s, "UTC"), "GMT"))
	p.moment.Zoned = true
	if bare == "" || bare == "Z" {
		p.moment.UTC = true
		return true
	}
	offset, ok := ParseOffset(bare)
	p.moment.Offset = offset
	return ok
}

// ParseOffset reads a distance from Greenwich such as +01:00, +0100, +01, UTC+0100 or UTC+1, in seconds.
func ParseOffset(s string) (seconds int, ok bool) {
	s = strings.TrimSpace(strings.ReplaceAll(strings.ToUpper(s), "−", "-"))
	s = strings.TrimPrefix(strings.TrimPrefix(s, "UTC"), "GMT")
	if s == "" || s == "Z" {
		return 0, true
	}
	sign := 1
	switch s[0] {
	case '-':
		sign = -1
	case '+':
	default:
		return 0, false
	}
	digits := strings.ReplaceAll(s[1:], ":", "")
	if !allDigits(digits) || len(digits) == 0 || len(digits) > 4 {
		return 0, false
	}
	if len(digits) <= 2 {
		digits += "00"
	}
	hours, minutes := Digits(digits[:len(digits)-2]), Digits(digits[len(digits)-2:])
	if hours > 15 || minutes > 59 {
		return 0, false
	}
	return sign * (hours*60 + minutes) * 60, true
}
