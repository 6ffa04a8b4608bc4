package store

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/envelope"
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

// inPlaceOf puts something there once, in the moment after a file took the diary's name.
func inPlaceOf(s *Store, put func()) {
	times := 0
	s.renamed = func() {
		if times++; times == 1 {
			put()
		}
	}
}

// reopened are the nights of a diary whose program ended here.
func reopened(t *testing.T, s *Store, count int) []int {
	t.Helper()
	path := s.Path()
	must(t, s.release())
	again, err := Open(t.Context(), path, Options{Now: clock, Passphrase: answering(testPass)})
	must(t, err)
	defer func() { must(t, again.Close()) }()
	return severities(whole(t, again), count)
}

// TestALockedFileThatIsReplacedAsSoonAsItIsWrittenIsJoined is about the moment before this program has looked at what it
// wrote: the other file would be taken for that.
func TestALockedFileThatIsReplacedAsSoonAsItIsWrittenIsJoined(t *testing.T) {
	s, theirs := twin(t, true)
	inPlaceOf(s, func() { renamedOver(t, s.Path(), theirs) })
	saveSeverity(t, s, 4, 5)
	if got := reopened(t, s, 4); !slices.Equal(got, []int{1, 2, 4, 5}) {
		t.Errorf("the nights are %v", got)
	}
}

// TestALockedFileThatIsTakenAwayAsSoonAsItIsWrittenIsWrittenAgain: it was saved, and nothing else may be said.
func TestALockedFileThatIsTakenAwayAsSoonAsItIsWrittenIsWrittenAgain(t *testing.T) {
	s, _ := twin(t, true)
	inPlaceOf(s, func() { must(t, os.Remove(s.Path())) })
	saveSeverity(t, s, 4, 5)
	saveSeverity(t, s, 3, 7)
	if got := reopened(t, s, 4); !slices.Equal(got, []int{1, 2, 7, 5}) {
		t.Errorf("the nights are %v", got)
	}
}

// TestAFileThatReplacesTheJoinedOneIsJoinedToo before this program has looked at what it wrote.
func TestAFileThatReplacesTheJoinedOneIsJoinedToo(t *testing.T) {
	for _, locked := range []bool{false, true} {
		s, theirs := twin(t, locked)
		second := onceMore(t, theirs, 5)
		renamedOver(t, s.Path(), theirs)
		inPlaceOf(s, func() { renamedOver(t, s.Path(), second) })
		saveSeverity(t, s, 4, 5)
		if got := reopened(t, s, 5); !slices.Equal(got, []int{1, 2, 4, 5, 6}) {
			t.Errorf("locked %v: the nights are %v", locked, got)
		}
	}
}

// TestAFileThatReplacesTheOneWrittenAgainIsJoined: the diary's file was deleted, is written again and replaced at once.
func TestAFileThatReplacesTheOneWrittenAgainIsJoined(t *testing.T) {
	for _, locked := range []bool{false, true} {
		s, theirs := twin(t, locked)
		must(t, os.Remove(s.Path()))
		inPlaceOf(s, func() { renamedOver(t, s.Path(), theirs) })
		saveSeverity(t, s, 4, 5)
		if got := reopened(t, s, 4); !slices.Equal(got, []int{1, 2, 4, 5}) {
			t.Errorf("locked %v: the nights are %v", locked, got)
		}
	}
}

// TestAFileThatReplacesTheOneThatIsLockedIsNotOverwritten in the last moment of getting a passphrase, or another, or none; nor
// is it taken for what was written where it comes as soon as that is.
func TestAFileThatReplacesTheOneThatIsLockedIsNotOverwritten(t *testing.T) {
	for name, c := range map[string]struct {
		from bool
		to   string
	}{"locked": {false, testPass}, "unlocked": {true, ""}, "locked anew": {true, testPass + " too"}} {
		for _, late := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, late %v", name, late), func(t *testing.T) {
				s, theirs := twin(t, c.from)
				replace := func() { renamedOver(t, s.Path(), theirs) }
				if late {
					inPlaceOf(s, replace)
				} else {
					s.atRename = func() {
						s.atRename = nil
						replace()
					}
				}
				var to *envelope.Key
				if c.to != "" {
					var err error
					to, err = envelope.New(c.to, lightWork)
					must(t, err)
				}
				s.mu.Lock()
				_, err := s.relockDiary(to)
				s.mu.Unlock()
				if !errors.Is(err, ErrReplaced) {
					t.Errorf("it gave %v", err)
				}
				if got := severities(whole(t, s), 2); !slices.Equal(got, []int{1, 2}) {
					t.Errorf("of ours there is %v", got)
				}
				err = s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5)})
				if _, waits := os.Stat(oursPath(s.Path())); waits == nil && errors.Is(err, ErrReplaced) {
					must(t, s.release()) // theirs is not with our passphrase: both are there, in two files
					return
				}
				must(t, err)
				if got := severities(whole(t, s), 4); !slices.Equal(got, []int{1, 2, 4, 5}) {
					t.Errorf("the nights are %v", got)
				}
			})
		}
	}
}
