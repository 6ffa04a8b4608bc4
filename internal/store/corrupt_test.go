package store

import (
	"errors"
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
//	     TestADiaryThatIsDeletedWhileOpenIsNotLostInSilence.
//	2.6  Several names of a file: TestALinkIsFollowedOnceAndItsTargetIsLocked, TestAFurtherNameIsSaid.
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

// On systems that let go of an open file's name the next save must not go into a file that nobody can find.
func TestADiaryThatIsDeletedWhileOpenIsNotLostInSilence(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(20), nil))
	if err := os.Remove(s.Path()); err != nil {
		t.Skip("this system keeps the name: ", err)
	}
	err := s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(3)})
	_, statErr := os.Stat(s.Path())
	if err == nil && statErr != nil {
		t.Error("a save was acknowledged into a file that has no name any more")
	}
}
