package wording

import (
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Holds counts what a diary holds besides nights, a line for each kind that there is.
func Holds(l *i18n.Localizer, d diary.Diary) []string {
	doses, own := 0, 0
	for _, iv := range d.Interventions {
		doses += len(iv.Intakes)
	}
	for _, t := range d.Triggers {
		if t.CatalogueID == "" {
			own++
		}
	}
	var lines []string
	for _, kind := range []struct {
		key string
		n   int
	}{
		{"import.holds.remedies", len(d.Interventions)}, {"import.holds.doses", doses},
		{"import.holds.own_triggers", own}, {"import.holds.triggers", len(d.Exposures)},
		{"import.holds.episodes", len(d.Episodes)}, {"import.holds.labs", len(d.Labs)},
		{"import.holds.visits", len(d.Visits)}, {"import.holds.plans", len(d.Plans)},
	} {
		if kind.n > 0 {
			lines = append(lines, l.N(kind.key, kind.n))
		}
	}
	if !d.Background.IsZero() {
		lines = append(lines, l.T("import.holds.background"))
	}
	return lines
}
