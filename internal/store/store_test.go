package store

import (
	"errors"
	"path/filepath"
	"reflect"
	"testing"

	"stillnight/internal/diary"
)

func TestDiaryComesBackWholeAfterARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s := reopen(t, path)
	want := sample(60)
	if _, err := s.Import(t.Context(), want, ReplaceAll); err != nil {
		t.Fatal(err)
	}
	must(t, s.Close())
	got, err := reopen(t, path).Diary(t.Context())
	must(t, err)
	want.Sort()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestSaveNightKeepsWhenItWasFirstEntered(t *testing.T) {
	s := newStore(t)
	n := diary.Night{Date: day(0), Severity: diary.Some(3)}
	must(t, s.SaveNight(t.Context(), n))
	n.Severity = diary.Some(4)
	must(t, s.SaveNight(t.Context(), n))
	got, found, err := s.Night(t.Context(), day(0))
	must(t, err)
	if !found || !got.EnteredAt.Equal(at) || got.Severity != diary.Some(4) {
		t.Errorf("got %+v, %v", got, found)
	}
}

func TestFutureNightsAreRefused(t *testing.T) {
	s := newStore(t)
	var fields diary.FieldErrors
	err := s.SaveNight(t.Context(), diary.Night{Date: diary.DateOf(at).AddDays(2), Severity: diary.Some(3)})
	if !errors.As(err, &fields) || fields.For("date") == nil || fields.For("date").Reason != diary.InFuture {
		t.Errorf("got %v", err)
	}
}

func TestListenersAreToldWhichNightsChanged(t *testing.T) {
	s := newStore(t)
	must(t, s.SaveTrigger(t.Context(), &diary.Trigger{Name: "Coffee"}))
	var told []Change
	cancel := s.Subscribe(func(c Change) {
		if _, err := s.Diary(t.Context()); err != nil {
			t.Error(err)
		}
		told = append(told, c)
	})
	n := diary.Night{Date: day(0), Severity: diary.Some(3)}
	must(t, s.SaveNight(t.Context(), n))
	must(t, s.SaveNight(t.Context(), n)) // the same again changes nothing
	must(t, s.SaveExposure(t.Context(), &diary.Exposure{Night: day(1), TriggerID: 1}))
	must(t, s.SaveIntervention(t.Context(), &diary.Intervention{Name: "Iron", Intakes: []diary.Intake{{Night: day(2), Status: diary.Taken}}}))
	must(t, s.SetSetting(t.Context(), "a", "b"))
	must(t, s.ClearNight(t.Context(), day(1)))
	_, err := s.Undo(t.Context())
	must(t, err)
	cancel()
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(3), Severity: diary.Some(3)}))
	want := []Change{
		{Dates: []diary.Date{day(0)}, Kinds: []Kind{Nights}},
		{Dates: []diary.Date{day(1)}, Kinds: []Kind{Exposures}},
		{Dates: []diary.Date{day(2)}, All: true, Kinds: []Kind{Interventions, Intakes}},
		{Dates: []diary.Date{day(1)}, Kinds: []Kind{Exposures}},
		{Dates: []diary.Date{day(1)}, Kinds: []Kind{Exposures}},
	}
	last := uint64(0)
	for i := range told {
		if told[i].Edition <= last {
			t.Errorf("edition %d follows %d", told[i].Edition, last)
		}
		last, told[i].Edition = told[i].Edition, 0
	}
	if !reflect.DeepEqual(told, want) {
		t.Errorf("told %+v", told)
	}
}

func TestDraftsAndSettingsOutliveARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s := reopen(t, path)
	must(t, draft(s, "note/2026-03-02", "half a sen"))
	must(t, draft(s, "gone", "x"))
	must(t, s.ClearDraft(t.Context(), "gone"))
	must(t, s.ClearDraft(t.Context(), "never there"))
	must(t, s.SetSetting(t.Context(), "folded", "sleep"))
	must(t, s.Close())
	s = reopen(t, path)
	if text, found, err := s.Draft(t.Context(), "note/2026-03-02"); err != nil || !found || text != "half a sen" {
		t.Errorf("draft %q, %v, %v", text, found, err)
	}
	if text, found, err := s.Draft(t.Context(), "gone"); err != nil || found {
		t.Errorf("cleared draft %q, %v, %v", text, found, err)
	}
	if v, found, err := s.Setting(t.Context(), "folded"); err != nil || !found || v != "sleep" {
		t.Errorf("setting %q, %v, %v", v, found, err)
	}
}

func TestACopiedPhaseGetsAnIDOfItsOwn(t *testing.T) {
	s := newStore(t)
	iv := diary.Intervention{Name: "Iron", Phases: []diary.Phase{{Start: day(0)}}}
	must(t, s.SaveIntervention(t.Context(), &iv))
	next := iv.Phases[0]
	iv.Phases[0].End = diary.Some(day(20))
	next.Start, next.Dose = day(20), diary.Some(2.0)
	iv.Phases = append(iv.Phases, next)
	must(t, s.SaveIntervention(t.Context(), &iv))
	other := diary.Intervention{Name: "Copy", Phases: []diary.Phase{next}}
	must(t, s.SaveIntervention(t.Context(), &other))
	ids := map[int64]bool{iv.Phases[0].ID: true, iv.Phases[1].ID: true, other.Phases[0].ID: true}
	if len(ids) != 3 {
		t.Errorf("ids %v", ids)
	}
	got, found, err := s.Intervention(t.Context(), iv.ID)
	must(t, err)
	if !found || !reflect.DeepEqual(got, iv) {
		t.Errorf("got %+v\nwant %+v", got, iv)
	}
}

func TestAnEntryForNothingIsRefused(t *testing.T) {
	s := newStore(t)
	plan := sample(5).Plans[0]
	for name, err := range map[string]error{
		"exposure": s.SaveExposure(t.Context(), &diary.Exposure{Night: day(0), TriggerID: 9}),
		"plan":     s.SavePlan(t.Context(), &plan),
		"intakes":  s.SaveIntakes(t.Context(), 9, day(0), []diary.Intake{{Status: diary.Taken}}),
	} {
		var fields diary.FieldErrors
		if !errors.As(err, &fields) || fields[0].Reason != diary.Unknown {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestDeletingARemedyTakesItsPlansAlongAndComesBackWithThem(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(20), nil))
	before := whole(t, s)
	must(t, s.DeleteIntervention(t.Context(), 1))
	if d := whole(t, s); len(d.Interventions) != 1 || len(d.Plans) != 0 {
		t.Errorf("%d remedies, %d plans", len(d.Interventions), len(d.Plans))
	}
	_, err := s.Undo(t.Context())
	must(t, err)
	if d := whole(t, s); !reflect.DeepEqual(d, before) {
		t.Error("undo did not bring all back")
	}
}

func TestTextThatSQLiteCannotHoldIsMended(t *testing.T) {
	s := newStore(t)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Note: "a\x00b\xffc"}))
	n, _, err := s.Night(t.Context(), day(0))
	must(t, err)
	if n.Note != "ab\uFFFDc" {
		t.Errorf("note %q", n.Note)
	}
}

func TestClosedDiarySaysSo(t *testing.T) {
	s := newStore(t)
	must(t, s.Close())
	if err := s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(1)}); !is(err, ErrClosed) {
		t.Errorf("saving gave %v", err)
	}
	if _, err := s.Diary(t.Context()); !is(err, ErrClosed) {
		t.Errorf("reading gave %v", err)
	}
}

func TestCheckFindsAHealthyDiaryHealthy(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(30), nil))
	_, err := s.Backup(t.Context())
	must(t, err)
	report, err := s.Check(t.Context())
	must(t, err)
	if !report.OK() || len(report.Items) != 7 {
		t.Errorf("report %+v", report)
	}
}

func TestCheckNamesWhatIsWrong(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(30), nil))
	tamper(t, s, "UPDATE nights SET severity = 9 - severity WHERE date = '"+day(-1).String()+"'; PRAGMA foreign_keys = 0; DELETE FROM triggers WHERE id = 1")
	report, err := s.Check(t.Context())
	must(t, err)
	faults := make(map[string]bool)
	for _, item := range report.Items {
		if item.Fault != nil {
			faults[item.Key] = true
		}
	}
	if !faults["store.check.rows"] || !faults["store.check.references"] {
		t.Errorf("faults %v", faults)
	}
	s.changed = false // such a diary cannot be backed up on closing
}
