package list

import (
	"context"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

func opened(t *testing.T, d diary.Diary) (*List, *screen.Env) {
	t.Helper()
	app, w := uitest.NewWindow(t)
	env := uitest.NewEnv(t, app, w, d)
	a := New(env, Host{})
	env.Window.SetContent(a.Content())
	return a, env
}

func TestNightsAreListedAgainOnlyWhereTheyChanged(t *testing.T) {
	a, env := opened(t, uitest.Sample(t))
	rows, index := &a.rows[0], &a.index[0]
	a.Changed()
	if &a.rows[0] != rows || &a.index[0] != index {
		t.Error("the same nights were listed again")
	}
	n := *a.rows[1].night
	n.Note = "A quince before bed"
	if err := env.Store.SaveNight(t.Context(), n); err != nil {
		t.Fatal(err)
	}
	a.Changed()
	a.query.SetText("quince")
	if len(a.found) != 1 || a.found[0].Date != n.Date {
		t.Errorf("%d nights with the new note are found", len(a.found))
	}
}

// What is typed before a search can be done is looked for as soon as it can, also where the getting ready was cancelled.
func TestASearchWaitsForWhatItLooksThrough(t *testing.T) {
	for _, end := range []error{nil, context.Canceled} {
		a, env := opened(t, uitest.Sample(t))
		all := len(a.found)
		work, finish := env.Work, func() {}
		env.Work = func(title string, job func(context.Context) error, done func(error)) {
			work(title, job, func(error) { finish = func() { done(end) } })
		}
		a.index = nil
		a.makeIndex()
		a.query.SetText("no such word")
		if len(a.found) != all {
			t.Error("something was looked for in nothing")
		}
		env.Work = work
		finish()
		if end != nil {
			a.query.SetText("no such word either")
		}
		if len(a.found) != 0 {
			t.Errorf("after %v %d nights are found", end, len(a.found))
		}
	}
}

// The clock went past noon while the nights were got ready for a search: another list is got ready, and only that.
func TestOneListIsGotReadyForASearchAtATime(t *testing.T) {
	a, env := opened(t, uitest.Sample(t))
	work := uitest.Hold(env)
	a.index = nil
	a.makeIndex()
	env.Now = func() time.Time { return uitest.Now().Add(24 * time.Hour) }
	a.Changed()
	old := work.Jobs[0]
	work.Jobs = work.Jobs[1:]
	work.One() // the nights are listed anew, and are to be got ready
	old()
	a.query.SetText("quince")
	if n := work.All(); n != 1 || a.index == nil {
		t.Errorf("%d more pieces of work, got ready %v", n, a.index != nil)
	}
}

// The nights are there before the triggers noted on them, which are most of a long diary.
func TestTheNightsAreThereBeforeTheirTriggers(t *testing.T) {
	a, env := opened(t, uitest.Sample(t))
	triggered := len(filter(a.rows, nil, triggerKind, ""))
	work := uitest.Hold(env)
	b := New(env, Host{})
	work.One()
	if len(b.found) == 0 || b.index != nil || len(work.Jobs) != 1 {
		t.Errorf("%d nights are there at first", len(b.found))
	}
	work.All()
	if got := len(filter(b.rows, nil, triggerKind, "")); got != triggered || got == 0 || b.index == nil {
		t.Errorf("%d nights with a trigger, not %d", got, triggered)
	}
}
