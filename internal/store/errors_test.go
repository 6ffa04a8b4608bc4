package store

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestFaultsOfTheSystemHaveAMeaning(t *testing.T) {
	for _, c := range []struct{ cause, want error }{
		{syscall.ENOSPC, ErrDiskFull}, {syscall.ENAMETOOLONG, ErrNameTooLong}, {syscall.ELOOP, ErrLinkLoop},
		{fs.ErrPermission, ErrPermission}, {fs.ErrNotExist, ErrFolderGone},
	} {
		if got := Meaning(&fs.PathError{Op: "read", Path: "x", Err: c.cause}); got != c.want {
			t.Errorf("%v means %v", c.cause, got)
		}
	}
}

func TestLinksThatLeadToOneAnotherHaveASentence(t *testing.T) {
	folder := t.TempDir()
	a, b := filepath.Join(folder, "a.stillnight"), filepath.Join(folder, "b.stillnight")
	if err := os.Symlink(a, b); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	must(t, os.Symlink(b, a))
	if _, err := Open(t.Context(), a, Options{Now: clock}); !is(err, ErrLinkLoop) {
		t.Errorf("opening gave %v", err)
	}
}
