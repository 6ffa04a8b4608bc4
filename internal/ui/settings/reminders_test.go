package settings_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

// card opens the settings with a home folder of their own.
func card(t *testing.T, change func(*settings.Host, *screen.Env)) (*settings.Screen, *settings.Preferences) {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, "config"))
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	env, h := uitest.NewEnv(t, app, w, uitest.Sample(t)), host(app)
	change(&h, env)
	s := settings.New(env, h)
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	return s, h.Prefs
}

func check(t *testing.T, s *settings.Screen, word string) *look.Check {
	t.Helper()
	return uitest.Find(t, s.Content(), word, func(c *look.Check) bool { return c.Text == word })
}

func TestAReminderIsSwitchedOnMovedAndSwitchedOff(t *testing.T) {
	changes := 0
	s, prefs := card(t, func(h *settings.Host, _ *screen.Env) {
		h.RemindersChanged = func() error { changes++; return nil }
	})
	evening := check(t, s, "Remind me in the evening")
	choice := uitest.Find(t, s.Content(), "21:30", func(c *look.Select) bool { return c.PlaceHolder == "21:30" })
	for _, step := range []struct {
		name    string
		do      func()
		want    string
		changes int
	}{
		{"on", func() { test.Tap(evening) }, "21:30", 1},
		{"moved", func() { choice.SetSelected("22:00") }, "22:00", 2},
		{"the same again", func() { choice.SetSelected("22:00") }, "22:00", 2},
		{"off", func() { test.Tap(evening) }, "", 3},
		{"on by choosing a time", func() { choice.SetSelected("20:30") }, "20:30", 4},
	} {
		step.do()
		if at, on := prefs.RemindAt(settings.Evening); at != step.want || on != (at != "") || evening.Checked != on || changes != step.changes {
			t.Errorf("%s: at %q, shown as %v, %d changes", step.name, at, evening.Checked, changes)
		}
	}
	if _, on := prefs.RemindAt(settings.Morning); on {
		t.Error("the other reminder was switched on too")
	}
}

func TestAReminderThatCannotBeSetIsSaid(t *testing.T) {
	fault := errors.New("no")
	var said error
	s, _ := card(t, func(h *settings.Host, env *screen.Env) {
		h.RemindersChanged = func() error { return fault }
		env.Fail = func(err error) { said = err }
	})
	test.Tap(check(t, s, "Remind me in the morning"))
	if !errors.Is(said, fault) {
		t.Errorf("said: %v", said)
	}
}

func TestTheStartAtLoginIsAsked(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("it would change this computer")
	}
	fails := 0
	s, _ := card(t, func(_ *settings.Host, env *screen.Env) { env.Fail = func(error) { fails++ } })
	auto := check(t, s, "Start Stillnight when I log in")
	test.Tap(auto)
	if !settings.AutostartOn() || !auto.Checked {
		t.Error("not switched on")
	}
	test.Tap(auto)
	if settings.AutostartOn() || auto.Checked || fails > 0 {
		t.Error("not switched off")
	}
	// A file lies where the folder should be.
	config := os.Getenv("XDG_CONFIG_HOME")
	if runtime.GOOS == "darwin" {
		config = filepath.Join(os.Getenv("HOME"), "Library")
	}
	if err := errors.Join(os.RemoveAll(config), os.WriteFile(config, nil, 0o600)); err != nil {
		t.Fatal(err)
	}
	test.Tap(auto)
	if auto.Checked || fails != 1 {
		t.Errorf("a start that could not be set shows as %v, %d failures were said", auto.Checked, fails)
	}
}

func TestRemindersAreReadOutInTheOrderOnShow(t *testing.T) {
	s, _ := card(t, func(*settings.Host, *screen.Env) {})
	test.Tap(check(t, s, "Remind me in the morning"))
	test.Tap(check(t, s, "Stay in the system tray"))
	want := "Reminders\nRemind me in the evening: off\nRemind me in the morning: 08:00\nStart Stillnight when I log in: off\nStay in the system tray: on\n"
	for range 20 {
		if text := s.ReadOut(); !strings.Contains(text, want) {
			t.Fatalf("read out:\n%s", text)
		}
	}
}
