package night_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/night"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/ui/uitest"
)

// noteLately is a diary whose owner wrote a note the night before, so that the note is unfolded.
func noteLately() diary.Diary {
	return diary.Diary{Nights: []diary.Night{{Date: last.AddDays(-1), Severity: diary.Some(6), Note: "train"}}}
}

// walkToNote presses Tab until the keyboard is in the note, and counts.
func walkToNote(t *testing.T, w fyne.Window) (line *field.Line, tabs int) {
	t.Helper()
	for tabs = 1; tabs < 60; tabs++ {
		w.Canvas().FocusNext()
		if line, ok := w.Canvas().Focused().(*field.Line); ok && line.Key == "note" {
			return line, tabs
		}
	}
	t.Fatal("Tab does not come to the note")
	return nil, 0
}

// A note of many letters is one step, and the steps before it come back one by one.
func TestANoteIsOneStepOfUndo(t *testing.T) {
	env, w, _ := open(t, noteLately())
	w.Canvas().Focused().TypedRune('7')
	line, tabs := walkToNote(t, w)
	t.Logf("%d times Tab", tabs)
	test.Type(line, "Long walk in the evening, then a hot bath")
	line.Commit()
	if n := kept(t, env, last); n.Note != "Long walk in the evening, then a hot bath" {
		t.Fatalf("kept the note %q", n.Note)
	}
	env.Undo()
	if n := kept(t, env, last); n.Note != "" || n.Severity != diary.Some(7) {
		t.Errorf("one undo leaves %q and %v", n.Note, n.Severity)
	}
	env.Undo()
	if n := kept(t, env, last); !n.IsEmpty() {
		t.Errorf("two undos leave %+v", n)
	}
	for range 2 {
		if _, err := env.Store.Redo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if n := kept(t, env, last); n.Note == "" || n.Severity != diary.Some(7) {
		t.Errorf("redo gives %q and %v", n.Note, n.Severity)
	}
}

// A page made again, as after a crash, shows the half-typed note, and the diary has none of it yet.
func TestAHalfTypedNoteIsThereAgain(t *testing.T) {
	env, w, _ := open(t, noteLately())
	w.Canvas().Focused().TypedRune('7')
	line, _ := walkToNote(t, w)
	test.Type(line, "Half a no")
	if n := kept(t, env, last); n.Note != "" {
		t.Fatalf("a half-typed note was kept: %q", n.Note)
	}
	other := test.NewTempWindow(t, nil)
	env.Window = other
	again := night.New(env)
	other.SetContent(again.Content())
	other.Resize(uitest.SmallWindow)
	again.Show(screen.Target{})
	line, _ = walkToNote(t, other)
	if line.Text != "Half a no" {
		t.Errorf("the note has %q", line.Text)
	}
	test.Type(line, "te")
	again.Hide()
	if n := kept(t, env, last); n.Note != "Half a note" {
		t.Errorf("kept %q", n.Note)
	}
}

func TestNothingHalfTypedOutlivesTheNightThatWasDeleted(t *testing.T) {
	env, w, _ := open(t, diary.Diary{Nights: []diary.Night{{Date: last, Severity: diary.Some(6), SleepHours: diary.Some(5.0)}}})
	line(t, w, "sleep_hours").SetText("a few")
	test.Tap(uitest.Button(t, w, env.L.T("night.delete")))
	if n := kept(t, env, last); !n.IsEmpty() {
		t.Fatalf("kept %+v", n)
	}
	for _, o := range uitest.OnShow(w.Content()) {
		if l, ok := o.(*field.Line); ok && l.Text != "" {
			t.Errorf("%s still says %q", l.Key, l.Text)
		}
	}
}

func TestUndoLeavesThePageAndTheKeyboardWhereTheyWere(t *testing.T) {
	_, w, s := open(t, diary.Diary{Nights: []diary.Night{{Date: last, Severity: diary.Some(6), SleepHours: diary.Some(5.0), Note: "train", Tiredness: diary.Some(4)}}})
	note := line(t, w, "note")
	w.Canvas().Focus(note)
	pane := uitest.First[*scrolling.Pane](t, w.Content())
	at := pane.Scroll.Offset.Y
	if at == 0 {
		t.Fatal("the note is in sight without scrolling, so that nothing is tested")
	}
	s.Show(screen.Target{Stay: true}) // as the window does after each undo
	if got := pane.Scroll.Offset.Y; got != at {
		t.Errorf("the page moved from %v to %v", at, got)
	}
	if now, ok := w.Canvas().Focused().(*field.Line); !ok || now.Key != "note" || now == note {
		t.Errorf("the keyboard is at %T", w.Canvas().Focused())
	}
}
