package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
)

// stranger is the file of somebody else's diary, with nights of the same dates, locked where there is a passphrase.
func stranger(t *testing.T, passphrase string) []byte {
	t.Helper()
	s := newStore(t)
	for i := range 12 {
		must(t, s.SaveNight(t.Context(), diary.Night{Date: day(-i), Severity: diary.Some(9), Note: "somebody else", EnteredAt: at.AddDate(0, 0, -40+i)}))
	}
	if passphrase != "" {
		setTestPassphrase(t, s, passphrase)
	}
	data, err := os.ReadFile(s.Path())
	must(t, err)
	return data
}

// TestAFileThatGoesAwayWhileItIsReadIsStillAnothers: its nights and whose they are come from one reading.
func TestAFileThatGoesAwayWhileItIsReadIsStillAnothers(t *testing.T) {
	for _, locked := range []bool{false, true} {
		s, _ := twin(t, locked)
		ours, err := s.saved.image()
		must(t, err)
		theirs := stranger(t, "")
		for what, change := range map[string]func(){
			"ours is back": func() {}, "nothing is there": func() { must(t, os.Remove(s.Path())) },
		} {
			change()
			if _, err := s.readTheirs(t.Context(), theirs, ours); !is(err, ErrOtherDiary) {
				t.Errorf("locked %v, %s: it is joined (%v)", locked, what, err)
			}
		}
	}
}

// TestADiaryTakenAwayRightAfterASaveIsWrittenAgain: it cannot be looked at then, and something else may come.
func TestADiaryTakenAwayRightAfterASaveIsWrittenAgain(t *testing.T) {
	for name, between := range map[string]func(t *testing.T, s *Store){
		"nothing": func(*testing.T, *Store) {},
		"a folder comes and goes": func(t *testing.T, s *Store) {
			must(t, os.Mkdir(s.Path(), 0o700))
			if err := s.SaveNight(t.Context(), diary.Night{Date: day(5), Severity: diary.Some(5)}); !is(err, ErrReplaced) {
				t.Errorf("saving gave %v", err)
			}
			must(t, os.Remove(s.Path()))
		},
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := twin(t, false)
			ours := whole(t, s)
			aside := s.Path() + ".aside"
			must(t, os.Rename(s.Path(), aside))
			s.mu.Lock()
			err := s.persist(nil) // the end of a save
			s.mu.Unlock()
			must(t, errors.Join(err, os.Remove(aside)))
			between(t, s)
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5), EnteredAt: at}))
			got, err := ReadForeign(t.Context(), s.Path())
			if err != nil || len(got.Nights) != len(ours.Nights)+1 {
				t.Errorf("the file holds %d nights of %d and one, %v", len(got.Nights), len(ours.Nights), err)
			}
		})
	}
}

// TestALockedDiaryThatCannotBeLookedAtWritesOverNoOther that comes then.
func TestALockedDiaryThatCannotBeLookedAtWritesOverNoOther(t *testing.T) {
	s, _ := twin(t, true)
	theirs := stranger(t, "")
	must(t, os.Remove(s.Path()))
	s.mu.Lock()
	err := s.remember()
	s.mu.Unlock()
	if err == nil {
		t.Fatal("a file that is gone was seen")
	}
	must(t, os.WriteFile(s.Path(), theirs, 0o600))
	if err := s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5), EnteredAt: at}); !is(err, ErrOtherDiary) {
		t.Errorf("saving gave %v", err)
	}
	if now, err := os.ReadFile(s.Path()); err != nil || !bytes.Equal(now, theirs) {
		t.Errorf("the other diary was changed (%v)", err)
	}
	must(t, os.Remove(s.Path()))
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5), EnteredAt: at}))
}

// TestTheDiariesOfTwoPeopleAreNotJoined: one is put in the place of the other, which is open.
func TestTheDiariesOfTwoPeopleAreNotJoined(t *testing.T) {
	ctx := t.Context()
	for how, replace := range replacements {
		for _, locked := range []bool{false, true} {
			for _, theirPass := range []string{"", testPass} {
				t.Run(fmt.Sprintf("%s, locked %v, theirs %q", how, locked, theirPass), func(t *testing.T) {
					s, _ := twin(t, locked)
					ours, theirs := whole(t, s), stranger(t, theirPass)
					replace(t, s.Path(), theirs)
					night := diary.Night{Date: day(4), Severity: diary.Some(5), EnteredAt: at}
					for range 2 {
						if err := s.SaveNight(ctx, night); !is(err, ErrOtherDiary) {
							t.Errorf("saving gave %v", err)
						}
					}
					if got := whole(t, s); !reflect.DeepEqual(got, ours) {
						t.Errorf("%d nights are on show of %d", len(got.Nights), len(ours.Nights))
					}
					if now, err := os.ReadFile(s.Path()); err != nil || !bytes.Equal(now, theirs) {
						t.Errorf("the other diary was changed (%v)", err)
					}

					must(t, os.Remove(s.Path())) // somebody has moved it away
					must(t, s.SaveNight(ctx, night))
					ours = whole(t, s)
					if n, there := ours.Night(day(4)); !there || n.Severity != night.Severity {
						t.Error("what was saved after that is not there")
					}

					replace(t, s.Path(), theirs)
					if err := s.SaveNight(ctx, night); !is(err, ErrOtherDiary) {
						t.Errorf("saving gave %v", err)
					}
					must(t, s.release())
					again, err := Open(ctx, s.Path(), Options{Now: clock, Passphrase: answering(testPass)})
					must(t, err)
					defer func() { must(t, again.Close()) }()
					if d := whole(t, again); len(d.Nights) != 12 || d.Nights[0].Note != "somebody else" {
						t.Errorf("at the next start there are %d nights", len(d.Nights))
					}
					f := slices.DeleteFunc(again.Findings(), func(f Finding) bool { return f.Key != "store.found.other_aside" })
					if len(f) != 1 {
						t.Fatalf("told %+v", again.Findings())
					}
					kept, err := ReadLocked(ctx, f[0].Args["path"], answering(testPass))
					if err != nil || len(kept.Nights) != len(ours.Nights) {
						t.Errorf("what is kept of ours has %d nights of %d, %v", len(kept.Nights), len(ours.Nights), err)
					}
				})
			}
		}
	}
}

// TestAnEmptyDiaryTakesInTheOneThatIsPutInItsPlace: on a new computer the program was started first.
func TestAnEmptyDiaryTakesInTheOneThatIsPutInItsPlace(t *testing.T) {
	s := newStore(t)
	must(t, os.WriteFile(s.Path(), stranger(t, ""), 0o600))
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5)}))
	if d := whole(t, s); len(d.Nights) != 13 {
		t.Errorf("%d nights", len(d.Nights))
	}
}

// TestNightsThatWereBroughtInTellWhoseTheyAre though nobody knows when they were entered.
func TestNightsThatWereBroughtInTellWhoseTheyAre(t *testing.T) {
	of := func(severities ...int) (d diary.Diary) {
		for i, v := range severities {
			d.Nights = append(d.Nights, diary.Night{Date: day(i), Severity: diary.Some(v)})
		}
		return d
	}
	mine := of(3, 5, 7, 2, 8)
	for _, c := range []struct {
		other diary.Diary
		want  bool
	}{
		{mine, true}, {of(3, 5, 7, 2, 1), true}, {of(3, 5, 7), true}, {of(1, 5, 6, 3, 0), false}, {of(), false}, {diary.Diary{}, false},
	} {
		if got := shareNight(mine, c.other); got != c.want {
			t.Errorf("%+v: %v", c.other.Nights, got)
		}
	}
}

// TestLockingLeavesTheDiariesOfOthersAlone, whatever they are called and wherever their copies are.
func TestLockingLeavesTheDiariesOfOthersAlone(t *testing.T) {
	folder, shared := t.TempDir(), t.TempDir()
	others := stranger(t, "")
	var left []string
	for _, name := range []string{"diary saved notes.stillnight", "diary.damaged-1.stillnight", "diary 2.stillnight"} {
		left = append(left, filepath.Join(folder, name))
	}
	// Among copies in a folder for several diaries, one whose name does not tell whose it is.
	left = append(left, filepath.Join(shared, "diary 2026-01-01 120000 manual.stillnight"))
	for _, path := range left {
		must(t, os.WriteFile(path, others, 0o600))
	}
	s := marked(t, filepath.Join(folder, "diary.stillnight"), Options{Backups: BackupOptions{Folder: shared}})
	own := filepath.Join(shared, "diary 2026-01-02 120000 manual.stillnight")
	data, err := os.ReadFile(s.Path())
	must(t, err)
	must(t, os.WriteFile(own, data, 0o600))
	setTestPassphrase(t, s, testPass)
	must(t, s.Close())
	for _, path := range left {
		if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, others) {
			t.Errorf("%s was changed (%v)", filepath.Base(path), err)
		}
	}
	if now, err := os.ReadFile(own); err != nil || bytes.HasPrefix(now, []byte(sqliteMagic)) {
		t.Errorf("a copy of its own is in plain (%v)", err)
	}
}

// TestWhatHasAPassphraseKeepsOne where a copy in plain takes the place of a damaged diary.
func TestWhatHasAPassphraseKeepsOne(t *testing.T) {
	for what, harm := range map[string]func([]byte){
		"a chunk":   func(data []byte) { data[len(data)-100] ^= 1 },
		"its head":  func(data []byte) { clear(data[40:600]) },
		"all of it": func(data []byte) { clear(data[40:]) },
	} {
		t.Run(what, func(t *testing.T) {
			folder := t.TempDir()
			path, plain := filepath.Join(folder, "diary.stillnight"), filepath.Join(t.TempDir(), "copy.stillnight")
			s := marked(t, path, Options{})
			data, err := os.ReadFile(path)
			must(t, err)
			must(t, os.WriteFile(plain, data, 0o600))
			setTestPassphrase(t, s, testPass)
			id := s.id
			must(t, s.release())
			data, err = os.ReadFile(path)
			must(t, err)
			harm(data)
			must(t, os.WriteFile(path, data, 0o600))
			must(t, os.RemoveAll(backup.Beside(path)))
			if _, err := ReplaceDamaged(t.Context(), path, plain, Options{Now: clock, Work: lightWork}); !is(err, ErrPassphrase) {
				t.Errorf("without the passphrase: %v", err)
			}
			_, err = ReplaceDamaged(t.Context(), path, plain, Options{Now: clock, Work: lightWork, Passphrase: answering(testPass)})
			must(t, err)
			noMarker(t, folder, "after a copy in plain took its place")
			again, err := Open(t.Context(), path, Options{Now: clock, Passphrase: answering(testPass)})
			must(t, err)
			if d := whole(t, again); len(d.Nights) != 20 || again.id != id || !strings.Contains(d.Nights[0].Note, marker) {
				t.Errorf("%d nights, id %s of %s", len(d.Nights), again.id, id)
			}
			must(t, again.Close())
		})
	}
}

// TestAMistypedPassphraseIsFoundOutByALockedCopy where the damaged diary cannot tell any more: it would be locked with what
// nobody knows.
func TestAMistypedPassphraseIsFoundOutByALockedCopy(t *testing.T) {
	folder := t.TempDir()
	path, plain := filepath.Join(folder, "diary.stillnight"), filepath.Join(t.TempDir(), "copy.stillnight")
	s := marked(t, path, Options{})
	data, err := os.ReadFile(path)
	must(t, err)
	must(t, os.WriteFile(plain, data, 0o600))
	setTestPassphrase(t, s, testPass)
	_, err = s.Backup(t.Context())
	must(t, err)
	must(t, s.release())
	data, err = os.ReadFile(path)
	must(t, err)
	clear(data[40:])
	must(t, os.WriteFile(path, data, 0o600))
	mistyped := func(retry bool) (string, error) {
		if retry {
			return "", ErrPassphrase
		}
		return "a passphrase for texts", nil
	}
	if kept, err := ReplaceDamaged(t.Context(), path, plain, Options{Now: clock, Work: lightWork, Passphrase: mistyped}); !is(err, ErrPassphrase) {
		t.Errorf("it was replaced, and kept as %q: %v", kept, err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, data) {
		t.Errorf("the damaged file was changed (%v)", err)
	}
	_, err = ReplaceDamaged(t.Context(), path, plain, Options{Now: clock, Work: lightWork, Passphrase: answering(testPass)})
	must(t, err)
	again, err := Open(t.Context(), path, Options{Now: clock, Passphrase: answering(testPass)})
	must(t, err)
	must(t, again.Close())
}
