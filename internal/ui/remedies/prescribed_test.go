package remedies_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/remedies"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/ui/uitest"
	"stillnight/internal/wording"
)

func TestPrescribedStepsAreNotedShownAndRemoved(t *testing.T) {
	env, w, s := open(t)
	d := onRequip()
	for i := range 30 {
		d.Nights = append(d.Nights, diary.Night{Date: env.LatestNight().AddDays(i - 29), Severity: diary.Some(4)})
	}
	if _, err := env.Store.Import(t.Context(), d, store.ReplaceAll); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{})
	// After each change the steps stand there again, with room for the next one.
	test.Tap(uitest.Button(t, w, env.L.T("remedies.prescribed.open")))
	note := func(dose, date string) {
		t.Helper()
		for key, typed := range map[string]string{"dose": dose, "date": date} {
			line := uitest.Find(t, w.Content(), key, func(l *field.Line) bool { return l.Key == key })
			if typed == "" {
				continue
			}
			line.SetText("")
			test.Type(line, typed)
		}
		test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	}
	last := env.LatestNight()
	note("", "")
	if !strings.Contains(uitest.Words(w.Content()), env.L.T("remedies.prescribed.missing")) {
		t.Error("a step without a dose is kept")
	}
	note("0.5", last.AddDays(-20).String())
	note("0", last.AddDays(-6).String())
	want := []diary.PrescribedStep{{Date: last.AddDays(-20), Dose: 0.5, Unit: "mg"}, {Date: last.AddDays(-6), Unit: "mg"}}
	if iv := only(t, env); !slices.Equal(iv.Prescribed, want) {
		t.Fatalf("kept %+v", iv.Prescribed)
	}
	note("1", last.AddDays(-6).String())
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.prescribed.twice")) {
		t.Errorf("two steps of one night:\n%s", words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.back")))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.correct")))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if iv := only(t, env); !slices.Equal(iv.Prescribed, want) {
		t.Errorf("correcting the remedy left %+v", iv.Prescribed)
	}
	// A step is put right with its old values in the form; another one's night is refused.
	test.Tap(uitest.Button(t, w, env.L.T("remedies.prescribed.open")))
	test.Tap(uitest.Button(t, w, env.L.T("remedies.row_correct")))
	if words := uitest.Words(w.Content()); !strings.Contains(words, "Requip: correct the step from") {
		t.Errorf("the form does not say whose step it is:\n%s", words)
	}
	if l, ok := w.Canvas().Focused().(*field.Line); !ok || l.Key != "dose" {
		t.Errorf("the keyboard is at %T", w.Canvas().Focused())
	}
	// Back is back at the steps.
	test.Tap(uitest.Button(t, w, env.L.T("remedies.back")))
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.prescribed.hint")) {
		t.Errorf("from a step one comes to:\n%s", words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.row_correct")))
	dose := uitest.Find(t, w.Content(), "dose", func(l *field.Line) bool { return l.Key == "dose" })
	date := uitest.Find(t, w.Content(), "date", func(l *field.Line) bool { return l.Key == "date" })
	if dose.Text != "0.5" || date.Text != env.L.DateShort(want[0].Date) {
		t.Errorf("the form has %q from %q", dose.Text, date.Text)
	}
	date.SetText("")
	test.Type(date, want[1].Date.String())
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.prescribed.twice")) {
		t.Errorf("moved onto another step:\n%s", words)
	}
	date.SetText("")
	test.Type(date, last.AddDays(-19).String())
	dose.SetText("")
	test.Type(dose, "0.75")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	want[0] = diary.PrescribedStep{Date: last.AddDays(-19), Dose: 0.75, Unit: "mg"}
	if iv := only(t, env); !slices.Equal(iv.Prescribed, want) {
		t.Fatalf("corrected to %+v", iv.Prescribed)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.row_delete")))
	if iv := only(t, env); !slices.Equal(iv.Prescribed, want[1:]) {
		t.Errorf("removed, and left %+v", iv.Prescribed)
	}
	first := wording.Prescribed(env.L, want[0])
	if strings.Contains(uitest.Words(w.Content()), first) {
		t.Error("the step that was removed is still shown")
	}
	env.Undo()
	if iv := only(t, env); !slices.Equal(iv.Prescribed, want) {
		t.Errorf("undo brought %+v back", iv.Prescribed)
	}
	s.Changed(store.Change{})
	if !strings.Contains(uitest.Words(w.Content()), first) {
		t.Error("the step that undo brought back is not shown")
	}
}

func TestThePrescribedStepsFit(t *testing.T) {
	d := onRequip()
	for i := range 30 {
		d.Nights = append(d.Nights, diary.Night{Date: diary.MustDate(2026, 2, 1).AddDays(i), Severity: diary.Some(4)})
	}
	d.Interventions[0].Prescribed = []diary.PrescribedStep{{Date: diary.MustDate(2026, 2, 5), Dose: 0.5, Unit: "mg"}, {Date: diary.MustDate(2026, 2, 20)}}
	fits(t, remedies.New, d, "remedies.prescribed.open")
}

func TestTheFormOfAStepFits(t *testing.T) {
	d := onRequip()
	d.Nights = append(d.Nights, diary.Night{Date: diary.MustDate(2026, 2, 21), Severity: diary.Some(4)})
	d.Interventions[0].Prescribed = []diary.PrescribedStep{{Date: diary.MustDate(2026, 2, 5), Dose: 0.5, Unit: "mg"}}
	fits(t, remedies.New, d, "remedies.prescribed.open", "remedies.row_correct")
}

// What is typed of a new step stays while another step is removed, and while that is taken back.
func TestWhatIsTypedOfAStepOutlivesAnUndo(t *testing.T) {
	d := onRequip()
	d.Interventions[0].Prescribed = []diary.PrescribedStep{{Date: diary.MustDate(2026, 2, 5), Dose: 0.5, Unit: "mg"}}
	env, w, s := openScreen(t, remedies.New, d)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.prescribed.open")))
	dose := func() *field.Line {
		return uitest.Find(t, w.Content(), "dose", func(l *field.Line) bool { return l.Key == "dose" })
	}
	test.Type(dose(), "7")
	test.Tap(uitest.Button(t, w, env.L.T("remedies.row_delete")))
	if got := dose().Text; got != "7" {
		t.Errorf("after a step was removed the new one's dose is %q", got)
	}
	s.Hide() // as the shell does
	env.Undo()
	s.Show(screen.Target{Stay: true})
	if got := dose().Text; got != "7" {
		t.Errorf("after that was taken back the new one's dose is %q", got)
	}
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("remedies.again")) {
		t.Errorf("it is not said that what was typed is back:\n%s", words)
	}
	// Once it is in the diary the next step's form is empty.
	test.Tap(uitest.Button(t, w, env.L.T("remedies.save")))
	if got := dose().Text; got != "" {
		t.Errorf("after it was saved the next step's dose is %q", got)
	}
}

// At twice the text the picture is higher than the window: the page still opens at its title and what it is for.
func TestPrescribedStepsOpenAtTheirTitle(t *testing.T) {
	env, w, s := open(t)
	for _, percent := range []int{100, 150, 200} {
		fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, percent))
		d := onRequip()
		last := env.LatestNight()
		d.Interventions[0].Prescribed = []diary.PrescribedStep{{Date: last.AddDays(-20), Dose: 0.5, Unit: "mg"}}
		for i := range 30 {
			d.Nights = append(d.Nights, diary.Night{Date: last.AddDays(i - 29), Severity: diary.Some(4)})
		}
		if _, err := env.Store.Import(t.Context(), d, store.ReplaceAll); err != nil {
			t.Fatal(err)
		}
		s.Show(screen.Target{})
		test.Tap(uitest.Button(t, w, env.L.T("remedies.prescribed.open")))
		pane := uitest.Find(t, w.Content(), "pane", func(*scrolling.Pane) bool { return true })
		w.Resize(uitest.SmallWindow.AddWidthHeight(1, 0)) // lays it out once more, as a window does that has just opened
		w.Resize(uitest.SmallWindow)
		if at := pane.Scroll.Offset.Y; at != 0 {
			t.Errorf("at %d %% it opens %v down", percent, at)
		}
		test.Tap(uitest.Button(t, w, env.L.T("remedies.back")))
	}
}

// twoSteps opens the steps of a remedy that has two.
func twoSteps(t *testing.T) (env *screen.Env, w fyne.Window, s screen.Screen, steps []diary.PrescribedStep) {
	t.Helper()
	d := onRequip()
	steps = []diary.PrescribedStep{{Date: diary.MustDate(2026, 2, 5), Dose: 0.5, Unit: "mg"}, {Date: diary.MustDate(2026, 2, 19), Dose: 0.25, Unit: "mg"}}
	d.Interventions[0].Prescribed = steps
	env, w, s = openScreen(t, remedies.New, d)
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("remedies.prescribed.open")))
	return env, w, s, steps
}

// Another form was opened before a change of the steps was read: the steps are not shown at the next change instead.
func TestTheStepsDoNotComeOverWhatWasOpenedMeanwhile(t *testing.T) {
	env, w, s, _ := twoSteps(t)
	work := uitest.Hold(env)
	test.Tap(uitest.Button(t, w, env.L.T("remedies.row_delete")))
	s.Show(screen.Target{Add: true})
	work.All()
	test.Tap(uitest.Button(t, w, env.L.T("remedies.back")))
	if err := env.Store.SaveNight(t.Context(), diary.Night{Date: diary.MustDate(2026, 2, 20), Severity: diary.Some(4)}); err != nil {
		t.Fatal(err)
	}
	work.All()
	if words := uitest.Words(w.Content()); strings.Contains(words, env.L.T("remedies.prescribed.hint")) {
		t.Errorf("in the list's place:\n%s", words)
	}
}

// Back from a step leads to the steps as they are by now, not as they were when it was opened.
func TestBackFromAStepLeadsToTheStepsAsTheyAre(t *testing.T) {
	env, w, _, steps := twoSteps(t)
	iv := only(t, env)
	test.Tap(uitest.Button(t, w, env.L.T("remedies.row_correct")))
	if err := env.Store.ChangeIntervention(t.Context(), iv.ID, func(iv diary.Intervention) (diary.Intervention, error) {
		iv.Prescribed = iv.Prescribed[:1] // as an undo does
		return iv, nil
	}); err != nil {
		t.Fatal(err)
	}
	test.Tap(uitest.Button(t, w, env.L.T("remedies.back")))
	words := uitest.Words(w.Content())
	if !strings.Contains(words, wording.Prescribed(env.L, steps[0])) || strings.Contains(words, wording.Prescribed(env.L, steps[1])) {
		t.Errorf("on show is\n%s", words)
	}
}
