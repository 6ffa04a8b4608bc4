package report

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"stillnight/internal/diary"
)

// TestARelapseIsNowhereCalledCalmerOnPaper: a higher dose helped for two weeks, and then a month no longer.
func TestARelapseIsNowhereCalledCalmerOnPaper(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	start := diary.MustDate(2026, 1, 15)
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
	text := plainText(t, build(t, d, options(t)))
	if strings.Contains(text, "Calmer nights since") || !strings.Contains(text, "Helped at first; for the last 4 weeks no longer") {
		t.Errorf("the report says: %s", text)
	}
	if !strings.Contains(text, "Helped at first, lately less or no longer: Ropinirole, from 2 mg to 3 mg.") {
		t.Error("page 1 does not open with it")
	}
	if strings.Contains(text, "Too early to tell") {
		t.Error("a dose from before the diary is waited for")
	}
}
