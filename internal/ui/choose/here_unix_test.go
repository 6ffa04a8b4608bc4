//go:build unix

package choose

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/storage"
	"golang.org/x/sys/unix"
)

// TestOnlyFilesAreOffered: the toolkit opens what is chosen, on the way of every key and picture.
func TestOnlyFilesAreOffered(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	for _, err := range []error{
		os.WriteFile(at("a.csv"), nil, 0o600), os.WriteFile(at("a.txt"), nil, 0o600), unix.Mkfifo(at("pipe.csv"), 0o600),
		os.Symlink("a.csv", at("link.csv")), os.Symlink("pipe.csv", at("link to pipe.csv")), os.Symlink("/dev/zero", at("zero.csv")),
		os.Symlink("nowhere", at("lost.csv")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]struct{ all, tables bool }{
		"a.csv": {true, true}, "a.txt": {true, false}, "link.csv": {true, true},
		"pipe.csv": {}, "link to pipe.csv": {}, "zero.csv": {},
		"lost.csv": {true, true}, // it is said that it is not there
	} {
		file := storage.NewFileURI(at(name))
		if got := (endings{}).Matches(file); got != want.all {
			t.Errorf("%s: %v among all files", name, got)
		}
		if got := (endings{".CSV"}).Matches(file); got != want.tables {
			t.Errorf("%s: %v among tables", name, got)
		}
	}
}
