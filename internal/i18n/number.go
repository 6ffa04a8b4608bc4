package i18n

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/text/number"
)

const minus = "−" // U+2212, as wide as a plus

// Number writes x with a fixed number of decimals and the locale's separators. What rounds to zero has
// no sign.
func (l *Localizer) Number(x float64, decimals int) string {
	scale := math.Pow10(decimals)
	if rounded := math.Round(math.Abs(x)*scale) / scale; rounded == 0 {
		x = 0
	}
	text := l.printer.Sprint(number.Decimal(math.Abs(x), number.Scale(decimals)))
	if x < 0 {
		return minus + text
	}
	return text
}

// Full writes x with every decimal it has and no separators of thousands, so that ParseNumber reads it again.
func (l *Localizer) Full(x float64) string {
	text := strconv.FormatFloat(math.Abs(x), 'f', -1, 64)
	if l.DecimalComma() {
		text = strings.Replace(text, ".", ",", 1)
	}
	if x < 0 {
		return minus + text
	}
	return text
}

// DecimalComma tells whether the decimal sign is a comma.
func (l *Localizer) DecimalComma() bool { return strings.Contains(l.Number(0.5, 1), ",") }

// Short writes x with one decimal, or none where it rounds to a whole number.
func (l *Localizer) Short(x float64) string {
	if rounded := math.Round(x*10) / 10; rounded == math.Trunc(rounded) {
		return l.Number(rounded, 0)
	}
	return l.Number(x, 1)
}

// Percent writes a share 0–1 as whole per cent.
func (l *Localizer) Percent(share float64) string {
	return l.T("common.percent", "n", l.Number(share*100, 0))
}

// ParseNumber reads a number as people of any of the shipped languages type it: comma or point for
// decimals. Thousands separators are not taken, since 1.500 would be ambiguous; ok is false for them.
func ParseNumber(s string) (x float64, ok bool) {
	s = strings.TrimSpace(strings.ReplaceAll(s, minus, "-"))
	if strings.Count(s, ",")+strings.Count(s, ".") > 1 {
		return 0, false
	}
	return parseFloat(strings.ReplaceAll(s, ",", "."))
}

func parseFloat(s string) (float64, bool) {
	for _, r := range s {
		// strconv also takes "inf", "0x1p-2" and "1_000", which nobody means to type.
		if (r < '0' || r > '9') && r != '.' && r != '-' && r != '+' {
			return 0, false
		}
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return 0, false
	}
	return x, true
}
