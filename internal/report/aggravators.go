package report

import (
	"strings"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// aggravatorWords is one sentence about the medicines that can make restless legs worse; empty where there are none.
func aggravatorWords(o Options, d diary.Diary, m material) string {
	return wording.Aggravators(o.L, clinical.Aggravators(d, o.Catalogue, m.first, m.on))
}

// lookedForWords say how many medicines were looked for in vain, where none was found, and which of those taken
// the program does not know. Neither is a reason to be reassured. One that is left off the pages is still in the
// diary.
func lookedForWords(o Options, shown diary.Diary, m material) string {
	var words []string
	if len(m.aggravators) == 0 {
		words = append(words, o.L.N("clinical.no_aggravators", o.Catalogue.WorseningCount()))
	}
	if unknown := clinical.UnknownMedicines(shown, o.Catalogue, m.first, m.on); len(unknown) > 0 {
		words = append(words, wording.UnknownMedicines(o.L, o.Catalogue, unknown))
	}
	return strings.Join(words, " ")
}
