package night_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/night/list"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// five nights of February 2026, the 12th and 13th not written down.
func february() diary.Diary {
	on := func(day, severity int, note string) diary.Night {
		return diary.Night{Date: diary.MustDate(2026, 2, day), Severity: diary.Some(severity), Note: note}
	}
	unusual := on(15, 5, "")
	unusual.Unusual = diary.Travel
	cafe := on(14, 9, "")
	cafe.Note, cafe.Sensations = "au café", []diary.Sensation{diary.Cramp}
	return diary.Diary{
		Nights:    []diary.Night{on(10, 8, "Legs on fire"), on(11, 2, ""), cafe, unusual, on(16, 3, "quiet")},
		Triggers:  []diary.Trigger{{ID: 1, Name: "Wine"}},
		Exposures: []diary.Exposure{{ID: 1, Night: diary.MustDate(2026, 2, 14), TriggerID: 1}},
		Episodes:  []diary.Episode{{ID: 1, Night: diary.MustDate(2026, 2, 10), Tried: []diary.Attempt{{Measure: "walking"}}}},
		Interventions: []diary.Intervention{{ID: 1, Name: "Iron", Phases: []diary.Phase{{ID: 1, Start: diary.MustDate(2026, 2, 11)}},
			Intakes: []diary.Intake{{Night: diary.MustDate(2026, 2, 11), Status: diary.Taken}}}},
	}
}

func TestTheListOfNightsIsSearchedAndNarrowed(t *testing.T) {
	env, w, s := open(t, february())
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, env.L.T("night.all")))
	list := uitest.First[*list.Nights](t, w.Content())
	which := uitest.First[*look.Select](t, w.Content())
	query, ok := w.Canvas().Focused().(*widget.Entry)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	for _, c := range []struct {
		kind, text string
		want       int
	}{
		{"every", "", 5}, {"every", "FIRE", 1}, {"every", "wine", 1}, {"every", "iron", 1}, {"every", "february fire", 1},
		{"every", "cafe", 1}, {"every", "CAFÉ", 1}, {"every", "2026-02-11", 1}, {"every", "travel", 1}, {"every", "cramp", 1},
		{"every", "wine fire", 0}, {"bad", "", 2}, {"calm", "", 2}, {"note", "", 3}, {"trigger", "", 1}, {"episode", "", 1},
		{"unusual", "", 1}, {"bad", "legs", 1},
		// 12 and 13 February, and from the 17th up to last night
		{"not_there", "", 2 + last.Sub(diary.MustDate(2026, 2, 16))},
	} {
		which.SetSelected(env.L.T("night.kind." + c.kind))
		query.SetText(c.text)
		if got := list.Length(); got != c.want {
			t.Errorf("%s %q: %d nights, want %d", c.kind, c.text, got, c.want)
		}
	}
	query.SetText("nothing of the kind")
	test.Tap(uitest.Button(t, w, env.L.T("night.found_clear")))
	if got := list.Length(); got != 5 || query.Text != "" {
		t.Errorf("showing all again gives %d nights", got)
	}
	which.SetSelected(env.L.T("night.kind.not_there"))
	list.Select(list.Length() - 1)
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.NightOf(diary.MustDate(2026, 2, 12))) {
		t.Errorf("a press on a night that is missing does not open it:\n%s", words)
	}
}

// BenchmarkScrollFiftyYears draws the list of 18,000 nights at one place after another; a figure below 16 ms
// is a smooth sixty frames a second.
func BenchmarkScrollFiftyYears(b *testing.B) {
	env, w, _ := open(b, demo.Long(1, 50, 20, 5000))
	test.Tap(uitest.Button(b, w, env.L.T("night.all")))
	list := uitest.First[*list.Nights](b, w.Content())
	at := float32(0)
	for b.Loop() {
		list.ScrollToOffset(at)
		at += 37
	}
}

func TestTheSearchIsReachedAtOnce(t *testing.T) {
	env, w, s := open(t, diary.Diary{Nights: []diary.Night{{Date: last, Severity: diary.Some(4), Note: "train"}, {Date: last.AddDays(-1), Severity: diary.Some(2)}}})
	s.Show(screen.Target{Search: true})
	query, ok := w.Canvas().Focused().(*widget.Entry)
	if !ok {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	test.Type(query, "train")
	if out := s.ReadOut(); !strings.Contains(out, env.L.N("night.found", 1)) {
		t.Errorf("read out: %s", out)
	}
}

func TestANightWithEntriesButNoAnswersIsInTheList(t *testing.T) {
	env, w, s := open(t, diary.Diary{
		Triggers:  []diary.Trigger{{ID: 1, Name: "Wine"}},
		Exposures: []diary.Exposure{{ID: 1, Night: last.AddDays(-2), TriggerID: 1}},
		Nights:    []diary.Night{{Date: last.AddDays(-4), Severity: diary.Some(3)}},
	})
	s.Show(screen.Target{Search: true})
	list := uitest.First[*list.Nights](t, w.Content())
	if got := list.Length(); got != 2 {
		t.Errorf("%d nights are listed, want 2", got)
	}
	query := w.Canvas().Focused().(*widget.Entry)
	test.Type(query, "wine")
	if got := list.Length(); got != 1 {
		t.Errorf("%d nights with wine, want 1", got)
	}
	query.SetText("")
	uitest.First[*look.Select](t, w.Content()).SetSelected(env.L.T("night.kind.not_there"))
	if got := list.Length(); got != 3 {
		t.Errorf("%d nights are not written down, want 3", got)
	}
}

func TestEnterOpensANightAndTheSearchIsThereAgainAfterwards(t *testing.T) {
	env, w, s := open(t, february())
	s.Show(screen.Target{Search: true})
	query := w.Canvas().Focused().(*widget.Entry)
	test.Type(query, "cafe")
	query.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.NightOf(diary.MustDate(2026, 2, 14))) {
		t.Errorf("Enter in the search opens\n%s", words)
	}
	test.Tap(uitest.Button(t, w, env.L.T("night.all")))
	list := uitest.First[*list.Nights](t, w.Content())
	if query = w.Canvas().Focused().(*widget.Entry); query.Text != "cafe" || list.Length() != 1 {
		t.Errorf("the search is %q with %d nights", query.Text, list.Length())
	}
	w.Canvas().Focus(list)
	list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.NightOf(diary.MustDate(2026, 2, 14))) {
		t.Errorf("Enter in the list opens\n%s", words)
	}
}

// The place in the list is kept while one looks at a night; what is looked for next is shown from its beginning
// and can be opened.
func TestThePlaceInTheListIsKeptForTheSameSearchOnly(t *testing.T) {
	env, w, s := open(t, uitest.Sample(t))
	key := func(name fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	s.Show(screen.Target{Search: true})
	list := uitest.First[*list.Nights](t, w.Content())
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(list) {
		t.Fatalf("Tab leads from the search to %T", w.Canvas().Focused())
	}
	for range 30 {
		key(fyne.KeyDown)
	}
	place := list.GetScrollOffset()
	line := strings.Split(s.ReadOut(), "\n")[31] // below the count
	for range 2 {
		w.Canvas().Focus(list)
		key(fyne.KeyEnter)
		opened, _, _ := strings.Cut(strings.TrimPrefix(s.ReadOut(), "Night of "), "\n")
		if !strings.HasPrefix(line, opened) {
			t.Fatalf("Enter opens %q, not %q", opened, line)
		}
		test.Tap(uitest.Button(t, w, env.L.T("night.all")))
		if now := list.GetScrollOffset(); place == 0 || now != place {
			t.Errorf("the list stands at %v, not %v", now, place)
		}
	}
	test.Type(w.Canvas().Focused(), last.String())
	query := w.Canvas().Focused().(*widget.Entry)
	if query.Text != last.String() || list.Length() != 1 {
		t.Fatalf("it looks for %q and finds %d nights", query.Text, list.Length())
	}
	w.Canvas().Focus(list)
	key(fyne.KeyEnter)
	if out := s.ReadOut(); !strings.HasPrefix(out, env.L.NightOf(last)) {
		t.Errorf("Enter opens %q", out)
	}
	test.Tap(uitest.Button(t, w, env.L.T("night.all")))
	test.Type(w.Canvas().Focused(), "zz")
	if query.Text != "zz" || list.Length() != 0 {
		t.Errorf("what is typed does not take the place of what was looked for: %q", query.Text)
	}
}

// A clock that was wrong, or an import, may have left nights that have not happened yet.
func TestANightToComeThatTheDiaryHasIsOpened(t *testing.T) {
	to := last.AddDays(100)
	env, w, s := open(t, diary.Diary{Nights: []diary.Night{{Date: to, Severity: diary.Some(4), Note: "wrong clock"}, {Date: last, Severity: diary.Some(2)}}})
	s.Show(screen.Target{Search: true})
	test.Type(w.Canvas().Focused(), "clock")
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if words := uitest.Words(w.Content()); !strings.Contains(words, env.L.NightOf(to)) {
		t.Errorf("it does not open:\n%s", words)
	}
	inWindow(t, w)
}

// inWindow tells that what has the keyboard is in the window.
func inWindow(t *testing.T, w fyne.Window) {
	t.Helper()
	focused, ok := w.Canvas().Focused().(fyne.CanvasObject)
	if !ok || !slices.Contains(uitest.OnShow(w.Content()), focused) {
		t.Errorf("the keyboard is at %T, which is not in the window", w.Canvas().Focused())
	}
}
