package i18n

import (
	"strings"
	"time"
)

// monthWords are the months' names and their usual short forms in all shipped languages, as Fold leaves
// them: people paste and import what was written under another language.
var monthWords = map[time.Month]string{
	time.January:   "january jan januar jaenner janner jän januari enero ene janvier janv",
	time.February:  "february feb febr februar feber februari febrero fevrier fevr fev",
	time.March:     "march mar marz maerz mrz maart mrt marzo mars",
	time.April:     "april apr abril abr avril avr",
	time.May:       "may mai mei mayo",
	time.June:      "june jun juni junio juin",
	time.July:      "july jul juli julio juillet juil",
	time.August:    "august aug augustus agosto ago aout",
	time.September: "september sep sept septiembre setiembre set septembre",
	time.October:   "october oct oktober okt octubre octobre",
	time.November:  "november nov noviembre novembre",
	time.December:  "december dec dezember dez diciembre dic decembre",
}

var monthByWord = func() map[string]time.Month {
	m := map[string]time.Month{}
	for month, words := range monthWords {
		for _, w := range strings.Fields(words) {
			m[Fold(w)] = month
		}
	}
	return m
}()

// MonthNamed returns the month that a word names in any of the shipped languages, in full or shortened,
// whatever its case and accents.
func MonthNamed(word string) (time.Month, bool) {
	m, ok := monthByWord[Fold(word)]
	return m, ok
}
