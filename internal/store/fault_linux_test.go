package store

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"golang.org/x/sys/unix"

	"stillnight/internal/diary"
)

// asNobody runs f on a thread that has lost root's power over files, so that permissions count.
func asNobody(t *testing.T, f func()) {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	if os.Geteuid() == 0 {
		const nobody = 65534
		if err := unix.Setfsuid(nobody); err != nil {
			t.Skipf("cannot give up root's rights: %v", err)
		}
		defer func() { must(t, unix.Setfsuid(0)) }()
	}
	f()
}

func TestDeniedPermissionIsNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(1)}))
	must(t, s.release())
	// The folder may be entered and the file read, nothing else.
	for dir := filepath.Dir(path); dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
		must(t, os.Chmod(dir, 0o555))
		defer func() { must(t, os.Chmod(dir, 0o755)) }()
	}
	must(t, os.Chmod(path, 0o444))
	asNobody(t, func() {
		if _, err := Open(t.Context(), path, Options{Now: clock}); !is(err, ErrPermission) {
			t.Errorf("opening for writing gave %v", err)
		}
		s, err := Open(t.Context(), path, Options{Now: clock, ReadOnly: true})
		if err != nil {
			t.Errorf("opening for reading gave %v", err)
			return
		}
		if d := whole(t, s); len(d.Nights) != 1 {
			t.Errorf("%d nights", len(d.Nights))
		}
		must(t, s.Close())
	})
	must(t, os.Chmod(path, 0))
	asNobody(t, func() {
		if _, err := Open(t.Context(), path, Options{Now: clock, ReadOnly: true}); !is(err, ErrPermission) {
			t.Errorf("opening what may not be read gave %v", err)
		}
	})
}

func TestWriteProtectedFileIsNamed(t *testing.T) {
	for _, locked := range []bool{false, true} {
		folder := t.TempDir()
		must(t, os.Chmod(folder, 0o777))
		must(t, os.Chmod(filepath.Dir(folder), 0o755))
		path := filepath.Join(folder, "diary.stillnight")
		s, err := Open(t.Context(), path, Options{Now: clock})
		must(t, err)
		must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(1)}))
		if locked {
			setTestPassphrase(t, s, testPass)
		}
		must(t, s.release())
		must(t, os.Chmod(path, 0o444))
		before, err := os.ReadFile(path)
		must(t, err)
		asNobody(t, func() {
			s, err := Open(t.Context(), path, Options{Now: clock, Passphrase: answering(testPass)})
			if err == nil {
				must(t, s.release())
			}
			if !is(err, ErrReadOnly) {
				t.Errorf("locked %v: opening a write-protected file gave %v", locked, err)
			}
		})
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("locked %v: the write-protected file was changed (%v)", locked, err)
		}
	}
}

func TestFullTmpfsIsNamedLosesNothingAndRetryWorks(t *testing.T) {
	folder := t.TempDir()
	if err := unix.Mount("none", folder, "tmpfs", 0, "size=512k"); err != nil {
		t.Skipf("a small tmpfs needs rights that this test does not have: %v", err)
	}
	t.Cleanup(func() { must(t, unix.Unmount(folder, unix.MNT_DETACH)) })
	ballast := filepath.Join(folder, "ballast")
	must(t, os.WriteFile(ballast, make([]byte, 100<<10), 0o600))
	s, err := Open(t.Context(), filepath.Join(folder, "diary.stillnight"), Options{Now: clock})
	must(t, err)
	for i := 0; ; i++ {
		n := fullNight(day(-i))
		n.Note = fmt.Sprintf("%3000d", i)
		err := s.SaveNight(t.Context(), n)
		if err == nil {
			continue
		}
		if !is(err, ErrDiskFull) {
			t.Errorf("a full disk gave %v", err)
		}
		if d := whole(t, s); len(d.Nights) != i {
			t.Errorf("%d nights of %d after the full disk", len(d.Nights), i)
		}
		must(t, os.Remove(ballast))
		must(t, s.SaveNight(t.Context(), n))
		if d := whole(t, s); len(d.Nights) != i+1 {
			t.Errorf("%d nights of %d after making room", len(d.Nights), i+1)
		}
		break
	}
	must(t, s.release())
}

func TestReadOnlyDiskIsNamed(t *testing.T) {
	folder := t.TempDir()
	if err := unix.Mount("none", folder, "tmpfs", 0, "size=4m"); err != nil {
		t.Skipf("a tmpfs needs rights that this test does not have: %v", err)
	}
	t.Cleanup(func() { must(t, unix.Unmount(folder, unix.MNT_DETACH)) })
	path := filepath.Join(folder, "diary.stillnight")
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(1)}))
	must(t, s.release())
	must(t, unix.Mount("none", folder, "tmpfs", unix.MS_REMOUNT|unix.MS_RDONLY, ""))
	if _, err := Open(t.Context(), path, Options{Now: clock}); !is(err, ErrReadOnly) {
		t.Errorf("opening for writing gave %v", err)
	}
	s, err = Open(t.Context(), path, Options{Now: clock, ReadOnly: true})
	must(t, err)
	if d := whole(t, s); len(d.Nights) != 1 {
		t.Errorf("%d nights", len(d.Nights))
	}
	must(t, s.Close())
}
