package night_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/night"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// line finds a field of the night by its key.
func line(t testing.TB, w fyne.Window, key string) *field.Line {
	t.Helper()
	return uitest.Find(t, w.Content(), key, func(l *field.Line) bool { return l.Key == key })
}

// openTriggers opens last night with the group of triggers unfolded.
func openTriggers(t *testing.T) (*screen.Env, fyne.Window) {
	env, w, _ := open(t, diary.Diary{})
	test.Tap(uitest.Find(t, w.Content(), "triggers", func(f *field.Fold) bool { return f.Text == env.L.T("night.group.triggers") }))
	return env, w
}

// exposed are the triggers noted last night, by name.
func exposed(t *testing.T, env *screen.Env) map[string]diary.Trigger {
	t.Helper()
	all, err := env.Store.Triggers(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	noted, err := env.Store.Exposures(t.Context(), last)
	if err != nil {
		t.Fatal(err)
	}
	list := map[string]diary.Trigger{}
	for _, e := range noted {
		for _, trigger := range all {
			if trigger.ID == e.TriggerID {
				list[trigger.Name] = trigger
			}
		}
	}
	return list
}

func TestATriggerIsFoundInTheCatalogueAsOneTypes(t *testing.T) {
	env, w := openTriggers(t)
	own := line(t, w, "trigger")
	w.Canvas().Focus(own)
	test.Type(own, "benadr")
	own.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	noted := exposed(t, env)
	item, _ := env.Catalogue.ByID("antihistamine_sedating")
	if got := noted["Benadryl"]; len(noted) != 1 || got.CatalogueID != item.ID || got.Unit != "mg" {
		t.Fatalf("noted %+v", noted)
	}
	if words := uitest.Words(w.Content()); !strings.Contains(words, item.SafetyIn(env.L)) {
		t.Errorf("what the catalogue says of its safety is not in:\n%s", words)
	}
	if at, ok := w.Canvas().Focused().(*field.Line); !ok || at.Key != "trigger" || at.Text != "" {
		t.Errorf("the keyboard is at %T", w.Canvas().Focused())
	}
}

func TestATypedTriggerIsKnownByItsName(t *testing.T) {
	for _, x := range []struct{ typed, catalogue string }{
		{"Benadryl", "antihistamine_sedating"},
		{"zoloft 50", "ssri_snri"},
		{"Green tea", ""},
		{"Coffee", ""}, // stands beside all caffeine
		{"caffeine", "caffeine"},
	} {
		t.Run(x.typed, func(t *testing.T) {
			env, w := openTriggers(t)
			own := line(t, w, "trigger")
			own.SetText(x.typed)
			own.OnSubmitted(own.Text)
			noted := exposed(t, env)
			if len(noted) != 1 {
				t.Fatalf("noted %+v", noted)
			}
			for name, trigger := range noted {
				if !strings.EqualFold(name, x.typed) || trigger.CatalogueID != x.catalogue {
					t.Errorf("noted %+v", trigger)
				}
			}
			line(t, w, "trigger").SetText(strings.ToUpper(x.typed))
			line(t, w, "trigger").OnSubmitted("")
			if again := exposed(t, env); len(again) != 1 {
				t.Errorf("typed once more in capitals: %+v", again)
			}
		})
	}
}

func TestHalfATriggerAsksWhichIsMeant(t *testing.T) {
	for _, keep := range []bool{false, true} {
		env, w := openTriggers(t)
		own := line(t, w, "trigger")
		w.Canvas().Focus(own)
		test.Type(own, "benadr")
		key := func(name fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
		key(fyne.KeyReturn)
		if noted := exposed(t, env); len(noted) != 0 || !strings.Contains(uitest.Words(w.Content()), env.L.T("field.offers.ask")) {
			t.Fatalf("noted %+v without asking", noted)
		}
		want := "Benadryl"
		if keep {
			want = "benadr"
			for range 12 {
				key(fyne.KeyRight) // what is typed stands last
			}
		}
		key(fyne.KeyReturn)
		noted := exposed(t, env)
		if _, ok := noted[want]; !ok || len(noted) != 1 {
			t.Errorf("noted %+v, want %s", noted, want)
		}
	}
}

func TestAPressedTriggerKeepsTheKeyboard(t *testing.T) {
	env, w := openTriggers(t)
	item, _ := env.Catalogue.ByID("alcohol")
	alcohol := func() *field.Chip {
		return uitest.Find(t, w.Content(), item.ID, func(c *field.Chip) bool { return c.Text == item.NameIn(env.L) })
	}
	w.Canvas().Focus(alcohol())
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if len(exposed(t, env)) != 1 || w.Canvas().Focused() != alcohol() {
		t.Errorf("noted %v; the keyboard is at %T", exposed(t, env), w.Canvas().Focused())
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if len(exposed(t, env)) != 0 || w.Canvas().Focused() != alcohol() {
		t.Errorf("noted %v; the keyboard is at %T", exposed(t, env), w.Canvas().Focused())
	}
}

func TestAnOwnTriggerHalfTypedIsKeptWhenTheNightIsLeft(t *testing.T) {
	env, w := openTriggers(t)
	w.Canvas().Focus(line(t, w, "trigger"))
	test.Type(line(t, w, "trigger"), "Chocol")
	w.Canvas().FocusNext()
	again := night.New(env)
	w.SetContent(again.Content())
	again.Show(screen.Target{Night: last})
	if got := line(t, w, "trigger").Text; got != "Chocol" || len(exposed(t, env)) != 0 {
		t.Errorf("the field holds %q, noted are %v", got, exposed(t, env))
	}
}

func TestWhatWasTriedIsAddedByNameOrByButton(t *testing.T) {
	env, w, _ := open(t, diary.Diary{Nights: []diary.Night{{Date: last, Severity: diary.Some(5)}}, Episodes: []diary.Episode{{ID: 1, Night: last}}})
	own := func() *field.Line {
		return uitest.Find(t, w.Content(), "own", func(l *field.Line) bool { return strings.HasSuffix(l.Key, "/own") })
	}
	own().SetText("Foot in the sink")
	var add []fyne.CanvasObject
	for _, o := range uitest.OnShow(w.Content()) {
		if b, ok := o.(interface {
			fyne.CanvasObject
			fyne.Tappable
		}); ok && strings.Contains(uitest.Words(b), env.L.T("night.trigger_add")) {
			add = append(add, b)
		}
	}
	test.Tap(add[0].(fyne.Tappable))
	own().SetText(strings.ToUpper(env.L.T("measure.walking")))
	own().OnSubmitted("")
	list, err := env.Store.Episodes(t.Context(), last)
	if err != nil || len(list) != 1 || len(list[0].Tried) != 2 || list[0].Tried[0].Measure != "Foot in the sink" || list[0].Tried[1].Measure != "walking" {
		t.Errorf("tried %+v, %v", list, err)
	}
	if own().Text != "" {
		t.Errorf("the field still holds %q", own().Text)
	}
}

func TestTheFirstPressOfATriggerIsOneStep(t *testing.T) {
	env, w := openTriggers(t)
	name := env.Catalogue.ReadyTriggers(nil, env.L)[0].Name
	test.Tap(uitest.Find(t, w.Content(), name, func(c *field.Chip) bool { return c.Text == name }))
	if list := exposed(t, env); len(list) != 1 {
		t.Fatalf("noted %v", list)
	}
	env.Undo()
	all, err := env.Store.Triggers(t.Context())
	if list := exposed(t, env); len(list) != 0 || len(all) != 0 || err != nil {
		t.Errorf("one step back leaves %v and %v, %v", list, all, err)
	}
}
