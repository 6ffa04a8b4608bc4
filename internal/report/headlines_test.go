package report

import (
	"strings"
	"testing"

	"stillnight/internal/diary"
)

// In the first week there is no number of nights a week yet: what stands instead leaves the row's name whole.
func TestTheRowsOfADiaryThatHasJustBegunAreNamedInFull(t *testing.T) {
	inEveryLanguage(t, func(t *testing.T, o Options) {
		var d diary.Diary
		for i := range 6 {
			d.Nights = append(d.Nights, diary.Night{Date: diary.MustDate(2026, 3, 1+i), Severity: diary.Some(7)})
		}
		text := firstPage(t, d, o)
		for _, want := range []string{o.L.T("report.row.symptoms"), o.L.T("report.n_of_m", "n", "6", "m", "6")} {
			if !strings.Contains(text, strings.Join(strings.Fields(want), " ")) {
				t.Errorf("page 1 lacks %q", want)
			}
		}
	})
}
