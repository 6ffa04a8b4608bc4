package remedies_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

func TestEverythingFitsInEveryLook(t *testing.T) {
	uitest.EveryLookOf(t, remedies.New, screen.Target{})
}

func TestBloodTestsAndVisitsFitInEveryLook(t *testing.T) {
	uitest.EveryLookOf(t, remedies.NewTests, screen.Target{})
}

func TestTheFormFitsInEveryLook(t *testing.T) {
	uitest.EveryLookOf(t, remedies.New, screen.Target{InterventionID: 1})
}

func TestTheFormsOfTheListFitInEveryLook(t *testing.T) {
	sample := uitest.Sample(t)
	for _, key := range []string{"remedies.lab_add", "remedies.visit_add", "remedies.trigger_add", "remedies.plan_any", "remedies.dose_change", "remedies.stop"} {
		t.Run(key, func(t *testing.T) {
			uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
				env := uitest.NewEnv(t, app, w, sample)
				build := remedies.New
				if key == "remedies.lab_add" || key == "remedies.visit_add" {
					build = remedies.NewTests
				}
				s := build(env)
				content := s.Content()
				w.SetContent(content)
				s.Show(screen.Target{})
				test.Tap(uitest.Button(t, w, env.L.T(key)))
				if key == "remedies.lab_add" {
					selectWith(t, w, env.L.T("remedies.lab_other"))
				}
				return content
			})
		})
	}
}

func open(t *testing.T) (*screen.Env, fyne.Window, screen.Screen) {
	t.Helper()
	return openScreen(t, remedies.New, diary.Diary{})
}

// openTests opens the screen of blood tests and visits.
func openTests(t *testing.T) (*screen.Env, fyne.Window, screen.Screen) {
	t.Helper()
	return openScreen(t, remedies.NewTests, diary.Diary{})
}

func openScreen(t *testing.T, build func(*screen.Env) screen.Screen, d diary.Diary) (*screen.Env, fyne.Window, screen.Screen) {
	t.Helper()
	app, w := uitest.NewWindow(t)
	env := uitest.NewEnv(t, app, w, d)
	s := build(env)
	t.Cleanup(env.Store.Subscribe(s.Changed))
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	return env, w, s
}

// fits lays out what the buttons lead to in every look, one pressed after the other.
func fits(t *testing.T, build func(*screen.Env) screen.Screen, d diary.Diary, buttons ...string) {
	t.Helper()
	uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
		env := uitest.NewEnv(t, app, w, d)
		s := build(env)
		content := s.Content()
		w.SetContent(content)
		s.Show(screen.Target{})
		for _, key := range buttons {
			test.Tap(uitest.Button(t, w, env.L.T(key)))
		}
		return content
	})
}

func only(t *testing.T, env *screen.Env) diary.Intervention {
	t.Helper()
	list, err := env.Store.Interventions(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatalf("%d remedies, %v", len(list), err)
	}
	return list[0]
}

func TestARemedyIsAddedChangedStoppedAndStartedAgain(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{Add: true})
	name, ok := w.Canvas().Focused().(*field.Line)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	test.Type(name, "magnes")
	test.Tap(uitest.Button(t, w, "Magnesium supplement"))
	test.Tap(uitest.Button(t, w, "Save"))
	iv := only(t, env)
	if iv.CatalogueID != "magnesium" || len(iv.Phases) != 1 || iv.Phases[0].Start != env.LatestNight() {
		t.Errorf("kept %+v", iv)
	}
	test.Tap(uitest.Button(t, w, "Change dose"))
	test.Type(w.Canvas().Focused(), "250")
	test.Tap(uitest.Button(t, w, "Save"))
	if iv = only(t, env); len(iv.Phases) != 1 || iv.Phases[0].Dose != diary.Some(250.0) {
		t.Errorf("after a change on the first day: %+v", iv.Phases)
	}
	test.Tap(uitest.Button(t, w, "Stop"))
	test.Tap(uitest.Button(t, w, "Save"))
	if iv = only(t, env); iv.Phases[0].End.IsSet() {
		t.Errorf("stopped before it began: %+v", iv.Phases)
	}
	test.Tap(uitest.Button(t, w, "Back without saving"))
	test.Tap(uitest.Button(t, w, "Delete"))
	if out := s.ReadOut(); !strings.Contains(out, "listed here") {
		t.Errorf("read out: %s", out)
	}
	env.Undo()
	only(t, env)
}

func TestATypedDrugNameIsKnownByTheCatalogue(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{Add: true})
	test.Type(w.Canvas().Focused(), "ropinirole")
	test.Tap(uitest.Button(t, w, "Save"))
	if iv := only(t, env); !env.Catalogue.NeverStopSuddenly(iv) || iv.Kind != diary.Prescription {
		t.Errorf("kept as %q, %q", iv.CatalogueID, iv.Kind)
	}
}

func TestTheCardOfAMedicineTellsWhatItsNightsShow(t *testing.T) {
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	env := uitest.NewEnv(t, app, w, uitest.Sample(t))
	s := remedies.New(env)
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	const pattern = "pattern that your doctor should see. First noticed: "
	if out := s.ReadOut(); strings.Count(out, pattern) != 1 {
		t.Errorf("read out: %s", out)
	}
	if !strings.Contains(uitest.Words(s.Content()), pattern) {
		t.Error("no card shows it")
	}
}
