package ui

import (
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/uitest"
)

// putBack puts an older version of a diary in the place of the one that is open, as a sync service may; the store joins
// the two when it is next asked, and has something to tell.
func putBack(t *testing.T, p *Program, old []byte) {
	t.Helper()
	open := p.session.Store()
	if err := open.SaveNight(t.Context(), diary.Night{Date: diary.NightAt(uitest.Morning).AddDays(-5), Severity: diary.Some(6)}); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(open.Path()+".new", old, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(open.Path()+".new", open.Path()); err != nil {
		t.Fatal(err)
	}
	if _, err := open.Edition(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(open.Findings()) == 0 {
		t.Fatal("the store met nothing")
	}
}

// What the store met waits while it is happening, and is told once that is left.
func TestWhatTheStoreMetWaitsWhileItIsHappening(t *testing.T) {
	path := ownDiary(t)
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path, s.HappeningNow = path, true })
	if !p.open.Happening() {
		t.Fatal("it is not on show")
	}
	putBack(t, p, old)
	for _, then := range []func(){p.cameBack, p.atRest, func() { p.comeForward(true) }} {
		then()
		if top := p.window.Canvas().Overlays().Top(); top != nil || !p.open.Happening() {
			t.Fatalf("it is told while it is happening:\n%s", uitest.Words(top))
		}
	}
	p.leavePage()
	top := p.window.Canvas().Overlays().Top()
	if top == nil || !strings.Contains(uitest.Words(top), p.window.L.T("shell.found.title")) {
		t.Fatal("it is not told afterwards")
	}
	if !p.window.Dismiss() {
		t.Fatal("it does not go")
	}
	p.cameBack()
	if top := p.window.Canvas().Overlays().Top(); top != nil {
		t.Errorf("it is told again:\n%s", uitest.Words(top))
	}
}

// A diary that locks by itself while it is happening tells what was met once it is open again.
func TestWhatTheStoreMetIsToldAlsoAfterLocking(t *testing.T) {
	const secret = "quiet legs tonight"
	path := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = path })
	if err := p.session.Store().SetPassphrase(t.Context(), secret); err != nil {
		t.Fatal(err)
	}
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p.comeForward(true)
	putBack(t, p, old)
	p.session.Lock()
	entry, ok := p.window.Canvas().Focused().(*widget.Entry)
	if !ok {
		t.Fatalf("nothing to type into: %s", uitest.Words(p.window.Content()))
	}
	test.Type(entry, secret)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p.open == nil {
		t.Fatal("it is locked")
	}
	p.cameBack()
	top := p.window.Canvas().Overlays().Top()
	if top == nil || !strings.Contains(uitest.Words(top), p.window.L.T("shell.found.title")) {
		t.Error("it is not told")
	}
}

// Whatever was left open over the window in the evening does not lie over what is asked for at night.
func TestWhatIsHappeningComesBeforeWhatWasLeftOpen(t *testing.T) {
	path := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = path })
	p.window.Tell("left open", "in the evening")
	dialog.NewConfirm("left open too", "with a question", func(bool) {}, p.window).Show()
	p.comeForward(true)
	if top := p.window.Canvas().Overlays().Top(); top != nil || !p.open.Happening() {
		t.Errorf("over it lies:\n%s", uitest.Words(top))
	}
}

// Where the diary is locked, what is happening is noted once it is open, unless that is much later.
func TestWhatIsHappeningIsAskedForAtALockedDiary(t *testing.T) {
	const secret = "quiet legs tonight"
	for _, c := range []struct {
		later time.Duration
		want  bool
	}{{time.Minute, true}, {5 * time.Hour, false}} {
		for _, start := range []bool{false, true} {
			path, now := ownDiary(t), uitest.Morning.Add(-5*time.Hour)
			s, err := store.Open(t.Context(), path, store.Options{Now: uitest.Now, Work: uitest.LightWork})
			if err != nil {
				t.Fatal(err)
			}
			if err := s.SetPassphrase(t.Context(), secret); err != nil {
				t.Fatal(err)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			p := program(t, func(s *Start) {
				s.Path, s.HappeningNow = path, start
				s.Now = func() time.Time { return now }
			})
			if !start {
				p.comeForward(true)
			}
			now = now.Add(c.later)
			entry, ok := p.window.Canvas().Focused().(*widget.Entry)
			if !ok {
				t.Fatalf("nothing to type into: %s", uitest.Words(p.window.Content()))
			}
			test.Type(entry, secret)
			entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if p.open == nil || p.open.Happening() != c.want {
				t.Errorf("after %v, at the start %v: open %v, happening is not %v", c.later, start, p.open != nil, c.want)
			}
			p.leave()
		}
	}
}
