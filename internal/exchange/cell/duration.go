package cell

import (
	"strings"

	"stillnight/internal/i18n"
)

// Unit is what a bare number of a duration counts.
type Unit string

// The units. Unknown is told neither by the head nor by the user.
const (
	Unknown Unit = ""
	Millis  Unit = "ms"
	Seconds Unit = "s"
	Minutes Unit = "min"
	Hours   Unit = "h"
)

// InMinutes is how many minutes one of the unit is.
func (u Unit) InMinutes() float64 {
	switch u {
	case Millis:
		return 1.0 / 60_000
	case Seconds:
		return 1.0 / 60
	case Hours:
		return 60
	default:
		return 1
	}
}

// ParseDuration reads a length of time as minutes. What says its own unit is read by it: 6h 35m, 6:35,
// 06:35:00, 395 min, 7½ h, PT6H35M, 23700s, 6 Std. 35 Min. A bare number counts in the unit given, and is
// not read where that is Unknown.
func ParseDuration(text string, unit Unit) (minutes float64, ok bool) {
	s := strings.ToLower(strings.TrimSpace(plainSpaces(text)))
	if s == "" || len(s) > longestMoment {
		return 0, false
	}
	if x, ok := i18n.ParseNumber(s); ok {
		return x * unit.InMinutes(), unit != Unknown
	}
	if strings.HasPrefix(s, "pt") {
		return parseISO(s[2:])
	}
	if colons := strings.Count(s, ":"); colons > 0 {
		return parseColons(s)
	}
	return parseParts(s)
}

// parseISO reads the rest of an ISO 8601 duration such as PT6H35M.
func parseISO(s string) (minutes float64, ok bool) {
	if s == "" {
		return 0, false
	}
	return parseParts(s)
}

// parseColons reads h:mm and h:mm:ss.
func parseColons(s string) (minutes float64, ok bool) {
	s = strings.TrimSpace(strings.TrimRight(s, "hrsoutd. "))
	parts := strings.Split(s, ":")
	if len(parts) > 3 || len(parts[0]) == 0 || len(parts[0]) > 3 {
		return 0, false
	}
	if len(parts) == 3 {
		parts[2], _, _ = strings.Cut(parts[2], ".")
	}
	each := 60.0
	for i, part := range parts {
		if !allDigits(part) || i > 0 && (len(part) != 2 || Digits(part) > 59) {
			return 0, false
		}
		minutes += float64(Digits(part)) * each
		each /= 60
	}
	return minutes, true
}

// unitWords are the words behind a number, in the five languages, folded.
var unitWords = map[string]Unit{
	"h": Hours, "hr": Hours, "hrs": Hours, "hour": Hours, "hours": Hours, "std": Hours, "stunde": Hours, "stunden": Hours,
	"hora": Hours, "horas": Hours, "heure": Hours, "heures": Hours, "u": Hours, "uur": Hours, "uren": Hours,
	"m": Minutes, "min": Minutes, "mins": Minutes, "minute": Minutes, "minutes": Minutes, "minuten": Minutes, "minuto": Minutes,
	"minutos": Minutes, "minuut": Minutes,
	"s": Seconds, "sec": Seconds, "secs": Seconds, "second": Seconds, "seconds": Seconds, "sek": Seconds, "sekunden": Seconds,
	"segundos": Seconds, "secondes": Seconds, "seconden": Seconds,
	"ms": Millis, "msec": Millis, "millis": Millis, "milliseconds": Millis,
}

// UnitOf reads a unit's name.
func UnitOf(word string) (Unit, bool) {
	u, ok := unitWords[i18n.Fold(word)]
	return u, ok
}

// parseParts reads numbers with their units behind them, each smaller than the one before: "6 h 35 min",
// "6h35".
func parseParts(s string) (minutes float64, ok bool) {
	last := Unknown
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		end := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789.,¼½¾/ ", r) })
		if end == 0 {
			return 0, false
		}
		text, rest := s, ""
		if end > 0 {
			text, rest = s[:end], s[end:]
		}
		x, isNumber := mixed(text)
		if !isNumber || x < 0 {
			return 0, false
		}
		stop := strings.IndexAny(rest, "0123456789 ")
		word := rest
		if stop >= 0 {
			word, rest = rest[:stop], rest[stop:]
		} else {
			rest = ""
		}
		unit, known := UnitOf(strings.TrimRight(word, ".,"))
		switch {
		case known:
		case word == "" && last == Hours && x < 60:
			unit = Minutes // 6h35
		default:
			return 0, false
		}
		if last != Unknown && unit.InMinutes() >= last.InMinutes() {
			return 0, false
		}
		minutes += x * unit.InMinutes()
		s, last, ok = rest, unit, true
		s = strings.TrimPrefix(strings.TrimSpace(s), "and ")
	}
	return minutes, ok
}
