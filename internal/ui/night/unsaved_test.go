package night_test

import (
	"database/sql"
	"errors"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// lockAway lets another program lock the diary's file, as a share or a sync service does.
func lockAway(t *testing.T, path string) (release func()) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("BEGIN EXCLUSIVE"); err != nil {
		t.Fatal(err)
	}
	return func() {
		if _, err := db.Exec("COMMIT"); err != nil {
			t.Error(err)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	}
}

func TestANightThatCannotBeSavedStaysOnShowUntilItCan(t *testing.T) {
	env, w, s := open(t, diary.Diary{})
	var told []error
	env.Fail = func(err error) { told = append(told, err) }
	rating, ok := w.Canvas().Focused().(*field.Rating)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	release := lockAway(t, env.Store.Path())
	rating.TypedRune('7')
	rating.TypedRune('8')
	if len(told) != 1 || !errors.Is(told[0], store.ErrBusy) {
		t.Errorf("told %v", told)
	}
	s.Show(screen.Target{Night: last.AddDays(-3)})
	if rating.Value() != diary.Some(8) || !uitest.Button(t, w, env.L.T("night.try_again")).Visible() {
		t.Error("another night came into view, and what was entered is gone")
	}
	release()
	test.Tap(uitest.Button(t, w, env.L.T("night.try_again")))
	if n := kept(t, env, last); n.Severity != diary.Some(8) {
		t.Errorf("after trying again %v is kept", n.Severity)
	}
	if n := kept(t, env, last.AddDays(-3)); !n.IsEmpty() {
		t.Errorf("another night was written: %+v", n)
	}
}
