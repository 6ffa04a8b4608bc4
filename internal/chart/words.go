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

// stepName names a step in a few words: "Ropinirole: 1 mg to 3 mg".
func stepName(step compare.Step, l *i18n.Localizer) string {
	dose := func(d compare.Dose) string {
		if v, ok := d.Amount.Get(); ok {
			return doseWords(v, d.Unit, l)
		}
		return ""
	}
	from, to := dose(step.From), dose(step.To)
	switch {
	case step.Kind == compare.Stop:
		return l.T("chart.step.stop", "name", step.Intervention)
	case step.Kind == compare.Restart && to == "":
		return l.T("chart.step.restart", "name", step.Intervention)
	case step.Kind == compare.Restart:
		return l.T("chart.step.restart_dose", "name", step.Intervention, "dose", to)
	case step.Kind == compare.DoseChange && from != "" && to != "":
		return l.T("chart.step.dose_change", "name", step.Intervention, "from", from, "to", to)
	case step.Kind == compare.DoseChange:
		return l.T("chart.step.dose_changed", "name", step.Intervention)
	case to == "":
		return l.T("chart.step.start", "name", step.Intervention)
	}
	return l.T("chart.step.start_dose", "name", step.Intervention, "dose", to)
}

// intervalWords writes an interval as "−2.9 to −0.7".
func intervalWords(i compare.Interval, l *i18n.Localizer) string {
	return l.T("chart.interval", "low", signed(i.Low, l), "high", signed(i.High, l))
}
