package cell

import (
	"strings"
)

// cutTime takes the time of day and the zone off the end of a date. ok is false where something that looks
// like a time is none.
func (p *pieces) cutTime(s string) (day string, ok bool) {
	colon := strings.IndexByte(s, ':')
	if colon < 0 {
		return p.cutBareTime(s)
	}
	from := colon
	for from > 0 && isDigit(s[from-1]) {
		from--
	}
	if from == colon || colon-from > 2 {
		return s, false
	}
	clock, zone := s[from:], ""
	if at := strings.IndexAny(clock, "Zz+Uu−-Gg"); at > 0 {
		clock, zone = clock[:at], clock[at:]
	}
	h, m, sec, fits := parseClock(clock)
	if !fits || Digits(s[from:colon]) > 23 || zone != "" && !p.zone(strings.TrimSpace(zone)) {
		return s, false
	}
	p.moment.Timed, p.moment.Hour, p.moment.Minute, p.moment.Sec = true, h, m, sec
	day = strings.TrimRight(s[:from], " ,")
	day = strings.TrimSuffix(strings.TrimSuffix(day, "T"), "t")
	return strings.TrimRight(day, " ,"), true
}

// cutBareTime reads times without a colon: 20260302T231000Z, and "3 March 2026 11 PM".
func (p *pieces) cutBareTime(s string) (day string, ok bool) {
	if at := strings.IndexAny(s, "Tt"); at == 8 && allDigits(s[:8]) {
		clock := s[9:]
		if z := strings.IndexAny(clock, "Zz+-"); z >= 0 {
			if !p.zone(clock[z:]) {
				return s, false
			}
			clock = clock[:z]
		}
		if !allDigits(clock) || len(clock) != 4 && len(clock) != 6 {
			return s, false
		}
		p.moment.Timed, p.moment.Hour, p.moment.Minute = true, Digits(clock[:2]), Digits(clock[2:4])
		if len(clock) == 6 {
			p.moment.Sec = Digits(clock[4:])
		}
		return s[:8], p.moment.Hour < 24 && p.moment.Minute < 60 && p.moment.Sec < 60
	}
	lower := strings.ToLower(s)
	if strings.HasSuffix(lower, "m") {
		if at := strings.LastIndexByte(strings.TrimRight(strings.TrimRight(lower, "apm. "), " "), ' '); at > 0 {
			if h, m, sec, fits := parseClock(s[at+1:]); fits {
				p.moment.Timed, p.moment.Hour, p.moment.Minute, p.moment.Sec = true, h, m, sec
				return strings.TrimRight(s[:at], " ,"), true
			}
		}
	}
	return s, true
}
