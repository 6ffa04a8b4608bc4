package shell

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/ui/crash"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/session"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
	"stillnight/internal/ui/window"
)

// newTestShell shows an empty diary.
func newTestShell(t *testing.T) *Shell {
	t.Helper()
	app := test.NewTempApp(t)
	l, err := i18n.New(i18n.Fallback)
	if err != nil {
		t.Fatal(err)
	}
	known, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	ready := make(chan struct{})
	close(ready)
	atOnce := func(job func()) { job() }
	host := Host{
		Window: window.New(app, l, atOnce, ready), Prefs: settings.NewPreferences(app.Preferences()), Catalogue: known,
		Crashes: &crash.Folder{Path: t.TempDir()}, Now: uitest.Now, HelpMenu: fyne.NewMenu(""),
	}
	nothing := func() {}
	var sh *Shell
	host.Session = session.New(host.Window, host.Prefs, uitest.Now, session.Start{}, session.Host{
		Ready: func() error { return nil }, Show: func(bool) { sh = New(app, host) }, Hide: func() { sh.Close() },
		Drawn: nothing, Checked: nothing, Mark: func(string) {},
	})
	open, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "own.stillnight"), store.Options{Now: uitest.Now})
	if err != nil {
		t.Fatal(err)
	}
	host.Session.Show(open, "")
	t.Cleanup(host.Session.End)
	return sh
}

// counting is a screen that counts how often it has to read.
type counting struct{ shown, changed int }

func (*counting) ID() screen.ID              { return screen.Night }
func (*counting) Content() fyne.CanvasObject { return container.NewWithoutLayout() }
func (c *counting) Show(screen.Target)       { c.shown++ }
func (*counting) Hide()                      {}
func (c *counting) Changed(store.Change)     { c.changed++ }
func (*counting) ReadOut() string            { return "" }

// The screen is shown afresh after undo, and need not read a second time because the diary changed.
func TestUndoMakesTheScreenReadOnce(t *testing.T) {
	sh := newTestShell(t)
	on := &counting{}
	sh.current = on
	if err := sh.store.SaveNight(t.Context(), diary.Night{Date: diary.NightAt(uitest.Morning), Severity: diary.Some(4)}); err != nil {
		t.Fatal(err)
	}
	if on.shown != 0 || on.changed != 1 {
		t.Fatalf("after a change by others: %+v", *on)
	}
	sh.undo()
	if on.shown != 1 || on.changed != 1 {
		t.Errorf("after undo: %+v", *on)
	}
	sh.redo()
	if on.shown != 2 || on.changed != 1 {
		t.Errorf("after redo: %+v", *on)
	}
}
