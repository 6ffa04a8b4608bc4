package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

func TestASecondWindowSaysThatTheDiaryIsOpen(t *testing.T) {
	path := ownDiary(t)
	first, err := store.Open(t.Context(), path, store.Options{Now: uitest.Now})
	if err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path = path })
	if p.open != nil || !strings.Contains(uitest.Words(p.window.Content()), "open already") {
		t.Fatalf("the second window says: %s", uitest.Words(p.window.Content()))
	}
	pressWord(t, p.window.Content(), "Open it here for reading only")
	if p.open == nil || !p.session.Store().ReadOnly() || !strings.Contains(uitest.Words(p.window.Content()), "reading only") {
		t.Error("it did not open for reading")
	}
	if err := first.Close(); err != nil {
		t.Fatal(err)
	}
}

// held has work beside the window wait, and returns what runs what was begun last first.
func held(p *Program) (run func()) {
	var jobs []func()
	p.window.Spawn = func(job func()) { jobs = append(jobs, job) }
	return func() {
		for len(jobs) > 0 {
			job := jobs[len(jobs)-1]
			jobs = jobs[:len(jobs)-1]
			job()
		}
	}
}

func TestTheDiaryThatWasAskedForLastIsShown(t *testing.T) {
	mine, slow, quick := ownDiary(t), ownDiary(t), ownDiary(t)
	p := program(t, func(s *Start) { s.Path = mine })
	run := held(p)
	p.session.Open(slow)
	p.session.Open(quick)
	run()
	if path := p.session.Store().Path(); path != quick {
		t.Errorf("%s is shown, not %s", path, quick)
	}
	if used, err := store.InUse(slow); err != nil || used {
		t.Errorf("the other one is open: %v, %v", used, err)
	}
}

// Whatever makes a diary to be shown takes its time: none is shown over another that was asked for since.
func TestADiaryThatComesLateIsNotShownOverTheOneAskedForSince(t *testing.T) {
	for name, begin := range map[string]func(p *Program){
		"the sample": func(p *Program) { p.session.OpenSample() },
		"a new one":  func(p *Program) { answer(t, p, "Anna", "") },
	} {
		mine, wanted := ownDiary(t), ownDiary(t)
		p := program(t, func(s *Start) { s.Path = mine })
		run := held(p)
		begin(p)
		p.session.Open(wanted)
		run()
		if open := p.session.Store(); open == nil || open.Path() != wanted {
			t.Errorf("%s is shown over the diary that was asked for after it", name)
		}
		if p.session.Sample() {
			t.Errorf("%s: the window says that it is the sample", name)
		}
		p.leave()
	}
}

func TestADiaryCanBePressedTwice(t *testing.T) {
	p := program(t, nil)
	run := held(p)
	pressWord(t, p.window.Content(), "Start my diary")
	pressWord(t, p.window.Content(), "Start my diary")
	run()
	if words := uitest.Words(p.window.Content()); p.open == nil || strings.Contains(words, "open already") {
		t.Errorf("the window says: %s", words)
	}
}

const lockedWith = "quiet legs tonight"

// lockedDiary is ownDiary with a passphrase, which its copies have too.
func lockedDiary(t *testing.T) (path string) {
	t.Helper()
	path = ownDiary(t)
	s, err := store.Open(t.Context(), path, store.Options{Now: uitest.Now, Work: uitest.LightWork})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetPassphrase(t.Context(), lockedWith); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// typeAndUnlock types a passphrase where one is asked for.
func typeAndUnlock(t *testing.T, p *Program, secret string) {
	t.Helper()
	entry, ok := p.window.Canvas().Focused().(*widget.Entry)
	if !ok {
		t.Fatalf("the passphrase field has no focus: %s", uitest.Words(p.window.Content()))
	}
	test.Type(entry, secret)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func TestALockedDiaryAsksForItsPassphrase(t *testing.T) {
	p := program(t, func(s *Start) { s.Path = lockedDiary(t) })
	typeAndUnlock(t, p, "wrong guess")
	if p.open != nil || !strings.Contains(uitest.Words(p.window.Content()), "does not open") {
		t.Fatalf("a wrong passphrase: %s", uitest.Words(p.window.Content()))
	}
	typeAndUnlock(t, p, lockedWith)
	if p.open == nil {
		t.Fatalf("the right passphrase: %s", uitest.Words(p.window.Content()))
	}
	p.session.Lock()
	if p.open != nil || !strings.Contains(uitest.Words(p.window.Content()), "locked") {
		t.Error("the diary did not lock")
	}
}

func TestADamagedDiaryOffersItsBackup(t *testing.T) {
	path := ownDiary(t)
	damage(t, path)
	p := program(t, func(s *Start) { s.Path = path })
	if p.open != nil || !strings.Contains(uitest.Words(p.window.Content()), "damaged") {
		t.Fatalf("it says: %s", uitest.Words(p.window.Content()))
	}
	pressWord(t, p.window.Content(), "Go on with the newest good copy")
	if p.open == nil {
		t.Fatalf("the copy did not open: %s", uitest.Words(p.window.Content()))
	}
	if _, found, err := p.session.Store().Night(t.Context(), diary.NightAt(uitest.Morning)); err != nil || !found {
		t.Errorf("the night is not in the copy: %v %v", found, err)
	}
}

// TestADamagedDiaryWithAPassphraseAsksForIt where the part with its key is lost, so that nothing asked before: its copies
// have the passphrase too.
func TestADamagedDiaryWithAPassphraseAsksForIt(t *testing.T) {
	path := lockedDiary(t)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	clear(data[40:3000])
	clear(data[len(data)-3000:])
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path = path })
	if words := uitest.Words(p.window.Content()); p.open != nil || !strings.Contains(words, "damaged") {
		t.Fatalf("it says: %s", words)
	}
	typeAndUnlock(t, p, "wrong guess")
	if words := uitest.Words(p.window.Content()); !strings.Contains(words, "damaged") || !strings.Contains(words, "does not open") {
		t.Fatalf("after a wrong passphrase it says: %s", words)
	}
	typeAndUnlock(t, p, lockedWith)
	pressWord(t, p.window.Content(), "Save what can still be read")
	if words := uitest.Words(p.window.Content()); !strings.Contains(words, "holds its key") {
		t.Fatalf("it says: %s", words)
	}
	p.session.Open(path)
	typeAndUnlock(t, p, lockedWith)
	pressWord(t, p.window.Content(), "Go on with the newest good copy")
	if p.open == nil || !p.session.Store().Locked() {
		t.Fatalf("the copy did not open: %s", uitest.Words(p.window.Content()))
	}
}

// The search for a good copy takes its time. It is shown over the diary that was open before, and over no other.
func TestADamagedDiaryIsNotShownOverOneOpenedMeanwhile(t *testing.T) {
	mine, broken, another := ownDiary(t), ownDiary(t), ownDiary(t)
	damage(t, broken)
	p := program(t, func(s *Start) { s.Path = mine })
	p.session.Open(broken)
	if words := uitest.Words(p.window.Content()); !strings.Contains(words, "Go on with the newest good copy") {
		t.Fatalf("it says: %s", words)
	}
	var looks []func()
	now := p.window.Spawn
	p.session.Open(mine)
	p.window.Spawn = func(job func()) { looks = append(looks, job) }
	p.session.Open(broken)
	looks[0]() // which finds the damage
	if len(looks) != 2 {
		t.Fatalf("%d jobs are begun, not that and the search for a copy", len(looks)-1)
	}
	p.window.Spawn = now
	p.session.Open(another)
	looks[1]()
	if words := uitest.Words(p.window.Content()); strings.Contains(words, "Go on with the newest good copy") {
		t.Errorf("over the other diary it says: %s", words)
	}
}

// TestSavingWhatCanBeReadCanBeStopped by its button and by Escape: nothing is left of it, and the ways on are there again.
func TestSavingWhatCanBeReadCanBeStopped(t *testing.T) {
	path := ownDiary(t)
	damage(t, path)
	before, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path = path })
	now := p.window.Spawn
	for name, stop := range map[string]func(){
		"button": func() { pressWord(t, p.window.Content(), "Cancel") },
		"Escape": func() { p.window.Key(glfw.KeyEscape, "", 0) },
	} {
		var work func()
		p.window.Spawn = func(job func()) { work = job }
		pressWord(t, p.window.Content(), "Save what can still be read")
		p.window.Spawn = now
		stop()
		work()
		if words := uitest.Words(p.window.Content()); !strings.Contains(words, "Save what can still be read") {
			t.Errorf("after %s it says: %s", name, words)
		}
		after, err := os.ReadDir(filepath.Dir(path))
		if err != nil || len(after) != len(before) {
			t.Errorf("after %s there are %v, %v", name, after, err)
		}
	}
	pressWord(t, p.window.Content(), "Save what can still be read")
	if p.open == nil {
		t.Errorf("it was not saved: %s", uitest.Words(p.window.Content()))
	}
}

func TestSomethingElseIsNotADiary(t *testing.T) {
	path := filepath.Join(t.TempDir(), "letter.txt")
	if err := os.WriteFile(path, []byte(strings.Repeat("Dear doctor, ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path = path })
	if p.open != nil || !strings.Contains(uitest.Words(p.window.Content()), "not a Stillnight diary") {
		t.Errorf("it says: %s", uitest.Words(p.window.Content()))
	}
}

func TestTheDayIsBackedUpWithoutClosing(t *testing.T) {
	path := ownDiary(t)
	if err := os.RemoveAll(filepath.Join(filepath.Dir(path), "backups")); err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path = path })
	made, err := p.session.Store().Backups(t.Context())
	if err != nil || len(made) != 1 || made[0].Reason != backup.Routine {
		t.Errorf("backups after the start: %v, %v", made, err)
	}
}

func TestABackupFolderThatIsGoneIsSaidAtTheStart(t *testing.T) {
	path := ownDiary(t)
	s, err := store.Open(t.Context(), path, store.Options{Now: uitest.Now})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetSetting(t.Context(), settings.BackupFolder, filepath.Join(t.TempDir(), "stick")); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path = path })
	if p.open == nil || !strings.Contains(said(p), "backup") {
		t.Errorf("the notice is %q", said(p))
	}
}
