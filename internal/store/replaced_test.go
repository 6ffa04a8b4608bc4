package store

import (
	"bytes"
	"os"
	"testing"

	"stillnight/internal/diary"
)

// TestAFileThatASyncServiceReplacedIsNotOverwritten holds for plain and for locked diaries.
func TestAFileThatASyncServiceReplacedIsNotOverwritten(t *testing.T) {
	for name, s := range map[string]*Store{"plain": newStore(t), "locked": lockedStore(t)} {
		t.Run(name, func(t *testing.T) {
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(1)}))
			theirs, err := os.ReadFile(s.Path())
			must(t, err)
			must(t, os.WriteFile(s.Path()+".sync", theirs, 0o600))
			must(t, os.Rename(s.Path()+".sync", s.Path()))
			err = s.SaveNight(t.Context(), diary.Night{Date: day(1), Severity: diary.Some(1)})
			if !is(err, ErrReplaced) {
				t.Errorf("saving gave %v", err)
			}
			now, err := os.ReadFile(s.Path())
			must(t, err)
			if !bytes.Equal(now, theirs) {
				t.Error("the other version was overwritten")
			}
			s.changed = false // closing would back up what is no longer the diary
		})
	}
}

func TestAFileThatAnotherProgramLocksIsNamedAndRetryWorks(t *testing.T) {
	s := newStore(t)
	other, err := openFile(s.Path(), readWrite)
	must(t, err)
	must(t, other.exec("BEGIN EXCLUSIVE"))
	must(t, s.conn.script("PRAGMA busy_timeout = 20"))
	n := diary.Night{Date: day(0), Severity: diary.Some(1)}
	if err := s.SaveNight(t.Context(), n); !is(err, ErrBusy) {
		t.Errorf("saving gave %v", err)
	}
	must(t, other.exec("COMMIT"))
	must(t, other.close())
	must(t, s.SaveNight(t.Context(), n))
}
