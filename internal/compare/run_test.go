package compare

import (
	"math/rand/v2"
	"testing"
	"time"

	"stillnight/internal/diary"
)

var stepDate = diary.MustDate(2026, time.March, 1)

// diaryOf makes a diary whose severities are given by days before and after 1 March 2026; −1 is a gap.
func diaryOf(before, after []int, phases ...diary.Phase) diary.Diary {
	var d diary.Diary
	all := append(append([]int{}, before...), after...)
	for i, s := range all {
		if s >= 0 {
			d.Nights = append(d.Nights, diary.Night{Date: stepDate.AddDays(i - len(before)), Severity: diary.Some(s)})
		}
	}
	if phases == nil {
		phases = []diary.Phase{{Start: stepDate}}
	}
	d.Interventions = []diary.Intervention{{ID: 1, Name: "Iron", Phases: phases}}
	return d
}

// noisy makes n severities round a level.
func noisy(r *rand.Rand, n int, level float64) []int {
	s := make([]int, n)
	for i := range s {
		s[i] = int(min(max(level+1.5*r.NormFloat64()+0.5, 0), 10))
	}
	return s
}

func severity(t *testing.T, d diary.Diary) []Comparison {
	t.Helper()
	results, err := All(d, Options{Outcomes: []Outcome{Severity}})
	if err != nil {
		t.Fatal(err)
	}
	return results.Comparisons
}

func TestARealChangeIsSeen(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	c := severity(t, diaryOf(noisy(r, 40, 7), noisy(r, 40, 3)))[0]
	if c.Verdict != Better || c.Size != Large {
		e, _ := c.Effect.Get()
		t.Errorf("verdict %s, size %s, effect %+v", c.Verdict, c.Size, e)
	}
	worse := severity(t, diaryOf(noisy(r, 40, 3), noisy(r, 40, 7)))[0]
	if worse.Verdict != Worse {
		t.Errorf("verdict %s for nights four points worse", worse.Verdict)
	}
}
