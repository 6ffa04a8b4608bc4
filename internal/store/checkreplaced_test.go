package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
)

// strangers are what another program may put in the place of a diary, for good or until it is done.
var strangers = map[string]func(t *testing.T, path string, data []byte){
	"something else": func(t *testing.T, path string, _ []byte) {
		must(t, os.Rename(path, path+".aside"))
		must(t, os.WriteFile(path, []byte("something else"), 0o600))
	},
	"something else, written into it": func(t *testing.T, path string, _ []byte) {
		must(t, os.WriteFile(path, []byte("something else"), 0o600))
	},
	"nothing, written into it": func(t *testing.T, path string, _ []byte) {
		must(t, os.WriteFile(path, nil, 0o600))
	},
	"half of it": func(t *testing.T, path string, data []byte) {
		must(t, os.WriteFile(path+".sync", data[:len(data)/2], 0o600))
		must(t, os.Rename(path+".sync", path))
	},
	"half of it, written into it": func(t *testing.T, path string, data []byte) {
		must(t, os.WriteFile(path, data[:len(data)/2], 0o600))
	},
	"a folder": func(t *testing.T, path string, _ []byte) {
		must(t, os.Rename(path, path+".aside"))
		must(t, os.Mkdir(path, 0o700))
	},
	"a link to nowhere": func(t *testing.T, path string, _ []byte) {
		must(t, os.Rename(path, path+".aside"))
		must(t, os.Symlink("nowhere", path))
	},
	"another's diary": func(t *testing.T, path string, _ []byte) {
		other := newStore(t)
		must(t, other.SaveNight(t.Context(), diary.Night{Date: day(9), Severity: diary.Some(9)}))
		must(t, other.Close())
		must(t, os.Rename(other.Path(), path))
	},
}

// settled is a diary that knows its place, so that nothing need be written when it is opened.
func settled(t *testing.T) (path string, d diary.Diary) {
	t.Helper()
	image, d := diaryBytes(t)
	path = filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(path, image, 0o600))
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	must(t, s.Close())
	return path, d
}

// openedLater opens a diary whose check is yet to come.
func openedLater(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Now: clock, CheckLater: true})
	must(t, err)
	select {
	case <-s.pages.done:
		t.Fatal("the check is done already")
	default:
	}
	return s
}

// untold fails where the person was told that the diary is damaged.
func untold(t *testing.T, s *Store) {
	t.Helper()
	s.pages.mu.Lock()
	defer s.pages.mu.Unlock()
	if s.pages.damage != nil {
		t.Errorf("told %v", s.pages.damage)
	}
}

// TestWhatTakesTheDiarysPlaceBeforeTheCheckIsNoDamage: the check that runs beside the first screen is of the diary that
// was opened. What another program puts in its place meanwhile says nothing about that.
func TestWhatTakesTheDiarysPlaceBeforeTheCheckIsNoDamage(t *testing.T) {
	for what, put := range strangers {
		t.Run(what, func(t *testing.T) {
			path, want := settled(t)
			s := openedLater(t, path)
			data, err := os.ReadFile(path)
			must(t, err)
			put(t, path, data)
			must(t, s.CheckPages())
			untold(t, s)
			if s.noUndo.Load() {
				t.Error("the steps to undo are given up")
			}
			if got := whole(t, s); len(got.Nights) != len(want.Nights) {
				t.Errorf("%d nights of %d", len(got.Nights), len(want.Nights))
			}
			must(t, os.RemoveAll(path)) // it was on the way, and goes
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(2), Severity: diary.Some(2)}))
			must(t, s.Close())
			again, err := Open(t.Context(), path, Options{Now: clock})
			must(t, err)
			if got := whole(t, again); len(got.Nights) != len(want.Nights)+1 {
				t.Errorf("%d nights of %d are on the disk", len(got.Nights), len(want.Nights)+1)
			}
			must(t, again.Close())
		})
	}
}

// TestDamageIsFoundThoughAnotherFileTookItsPlace: the other file may be whole, the diary that was opened is not.
func TestDamageIsFoundThoughAnotherFileTookItsPlace(t *testing.T) {
	for what, put := range map[string]func(t *testing.T, path string, data []byte){
		"a whole copy": func(t *testing.T, path string, data []byte) {
			must(t, os.WriteFile(path+".sync", data, 0o600))
			must(t, os.Rename(path+".sync", path))
		},
		"something else": strangers["something else"],
	} {
		t.Run(what, func(t *testing.T) {
			path, _ := settled(t)
			image, err := os.ReadFile(path)
			must(t, err)
			broken := bytes.Replace(image, []byte("Dr. Moreau"), []byte("Xr. Moreau"), 1)
			must(t, os.WriteFile(path, broken, 0o600))
			s := openedLater(t, path)
			defer func() { must(t, s.release()) }()
			put(t, path, image)
			var damaged *DamagedError
			if err := s.CheckPages(); !errors.As(err, &damaged) {
				t.Errorf("the check gave %v", err)
			}
		})
	}
}

// TestAFileWrittenIntoInTheMidstOfAReadIsNoDamage: the bytes of another program's file are read as rows of ours only once.
func TestAFileWrittenIntoInTheMidstOfAReadIsNoDamage(t *testing.T) {
	for what, put := range strangers {
		t.Run(what, func(t *testing.T) {
			s := newStore(t)
			_, err := s.Import(t.Context(), sample(300), ReplaceAll)
			must(t, err)
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(3), Severity: diary.Some(7)}))
			data, err := os.ReadFile(s.Path())
			must(t, err)
			must(t, s.reconnect()) // nothing is kept of the pages
			tries := 0
			n, err := read(s, func(c *conn) (diary.Diary, error) {
				if tries++; tries == 1 {
					put(t, s.Path(), data)
				}
				return readDiary(t.Context(), c, true)
			})
			must(t, err)
			if len(n.Nights) != 301 {
				t.Errorf("%d nights of 301", len(n.Nights))
			}
			untold(t, s)
			s.changed = false
			must(t, s.release())
		})
	}
}

// TestACheckThatCouldNotReadIsMadeAgain: a drive that was away for a moment must not keep the diary from being saved until
// the program is started again.
func TestACheckThatCouldNotReadIsMadeAgain(t *testing.T) {
	path, want := settled(t)
	s := openedLater(t, path)
	look, away := s.pages.look, true
	s.pages.look = func() error {
		if away {
			return ErrDisk
		}
		return look()
	}
	if err := s.SaveNight(t.Context(), fullNight(day(1))); !errors.Is(err, ErrDisk) {
		t.Errorf("saving gave %v", err)
	}
	if got := whole(t, s); len(got.Nights) != len(want.Nights) { // its rows prove themselves
		t.Errorf("%d nights of %d", len(got.Nights), len(want.Nights))
	}
	away = false
	must(t, s.SaveNight(t.Context(), fullNight(day(1))))
	must(t, s.Close())
}
