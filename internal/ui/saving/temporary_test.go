package saving

import (
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

func TestWhatWasOnViewIsRemoved(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	t.Setenv("TMP", os.Getenv("TMPDIR"))
	write := func(w io.Writer) error {
		_, err := io.WriteString(w, "pages")
		return err
	}
	first, err := Temporary("a.pdf", write)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(first); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("%v, %v", info, err)
	}
	gone := exec.Command(os.Args[0], "-test.run=^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	mkdir := func(pid int) string {
		path := filepath.Join(os.TempDir(), temporaryPrefix+strconv.Itoa(pid)+"-1")
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		return path
	}
	left, other := mkdir(gone.Process.Pid), mkdir(os.Getppid())
	earlier := filepath.Join(os.TempDir(), temporaryPrefix+"12ab") // as earlier versions named them
	if err := os.Mkdir(earlier, 0o700); err != nil {
		t.Fatal(err)
	}
	RemoveTemporary()
	for path, stays := range map[string]bool{first: false, left: false, earlier: false, other: true} {
		if _, err := os.Stat(path); (err == nil) != stays {
			t.Errorf("%s: %v", path, err)
		}
	}
}
