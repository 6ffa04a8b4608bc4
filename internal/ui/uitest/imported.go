package uitest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// imported are the files of diaries that were imported in this process, by what was. Nearly every test of a screen begins
// with the sample diary, and an import takes longer than most of them.
var imported sync.Map

// files are what lies in a diary's folder, by their paths in it.
type files map[string][]byte

// fill puts a diary that holds d, and the backup that was made before the import, into a folder.
func fill(t testing.TB, folder string, d diary.Diary) {
	t.Helper()
	what, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	kept, there := imported.Load(string(what))
	if !there {
		kept, _ = imported.LoadOrStore(string(what), importedFiles(t, d))
	}
	for name, data := range kept.(files) {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// importedFiles imports d in a folder that is gone afterwards: else its copies would be told from it.
func importedFiles(t testing.TB, d diary.Diary) files {
	t.Helper()
	folder, err := os.MkdirTemp("", "stillnight-imported-")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := os.RemoveAll(folder); err != nil {
			t.Error(err)
		}
	}()
	s, err := store.Open(t.Context(), filepath.Join(folder, diaryName), store.Options{Now: Now})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(t.Context(), d, store.ReplaceAll); err != nil {
		t.Fatal(err)
	}
	all := files{}
	// Before it is closed: that would make a further backup.
	for _, pattern := range []string{diaryName, "backups/*"} {
		list, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range list {
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			name, err := filepath.Rel(folder, path)
			if err != nil {
				t.Fatal(err)
			}
			all[name] = data
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	return all
}
