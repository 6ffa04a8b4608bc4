package store

import (
	"archive/zip"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"stillnight/internal/instance"
)

// link makes another name for a file, or skips where the file system has none.
func link(t *testing.T, make func(old, name string) error, old, name string) string {
	t.Helper()
	if err := make(old, name); err != nil {
		t.Skipf("no links here: %v", err)
	}
	return name
}

func TestADiarysPlaceIsKnown(t *testing.T) {
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
		"a journal that was set aside": func(t *testing.T, s *Store, _ string) (string, string) {
			path := s.Path() + "-journal.set-aside-1"
			must(t, os.WriteFile(path, []byte(journalMagic+strings.Repeat("x", 3000)), 0o600))
			return path, path
		},
		"packed, under another name": func(t *testing.T, s *Store, folder string) (string, string) {
			path := filepath.Join(folder, "old.zip")
			f, err := os.Create(path)
			must(t, err)
			z := zip.NewWriter(f)
			_, err = z.Create(MovePart + "/own.stillnight")
			must(t, errors.Join(err, z.Close(), f.Close()))
			return path, path
		},
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
				if kept, err := Kept(out, open); err != nil || !kept {
					t.Errorf("with %v open: kept %v, %v", open, kept, err)
				}
			}
			after, err := os.ReadFile(kept)
			if err != nil || string(after) != string(before) {
				t.Errorf("the file was touched (%v)", err)
			}
		})
	}
}

// TestTheWayToADiaryOnADriveIsKept: the link would be replaced, not what it leads to.
func TestTheWayToADiaryOnADriveIsKept(t *testing.T) {
	folder := t.TempDir()
	gone := filepath.Join(folder, "drive", "own.stillnight")
	for _, name := range []string{"own.stillnight", "pages.pdf"} {
		if kept, err := Kept(link(t, os.Symlink, gone, filepath.Join(folder, name)), nil); err != nil || !kept {
			t.Errorf("%s: kept %v, %v", name, kept, err)
		}
	}
	if kept, err := Kept(link(t, os.Symlink, filepath.Join(folder, "drive", "pages.pdf"), filepath.Join(folder, "link.pdf")), nil); err != nil || kept {
		t.Errorf("a link to pages: kept %v, %v", kept, err)
	}
}

func TestOtherFilesAreNobodysPlace(t *testing.T) {
	s := newStore(t)
	folder := filepath.Dir(s.Path())
	for name, content := range map[string]string{"empty.pdf": "", "short.csv": "S", "text.txt": strings.Repeat("a page of text ", 40)} {
		must(t, os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600))
	}
	for _, name := range []string{"empty.pdf", "short.csv", "text.txt", "not there.pdf", ".lock", ""} {
		if kept, err := Kept(filepath.Join(folder, name), s); err != nil || kept {
			t.Errorf("%q: kept %v, %v", name, kept, err)
		}
	}
}
