package night_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/night"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// asked tells whether the question of the first evening is on show.
func asked(env *screen.Env, w fyne.Window) bool {
	for _, o := range uitest.OnShow(w.Content()) {
		if l, ok := o.(*field.Line); ok && l.Key == "first/name" {
			return true
		}
	}
	return false
}

// firstSeverity opens a new diary and answers how bad it was.
func firstSeverity(t *testing.T, d diary.Diary) (*screen.Env, fyne.Window, screen.Screen) {
	t.Helper()
	env, w, s := open(t, d)
	if asked(env, w) {
		t.Fatal("it is asked before there is a severity")
	}
	uitest.First[*field.Rating](t, w.Content()).TypedRune('6')
	return env, w, s
}

func interventions(t *testing.T, env *screen.Env) []diary.Intervention {
	t.Helper()
	list, err := env.Store.Interventions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestTheFirstEveningAsksForSeveralRemediesByKeysAlone(t *testing.T) {
	env, w, _ := firstSeverity(t, diary.Diary{})
	key := func(name fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	w.Canvas().Focus(line(t, w, "first/name"))
	for _, x := range []struct{ name, start string }{
		{"magnes", "about three years"}, {"Pramipexole", "spring 2024"}, {"standing on cold tiles", "before this diary"}, {"tai chi", ""},
	} {
		test.Type(w.Canvas().Focused(), x.name)
		if x.name == "magnes" { // the catalogue's own name is taken
			key(fyne.KeyDown)
		}
		key(fyne.KeyReturn)
		if l, ok := w.Canvas().Focused().(*field.Line); !ok || l.Key != "first/start" {
			t.Fatalf("after %s the keyboard is at %T", x.name, w.Canvas().Focused())
		}
		test.Type(w.Canvas().Focused(), x.start)
		key(fyne.KeyReturn)
		if l, ok := w.Canvas().Focused().(*field.Line); !ok || l.Key != "first/name" || l.Text != "" {
			t.Fatalf("after %q the keyboard is at %T", x.start, w.Canvas().Focused())
		}
	}
	got := map[string]diary.Intervention{}
	for _, iv := range interventions(t, env) {
		got[iv.Name] = iv
	}
	if len(got) != 4 {
		t.Fatalf("the diary has %v", got)
	}
	for name, want := range map[string]diary.StartPrecision{
		"Magnesium supplement": diary.AboutThen, "Pramipexole": diary.AboutThen, "standing on cold tiles": diary.StartNotKnown, "tai chi": diary.StartNotKnown,
	} {
		iv := got[name]
		if len(iv.Phases) != 1 || iv.Phases[0].StartIs != want || iv.Phases[0].End.IsSet() {
			t.Errorf("%s: %+v", name, iv.Phases)
		}
	}
	if iv := got["Pramipexole"]; iv.CatalogueID != "pramipexole" || iv.Kind != diary.Prescription {
		t.Errorf("the catalogue's entry is not recognised: %+v", iv)
	}
	words := uitest.Words(w.Content())
	for _, want := range []string{"Magnesium supplement, since about", "tai chi, since before"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not on show:\n%s", want, words)
		}
	}
	press(t, env, w, "night.first_done")
	if asked(env, w) {
		t.Error("it is still asked")
	}
}

func TestTheFirstEveningIsAskedOnce(t *testing.T) {
	env, w, _ := firstSeverity(t, diary.Diary{})
	if !asked(env, w) {
		t.Fatal("it is not asked")
	}
	press(t, env, w, "night.first_done")
	again := night.New(env)
	w.SetContent(again.Content())
	again.Show(screen.Target{})
	if asked(env, w) {
		t.Error("it is asked again")
	}
}

func TestWhoHasADiaryAlreadyIsNotAsked(t *testing.T) {
	var nights []diary.Night
	for i := range 5 {
		nights = append(nights, diary.Night{Date: last.AddDays(-400 - i), Severity: diary.Some(3)})
	}
	for name, d := range map[string]diary.Diary{
		"nights of years ago": {Nights: nights},
		"a remedy":            {Interventions: []diary.Intervention{{Name: "iron", Phases: []diary.Phase{{Start: last}}}}},
	} {
		if env, w, _ := firstSeverity(t, d); asked(env, w) {
			t.Errorf("%s: it is asked", name)
		}
	}
}

func TestWhatIsTypedOnTheFirstEveningIsNotLost(t *testing.T) {
	env, w, _ := firstSeverity(t, diary.Diary{})
	test.Type(line(t, w, "first/name"), "Gabapentin")
	test.Type(line(t, w, "first/start"), "last")
	again := night.New(env) // the program was killed and started again
	w.SetContent(again.Content())
	again.Show(screen.Target{})
	if name, start := line(t, w, "first/name"), line(t, w, "first/start"); name.Text != "Gabapentin" || start.Text != "last" {
		t.Fatalf("%q and %q are left", name.Text, start.Text)
	}
	press(t, env, w, "night.first_done")
	if len(interventions(t, env)) != 0 || !asked(env, w) {
		t.Fatal("a start that cannot be read is taken")
	}
	line(t, w, "first/start").SetText("2024")
	press(t, env, w, "night.first_done") // what is typed is wanted
	list := interventions(t, env)
	if len(list) != 1 || list[0].Phases[0].StartIs != diary.ToTheYear || asked(env, w) {
		t.Errorf("kept %+v", list)
	}
}

func TestARemedyOfTheFirstEveningIsUndone(t *testing.T) {
	env, w, s := firstSeverity(t, diary.Diary{})
	test.Type(line(t, w, "first/name"), "Gabapentin")
	press(t, env, w, "night.first_add")
	press(t, env, w, "night.first_add") // with nothing typed it adds nothing
	env.Undo()
	s.Show(screen.Target{Stay: true})
	if len(interventions(t, env)) != 0 || !asked(env, w) || strings.Contains(uitest.Words(w.Content()), "Gabapentin") {
		t.Errorf("after undo:\n%s", uitest.Words(w.Content()))
	}
}

func TestTheFirstEveningFitsInEveryLook(t *testing.T) {
	uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
		env := uitest.NewEnv(t, app, w, diary.Diary{})
		s := night.New(env)
		content := s.Content()
		w.SetContent(content)
		s.Show(screen.Target{})
		uitest.First[*field.Rating](t, content).TypedRune('6')
		test.Type(line(t, w, "first/name"), "pramip")
		uitest.CheckNamed(t, content)
		return content
	})
}

// What is wrong is said below the field, which may be below the window's edge.
func TestWhatIsWrongOnTheFirstEveningIsInSight(t *testing.T) {
	env, w, _ := firstSeverity(t, diary.Diary{})
	key := func(name fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	w.Canvas().Focus(line(t, w, "first/name"))
	test.Type(w.Canvas().Focused(), "Gabapentin")
	key(fyne.KeyReturn)
	test.Type(w.Canvas().Focused(), "when the moon was full")
	key(fyne.KeyReturn)
	said := uitest.Find(t, w.Content(), "what is wrong", func(l *widget.Label) bool { return l.Text == env.L.T("field.start.unread") })
	for height := float32(700); height > 360; height -= 10 {
		w.Resize(fyne.NewSize(uitest.SmallWindow.Width, height))
		key(fyne.KeyReturn)
		if bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(said).Y + said.Size().Height; bottom > height {
			t.Errorf("what is wrong is said at %g, the window ends at %g", bottom, height)
		}
	}
}

// Half a name with Enter asks which remedy is meant, and makes no remedy of that half.
func TestHalfANameOnTheFirstEveningAsksWhichIsMeant(t *testing.T) {
	for _, c := range []struct {
		typed string
		// chosen are the keys after Enter.
		chosen []fyne.KeyName
		name   string
		entry  string
	}{
		{"pramip", []fyne.KeyName{fyne.KeyReturn}, "Pramipexole", "pramipexole"},
		{"pramipexole", nil, "pramipexole", "pramipexole"}, // nothing to ask
		{"prampexole", []fyne.KeyName{fyne.KeyReturn}, "Pramipexole", "pramipexole"},
		{"stretchin", []fyne.KeyName{fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn}, "Calf / leg stretching", "calf_stretch"}, // to the line, and back
		{"gabap", []fyne.KeyName{fyne.KeyEnd, fyne.KeyReturn}, "gabap", ""},
	} {
		t.Run(c.typed, func(t *testing.T) {
			env, w, _ := firstSeverity(t, diary.Diary{})
			key := func(name fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
			w.Canvas().Focus(line(t, w, "first/name"))
			test.Type(w.Canvas().Focused(), c.typed)
			key(fyne.KeyReturn)
			if len(c.chosen) > 0 && !strings.Contains(uitest.Words(w.Content()), env.L.T("field.offers.ask")) {
				t.Fatalf("it is not asked:\n%s", uitest.Words(w.Content()))
			}
			for _, name := range c.chosen {
				if name == fyne.KeyEnd { // what is typed stands last
					for range 12 {
						key(fyne.KeyRight)
					}
					continue
				}
				key(name)
			}
			if l, ok := w.Canvas().Focused().(*field.Line); !ok || l.Key != "first/start" {
				t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
			}
			key(fyne.KeyReturn)
			list := interventions(t, env)
			if len(list) != 1 || list[0].Name != c.name || list[0].CatalogueID != c.entry {
				t.Errorf("the diary has %+v", list)
			}
		})
	}
}

// The question comes too where one presses the button, and after a crash.
func TestHalfANameIsAskedAboutAfterACrash(t *testing.T) {
	env, w, _ := firstSeverity(t, diary.Diary{})
	test.Type(line(t, w, "first/name"), "pramip")
	again := night.New(env)
	w.SetContent(again.Content())
	again.Show(screen.Target{})
	press(t, env, w, "night.first_done")
	if list := interventions(t, env); len(list) != 0 || !asked(env, w) {
		t.Fatalf("the diary has %+v", list)
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	press(t, env, w, "night.first_done")
	if list := interventions(t, env); len(list) != 1 || list[0].CatalogueID != "pramipexole" || asked(env, w) {
		t.Errorf("the diary has %+v", list)
	}
}
