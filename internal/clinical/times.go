package clinical

import (
	"slices"
	"strings"

	"stillnight/internal/i18n"
	"stillnight/internal/pattern"
)

var (
	// counts are how many times a day in words: "zweimal", "2 fois", "dos veces", "driemaal", "three times".
	counts = pattern.New(`(?:^|\s)([2-6]|two|zwei|dos|deux|twee|three|drei|tres|trois|drie|four|vier|cuatro|quatre)[ -]?(?:times|mal|veces|vez|fois|keer|maal)\b`)
	// perLonger are the words by which such a count is one of a week or a month.
	perLonger = pattern.New(`\b(?:week|weekly|woche|wochen|wochentlich|semana|semanas|semaine|semaines|wekelijks|weken|month|monthly|monat|mes|mois|maand)\b`)
)

// inFigures are numbers as counts has them.
var inFigures = map[string]float64{
	"two": 2, "zwei": 2, "dos": 2, "deux": 2, "twee": 2, "three": 3, "drei": 3, "tres": 3, "trois": 3, "drie": 3,
	"four": 4, "vier": 4, "cuatro": 4, "quatre": 4,
}

// timesWords are single words that say how often a day.
var timesWords = map[string]float64{"twice": 2, "thrice": 3, "bid": 2, "tid": 3, "tds": 3, "qid": 4, "qds": 4}

// pieces are how many tablets or patches at a time in words: "2 Tabletten", "½ tablet", "une demi comprimé", "media pastilla".
var pieces = pattern.New(`(?:^|\s)([1-9]|half|halbe|halb|demi|media|medio|halve|ein|eine|one|un|une|una|uno|een|two|zwei|dos|deux|twee|three|drei|tres|trois|drie)(?: a| an| una)?[ -](?:tab|tabs|tabl|tablet|tablets|tabletas?|tablette|tabletten|tbl|caps?|capsules?|kapseln?|comp|comprimes?|comprimidos?|capsulas?|pastillas?|parches?|patch|patches|pflaster|pleisters?|tabletje|tabletjes)\b`)

// piecesSaid is how many tablets or patches at a time a name or unit says; 1 where it does not.
func piecesSaid(text string) float64 {
	at := pieces.FindStringSubmatch(i18n.Fold(strings.ReplaceAll(text, "½", " half ")))
	if at == nil {
		return 1
	}
	switch word := at[1]; word {
	case "half", "halbe", "halb", "demi", "media", "medio", "halve":
		return 0.5
	case "ein", "eine", "one", "un", "une", "una", "uno", "een":
		return 1
	default:
		if n, known := inFigures[word]; known {
			return n
		}
		return figure(word)
	}
}

// dayParts are the parts of a day by their words, folded, and ands what stands between two of them.
var (
	dayParts = [][]string{
		{"morning", "morgens", "morgen", "fruh", "manana", "mananas", "matin", "ochtend", "ochtends"},
		{"noon", "midday", "lunch", "mittags", "mittag", "mediodia", "midi", "middag", "middags"},
		{"afternoon", "nachmittags", "tarde", "tardes"},
		{"evening", "abends", "abend", "noche", "noches", "soir", "avond", "avonds"},
	}
	ands = []string{"and", "und", "y", "et", "en", "e"}
)

// timesInWords is how many times a day a text says in words, in any language; 0 where it does not.
func timesInWords(text string) float64 {
	folded := i18n.Fold(text)
	if perLonger.MatchString(folded) {
		return 0
	}
	if at := counts.FindStringSubmatch(folded); at != nil {
		if n, word := inFigures[at[1]]; word {
			return n
		}
		return figure(at[1])
	}
	words := strings.Fields(folded)
	parts, joined := 0.0, strings.ContainsAny(text, "+&")
	for _, w := range words {
		if n, said := timesWords[w]; said {
			return n
		}
		joined = joined || slices.Contains(ands, w)
	}
	for _, part := range dayParts {
		if slices.ContainsFunc(words, func(w string) bool { return slices.Contains(part, w) }) {
			parts++
		}
	}
	if !joined || parts < 2 { // of two times of day it may be one or the other
		return 0
	}
	return parts
}

// withoutTimes leaves out of a text in small letters how many a day and at a time it says, so that only strengths are left
// in figures.
func withoutTimes(text string) string {
	return pieces.ReplaceAllString(counts.ReplaceAllString(text, " "), " ")
}
