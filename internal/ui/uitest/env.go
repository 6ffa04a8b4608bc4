package uitest

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/catalogue"
	"stillnight/internal/chart"
	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/shelf"
)

// Morning is the moment at which tests of screens take place: nine o'clock on Tuesday 3 March 2026, so
// that "last night" is Monday 2 March.
var Morning = time.Date(2026, time.March, 3, 9, 0, 0, 0, time.UTC)

// Now is a clock that stands at Morning.
func Now() time.Time { return Morning }

// NewWindow makes an app in the look that most people have, and a window of it that is empty.
func NewWindow(t testing.TB) (fyne.App, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, look.UsualText))
	return app, test.NewTempWindow(t, nil)
}

// shipped is the catalogue, which is read once and never changed, in the program too.
var shipped = sync.OnceValues(catalogue.Load)

const diaryName = "diary.stillnight"

// LightWork is store.Options.Work in tests of screens. The usual work takes a second and 256 MB for each passphrase.
const LightWork = 10

// NewEnv gives a screen under test what the window would give it, around a real diary file that holds d.
// Work is done at once, and a failure shown to the user fails the test.
func NewEnv(t testing.TB, app fyne.App, w fyne.Window, d diary.Diary) *screen.Env {
	t.Helper()
	l, err := i18n.New(Language())
	if err != nil {
		t.Fatal(err)
	}
	c, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if len(d.Nights)+len(d.Interventions)+len(d.Triggers) > 0 {
		fill(t, folder, d)
	}
	s, err := store.Open(t.Context(), filepath.Join(folder, diaryName), store.Options{Now: Now, Work: LightWork})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	env := &screen.Env{
		App: app, Window: w, Store: s, Shelf: shelf.New(s), L: l, Catalogue: c, Now: Now,
		Open:       func(screen.ID, screen.Target) {},
		ChartStyle: func() chart.Style { return look.ChartStyle(app, l) },
		Notice:     func(string) {},
		Fail: func(err error) {
			if err != nil {
				t.Errorf("the user was shown: %v", err)
			}
		},
		Work: func(_ string, job func(context.Context) error, done func(error)) { done(job(t.Context())) },
	}
	env.Choose = &choose.Chooser{
		App: app, Window: w, L: func() *i18n.Localizer { return env.L },
		Fail: func(err error) { env.Fail(err) }, Spawn: func(job func()) { job() },
	}
	env.Undo = func() {
		if _, err := s.Undo(t.Context()); err != nil {
			t.Errorf("undo: %v", err)
		}
	}
	return env
}

// Sample is the sample diary up to the night before Morning.
func Sample(t testing.TB) diary.Diary {
	t.Helper()
	l, err := i18n.New(Language())
	if err != nil {
		t.Fatal(err)
	}
	return demo.Diary(1, diary.NightAt(Morning), l)
}
