package store

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"stillnight/internal/diary"
)

// brokenUndo is a diary in which the steps to undo are damaged, and nothing else.
func brokenUndo(t *testing.T, how string) (path string, want diary.Diary) {
	t.Helper()
	s := newStore(t)
	_, err := s.Import(t.Context(), sample(60), ReplaceAll)
	must(t, err)
	must(t, draft(s, "note", "half a sen"))
	want = whole(t, s)
	must(t, s.release())
	if how == "page" {
		image, err := os.ReadFile(s.Path())
		must(t, err)
		c, err := openMemory(image)
		must(t, err)
		root, err := c.number("SELECT rootpage FROM sqlite_schema WHERE name = 'undo_steps'")
		must(t, err)
		must(t, c.close())
		copy(image[(int(root)-1)*pageSize:], bytes.Repeat([]byte{0xa5}, 200))
		must(t, os.WriteFile(s.Path(), image, 0o600))
		return s.Path(), want
	}
	c, err := openFile(s.Path(), readWrite)
	must(t, err)
	must(t, c.script(how))
	must(t, c.close())
	return s.Path(), want
}

func TestADamagedListOfStepsKeepsNobodyFromTheDiary(t *testing.T) {
	for _, how := range []string{
		"page", "UPDATE undo_steps SET changes = x'1f8b00'", "UPDATE undo_steps SET seal = 1", "DELETE FROM undo_steps",
		"UPDATE undo_steps SET undone = 1",
	} {
		t.Run(how, func(t *testing.T) {
			path, want := brokenUndo(t, how)
			before, err := os.ReadFile(path)
			must(t, err)
			reader, err := Open(t.Context(), path, Options{Now: clock, ReadOnly: true})
			must(t, err)
			report, err := reader.Check(t.Context())
			must(t, err)
			warned := false
			for _, item := range report.Items {
				warned = warned || item.Warning && item.Key == "store.found.undo"
			}
			if !report.OK() || !warned {
				t.Errorf("check says %+v", report.Items)
			}
			must(t, reader.Close())
			s := reopen(t, path)
			if got := whole(t, s); !reflect.DeepEqual(got, want) {
				t.Error("what is whole was not shown")
			}
			if undo, redo, err := s.UndoState(t.Context()); err != nil || undo != nil || redo != nil {
				t.Errorf("steps %v %v, %v", undo, redo, err)
			}
			if _, err := s.Undo(t.Context()); !is(err, ErrNothingToUndo) {
				t.Errorf("undoing gave %v", err)
			}
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(1), Severity: diary.Some(3)}))
			if text, _, err := s.Draft(t.Context(), "note"); err != nil || text != "half a sen" {
				t.Errorf("draft %q, %v", text, err)
			}
			_, err = s.Undo(t.Context())
			must(t, err)
			if got := whole(t, s); !reflect.DeepEqual(got, want) {
				t.Error("the first step after it could not be undone")
			}
			report, err = s.Check(t.Context())
			must(t, err)
			if !report.OK() {
				t.Errorf("after mending: %+v", report.Items)
			}
			kept, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*damaged-1*"))
			must(t, err)
			if len(kept) != 1 {
				t.Fatalf("kept %v", kept)
			}
			if data, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(data, before) {
				t.Errorf("the file as it was is not kept (%v)", err)
			}
			must(t, s.Close())
		})
	}
}

func TestDamagedStepsAreToldFromADamagedDiaryWhereTheCheckIsPutOff(t *testing.T) {
	for _, how := range []string{"page", "UPDATE undo_steps SET seal = 1"} {
		path, _ := brokenUndo(t, how)
		s, err := Open(t.Context(), path, Options{Now: clock, CheckLater: true})
		must(t, err)
		s.OnDamage(func(err error) { t.Errorf("%s: told %v", how, err) })
		if undo, redo, err := s.UndoState(t.Context()); undo != nil || redo != nil || err != nil {
			t.Errorf("%s: the steps are %v, %v, %v", how, undo, redo, err)
		}
		must(t, s.SaveNight(t.Context(), fullNight(day(0))))
		must(t, s.Close())
	}
}
