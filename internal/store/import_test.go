package store

import (
	"reflect"
	"testing"

	"stillnight/internal/diary"
)

// theirs is a diary of another computer that shares a night, a remedy and a trigger with sample(10).
func theirs() diary.Diary {
	return diary.Diary{
		Nights: []diary.Night{
			{Date: day(-1), Severity: diary.Some(10), Note: "theirs"},
			{Date: day(0), Severity: diary.Some(2)},
		},
		Interventions: []diary.Intervention{
			{ID: 70, Name: " iron ", Note: "theirs"},
			{ID: 71, Name: "Bath", Phases: []diary.Phase{{ID: 1, Start: day(-3)}}},
		},
		Triggers:  []diary.Trigger{{ID: 50, Name: "COFFEE"}, {ID: 51, Name: "Cheese"}},
		Exposures: []diary.Exposure{{ID: 1, Night: day(0), TriggerID: 50}, {ID: 2, Night: day(0), TriggerID: 51}},
		Labs:      sample(10).Labs,
		Visits:    []diary.Visit{{ID: 1, Date: day(0)}},
	}
}

func TestImportKeepsWhatIsMine(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(10), nil))
	before := whole(t, s)
	result, err := s.Import(t.Context(), theirs(), KeepMine)
	must(t, err)
	after := whole(t, s)
	mine, _ := before.Night(day(-1))
	if got, _ := after.Night(day(-1)); !reflect.DeepEqual(got, mine) {
		t.Errorf("my night became %+v", got)
	}
	if result.Added[Nights] != 1 || result.Skipped[Nights] != 1 || result.Added[Interventions] != 1 ||
		result.Skipped[Interventions] != 1 || result.Skipped[Labs] != 1 || result.Added[Visits] != 1 || result.Added[Exposures] != 2 {
		t.Errorf("result %+v", result)
	}
	if !reflect.DeepEqual(after.Interventions[0], before.Interventions[0]) {
		t.Error("my remedy changed")
	}
	coffee, cheese := after.Exposures[len(after.Exposures)-2], after.Exposures[len(after.Exposures)-1]
	if coffee.TriggerID != 1 || after.Triggers[len(after.Triggers)-1].ID != cheese.TriggerID {
		t.Errorf("exposures %+v %+v", coffee, cheese)
	}
	again, err := s.Import(t.Context(), theirs(), KeepMine)
	must(t, err)
	if len(again.Added) != 0 || !reflect.DeepEqual(whole(t, s), after) {
		t.Errorf("importing twice added %v", again.Added)
	}
}

func TestImportTakesTheirsWhereAsked(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(10), nil))
	before := whole(t, s)
	_, err := s.Import(t.Context(), theirs(), TakeTheirs)
	must(t, err)
	after := whole(t, s)
	if n, _ := after.Night(day(-1)); n.Note != "theirs" {
		t.Errorf("night %+v", n)
	}
	if after.Interventions[0].Note != "theirs" || after.Interventions[0].ID != before.Interventions[0].ID || len(after.Plans) != 1 {
		t.Errorf("remedy %+v, %d plans", after.Interventions[0], len(after.Plans))
	}
	_, err = s.Undo(t.Context())
	must(t, err)
	if !reflect.DeepEqual(whole(t, s), before) {
		t.Error("undo of the import did not bring everything back")
	}
}

func TestImportOfAnInvalidDiaryChangesNothing(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(10), nil))
	before := whole(t, s)
	for name, d := range map[string]diary.Diary{
		"severity":        {Nights: []diary.Night{{Date: day(0), Severity: diary.Some(11)}}},
		"two nights":      {Nights: []diary.Night{{Date: day(0)}, {Date: day(0)}}},
		"unknown trigger": {Exposures: []diary.Exposure{{ID: 1, Night: day(0), TriggerID: 99}}},
	} {
		if _, err := s.Import(t.Context(), d, ReplaceAll); err == nil {
			t.Errorf("%s: it was imported", name)
		}
	}
	if !reflect.DeepEqual(whole(t, s), before) {
		t.Error("the diary changed")
	}
}

func TestRecordsThatShareAnIDAreAllKept(t *testing.T) {
	s := newStore(t)
	d := diary.Diary{
		Interventions: []diary.Intervention{{ID: 1, Name: "A"}, {ID: 1, Name: "B"}, {Name: "C"}, {Name: "D"}},
		Triggers:      []diary.Trigger{{ID: 1, Name: "A"}, {ID: 1, Name: "B"}},
		Visits:        []diary.Visit{{ID: 1, Date: day(0)}, {ID: 1, Date: day(1)}, {Date: day(2)}, {Date: day(3)}},
	}
	_, err := s.Import(t.Context(), d, ReplaceAll)
	must(t, err)
	if got := whole(t, s); len(got.Interventions) != 4 || len(got.Triggers) != 2 || len(got.Visits) != 4 {
		t.Errorf("%d remedies, %d triggers, %d visits", len(got.Interventions), len(got.Triggers), len(got.Visits))
	}
}
