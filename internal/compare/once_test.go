package compare

import (
	"testing"

	"stillnight/internal/diary"
)

// An infusion is over on the next day and goes on working: that is no stop, and the nights after it are nights with it.
func TestWhatIsGivenOnceIsNotStopped(t *testing.T) {
	const works, none = 180, -1
	type step struct {
		kind  StepKind
		first int
		end   int // open where it goes on
		dose  float64
		runIn int
	}
	for _, c := range []struct {
		name   string
		phases []diary.Phase
		want   []step
	}{
		{"over on the next day", []diary.Phase{phase(0, 1, 1000)}, []step{{Start, 0, 1 + works, 1000, 14}}},
		{"its end is not written down", []diary.Phase{phase(0, open, 1000)}, []step{{Start, 0, open, 1000, 14}}},
		{"in two halves a week apart", []diary.Phase{phase(0, 1, 500), phase(7, 8, 500)}, []step{{Start, 0, 8 + works, 1000, 21}}},
		{"less the second time", []diary.Phase{phase(0, 1, 1000), phase(7, 8, 500)}, []step{{Start, 0, 8 + works, 1500, 21}}},
		{"as a changed dose", []diary.Phase{phase(0, 7, 1000), phase(7, open, 500)}, []step{{Start, 0, open, 1500, 21}}},
		{"five times in two weeks", []diary.Phase{phase(0, 1, 200), phase(3, 4, 200), phase(7, 8, 200), phase(10, 11, 200), phase(14, 15, 200)},
			[]step{{Start, 0, 15 + works, 1000, 28}}},
		{"once a week for six weeks", []diary.Phase{phase(0, 1, 100), phase(7, 8, 100), phase(14, 15, 100), phase(21, 22, 100), phase(28, 29, 100), phase(35, 36, 100)},
			[]step{{Start, 0, 36 + works, 600, 49}}},
		{"of one part the dose is not known", []diary.Phase{phase(0, 1, 1000), {Start: day(7), End: diary.Some(day(8))}}, []step{{Start, 0, 8 + works, none, 21}}},
		{"again while it works", []diary.Phase{phase(0, 1, 1000), phase(150, 151, 1000)}, []step{{Start, 0, 150, 1000, 14}, {Restart, 150, 151 + works, 1000, 14}}},
		{"again while it works, as a changed dose", []diary.Phase{phase(0, 150, 1000), phase(150, open, 500)}, []step{{Start, 0, 150, 1000, 14}, {Restart, 150, open, 500, 14}}},
		{"again after it has worked", []diary.Phase{phase(0, 1, 1000), phase(300, 301, 1000)}, []step{{Start, 0, 1 + works, 1000, 14}, {Restart, 300, 301 + works, 1000, 14}}},
	} {
		d := diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Ferinject", Phases: c.phases}}}
		got, err := Steps(d, Options{Windows: func(diary.Intervention) Windows { return Windows{RunIn: 14, CarryOver: works, Once: true} }})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: steps %+v, want %+v", c.name, got, c.want)
			continue
		}
		for i, w := range c.want {
			end := diary.None[diary.Date]()
			if w.end != open {
				end = diary.Some(day(w.end))
			}
			if got[i].To.Amount.Or(none) != w.dose || got[i].Windows.RunIn != w.runIn {
				t.Errorf("%s: step %d is of %v with a run-in of %d, want %+v", c.name, i, got[i].To, got[i].Windows.RunIn, w)
			}
			if got[i].Kind != w.kind || got[i].First != day(w.first) || got[i].End != end {
				t.Errorf("%s: step %d is %s on %s until %v, want %+v", c.name, i, got[i].Kind, got[i].First, got[i].End, w)
			}
		}
	}
}

func TestWhatIsGivenAgainIsNoRoundWithoutIt(t *testing.T) {
	d := roundsDiary(1, 5, 20, 2)
	opts := Options{Outcomes: []Outcome{Severity}, Windows: func(diary.Intervention) Windows { return Windows{CarryOver: 10, Once: true} }}
	results, err := All(d, opts)
	if err != nil {
		t.Fatal(err)
	}
	if len(results.Pooled) != 0 || len(results.Comparisons) != 2 {
		t.Errorf("%d comparisons and %d over rounds, of what was given twice", len(results.Comparisons), len(results.Pooled))
	}
}
