//go:build unix

package localtime

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// zones are files of two zones as a system has them.
func zones(t *testing.T) (tokyo, lisbon string) {
	t.Helper()
	for _, name := range []string{"Asia/Tokyo", "Europe/Lisbon"} {
		if _, err := os.Stat(filepath.Join("/usr/share/zoneinfo", name)); errors.Is(err, os.ErrNotExist) {
			t.Skip("this system has no zones")
		}
	}
	return "/usr/share/zoneinfo/Asia/Tokyo", "/usr/share/zoneinfo/Europe/Lisbon"
}

func TestTheClockFollowsTheComputerIntoAnotherZone(t *testing.T) {
	tokyo, lisbon := zones(t)
	path := filepath.Join(t.TempDir(), "localtime")
	if err := os.Symlink(lisbon, path); err != nil {
		t.Fatal(err)
	}
	c := follow(path, false)
	if zone := c.Now().Location(); zone != time.Local {
		t.Errorf("at the start it is %v", zone)
	}
	if err := errors.Join(os.Remove(path), os.Symlink(tokyo, path)); err != nil {
		t.Fatal(err)
	}
	if _, offset := c.Now().Zone(); offset != 9*60*60 {
		t.Errorf("in Tokyo the clock is %d seconds from Greenwich", offset)
	}
	if err := errors.Join(os.Remove(path), os.WriteFile(path, []byte("no zone"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if _, offset := c.Now().Zone(); offset != 9*60*60 {
		t.Errorf("with a zone that cannot be read the clock is %d seconds from Greenwich", offset)
	}
}

func TestAZoneThatTheProgramWasStartedWithStays(t *testing.T) {
	tokyo, lisbon := zones(t)
	path := filepath.Join(t.TempDir(), "localtime")
	if err := os.Symlink(lisbon, path); err != nil {
		t.Fatal(err)
	}
	c := follow(path, true)
	if err := errors.Join(os.Remove(path), os.Symlink(tokyo, path)); err != nil {
		t.Fatal(err)
	}
	if zone := c.Now().Location(); zone != time.Local {
		t.Errorf("it is %v", zone)
	}
}
