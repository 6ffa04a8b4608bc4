package chart

import (
	"math"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/i18n"
)

// maxDecimals keeps small doses such as 0.125 mg whole.
const maxDecimals = 3

// amount writes a number with as many decimals as it needs.
func amount(v float64, l *i18n.Localizer) string {
	scale := 1.0
	for decimals := range maxDecimals {
		if math.Abs(v*scale-math.Round(v*scale)) < 1e-6 {
			return l.Number(v, decimals)
		}
		scale *= 10
	}
	return l.Number(v, maxDecimals)
}

// doseWords writes a dose such as "65 mg".
func doseWords(dose float64, unit string, l *i18n.Localizer) string {
	if unit == "" {
		return amount(dose, l)
	}
	return l.T("chart.dose", "amount", amount(dose, l), "unit", unit)
}

// changeWords writes a change of an outcome with its sign and unit: "−1.8 points".
func changeWords(o compare.Outcome, v float64, l *i18n.Localizer) string {
	return l.T("chart.change."+string(o), "n", signed(v, l))
}

// sentences joins sentences that are not empty.
func sentences(parts ...string) string {
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, " ")
}
