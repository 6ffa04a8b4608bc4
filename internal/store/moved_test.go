package store

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
)

// TestWhatAMovedDiaryLeftBehindIsLockedToo: people move or rename the file alone, and what the program had put beside it
// stays where it was.
func TestWhatAMovedDiaryLeftBehindIsLockedToo(t *testing.T) {
	for how, move := range map[string]func(t *testing.T, path, there string) (to string){
		"to another folder": func(t *testing.T, path, there string) string {
			to := filepath.Join(there, "diary.stillnight")
			must(t, os.Rename(path, to))
			return to
		},
		"to another folder and name, with a link in its place": func(t *testing.T, path, there string) string {
			to := filepath.Join(there, "anna.stillnight")
			must(t, os.Rename(path, to))
			must(t, os.Symlink(to, path))
			return to
		},
		"to another name": func(t *testing.T, path, _ string) string {
			to := filepath.Join(filepath.Dir(path), "anna.stillnight")
			must(t, os.Rename(path, to))
			return to
		},
		"away and back": func(t *testing.T, path, there string) string {
			to := filepath.Join(there, "diary.stillnight")
			must(t, os.Rename(path, to))
			s := reopenAt(t, to)
			saveSeverity(t, s, 3, 4)
			_, err := s.Backup(t.Context())
			must(t, err)
			must(t, s.Close())
			must(t, os.Rename(to, path))
			return path
		},
	} {
		t.Run(how, func(t *testing.T) {
			root := t.TempDir()
			former, there := filepath.Join(root, "former"), filepath.Join(root, "there")
			must(t, os.Mkdir(former, 0o700))
			must(t, os.Mkdir(there, 0o700))
			path := filepath.Join(former, "diary.stillnight")
			s := marked(t, path, Options{})
			_, err := s.Backup(t.Context())
			must(t, err)
			must(t, s.Close())
			data, err := os.ReadFile(path)
			must(t, err)
			must(t, os.WriteFile(filepath.Join(former, "diary.damaged-1.stillnight"), data, 0o600))
			s = reopenAt(t, move(t, path, there))
			if left := lockedWith(t, s); left != nil {
				t.Errorf("left %v", left)
			}
			noMarker(t, root, "after locking")
			list, err := s.backupsAnywhere()
			must(t, err)
			if !slices.ContainsFunc(list, func(b backup.Copy) bool { return filepath.Dir(b.Path) == backup.Beside(path) }) {
				t.Error("the backups that were left behind are not found")
			}
			must(t, s.Close())
		})
	}
}

// TestWhatOthersHaveWhereADiaryLayIsTheirs: another diary may lie there by now.
func TestWhatOthersHaveWhereADiaryLayIsTheirs(t *testing.T) {
	root := t.TempDir()
	former, there := filepath.Join(root, "former"), filepath.Join(root, "there")
	must(t, os.Mkdir(former, 0o700))
	must(t, os.Mkdir(there, 0o700))
	path, to := filepath.Join(former, "diary.stillnight"), filepath.Join(there, "diary.stillnight")
	must(t, marked(t, path, Options{}).Close())
	must(t, os.Rename(path, to))
	must(t, os.RemoveAll(backup.Beside(path)))
	other := reopenAt(t, path)
	must(t, other.SaveNight(t.Context(), diary.Night{Date: day(1), Severity: diary.Some(1)}))
	_, err := other.Backup(t.Context())
	must(t, err)
	must(t, other.Close())
	data, err := os.ReadFile(path)
	must(t, err)
	clear(data[:4096]) // nobody can tell whose it is
	must(t, os.WriteFile(filepath.Join(former, "diary.damaged-1.stillnight"), data, 0o600))
	before := filesIn(t, former)
	s := reopenAt(t, to)
	if left := lockedWith(t, s); left != nil {
		t.Errorf("left %v", left)
	}
	must(t, s.Close())
	for name, was := range before {
		if now, err := os.ReadFile(filepath.Join(former, name)); err != nil || string(now) != was {
			t.Errorf("%s was changed: %v", name, err)
		}
	}
}

func reopenAt(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	return s
}

func filesIn(t *testing.T, root string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	must(t, filepath.WalkDir(root, func(path string, e os.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(root, path)
		all[rel] = string(data)
		return err
	}))
	return all
}
