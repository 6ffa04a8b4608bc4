package wording_test

import (
	"regexp"
	"slices"
	"strconv"
	"testing"

	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
	"stillnight/internal/wording"
)

// "About 0 would look better" and "about 0.03 of so many" tell nobody anything.
func TestWhatLooksBetterByChanceIsToldInWholeComparisons(t *testing.T) {
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		for _, c := range []struct {
			judged int
			better float64
			want   string
		}{{1, 0.013, "77"}, {3, 0.039, "77"}, {8, 0.4, "20"}, {12, 1, "12"}, {40, 1.4, "29"}, {60, 1.6, "2"}, {1, 0.00125, "800"}, {200, 8.6, "9"}} {
			said := wording.ByChance(l, c.judged, c.better)
			numbers := regexp.MustCompile(`[0-9.,]*[0-9]`).FindAllString(said, -1)
			if len(numbers) == 0 || numbers[0] != strconv.Itoa(c.judged) || !slices.Contains(numbers, c.want) || slices.Contains(numbers, "0") {
				t.Errorf("%s: %v of %d: %q", lang, c.better, c.judged, said)
			}
		}
	}
}
