package ui

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/store"
	"stillnight/internal/ui/uitest"
)

// TestAnEmptyFolderOfADriveIsNoWelcome keeps the usual diary on a drive of its own, which is then taken away.
func TestAnEmptyFolderOfADriveIsNoWelcome(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can connect a drive")
	}
	connected := false
	t.Cleanup(func() {
		if connected {
			t.Error("the drive is still connected")
		}
	})
	places := store.PlacesIn(filepath.Join(t.TempDir(), "places"))
	point := ""
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
		if out, err := exec.Command("mount", "-t", "tmpfs", "none", point).CombinedOutput(); err != nil {
			t.Skipf("no drive can be connected here: %s", out)
		}
		connected = true
	})
	pressWord(t, p.window.Content(), "Start my diary")
	p.session.Close()
	if out, err := exec.Command("umount", point).CombinedOutput(); err != nil {
		t.Fatalf("taking the drive away: %s", out)
	}
	connected = false
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
	if os.Getuid() != 0 {
		t.Skip("only root can connect a drive")
	}
	drive := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "none", drive).CombinedOutput(); err != nil {
		t.Skipf("no drive can be connected here: %s", out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", drive).CombinedOutput(); err != nil {
			t.Errorf("taking the drive away: %s", out)
		}
	})
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
