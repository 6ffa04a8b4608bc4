package night_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/night"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// counted opens a night of a diary whose reads are counted, and whose changes reach the screen later, as they do in
// the window: told gives it those that wait.
func counted(t *testing.T, d diary.Diary) (s screen.Screen, env *screen.Env, reads func() int, told func()) {
	t.Helper()
	env, w, _ := open(t, d)
	path := env.Store.Path()
	if err := env.Store.Close(); err != nil {
		t.Fatal(err)
	}
	n := 0
	counting, err := store.Open(t.Context(), path, store.Options{Now: uitest.Now, Reading: func() { n++ }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := counting.Close(); err != nil {
			t.Error(err)
		}
	})
	env.Store = counting
	s = night.New(env)
	var waiting []store.Change
	t.Cleanup(counting.Subscribe(func(c store.Change) { waiting = append(waiting, c) }))
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	told = func() {
		for _, c := range waiting {
			s.Changed(c)
		}
		waiting = nil
	}
	reads = func() int {
		was := n
		n = 0
		return was
	}
	reads()
	return s, env, reads, told
}

func several() diary.Diary {
	return diary.Diary{
		Nights:    []diary.Night{{Date: last.AddDays(-1), Severity: diary.Some(3)}, {Date: last, Severity: diary.Some(5)}},
		Triggers:  []diary.Trigger{{ID: 1, Name: "Coffee"}},
		Exposures: []diary.Exposure{{ID: 1, Night: last, TriggerID: 1}},
		Episodes:  []diary.Episode{{ID: 1, Night: last}},
		Interventions: []diary.Intervention{{
			ID: 1, Name: "Iron", Kind: diary.Supplement, Phases: []diary.Phase{{ID: 1, Start: last.AddDays(-1), Dose: diary.Some(65.0), Unit: "mg"}},
		}},
	}
}

// TestAKeyPressReadsNothingBack: the screen shows what it wrote, and hears of its own change without looking s.
func TestAKeyPressReadsNothingBack(t *testing.T) {
	_, env, reads, told := counted(t, several())
	w := env.Window
	rating, ok := w.Canvas().Focused().(*field.Rating)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	rating.TypedRune('7')
	told()
	if n := reads(); n != 0 {
		t.Errorf("a key press reads the diary %d times", n)
	}
	if n := kept(t, env, last); n.Severity != diary.Some(7) {
		t.Errorf("kept %v", n.Severity)
	}
	if n, _, err := env.Store.Night(t.Context(), last.AddDays(-1)); err != nil || n.Severity != diary.Some(3) {
		t.Errorf("the night before has %v, %v", n.Severity, err)
	}
}

// TestDeletingANightIsNoChangeByOthers: the screen has read the night again by itself.
func TestDeletingANightIsNoChangeByOthers(t *testing.T) {
	s, env, reads, told := counted(t, several())
	test.Tap(uitest.Button(t, env.Window, env.L.T("night.delete")))
	reads()
	told()
	if n := reads(); n != 0 {
		t.Errorf("its own deletion makes it read %d times more", n)
	}
	if out := s.ReadOut(); !strings.Contains(out, env.L.T("night.read.nothing")) {
		t.Errorf("after deleting it says\n%s", out)
	}
}

// TestAChangeByOthersReadsWhatItTouched, and nothing where it touched nothing that is on show.
func TestAChangeByOthersReadsWhatItTouched(t *testing.T) {
	s, env, reads, told := counted(t, several())
	for _, c := range []struct {
		what    string
		change  func() error
		touches bool
		shown   string
	}{
		{"the night on show", func() error {
			return env.Store.SaveNight(t.Context(), diary.Night{Date: last, Severity: diary.Some(2), Note: "a calm one"})
		}, true, "a calm one"},
		{"a night long ago", func() error {
			return env.Store.SaveNight(t.Context(), diary.Night{Date: last.AddDays(-200), Severity: diary.Some(2)})
		}, false, ""},
		{"a cup more", func() error {
			return env.Store.SaveExposure(t.Context(), &diary.Exposure{ID: 1, Night: last, TriggerID: 1, Amount: diary.Some(2.5)})
		}, true, "2.5"},
		{"a blood test", func() error {
			return env.Store.SaveLab(t.Context(), &diary.LabResult{Date: last, Test: "ferritin", Value: 40, Unit: "µg/L"})
		}, false, ""},
	} {
		if err := c.change(); err != nil {
			t.Fatal(err)
		}
		reads()
		told()
		// Laying the night out again asks for drafts and for which groups stand open; that is not what is counted.
		if n := reads(); !c.touches && n != 0 {
			t.Errorf("%s costs %d reads", c.what, n)
		}
		if c.shown != "" && !strings.Contains(s.ReadOut(), c.shown) {
			t.Errorf("%s: %q is not in\n%s", c.what, c.shown, s.ReadOut())
		}
	}
}
