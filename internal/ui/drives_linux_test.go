package ui

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/uitest"
)

// connect connects a drive at a folder until it is taken away, at the end of the test at the latest.
func connect(t *testing.T, folder string) (takeAway func()) {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root can connect a drive")
	}
	if out, err := exec.Command("mount", "-t", "tmpfs", "none", folder).CombinedOutput(); err != nil {
		t.Skipf("no drive can be connected here: %s", out)
	}
	takeAway = sync.OnceFunc(func() {
		if out, err := exec.Command("umount", folder).CombinedOutput(); err != nil {
			t.Errorf("taking the drive away: %s", out)
		}
	})
	t.Cleanup(takeAway)
	return takeAway
}

// TestAnEmptyFolderOfADriveIsNoWelcome keeps the usual diary on a drive of its own, which is then taken away.
func TestAnEmptyFolderOfADriveIsNoWelcome(t *testing.T) {
	places := store.PlacesIn(filepath.Join(t.TempDir(), "places"))
	point, takeAway := "", func() {}
	p := program(t, func(start *Start) {
		start.Places = places
		path, err := store.DefaultPath()
		if err != nil {
			t.Fatal(err)
		}
		point = filepath.Dir(path)
		if err := os.MkdirAll(point, 0o700); err != nil {
			t.Fatal(err)
		}
		takeAway = connect(t, point)
	})
	pressWord(t, p.window.Content(), "Start my diary")
	p.session.Close()
	takeAway()
	p.session.Begin()
	if words := uitest.Words(p.window.Content()); !strings.Contains(words, "The drive with your diary is not connected") {
		t.Errorf("on show: %s", words)
	}
	if entries, err := os.ReadDir(point); err != nil || len(entries) > 0 {
		t.Errorf("left in the drive's folder: %v, %v", entries, err)
	}
}

// TestAWriteProtectedDiaryIsOfferedForReading opens one on a disk that may only be read.
func TestAWriteProtectedDiaryIsOfferedForReading(t *testing.T) {
	drive := t.TempDir()
	connect(t, drive)
	path := filepath.Join(drive, "diary.stillnight")
	s, err := store.Open(t.Context(), path, store.Options{Now: uitest.Now})
	if err == nil {
		err = s.SaveNight(t.Context(), diary.Night{Date: diary.DateOf(uitest.Now()).AddDays(-1), Severity: diary.Some(4)})
	}
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("mount", "-o", "remount,ro", drive).CombinedOutput(); err != nil {
		t.Skipf("the drive cannot be protected here: %s", out)
	}
	p := program(t, func(start *Start) { start.Path = path })
	if words := uitest.Words(p.window.Content()); p.open != nil || !strings.Contains(words, "write-protected") {
		t.Fatalf("on show: %s", words)
	}
	pressWord(t, p.window.Content(), "Open it here for reading only")
	if p.open == nil || !p.session.Store().ReadOnly() {
		t.Fatal("it is not open for reading")
	}
	p.session.Close()
}
