package cell

import (
	"strings"
	"time"

	"stillnight/internal/i18n"
)

// foldWord makes a word alike: lower case, no accents.
func foldWord(w string) string {
	for i := range len(w) {
		if c := w[i]; c >= 0x80 || c >= 'A' && c <= 'Z' {
			return i18n.Fold(w)
		}
	}
	return w
}

// months are the names of the months in English, German, Spanish, French and Dutch, folded. A name may be
// cut to three letters or more, but for those that then are two months.
var months = [12][]string{
	{"january", "januar", "janner", "enero", "janvier", "januari"},
	{"february", "februar", "feber", "febrero", "fevrier", "februari"},
	{"march", "marz", "maerz", "marzo", "mars", "maart", "mrz", "mrt", "mar"},
	{"april", "abril", "avril"},
	{"may", "mai", "mayo", "mei"},
	{"june", "juni", "junio", "juin"},
	{"july", "juli", "julio", "juillet", "jul"},
	{"august", "agosto", "aout", "augustus", "aug"},
	{"september", "septiembre", "setiembre", "septembre", "sept"},
	{"october", "oktober", "octubre", "octobre"},
	{"november", "noviembre", "novembre"},
	{"december", "dezember", "diciembre", "decembre"},
}

// monthOf finds a month by its name or the first letters of it; 0 is none, or more than one.
func monthOf(w string) time.Month {
	if len(w) < 3 {
		return 0
	}
	found := time.Month(0)
	for i, names := range months {
		for _, name := range names {
			if name == w {
				return time.Month(i + 1)
			}
			if strings.HasPrefix(name, w) && found != time.Month(i+1) {
				if found != 0 {
					return 0
				}
				found = time.Month(i + 1)
			}
		}
	}
	return found
}

// MonthNamed finds a month by its name, folded, or by the first three letters of it; 0 is none.
func MonthNamed(word string) time.Month { return monthOf(word) }

// dayMask is a set of days of the week, Sunday the lowest bit: the first letters of a name may be those of
// two days in two languages.
type dayMask uint8

func (m dayMask) has(d time.Weekday) bool { return m&(1<<d) != 0 }

// weekdays are the names of the days from Monday on, folded, in the five languages.
var weekdays = [7][]string{
	{"monday", "montag", "lunes", "lundi", "maandag"},
	{"tuesday", "tues", "dienstag", "martes", "mardi", "dinsdag"},
	{"wednesday", "weds", "mittwoch", "miercoles", "mercredi", "woensdag"},
	{"thursday", "thurs", "donnerstag", "jueves", "jeudi", "donderdag"},
	{"friday", "freitag", "viernes", "vendredi", "vrijdag"},
	{"saturday", "samstag", "sonnabend", "sabado", "samedi", "zaterdag"},
	{"sunday", "sonntag", "domingo", "dimanche", "zondag"},
}

// weekdaysOf are the days that a word may name, whole or by its first two letters or more.
func weekdaysOf(w string) dayMask {
	var days dayMask
	if len(w) < 2 {
		return 0
	}
	for i, names := range weekdays {
		for _, name := range names {
			if strings.HasPrefix(name, w) {
				days |= 1 << (time.Weekday(i+1) % 7)
			}
		}
	}
	return days
}

// joinsDate are words and endings within a date that say nothing of their own.
var joinsDate = map[string]bool{
	"": true, "st": true, "nd": true, "rd": true, "th": true, "of": true, "the": true, "de": true, "del": true,
	"der": true, "den": true, "night": true, "nacht": true, "noche": true, "nuit": true, "vom": true, "van": true, "le": true, "el": true, "er": true, "o": true, "a": true, "at": true, "um": true, "om": true, "uhr": true,
}

// IsPeriod tells whether a sheet's name is that of a year or a month: 2026, 2025-03, March, Mär 26.
func IsPeriod(name string) bool {
	known := false
	for word := range strings.FieldsSeq(i18n.Fold(name)) {
		year := allDigits(word) && (len(word) == 4 || len(word) == 2)
		if !year && monthOf(word) == 0 {
			return false
		}
		known = true
	}
	return known
}
