package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
)

func TestConflictedCopiesAreKnownByTheirNames(t *testing.T) {
	for name, want := range map[string]bool{
		"diary (Anna's conflicted copy 2026-03-02).stillnight":                   true, // Dropbox
		"diary (In Konflikt stehende Kopie von Anna 2026-03-02).stillnight":      true,
		"diary (Copie en conflit de Anna 2026-03-02).stillnight":                 true,
		"diary (copia en conflicto de Anna 2026-03-02).stillnight":               true,
		"diary (conflicted copy 2026-03-02 213000).stillnight":                   true, // Nextcloud
		"diary.sync-conflict-20260302-213000-ABCDEFG.stillnight":                 true, // Syncthing
		"diary (Annas in Konflikt stehende Kopie 2026-03-02) (1).stillnight":     true,
		"diary (conflicterend exemplaar van Anna (thuis) 2026-03-02).stillnight": true, // Dropbox in Dutch
		"diary_conflict-20260302-213000.stillnight":                              true, // ownCloud
		"diary (SFConflict anna@example.org 2026-03-02-21-30-00).stillnight":     true, // Seafile
		"diary [conflicted].stillnight":                                          true, // pCloud
		"diary_ANNAS-LAPTOP-AT-HOME_Mar-02-213000-2026_Conflict.stillnight":      true, // Synology
		"diaryconflict.stillnight":                                               false,
		"diary-ANNAS-LAPTOP.stillnight":                                          true, // OneDrive
		"diary (1).stillnight":                                                   true,
		"diary 2.stillnight":                                                     true,
		"diary.stillnight":                                                       false,
		"diary.damaged-1.stillnight":                                             false,
		"diary 2026-03-02 213000 auto 1f2e3d4c-0002.stillnight":                  false,
		"diary saved 2026-01-01 120000.stillnight":                               false,
		"diary (conflicted copy 2026-03-02).txt":                                 false,
		"another (conflicted copy 2026-03-02).stillnight":                        false,
	} {
		if got := mayConflict("diary.stillnight", name); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

const conflicted = "diary (conflicted copy 2026-03-02 213000).stillnight"

// apart makes a diary that was changed in two places: the one that is open, and a copy beside it.
func apart(t *testing.T, passphrase string) (s *Store, other string) {
	t.Helper()
	folder := t.TempDir()
	path := filepath.Join(folder, "diary.stillnight")
	options := Options{Now: clock, Work: lightWork, Passphrase: func(bool) (string, error) { return passphrase, nil }}
	s, err := Open(t.Context(), path, options)
	must(t, err)
	if passphrase != "" {
		must(t, s.SetPassphrase(t.Context(), passphrase))
	}
	must(t, s.SaveSheet(t.Context(), Sheet{Nights: []diary.Night{{Date: day(0), Severity: diary.Some(5)}, {Date: day(1), Severity: diary.Some(6)}}}))
	must(t, s.Close())
	data, err := os.ReadFile(path)
	must(t, err)
	other = filepath.Join(folder, conflicted)
	must(t, os.WriteFile(other, data, 0o600))
	there, err := Open(t.Context(), other, options)
	must(t, err)
	must(t, there.SaveSheet(t.Context(), Sheet{Nights: []diary.Night{
		{Date: day(0), Severity: diary.Some(9), Note: "theirs"}, {Date: day(1), Severity: diary.Some(6), Note: "theirs"}, {Date: day(2), Severity: diary.Some(2)},
	}}))
	iv := diary.Intervention{Name: "Iron", Phases: []diary.Phase{{Start: day(0)}}}
	must(t, there.SaveIntervention(t.Context(), &iv))
	must(t, there.Close())
	s, err = Open(t.Context(), path, options)
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(4)}))
	must(t, os.WriteFile(filepath.Join(folder, "diary (2).stillnight"), []byte("hello"), 0o600))
	return s, other
}

func TestAConflictedCopyIsJoinedNightByNight(t *testing.T) {
	for _, passphrase := range []string{"", "long enough words"} {
		for _, theirs := range []bool{false, true} {
			s, other := apart(t, passphrase)
			if list := s.Conflicts(); !slices.Equal(list, []string{other}) {
				t.Fatalf("found %q", list)
			}
			j, err := s.Differences(t.Context(), other, nil)
			must(t, err)
			if j.Added != 1 || j.Filled != 2 || len(j.Differing) != 1 || j.Differing[0].Mine.Date != day(0) {
				t.Errorf("it would bring %+v", j)
			}
			want := diary.Some(4)
			choice := map[diary.Date]bool{}
			if theirs {
				want, choice[day(0)] = diary.Some(9), true
			}
			_, err = s.Join(t.Context(), other, nil, choice)
			must(t, err)
			d, err := s.Diary(t.Context())
			must(t, err)
			if len(d.Nights) != 3 || d.Nights[0].Severity != want || d.Nights[0].Note != "theirs" || d.Nights[1].Note != "theirs" || len(d.Interventions) != 1 {
				t.Errorf("theirs %v: joined to %+v", theirs, d)
			}
			if list := s.Conflicts(); len(list) != 0 {
				t.Errorf("it is found again: %q", list)
			}
			_, err = s.Undo(t.Context())
			must(t, err)
			if d, err = s.Diary(t.Context()); err != nil || len(d.Nights) != 2 || d.Nights[0].Severity != diary.Some(4) || len(d.Interventions) != 0 {
				t.Errorf("after undo: %+v, %v", d, err)
			}
		}
	}
}

// TestACopyThatCannotBeKeptIsJoinedAllTheSame, and both is said: the folder of backups is a file here.
func TestACopyThatCannotBeKeptIsJoinedAllTheSame(t *testing.T) {
	s, other := apart(t, "")
	must(t, os.RemoveAll(backup.Beside(s.Path())))
	must(t, os.WriteFile(backup.Beside(s.Path()), nil, 0o600))
	j, err := s.Join(t.Context(), other, nil, nil)
	var left *CopyLeftError
	if !errors.As(err, &left) || left.Path != other || j.Added != 1 {
		t.Errorf("joined %+v, %v", j, err)
	}
	if n := len(whole(t, s).Nights); n != 3 {
		t.Errorf("%d nights", n)
	}
	if _, err := os.Stat(other); err != nil {
		t.Error(err)
	}
	must(t, os.Remove(backup.Beside(s.Path())))
}

func TestACopyOfAnotherDiaryIsNoConflict(t *testing.T) {
	s, other := apart(t, "")
	must(t, os.Remove(other))
	stranger, err := Open(t.Context(), other, Options{Now: clock})
	must(t, err)
	must(t, stranger.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(1)}))
	must(t, stranger.Close())
	if list := s.Conflicts(); len(list) != 0 {
		t.Errorf("found %q", list)
	}
}

// TestNoVersionFromBeforeThePassphraseStaysInPlain joins a locked diary with what it was when it had no passphrase:
// once as a conflicted copy beside it, once put in its place.
func TestNoVersionFromBeforeThePassphraseStaysInPlain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s, err := Open(t.Context(), path, Options{Now: clock, Work: lightWork})
	must(t, err)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(5)}))
	must(t, s.Close())
	plain, err := os.ReadFile(path)
	must(t, err)
	s, err = Open(t.Context(), path, Options{Now: clock, Work: lightWork})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	must(t, s.SetPassphrase(t.Context(), testPass))
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(1), Severity: diary.Some(4)}))

	other := filepath.Join(filepath.Dir(path), conflicted)
	for way, join := range map[string]func(){
		"beside it": func() {
			must(t, os.WriteFile(other, plain, 0o600))
			_, err := s.Join(t.Context(), other, nil, nil)
			must(t, err)
		},
		"in its place": func() {
			must(t, os.WriteFile(path, plain, 0o600))
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(2), Severity: diary.Some(3)}))
		},
	} {
		join()
		if left, err := s.PlainCopies(t.Context()); err != nil || len(left) != 0 {
			t.Errorf("%s: in plain are %q, %v", way, left, err)
		}
	}
	d, err := s.Diary(t.Context())
	must(t, err)
	if len(d.Nights) != 3 {
		t.Errorf("%d nights", len(d.Nights))
	}
}

// lookedAt is a context that does something when it is asked for the first time whether it has ended.
type lookedAt struct {
	context.Context
	once *sync.Once
	do   func()
}

// Err does it.
func (c lookedAt) Err() error {
	c.once.Do(c.do)
	return c.Context.Err()
}

// TestWhatComesIntoACopyMeanwhileStays where it is and is said: it is neither joined nor out of sight.
func TestWhatComesIntoACopyMeanwhileStays(t *testing.T) {
	s, other := apart(t, "")
	later, err := os.ReadFile(other)
	must(t, err)
	later = append(later, make([]byte, pageSize)...)
	meanwhile := func() context.Context {
		return lookedAt{t.Context(), new(sync.Once), func() { must(t, os.WriteFile(other, later, 0o600)) }}
	}
	stays := func() {
		t.Helper()
		if now, err := os.ReadFile(other); err != nil || !bytes.Equal(now, later) {
			t.Errorf("what came is gone: %v", err)
		}
	}
	_, err = s.Join(meanwhile(), other, nil, map[diary.Date]bool{day(0): true})
	if left := new(CopyLeftError); !errors.As(err, &left) || !errors.Is(err, ErrCopyChanged) {
		t.Errorf("joining gave %v", err)
	}
	stays()
	must(t, os.WriteFile(other, later[:len(later)-pageSize], 0o600))
	if aside, err := s.SetAside(meanwhile(), other, nil); err != nil || aside {
		t.Errorf("it was set aside: %v, %v", aside, err)
	}
	stays()
}

// What a copy would bring is counted whole, and one that brings nothing is not worth a question.
func TestACopyThatBringsNothingIsSetAside(t *testing.T) {
	for _, passphrase := range []string{"", "long enough words"} {
		s, other := apart(t, passphrase)
		j, err := s.Differences(t.Context(), other, nil)
		must(t, err)
		if j.Others != 1 || j.Nothing() {
			t.Errorf("with a remedy it would bring %+v", j)
		}
		if aside, err := s.SetAside(t.Context(), other, nil); err != nil || aside {
			t.Errorf("a copy with something new was set aside: %v", err)
		}
		data, err := os.ReadFile(other)
		must(t, err)
		_, err = s.Join(t.Context(), other, nil, map[diary.Date]bool{day(0): true})
		must(t, err)
		must(t, os.WriteFile(other, data, 0o600)) // the service brings it once more
		before, err := s.Diary(t.Context())
		must(t, err)
		if j, err = s.Differences(t.Context(), other, nil); err != nil || !j.Nothing() {
			t.Errorf("joined before, it would bring %+v, %v", j, err)
		}
		if aside, err := s.SetAside(t.Context(), other, nil); err != nil || !aside {
			t.Errorf("it was not set aside: %v", err)
		}
		if _, err := os.Stat(other); !os.IsNotExist(err) {
			t.Errorf("it is still there: %v", err)
		}
		if after, err := s.Diary(t.Context()); err != nil || !reflect.DeepEqual(before, after) {
			t.Errorf("the diary was changed: %v", err)
		}
		kept := 0
		files, err := filepath.Glob(filepath.Join(filepath.Dir(other), "backups", "*"))
		must(t, err)
		for _, f := range files {
			if at, err := os.ReadFile(f); err == nil && bytes.Equal(at, data) {
				kept++
			}
		}
		if passphrase != "" && kept == 0 {
			t.Errorf("the copy is not among the backups: %q", files)
		}
	}
}

// What a copy says of a remedy that both have is counted: an earlier dose is new here, and one that does not go together
// with the dose here stays there and is told.
func TestADoseInACopyIsCounted(t *testing.T) {
	for _, c := range []struct {
		name         string
		change       func(*diary.Intervention)
		others, left int
	}{
		{"an earlier dose", func(iv *diary.Intervention) {
			iv.Phases = append([]diary.Phase{{Start: day(0).AddDays(-9), End: diary.Some(day(0))}}, iv.Phases...)
		}, 1, 0},
		{"a change of dose", func(iv *diary.Intervention) {
			iv.Phases[0].End = diary.Some(day(1))
			iv.Phases = append(iv.Phases, diary.Phase{Start: day(1)})
		}, 0, 1},
		{"an end", func(iv *diary.Intervention) { iv.Phases[0].End = diary.Some(day(1)) }, 0, 1},
		{"a note", func(iv *diary.Intervention) { iv.Note = "with juice" }, 0, 1},
		{"nothing", func(*diary.Intervention) {}, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, other := apart(t, "")
			_, err := s.Join(t.Context(), other, nil, nil)
			must(t, err)
			data, err := s.Image(t.Context())
			must(t, err)
			must(t, os.WriteFile(other, data, 0o600))
			there, err := Open(t.Context(), other, Options{Now: clock})
			must(t, err)
			list, err := there.Interventions(t.Context())
			must(t, err)
			c.change(&list[0])
			must(t, there.SaveIntervention(t.Context(), &list[0]))
			must(t, there.Close())
			j, err := s.Differences(t.Context(), other, nil)
			must(t, err)
			if j.Others != c.others || j.Left != c.left || j.Nothing() != (c.others+c.left == 0) {
				t.Errorf("it would bring %+v", j)
			}
		})
	}
}
