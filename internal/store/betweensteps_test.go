package store

import (
	"errors"
	"os"
	"testing"

	"stillnight/internal/diary"
)

// Another program may replace the diary's file at any moment, also in those between looking at it and writing it.

// onceMore is the second version of the other program, with a night more than the first.
func onceMore(t *testing.T, theirs []byte, n int) []byte {
	t.Helper()
	path := t.TempDir() + "/diary.stillnight"
	must(t, os.WriteFile(path, theirs, 0o600))
	s, err := Open(t.Context(), path, Options{Now: clock, Passphrase: answering(testPass)})
	must(t, err)
	saveSeverity(t, s, n, 6)
	must(t, s.release())
	data, err := os.ReadFile(path)
	must(t, err)
	return data
}

func renamedOver(t *testing.T, path string, data []byte) {
	t.Helper()
	replacements["renamed over it, as sync services do"](t, path, data)
}

// severities are those of the nights from day 1 on, as many as wanted; -1 where there is none.
func severities(d diary.Diary, count int) (list []int) {
	for i := range count {
		n, there := d.Night(day(1 + i))
		severity, answered := n.Severity.Get()
		if !there || !answered {
			severity = -1
		}
		list = append(list, severity)
	}
	return list
}

// TestAFileThatIsReplacedOnceMoreWhileItIsJoinedIsJoinedToo puts a second version into the diary's place after the first was
// read, in the last moment before the joined one takes the name.
func TestAFileThatIsReplacedOnceMoreWhileItIsJoinedIsJoinedToo(t *testing.T) {
	for _, locked := range []bool{false, true} {
		s, theirs := twin(t, locked)
		second := onceMore(t, theirs, 5)
		renamedOver(t, s.Path(), theirs)
		times := 0
		s.atRename = func() {
			if times++; times == 1 {
				renamedOver(t, s.Path(), second)
			}
		}
		saveSeverity(t, s, 4, 5)
		if got := severities(whole(t, s), 5); got[0] != 1 || got[1] != 2 || got[2] != 4 || got[3] != 5 || got[4] != 6 {
			t.Errorf("locked %v: after %d renames the nights are %v", locked, times, got)
		}
		path := s.Path()
		must(t, s.Close())
		again, err := Open(t.Context(), path, Options{Now: clock, Passphrase: answering(testPass)})
		must(t, err)
		if got := severities(whole(t, again), 5); got[4] != 6 {
			t.Errorf("locked %v: opened again the nights are %v", locked, got)
		}
		must(t, again.Close())
	}
}

// TestALockedFileThatIsReplacedWhileItIsWrittenIsNotOverwritten in the last moment of a save.
func TestALockedFileThatIsReplacedWhileItIsWrittenIsNotOverwritten(t *testing.T) {
	s, theirs := twin(t, true)
	times := 0
	s.atRename = func() {
		if times++; times == 1 {
			renamedOver(t, s.Path(), theirs)
		}
	}
	night := diary.Night{Date: day(4), Severity: diary.Some(5)}
	if err := s.SaveNight(t.Context(), night); !errors.Is(err, ErrReplaced) {
		t.Errorf("saving gave %v", err)
	}
	must(t, s.SaveNight(t.Context(), night))
	if got := severities(whole(t, s), 4); got[0] != 1 || got[1] != 2 || got[2] != 4 || got[3] != 5 {
		t.Errorf("the nights are %v", got)
	}
}

// TestAPlainFileThatIsReplacedWhileItIsSavedLosesNoNight between the look and the end of a save: what was saved has no name
// any more.
func TestAPlainFileThatIsReplacedWhileItIsSavedLosesNoNight(t *testing.T) {
	for name, theirs := range map[string]func([]byte) []byte{
		"whole": func(data []byte) []byte { return data },
		"half":  func(data []byte) []byte { return data[:len(data)/2] },
	} {
		s, data := twin(t, false)
		night := diary.Night{Date: day(4), Severity: diary.Some(5)}
		_, err := s.alone(t.Context(), func(tx *tx) error {
			if err := keep(tx, nightKind, night); err != nil {
				return err
			}
			renamedOver(t, s.Path(), theirs(data))
			return nil
		})
		must(t, err)
		path := s.Path()
		must(t, s.release()) // as if it ended here
		if name == "half" {
			must(t, os.WriteFile(path, data, 0o600)) // the service comes to its end
		}
		again := reopen(t, path)
		if got := severities(whole(t, again), 4); got[0] != 1 || got[1] != 2 || got[2] != 4 || got[3] != 5 {
			t.Errorf("%s: the nights are %v; told %+v", name, got, again.Findings())
		}
	}
}
