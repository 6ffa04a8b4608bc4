package night_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/night"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

func TestEverythingFitsInEveryLook(t *testing.T) {
	uitest.EveryLookOf(t, night.New, screen.Target{})
}

func open(t testing.TB, d diary.Diary) (*screen.Env, fyne.Window, screen.Screen) {
	app, w := uitest.NewWindow(t)
	env := uitest.NewEnv(t, app, w, d)
	s := night.New(env)
	t.Cleanup(env.Store.Subscribe(s.Changed))
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	s.Show(screen.Target{})
	return env, w, s
}

func kept(t *testing.T, env *screen.Env, date diary.Date) diary.Night {
	t.Helper()
	n, _, err := env.Store.Night(t.Context(), date)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

var last = diary.NightAt(uitest.Morning)

func TestOneDigitSavesLastNight(t *testing.T) {
	env, w, _ := open(t, diary.Diary{})
	rating, ok := w.Canvas().Focused().(*field.Rating)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	rating.TypedRune('7')
	if n := kept(t, env, last); n.Severity != diary.Some(7) {
		t.Errorf("kept %v", n.Severity)
	}
	if w.Canvas().Focused() != rating {
		t.Error("saving took the keyboard away")
	}
	rating.TypedRune('=')
	if n := kept(t, env, last); n.Severity != diary.Some(10) {
		t.Errorf("kept %v", n.Severity)
	}
	env.Undo()
	if n := kept(t, env, last); n.Severity != diary.Some(7) {
		t.Errorf("after undo %v", n.Severity)
	}
}

func TestTakingTheOnlyAnswerBackLeavesNoNight(t *testing.T) {
	env, w, _ := open(t, diary.Diary{})
	rating := w.Canvas().Focused().(*field.Rating)
	rating.TypedRune('3')
	rating.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	if _, found, err := env.Store.Night(t.Context(), last); err != nil || found {
		t.Errorf("found %v %v", found, err)
	}
}

func TestANightToComeIsRefused(t *testing.T) {
	_, w, s := open(t, diary.Diary{})
	test.Tap(uitest.Button(t, w, "Night after"))
	test.Tap(uitest.Button(t, w, "Night after"))
	if out := s.ReadOut(); out[:len("Night of Tuesday 3 March")] != "Night of Tuesday 3 March" {
		t.Errorf("on show: %s", out)
	}
}

func TestATriggerIsOnePress(t *testing.T) {
	env, w, _ := open(t, diary.Diary{Triggers: []diary.Trigger{{ID: 1, Name: "Chilli"}}})
	row := uitest.First[*field.Chip](t, w.Content())
	test.Tap(row)
	e, err := env.Store.Exposures(t.Context(), last)
	if err != nil || len(e) != 1 {
		t.Errorf("exposures %v %v", e, err)
	}
}

func TestDigitsAloneFillAMonth(t *testing.T) {
	env, w, s := open(t, diary.Diary{})
	s.Show(screen.Target{Night: diary.MustDate(2026, 2, 10)})
	test.Tap(uitest.Button(t, w, "Several nights at once"))
	for i := range 28 {
		w.Canvas().Focused().TypedRune(rune('0' + i%10))
	}
	s.Hide()
	nights, err := env.Store.Nights(t.Context(), diary.MustDate(2026, 2, 1), diary.MustDate(2026, 2, 28))
	if err != nil || len(nights) != 28 {
		t.Fatalf("%d nights %v", len(nights), err)
	}
	if nights[27].Severity != diary.Some(7) {
		t.Errorf("the last is %v", nights[27].Severity)
	}
	env.Undo()
	if nights, err = env.Store.Nights(t.Context(), diary.MustDate(2026, 2, 1), diary.MustDate(2026, 2, 28)); err != nil || len(nights) != 0 {
		t.Errorf("one undo leaves %d nights, %v", len(nights), err)
	}
}

func TestHalfTypedTextIsThereAfterACrash(t *testing.T) {
	env, w, _ := open(t, diary.Diary{Nights: []diary.Night{{Date: last, Note: "calm"}}})
	var line *field.Line
	for line == nil || line.Key != "note" {
		// Tab order leads to the note.
		w.Canvas().FocusNext()
		line, _ = w.Canvas().Focused().(*field.Line)
	}
	test.Type(line, "very ")
	// The program is gone without a word; a new screen opens the same night.
	again := night.New(env)
	w.SetContent(again.Content())
	again.Show(screen.Target{Night: last})
	again.Hide()
	if n := kept(t, env, last); n.Note != "very calm" {
		t.Errorf("kept %q", n.Note)
	}
}

func TestWritingIsKeptWhenTheScreenIsLeft(t *testing.T) {
	env, w, s := open(t, diary.Diary{Nights: []diary.Night{{Date: last, Note: "calm"}}})
	for {
		w.Canvas().FocusNext()
		if line, ok := w.Canvas().Focused().(*field.Line); ok && line.Key == "note" {
			test.Type(line, "very ")
			break
		}
	}
	s.Hide()
	if n := kept(t, env, last); n.Note != "very calm" {
		t.Errorf("kept %q", n.Note)
	}
}

func TestTheTableAndTheListFitInEveryLook(t *testing.T) {
	sample := uitest.Sample(t)
	for _, key := range []string{"night.several", "night.all"} {
		t.Run(key, func(t *testing.T) {
			uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
				env := uitest.NewEnv(t, app, w, sample)
				s := night.New(env)
				content := s.Content()
				w.SetContent(content)
				s.Show(screen.Target{})
				test.Tap(uitest.Button(t, w, env.L.T(key)))
				return content
			})
		})
	}
}

// Coming back from another screen takes half the time where the night stands as it was left.
func TestComingBackLaysOutOnlyWhatChanged(t *testing.T) {
	env, w, s := open(t, diary.Diary{Nights: []diary.Night{{Date: last, Severity: diary.Some(4)}, {Date: last.AddDays(-1), Severity: diary.Some(4)}}})
	rating := func() *field.Rating {
		s.Hide()
		s.Show(screen.Target{})
		r, ok := w.Canvas().Focused().(*field.Rating)
		if !ok {
			t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
		}
		return r
	}
	first := rating()
	if rating() != first {
		t.Error("a night was laid out again though nothing changed")
	}
	first.TypedRune('6')
	if rating() != first {
		t.Error("a night was laid out again after it was written here")
	}
	n := kept(t, env, last)
	n.Severity = diary.Some(9)
	if err := env.Store.SaveNight(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	second := rating()
	if got := second.Value(); got != diary.Some(9) {
		t.Errorf("what was written elsewhere is shown as %v", got)
	}
	test.ApplyTheme(t, test.NewTheme())
	if rating() == second {
		t.Error("a night was not laid out for another look")
	}
}
