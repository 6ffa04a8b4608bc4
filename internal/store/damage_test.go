package store

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"stillnight/internal/diary"
)

// diaryBytes is a closed diary of 401 nights, and what it holds.
func diaryBytes(t testing.TB) ([]byte, diary.Diary) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	d := sample(400)
	d.Nights[3].Note = strings.Repeat("a long night ", 700)
	must(t, s.fill(t.Context(), d, nil))
	must(t, s.SaveNight(t.Context(), fullNight(day(0))))
	must(t, s.SetSetting(t.Context(), "outcome", "sleep_hours"))
	d = whole(t, s)
	must(t, s.release())
	image, err := os.ReadFile(path)
	must(t, err)
	return image, d
}

// tryDamaged opens a damaged copy and uses it. What it gets must be the true diary or an error that says
// what is wrong; the damaged file stays as it is where Open refuses it.
func tryDamaged(t *testing.T, image []byte, want diary.Diary, what string) (refused bool) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(path, image, 0o600))
	s, err := Open(t.Context(), path, Options{Now: clock})
	if err == nil {
		newer := s.Newer()
		var got diary.Diary
		got, err = s.Diary(t.Context())
		if err == nil && !reflect.DeepEqual(got, want) {
			t.Errorf("%s: a diary that is not the true one was shown as good (newer: %v)", what, newer)
		}
		if closeErr := s.release(); closeErr != nil {
			t.Logf("%s: closing gave %v", what, closeErr)
		}
	}
	if err == nil {
		return false
	}
	var damaged *DamagedError
	if !errors.As(err, &damaged) && !is(err, ErrNotADiary) {
		t.Errorf("%s: the error does not say that the file is damaged: %v", what, err)
	}
	fresh := filepath.Join(t.TempDir(), "salvaged.stillnight")
	report, err := Salvage(t.Context(), path, fresh, Options{Now: clock})
	if err != nil {
		t.Errorf("%s: salvage gave %v", what, err)
		return true
	}
	checkSalvaged(t, fresh, report, want, what)
	return true
}

// checkSalvaged proves that nothing in a salvaged diary is wrong and that losses are told.
func checkSalvaged(t *testing.T, path string, report SalvageReport, want diary.Diary, what string) {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	defer func() { must(t, s.release()) }()
	got := whole(t, s)
	for _, n := range got.Nights {
		if original, found := want.Night(n.Date); !found || !reflect.DeepEqual(n, original) {
			t.Errorf("%s: night %s was salvaged wrong", what, n.Date)
		}
	}
	if len(got.Nights) < len(want.Nights) && report.Complete() {
		t.Errorf("%s: %d nights of %d salvaged, and the report says nothing of it: %+v", what, len(got.Nights), len(want.Nights), report)
	}
}

func TestFlippedBytesAreNeverShownAsGood(t *testing.T) {
	image, want := diaryBytes(t)
	r := rand.New(rand.NewPCG(11, 2))
	refused := 0
	for range 300 {
		at, bit := r.IntN(len(image)), byte(1+r.IntN(255))
		damaged := append([]byte{}, image...)
		damaged[at] ^= bit
		if tryDamaged(t, damaged, want, fmt.Sprintf("byte %d ^ %#x", at, bit)) {
			refused++
		}
	}
	t.Logf("%d of 300 flips noticed, the others hit nothing that is read", refused)
}

func TestFlippedHeaderBytesAreNeverShownAsGood(t *testing.T) {
	image, want := diaryBytes(t)
	for at := range headerSize + 40 {
		damaged := append([]byte{}, image...)
		damaged[at] ^= 0x81
		tryDamaged(t, damaged, want, fmt.Sprintf("header byte %d", at))
	}
}

func TestTruncatedDiariesAreNeverShownAsGood(t *testing.T) {
	image, want := diaryBytes(t)
	r := rand.New(rand.NewPCG(4, 2))
	lengths := []int{0, 1, 15, 16, 99, 100, 512, pageSize, len(image) - pageSize, len(image) - 1}
	for range 40 {
		lengths = append(lengths, r.IntN(len(image)))
	}
	for _, n := range lengths {
		if !tryDamaged(t, image[:n], want, fmt.Sprintf("cut to %d of %d", n, len(image))) {
			t.Errorf("cut to %d of %d: not noticed", n, len(image))
		}
	}
}

func TestNewestGoodBackupIsOfferedAndTakesTheDamagedOnesPlace(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "diary.stillnight")
	now := at
	s, err := Open(t.Context(), path, Options{Now: func() time.Time { return now }})
	must(t, err)
	must(t, s.fill(t.Context(), sample(20), nil))
	good, err := s.Backup(t.Context())
	must(t, err)
	now = now.Add(time.Hour)
	bad, err := s.Backup(t.Context())
	must(t, err)
	must(t, s.release())
	for _, p := range []string{bad.Path, path} {
		data, err := os.ReadFile(p)
		must(t, err)
		page := strings.Index(string(data), "second line") / pageSize * pageSize // where nights are
		copy(data[page+100:], make([]byte, 3000))
		must(t, os.WriteFile(p, data, 0o600))
	}
	var damaged *DamagedError
	if s, err := Open(t.Context(), path, Options{Now: clock}); !errors.As(err, &damaged) {
		if err == nil {
			_, err = s.Diary(t.Context())
			must(t, s.release())
		}
		if !errors.As(err, &damaged) {
			t.Fatalf("the damaged diary gave %v", err)
		}
	}
	b, p, found, err := NewestGoodBackup(t.Context(), path, Options{})
	must(t, err)
	if !found || b.Path != good.Path || p.Nights != 20 || p.First != day(-20) || p.Last != day(-1) {
		t.Fatalf("offered %+v %+v %v", b, p, found)
	}
	damagedBytes, err := os.ReadFile(path)
	must(t, err)
	keptAs, err := ReplaceDamaged(t.Context(), path, b.Path, Options{})
	must(t, err)
	kept, err := os.ReadFile(keptAs)
	must(t, err)
	if string(kept) != string(damagedBytes) {
		t.Error("the damaged file was changed")
	}
	if d := whole(t, reopen(t, path)); len(d.Nights) != 20 {
		t.Errorf("%d nights after taking the backup", len(d.Nights))
	}
}

// TestWhatCannotBeLookedIntoHidesNoOtherBackup: the drive of the chosen folder is not connected, and the newest backup is of a
// newer program, or none that can be read.
func TestWhatCannotBeLookedIntoHidesNoOtherBackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	now := at
	s, err := Open(t.Context(), path, Options{Now: func() time.Time { return now }})
	must(t, err)
	_, err = s.Import(t.Context(), sample(20), ReplaceAll)
	must(t, err)
	now = now.Add(time.Hour)
	good, err := s.Backup(t.Context())
	must(t, err)
	now = now.Add(time.Hour)
	newer, err := s.Backup(t.Context())
	must(t, err)
	now = now.Add(time.Hour)
	folder, err := s.Backup(t.Context())
	must(t, err)
	must(t, s.release())
	c, err := openFile(newer.Path, readWrite)
	must(t, err)
	must(t, c.exec(fmt.Sprintf("PRAGMA user_version = %d", currentVersion+1)))
	must(t, c.close())
	must(t, os.Remove(folder.Path))
	must(t, os.Mkdir(folder.Path, 0o700))
	gone := Options{Backups: BackupOptions{Folder: filepath.Join(t.TempDir(), "not connected")}}
	b, p, found, err := NewestGoodBackup(t.Context(), path, gone)
	var fault *BackupError
	if !errors.As(err, &fault) || fault.Folder != gone.Backups.Folder || !found || b.Path != good.Path || p.Nights != 20 {
		t.Errorf("offered %+v %+v %v, %v", b, p, found, err)
	}
	must(t, os.RemoveAll(filepath.Dir(good.Path)))
	if _, _, found, err := NewestGoodBackup(t.Context(), path, gone); found || !errors.As(err, &fault) {
		t.Errorf("without it: %v, %v", found, err)
	}
}

func TestDamageOfALargeDiaryFoundBesideTheFirstScreenStopsWrites(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	must(t, s.fill(t.Context(), sample(6000), nil))
	must(t, s.release())
	image, err := os.ReadFile(path)
	must(t, err)
	if len(image) <= checkedAtOnce {
		t.Fatalf("%d bytes are too few for this test", len(image))
	}
	image[len(image)-pageSize] ^= 0xff
	image[len(image)-pageSize+4] ^= 0xff
	must(t, os.WriteFile(path, image, 0o600))
	s, err = Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	defer func() { must(t, s.release()) }()
	told := make(chan error, 1)
	s.OnDamage(func(err error) { told <- err })
	var damaged *DamagedError
	if err := s.SaveNight(t.Context(), fullNight(day(0))); !errors.As(err, &damaged) {
		t.Errorf("saving gave %v", err)
	}
	if err := <-told; !errors.As(err, &damaged) {
		t.Errorf("told %v", err)
	}
}

// What CheckLater puts off must still be found, and nothing written until it was looked for.
func TestACheckPutOffStillStopsWrites(t *testing.T) {
	image, _ := diaryBytes(t)
	image[strings.Index(string(image), "Dr. Moreau")] = 'X'
	var damaged *DamagedError
	for what, do := range map[string]func(*Store) error{
		"checking":      func(s *Store) error { return s.CheckPages() },
		"saving":        func(s *Store) error { return s.SaveNight(t.Context(), fullNight(day(0))) },
		"undoing":       func(s *Store) error { _, err := s.Undo(t.Context()); return err },
		"opening again": func(s *Store) error { _, err := Open(t.Context(), s.path, Options{ReadOnly: true}); return err },
	} {
		path := filepath.Join(t.TempDir(), "diary.stillnight")
		must(t, os.WriteFile(path, image, 0o600))
		s, err := Open(t.Context(), path, Options{Now: clock, CheckLater: true})
		must(t, err)
		if err := do(s); !errors.As(err, &damaged) {
			t.Errorf("%s gave %v", what, err)
		}
		must(t, s.release())
		if after, err := os.ReadFile(path); err != nil || string(after) != string(image) {
			t.Errorf("%s wrote into the damaged file: %v", what, err)
		}
	}
}

func TestACheckPutOffThatNobodyAsksForEndsWithTheDiary(t *testing.T) {
	image, _ := diaryBytes(t)
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(path, image, 0o600))
	s, err := Open(t.Context(), path, Options{Now: clock, CheckLater: true})
	must(t, err)
	if _, _, err := s.UndoState(t.Context()); err != nil || s.pages.found() != nil {
		t.Errorf("the steps gave %v", err)
	}
	must(t, s.Close())
}

func TestARowBrokenWhileOpenIsToldOnce(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(10), nil))
	told := make(chan error, 2)
	s.OnDamage(func(err error) { told <- err })
	tamper(t, s, "UPDATE nights SET severity = 9 - severity WHERE date = '"+day(-1).String()+"'")
	var damaged *DamagedError
	for range 2 {
		if _, err := s.Diary(t.Context()); !errors.As(err, &damaged) {
			t.Errorf("reading gave %v", err)
		}
	}
	if err := <-told; !errors.As(err, &damaged) || damaged.Path != s.Path() {
		t.Errorf("told %v", err)
	}
	s.changed = false // such a diary cannot be backed up on closing
}

func TestABrokenRowIsFoundOnOpening(t *testing.T) {
	image, _ := diaryBytes(t)
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	image[strings.Index(string(image), "Dr. Moreau")] = 'X'
	must(t, os.WriteFile(path, image, 0o600))
	var damaged *DamagedError
	if _, err := Open(t.Context(), path, Options{Now: clock}); !errors.As(err, &damaged) {
		t.Errorf("opening gave %v", err)
	}
}

// tamper changes the diary as no save does, and lets the store take that for its own doing.
func tamper(t testing.TB, s *Store, statements string) {
	t.Helper()
	must(t, s.conn.script(statements))
	must(t, s.remember())
}

// The first bytes are what a disk most often loses. With them goes what tells a diary from any other file; its copies
// still tell.
func TestADiaryWhoseFirstBytesAreLostIsDamagedAndNoStranger(t *testing.T) {
	for what, fill := range map[string]byte{"zeros": 0, "rubbish": 0xa5} {
		t.Run(what, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "diary.stillnight")
			s, err := Open(t.Context(), path, Options{Now: clock})
			must(t, err)
			must(t, s.fill(t.Context(), sample(200), nil))
			want := whole(t, s)
			good, err := s.Backup(t.Context())
			must(t, err)
			must(t, s.release())
			data, err := os.ReadFile(path)
			must(t, err)
			for i := range 512 {
				data[i] = fill
			}
			must(t, os.WriteFile(path, data, 0o600))
			var damaged *DamagedError
			if _, err := Open(t.Context(), path, Options{Now: clock}); !errors.As(err, &damaged) {
				t.Errorf("opening gave %v", err)
			}
			fresh := filepath.Join(t.TempDir(), "fresh.stillnight")
			report, err := Salvage(t.Context(), path, fresh, Options{Now: clock})
			must(t, err)
			checkSalvaged(t, fresh, report, want, what)
			_, err = ReplaceDamaged(t.Context(), path, good.Path, Options{})
			must(t, err)
			if got := whole(t, reopen(t, path)); len(got.Nights) != len(want.Nights) {
				t.Errorf("%d nights after going back", len(got.Nights))
			}
			alone := filepath.Join(t.TempDir(), "letter.stillnight")
			must(t, os.WriteFile(alone, data, 0o600))
			if _, err := Open(t.Context(), alone, Options{Now: clock}); !is(err, ErrNotADiary) {
				t.Errorf("without copies it gave %v", err)
			}
		})
	}
}

// TestPagesThatChangedPlacesAreNoticed: every row is there and whole, but where SQLite looks for it by its key it is not.
func TestPagesThatChangedPlacesAreNoticed(t *testing.T) {
	s := newStore(t)
	_, err := s.Import(t.Context(), sample(150), ReplaceAll)
	must(t, err)
	want := whole(t, s)
	path := s.Path()
	must(t, s.Close())
	data, err := os.ReadFile(path)
	must(t, err)
	r, opened := rand.New(rand.NewPCG(19, 7)), 0
	page := func(image []byte, n int) []byte { return image[n*pageSize : (n+1)*pageSize] }
	for range 200 {
		a, b := 1+r.IntN(len(data)/pageSize-1), 1+r.IntN(len(data)/pageSize-1)
		image := bytes.Clone(data)
		copy(page(image, a), page(data, b))
		copy(page(image, b), page(data, a))
		must(t, os.WriteFile(path, image, 0o600))
		s, err := Open(t.Context(), path, Options{Now: clock, ReadOnly: true})
		if err != nil {
			continue
		}
		opened++
		for _, n := range want.Nights {
			if _, there, err := s.Night(t.Context(), n.Date); err != nil || !there {
				t.Fatalf("with pages %d and %d changed the night of %s is there %v, %v", a, b, n.Date, there, err)
			}
		}
		for _, e := range want.Episodes {
			if list, err := s.Episodes(t.Context(), e.Night); err != nil || len(list) == 0 {
				t.Fatalf("with pages %d and %d changed an episode of %s is not found, %v", a, b, e.Night, err)
			}
		}
		report, err := s.Check(t.Context())
		must(t, err)
		if !report.OK() {
			t.Errorf("with pages %d and %d changed the diary opens, and the check finds %+v", a, b, report.Items)
		}
		must(t, s.Close())
	}
	t.Logf("%d of 200 opened", opened)
}
