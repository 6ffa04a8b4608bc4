package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
)

// What attacks on the real program found in plain after a diary was locked.

// lockedWith locks a diary and returns what was said to be left in plain, nil for nothing.
func lockedWith(t *testing.T, s *Store) *PlainLeftError {
	t.Helper()
	k, err := lightKey(testPass)
	must(t, err)
	err = s.relock(t.Context(), k)
	var left *PlainLeftError
	if err != nil && !errors.As(err, &left) {
		t.Fatal(err)
	}
	if !s.Locked() {
		t.Fatal("the diary is not locked")
	}
	return left
}

// TestAFolderOfBackupsIsKnownBeforeTheFirstOneGoesThere: nothing else is saved before the folder is another one.
func TestAFolderOfBackupsIsKnownBeforeTheFirstOneGoesThere(t *testing.T) {
	folder, stick := t.TempDir(), t.TempDir()
	path := filepath.Join(folder, "diary.stillnight")
	s := marked(t, path, Options{})
	s.SetBackupFolder(stick)
	_, err := s.Backup(t.Context())
	must(t, err)
	must(t, s.release())
	s, err = Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	if left := lockedWith(t, s); left != nil {
		t.Errorf("left %v", left)
	}
	noMarker(t, stick, "in the former folder")
	noMarker(t, folder, "beside the diary")
	must(t, s.Close())
}

// TestHalfMadeBackupsInOtherFoldersAreRemoved, those of another diary are not.
func TestHalfMadeBackupsInOtherFoldersAreRemoved(t *testing.T) {
	folder, stick := t.TempDir(), t.TempDir()
	path := filepath.Join(folder, "diary.stillnight")
	s := marked(t, path, Options{Backups: BackupOptions{Folder: stick}})
	id := s.id[:backup.ShortID]
	theirs := filepath.Join(stick, ".diary 2026-03-02 213000 auto 99999999-0007.stillnight.part")
	half := []string{
		"." + "diary 2026-03-02 213000 auto " + id + "-0007.stillnight.part",
		"." + "diary 2026-03-02 213000 auto " + id + "-0007.stillnight.1234.new",
		".." + "diary 2026-03-02 213000 auto " + id + "-0007.stillnight.part.1234.new",
	}
	plant := func() {
		for _, name := range half[:2] {
			must(t, os.WriteFile(filepath.Join(stick, name), []byte(marker), 0o600))
		}
		must(t, os.WriteFile(theirs, []byte("theirs"), 0o600))
	}
	plant()
	if left := lockedWith(t, s); left != nil {
		t.Errorf("left %v", left)
	}
	noMarker(t, stick, "after locking")
	must(t, s.release())
	plant()
	s, err := Open(t.Context(), path, Options{Now: clock, Passphrase: answering(testPass)})
	must(t, err)
	noMarker(t, stick, "after the next start")
	if _, err := os.Stat(theirs); err != nil {
		t.Errorf("what another diary's window is making: %v", err)
	}
	must(t, s.release())
}

// TestCopiesByHandAreNamed: a sync service's conflict, a copy with another ending. Another diary is not meant.
func TestCopiesByHandAreNamed(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "diary.stillnight")
	s := marked(t, path, Options{})
	data, err := os.ReadFile(path)
	must(t, err)
	want := []string{
		filepath.Join(folder, "diary (conflicted copy 2026-03-02).stillnight"), filepath.Join(folder, "diary.stillnight.bak"),
	}
	for _, name := range want {
		must(t, os.WriteFile(name, data, 0o600))
	}
	other := marked(t, filepath.Join(folder, "other.stillnight"), Options{})
	must(t, other.release())
	left := lockedWith(t, s)
	if left == nil || !slices.Equal(left.Paths, want) || left.Linked {
		t.Errorf("locking said %+v", left)
	}
	must(t, s.release())
	s, err = Open(t.Context(), path, Options{Now: clock, Passphrase: answering(testPass)})
	must(t, err)
	if f := s.Findings(); len(f) != 1 || f[0].Key != "store.found.plain_left" {
		t.Errorf("the next start said %+v", f)
	}
	checked, err := s.Check(t.Context())
	must(t, err)
	for _, item := range checked.Items {
		errors.As(item.Fault, &left)
	}
	if checked.OK() || !slices.Equal(left.Paths, want) {
		t.Errorf("the check said %+v", left)
	}
	must(t, s.release())
}

func TestEveryNameOfAFileIsLocked(t *testing.T) {
	folder, elsewhere := t.TempDir(), t.TempDir()
	path := filepath.Join(folder, "diary.stillnight")
	s := marked(t, path, Options{})
	b, err := s.Backup(t.Context())
	must(t, err)
	want := whole(t, s)
	names := []string{filepath.Join(elsewhere, "again.stillnight"), filepath.Join(elsewhere, "copy.stillnight")}
	if err := errors.Join(os.Link(path, names[0]), os.Link(b.Path, names[1])); err != nil {
		t.Skipf("no hard links here: %v", err)
	}
	if left := lockedWith(t, s); left != nil {
		t.Errorf("left %+v", left)
	}
	noMarker(t, elsewhere, "under the other names")
	noMarker(t, folder, "under its own name")
	for _, name := range names {
		got, err := ReadLocked(t.Context(), name, answering(testPass))
		if err != nil || len(got.Nights) != len(want.Nights) {
			t.Errorf("%s: %d nights, %v", name, len(got.Nights), err)
		}
	}
	must(t, s.Close())
}

// TestNamesThatLockingMayNotHaveReachedStaySaid: it was ended in the middle.
func TestNamesThatLockingMayNotHaveReachedStaySaid(t *testing.T) {
	s := newStore(t)
	must(t, s.SaveNight(t.Context(), fullNight(day(0))))
	if left := lockedWith(t, s); left != nil {
		t.Errorf("left %+v", left)
	}
	_, err := s.alone(t.Context(), func(t *tx) error { return t.putFormerKey("", true) })
	must(t, err)
	for _, pass := range []string{testPass, otherPassphrase} {
		checked, err := s.Check(t.Context())
		must(t, err)
		if !slices.ContainsFunc(checked.Items, func(i CheckItem) bool { return i.Key == "store.error.linked" && i.Warning }) {
			t.Error("the check says nothing of other names")
		}
		k, err := lightKey(pass)
		must(t, err)
		var left *PlainLeftError
		if err := s.relock(t.Context(), k); !errors.As(err, &left) || !left.Linked {
			t.Errorf("another passphrase gave %v", err)
		}
	}
	must(t, s.relock(t.Context(), nil))
	if mark, err := settingIn(t.Context(), s.conn, keyLinked); err != nil || mark != "" {
		t.Errorf("without a passphrase the mark is %q, %v", mark, err)
	}
}

// TestLinksAmongTheBackupsAreFollowedToDiariesAlone
func TestLinksAmongTheBackupsAreFollowedToDiariesAlone(t *testing.T) {
	folder, elsewhere := t.TempDir(), t.TempDir()
	path := filepath.Join(folder, "diary.stillnight")
	s := marked(t, path, Options{})
	b, err := s.Backup(t.Context())
	must(t, err)
	target, letter := filepath.Join(elsewhere, "kept.stillnight"), filepath.Join(elsewhere, "letter.txt")
	must(t, os.Rename(b.Path, target))
	must(t, os.WriteFile(letter, []byte("Dear doctor"), 0o600))
	planted := filepath.Join(backup.Beside(path), "diary 2026-01-01 120000 auto.stillnight")
	if err := errors.Join(os.Symlink(target, b.Path), os.Symlink(letter, planted)); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	if left := lockedWith(t, s); left != nil {
		t.Errorf("left %+v", left)
	}
	noMarker(t, elsewhere, "where the link leads")
	if _, err := ReadLocked(t.Context(), target, answering(testPass)); err != nil {
		t.Errorf("the copy: %v", err)
	}
	if text, err := os.ReadFile(letter); err != nil || string(text) != "Dear doctor" {
		t.Errorf("the letter is %q now, %v", text, err)
	}
	must(t, s.release())
}

// TestWhatIsNoFileInTheDiarysPlaceCostsNothing: a folder, a pipe.
func TestWhatIsNoFileInTheDiarysPlaceCostsNothing(t *testing.T) {
	for what, put := range map[string]func(string) error{
		"a folder": func(path string) error { return os.Mkdir(path, 0o700) }, "a pipe": makePipe,
	} {
		for _, locked := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, locked %v", what, locked), func(t *testing.T) {
				s, _ := twin(t, locked)
				data, err := os.ReadFile(s.Path())
				must(t, err)
				if err := os.Remove(s.Path()); err != nil {
					t.Skip("this system keeps the name: ", err)
				}
				if err := put(s.Path()); err != nil {
					t.Skip(err)
				}
				if err := s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5)}); !is(err, ErrReplaced) {
					t.Errorf("saving gave %v", err)
				}
				must(t, s.release())
				if d, err := ReadLocked(t.Context(), oursPath(s.Path()), answering(testPass)); err != nil || len(d.Nights) != 32 {
					t.Errorf("beside it: %d nights, %v", len(d.Nights), err)
				}
				must(t, os.Remove(s.Path()))
				must(t, os.WriteFile(s.Path(), data, 0o600))
			})
		}
	}
}
