package wording

import (
	"strconv"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/i18n"
)

// Dose writes "65 mg"; "" where no dose was said.
func Dose(l *i18n.Localizer, d compare.Dose) string {
	x, ok := d.Amount.Get()
	if !ok {
		return ""
	}
	n := l.Number(x, decimals(x))
	if d.Unit == "" {
		return n
	}
	return l.T("wording.dose", "n", n, "unit", d.Unit)
}

// decimals is how many a dose needs to be written in full, at most four: 0.125 mg is not 0.1.
func decimals(x float64) int {
	text := strconv.FormatFloat(x, 'f', -1, 64)
	_, fraction, _ := strings.Cut(text, ".")
	return min(len(fraction), 4)
}
