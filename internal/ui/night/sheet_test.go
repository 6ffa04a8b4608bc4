package night_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/night"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// paperDiary is the diary of somebody with remedies and triggers.
func paperDiary() diary.Diary {
	first := diary.MustDate(2026, 2, 1)
	return diary.Diary{
		Nights:   []diary.Night{{Date: first.AddDays(2), Severity: diary.Some(6), Note: "train\nlate"}},
		Triggers: []diary.Trigger{{ID: 1, Name: "Stress"}, {ID: 2, Name: "Cola", Unit: "glasses"}, {ID: 3, Name: "Old", Hidden: true}},
		Exposures: []diary.Exposure{
			{ID: 1, Night: first.AddDays(2), TriggerID: 1}, {ID: 2, Night: first.AddDays(3), TriggerID: 2, Amount: diary.Some(2.0)},
		},
		Interventions: []diary.Intervention{
			{
				ID: 1, Name: "Iron", Kind: diary.Supplement, Phases: []diary.Phase{{Start: first, Dose: diary.Some(65.0), Unit: "mg"}},
				Intakes: []diary.Intake{{Night: first.AddDays(2), Status: diary.Taken}},
			},
			{ID: 2, Name: "Stretching", Kind: diary.Exercise, Phases: []diary.Phase{{Start: first}}},
			{ID: 3, Name: "Given up", Phases: []diary.Phase{{Start: diary.MustDate(2025, 1, 1), End: diary.Some(diary.MustDate(2025, 2, 1))}}},
		},
	}
}

// febTable opens the table of February in a window of a width.
func febTable(t testing.TB, width float32) (*screen.Env, fyne.Window, screen.Screen) {
	t.Helper()
	return febTableOf(t, width, paperDiary())
}

func febTableOf(t testing.TB, width float32, d diary.Diary) (*screen.Env, fyne.Window, screen.Screen) {
	t.Helper()
	app, w := uitest.NewWindow(t)
	env := uitest.NewEnv(t, app, w, d)
	s := night.New(env)
	t.Cleanup(env.Store.Subscribe(s.Changed))
	w.SetContent(s.Content())
	w.Resize(fyne.NewSize(width, 700))
	s.Show(screen.Target{Night: diary.MustDate(2026, 2, 2)})
	s.Show(screen.Target{Several: true})
	return env, w, s
}

// typing types each letter where the keyboard is by then.
func typing(w fyne.Window, keys string) {
	for _, r := range keys {
		w.Canvas().Focused().TypedRune(r)
	}
}

// choosing shows a column in the narrow table.
func choosing(t *testing.T, w fyne.Window, name string) {
	t.Helper()
	uitest.First[*look.Select](t, w.Content()).SetSelected(name)
}

func whole(t *testing.T, env *screen.Env) diary.Diary {
	t.Helper()
	d, err := env.Store.Diary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// dosesOf a remedy as in a remedy as "1 taken, 2 missed".
func dosesOf(d diary.Diary, name string) string {
	var list []string
	for _, iv := range d.Interventions {
		for _, in := range iv.Intakes {
			if iv.Name == name {
				_, _, day := in.Night.YMD()
				text := strings.Join([]string{string(rune('0' + day)), string(in.Status)}, " ")
				if dose, said := in.Dose.Get(); said {
					text += " " + string(rune('0'+int(dose)))
				}
				list = append(list, text)
			}
		}
	}
	return strings.Join(list, ", ")
}

func metOn(d diary.Diary, name string) string {
	var list []string
	for _, t := range d.Triggers {
		for _, e := range d.Exposures {
			if t.Name == name && e.TriggerID == t.ID {
				_, _, day := e.Night.YMD()
				text := string(rune('0' + day))
				if amount, said := e.Amount.Get(); said {
					text += ":" + string(rune('0'+int(amount)))
				}
				list = append(list, text)
			}
		}
	}
	return strings.Join(list, ", ")
}

func TestTheTableTakesAPaperDiaryWhole(t *testing.T) {
	env, w, s := febTable(t, 1000)
	before := whole(t, env)
	for _, c := range []struct{ column, keys string }{
		{"Stress", "1xy0"}, {"Iron", "1t0m"}, {"Stretching", "1m"}, {env.L.T("night.field.note"), ""},
	} {
		choosing(t, w, c.column)
		w.Canvas().Focus(uitest.First[*look.Select](t, w.Content())) // the first cell, whatever is in it
		top := w.Canvas().Focused()
		for w.Canvas().Focused() == top {
			w.Canvas().FocusNext()
		}
		for range 20 { // past the buttons
			if o, ok := w.Canvas().Focused().(interface{ AccessibilityLabel() string }); ok && o.AccessibilityLabel() == env.L.NightOf(diary.MustDate(2026, 2, 1)) {
				break
			}
			w.Canvas().FocusNext()
		}
		for _, r := range c.keys {
			w.Canvas().Focused().TypedRune(r)
		}
		if c.keys == "" {
			test.Type(w.Canvas().Focused(), "a calm evening")
		}
	}
	s.Hide()
	d := whole(t, env)
	if got := metOn(d, "Stress"); got != "1, 2, 3" {
		t.Errorf("Stress on %s", got)
	}
	if got := dosesOf(d, "Iron"); got != "1 taken, 2 taken, 3 missed, 4 missed" {
		t.Errorf("Iron: %s", got)
	}
	if got := dosesOf(d, "Stretching"); got != "1 session_done, 2 missed" {
		t.Errorf("Stretching: %s", got)
	}
	if n, _ := d.Night(diary.MustDate(2026, 2, 1)); n.Note != "a calm evening" {
		t.Errorf("the note is %q", n.Note)
	}
	if n, _ := d.Night(diary.MustDate(2026, 2, 3)); n.Note != "train\nlate" {
		t.Errorf("the note that was there is %q", n.Note)
	}
	for range 4 {
		env.Undo()
	}
	if after := whole(t, env); metOn(after, "Stress") != metOn(before, "Stress") || dosesOf(after, "Iron") != dosesOf(before, "Iron") {
		t.Errorf("after undo %s, %s", metOn(after, "Stress"), dosesOf(after, "Iron"))
	}
}

func TestTriggersAndDosesArePasted(t *testing.T) {
	env, w, s := febTable(t, 1000)
	choosing(t, w, "Cola (glasses)")
	pasting(t, w, "2026-02-01\t3\n2026-02-02\tx\n2026-02-04\t0\n2026-02-05\tlots")
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.T("night.cell.fault_trigger")) {
		t.Errorf("it does not say what is wrong:\n%s", words)
	}
	choosing(t, w, "Iron")
	pasting(t, w, "2026-02-01\ttaken\n2026-02-02\t3\n2026-02-04\tMISSED\n2026-02-03\t1")
	s.Hide()
	d := whole(t, env)
	if got := metOn(d, "Cola"); got != "1:3, 2" {
		t.Errorf("Cola on %s", got)
	}
	if got := dosesOf(d, "Iron"); got != "1 taken, 2 taken 3, 3 taken, 4 missed" {
		t.Errorf("Iron: %s", got)
	}
}

func TestHiddenTriggersAndRemediesOfOtherTimesAreNotInTheTable(t *testing.T) {
	_, w, _ := febTable(t, 1000)
	options := strings.Join(uitest.First[*look.Select](t, w.Content()).Options, ", ")
	if strings.Contains(options, "Old") || strings.Contains(options, "Given up") || !strings.Contains(options, "Iron") || !strings.Contains(options, "Coffee") && !strings.Contains(options, "affeine") {
		t.Errorf("offered are %s", options)
	}
}

func TestTheWideTableHasAllColumnsSideBySide(t *testing.T) {
	env, w, s := febTable(t, 1700)
	words := uitest.Words(w.Content())
	for _, want := range []string{env.L.T("outcome.severity"), "Stress", "Cola (glasses)", "Iron", "Stretching", env.L.T("night.field.note")} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not on show", want)
		}
	}
	if said := s.ReadOut(); !strings.Contains(said, "train late") {
		t.Errorf("read out:\n%s", said)
	}
	key := func(names ...fyne.KeyName) {
		for _, name := range names {
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
		}
	}
	typing(w, "57") // two severities
	key(fyne.KeyRight)
	test.Type(w.Canvas().Focused(), "2130") // an onset on the night of the 3rd
	key(fyne.KeyBackspace, fyne.KeyBackspace)
	test.Type(w.Canvas().Focused(), "45")
	pasting(t, w, "22:00\t30\t2") // three columns, in the same place
	s.Hide()
	d := whole(t, env)
	n, _ := d.Night(diary.MustDate(2026, 2, 3))
	if n.Onset.Or(0).String() != "22:00" || n.MinutesToSleep != diary.Some(30) || n.TimesUp != diary.Some(2) {
		t.Errorf("kept %+v", n)
	}
	if n, _ := d.Night(diary.MustDate(2026, 2, 1)); n.Severity != diary.Some(5) {
		t.Errorf("the first has %v", n.Severity)
	}
	env.Undo() // all of it at once
	if d := whole(t, env); len(d.Nights) != 1 {
		t.Errorf("after undo %d nights", len(d.Nights))
	}
}

// A paper diary is read night by night: so goes Tab. Enter and digits go down a column.
func TestTabGoesAlongANightInTheWideTable(t *testing.T) {
	env, w, _ := febTable(t, 1700)
	at := func() string { return w.Canvas().Focused().(fyne.Accessible).AccessibilityLabel() }
	in := func(night diary.Date) bool { return strings.Contains(at(), env.L.NightOf(night)) }
	first, second := diary.MustDate(2026, 2, 1), diary.MustDate(2026, 2, 2)
	var passed []string
	for in(first) {
		passed = append(passed, at())
		w.Canvas().FocusNext()
	}
	if len(passed) < 10 || !in(second) || !strings.Contains(at(), env.L.T("outcome.severity")) {
		t.Errorf("Tab went through %q to %q", passed, at())
	}
	w.Canvas().FocusPrevious()
	if at() != passed[len(passed)-1] {
		t.Errorf("Shift+Tab goes to %q", at())
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !in(second) || !strings.Contains(at(), env.L.T("night.field.note")) {
		t.Errorf("Enter goes to %q", at())
	}
}

func TestTheHeadOfAColumnBreaksBetweenWordsOnly(t *testing.T) {
	d := paperDiary()
	const long = "Erkältungstablette"
	d.Triggers = append(d.Triggers, diary.Trigger{ID: 4, Name: long})
	_, w, _ := febTableOf(t, 1600, d)
	head := uitest.Find(t, w.Canvas().Content(), "the head of the column", func(l *widget.Label) bool { return l.Text == long })
	one := widget.NewLabelWithStyle(long, fyne.TextAlignLeading, head.TextStyle)
	one.SizeName = head.SizeName
	if got, want := head.MinSize().Height, one.MinSize().Height; got != want {
		t.Errorf("the head is %v high, one line is %v: the word is broken", got, want)
	}
}

func TestTheTableFollowsTheWindowsWidthAndLosesNothing(t *testing.T) {
	env, w, s := febTable(t, 1700)
	typing(w, "57")
	w.Resize(fyne.NewSize(1000, 700))
	if words := uitest.Words(w.Content()); strings.Count(words, env.L.T("night.cell.new")) != 2 {
		t.Errorf("what was typed is gone:\n%s", words)
	}
	typing(w, "8")
	w.Resize(fyne.NewSize(1700, 700))
	steps := s.(interface{ StepBack() bool })
	if !steps.StepBack() {
		t.Error("nothing can be taken back")
	}
	s.Hide()
	if d := whole(t, env); len(d.Nights) != 3 {
		t.Errorf("kept %+v", d.Nights)
	}
}

func TestTheWideTableFitsInWideWindows(t *testing.T) {
	for _, mode := range []look.Mode{look.Light, look.Night} {
		for _, percent := range []int{100, 130} {
			t.Run(fmt.Sprint(mode, percent), func(t *testing.T) {
				_, w, s := febTable(t, 1700)
				fyne.CurrentApp().Settings().SetTheme(look.New(mode, percent))
				w.Resize(fyne.NewSize(1701, 901))
				uitest.CheckFits(t, w)
				uitest.CheckNamed(t, s.Content())
				uitest.Picture(t, w)
			})
		}
	}
}

// BenchmarkWideTable measures from the press to the table with all its columns.
func BenchmarkWideTable(b *testing.B) {
	_, w, s := febTable(b, 1900)
	for b.Loop() {
		s.Show(screen.Target{Several: true})
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
}
