package output_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"stillnight/internal/output"
	"stillnight/internal/store"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// open opens the diary at a path, or begins one.
func open(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), path, store.Options{})
	must(t, err)
	t.Cleanup(func() { must(t, s.Close()) })
	return s
}

// writing puts a short text into an output.
func writing(f output.File) error {
	return f.Write(func(w io.Writer) error {
		_, err := io.WriteString(w, "%PDF-1.7 not a diary at all")
		return err
	})
}

func TestNothingElseIsWrittenOverADiary(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "diary.stillnight"))
	before, err := os.ReadFile(s.Path())
	must(t, err)
	for _, path := range []string{s.Path(), s.Path() + "-journal", filepath.Join(filepath.Dir(s.Path()), "other.stillnight-wal")} {
		for _, mine := range []*store.Store{nil, s} {
			f := output.File{Path: path, Replace: true, Open: mine}
			var refused *output.KeptError
			err := writing(f)
			switch {
			case strings.Contains(path, "other"): // nobody's
				if err != nil || f.Refused() != nil {
					t.Errorf("%s: %v", path, err)
				}
			case !errors.As(err, &refused):
				t.Errorf("written to %s, or refused with %v", path, err)
			case !errors.As(f.Refused(), &refused):
				t.Errorf("asked about %s, it says %v", path, f.Refused())
			}
		}
	}
	after, err := os.ReadFile(s.Path())
	if err != nil || string(after) != string(before) {
		t.Errorf("the diary was touched (%v)", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(s.Path()), ".*.new")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestADiaryThatOpensWhileAFileIsMadeIsNotWrittenOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "late.stillnight")
	var s *store.Store
	err := output.File{Path: path, Replace: true}.Write(func(w io.Writer) error {
		s = open(t, path)
		_, err := io.WriteString(w, "pages")
		return err
	})
	var refused *output.KeptError
	if !errors.As(err, &refused) {
		t.Errorf("written, or refused with %v", err)
	}
	if _, err := s.Diary(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAnOpenDiaryWhoseFileIsGoneKeepsItsPlace(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "diary.stillnight"))
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be taken away there")
	}
	must(t, os.Remove(s.Path()))
	var refused *output.KeptError
	if err := writing(output.File{Path: s.Path(), Replace: true}); !errors.As(err, &refused) {
		t.Errorf("written, or refused with %v", err)
	}
}

func TestOtherFilesAreReplacedWholeAndOnlyWhenAsked(t *testing.T) {
	folder := t.TempDir()
	for name, old := range map[string]string{"empty.pdf": "", "short.csv": "S", "text.txt": strings.Repeat("a page of text ", 40)} {
		path := filepath.Join(folder, name)
		must(t, os.WriteFile(path, []byte(old), 0o644))
		if err := writing(output.File{Path: path}); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: without asking: %v", name, err)
		}
		broken := errors.New("a fault in the middle")
		if err := (output.File{Path: path, Replace: true}).Write(func(w io.Writer) error {
			_, err := io.WriteString(w, "half")
			return errors.Join(broken, err)
		}); !errors.Is(err, broken) {
			t.Errorf("%s: a fault is told as %v", name, err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != old {
			t.Errorf("%s holds %q after a fault (%v)", name, got, err)
		}
		if err := writing(output.File{Path: path, Replace: true}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(got), "%PDF") {
			t.Errorf("%s holds %q (%v)", name, got, err)
		}
		if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", name, info.Mode(), err)
		}
	}
	if err := writing(output.File{Path: folder, Replace: true}); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a folder: %v", err)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 3 {
		t.Errorf("%d files are left (%v)", len(left), err)
	}
}

func TestADeviceIsWrittenToAndNotReplaced(t *testing.T) {
	if _, err := os.Stat("/dev/null"); err != nil {
		t.Skip("no such device here")
	}
	if err := writing(output.File{Path: "/dev/null", Replace: true}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat("/dev/null"); err != nil || info.Mode().IsRegular() {
		t.Fatalf("%v %v", info, err)
	}
}
