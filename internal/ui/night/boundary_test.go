package night_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// Whoever has nights end later from now on means another night at once, though the one on show was just written in; who went
// to a night of their own stays there.
func TestAnotherEndOfTheNightMovesThePage(t *testing.T) {
	for _, own := range []bool{false, true} {
		env, w, s := open(t, diary.Diary{})
		afternoon := time.Date(2026, time.March, 3, 15, 30, 0, 0, time.UTC)
		env.Now = func() time.Time { return afternoon }
		third := diary.MustDate(2026, 3, 3)
		s.Show(screen.Target{Night: third})
		want := third.AddDays(-1)
		if own {
			test.Tap(uitest.Button(t, w, env.L.T("night.before")))
			test.Tap(uitest.Button(t, w, env.L.T("night.before")))
			want = third.AddDays(-2)
		}
		env.Boundaries = diary.Boundaries{{From: third, Hour: 18}}
		s.Show(screen.Target{})
		if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.NightOf(want)) {
			t.Errorf("on show is:\n%s", words)
		}
	}
}
