package settings_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

// Looking into a large copy may take longer than into the one that was picked after it.
func TestWhatIsToldIsInTheCopyThatWasPickedLast(t *testing.T) {
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	w.Resize(uitest.SmallWindow)
	env := uitest.NewEnv(t, app, w, diary.Diary{})
	first := env.LatestNight().AddDays(-3)
	for i := range 2 {
		if err := env.Store.SaveNight(t.Context(), diary.Night{Date: first.AddDays(i), Severity: diary.Some(4)}); err != nil {
			t.Fatal(err)
		}
		if _, err := env.Store.Backup(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	w.SetContent(settings.New(env, host(app)).Content())
	test.Tap(uitest.Button(t, w, env.L.T("settings.backup.restore")))
	list := uitest.Find(t, w.Canvas().Overlays().Top(), "copies", func(*widget.List) bool { return true })
	work := uitest.Hold(env)
	list.Select(0) // the newest
	list.Select(1)
	slices.Reverse(work.Jobs)
	work.All()
	day := env.L.DateMedium(first)
	want := env.L.N("settings.restore.holds", 1, "first", day, "last", day)
	if words := uitest.Words(w.Canvas().Overlays().Top()); !strings.Contains(words, want) {
		t.Errorf("the copy of one night was picked last, and it says\n%s", words)
	}
}
