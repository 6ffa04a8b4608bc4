package report

import (
	"cmp"
	"context"
	"math"
	"slices"
	"testing"

	"stillnight/internal/i18n"
)

// Clocks of twelve hours are long: a span of them ran into the one beside it.
func TestNoFigureRunsIntoTheOneBesideIt(t *testing.T) {
	for _, lang := range []string{"en-US", "es-MX"} {
		d, o := sample(t), options(t)
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		o.L = l
		pages, err := Pages(context.Background(), d, o)
		if err != nil {
			t.Fatal(err)
		}
		var texts []textMark
		for _, m := range pages[0].marks {
			if text, ok := m.(textMark); ok && !text.upright {
				texts = append(texts, text)
			}
		}
		slices.SortFunc(texts, func(a, b textMark) int {
			return cmp.Or(cmp.Compare(math.Round(a.y), math.Round(b.y)), cmp.Compare(a.x, b.x))
		})
		for i, text := range texts[1:] {
			before := texts[i]
			end := before.x + textWidth(before.text, lettering{size: before.size, bold: before.bold})
			if math.Round(before.y) == math.Round(text.y) && end > text.x+0.5 {
				t.Errorf("%s: %q runs into %q by %.1f pt", lang, before.text, text.text, end-text.x)
			}
		}
	}
}
