package compare

import (
	"testing"

	"stillnight/internal/diary"
)

// An infusion is over on the next day and goes on working: that is no stop, and the nights after it are nights with it.
func TestWhatIsGivenOnceIsNotStopped(t *testing.T) {
	const works = 180
	type step struct {
		kind  StepKind
		first int
		end   int // open where it goes on
	}
	for _, c := range []struct {
		name   string
		phases []diary.Phase
		want   []step
	}{
		{"over on the next day", []diary.Phase{phase(0, 1, 1000)}, []step{{Start, 0, 1 + works}}},
		{"its end is not written down", []diary.Phase{phase(0, open, 1000)}, []step{{Start, 0, open}}},
		{"in two halves a week apart", []diary.Phase{phase(0, 1, 500), phase(7, 8, 500)}, []step{{Start, 0, 8 + works}}},
		{"less the second time", []diary.Phase{phase(0, 1, 1000), phase(7, 8, 500)}, []step{{Start, 0, 7}, {DoseChange, 7, 8 + works}}},
		{"again after it has worked", []diary.Phase{phase(0, 1, 1000), phase(300, 301, 1000)}, []step{{Start, 0, 1 + works}, {Restart, 300, 301 + works}}},
	} {
		d := diary.Diary{Interventions: []diary.Intervention{{ID: 1, Name: "Ferinject", Phases: c.phases}}}
		got, err := Steps(d, Options{Windows: func(diary.Intervention) Windows { return Windows{CarryOver: works, Once: true} }})
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
			if got[i].Kind != w.kind || got[i].First != day(w.first) || got[i].End != end {
				t.Errorf("%s: step %d is %s on %s until %v, want %+v", c.name, i, got[i].Kind, got[i].First, got[i].End, w)
			}
		}
	}
}
