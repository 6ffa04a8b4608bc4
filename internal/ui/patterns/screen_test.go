package patterns_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/patterns"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

func TestEverythingFitsInEveryLook(t *testing.T) {
	uitest.EveryLookOf(t, patterns.New, screen.Target{})
}

func TestEveryPartIsReadOut(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, look.UsualText))
	w := test.NewTempWindow(t, nil)
	s := patterns.New(uitest.NewEnv(t, app, w, uitest.Sample(t)))
	w.SetContent(s.Content())
	w.Resize(fyne.NewSize(900, 4200))
	s.Show(screen.Target{})
	out := s.ReadOut()
	for _, want := range []string{"Alcohol", "Walking", "2026", "Saturday", "median"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not read out:\n%s", want, out)
		}
	}
	test.Tap(uitest.Button(t, w, "Year before"))
	if !strings.Contains(s.ReadOut(), "2025: Severity") {
		t.Error("the calendar does not go back a year")
	}
	uitest.CheckNamed(t, s.Content())
	uitest.Picture(t, w)
}

func TestAnEmptyDiaryHasAWayOn(t *testing.T) {
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	env := uitest.NewEnv(t, app, w, diary.Diary{})
	var to screen.ID
	env.Open = func(id screen.ID, _ screen.Target) { to = id }
	s := patterns.New(env)
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, "Write down a night"))
	if to != screen.Night {
		t.Errorf("the button opens %q", to)
	}
}
