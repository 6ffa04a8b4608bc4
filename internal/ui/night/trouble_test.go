package night_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/explain"
	"stillnight/internal/store"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/night"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// queued opens the screen with changes told later, as a running window tells them; tell tells them.
func queued(t *testing.T) (env *screen.Env, w fyne.Window, s screen.Screen, tell func()) {
	app, w := uitest.NewWindow(t)
	env = uitest.NewEnv(t, app, w, diary.Diary{})
	s = night.New(env)
	var waiting []store.Change
	t.Cleanup(env.Store.Subscribe(func(c store.Change) { waiting = append(waiting, c) }))
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	s.Show(screen.Target{Night: diary.MustDate(2026, 2, 10)})
	return env, w, s, func() {
		for _, c := range waiting {
			s.Changed(c)
		}
		waiting = nil
	}
}

func TestNoDigitIsLostWhereTheTablesMonthIsTurned(t *testing.T) {
	env, w, s, tell := queued(t)
	test.Tap(uitest.Button(t, w, env.L.T("night.several")))
	turn := func(key fyne.KeyName) {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
		tell()
	}
	digit := func(r rune) {
		w.Canvas().Focused().TypedRune(r)
		tell()
	}
	turn(fyne.KeyPageUp)
	digit('5')
	turn(fyne.KeyPageDown)
	digit('4')
	digit('6')
	test.Tap(uitest.Button(t, w, env.L.T("night.several_keep")))
	tell()
	digit('7')
	s.Hide()
	for date, want := range map[diary.Date]int{
		diary.MustDate(2026, 1, 1): 5, diary.MustDate(2026, 2, 1): 4, diary.MustDate(2026, 2, 2): 6, diary.MustDate(2026, 2, 3): 7,
	} {
		if n := kept(t, env, date); n.Severity != diary.Some(want) {
			t.Errorf("%s: %v is kept, not %d", date, n.Severity, want)
		}
	}
}

func TestWhatBelongsToOneNightIsNotWrittenToAnother(t *testing.T) {
	env, w, s := open(t, diary.Diary{Nights: []diary.Night{
		{Date: last, Severity: diary.Some(3), Note: "calm", TimesUp: diary.Some(1)},
		{Date: last.AddDays(-2), Severity: diary.Some(2)},
	}})
	line(t, w, "times_up").SetText("4")
	line(t, w, "note").SetText("very calm")
	s.Show(screen.Target{Night: last.AddDays(-3)})
	if n := kept(t, env, last); n.TimesUp != diary.Some(4) || n.Note != "very calm" {
		t.Errorf("of the night: %v, %q", n.TimesUp, n.Note)
	}
	if n := kept(t, env, last.AddDays(-3)); !n.IsEmpty() {
		t.Errorf("another night has %+v", n)
	}
	s.Show(screen.Target{Night: last.AddDays(9)}) // still to come
	w.Canvas().Focused().TypedRune('6')
	if n := kept(t, env, last.AddDays(-3)); n.Severity != diary.Some(6) {
		t.Errorf("the night on show has %v", n.Severity)
	}
}

func TestANightThatCannotBeLeftKeepsItsDate(t *testing.T) {
	env, w, s := open(t, diary.Diary{})
	env.Fail = func(error) {}
	rating := w.Canvas().Focused().(*field.Rating)
	release := lockAway(t, env.Store.Path())
	rating.TypedRune('7')
	s.Show(screen.Target{Night: last.AddDays(-3)})
	release()
	test.Tap(uitest.Button(t, w, env.L.T("night.try_again")))
	rating.TypedRune('2')
	if n := kept(t, env, last); n.Severity != diary.Some(2) {
		t.Errorf("kept %v", n.Severity)
	}
	if n := kept(t, env, last.AddDays(-3)); !n.IsEmpty() {
		t.Errorf("the night that was not opened has %+v", n)
	}
}

func TestANightThatCouldNotBeSavedIsSavedAtTheEnd(t *testing.T) {
	env, w, s := open(t, diary.Diary{})
	env.Fail = func(error) {}
	release := lockAway(t, env.Store.Path())
	w.Canvas().Focused().TypedRune('7')
	release()
	s.Hide()
	if n := kept(t, env, last); n.Severity != diary.Some(7) {
		t.Errorf("kept %v", n.Severity)
	}
}

func TestADeletedNightIsNotSavedAgain(t *testing.T) {
	env, w, s := open(t, diary.Diary{})
	env.Fail = func(error) {}
	release := lockAway(t, env.Store.Path())
	w.Canvas().Focused().TypedRune('7')
	release()
	test.Tap(uitest.Button(t, w, env.L.T("night.delete")))
	s.Hide()
	if n := kept(t, env, last); !n.IsEmpty() {
		t.Errorf("deleted, and there again: %+v", n)
	}
}

func TestATriggerThatCouldNotBeNotedIsPressedAgain(t *testing.T) {
	env, w, _ := open(t, diary.Diary{Triggers: []diary.Trigger{{ID: 1, Name: "Chilli"}}})
	env.Fail = func(error) {}
	chip := func() *field.Chip { return uitest.First[*field.Chip](t, w.Content()) }
	release := lockAway(t, env.Store.Path())
	test.Tap(chip())
	release()
	if chip().On() {
		t.Error("the chip says that it is noted")
	}
	test.Tap(chip())
	if !chip().On() || len(exposed(t, env)) != 1 {
		t.Errorf("noted %v", exposed(t, env))
	}
}

func TestAnAmountThatCouldNotBeSavedIsThereAgain(t *testing.T) {
	env, w, s := open(t, diary.Diary{
		Nights:   []diary.Night{{Date: last, Severity: diary.Some(3)}},
		Triggers: []diary.Trigger{{ID: 1, Name: "Chilli"}}, Exposures: []diary.Exposure{{ID: 1, Night: last, TriggerID: 1}},
	})
	env.Fail = func(error) {}
	uitest.Loop() // the drafts, which cannot be kept either, are told of meanwhile
	release := lockAway(t, env.Store.Path())
	line(t, w, "exposure/1/amount").SetText("3")
	line(t, w, "exposure/1/amount").Commit()
	release()
	if got := line(t, w, "exposure/1/amount").Text; got != "3" {
		t.Errorf("the field holds %q", got)
	}
	s.Hide()
	list, err := env.Store.Exposures(t.Context(), last)
	if err != nil || len(list) != 1 || list[0].Amount != diary.Some(3.0) {
		t.Errorf("kept %+v, %v", list, err)
	}
}

func TestADiaryThatCanOnlyBeReadCanBeLookedThrough(t *testing.T) {
	env, w, _ := open(t, diary.Diary{Nights: []diary.Night{{Date: last, Severity: diary.Some(3)}}})
	only, err := store.Open(t.Context(), env.Store.Path(), store.Options{Now: uitest.Now, ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	writing := env.Store
	env.Store = only
	t.Cleanup(func() {
		if err := only.Close(); err != nil {
			t.Error(err)
		}
		env.Store = writing
	})
	told := 0
	env.Fail = func(error) { told++ }
	s := night.New(env)
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	w.Canvas().Focused().TypedRune('7')
	if got := uitest.First[*field.Rating](t, w.Content()).Value(); got != diary.Some(3) || told != 1 {
		t.Errorf("the night shows %v, told %d times", got, told)
	}
	s.Show(screen.Target{Night: last.AddDays(-5)})
	if out, want := s.ReadOut(), env.L.NightOf(last.AddDays(-5)); out[:len(want)] != want {
		t.Errorf("on show: %s", out)
	}
}

func TestAWindowLeftOpenMovesOnToTheNightThatIsMeant(t *testing.T) {
	for _, x := range []struct {
		name           string
		writing, after time.Duration // from eight in the morning
		visit          int           // the night gone to by hand, in nights from the last; 0 for none
		want           int           // the night written to, in nights from the last
	}{
		{"noon does not turn the page of one who writes", 3*time.Hour + 50*time.Minute, 4*time.Hour + 10*time.Minute, 0, 0},
		{"in the evening it is tonight", 0, 13 * time.Hour, 0, 1},
		{"two evenings later", 0, 37 * time.Hour, 0, 2},
		{"a night gone to by hand stays", 0, 37 * time.Hour, -4, -4},
	} {
		t.Run(x.name, func(t *testing.T) {
			env, w, _ := open(t, diary.Diary{})
			start := env.Now().Add(-3 * 24 * time.Hour)
			now := start
			env.Now = func() time.Time { return now }
			s := night.New(env)
			w.SetContent(s.Content())
			s.Show(screen.Target{})
			last := diary.NightAt(start)
			if x.visit != 0 {
				s.Show(screen.Target{Night: last.AddDays(x.visit)})
			}
			now = start.Add(x.writing)
			w.Canvas().Focused().TypedRune('7')
			now = start.Add(x.after)
			s.(interface{ CameBack() }).CameBack()
			w.Canvas().Focused().TypedRune('2')
			if n := kept(t, env, last.AddDays(x.want)); n.Severity != diary.Some(2) {
				t.Errorf("the night meant has %v", n.Severity)
			}
			if first := last.AddDays(x.visit); x.want != x.visit && kept(t, env, first).Severity != diary.Some(7) {
				t.Errorf("the night before has %v", kept(t, env, first).Severity)
			}
		})
	}
}

func TestTheTableKeepsWhatCouldNotBeSaved(t *testing.T) {
	env, w, s := table(t)
	var told []error
	env.Fail = func(err error) { told = append(told, err) }
	jobs := uitest.Loop()
	release := lockAway(t, env.Store.Path())
	w.Canvas().Focused().TypedRune('5')
	w.Canvas().Focused().TypedRune('6')
	for limit := time.After(time.Minute); len(told) == 0; { // once what was typed should have been among the drafts
		select {
		case job := <-jobs:
			job()
		case <-limit:
			t.Fatal("nobody was told")
		}
	}
	if len(told) != 1 {
		t.Errorf("told again after two keys: %v", told)
	}
	test.Tap(uitest.Button(t, w, env.L.T("night.back")))
	release()
	test.Tap(uitest.Button(t, w, env.L.T("night.several_keep")))
	s.Hide()
	if n := kept(t, env, diary.MustDate(2026, 2, 1)); n.Severity != diary.Some(5) {
		t.Errorf("kept %v", n.Severity)
	}
}

func TestTheTableKeepsWhatCannotBeReadAmongTheDrafts(t *testing.T) {
	env, w, s := table(t)
	uitest.First[*look.Select](t, w.Content()).SetSelected(env.L.T("outcome.times_up"))
	test.Type(w.Canvas().Focused(), "3")
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	test.Type(w.Canvas().Focused(), "99")
	s.Hide()
	again := night.New(env)
	w.SetContent(again.Content())
	again.Show(screen.Target{Night: diary.MustDate(2026, 2, 10)})
	again.Show(screen.Target{Several: true})
	uitest.First[*look.Select](t, w.Content()).SetSelected(env.L.T("outcome.times_up"))
	wrong := explain.Field(env.L, &diary.FieldError{Reason: diary.OutOfRange, Min: 0, Max: diary.MaxCount})
	words := uitest.Words(w.Content())
	if n := kept(t, env, diary.MustDate(2026, 2, 1)); !strings.Contains(words, wrong) || n.TimesUp != diary.Some(3) {
		t.Errorf("kept %v; what cannot be read is gone from:\n%s", n.TimesUp, words)
	}
}

func TestANewEpisodeDoesNotBeginWithWhatADeletedOneHeld(t *testing.T) {
	env, w, _ := open(t, diary.Diary{Nights: []diary.Night{{Date: last, Severity: diary.Some(3)}}, Episodes: []diary.Episode{{ID: 1, Night: last}}})
	line(t, w, "episode/1/minutes").SetText("4x")
	test.Tap(uitest.Button(t, w, env.L.T("night.episode_delete")))
	test.Tap(uitest.Button(t, w, env.L.T("night.episode_add")))
	minutes := uitest.Find(t, w.Content(), "minutes", func(l *field.Line) bool {
		return strings.HasPrefix(l.Key, "episode/") && strings.HasSuffix(l.Key, "/minutes")
	})
	if minutes.Text != "" || minutes.Fault() != "" {
		t.Errorf("it holds %q: %s", minutes.Text, minutes.Fault())
	}
}

// The time at which it began and "all day" replace each other, and the keyboard goes on as ever.
func TestAnOnsetAndAllDayTakeEachOthersPlace(t *testing.T) {
	env, w, _ := open(t, diary.Diary{Nights: []diary.Night{{Date: last, Severity: diary.Some(5), AllDay: true}}})
	allDay := func() *field.Chip {
		word := env.L.T("night.field.all_day")
		return uitest.Find(t, w.Content(), word, func(c *field.Chip) bool { return c.Text == word })
	}
	onset := func() *field.Line { return line(t, w, "onset") }
	w.Canvas().Focus(onset())
	test.Type(onset(), "2130")
	w.Canvas().FocusNext() // to the button that fills in the time that it is
	w.Canvas().FocusNext()
	if n := kept(t, env, last); n.Onset != diary.Some(clock(t, 21, 30)) || n.AllDay || allDay().On() || onset().Text != "21:30" {
		t.Errorf("after an onset %v and all day %v are kept; the page says %q and %v", n.Onset, n.AllDay, onset().Text, allDay().On())
	}
	if w.Canvas().Focused() != fyne.Focusable(allDay()) {
		t.Errorf("Tab leads to %T, which is not the chip on show", w.Canvas().Focused())
	}
	onset().SetText("9x")
	test.Tap(allDay())
	if n := kept(t, env, last); n.Onset.IsSet() || !n.AllDay || !allDay().On() || onset().Text != "" || onset().Fault() != "" {
		t.Errorf("after all day %v and %v are kept; the page says %q: %s", n.Onset, n.AllDay, onset().Text, onset().Fault())
	}
	test.Tap(allDay())
	if n := kept(t, env, last); n.AllDay || allDay().On() {
		t.Error("all day cannot be taken back")
	}
}
