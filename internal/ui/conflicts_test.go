package ui

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/uitest"
	"stillnight/internal/wording"
)

// copiedBeside is a diary with a copy of it beside.
func copiedBeside(t *testing.T) (path, other string) {
	t.Helper()
	path = ownDiary(t)
	return path, copyBeside(t, path)
}

// copyBeside puts a copy of a diary beside it, as a sync service names one.
func copyBeside(t *testing.T, path string) (other string) {
	t.Helper()
	other = filepath.Join(filepath.Dir(path), "own.sync-conflict-20260302-213000-ABCDEFG.stillnight")
	data, err := os.ReadFile(path)
	if err == nil {
		err = os.WriteFile(other, data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return other
}

// changedApart makes a diary with a conflicted copy beside it, which has another severity of last night and one
// night more.
func changedApart(t *testing.T) (path, other string) {
	t.Helper()
	path, other = copiedBeside(t)
	s, err := store.Open(t.Context(), other, store.Options{Now: uitest.Now})
	if err != nil {
		t.Fatal(err)
	}
	last := diary.NightAt(uitest.Morning)
	err = s.SaveSheet(t.Context(), store.Sheet{Nights: []diary.Night{{Date: last, Severity: diary.Some(9)}, {Date: last.AddDays(-1), Severity: diary.Some(2)}}})
	if err = errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return path, other
}

func nights(t *testing.T, p *Program) []diary.Night {
	t.Helper()
	d, err := p.session.Store().Diary(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d.Nights
}

func TestAConflictedCopyIsNoticedAndJoined(t *testing.T) {
	for _, there := range []bool{false, true} {
		path, other := changedApart(t)
		p := program(t, func(s *Start) { s.Path = path })
		top := p.window.Canvas().Overlays().Top()
		if words := uitest.Words(top); !strings.Contains(words, filepath.Base(other)) || !strings.Contains(words, "here 4, in the copy 9") {
			t.Fatalf("it says:\n%s", words)
		}
		want := diary.Some(4)
		if there {
			onTop[*widget.RadioGroup](p)[0].SetSelected(p.window.L.T("shell.conflict.there"))
			want = diary.Some(9)
		}
		pressWord(t, top, p.window.L.T("shell.conflict.join"))
		if list := nights(t, p); len(list) != 2 || list[1].Severity != want {
			t.Errorf("joined to %+v", list)
		}
		if _, err := os.Stat(other); err == nil {
			t.Error("the copy still lies there")
		}
		editItem(p, undo).Action()
		if list := nights(t, p); len(list) != 1 || list[0].Severity != diary.Some(4) {
			t.Errorf("after undo %+v", list)
		}
		p.leave()
	}
}

func TestAnUrgentSignInAConflictedCopyIsAnswered(t *testing.T) {
	path, other := changedApart(t)
	s, err := store.Open(t.Context(), other, store.Options{Now: uitest.Now})
	if err != nil {
		t.Fatal(err)
	}
	sign := diary.Night{Date: diary.NightAt(uitest.Morning).AddDays(-2), Severity: diary.Some(3), Safety: []diary.SafetySign{diary.SelfHarm}}
	if err := errors.Join(s.SaveNight(t.Context(), sign), s.Close()); err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path = path })
	pressWord(t, p.window.Canvas().Overlays().Top(), p.window.L.T("shell.conflict.join"))
	said, _ := wording.Urgent(p.window.L, diary.SelfHarm)
	words := uitest.Words(p.window.Canvas().Overlays().Top())
	for _, want := range append([]string{p.window.L.T("clinical.urgent.arrived"), said.Text}, said.Calls...) {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not said in:\n%s", want, words)
		}
	}
}

// What was joined is joined, also where something behind it fails: both are said.
func TestAFaultAfterJoiningIsToldWithIt(t *testing.T) {
	for key, fault := range map[string]func(t *testing.T, p *Program, path string){
		"store.error.copy_left": func(t *testing.T, _ *Program, path string) {
			folder := filepath.Join(filepath.Dir(path), "backups")
			if err := errors.Join(os.RemoveAll(folder), os.WriteFile(folder, nil, 0o600)); err != nil {
				t.Fatal(err)
			}
		},
		"shell.conflict.unread": func(t *testing.T, p *Program, _ string) {
			s := p.session.Store()
			s.Subscribe(func(store.Change) { _ = s.Close() })
		},
	} {
		path, other := changedApart(t)
		p := program(t, func(s *Start) { s.Path = path })
		fault(t, p, path)
		pressWord(t, p.window.Canvas().Overlays().Top(), p.window.L.T("shell.conflict.join"))
		said, _, _ := strings.Cut(p.window.L.T(key, "file", filepath.Base(other), "reason", "…"), "…")
		if words := uitest.Words(p.window.Canvas().Overlays().Top()); !strings.Contains(words, strings.TrimSpace(said)) {
			t.Errorf("%q is not said in:\n%s", said, words)
		}
	}
}

func TestAConflictedCopyIsLeftAlone(t *testing.T) {
	path, other := changedApart(t)
	p := program(t, func(s *Start) { s.Path = path })
	if !p.window.Dismiss() || len(nights(t, p)) != 1 {
		t.Fatal("Escape changes something")
	}
	p.session.Open(path) // it is asked again
	pressWord(t, p.window.Canvas().Overlays().Top(), p.window.L.T("shell.conflict.leave"))
	p.session.Open(path)
	if top := p.window.Canvas().Overlays().Top(); top != nil {
		t.Errorf("it is asked again:\n%s", uitest.Words(top))
	}
	if _, err := os.Stat(other); err != nil {
		t.Error(err)
	}
}

// Sync services put copies beside a diary that is open for days: they are met when the window is used again, and not
// while it is happening.
func TestACopyThatComesWhileTheDiaryIsOpenIsNoticed(t *testing.T) {
	path, other := changedApart(t)
	aside := other + ".aside"
	if err := os.Rename(other, aside); err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path = path })
	p.cameBack()
	if top := p.window.Canvas().Overlays().Top(); top != nil {
		t.Fatalf("it is asked:\n%s", uitest.Words(top))
	}
	if err := os.Rename(aside, other); err != nil {
		t.Fatal(err)
	}
	p.open.HappeningNow()
	p.cameBack()
	if top := p.window.Canvas().Overlays().Top(); top != nil {
		t.Fatalf("it is asked while it is happening:\n%s", uitest.Words(top))
	}
	p.leavePage()
	p.cameBack()
	p.cameBack()
	list := p.window.Canvas().Overlays().List()
	if len(list) != 1 || !strings.Contains(uitest.Words(list[0]), filepath.Base(other)) {
		t.Fatalf("%d questions", len(list))
	}
	if !p.window.Dismiss() {
		t.Fatal("the question does not go")
	}
	p.cameBack()
	if top := p.window.Canvas().Overlays().Top(); top != nil {
		t.Errorf("it is asked again each time:\n%s", uitest.Words(top))
	}
}

func TestConflictsFitInEveryLook(t *testing.T) {
	path, _ := changedApart(t)
	uitest.EveryWindow(t, func(t *testing.T, app fyne.App) fyne.Window {
		p := inLook(t, app)
		p.session.Open(path)
		t.Cleanup(p.session.Close)
		return p.window.Window
	})
}

// A copy with a passphrase of its own is joined once that is typed; a wrong one changes nothing.
func TestACopyWithAnotherPassphraseIsJoinedWithIt(t *testing.T) {
	path, other := changedApart(t)
	s, err := store.Open(t.Context(), other, store.Options{Now: uitest.Now, Work: uitest.LightWork})
	if err != nil {
		t.Fatal(err)
	}
	err = s.SetPassphrase(t.Context(), "another quiet night")
	var plain *store.PlainLeftError // the diary beside it, which has none
	if errors.As(err, &plain) {
		err = nil
	}
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path = path })
	for _, c := range []struct{ typed, then string }{
		{"wrong", "does not open"},
		{"another quiet night", "here 4, in the copy 9"},
	} {
		onTop[*widget.Entry](p)[0].SetText(c.typed)
		pressWord(t, p.window.Canvas().Overlays().Top(), p.window.L.T("shell.locked.unlock"))
		if words := uitest.Words(p.window.Canvas().Overlays().Top()); !strings.Contains(words, c.then) {
			t.Fatalf("%q: it says:\n%s", c.typed, words)
		}
		if len(nights(t, p)) != 1 {
			t.Fatal("something was joined before it was asked")
		}
	}
	pressWord(t, p.window.Canvas().Overlays().Top(), p.window.L.T("shell.conflict.join"))
	if list := nights(t, p); len(list) != 2 || list[1].Severity != diary.Some(4) {
		t.Errorf("joined to %+v", list)
	}
}

// A copy that has nothing new is put to the backups with a line that says so; nothing is asked.
func TestACopyWithNothingNewIsNotAskedAbout(t *testing.T) {
	path, other := copiedBeside(t)
	p := program(t, func(s *Start) { s.Path = path })
	if top := p.window.Canvas().Overlays().Top(); top != nil {
		t.Errorf("it is asked:\n%s", uitest.Words(top))
	}
	if said := said(p); !strings.Contains(said, filepath.Base(other)) {
		t.Errorf("said: %q", said)
	}
	if _, err := os.Stat(other); err == nil {
		t.Error("the copy still lies there")
	}
}

// A sync service may go on writing the copy while it is put away: what came then is asked about the next time.
func TestACopyThatGetsSomethingNewMeanwhileIsAskedAbout(t *testing.T) {
	path := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = path })
	other := copyBeside(t, path)
	var jobs []func()
	now := p.window.Spawn
	p.window.Spawn = func(job func()) { jobs = append(jobs, job) }
	p.open.LookForConflicts()
	jobs[0]() // which finds nothing new
	s, err := store.Open(t.Context(), other, store.Options{Now: uitest.Now})
	if err != nil {
		t.Fatal(err)
	}
	night := diary.Night{Date: diary.NightAt(uitest.Morning).AddDays(-9), Severity: diary.Some(7)}
	if err := errors.Join(s.SaveNight(t.Context(), night), s.Close()); err != nil {
		t.Fatal(err)
	}
	p.window.Spawn = now
	for _, job := range jobs[1:] {
		job()
	}
	if _, err := os.Stat(other); err != nil {
		t.Fatalf("the copy is gone: %v", err)
	}
	p.open.LookForConflicts()
	if words := uitest.Words(p.window.Canvas().Overlays().Top()); !strings.Contains(words, p.window.L.N("shell.conflict.added", 1)) {
		t.Errorf("it says:\n%s", words)
	}
}

// A remedy that only the copy has is told, though no night differs.
func TestACopyWithARemedyAloneSaysSo(t *testing.T) {
	path, other := copiedBeside(t)
	s, err := store.Open(t.Context(), other, store.Options{Now: uitest.Now})
	if err != nil {
		t.Fatal(err)
	}
	iv := diary.Intervention{Name: "Iron", Phases: []diary.Phase{{Start: diary.NightAt(uitest.Morning)}}}
	if err := errors.Join(s.SaveIntervention(t.Context(), &iv), s.Close()); err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path = path })
	want := p.window.L.N("shell.conflict.others", 1)
	if words := uitest.Words(p.window.Canvas().Overlays().Top()); !strings.Contains(words, want) {
		t.Errorf("it says:\n%s", words)
	}
}
