package report

import (
	"strings"

	"stillnight/internal/wording"
)

// aggravatorWords is one sentence about the medicines that can make restless legs worse; empty where there are none.
func aggravatorWords(o Options, m material) string {
	return wording.Aggravators(o.L, m.shownAggravators)
}

// lookedForWords say which of the medicines taken the program does not know and, where none that can make restless
// legs worse was found, how many were looked for in vain. Neither is a reason to be reassured, so that what is not
// known stands first: it may be one of those by a misspelt name. One that is left off the pages is still in the diary.
func lookedForWords(o Options, m material) string {
	var words []string
	none := "clinical.no_aggravators"
	if len(m.unknown) > 0 {
		words = append(words, wording.UnknownMedicines(o.L, o.Catalogue, m.unknown))
		none = "clinical.no_aggravators_else"
	}
	if len(m.aggravators) == 0 {
		words = append(words, o.L.N(none, o.Catalogue.WorseningCount()))
	}
	return strings.Join(words, " ")
}
