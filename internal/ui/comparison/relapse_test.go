package comparison_test

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/comparison"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// TestARelapseIsNowhereCalledCalmer: a higher dose helped for two weeks, and then a month no longer.
func TestARelapseIsNowhereCalledCalmer(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	start := diary.MustDate(2026, 3, 1)
	var d diary.Diary
	for day := -60; day < 44; day++ {
		level := 7.2
		switch {
		case day >= 14:
			level = 6.6
		case day >= 0:
			level = 4
		}
		d.Nights = append(d.Nights, diary.Night{Date: start.AddDays(day), Severity: diary.Some(int(math.Round(min(max(level+r.NormFloat64(), 0), 10))))})
	}
	d.Interventions = []diary.Intervention{{ID: 1, Name: "Ropinirole", Kind: diary.Prescription, Phases: []diary.Phase{
		{ID: 1, Start: start.AddDays(-200), End: diary.Some(start), Dose: diary.Some(2.0), Unit: "mg"}, {ID: 2, Start: start, Dose: diary.Some(3.0), Unit: "mg"},
	}}}
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	s := comparison.New(uitest.NewEnv(t, app, w, d))
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	all := s.ReadOut()
	if strings.Contains(all, "Calmer nights since") || !strings.Contains(all, "Helped at first; for the last 4 weeks no longer.") || !strings.Contains(all, "Taken since before this diary began") {
		t.Errorf("read out: %s", all)
	}
}
