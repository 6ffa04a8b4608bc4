package night_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/night"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// atThree opens the screen at ten past three in the night of 2 March, with a clock that can be moved on.
func atThree(t *testing.T, mode look.Mode) (env *screen.Env, w fyne.Window, s screen.Screen, wait func(time.Duration)) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(mode, 100))
	w = test.NewTempWindow(t, nil)
	env = uitest.NewEnv(t, app, w, diary.Diary{Episodes: []diary.Episode{
		{ID: 1, Night: diary.MustDate(2026, 2, 20), Tried: []diary.Attempt{{Measure: "massage", Relief: diary.Some(8), MinutesToRelief: diary.Some(12)}}},
		{ID: 2, Night: diary.MustDate(2026, 2, 21), Tried: []diary.Attempt{{Measure: "standing on cold tiles", Relief: diary.Some(7)}}},
	}, Nights: []diary.Night{{Date: diary.MustDate(2026, 2, 20), Severity: diary.Some(5), Onset: diary.Some(diary.Clock(600))}}})
	now := time.Date(2026, time.March, 3, 3, 12, 0, 0, time.UTC)
	env.Now = func() time.Time { return now }
	s = night.New(env)
	t.Cleanup(env.Store.Subscribe(s.Changed))
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	s.Show(screen.Target{Now: true})
	return env, w, s, func(d time.Duration) { now = now.Add(d) }
}

func press(t *testing.T, env *screen.Env, w fyne.Window, key string) {
	t.Helper()
	test.Tap(uitest.Button(t, w, env.L.T(key)))
}

func pressMeasure(t *testing.T, w fyne.Window, word string) {
	t.Helper()
	test.Tap(uitest.Find(t, w.Content(), word, func(c *field.Chip) bool { return strings.HasPrefix(c.Text, word) }))
}

func lastEpisode(t *testing.T, env *screen.Env) (diary.Episode, int) {
	t.Helper()
	list, err := env.Store.Episodes(t.Context(), diary.MustDate(2026, 3, 2))
	if err != nil {
		t.Fatal(err)
	}
	if len(list) == 0 {
		return diary.Episode{}, 0
	}
	return list[len(list)-1], len(list)
}

func TestItIsHappeningNowBecomesAnEpisodeOfTheNight(t *testing.T) {
	env, w, _, wait := atThree(t, look.Light)
	if e, n := lastEpisode(t, env); n != 1 || e.Start != diary.Some(diary.Clock(15*60+12)) {
		t.Fatalf("at the first press there are %d episodes: %+v", n, e)
	}
	chip := uitest.First[*field.Chip](t, w.Content())
	if !strings.HasPrefix(chip.Text, "Rubbing") || !strings.HasSuffix(chip.Text, "12 min") {
		t.Errorf("first is offered %q", chip.Text)
	}
	wait(3 * time.Minute)
	pressMeasure(t, w, "Rubbing")
	wait(9 * time.Minute)
	press(t, env, w, "night.now_eased")
	uitest.First[*field.Rating](t, w.Content()).TypedRune('6')
	e, _ := lastEpisode(t, env)
	want := diary.Attempt{Measure: "massage", Relief: diary.Some(6), MinutesToRelief: diary.Some(9)}
	if e.Minutes != diary.Some(12) || !slices.Equal(e.Tried, []diary.Attempt{want}) {
		t.Errorf("kept %+v", e)
	}
	if words := uitest.Words(w.Content()); strings.Contains(words, env.L.T("night.now_do")) || !strings.Contains(words, "Night of Monday 2 March") {
		t.Errorf("the night is not on show:\n%s", words)
	}
}

func TestBackToBedKeepsTheMinutesAlone(t *testing.T) {
	env, w, _, wait := atThree(t, look.Light)
	pressMeasure(t, w, "Walking")
	pressMeasure(t, w, "Walking") // not after all
	wait(25*time.Minute + 20*time.Second)
	press(t, env, w, "night.now_bed")
	if e, n := lastEpisode(t, env); n != 1 || e.Minutes != diary.Some(25) || len(e.Tried) != 0 {
		t.Errorf("%d episodes, kept %+v", n, e)
	}
}

func TestABoutSurvivesACrashAndIsAskedAboutInTheMorning(t *testing.T) {
	env, w, _, wait := atThree(t, look.Light)
	pressMeasure(t, w, "Rubbing")
	again := night.New(env) // the program was killed and started again
	w.SetContent(again.Content())
	again.Show(screen.Target{})
	if words := uitest.Words(w.Content()); !strings.Contains(words, "You have been up since 03:12") {
		t.Fatalf("the bout is not found again:\n%s", words)
	}
	wait(5 * time.Hour) // the computer slept
	again.Show(screen.Target{Night: diary.MustDate(2026, 3, 2)})
	asked := "You were up at 03:12. Did it ease?"
	if words := uitest.Words(w.Content()); !strings.Contains(words, asked) {
		t.Fatalf("nobody asks:\n%s", words)
	}
	rating := uitest.Find(t, w.Content(), asked, func(r *field.Rating) bool { return strings.Contains(r.AccessibilityLabel(), asked) })
	rating.TypedRune('4')
	e, n := lastEpisode(t, env)
	if n != 1 || e.Minutes.IsSet() || len(e.Tried) != 1 || e.Tried[0].Relief != diary.Some(4) || e.Tried[0].MinutesToRelief.IsSet() {
		t.Errorf("%d episodes, kept %+v", n, e)
	}
	if words := uitest.Words(w.Content()); strings.Contains(words, asked) {
		t.Error("it is asked again")
	}
}

// The computer slept for hours with the page, or the card of the night, on show: neither may take the sleep for a bout
// of hours, nor begin another bout.
func TestWhatWasOnShowBeforeTheComputerSleptAsksInTheMorning(t *testing.T) {
	for name, wake := range map[string]func(env *screen.Env, w fyne.Window, s screen.Screen){
		"the window comes forward": func(_ *screen.Env, _ fyne.Window, s screen.Screen) { s.(*night.Screen).CameBack() },
		"opened from the menu":     func(_ *screen.Env, _ fyne.Window, s screen.Screen) { s.Show(screen.Target{}) },
		"the first press":          func(env *screen.Env, w fyne.Window, _ screen.Screen) { press(t, env, w, "night.now_bed") },
	} {
		for _, card := range []bool{false, true} {
			t.Run(name, func(t *testing.T) {
				env, w, s, wait := atThree(t, look.Light)
				if card {
					press(t, env, w, "night.now_leave")
				}
				wait(5 * time.Hour)
				wake(env, w, s)
				if words := uitest.Words(w.Content()); !strings.Contains(words, "You were up at 03:12. Did it ease?") {
					t.Errorf("nobody asks:\n%s", words)
				}
				if e, n := lastEpisode(t, env); n != 1 || e.Minutes.IsSet() {
					t.Errorf("%d episodes, the last with %v minutes", n, e.Minutes)
				}
			})
		}
	}
}

func TestABoutIsUndoneLikeAnythingElse(t *testing.T) {
	env, w, s, _ := atThree(t, look.Light)
	env.Undo()
	if _, n := lastEpisode(t, env); n != 0 {
		t.Fatalf("%d episodes are left", n)
	}
	s.Show(screen.Target{})
	if words := uitest.Words(w.Content()); strings.Contains(words, "You are up") || strings.Contains(words, env.L.T("night.now_do")) {
		t.Errorf("a bout that was undone goes on:\n%s", words)
	}
}

// What was tried and how it ended is undone and redone, and the page and the card of the night follow.
func TestEachStepOfABoutIsUndoneOnShow(t *testing.T) {
	env, w, s, wait := atThree(t, look.Light)
	redo := func() {
		if _, err := env.Store.Redo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	walking := func() *field.Chip {
		return uitest.Find(t, w.Content(), "Walking", func(c *field.Chip) bool { return strings.Contains(c.Text, "Walking") })
	}
	was := walking().AccessibilityLabel()
	wait(3 * time.Minute)
	pressMeasure(t, w, "Walking")
	chosen := walking().AccessibilityLabel()
	env.Undo()
	if got := walking().AccessibilityLabel(); got != was || got == chosen {
		t.Errorf("undone, the chip says %q, before it said %q", got, was)
	}
	redo()
	if got := walking().AccessibilityLabel(); got != chosen {
		t.Errorf("redone, the chip says %q", got)
	}
	wait(6 * time.Minute)
	press(t, env, w, "night.now_leave")
	press(t, env, w, "night.now_bed")
	card := "You have been up since 03:12"
	if words := uitest.Words(w.Content()); strings.Contains(words, card) {
		t.Error("it goes on")
	}
	env.Undo()
	if words := uitest.Words(w.Content()); !strings.Contains(words, card) {
		t.Errorf("the end was undone, and nothing asks about the bout:\n%s", words)
	}
	redo()
	if words := uitest.Words(w.Content()); strings.Contains(words, card) {
		t.Error("redone, it goes on")
	}
	env.Undo()
	s.Show(screen.Target{Now: true})
	press(t, env, w, "night.now_eased")
	uitest.First[*field.Rating](t, w.Content()).TypedRune('6')
	want := diary.Attempt{Measure: "walking", Relief: diary.Some(6), MinutesToRelief: diary.Some(6)}
	if e, n := lastEpisode(t, env); n != 1 || e.Minutes != diary.Some(9) || !slices.Equal(e.Tried, []diary.Attempt{want}) {
		t.Errorf("%d episodes, kept %+v", n, e)
	}
}

func TestASecondPressDoesNotBeginASecondBout(t *testing.T) {
	env, w, s, wait := atThree(t, look.Light)
	press(t, env, w, "night.now_leave")
	wait(2 * time.Minute)
	press(t, env, w, "night.now_button")
	s.Show(screen.Target{Now: true})
	if _, n := lastEpisode(t, env); n != 1 {
		t.Errorf("there are %d episodes", n)
	}
}

func TestEveryTimeOfDayCanBeFilledInWithNow(t *testing.T) {
	env, w, s, _ := atThree(t, look.Light)
	s.Show(screen.Target{Night: diary.MustDate(2026, 3, 2)})
	test.Tap(uitest.Button(t, w, env.L.T("field.clock.now_name", "name", env.L.T("night.field.onset"))))
	n, _, err := env.Store.Night(t.Context(), diary.MustDate(2026, 3, 2))
	if err != nil || n.Onset != diary.Some(diary.Clock(15*60+12)) {
		t.Errorf("first noticed %v, %v", n.Onset, err)
	}
}

// At three in the morning nothing on the page may light the room.
func TestNothingIsBrightAtNight(t *testing.T) {
	env, w, _, _ := atThree(t, look.Night)
	dark := func(what string) {
		t.Helper()
		t.Log(what)
		uitest.CheckDark(t, w)
	}
	dark("what is happening")
	pressMeasure(t, w, "Rubbing")
	dark("a measure chosen")
	press(t, env, w, "night.now_eased")
	dark("how much it eased")
	press(t, env, w, "night.now_not_yet")
	press(t, env, w, "night.now_leave")
	dark("the night")
}

func TestThePageOfNowFitsInEveryLook(t *testing.T) {
	sample := uitest.Sample(t)
	uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
		env := uitest.NewEnv(t, app, w, sample)
		s := night.New(env)
		content := s.Content()
		w.SetContent(content)
		s.Show(screen.Target{Now: true})
		uitest.CheckNamed(t, content)
		return content
	})
}
