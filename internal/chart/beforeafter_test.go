package chart

import (
	"testing"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
)

// comparisons runs every step of a diary on severity, with a fortnight's run-in for the odd ones.
func comparisons(t testing.TB, d diary.Diary) compare.Results {
	t.Helper()
	r, err := compare.All(d, compare.Options{
		Windows: func(iv diary.Intervention) compare.Windows {
			return compare.Windows{RunIn: int(iv.ID%2) * 14}
		},
		Outcomes: []compare.Outcome{compare.Severity},
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestLookBeforeAfter(t *testing.T) {
	l := english(t)
	all := comparisons(t, sampleDiary(430, 5)).Comparisons
	if len(all) < 3 {
		t.Fatalf("%d comparisons", len(all))
	}
	s := Style{Palette: Light(), L: l}
	look(t, "before", BeforeAfter(all[0], s), 900, 420, 96)
	look(t, "before-2", BeforeAfter(all[2], s), 900, 420, 96)
	look(t, "before-small", BeforeAfter(all[0], Style{Palette: PaperGrey(), L: l}), 500, 260, 96)
	look(t, "before-200", BeforeAfter(all[0], Style{Palette: Night(), L: l, TextPt: 19.5}), 900, 560, 96)
	look(t, "before-dark", BeforeAfter(all[3], Style{Palette: Dark(), L: l}), 700, 380, 96)
}
