//go:build unix

package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
)

// TestADriveThatIsNotThereIsKeptInMind stands for a drive by a note that there was one in a folder where nothing is
// mounted.
func TestADriveThatIsNotThereIsKeptInMind(t *testing.T) {
	root, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	file := filepath.Join(t.TempDir(), "state", "places")
	point := filepath.Join(root, "stick")
	path := filepath.Join(point, "mine", "diary.stillnight")
	must(t, os.MkdirAll(filepath.Dir(path), 0o700))
	must(t, os.MkdirAll(filepath.Dir(file), 0o700))
	places := PlacesIn(file)
	must(t, os.WriteFile(file, []byte(`[{"diary":"`+hashOf(path)+`","depth":`+strconv.Itoa(depthOf(point))+`}]`), 0o600))
	for _, folder := range []string{filepath.Dir(path), point} { // the drive's own folder is gone with it
		s, err := Open(t.Context(), path, Options{Now: clock, Places: places})
		if !errors.Is(err, ErrNotConnected) {
			t.Fatalf("opening gave %v, %v", s, err)
		}
		if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
			t.Errorf("in %s lies %v now (%v)", folder, entries, err)
		}
		must(t, os.RemoveAll(filepath.Dir(path)))
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a diary was made: %v", err)
	}
	other := filepath.Join(point, "other.stillnight")
	s, err := Open(t.Context(), other, Options{Now: clock, Places: places})
	must(t, err)
	must(t, s.Close())
	if places.Away(other) {
		t.Error("a diary that is there is away")
	}
}

// TestPlacesHoldNoPaths looks into the file of what is kept in mind, after a diary on a real drive.
func TestPlacesHoldNoPaths(t *testing.T) {
	if runtime.GOOS != "linux" || os.Getuid() != 0 {
		t.Skip("only root can connect a drive")
	}
	point := filepath.Join(t.TempDir(), "drive")
	must(t, os.Mkdir(point, 0o700))
	if out, err := exec.Command("mount", "-t", "tmpfs", "none", point).CombinedOutput(); err != nil {
		t.Skipf("no drive can be connected here: %s", out)
	}
	connected := true
	disconnect := func() {
		if connected {
			must(t, exec.Command("umount", point).Run())
			connected = false
		}
	}
	defer disconnect()
	file := filepath.Join(t.TempDir(), "places")
	path := filepath.Join(point, "diary.stillnight")
	places := PlacesIn(file)
	for range 2 {
		s, err := Open(t.Context(), path, Options{Now: clock, Places: places})
		must(t, err)
		must(t, s.SaveNight(t.Context(), fullNight(day(0))))
		must(t, s.Close())
	}
	data, err := os.ReadFile(file)
	must(t, err)
	if bytes.Contains(data, []byte("drive")) || bytes.Count(data, []byte("depth")) != 1 {
		t.Errorf("kept in mind: %s", data)
	}
	if places.Away(path) {
		t.Error("it is away while it is there")
	}
	disconnect()
	if !places.Away(path) {
		t.Error("nothing says that the drive is not connected")
	}
	if _, err := Open(t.Context(), path, Options{Now: clock, Places: places}); !errors.Is(err, ErrNotConnected) {
		t.Errorf("opening gave %v", err)
	}
	if entries, err := os.ReadDir(point); err != nil || len(entries) > 0 {
		t.Errorf("left in the drive's folder: %v, %v", entries, err)
	}
}
