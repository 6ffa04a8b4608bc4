//go:build unix

package store

import (
	"os"
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
)

func TestADriveThatIsNotThereIsKnownByTheTable(t *testing.T) {
	const table = "# drives\nUUID=1 / ext4 defaults 0 1\nUUID=2 /mnt/my\\040stick vfat noauto 0 0\nUUID=3 none swap sw 0 0\n//nas/home /home/me/nas/ cifs user 0 0\n"
	const mounted = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n30 22 0:40 / /home/me/nas rw - cifs //nas/home rw\n"
	for folder, want := range map[string]bool{
		"/mnt/my stick": true, "/mnt/my stick/diaries": true, "/mnt/my sticks": false, "/mnt": false,
		"/home/me/nas": false, "/home/me/nas/diaries": false, "/home/me": false, "/": false,
	} {
		if awaited(folder, table, mounted) != want {
			t.Errorf("a drive is awaited at %s: %v", folder, !want)
		}
	}
	if !awaited("/home/me/nas", table, "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n") {
		t.Error("the share is not awaited")
	}
}

// TestAnEmptyFolderWhereDrivesAreIsOneThatWasTakenOut stands for it with folders that are on their parent's drive.
func TestAnEmptyFolderWhereDrivesAreIsOneThatWasTakenOut(t *testing.T) {
	root := t.TempDir()
	empty, used := filepath.Join(root, "empty"), filepath.Join(root, "used")
	must(t, os.MkdirAll(filepath.Join(used, "photos"), 0o700))
	must(t, os.Mkdir(empty, 0o700))
	for folder, want := range map[string]bool{empty: true, used: false, filepath.Join(used, "photos"): true, root: false} {
		if lonely(folder, []string{"/no such root", root}) != want {
			t.Errorf("%s is the place of a drive that is not there: %v", folder, !want)
		}
	}
	if lonely(empty, nil) {
		t.Error("a folder elsewhere is taken for a drive's")
	}
}

// TestNoBackupGoesToTheFolderOfADriveThatIsNotThere: it would lie on another disk, and out of sight once the drive is back.
func TestNoBackupGoesToTheFolderOfADriveThatIsNotThere(t *testing.T) {
	root := t.TempDir()
	before := removable
	removable = append([]string{root}, before...)
	t.Cleanup(func() { removable = before })
	stick := filepath.Join(root, "stick")
	must(t, os.Mkdir(stick, 0o700))
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "diary.stillnight"), Options{Now: clock, Backups: BackupOptions{Folder: stick}})
	must(t, err)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(5)}))
	if _, err := s.Backup(t.Context()); !is(err, ErrFolderGone) {
		t.Errorf("a backup by hand: %v", err)
	}
	_, err = s.Import(t.Context(), sample(10), KeepMine) // what must precede a change goes beside the diary
	must(t, err)
	if list, err := os.ReadDir(stick); err != nil || len(list) > 0 {
		t.Errorf("the folder of the drive holds %v, %v", list, err)
	}
	must(t, s.release())
}
