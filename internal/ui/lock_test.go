package ui

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/dialog"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// A window that never loses the focus moves on to the night that is meant, but not under a dialog.
func TestTheScreenMovesOnWithTheTimeOfDayAtRest(t *testing.T) {
	path, now := ownDiary(t), uitest.Morning
	p := program(t, func(s *Start) {
		s.Path = path
		s.Now = func() time.Time { return now }
	})
	p.open.GoTo(screen.Night, screen.Target{})
	before := p.open.Env().L.NightOf(diary.NightAt(now))
	now = now.Add(37 * time.Hour)
	asked := dialog.NewInformation("A question", "that is open", p.window)
	asked.Show()
	p.atRest()
	if out := p.open.Current().ReadOut(); !strings.HasPrefix(out, before) {
		t.Errorf("beneath a dialog it moved on to %s", out)
	}
	asked.Hide()
	p.atRest()
	if out, want := p.open.Current().ReadOut(), p.open.Env().L.NightOf(diary.NightAt(now)); !strings.HasPrefix(out, want) {
		t.Errorf("on show: %s", out)
	}
}

func TestGoingAwayLocksADiaryWithAPassphrase(t *testing.T) {
	path := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = path })
	goAway := func(_ context.Context, left func()) error { left(); return nil }
	p.session.WatchAway(goAway)
	if p.open == nil {
		t.Fatal("a diary with no passphrase was closed")
	}
	if err := p.session.Store().SetPassphrase(t.Context(), "quiet legs tonight"); err != nil {
		t.Fatal(err)
	}
	p.session.WatchAway(func(context.Context, func()) error { return errors.New("nobody tells") })
	if p.open == nil {
		t.Fatal("it was locked though nobody went away")
	}
	p.session.WatchAway(goAway)
	if p.open != nil || !strings.Contains(uitest.Words(p.window.Content()), "locked") {
		t.Errorf("it is open, or the window says %s", uitest.Words(p.window.Content()))
	}
}

// What the store met beside the diary is told when it is opened, and what it meets later is told then.
func TestWhatWasMetBesideTheDiaryIsTold(t *testing.T) {
	path := ownDiary(t)
	theirs, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	leftover := "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7\x00\x00\x00\x01\x00\x00\x00\x07\x00\x00\x00\x02\x00\x00\x02\x00\x00\x00\x10\x00" + strings.Repeat("\x00", 6000)
	if err := os.WriteFile(path+"-journal", []byte(leftover), 0o600); err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path = path })
	told := func() string {
		if top := p.window.Canvas().Overlays().Top(); top != nil {
			return uitest.Words(top)
		}
		return ""
	}
	if words := told(); !strings.Contains(words, "set-aside-1") {
		t.Errorf("at the start it says %q", words)
	}
	p.window.Canvas().Overlays().Remove(p.window.Canvas().Overlays().Top())
	night := diary.Night{Date: diary.NightAt(uitest.Morning).AddDays(-3), Severity: diary.Some(2)}
	if err := p.session.Store().SaveNight(t.Context(), night); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, theirs, 0o600); err != nil { // as a sync service does
		t.Fatal(err)
	}
	p.atRest()
	if words := told(); words == "" {
		t.Error("that another program replaced the diary is not told")
	}
	if d, err := p.session.Store().Diary(t.Context()); err != nil || len(d.Nights) != 2 {
		t.Errorf("%d nights, %v", len(d.Nights), err)
	}
	if _, err := os.Stat(store.RealPath(path)); err != nil {
		t.Error(err)
	}
}
