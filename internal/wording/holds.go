package wording

import (
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Held is how much a diary holds of one kind besides nights.
type Held struct {
	Key string // of its words
	N   int
}

// Kind names it for programs.
func (h Held) Kind() string { return strings.TrimPrefix(h.Key, "import.holds.") }

// Holding counts each kind that a diary may hold besides nights.
func Holding(d diary.Diary) []Held {
	doses, own := 0, 0
	for _, iv := range d.Interventions {
		doses += len(iv.Intakes)
	}
	for _, t := range d.Triggers {
		if t.CatalogueID == "" {
			own++
		}
	}
	return []Held{
		{"import.holds.remedies", len(d.Interventions)}, {"import.holds.doses", doses},
		{"import.holds.own_triggers", own}, {"import.holds.triggers", len(d.Exposures)},
		{"import.holds.episodes", len(d.Episodes)}, {"import.holds.labs", len(d.Labs)},
		{"import.holds.visits", len(d.Visits)}, {"import.holds.plans", len(d.Plans)},
		{aboutMe, d.Background.Answered()},
	}
}

// aboutMe is told without a number: nobody counts these.
const aboutMe = "import.holds.background"

// Holds says what a diary holds besides nights, a line for each kind that there is.
func Holds(l *i18n.Localizer, d diary.Diary) []string {
	var lines []string
	for _, kind := range Holding(d) {
		switch {
		case kind.N == 0:
		case kind.Key == aboutMe:
			lines = append(lines, l.T(kind.Key))
		default:
			lines = append(lines, l.N(kind.Key, kind.N))
		}
	}
	return lines
}
