package store

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
)

// replacements are the ways in which other programs put another file in the place of the open diary.
var replacements = map[string]func(t *testing.T, path string, data []byte){
	"renamed over it, as sync services do": func(t *testing.T, path string, data []byte) {
		must(t, os.WriteFile(path+".sync", data, 0o600))
		must(t, os.Rename(path+".sync", path))
	},
	"written into it, as cat does": func(t *testing.T, path string, data []byte) {
		must(t, os.WriteFile(path, data, 0o600))
	},
	"written into it with size and time kept": func(t *testing.T, path string, data []byte) {
		info, err := os.Stat(path)
		must(t, err)
		must(t, os.WriteFile(path, data, 0o600))
		must(t, os.Chtimes(path, info.ModTime(), info.ModTime()))
	},
}

// twin is another version of a diary: the same nights, the same count of saves, but one other night.
func twin(t *testing.T, locked bool) (s *Store, theirs []byte) {
	t.Helper()
	s = newStore(t)
	_, err := s.Import(t.Context(), sample(30), ReplaceAll)
	must(t, err)
	if locked {
		setTestPassphrase(t, s, testPass)
	}
	elsewhere := filepath.Join(t.TempDir(), "diary.stillnight")
	data, err := os.ReadFile(s.Path())
	must(t, err)
	must(t, os.WriteFile(elsewhere, data, 0o600))
	other, err := Open(t.Context(), elsewhere, Options{Now: clock, Passphrase: answering(testPass)})
	must(t, err)
	must(t, other.SaveNight(t.Context(), diary.Night{Date: day(3), Severity: diary.Some(4)}))
	n, _, err := other.Night(t.Context(), day(-1))
	must(t, err)
	n.TimesUp = diary.Some(9) // answered there alone
	must(t, other.SaveNight(t.Context(), n))
	must(t, other.release())
	theirs, err = os.ReadFile(elsewhere)
	must(t, err)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(1), Severity: diary.Some(1)}))
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(2), Severity: diary.Some(2)}))
	return s, theirs
}

func TestTwoVersionsAreJoinedAndBothKept(t *testing.T) {
	for how, replace := range replacements {
		for _, locked := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, locked %v", how, locked), func(t *testing.T) {
				s, theirs := twin(t, locked)
				n, _, err := s.Night(t.Context(), day(-1))
				must(t, err)
				if n.TimesUp.IsSet() {
					t.Fatal("the night of this test is answered already")
				}
				replace(t, s.Path(), theirs)
				must(t, s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5)}))
				d := whole(t, s)
				for i, want := range []int{1, 2, 4, 5} {
					if n, there := d.Night(day(1 + i)); !there || n.Severity != diary.Some(want) {
						t.Errorf("night %d: %+v, %v", 1+i, n.Severity, there)
					}
				}
				if n, _ := d.Night(day(-1)); n.TimesUp != diary.Some(9) {
					t.Errorf("what only they answered is %v", n.TimesUp)
				}
				if len(d.Nights) != 34 {
					t.Errorf("%d nights", len(d.Nights))
				}
				if f := s.Findings(); len(f) != 1 || f[0].Key != "store.found.joined" || f[0].Args["added"] != "1" || f[0].Args["filled"] != "1" {
					t.Errorf("told %+v", f)
				}
				list, err := s.Backups(t.Context())
				must(t, err)
				kept := 0
				for _, b := range list {
					if b.Reason != backup.BeforeJoin {
						continue
					}
					p, err := s.PreviewBackup(t.Context(), b.Path, nil)
					must(t, err)
					kept += p.Nights
				}
				if kept != 31+32 {
					t.Errorf("the two versions that are kept hold %d nights", kept)
				}
				must(t, s.Close())
				again, err := Open(t.Context(), s.Path(), Options{Now: clock, Passphrase: answering(testPass)})
				must(t, err)
				if got := whole(t, again); !reflect.DeepEqual(got, d) {
					t.Error("the joined diary came back different")
				}
				must(t, again.Close())
			})
		}
	}
}

// TestReadingNeverMixesTwoFiles reads after each replacement, with and without a save in between.
func TestReadingNeverMixesTwoFiles(t *testing.T) {
	for how, replace := range replacements {
		t.Run(how, func(t *testing.T) {
			s, theirs := twin(t, false)
			before := whole(t, s)
			replace(t, s.Path(), theirs)
			after := whole(t, s)
			if len(after.Nights) != len(before.Nights)+1 {
				t.Errorf("%d nights, then %d", len(before.Nights), len(after.Nights))
			}
		})
	}
}

// TestAFileThatCannotBeReadIsNotOverwritten: a sync service may be half way, or have brought something else.
func TestAFileThatCannotBeReadIsNotOverwritten(t *testing.T) {
	for _, locked := range []bool{false, true} {
		s, theirs := twin(t, locked)
		ours := whole(t, s)
		half := theirs[:len(theirs)/2]
		must(t, os.WriteFile(s.Path(), half, 0o600))
		night := diary.Night{Date: day(4), Severity: diary.Some(5)}
		for range 2 {
			if err := s.SaveNight(t.Context(), night); !is(err, ErrReplaced) {
				t.Errorf("locked %v: saving gave %v", locked, err)
			}
		}
		if got := whole(t, s); !reflect.DeepEqual(got, ours) {
			t.Errorf("locked %v: ours reads %d nights of %d", locked, len(got.Nights), len(ours.Nights))
		}
		if now, err := os.ReadFile(s.Path()); err != nil || !bytes.Equal(now, half) {
			t.Errorf("locked %v: the other file was changed (%v)", locked, err)
		}
		must(t, os.WriteFile(s.Path(), theirs, 0o600)) // the service has come to its end
		must(t, s.SaveNight(t.Context(), night))
		if got := whole(t, s); len(got.Nights) != 34 {
			t.Errorf("locked %v: %d nights", locked, len(got.Nights))
		}
	}
}

// TestOursIsJoinedAtTheNextStart where the program ended while another file lay in the diary's place.
func TestOursIsJoinedAtTheNextStart(t *testing.T) {
	for _, locked := range []bool{false, true} {
		s, theirs := twin(t, locked)
		must(t, os.WriteFile(s.Path(), theirs[:100], 0o600))
		if err := s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5)}); !is(err, ErrReplaced) {
			t.Errorf("saving gave %v", err)
		}
		must(t, s.release())
		must(t, os.WriteFile(s.Path(), theirs, 0o600))
		again, err := Open(t.Context(), s.Path(), Options{Now: clock, Passphrase: answering(testPass)})
		must(t, err)
		if d := whole(t, again); len(d.Nights) != 33 {
			t.Errorf("locked %v: %d nights", locked, len(d.Nights))
		}
		if _, err := os.Stat(oursPath(s.Path())); !errors.Is(err, fs.ErrNotExist) {
			t.Error("the waiting version is still there")
		}
		must(t, again.Close())
	}
}

func TestTheSameFileTouchedIsNoOtherVersion(t *testing.T) {
	for _, locked := range []bool{false, true} {
		s, _ := twin(t, locked)
		data, err := os.ReadFile(s.Path())
		must(t, err)
		before, err := s.Backups(t.Context())
		must(t, err)
		for _, replace := range replacements {
			replace(t, s.Path(), data)
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5)}))
			data, err = os.ReadFile(s.Path())
			must(t, err)
		}
		after, err := s.Backups(t.Context())
		must(t, err)
		if f := s.Findings(); len(f) != 0 || len(after) != len(before) {
			t.Errorf("locked %v: told %+v, and %d backups became %d", locked, f, len(before), len(after))
		}
	}
}

// TestOursDoesNotWaitOnceItIsInItsPlaceAgain puts something else in the diary's place for a while, takes it away or puts the
// diary back, and then deletes a night: the next start must not bring it back.
func TestOursDoesNotWaitOnceItIsInItsPlaceAgain(t *testing.T) {
	for name, back := range map[string]func(t *testing.T, aside, path string){
		"put back":   func(t *testing.T, aside, path string) { must(t, os.Rename(aside, path)) },
		"taken away": func(t *testing.T, _, path string) { must(t, os.Remove(path)) },
	} {
		for _, locked := range []bool{false, true} {
			s, _ := twin(t, locked)
			aside := filepath.Join(t.TempDir(), "aside")
			must(t, os.Rename(s.Path(), aside))
			must(t, os.WriteFile(s.Path(), []byte("something else"), 0o600))
			if err := s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5)}); !errors.Is(err, ErrReplaced) {
				t.Fatalf("%s, locked %v: saved with %v", name, locked, err)
			}
			back(t, aside, s.Path())
			must(t, s.DeleteNight(t.Context(), day(1)))
			path := s.Path()
			must(t, s.release())
			s, err := Open(t.Context(), path, Options{Now: clock, Passphrase: answering(testPass)})
			must(t, err)
			if _, there := whole(t, s).Night(day(1)); there {
				t.Errorf("%s, locked %v: the night that was deleted is back; told %+v", name, locked, s.Findings())
			}
			must(t, s.Close())
		}
	}
}

// TestAnEarlierFileOfOursPutBackIsJoined is no touch: it lacks what was saved since.
func TestAnEarlierFileOfOursPutBackIsJoined(t *testing.T) {
	for _, locked := range []bool{false, true} {
		s, _ := twin(t, locked)
		data, err := os.ReadFile(s.Path())
		must(t, err)
		must(t, s.SaveNight(t.Context(), diary.Night{Date: day(3), Severity: diary.Some(3)}))
		must(t, os.WriteFile(s.Path(), data, 0o600))
		must(t, s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(5)}))
		d := whole(t, s)
		for _, date := range []diary.Date{day(3), day(4)} {
			if _, there := d.Night(date); !there {
				t.Errorf("locked %v: the night of %s is gone", locked, date)
			}
		}
	}
}

func TestAReaderSeesWhatAnotherWindowSaves(t *testing.T) {
	s, theirs := twin(t, false)
	reader, err := Open(t.Context(), s.Path(), Options{Now: clock, ReadOnly: true})
	must(t, err)
	defer func() { must(t, reader.Close()) }()
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(5), Severity: diary.Some(5)}))
	if d := whole(t, reader); len(d.Nights) != 33 {
		t.Errorf("%d nights after a save", len(d.Nights))
	}
	for _, replace := range replacements {
		replace(t, s.Path(), theirs)
		_, err := s.Diary(t.Context())
		must(t, err)
		if d := whole(t, reader); len(d.Nights) != 34 {
			t.Errorf("%d nights after joining", len(d.Nights))
		}
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

// What is kept in memory as our side is brought up to date by the pages of a save alone. It must be the file.
func TestWhatIsRememberedOfAPlainDiaryIsItsFile(t *testing.T) {
	s := newStore(t)
	r := rand.New(rand.NewPCG(20, 7))
	ctx := t.Context()
	listed, large, stepped := 0, 0, 0
	for _, nights := range []int{2000, 1} {
		_, err := s.Import(ctx, sample(nights), ReplaceAll)
		must(t, err)
	}
	for i := range 150 {
		if len(s.saved.free()) > fewInReserve {
			large++
		}
		switch r.IntN(8) {
		case 0:
			must(t, s.DeleteNight(ctx, day(-r.IntN(60))))
		case 1:
			_, err := s.Import(ctx, sample(1+r.IntN(400)), TakeTheirs)
			must(t, err)
		case 2:
			if _, err := s.Undo(ctx); err != nil && !errors.Is(err, ErrNothingToUndo) {
				t.Fatal(err)
			}
		case 3:
			must(t, draft(s, "key", strings.Repeat("x", r.IntN(9000))))
		default:
			n := fullNight(day(-r.IntN(60)))
			n.Note = strings.Repeat("y", r.IntN(9000))
			must(t, s.SaveNight(ctx, n))
		}
		file, err := os.ReadFile(s.path)
		must(t, err)
		saved, err := s.saved.image()
		must(t, err)
		if !bytes.Equal(file, saved) {
			t.Fatalf("after save %d what is remembered is not the file", i)
		}
		for name, d := range s.conn.kept.ledger {
			if booked, err := s.conn.ledger(ctx, name); err != nil || booked != d {
				t.Fatalf("after save %d the ledger of %s is remembered as %v, and is %v, %v", i, name, d, booked, err)
			}
		}
		step, err := s.conn.number(selectUndoPosition)
		if must(t, err); s.conn.kept.step != 0 && s.conn.kept.step != step {
			t.Fatalf("after save %d the newest step is remembered as %d, and is %d", i, s.conn.kept.step, step)
		}
		if s.conn.kept.step != 0 {
			stepped++
		}
	}
	_, err := s.alone(ctx, func(tx *tx) error {
		listed = len(s.changing())
		return tx.putSetting("test", "x")
	})
	must(t, err)
	if listed == 0 || large == 0 || stepped == 0 {
		t.Errorf("%d pages were listed, %d saves found many in reserve, %d left a step: the test shows nothing", listed, large, stepped)
	}
}
