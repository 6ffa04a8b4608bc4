package session

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What is left of samples goes, whole or in part, but not the folder of one that another program is just making.
func TestSweepTakesWhatIsLeftOfSamples(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	t.Setenv("TMP", tmp)
	folder := func(name, file string, age time.Duration) string {
		path := filepath.Join(tmp, name)
		if err := os.MkdirAll(filepath.Join(path, "backups"), 0o700); err != nil {
			t.Fatal(err)
		}
		if file != "" {
			if err := os.WriteFile(filepath.Join(path, file), nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		at := time.Now().Add(-age)
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
		return path
	}
	gone := []string{
		folder(samplePrefix+"1", sampleName, 0),
		folder(samplePrefix+"2", "", 2*sampleTime),
		folder(samplePrefix+"3", filepath.Join("backups", "old.stillnight"), 2*sampleTime),
	}
	stays := []string{folder(samplePrefix+"4", "", 0), folder("letters", sampleName, 2*sampleTime)}
	sweepSamples()
	for _, path := range gone {
		if _, err := os.Lstat(path); !os.IsNotExist(err) {
			t.Errorf("%s is left (%v)", filepath.Base(path), err)
		}
	}
	for _, path := range stays {
		if _, err := os.Lstat(path); err != nil {
			t.Errorf("%s is gone: %v", filepath.Base(path), err)
		}
	}
}
