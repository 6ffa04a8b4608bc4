package night_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// table opens the table of February 2026, which has one night already.
func table(t *testing.T) (*screen.Env, fyne.Window, screen.Screen) {
	t.Helper()
	env, w, s := open(t, diary.Diary{Nights: []diary.Night{{Date: diary.MustDate(2026, 2, 3), Severity: diary.Some(6), Note: "train"}}})
	s.Show(screen.Target{Night: diary.MustDate(2026, 2, 2)}) // which is in the gap from the 1st on
	test.Tap(uitest.Button(t, w, env.L.T("night.several")))
	return env, w, s
}

// What is looked at stays in sight: the table begins with the gap that it is in or comes after.
func TestTheTableBeginsWhereOneLooked(t *testing.T) {
	day := func(n int) diary.Date { return diary.MustDate(2026, 2, n) }
	var nights []diary.Night
	for _, n := range []int{3, 4, 8, 9, 10, 14} {
		nights = append(nights, diary.Night{Date: day(n), Severity: diary.Some(6)})
	}
	for looked, want := range map[int]int{1: 1, 2: 1, 3: 1, 5: 5, 7: 5, 9: 5, 12: 11, 13: 11, 14: 11, 28: 15} {
		for _, wide := range []float32{800, 3000} {
			env, w, s := open(t, diary.Diary{Nights: nights})
			w.Resize(fyne.NewSize(wide, 500))
			s.Show(screen.Target{Night: day(looked)})
			test.Tap(uitest.Button(t, w, env.L.T("night.several")))
			w.Canvas().Focused().TypedRune('2')
			test.Tap(uitest.Button(t, w, env.L.T("night.several_keep")))
			if n := kept(t, env, day(want)); n.Severity != diary.Some(2) {
				t.Errorf("looking at %d, %v wide: the keyboard was not at %d", looked, wide, want)
			}
		}
	}
}

// pasting puts a text where the keyboard is, from the clipboard.
func pasting(t *testing.T, w fyne.Window, text string) {
	t.Helper()
	clipboard := test.NewClipboard()
	clipboard.SetContent(text)
	target, ok := w.Canvas().Focused().(fyne.Shortcutable)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	target.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
}

func TestAColumnFromASpreadsheetIsPasted(t *testing.T) {
	env, w, _ := table(t)
	pasting(t, w, "4\t7.5\r\n\r\n9\r\n10\r\neleven\r\n")
	words := uitest.Words(w.Content())
	for _, want := range []string{env.L.T("night.several_one_column"), env.L.T("night.cell.replaces", "n", "6"), env.L.T("night.cell.new"), env.L.T("night.cell.gap"), "10"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not said before anything is kept:\n%s", want, words)
		}
	}
	if n := kept(t, env, diary.MustDate(2026, 2, 3)); n.Severity != diary.Some(6) {
		t.Fatalf("a night was overwritten by pasting: %v", n.Severity)
	}
	test.Tap(uitest.Button(t, w, env.L.T("night.several_keep")))
	for day, want := range map[int]diary.Optional[int]{1: diary.Some(4), 2: {}, 3: diary.Some(9), 4: diary.Some(10), 5: {}} {
		if n := kept(t, env, diary.MustDate(2026, 2, day)); n.Severity != want {
			t.Errorf("%d February has %v, want %v", day, n.Severity, want)
		}
	}
	if n := kept(t, env, diary.MustDate(2026, 2, 3)); n.Note != "train" {
		t.Errorf("the note of a night that was there is %q", n.Note)
	}
	env.Undo()
	if n := kept(t, env, diary.MustDate(2026, 2, 3)); n.Severity != diary.Some(6) {
		t.Errorf("undo gives %v", n.Severity)
	}
}

func TestLinesWithoutANightAreSaidToBeLeftOut(t *testing.T) {
	env, w, _ := table(t)
	pasting(t, w, strings.Repeat("5\n", 31))
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.N("night.several_left", 3)) {
		t.Errorf("it does not say so:\n%s", words)
	}
}

// Every figure of the printed paper diary can be typed as it stands on the paper.
func TestEveryFigureOfAPaperDiaryCanBeFilledIn(t *testing.T) {
	for name, c := range map[string]struct {
		typed []string
		is    func(n diary.Night) bool
	}{
		"outcome.severity":         {[]string{"7"}, func(n diary.Night) bool { return n.Severity == diary.Some(7) }},
		"outcome.onset_minutes":    {[]string{"2130"}, func(n diary.Night) bool { return n.Onset.Or(0).String() == "21:30" }},
		"outcome.minutes_to_sleep": {[]string{"45"}, func(n diary.Night) bool { return n.MinutesToSleep == diary.Some(45) }},
		"outcome.times_up":         {[]string{"3"}, func(n diary.Night) bool { return n.TimesUp == diary.Some(3) }},
		"outcome.sleep_hours":      {[]string{"6,5"}, func(n diary.Night) bool { return n.SleepHours == diary.Some(6.5) }},
		"outcome.tiredness":        {[]string{"="}, func(n diary.Night) bool { return n.Tiredness == diary.Some(10) }},
	} {
		t.Run(name, func(t *testing.T) {
			env, w, s := table(t)
			uitest.First[*look.Select](t, w.Content()).SetSelected(env.L.T(name))
			for _, text := range c.typed {
				test.Type(w.Canvas().Focused(), text)
			}
			s.Hide()
			if n := kept(t, env, diary.MustDate(2026, 2, 1)); !c.is(n) {
				t.Errorf("kept %+v; the page says:\n%s", n, uitest.Words(w.Content()))
			}
			if n := kept(t, env, diary.MustDate(2026, 2, 3)); n.Severity != diary.Some(6) || n.Note != "train" {
				t.Errorf("the night that was there is %+v", n)
			}
		})
	}
}

func TestAWrongFigureIsSaidBesideItAndNotKept(t *testing.T) {
	env, w, s := table(t)
	uitest.First[*look.Select](t, w.Content()).SetSelected(env.L.T("outcome.sleep_hours"))
	test.Type(w.Canvas().Focused(), "25")
	if words := uitest.Words(w.Content()); !strings.Contains(words, "16") {
		t.Errorf("it does not say what is wrong:\n%s", words)
	}
	s.Hide()
	if n := kept(t, env, diary.MustDate(2026, 2, 1)); !n.IsEmpty() {
		t.Errorf("kept %+v", n)
	}
}

func TestLeavingTheTableKeepsIt(t *testing.T) {
	env, w, _ := table(t)
	w.Canvas().Focused().TypedRune('8')
	test.Tap(uitest.Button(t, w, env.L.T("night.back")))
	if n := kept(t, env, diary.MustDate(2026, 2, 1)); n.Severity != diary.Some(8) {
		t.Errorf("leaving the table lost %v", n.Severity)
	}
}

func TestNightsToComeAreNotInTheTableAndItSaysSo(t *testing.T) {
	env, w, s := open(t, diary.Diary{})
	s.Show(screen.Target{Several: true}) // March, of which two nights are over on the morning of the 3rd
	words := uitest.Words(w.Content())
	if !strings.Contains(words, env.L.T("night.several_future")) || strings.Count(words, env.L.T("night.cell.gap")) != 2 {
		t.Errorf("the page says:\n%s", words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("night.month_after")))
	if words := uitest.Words(w.Content()); strings.Count(words, env.L.T("night.several_future")) != 2 || !strings.Contains(words, env.L.MonthYear(last)) {
		t.Errorf("a month to come is not refused:\n%s", words)
	}
}

func TestTypingInTheTableIsTakenBackStepByStep(t *testing.T) {
	_, w, s := table(t)
	steps := s.(interface {
		InTable() bool
		StepBack() bool
		StepForth() bool
	})
	if !steps.InTable() || steps.StepBack() {
		t.Fatal("there is something to take back before anything was typed")
	}
	for _, digit := range "12" {
		w.Canvas().Focused().TypedRune(digit)
	}
	pasting(t, w, "7\n8\n9")
	for _, want := range []int{2, 1, 0} {
		if !steps.StepBack() {
			t.Fatal("there is nothing to take back")
		}
		if got := strings.Count(uitest.Words(w.Content()), "New"); got != want {
			t.Errorf("%d nights are new, want %d", got, want)
		}
	}
	if steps.StepBack() {
		t.Error("more was taken back than was typed")
	}
	again := 0
	for steps.StepForth() {
		again++
	}
	if again != 3 {
		t.Errorf("%d steps were done again, want 3", again)
	}
	s.Hide()
	if steps.StepBack() {
		t.Error("what is in the diary was taken back in the table alone")
	}
}

func TestANightsOnlyAnswerIsNotDeletedInTheTable(t *testing.T) {
	env, w, s := open(t, diary.Diary{Nights: []diary.Night{{Date: last, Severity: diary.Some(6)}}})
	s.Show(screen.Target{Night: last})
	test.Tap(uitest.Button(t, w, env.L.T("night.several")))
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("night.cell.only")) {
		t.Errorf("the table says:\n%s", words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("night.several_keep")))
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("night.several_emptied")) || strings.Contains(words, env.L.T("night.cell.only")) {
		t.Errorf("after saving the table says:\n%s", words)
	}
	if n := kept(t, env, last); n.Severity != diary.Some(6) {
		t.Errorf("kept %+v", n)
	}
}

// Of an answer that takes several letters all are one step; the keys reach the table also where the menu leaves
// them to the cell.
func TestAnAnswerOfSeveralLettersIsTakenBackAtOnce(t *testing.T) {
	env, w, _ := table(t)
	uitest.First[*look.Select](t, w.Content()).SetSelected(env.L.T("outcome.sleep_hours"))
	first := w.Canvas().Focused()
	test.Type(first, "6.5")
	first.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	test.Type(w.Canvas().Focused(), "7.25")
	press := func(s fyne.Shortcut) { w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(s) }
	for _, x := range []struct {
		press fyne.Shortcut
		want  int
	}{{&fyne.ShortcutUndo{}, 1}, {&fyne.ShortcutUndo{}, 0}, {&fyne.ShortcutRedo{}, 1}, {&fyne.ShortcutUndo{}, 0}, {&fyne.ShortcutUndo{}, 0}} {
		press(x.press)
		if got := strings.Count(uitest.Words(w.Content()), env.L.T("night.cell.new")); got != x.want {
			t.Errorf("%s: %d nights are new, want %d", x.press.ShortcutName(), got, x.want)
		}
	}
	if w.Canvas().Focused() != first {
		t.Error("the keyboard is not where something was taken back")
	}
	press(&fyne.ShortcutRedo{})
	test.Type(w.Canvas().Focused(), "5")
	press(&fyne.ShortcutRedo{})
	if got := strings.Count(uitest.Words(w.Content()), env.L.T("night.cell.new")); got != 1 {
		t.Errorf("after typing on, what was taken back came again: %d nights are new", got)
	}
}

func TestPageKeysTurnTheMonth(t *testing.T) {
	env, w, s := table(t)
	key := func(name fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	key(fyne.KeyPageUp)
	w.Canvas().Focused().TypedRune('5')
	key(fyne.KeyPageDown)
	w.Canvas().Focused().TypedRune('4')
	s.Hide()
	if n := kept(t, env, diary.MustDate(2026, 1, 1)); n.Severity != diary.Some(5) {
		t.Errorf("January begins with %v", n.Severity)
	}
	if n := kept(t, env, diary.MustDate(2026, 2, 1)); n.Severity != diary.Some(4) {
		t.Errorf("February begins with %v", n.Severity)
	}
}

// A night that has the keyboard is in sight, in the smallest window with the largest text too.
func TestTheNightWithTheKeyboardIsInSight(t *testing.T) {
	_, w, _ := table(t)
	fyne.CurrentApp().Settings().SetTheme(look.New(look.Light, 200))
	w.Resize(uitest.SmallWindow)
	for range 12 {
		w.Canvas().Focused().TypedRune('4')
		at := w.Canvas().Focused().(fyne.CanvasObject)
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(at).Y
		if bottom := top + at.Size().Height; top < 0 || bottom > w.Canvas().Size().Height {
			t.Fatalf("it lies from %v to %v in a window of %v", top, bottom, w.Canvas().Size().Height)
		}
	}
}

// In a month without a gap there is no cell to begin at.
func TestTheKeyboardStaysInTheWindowWhereNoNightIsMissing(t *testing.T) {
	var d diary.Diary
	for date := diary.MustDate(2025, 12, 1); !date.After(last); date = date.AddDays(1) {
		d.Nights = append(d.Nights, diary.Night{Date: date, Severity: diary.Some(5), TimesUp: diary.Some(1)})
	}
	env, w, s := open(t, d)
	s.Show(screen.Target{Night: diary.MustDate(2026, 2, 10)})
	test.Tap(uitest.Button(t, w, env.L.T("night.several")))
	for _, key := range []string{"night.month_before", "night.month_before", "night.month_after"} {
		test.Tap(uitest.Button(t, w, env.L.T(key)))
		inWindow(t, w)
		if now, ok := w.Canvas().Focused().(*look.Button); !ok || now.Text != env.L.T(key) {
			t.Errorf("%s: the keyboard is at %T", key, w.Canvas().Focused())
		}
	}
	which := uitest.First[*look.Select](t, w.Content())
	w.Canvas().Focus(which)
	which.SetSelectedIndex(1)
	inWindow(t, w)
}

func TestSavingTheTableSaysWhereThereIsNothingToSave(t *testing.T) {
	env, w, _ := table(t)
	save := func() string {
		test.Tap(uitest.Button(t, w, env.L.T("night.several_keep")))
		return uitest.Words(w.Content())
	}
	if words := save(); !strings.Contains(words, env.L.T("night.several_nothing")) {
		t.Errorf("nothing says why nothing was saved:\n%s", words)
	}
	pasting(t, w, "4\r\neleven\r\n")
	words := save()
	for _, want := range []string{env.L.N("night.several_saved", 1), env.L.T("night.several_unread")} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not said:\n%s", want, words)
		}
	}
	if words := save(); strings.Contains(words, env.L.N("night.several_saved", 1)) || !strings.Contains(words, env.L.T("night.several_unread")) {
		t.Errorf("a second press says:\n%s", words)
	}
}
