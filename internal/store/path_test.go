package store

import (
	"os"
	"path/filepath"
	"testing"
)

func TestPortableProgramKeepsItsDiaryBesideIt(t *testing.T) {
	folder := t.TempDir()
	path, err := defaultPath(folder)
	must(t, err)
	if filepath.Dir(path) == folder {
		t.Errorf("without the mark the diary lies beside the program: %s", path)
	}
	must(t, os.WriteFile(filepath.Join(folder, portableMark), nil, 0o600))
	path, err = defaultPath(folder)
	must(t, err)
	if path != filepath.Join(folder, "diary.stillnight") {
		t.Errorf("with the mark: %s", path)
	}
}
