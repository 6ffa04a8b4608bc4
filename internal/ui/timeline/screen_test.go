package timeline

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/diary"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

func TestEverythingFitsInEveryLook(t *testing.T) {
	uitest.EveryLookOf(t, New, screen.Target{Night: diary.MustDate(2026, time.January, 20)})
}

// opened shows the sample diary in a window.
func opened(t *testing.T) (*Screen, *screen.Env, fyne.Window) {
	t.Helper()
	app, w := uitest.NewWindow(t)
	w.Resize(fyne.NewSize(1000, 700))
	env := uitest.NewEnv(t, app, w, uitest.Sample(t))
	s := New(env).(*Screen)
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	w.Canvas().Capture()
	return s, env, w
}

func TestItOpensOnTheLastYear(t *testing.T) {
	s, _, _ := opened(t)
	if v := s.pane.view; length(v) != oneYear || v.Last != s.pane.bounds.Last {
		t.Errorf("it shows %s to %s", v.First, v.Last)
	}
}

func TestZoomAndPanStayWithinTheDiary(t *testing.T) {
	s, _, _ := opened(t)
	p := s.pane
	inside := func(what string) {
		t.Helper()
		if p.view.First.Before(p.bounds.First) || p.view.Last.After(p.bounds.Last) || p.view.Last.Before(p.view.First) {
			t.Errorf("%s: %s to %s", what, p.view.First, p.view.Last)
		}
	}
	for range 12 {
		p.TypedRune('+')
		inside("closer")
	}
	if length(p.view) != 7 {
		t.Errorf("closest view has %d nights", length(p.view))
	}
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	if inside("home"); p.view.First != p.bounds.First || p.Night() != p.bounds.First {
		t.Errorf("Home shows %s, reads out %s", p.view.First, p.Night())
	}
	before := p.view
	p.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(-p.Size().Width, 0)})
	if inside("drag"); p.view.First.Sub(before.First) != 7 {
		t.Errorf("a drag over the whole width moved %d nights", p.view.First.Sub(before.First))
	}
	for range 40 {
		p.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -25), PointEvent: fyne.PointEvent{Position: fyne.NewPos(500, 200)}})
		inside("wheel")
	}
	if p.view != p.bounds.all(p.view.Outcome) {
		t.Errorf("furthest view is %s to %s", p.view.First, p.view.Last)
	}
}

func TestTheWheelKeepsTheNightUnderThePointer(t *testing.T) {
	s, _, w := opened(t)
	at := fyne.NewPos(400, 150)
	night, ok := s.pane.Locate(at)
	if !ok {
		t.Fatal("no night under the pointer")
	}
	s.pane.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 25), PointEvent: fyne.PointEvent{Position: at}})
	w.Canvas().Capture()
	again, _ := s.pane.Locate(at)
	if d := again.Sub(night); d < -2 || d > 2 {
		t.Errorf("%s became %s", night, again)
	}
}

func TestArrowKeysReadOutAndEnterOpens(t *testing.T) {
	s, env, w := opened(t)
	var night diary.Date
	env.Open = func(id screen.ID, to screen.Target) {
		if id == screen.Night {
			night = to.Night
		}
	}
	w.Canvas().Focus(s.pane)
	for range 3 {
		s.pane.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	}
	want := s.pane.bounds.Last.AddDays(-2)
	if s.pane.Night() != want || !strings.Contains(s.ReadOut(), env.L.NightOf(want)) {
		t.Errorf("reads out %s, want %s", s.pane.Night(), want)
	}
	s.pane.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if night != want {
		t.Errorf("opens %s, want %s", night, want)
	}
}

func TestANewNightComesIntoView(t *testing.T) {
	s, env, _ := opened(t)
	n := diary.Night{Date: s.pane.bounds.Last.AddDays(1), Severity: diary.Some(3)}
	if err := env.Store.SaveNight(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	s.read()
	if s.pane.view.Last != n.Date {
		t.Errorf("the view ends at %s", s.pane.view.Last)
	}
}

func TestAnEmptyDiaryHasAWayOn(t *testing.T) {
	app, w := uitest.NewWindow(t)
	env := uitest.NewEnv(t, app, w, diary.Diary{})
	looked := false
	env.LookRound = func() { looked = true }
	s := New(env)
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	test.Tap(uitest.Button(t, w, "Look round in a sample diary"))
	if !looked {
		t.Error("the sample diary is not offered")
	}
}
