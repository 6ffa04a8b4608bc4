package remedies_test

import (
	"database/sql"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/explain"
	"stillnight/internal/store"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

func TestAFormThatCannotBeSavedStaysUntilItCan(t *testing.T) {
	env, w, s := openTests(t)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.visit_add")))
	line(t, w, "note").SetText("Blood taken")
	db, err := sql.Open("sqlite", env.Store.Path())
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("BEGIN EXCLUSIVE"); err != nil { // as a sync program does
		t.Fatal(err)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if words := uitest.Words(w.Content()); !strings.Contains(words, explain.Error(env.L, store.ErrBusy)) {
		t.Errorf("the form does not say what is wrong:\n%s", words)
	}
	if got := line(t, w, "note").Text; got != "Blood taken" {
		t.Errorf("the note is %q", got)
	}
	if _, err := db.Exec("COMMIT"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	list, err := env.Store.Visits(t.Context())
	if err != nil || len(list) != 1 || list[0].Note != "Blood taken" {
		t.Errorf("after trying again: %+v, %v", list, err)
	}
}
