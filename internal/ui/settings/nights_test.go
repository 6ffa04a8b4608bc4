package settings_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

func TestANightCanEndLaterWithoutAnythingMoving(t *testing.T) {
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	last := diary.NightAt(uitest.Morning)
	env := uitest.NewEnv(t, app, w, diary.Diary{Nights: []diary.Night{{Date: last, Severity: diary.Some(4)}}})
	afternoon := time.Date(2026, time.March, 3, 15, 30, 0, 0, time.UTC)
	env.Now = func() time.Time { return afternoon }
	told := 0
	s := settings.New(env, settings.Host{Prefs: settings.NewPreferences(app.Preferences()), BoundaryChanged: func() { told++ }})
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	if env.CurrentNight() != last.AddDays(1) {
		t.Fatalf("at first it is the night of %v", env.CurrentNight())
	}
	hour := uitest.Find(t, w.Content(), "hour", func(x *look.Select) bool { return x.Selected == "12:00" })
	hour.SetSelected("18:00")
	if env.CurrentNight() != last || told != 1 {
		t.Errorf("then it is the night of %v, told %d times", env.CurrentNight(), told)
	}
	if rules, err := env.Store.Boundaries(t.Context()); err != nil || len(rules) != 1 || rules[0] != (diary.Boundary{From: last.AddDays(1), Hour: 18}) {
		t.Errorf("kept is %v, %v", rules, err)
	}
	if !strings.Contains(s.ReadOut(), "3 March") {
		t.Errorf("read out:\n%s", s.ReadOut())
	}
	if n, found, err := env.Store.Night(t.Context(), last); err != nil || !found || n.Severity != diary.Some(4) {
		t.Errorf("the night is %+v, %v", n, err)
	}
	hour.SetSelected("12:00") // a slip of the hand leaves nothing behind
	if len(env.Boundaries) != 0 {
		t.Errorf("rules %v", env.Boundaries)
	}
}
