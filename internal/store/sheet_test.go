package store

import (
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
)

func TestASheetIsKeptWholeAndTakenBackInOneStep(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "diary.stillnight"), Options{Now: clock})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	iv := diary.Intervention{Name: "Iron", Phases: []diary.Phase{{Start: day(0)}}}
	must(t, s.SaveIntervention(t.Context(), &iv))
	coffee := diary.Trigger{Name: "Coffee", Unit: "cups"}
	taken := []diary.Intake{{Status: diary.Taken}}
	sheet := Sheet{
		Nights: []diary.Night{{Date: day(0), Severity: diary.Some(4)}},
		Exposed: []Exposed{
			{coffee, diary.Exposure{Night: day(0), Amount: diary.Some(2.0)}}, {coffee, diary.Exposure{Night: day(1)}},
		},
		Intakes: []NightIntakes{{iv.ID, day(1), taken}, {iv.ID, day(2), taken}},
	}
	if n := sheet.Dates(); n != 3 {
		t.Errorf("it changes %d nights", n)
	}
	must(t, s.SaveSheet(t.Context(), sheet))
	d, err := s.Diary(t.Context())
	must(t, err)
	if len(d.Nights) != 1 || len(d.Triggers) != 1 || len(d.Exposures) != 2 || len(d.Interventions[0].Intakes) != 2 {
		t.Errorf("kept %+v", d)
	}
	must(t, s.SaveSheet(t.Context(), Sheet{Unexposed: []int64{d.Exposures[0].ID}, Intakes: []NightIntakes{{iv.ID, day(1), nil}}}))
	if d, err = s.Diary(t.Context()); err != nil || len(d.Exposures) != 1 || len(d.Interventions[0].Intakes) != 1 {
		t.Errorf("after taking out: %+v, %v", d, err)
	}
	for range 2 {
		_, err = s.Undo(t.Context())
		must(t, err)
	}
	if d, err = s.Diary(t.Context()); err != nil || len(d.Nights)+len(d.Triggers)+len(d.Exposures)+len(d.Interventions[0].Intakes) != 0 {
		t.Errorf("after undo: %+v, %v", d, err)
	}
}

func TestASheetWithAFaultKeepsNothing(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "diary.stillnight"), Options{Now: clock})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	err = s.SaveSheet(t.Context(), Sheet{
		Nights:  []diary.Night{{Date: day(0), Severity: diary.Some(4)}},
		Intakes: []NightIntakes{{99, day(1), []diary.Intake{{Status: diary.Taken}}}},
	})
	if err == nil {
		t.Fatal("a dose of nothing is taken")
	}
	if d, err := s.Diary(t.Context()); err != nil || len(d.Nights) != 0 {
		t.Errorf("kept %+v, %v", d, err)
	}
}
