package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/envelope"
)

// lightWork keeps the tests from computing a second for each passphrase.
const lightWork = 10

// lockedStore is a locked diary with a backup, whose notes hold the marker.
func lockedStore(t testing.TB) *Store {
	t.Helper()
	s := newStore(t)
	d := sample(30)
	for i := range d.Nights {
		d.Nights[i].Note = marker
	}
	_, err := s.Import(t.Context(), d, ReplaceAll)
	must(t, err)
	_, err = s.Backup(t.Context())
	must(t, err)
	setTestPassphrase(t, s, testPass)
	return s
}

func setTestPassphrase(t testing.TB, s *Store, passphrase string) {
	t.Helper()
	v, err := envelope.New(passphrase, lightWork)
	must(t, err)
	must(t, s.relock(t.Context(), v))
}

func answering(passphrase string) func(bool) (string, error) {
	return func(retry bool) (string, error) {
		if retry {
			return "", errors.New("no other passphrase")
		}
		return passphrase, nil
	}
}

// noMarker fails where the marker stands in plain in any file of the folder.
func noMarker(t testing.TB, folder, when string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return nil // a temporary file may go while we look
		}
		data, err := os.ReadFile(path)
		if err == nil && (bytes.Contains(data, []byte(marker)) || bytes.Contains(data, []byte(sqliteMagic))) {
			t.Errorf("%s: %s holds the diary in plain", when, path)
		}
		return nil
	})
	must(t, err)
}

func TestLockedDiaryHoldsNothingInPlain(t *testing.T) {
	s := lockedStore(t)
	folder := filepath.Dir(s.Path())
	noMarker(t, folder, "after locking")
	stop, seen := make(chan bool), make(chan bool)
	go func() {
		defer close(seen)
		for {
			select {
			case <-stop:
				return
			default:
				noMarker(t, folder, "while in use")
			}
		}
	}()
	for i := range 30 {
		n := fullNight(day(-i))
		n.Note = marker
		must(t, s.SaveNight(t.Context(), n))
	}
	_, err := s.Undo(t.Context())
	must(t, err)
	must(t, draft(s, "note", marker))
	b, err := s.Backup(t.Context())
	must(t, err)
	want := whole(t, s)
	_, err = s.Restore(t.Context(), b.Path, nil)
	must(t, err)
	must(t, s.Close())
	close(stop)
	<-seen
	noMarker(t, folder, "after closing")
	s, err = Open(t.Context(), s.Path(), Options{Now: clock, Passphrase: answering(testPass)})
	must(t, err)
	if got := whole(t, s); !reflect.DeepEqual(got, want) {
		t.Error("the locked diary came back different")
	}
	if text, found, err := s.Draft(t.Context(), "note"); err != nil || !found || text != marker {
		t.Errorf("draft %q, %v, %v", text, found, err)
	}
	must(t, s.Close())
}

func TestWrongPassphraseIsNamedAndDoesNoDamage(t *testing.T) {
	s := lockedStore(t)
	must(t, s.Close())
	before, err := os.ReadFile(s.Path())
	must(t, err)
	asked := 0
	_, err = Open(t.Context(), s.Path(), Options{Passphrase: func(retry bool) (string, error) {
		if retry != (asked > 0) {
			t.Errorf("asked %d times before, retry is %v", asked, retry)
		}
		if asked++; asked > 2 {
			return "", ErrPassphrase
		}
		return "not it", nil
	}})
	if !is(err, ErrPassphrase) || asked != 3 {
		t.Errorf("after %d questions: %v", asked, err)
	}
	if _, err := Open(t.Context(), s.Path(), Options{}); !is(err, ErrPassphrase) {
		t.Errorf("without a passphrase: %v", err)
	}
	if _, err := ReadForeign(t.Context(), s.Path()); !is(err, ErrPassphrase) {
		t.Errorf("reading it as a stranger's: %v", err)
	}
	after, err := os.ReadFile(s.Path())
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
}

func TestPassphraseCanBeChangedAndRemovedBackupsToo(t *testing.T) {
	s := lockedStore(t)
	want := whole(t, s)
	setTestPassphrase(t, s, "another one")
	must(t, s.Close())
	if _, err := Open(t.Context(), s.Path(), Options{Passphrase: answering(testPass)}); err == nil {
		t.Error("the old passphrase still opens the diary")
	}
	s, err := Open(t.Context(), s.Path(), Options{Now: clock, Passphrase: answering("another one")})
	must(t, err)
	list, err := s.Backups(t.Context())
	must(t, err)
	for _, b := range list {
		if _, err := ReadLocked(t.Context(), b.Path, answering("another one")); err != nil {
			t.Errorf("backup %s with the new passphrase: %v", b.Path, err)
		}
		if _, err := s.PreviewBackup(t.Context(), b.Path, nil); err != nil {
			t.Errorf("preview of %s: %v", b.Path, err)
		}
	}
	must(t, s.RemovePassphrase(t.Context()))
	if s.Locked() {
		t.Error("still locked")
	}
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(1), Severity: diary.Some(2)}))
	must(t, s.Close())
	s = reopen(t, s.Path())
	if got := whole(t, s); len(got.Nights) != len(want.Nights)+1 {
		t.Errorf("%d nights", len(got.Nights))
	}
	for _, b := range list {
		if _, err := ReadForeign(t.Context(), b.Path); err != nil {
			t.Errorf("backup %s without a passphrase: %v", b.Path, err)
		}
	}
}

func TestFailedSaveOfALockedDiaryChangesNothing(t *testing.T) {
	s := lockedStore(t)
	want := whole(t, s)
	folder := filepath.Dir(s.Path())
	must(t, os.Rename(folder, folder+".out"))
	n := diary.Night{Date: day(1), Severity: diary.Some(2)}
	if err := s.SaveNight(t.Context(), n); !is(err, ErrFolderGone) {
		t.Errorf("saving without the folder gave %v", err)
	}
	if got := whole(t, s); !reflect.DeepEqual(got, want) {
		t.Error("a save that failed is seen in the diary")
	}
	must(t, os.Rename(folder+".out", folder))
	must(t, s.SaveNight(t.Context(), n))
	if got := whole(t, s); len(got.Nights) != len(want.Nights)+1 {
		t.Errorf("%d nights after the retry", len(got.Nights))
	}
}

func TestDamagedLockedDiaryIsNamedAndSalvaged(t *testing.T) {
	s := lockedStore(t)
	must(t, s.Close())
	image, err := os.ReadFile(s.Path())
	must(t, err)
	for _, at := range []int{3, len(image) / 3, len(image) / 2} {
		damaged := bytes.Clone(image)
		damaged[at] ^= 4
		must(t, os.WriteFile(s.Path(), damaged, 0o600))
		var fault *DamagedError
		if _, err := Open(t.Context(), s.Path(), Options{Passphrase: answering(testPass)}); !errors.As(err, &fault) {
			t.Errorf("byte %d: %v", at, err)
		}
	}
	damaged := bytes.Clone(image)
	damaged[len(damaged)-70_000] ^= 4
	must(t, os.WriteFile(s.Path(), damaged, 0o600))
	report, err := Salvage(t.Context(), s.Path(), filepath.Join(t.TempDir(), "fresh.stillnight"), Options{Now: clock, Passphrase: answering(testPass)})
	must(t, err)
	if report.Complete() || report.Backup.Path == "" {
		t.Errorf("report %+v", report)
	}
}

func BenchmarkSaveLockedTenYears(b *testing.B) {
	s := newStore(b)
	must(b, s.fill(b.Context(), sample(3650), nil))
	setTestPassphrase(b, s, testPass)
	n := fullNight(day(0))
	for i := 0; b.Loop(); i++ {
		n.Severity = diary.Some(i % 11)
		must(b, s.SaveNight(b.Context(), n))
	}
}
