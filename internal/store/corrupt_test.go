package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
)

// This file goes through "How To Corrupt An SQLite Database File" (https://www.sqlite.org/howtocorrupt.html) point by
// point. A point has its test here or elsewhere in this package, or a line that says why it cannot happen.
//
//	1.1  Descriptors that are used after closing: the one handle beside SQLite's, eye, only reads, and is closed
//	     after the connection; a file's handle is never kept as a number.
//	1.2  Copies made in the middle of a save: TestEveryBackupIsOneMoment.
//	1.3  A journal that was deleted: TestAJournalThatWasDeletedMixesNothing.
//	1.4  A file and a journal that do not belong together: TestAnAlienJournalIsNeverPlayedBack,
//	     TestAJournalThatComesWhileOpenIsSetAside.
//	2.1  File systems without locks: a lock file of our own keeps a second window away,
//	     TestSecondWindowIsToldAndMayReadAndRaiseTheFirst; what slips through is joined,
//	     TestTwoVersionsAreJoinedAndBothKept.
//	2.2  close() that takes locks away: eye outlives the connection, and output asks the store before it opens a
//	     file that could be the diary.
//	2.3  Two copies of SQLite in a process: modernc.org/sqlite is the only one (go.mod).
//	2.4  Other ways of locking: every connection is made by openFile, with SQLite's own.
//	2.5  A file that is renamed or deleted while it is open: TestTwoVersionsAreJoinedAndBothKept,
//	     TestADiaryThatIsDeletedWhileOpenIsWrittenAgain.
//	2.6  Several names of a file: TestALinkIsFollowedOnceAndItsTargetIsLocked, TestEveryNameOfAFileIsLocked.
//	2.7  fork(): a Go program cannot go on after one.
//	3.1  Disks that do not flush, and 4, 6.3 disks that fail: what is not as it was written is noticed by seals and
//	     the ledger, TestFlippedBytesAreNeverShownAsGood, TestTruncatedDiariesAreNeverShownAsGood.
//	3.2  Flushing that was switched off: TestTheConnectionFlushesAndDeletesItsJournal.
//	5    Memory that is overwritten: SQLite is Go here, no C shares its memory.
//	6.1, 6.2 and 7: old threads of Linux, QNX and settings at compile time do not apply.

func TestTheConnectionFlushesAndDeletesItsJournal(t *testing.T) {
	s := newStore(t)
	const deletes, extra = "delete", int64(3)
	for pragma, want := range map[string]any{
		"journal_mode": deletes, "synchronous": extra, "secure_delete": int64(1), "cell_size_check": int64(1),
		"trusted_schema": int64(0), "foreign_keys": int64(1), "locking_mode": "normal", "fullfsync": int64(1),
	} {
		got, err := s.conn.one(t.Context(), "PRAGMA "+pragma)
		must(t, err)
		if len(got) != 1 || got[0] != want {
			t.Errorf("%s is %v, should be %v", pragma, got, want)
		}
	}
}

// A cleaner deletes the journal of a save that a crash cut short. The file is then half of each; what is shown must
// be all of one, or nothing.
func TestAJournalThatWasDeletedMixesNothing(t *testing.T) {
	for _, spill := range []bool{false, true} {
		main, journal, want := hot(t, 300, spill)
		path := place(t, main, journal)
		must(t, os.Remove(journalPath(path)))
		s, err := Open(t.Context(), path, Options{Now: clock})
		var d diary.Diary
		if err == nil {
			d, err = s.Diary(t.Context())
			must(t, s.release())
		}
		var damaged *DamagedError
		switch {
		case errors.As(err, &damaged):
			report, got := salvageImage(t, main)
			if report.Complete() && len(got.Nights) != len(want.Nights) {
				t.Errorf("spill %v: called complete with %d nights", spill, len(got.Nights))
			}
		case err != nil:
			t.Errorf("spill %v: %v", spill, err)
		default:
			if wrong := wrongNights(d, want); len(wrong) > 0 || len(d.Nights) != len(want.Nights) {
				t.Errorf("spill %v: %d nights, %d of them wrong", spill, len(d.Nights), len(wrong))
			}
		}
	}
}

// Copies are made by SQLite itself, while another goroutine saves.
func TestEveryBackupIsOneMoment(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(50), nil))
	stop, done := make(chan struct{}), make(chan error, 1)
	go func() {
		for i := 0; ; i++ {
			select {
			case <-stop:
				done <- nil
				return
			default:
			}
			if err := s.SaveNight(t.Context(), diary.Night{Date: day(-i % 40), Severity: diary.Some(i % 11), Note: marker}); err != nil {
				done <- err
				return
			}
		}
	}()
	for range 5 {
		b, err := s.Backup(t.Context())
		must(t, err)
		p, err := PreviewFile(t.Context(), b.Path, nil)
		must(t, err)
		if p.Nights < 50 {
			t.Errorf("%d nights in %s", p.Nights, filepath.Base(b.Path))
		}
	}
	close(stop)
	must(t, <-done)
}

// On systems that let go of an open file's name the next save must not go into a file that nobody can find, and what
// was saved before must not end with the program.
func TestADiaryThatIsDeletedWhileOpenIsWrittenAgain(t *testing.T) {
	for _, kind := range []struct{ locked, reopened bool }{{}, {locked: true}, {reopened: true}} {
		for what, do := range map[string]func(*Store) error{
			"saving": func(s *Store) error {
				return s.SaveNight(t.Context(), diary.Night{Date: day(-1), Severity: diary.Some(3), Note: "after"})
			},
			"reading": func(s *Store) error { _, err := s.Diary(t.Context()); return err },
			"closing": func(s *Store) error { return s.Close() },
		} {
			t.Run(fmt.Sprintf("%s, %+v", what, kind), func(t *testing.T) {
				path := filepath.Join(t.TempDir(), "diary.stillnight")
				s, err := Open(t.Context(), path, Options{Now: clock})
				must(t, err)
				must(t, s.fill(t.Context(), sample(20), nil))
				if kind.locked {
					setTestPassphrase(t, s, testPass)
				}
				if kind.reopened { // its pages are still to be looked through
					must(t, s.Close())
					s, err = Open(t.Context(), path, Options{Now: clock, CheckLater: true})
					must(t, err)
				}
				if err := os.Remove(path); err != nil {
					t.Skip("this system keeps the name: ", err)
				}
				must(t, do(s))
				if f := s.Findings(); len(f) != 1 || f[0].Key != "store.found.written_again" {
					t.Errorf("told %+v", f)
				}
				must(t, s.release())
				again, err := Open(t.Context(), path, Options{Now: clock, Passphrase: answering(testPass)})
				must(t, err)
				if d := whole(t, again); len(d.Nights) != 20 || again.Locked() != kind.locked {
					t.Errorf("%d nights, locked %v", len(d.Nights), again.Locked())
				}
				must(t, again.release())
			})
		}
	}
}

// The file may also be taken away, or replaced, in the middle of a save, after which it cannot be looked at.
func TestADiaryThatGoesInTheMiddleOfASaveIsNotLost(t *testing.T) {
	for what, take := range map[string]func(path string, theirs []byte) error{
		"deleted": func(path string, _ []byte) error { return os.Remove(path) },
		"replaced": func(path string, theirs []byte) error {
			return errors.Join(os.WriteFile(path+".sync", theirs, 0o600), os.Rename(path+".sync", path))
		},
		"only not looked at": func(string, []byte) error { return nil },
	} {
		t.Run(what, func(t *testing.T) {
			s, theirs := twin(t, false)
			if err := take(s.Path(), theirs); err != nil {
				t.Skip("this system keeps the name: ", err)
			}
			s.saved, s.onDisk.head = nil, nil
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5)}))
			d, err := ReadForeign(t.Context(), s.Path())
			must(t, err)
			for _, i := range []int{1, 2, 4} {
				if _, there := d.Night(day(i)); !there {
					t.Errorf("the night of %s is gone", day(i))
				}
			}
		})
	}
}

// Where the lock of the window is gone as well, so is the drive: nothing is written to the folder that it leaves.
func TestADriveThatIsTakenOutGetsNoDiaryInItsPlace(t *testing.T) {
	for _, locked := range []bool{false, true} {
		path := filepath.Join(t.TempDir(), "diary.stillnight")
		s, err := Open(t.Context(), path, Options{Now: clock})
		must(t, err)
		must(t, s.fill(t.Context(), sample(20), nil))
		if locked {
			setTestPassphrase(t, s, testPass)
		}
		saveSeverity(t, s, -1, 2) // to be backed up on closing
		entries, err := os.ReadDir(filepath.Dir(path))
		must(t, err)
		for _, e := range entries {
			if err := os.RemoveAll(filepath.Join(filepath.Dir(path), e.Name())); err != nil {
				t.Skip("this system keeps the names: ", err)
			}
		}
		if err := s.SaveNight(t.Context(), diary.Night{Date: day(-1), Severity: diary.Some(3)}); !is(err, ErrFolderGone) {
			t.Errorf("locked %v: saving gave %v", locked, err)
		}
		if n, _ := whole(t, s).Night(day(-1)); n.Severity != diary.Some(2) {
			t.Errorf("locked %v: what is not saved is shown as %v", locked, n.Severity)
		}
		if _, err := s.Backup(t.Context()); !is(err, ErrFolderGone) {
			t.Errorf("locked %v: a backup gave %v", locked, err)
		}
		if err := s.Close(); err == nil {
			t.Errorf("locked %v: closing told nothing", locked)
		}
		if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 0 {
			t.Errorf("locked %v: in the empty folder now: %v, %v", locked, entries, err)
		}
	}
}
