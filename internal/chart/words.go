package chart

import (
	"math"
	"slices"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
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
	return wording.Dose(l, compare.Dose{Amount: diary.Some(dose), Unit: unit})
}

// changeWords writes a change of an outcome with its sign and unit: "−1.8 points".
func changeWords(o compare.Outcome, v float64, l *i18n.Localizer) string {
	return wording.Change(l, o, v)
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

// intervalWords writes an interval as "−2.9 to −0.7".
func intervalWords(i compare.Interval, l *i18n.Localizer) string {
	return l.T("chart.interval", "low", wording.Signed(l, i.Low), "high", wording.Signed(l, i.High))
}

// columnWords writes a change of an outcome so that it can be compared down a column: always with the same decimals.
// What would round to no change, and is not, keeps its second decimal.
func columnWords(o compare.Outcome, x float64, l *i18n.Localizer) string {
	if none := wording.Difference(l, o, 0); wording.Difference(l, o, x) == none && wording.Signed(l, x) != wording.Signed(l, 0) {
		return wording.Signed(l, x)
	}
	return wording.Difference(l, o, x)
}

// columnInterval writes an interval with columnWords.
func columnInterval(o compare.Outcome, i compare.Interval, l *i18n.Localizer) string {
	return l.T("chart.interval", "low", columnWords(o, i.Low, l), "high", columnWords(o, i.High, l))
}

// sideWords counts a side's nights and gives their median.
func sideWords(s compare.Side, o compare.Outcome, l *i18n.Localizer) string {
	if s.N == 0 {
		return l.T("chart.compare.no_nights")
	}
	return l.N("chart.compare.side", s.N, "median", wording.Tick(l, o, s.Median))
}

// countWords are sideWords in three lengths, the longest first.
func countWords(s compare.Side, o compare.Outcome, l *i18n.Localizer) []string {
	return []string{sideWords(s, o, l), l.N("chart.compare.nights", s.N), l.Number(float64(s.N), 0)}
}

// sideText is sideWords as a sentence with the side's name and its middle half.
func sideText(name string, s compare.Side, o compare.Outcome, l *i18n.Localizer) string {
	if s.N == 0 {
		return l.T("chart.compare.text_none", "side", name)
	}
	return l.N("chart.compare.text_side", s.N, "side", name, "median", wording.Tick(l, o, s.Median),
		"low", wording.Tick(l, o, s.Q1), "high", wording.Tick(l, o, s.Q3))
}

// medianOf is the median of values in any order.
func medianOf(values []float64) float64 {
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return median(sorted)
}
