package remedies_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// crash leaves the program without a word and opens the screen again.
func crash(env *screen.Env, w fyne.Window) screen.Screen { return again(env, w, remedies.New) }

func again(env *screen.Env, w fyne.Window, build func(*screen.Env) screen.Screen) screen.Screen {
	again := build(env)
	w.SetContent(again.Content())
	return again
}

// chip finds a word that can be on or off.
func chip(t *testing.T, w fyne.Window, word string) *field.Chip {
	t.Helper()
	return uitest.Find(t, w.Content(), word, func(c *field.Chip) bool { return c.Text == word })
}

// chosenIn tells whether a list to choose from stands at a word.
func chosenIn(w fyne.Window, word string) bool {
	for _, o := range uitest.OnShow(w.Content()) {
		if s, ok := o.(*look.Select); ok && s.Selected == word {
			return true
		}
	}
	return false
}

// unfold opens what is folded away in the form of a new remedy.
func unfold(t *testing.T, w fyne.Window, env *screen.Env) {
	t.Helper()
	more := env.L.T("remedies.phase_more")
	test.Tap(uitest.Find(t, w.Content(), more, func(f *field.Fold) bool { return f.Text == more }))
}

func TestANewRemedyAsksForLittleAndMoreOnceItHasEnded(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{Add: true})
	why := env.L.T("remedies.why")
	if strings.Contains(uitest.Words(w.Content()), why) {
		t.Error("a new remedy is asked why it ended")
	}
	end := line(t, w, "phase/0/end")
	end.SetText(env.L.DateShort(env.LatestNight()))
	end.Commit()
	if !strings.Contains(uitest.Words(w.Content()), why) {
		t.Error("a remedy that has ended is not asked why")
	}
}

func TestAHalfFilledRemedyIsThereAfterACrash(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{Add: true})
	test.Type(w.Canvas().Focused(), "magnes")
	test.Tap(uitest.Button(t, w, "Magnesium supplement"))
	line(t, w, "name").SetText("Magnesium powder")
	selectWith(t, w, env.L.T("kind."+string(diary.HomeRemedy)))
	unfold(t, w, env)
	test.Tap(chip(t, w, env.L.T("remedies.overall.6")))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.phase_add")))
	line(t, w, "phase/1/dose").SetText("30")

	crash(env, w).Show(screen.Target{Add: true})
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.again")) {
		t.Errorf("it is not said that something is back:\n%s", words)
	}
	if !chip(t, w, env.L.T("remedies.overall.6")).On() || !chosenIn(w, env.L.T("kind."+string(diary.HomeRemedy))) {
		t.Error("what was chosen is gone")
	}
	line(t, w, "phase/0/end").SetText(env.L.DateShort(env.LatestNight().AddDays(-3)))
	line(t, w, "phase/0/start").SetText(env.L.DateShort(env.LatestNight().AddDays(-9)))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	iv := only(t, env)
	if iv.Name != "Magnesium powder" || iv.CatalogueID != "magnesium" || iv.Kind != diary.HomeRemedy || len(iv.Phases) != 2 ||
		iv.Phases[0].Overall != diary.Some(2) || iv.Phases[1].Dose != diary.Some(30.0) {
		t.Errorf("kept %+v", iv)
	}

	crash(env, w).Show(screen.Target{Add: true})
	if got := line(t, w, "name").Text; got != "" || strings.Contains(uitest.Words(w.Content()), env.L.T("remedies.again")) {
		t.Errorf("the next form begins with what was saved: %q", got)
	}
}

func TestWhatWasChosenIsNotMeantForARemedyChangedSince(t *testing.T) {
	env, w, s := open(t)
	iv := diary.Intervention{Name: "Tea", Kind: diary.HomeRemedy, Phases: []diary.Phase{{Start: env.LatestNight().AddDays(-9)}}}
	if err := env.Store.SaveIntervention(t.Context(), &iv); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{InterventionID: iv.ID})
	test.Tap(chip(t, w, env.L.T("remedies.overall.6")))
	iv = only(t, env)
	iv.Phases[0].Start = env.LatestNight().AddDays(-20)
	if err := env.Store.SaveIntervention(t.Context(), &iv); err != nil {
		t.Fatal(err)
	}
	crash(env, w).Show(screen.Target{InterventionID: iv.ID})
	if got, want := line(t, w, "phase/0/start").Text, env.L.DateShort(env.LatestNight().AddDays(-20)); got != want {
		t.Errorf("the form goes back to an older beginning: %q, not %q", got, want)
	}
}

func TestAHalfFilledBloodTestIsThereAfterACrash(t *testing.T) {
	env, w, s := openTests(t)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.lab_add")))
	selectWith(t, w, env.L.T("lab."+string(diary.Haemoglobin)))
	selectWith(t, w, "mmol/L")
	test.Tap(chip(t, w, env.L.T("remedies.answer.yes")))
	line(t, w, "value").SetText("8.5")

	again(env, w, remedies.NewTests).Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.lab_add")))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	list := labs(t, env)
	if len(list) != 1 || list[0].Test != diary.Haemoglobin || list[0].Unit != "mmol/L" || list[0].Value != 8.5 || list[0].IronWithinDay != diary.Some(true) {
		t.Fatalf("kept %+v", list)
	}
	second := diary.LabResult{Date: env.LatestNight(), Test: diary.Ferritin, Unit: "µg/L", Value: 30}
	if err := env.Store.SaveLab(t.Context(), &second); err != nil {
		t.Fatal(err)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.lab_correct", "name", env.L.T("lab."+string(diary.Haemoglobin)))))
	line(t, w, "value").SetText("9")
	s = again(env, w, remedies.NewTests)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.lab_correct", "name", env.L.T("lab."+string(diary.Ferritin)))))
	if got := line(t, w, "value").Text; got != "30" {
		t.Errorf("another test's half-typed value stands here: %q", got)
	}
}

func TestAHalfFilledPauseAndPlanAreThereAfterACrash(t *testing.T) {
	env, w, s := open(t)
	iv := diary.Intervention{Name: "Tea", Kind: diary.HomeRemedy, Phases: []diary.Phase{{Start: env.LatestNight().AddDays(-9)}}}
	if err := env.Store.SaveIntervention(t.Context(), &iv); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.stop")))
	test.Tap(chip(t, w, env.L.T("remedies.pause")))
	s = crash(env, w)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.stop")))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if iv = only(t, env); !iv.Phases[0].Paused {
		t.Errorf("stopped, not paused: %+v", iv.Phases)
	}

	test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_any")))
	line(t, w, "name").SetText("Yoga")
	line(t, w, "name").Commit()
	test.Tap(chip(t, w, env.L.T("remedies.plan_again")))
	s = crash(env, w)
	s.Show(screen.Target{Plan: true})
	line(t, w, "name").Commit()
	if !chip(t, w, env.L.T("remedies.plan_again")).On() {
		t.Error("the second round is gone")
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_draw")))
	if plans, err := env.Store.Plans(t.Context()); err != nil || len(plans) != 1 || len(plans[0].Starts) != 2 {
		t.Errorf("planned %+v, %v", plans, err)
	}
}

// A form whose times were removed, left, and opened again after the dose was changed elsewhere must not
// bring the older dose back.
func TestWhatIsHalfTypedAfterATimeWasRemovedBelongsToTheRecordAsItWas(t *testing.T) {
	env, w, s := open(t)
	start := env.LatestNight().AddDays(-30)
	iv := diary.Intervention{Name: "Tea", Kind: diary.HomeRemedy, Phases: []diary.Phase{
		{Start: start, End: diary.Some(start.AddDays(5))}, {Start: start.AddDays(10)}}}
	if err := env.Store.SaveIntervention(t.Context(), &iv); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{InterventionID: iv.ID})
	line(t, w, "note").SetText("half")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.phase_delete")))
	iv = only(t, env)
	iv.Phases[1].Dose = diary.Some(3.0)
	if err := env.Store.SaveIntervention(t.Context(), &iv); err != nil {
		t.Fatal(err)
	}
	crash(env, w).Show(screen.Target{InterventionID: iv.ID})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if got := only(t, env); len(got.Phases) != 2 || got.Phases[1].Dose != diary.Some(3.0) {
		t.Errorf("kept %+v", got.Phases)
	}
}

// Escape leads from a form to the list; what is typed is there again when the form is opened again, and this is said.
func TestEscapeLeavesAFormAndLosesNothing(t *testing.T) {
	env, w, s := open(t)
	said := ""
	env.Notice = func(text string) { said = text }
	in, ok := s.(interface{ Leave() bool })
	if !ok {
		t.Fatal("the screen has no way out of its forms")
	}
	if in.Leave() {
		t.Error("there is something to leave in the list itself")
	}
	s.Show(screen.Target{Add: true})
	if !in.Leave() || said != "" {
		t.Errorf("an empty form is left with %q", said)
	}
	s.Show(screen.Target{Add: true})
	line(t, w, "name").SetText("Magnesium powder")
	line(t, w, "phase/0/dose").SetText("7")
	if !in.Leave() || said != env.L.T("remedies.left") {
		t.Errorf("a form that is half filled is left with %q", said)
	}
	if words := uitest.Words(w.Content()); strings.Contains(words, "Magnesium powder") {
		t.Errorf("the form is still there:\n%s", words)
	}
	s.Show(screen.Target{Add: true})
	for key, want := range map[string]string{"name": "Magnesium powder", "phase/0/dose": "7"} {
		if got := line(t, w, key).Text; got != want {
			t.Errorf("%s is %q, want %q", key, got, want)
		}
	}
}
