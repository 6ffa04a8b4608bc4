package catalogue

import (
	"slices"
	"strings"

	"stillnight/internal/i18n"
)

// worsening are the groups of medicines that guidelines and trials name as able to make restless legs
// worse. Lithium is left out, for which the evidence is weak.
var worsening = []string{"antihistamine_sedating", "ssri_snri", "tca", "mirtazapine", "antipsychotic", "antiemetic"}

// CanWorsen tells whether a remedy or trigger is a medicine that can make restless legs worse: by its
// entry in the catalogue or, for one of the user's own, by a drug or brand name that stands in its name.
func (c *Catalogue) CanWorsen(id, name string) bool {
	own := " " + i18n.Fold(name) + " "
	for _, group := range worsening {
		if id != "" {
			if id == group {
				return true
			}
			continue
		}
		if slices.ContainsFunc(c.known[group], func(k known) bool { return strings.Contains(own, " "+k.name+" ") }) {
			return true
		}
	}
	return false
}
