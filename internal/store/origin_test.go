package store

import (
	"slices"
	"testing"

	"stillnight/internal/diary"
)

func TestAWriterKnowsItsOwnChangesAndWhatTheyTouched(t *testing.T) {
	s := newStore(t)
	var told []Change
	defer s.Subscribe(func(c Change) { told = append(told, c) })()
	mine, other := new(Origin), new(Origin)
	must(t, s.SaveNight(mine.Mark(t.Context()), diary.Night{Date: day(0), Severity: diary.Some(1)}))
	must(t, s.SaveIntervention(mine.Mark(t.Context()), &diary.Intervention{Name: "Iron"}))
	must(t, s.SaveNight(other.Mark(t.Context()), diary.Night{Date: day(-1), Severity: diary.Some(2)}))
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(-2), Severity: diary.Some(2)}))
	_, err := s.Undo(t.Context())
	must(t, err)
	var from []*Origin
	for _, c := range told {
		from = append(from, c.Origin)
	}
	if !slices.Equal(from, []*Origin{mine, mine, other, nil, nil}) {
		t.Errorf("told of changes from %v", from)
	}
	c := mine.Touched()
	if !slices.Equal(c.Dates, []diary.Date{day(0)}) || !slices.Equal(c.Kinds, []Kind{Nights, Interventions}) || !c.All {
		t.Errorf("touched %+v", c)
	}
	if again := mine.Touched(); len(again.Kinds) > 0 || again.All {
		t.Errorf("told twice: %+v", again)
	}
}
