package remedies_test

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// later lets work end only when told to, as it does beside a running window.
func later(env *screen.Env) (finish func()) {
	var jobs []func()
	env.Work = func(_ string, job func(context.Context) error, done func(error)) {
		jobs = append(jobs, func() { done(job(context.Background())) })
	}
	return func() {
		for len(jobs) > 0 {
			next := jobs[0]
			jobs = jobs[1:]
			next()
		}
	}
}

func keep(t *testing.T, env *screen.Env, phases ...diary.Phase) diary.Intervention {
	t.Helper()
	iv := diary.Intervention{Name: "Tea", Kind: diary.HomeRemedy, Phases: phases}
	if err := env.Store.SaveIntervention(t.Context(), &iv); err != nil {
		t.Fatal(err)
	}
	return iv
}

func TestAFormLeftOpenTakesNothingBack(t *testing.T) {
	env, w, s := open(t)
	iv := keep(t, env, diary.Phase{Start: env.LatestNight().AddDays(-9)})
	s.Show(screen.Target{InterventionID: iv.ID})
	s.Hide()
	if err := env.Store.SaveIntakes(t.Context(), iv.ID, env.LatestNight(), []diary.Intake{{Status: diary.Taken}}); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{})
	line(t, w, "note").SetText("green")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if got := only(t, env); len(got.Intakes) != 1 || got.Note != "green" {
		t.Errorf("kept %+v", got)
	}
}

func TestAFormOfWhatWasChangedElsewhereIsNotSaved(t *testing.T) {
	env, w, s := open(t)
	iv := keep(t, env, diary.Phase{Start: env.LatestNight().AddDays(-9)})
	s.Show(screen.Target{InterventionID: iv.ID})
	line(t, w, "note").SetText("green")
	iv.Phases[0].End = diary.Some(env.LatestNight())
	if err := env.Store.SaveIntervention(t.Context(), &iv); err != nil {
		t.Fatal(err)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if got := only(t, env); !got.Phases[0].End.IsSet() || got.Note != "" {
		t.Errorf("kept %+v", got)
	}
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.changed_meanwhile")) || line(t, w, "note").Text != "green" {
		t.Errorf("the page says:\n%s", words)
	}
}

func TestTwoClicksSaveOnce(t *testing.T) {
	for _, x := range []struct {
		button string
		to     screen.Target
		plans  int
	}{{"remedies.save", screen.Target{Add: true}, 0}, {"remedies.plan_draw", screen.Target{Plan: true}, 1}} {
		env, w, s := open(t)
		finish := later(env)
		s.Show(x.to)
		finish()
		line(t, w, "name").SetText("Yoga")
		line(t, w, "name").Commit()
		b := uitest.Button(t, w, env.L.T(x.button))
		test.Tap(b)
		test.Tap(b)
		finish()
		only(t, env)
		if plans, err := env.Store.Plans(t.Context()); err != nil || len(plans) != x.plans {
			t.Errorf("%d plans, %v", len(plans), err)
		}
	}
}

func TestAPlanThatIsTooLongLeavesNothing(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{Plan: true})
	line(t, w, "name").SetText("Yoga")
	line(t, w, "name").Commit()
	line(t, w, "length/Yoga/run_in").SetText("200")
	line(t, w, "length/Yoga/on").SetText("200")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_draw")))
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.plan_too_long", "most", "365")) {
		t.Errorf("it is not said:\n%s", words)
	}
	list, err := env.Store.Interventions(t.Context())
	if err != nil || len(list) != 0 {
		t.Errorf("%d remedies without a plan, %v", len(list), err)
	}
	line(t, w, "length/Yoga/run_in").SetText("20")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.plan_draw")))
	only(t, env)
	env.Undo()
	if list, err = env.Store.Interventions(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("one undo leaves %d remedies, %v", len(list), err)
	}
}

func TestALineHalfTypedIsNotMeantForAnotherPhase(t *testing.T) {
	env, w, s := open(t)
	day := env.LatestNight().AddDays
	iv := keep(t, env, diary.Phase{Start: day(-30), End: diary.Some(day(-20)), Dose: diary.Some(1.0)}, diary.Phase{Start: day(-10), Dose: diary.Some(2.0)})
	s.Show(screen.Target{InterventionID: iv.ID})
	line(t, w, "phase/0/dose").SetText("5")
	iv = only(t, env)
	iv.Phases = iv.Phases[1:]
	if err := env.Store.SaveIntervention(t.Context(), &iv); err != nil {
		t.Fatal(err)
	}
	crash(env, w).Show(screen.Target{InterventionID: iv.ID})
	if got := line(t, w, "phase/0/dose").Text; got != "2" {
		t.Errorf("the dose on show is %q", got)
	}
}

func TestATestThatIsNotOnShowIsNotMeant(t *testing.T) {
	env, w, s := openTests(t)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.lab_add")))
	selectWith(t, w, env.L.T("remedies.lab_other"))
	line(t, w, "test").SetText("TSH")
	selectWith(t, w, env.L.T("lab."+string(diary.Ferritin)))
	line(t, w, "value").SetText("45")
	again(env, w, remedies.NewTests).Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.lab_add")))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if list := labs(t, env); len(list) != 1 || list[0].Test != diary.Ferritin {
		t.Errorf("kept %+v", list)
	}
}

func TestARemedyKeptWithoutAnyTimeIsPutRight(t *testing.T) {
	env, w, s := open(t)
	keep(t, env)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.correct")))
	line(t, w, "note").SetText("green")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if got := only(t, env); got.Note != "green" || len(got.Phases) != 0 {
		t.Errorf("kept %+v; the page says:\n%s", got, uitest.Words(w.Content()))
	}
}

func TestAPauseIsPutRight(t *testing.T) {
	env, w, s := open(t)
	day := env.LatestNight().AddDays
	iv := keep(t, env, diary.Phase{Start: day(-30), End: diary.Some(day(-20)), StopReason: "travel"})
	s.Show(screen.Target{InterventionID: iv.ID})
	test.Tap(chip(t, w, env.L.T("remedies.pause")))
	line(t, w, "phase/0/why").SetText("holiday")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if got := only(t, env).Phases[0]; !got.Paused || got.StopReason != "holiday" {
		t.Errorf("kept %+v", got)
	}
	s.Show(screen.Target{InterventionID: iv.ID})
	line(t, w, "phase/0/end").SetText("")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if got := only(t, env).Phases[0]; got.Paused || got.StopReason != "" || got.End.IsSet() {
		t.Errorf("going on, it is %+v", got)
	}
}

func TestWhatIsTypedOverAChoiceIsKnownForWhatItIs(t *testing.T) {
	env, w, s := open(t)
	s.Show(screen.Target{Add: true})
	test.Type(line(t, w, "name"), "yoga")
	test.Tap(uitest.Button(t, w, "Yoga"))
	line(t, w, "name").SetText("magnes")
	test.Tap(uitest.Button(t, w, "Magnesium supplement"))
	if got := line(t, w, "phase/0/per_week").Text; got != "" {
		t.Errorf("the schedule of yoga stays: %q times a week", got)
	}
	line(t, w, "name").SetText("Pramipexole 0.18 mg")
	item, _ := env.Catalogue.ByID("pramipexole")
	if words := uitest.Words(w.Content()); !strings.Contains(words, item.SafetyIn(env.L)) {
		t.Errorf("its safety words are not in:\n%s", words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if got := only(t, env); got.CatalogueID != "pramipexole" || got.Kind != diary.Prescription {
		t.Errorf("kept as %q, %q", got.CatalogueID, got.Kind)
	}
}

func TestACourseMovesWithItsBeginning(t *testing.T) {
	env, w, s := open(t)
	day := env.LatestNight().AddDays
	iv := keep(t, env, diary.Phase{Start: day(0), Schedule: diary.Schedule{TimesPerWeek: 2, Weeks: 3}})
	s.Show(screen.Target{InterventionID: iv.ID})
	line(t, w, "note").SetText("with Anna")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if got := only(t, env); got.Phases[0].End != diary.Some(day(21)) || len(got.Intakes) != 6 {
		t.Fatalf("the course ends %v with %d sessions", got.Phases[0].End, len(got.Intakes))
	}
	s.Show(screen.Target{InterventionID: iv.ID})
	line(t, w, "phase/0/start").SetText(env.L.DateShort(day(7)))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if got := only(t, env); got.Phases[0].End != diary.Some(day(28)) || len(got.Intakes) != 6 {
		t.Errorf("moved by a week it ends %v with %d sessions", got.Phases[0].End, len(got.Intakes))
	}
}

func TestARestartWithinTheTimeItWasTakenIsExplained(t *testing.T) {
	env, w, s := open(t)
	day := env.LatestNight().AddDays
	keep(t, env, diary.Phase{Start: day(-30), End: diary.Some(day(-10))})
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.restart")))
	line(t, w, "from").SetText(env.L.DateShort(day(-20)))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.restart_taken")) || len(only(t, env).Phases) != 1 {
		t.Errorf("kept %+v; the page says:\n%s", only(t, env).Phases, words)
	}
}

func TestASecondRemedyOfANameIsAskedAboutOnce(t *testing.T) {
	env, w, s := open(t)
	keep(t, env, diary.Phase{Start: env.LatestNight().AddDays(-9)})
	s.Show(screen.Target{Add: true})
	line(t, w, "name").SetText("tea")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.twice", "name", "tea")) {
		t.Errorf("kept %+v; the page says:\n%s", only(t, env), words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if list, err := env.Store.Interventions(t.Context()); err != nil || len(list) != 2 {
		t.Errorf("%d remedies, %v", len(list), err)
	}
}
