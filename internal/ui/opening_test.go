package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

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

func TestALockedDiaryAsksForItsPassphrase(t *testing.T) {
	path := ownDiary(t)
	s, err := store.Open(t.Context(), path, store.Options{Now: uitest.Now, Work: uitest.LightWork})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.SetPassphrase(t.Context(), "quiet legs tonight"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	p := program(t, func(s *Start) { s.Path = path })
	typeAndUnlock := func(secret string) {
		entry, ok := p.window.Canvas().Focused().(*widget.Entry)
		if !ok {
			t.Fatalf("the passphrase field has no focus: %s", uitest.Words(p.window.Content()))
		}
		test.Type(entry, secret)
		entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	typeAndUnlock("wrong guess")
	if p.open != nil || !strings.Contains(uitest.Words(p.window.Content()), "does not open") {
		t.Fatalf("a wrong passphrase: %s", uitest.Words(p.window.Content()))
	}
	typeAndUnlock("quiet legs tonight")
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
