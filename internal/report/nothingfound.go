package report

import (
	"slices"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/wording"
)

// nothingFound says what was looked for in vain, and for what there was too little to look at.
func (lay *layout) nothingFound(m material) string {
	l := lay.o.L
	if lately := m.d.Between(m.last.AddDays(1-compare.RedFlagNights), m.last); len(lately) < compare.MinRedFlagNights {
		return l.T("report.not_looked")
	}
	var looked, not []string
	enough := compare.LookedFor(m.d)
	for _, kind := range compare.RedFlagKinds {
		name := l.T("report.looked." + string(kind))
		if slices.Contains(enough, kind) {
			looked = append(looked, name)
		} else {
			not = append(not, name)
		}
	}
	missing := lay.unassessed(m)
	if len(missing) == 0 {
		looked = append(looked, l.T("report.looked.augmentation"))
	}
	said := []string{l.T("report.no_flags", "list", strings.Join(looked, ", "))}
	if len(not) > 0 {
		said = append(said, l.T("report.too_little", "list", strings.Join(not, ", ")))
	}
	return strings.Join(append(said, missing...), " ")
}

// unassessed says under which medicines signs of augmentation could not have been seen, and what is missing.
func (lay *layout) unassessed(m material) []string {
	l := lay.o.L
	var missing []string
	for _, f := range m.results.Augmentation {
		if f.Level == compare.NotAssessable {
			missing = append(missing, wording.AugmentationWatched(l, f))
		}
	}
	for _, iv := range m.shown.Interventions {
		looked := slices.ContainsFunc(m.results.Augmentation, func(f compare.AugmentationFlag) bool { return f.InterventionID == iv.ID })
		if !looked && iv.PhaseOn(m.last) >= 0 && lay.o.Catalogue.CanAugment(iv) {
			missing = append(missing, wording.AugmentationTooNew(l, iv))
		}
	}
	return missing
}
