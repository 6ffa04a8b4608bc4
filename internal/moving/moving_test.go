package moving_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/moving"
	"stillnight/internal/store"
)

const secret = "long enough words"

var night = diary.Night{Date: diary.MustDate(2026, 3, 2), Severity: diary.Some(6), Note: "train"}

// lightWork keeps the tests from computing a second for each passphrase.
const lightWork = 10

// old makes a diary with a night and a backup, and packs it.
func old(t *testing.T, locked, backups bool) (packed string, d diary.Diary) {
	t.Helper()
	folder := t.TempDir()
	s, err := store.Open(t.Context(), filepath.Join(folder, "Anna.stillnight"), store.Options{Work: lightWork})
	if err != nil {
		t.Fatal(err)
	}
	if locked {
		if err := s.SetPassphrase(t.Context(), secret); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.SaveNight(t.Context(), night); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Backup(t.Context()); err != nil {
		t.Fatal(err)
	}
	if d, err = s.Diary(t.Context()); err != nil {
		t.Fatal(err)
	}
	packed = filepath.Join(folder, "x"+moving.Ending)
	var b bytes.Buffer
	o := moving.Options{Backups: backups, Settings: map[string]string{"look": "night"}, Now: time.Now()}
	if err := errors.Join(moving.Pack(t.Context(), &b, s, o), os.WriteFile(packed, b.Bytes(), 0o600), s.Close()); err != nil {
		t.Fatal(err)
	}
	return packed, d
}

func TestADiaryMovesWholeAndALockedOneStaysLocked(t *testing.T) {
	for _, locked := range []bool{false, true} {
		packed, want := old(t, locked, true)
		b, err := moving.Open(t.Context(), packed)
		if err != nil {
			t.Fatal(err)
		}
		if b.Backups != 1 || b.Diary != "Anna.stillnight" || b.Settings["look"] != "night" || b.Holds.Locked != locked || !locked && b.Holds.Nights != 1 {
			t.Errorf("locked %v: it holds %+v", locked, b)
		}
		gone := filepath.Join(t.TempDir(), "stick")
		if err := b.TakeIn(filepath.Join(gone, "diary.stillnight"), store.Places{}); !errors.Is(err, store.ErrNotConnected) {
			t.Errorf("on a drive that is not there: %v", err)
		}
		if _, err := os.Lstat(gone); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("its folder was made: %v", err)
		}
		path := filepath.Join(t.TempDir(), "diary.stillnight")
		if err := b.TakeIn(path, store.Places{}); err != nil {
			t.Fatal(err)
		}
		if err := b.TakeIn(path, store.Places{}); !errors.Is(err, fs.ErrExist) {
			t.Errorf("a diary that is there: %v", err)
		}
		if _, err := store.ReadForeign(t.Context(), path); locked && !errors.Is(err, store.ErrPassphrase) {
			t.Errorf("the locked diary opens without its passphrase: %v", err)
		}
		s, err := store.Open(t.Context(), path, store.Options{Passphrase: func(bool) (string, error) { return secret, nil }})
		if err != nil {
			t.Fatal(err)
		}
		got, err := s.Diary(t.Context())
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("locked %v: %+v came through of %+v, %v", locked, got, want, err)
		}
		if list, err := s.Backups(t.Context()); err != nil || len(list) != 1 {
			t.Errorf("locked %v: %d backups, %v", locked, len(list), err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestNothingOfItIsWrittenBeforeItIsTakenIn: a program that is killed could leave it behind.
func TestNothingOfItIsWrittenBeforeItIsTakenIn(t *testing.T) {
	packed, _ := old(t, false, true)
	gone := filepath.Join(t.TempDir(), "gone")
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, gone)
	}
	if b, err := moving.Open(t.Context(), packed); err != nil || b.Holds.Nights != 1 {
		t.Errorf("without a folder for temporary files: %+v, %v", b, err)
	}
}

func TestADiaryOfAnyNameMoves(t *testing.T) {
	for name, want := range map[string]string{
		"Anna: nights.stillnight":               "Anna- nights.stillnight",
		".hidden.stillnight":                    "hidden.stillnight",
		"nights.db":                             "nights.stillnight",
		"..stillnight":                          "diary.stillnight",
		"nul.stillnight":                        "diary nul.stillnight",
		"a\\b\n.STILLNIGHT":                     "a-b-.stillnight",
		"日記.stillnight":                         "日記.stillnight",
		strings.Repeat("ä", 90) + ".stillnight": strings.Repeat("ä", 75) + ".stillnight",
	} {
		folder := t.TempDir()
		path := filepath.Join(folder, name)
		s, err := store.Open(t.Context(), path, store.Options{})
		if err != nil {
			t.Fatal(name, err)
		}
		if err := s.SaveNight(t.Context(), night); err != nil {
			t.Fatal(name, err)
		}
		if _, err := s.Backup(t.Context()); err != nil {
			t.Fatal(name, err)
		}
		var packed bytes.Buffer
		file := filepath.Join(folder, "x"+moving.Ending)
		err = errors.Join(moving.Pack(t.Context(), &packed, s, moving.Options{Backups: true}), os.WriteFile(file, packed.Bytes(), 0o600), s.Close())
		if err != nil {
			t.Fatal(name, err)
		}
		b, err := moving.Open(t.Context(), file)
		if err != nil || b.Diary != want || b.Backups != 1 {
			t.Errorf("%q: %+v, %v", name, b, err)
		}
	}
}

func TestBackupsStayBehindWhereTheyAreNotWanted(t *testing.T) {
	packed, _ := old(t, false, false)
	b, err := moving.Open(t.Context(), packed)
	if err != nil || b.Backups != 0 {
		t.Errorf("%+v, %v", b, err)
	}
}

// rezip copies an archive with its parts renamed and changed.
func rezip(t *testing.T, packed string, change func(name string, data []byte) (string, []byte)) string {
	t.Helper()
	z, err := zip.OpenReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		name, data := change(f.Name, data)
		if name == "" {
			continue
		}
		w, err := out.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "y"+moving.Ending)
	if err := errors.Join(z.Close(), out.Close(), os.WriteFile(path, b.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAHostileOrHarmedFileIsRefused(t *testing.T) {
	packed, _ := old(t, false, true)
	whole, err := os.ReadFile(packed)
	if err != nil {
		t.Fatal(err)
	}
	half := filepath.Join(t.TempDir(), "half"+moving.Ending)
	if err := os.WriteFile(half, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	swap := func(old, new string) func(string, []byte) (string, []byte) {
		return func(name string, data []byte) (string, []byte) {
			return string(bytes.ReplaceAll([]byte(name), []byte(old), []byte(new))), bytes.ReplaceAll(data, []byte(old), []byte(new))
		}
	}
	var diaryPart []byte
	for name, path := range map[string]string{
		"a part comes twice in the place of another": rezip(t, packed, func(name string, data []byte) (string, []byte) {
			switch filepath.Dir(name) {
			case "diary":
				diaryPart = data
			case "backups":
				return "diary/Anna.stillnight", diaryPart
			}
			return name, data
		}),
		"cut in half": half,
		"no list":     rezip(t, packed, func(name string, data []byte) (string, []byte) { return "x" + name, data }),
		"another byte": rezip(t, packed, func(name string, data []byte) (string, []byte) {
			if name != "contents.json" {
				data[len(data)/2] ^= 1
			}
			return name, data
		}),
		"a part is gone": rezip(t, packed, func(name string, data []byte) (string, []byte) {
			if filepath.Dir(name) == "backups" {
				name = ""
			}
			return name, data
		}),
		"a way out":          rezip(t, packed, swap("Anna", "../Anna")),
		"a way out, Windows": rezip(t, packed, swap("Anna", `..\\Anna`)),
		"no diary":           rezip(t, packed, swap("Anna.stillnight", "Anna.exe")),
		"a newer version":    rezip(t, packed, swap(`"form": 1`, `"form": 9`)),
		"no archive":         filepath.Join("moving_test.go"),
	} {
		b, err := moving.Open(t.Context(), path)
		var fault *moving.Fault
		if !errors.As(err, &fault) {
			t.Errorf("%s: taken %v, %v", name, b != nil, err)
		}
	}
	if _, err := moving.Open(t.Context(), filepath.Join(t.TempDir(), "gone")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no file: %v", err)
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, data []byte) {
		path := filepath.Join(t.TempDir(), "x"+moving.Ending)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if b, err := moving.Open(context.Background(), path); err == nil && b.Diary == "" {
			t.Error("a file without a diary is taken")
		}
	})
}
