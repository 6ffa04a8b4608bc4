package store

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"stillnight/internal/instance"
)

// writing puts a short text into an output.
func writing(o Output) error {
	return o.Write(func(w io.Writer) error {
		_, err := io.WriteString(w, "%PDF-1.7 not a diary at all")
		return err
	})
}

// link makes another name for a file, or skips where the file system has none.
func link(t *testing.T, make func(old, name string) error, old, name string) string {
	t.Helper()
	if err := make(old, name); err != nil {
		t.Skipf("no links here: %v", err)
	}
	return name
}

func TestNothingElseIsWrittenOverADiary(t *testing.T) {
	for name, prepare := range map[string]func(t *testing.T, s *Store, folder string) (out string, kept string){
		"the open diary": func(_ *testing.T, s *Store, _ string) (string, string) { return s.Path(), s.Path() },
		"by a way round": func(_ *testing.T, s *Store, folder string) (string, string) {
			return folder + "/../" + filepath.Base(folder) + "/./" + filepath.Base(s.Path()), s.Path()
		},
		"by a symbolic link": func(t *testing.T, s *Store, folder string) (string, string) {
			return link(t, os.Symlink, s.Path(), filepath.Join(folder, "link.pdf")), s.Path()
		},
		"by a link to its folder": func(t *testing.T, s *Store, folder string) (string, string) {
			there := link(t, os.Symlink, filepath.Dir(s.Path()), filepath.Join(t.TempDir(), "elsewhere"))
			return filepath.Join(there, filepath.Base(s.Path())), s.Path()
		},
		"by a hard link": func(t *testing.T, s *Store, folder string) (string, string) {
			return link(t, os.Link, s.Path(), filepath.Join(folder, "hard.pdf")), s.Path()
		},
		"closed": func(t *testing.T, s *Store, _ string) (string, string) {
			must(t, s.Close())
			return s.Path(), s.Path()
		},
		"closed, under another name": func(t *testing.T, s *Store, folder string) (string, string) {
			must(t, s.Close())
			renamed := filepath.Join(folder, "holiday.jpg")
			must(t, os.Rename(s.Path(), renamed))
			return renamed, renamed
		},
		"a backup": func(t *testing.T, s *Store, _ string) (string, string) {
			b, err := s.Backup(t.Context())
			must(t, err)
			return b.Path, b.Path
		},
		"locked": func(t *testing.T, s *Store, _ string) (string, string) {
			setTestPassphrase(t, s, testPass)
			return s.Path(), s.Path()
		},
		"locked, under another name": func(t *testing.T, s *Store, folder string) (string, string) {
			setTestPassphrase(t, s, testPass)
			must(t, s.Close())
			renamed := filepath.Join(folder, "pages.pdf")
			must(t, os.Rename(s.Path(), renamed))
			return renamed, renamed
		},
		"damaged in its first bytes": func(t *testing.T, s *Store, folder string) (string, string) {
			must(t, s.Close())
			data, err := os.ReadFile(s.Path())
			must(t, err)
			data[20] ^= 0xff
			path := filepath.Join(folder, "table.csv")
			must(t, os.WriteFile(path, data, 0o600))
			return path, path
		},
		"beyond recognition": func(t *testing.T, _ *Store, folder string) (string, string) {
			path := filepath.Join(folder, "Old.STILLNIGHT")
			must(t, os.WriteFile(path, make([]byte, 5000), 0o600))
			return path, path
		},
		"its journal": func(_ *testing.T, s *Store, _ string) (string, string) { return s.Path() + "-journal", s.Path() },
		"its lock": func(_ *testing.T, s *Store, _ string) (string, string) {
			return instance.LockPath(s.Path()), instance.LockPath(s.Path())
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			folder := filepath.Dir(s.Path())
			_, err := s.Import(t.Context(), sample(20), ReplaceAll)
			must(t, err)
			out, kept := prepare(t, s, folder)
			before, err := os.ReadFile(kept)
			must(t, err)
			for _, open := range []*Store{nil, s} {
				var refused *KeptError
				if err := writing(Output{Path: out, Replace: true, Open: open}); !errors.As(err, &refused) {
					t.Errorf("written, or refused with %v", err)
				}
				if err := (Output{Path: out, Open: open}).Refused(); !errors.As(err, &refused) {
					t.Errorf("asked, it says %v", err)
				}
			}
			after, err := os.ReadFile(kept)
			if err != nil || string(after) != string(before) {
				t.Errorf("the file was touched (%v)", err)
			}
			if left, _ := filepath.Glob(filepath.Join(folder, ".*.new")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestADiaryThatOpensWhileAFileIsMadeIsNotWrittenOver(t *testing.T) {
	path := filepath.Join(t.TempDir(), "late.stillnight")
	var s *Store
	err := Output{Path: path, Replace: true}.Write(func(w io.Writer) error {
		s = reopen(t, path)
		_, err := io.WriteString(w, "pages")
		return err
	})
	var refused *KeptError
	if !errors.As(err, &refused) {
		t.Errorf("written, or refused with %v", err)
	}
	if _, err := s.Diary(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestAnOpenDiaryWhoseFileIsGoneKeepsItsPlace(t *testing.T) {
	s := newStore(t)
	if runtime.GOOS == "windows" {
		t.Skip("an open file cannot be taken away there")
	}
	must(t, os.Remove(s.Path()))
	var refused *KeptError
	if err := writing(Output{Path: s.Path(), Replace: true}); !errors.As(err, &refused) {
		t.Errorf("written, or refused with %v", err)
	}
}

func TestOtherFilesAreReplacedWholeAndOnlyWhenAsked(t *testing.T) {
	folder := t.TempDir()
	for name, old := range map[string]string{"empty.pdf": "", "short.csv": "S", "text.txt": strings.Repeat("a page of text ", 40)} {
		path := filepath.Join(folder, name)
		must(t, os.WriteFile(path, []byte(old), 0o644))
		if err := writing(Output{Path: path}); !errors.Is(err, fs.ErrExist) {
			t.Errorf("%s: without asking: %v", name, err)
		}
		broken := errors.New("a fault in the middle")
		if err := (Output{Path: path, Replace: true}).Write(func(w io.Writer) error {
			_, err := io.WriteString(w, "half")
			return errors.Join(broken, err)
		}); !errors.Is(err, broken) {
			t.Errorf("%s: a fault is told as %v", name, err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != old {
			t.Errorf("%s holds %q after a fault (%v)", name, got, err)
		}
		if err := writing(Output{Path: path, Replace: true}); err != nil {
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
	if err := writing(Output{Path: folder, Replace: true}); !errors.Is(err, fs.ErrExist) {
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
	if err := writing(Output{Path: "/dev/null", Replace: true}); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat("/dev/null"); err != nil || info.Mode().IsRegular() {
		t.Fatalf("%v %v", info, err)
	}
}

func TestPlaceReplacesOnlyWhatItMayAndNothingThatIsOpen(t *testing.T) {
	folder := t.TempDir()
	must(t, os.Mkdir(filepath.Join(folder, "made"), 0o700))
	made := func() string {
		t.Helper()
		path := filepath.Join(folder, "made", "new.stillnight")
		s := reopen(t, path)
		_, err := s.Import(t.Context(), sample(3), ReplaceAll)
		must(t, err)
		must(t, s.Close())
		return path
	}
	yes := func(*Store) error { return nil }
	path := filepath.Join(folder, "own.stillnight")
	must(t, Place(t.Context(), made(), path, nil))
	if d, err := ReadForeign(t.Context(), path); err != nil || len(d.Nights) != 3 {
		t.Fatalf("%d nights, %v", len(d.Nights), err)
	}
	s := reopen(t, path)
	_, err := s.Import(t.Context(), sample(9), ReplaceAll)
	must(t, err)
	refuse := errors.New("it is mine")
	if err := Place(t.Context(), made(), path, yes); !errors.Is(err, ErrInUse) {
		t.Errorf("over an open diary: %v", err)
	}
	must(t, s.Close())
	if err := Place(t.Context(), made(), path, nil); !errors.Is(err, fs.ErrExist) {
		t.Errorf("unasked: %v", err)
	}
	if err := Place(t.Context(), made(), path, func(*Store) error { return refuse }); !errors.Is(err, refuse) {
		t.Errorf("refused: %v", err)
	}
	if d, err := ReadForeign(t.Context(), path); err != nil || len(d.Nights) != 9 {
		t.Errorf("%d nights, %v", len(d.Nights), err)
	}
	must(t, Place(t.Context(), made(), path, yes))
	if d, err := ReadForeign(t.Context(), path); err != nil || len(d.Nights) != 3 {
		t.Errorf("%d nights, %v", len(d.Nights), err)
	}
}
