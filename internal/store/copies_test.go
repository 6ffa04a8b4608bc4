package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/envelope"
)

// marked is an open diary whose notes hold the marker.
func marked(t *testing.T, path string, o Options) *Store {
	t.Helper()
	o.Now = clock
	s, err := Open(t.Context(), path, o)
	must(t, err)
	d := sample(20)
	for i := range d.Nights {
		d.Nights[i].Note = marker
	}
	_, err = s.Import(t.Context(), d, ReplaceAll)
	must(t, err)
	return s
}

// TestLockingReachesEveryCopy: those in a former folder, damaged and salvaged files, journals set aside, files
// that a save left half written, and a backup that somebody put there.
func TestLockingReachesEveryCopy(t *testing.T) {
	folder := t.TempDir()
	former, latter := filepath.Join(folder, "former"), filepath.Join(folder, "latter")
	must(t, os.Mkdir(former, 0o700))
	must(t, os.Mkdir(latter, 0o700))
	path := filepath.Join(folder, "diary.stillnight")
	s := marked(t, path, Options{Backups: BackupOptions{Folder: former}})
	_, err := s.Backup(t.Context())
	must(t, err)
	s.SetBackupFolder(latter)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(1)}))
	_, err = s.Backup(t.Context())
	must(t, err)
	data, err := os.ReadFile(path)
	must(t, err)
	for _, name := range []string{
		"diary.damaged-1.stillnight", "diary.damaged-2.stillnight", "diary.damaged-1.stillnight-journal", "diary saved 2026-01-01 120000.stillnight",
		"diary.stillnight-journal.set-aside-1", ".diary.stillnight.ours",
	} {
		content := data
		if strings.Contains(name, "damaged-2") {
			content = append(make([]byte, 300), data[300:]...)
		}
		must(t, os.WriteFile(filepath.Join(folder, name), content, 0o600))
	}
	half := ".diary 2026-01-01 120000 auto " + s.id[:backup.ShortID] + "-0009.stillnight.123.new"
	must(t, os.WriteFile(filepath.Join(former, half), data, 0o600))
	halfJournal := "." + strings.TrimSuffix(half[1:], ".123.new") + backup.PartJournal
	must(t, os.WriteFile(filepath.Join(former, halfJournal), data, 0o600))
	setTestPassphrase(t, s, testPass)
	noMarker(t, folder, "after locking")
	if plain, err := s.PlainCopies(t.Context()); err != nil || len(plain) != 0 {
		t.Errorf("in plain: %v, %v", plain, err)
	}
	must(t, s.Close())

	// A damaged file that was locked can still be salvaged.
	report, err := Salvage(t.Context(), filepath.Join(folder, "diary.damaged-2.stillnight"), filepath.Join(t.TempDir(), "fresh.stillnight"), Options{Now: clock, Passphrase: answering(testPass)})
	must(t, err)
	if report.Kept[Nights] != 21 {
		t.Errorf("salvaged %d nights of the damaged file", report.Kept[Nights])
	}

	planted := filepath.Join(folder, "backups", "diary 2026-02-02 120000 auto.stillnight")
	must(t, os.MkdirAll(filepath.Dir(planted), 0o700))
	must(t, os.WriteFile(planted, data, 0o600))
	halfDiary := filepath.Join(folder, ".diary.stillnight.456.new")
	must(t, os.WriteFile(halfDiary, data, 0o600))
	reader, err := Open(t.Context(), path, Options{Now: clock, ReadOnly: true, Passphrase: answering(testPass)})
	must(t, err)
	checked, err := reader.Check(t.Context())
	must(t, err)
	var left *PlainLeftError
	for _, item := range checked.Items {
		errors.As(item.Fault, &left)
	}
	if checked.OK() || left == nil || !slices.Equal(left.Paths, []string{planted, halfDiary}) {
		t.Errorf("check says %+v of a planted copy", left)
	}
	must(t, reader.Close())
	must(t, os.WriteFile(filepath.Join(folder, "backups", halfJournal), data, 0o600))
	s, err = Open(t.Context(), path, Options{Now: clock, Passphrase: answering(testPass)})
	must(t, err)
	noMarker(t, folder, "after the next start")
	must(t, s.RemovePassphrase(t.Context()))
	must(t, s.Close())
	for _, where := range []string{former, latter, filepath.Join(folder, "backups")} {
		list, err := ListBackups(path, BackupOptions{Folder: where})
		must(t, err)
		if len(list) == 0 {
			t.Errorf("no backup is left in %s", where)
		}
		for _, b := range list {
			if _, err := ReadForeign(t.Context(), b.Path); err != nil {
				t.Errorf("without a passphrase: %v", err)
			}
		}
	}
}

// TestLockingReachesCopiesThatADiaryPutBackHasForgotten: since the backup that it was put back from, copies went to
// another folder.
func TestLockingReachesCopiesThatADiaryPutBackHasForgotten(t *testing.T) {
	folder := t.TempDir()
	elsewhere := filepath.Join(folder, "elsewhere")
	must(t, os.Mkdir(elsewhere, 0o700))
	path := filepath.Join(folder, "diary.stillnight")
	s := marked(t, path, Options{})
	good, err := s.Backup(t.Context())
	must(t, err)
	s.SetBackupFolder(elsewhere)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(1), Note: marker}))
	_, err = s.Backup(t.Context())
	must(t, err)
	must(t, s.release())
	data, err := os.ReadFile(path)
	must(t, err)
	page := strings.Index(string(data), marker) / pageSize * pageSize
	copy(data[page+100:], make([]byte, 3000))
	must(t, os.WriteFile(path, data, 0o600))
	_, err = ReplaceDamaged(t.Context(), path, good.Path, Options{})
	must(t, err)

	s, err = Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	setTestPassphrase(t, s, testPass)
	noMarker(t, folder, "after locking")
	must(t, s.Close())
}

// TestCopiesOnADriveThatIsNotThereAreLockedWhenItIs keeps the former key until then.
func TestCopiesOnADriveThatIsNotThereAreLockedWhenItIs(t *testing.T) {
	for _, before := range []string{"", testPass} {
		t.Run("before: "+before, func(t *testing.T) {
			folder := t.TempDir()
			stick := filepath.Join(folder, "stick")
			must(t, os.Mkdir(stick, 0o700))
			path := filepath.Join(folder, "diary.stillnight")
			s := marked(t, path, Options{Backups: BackupOptions{Folder: stick}})
			if before != "" {
				setTestPassphrase(t, s, before)
			}
			_, err := s.Backup(t.Context())
			must(t, err)
			must(t, os.Rename(stick, stick+".out"))
			k, err := lightKey(otherPassphrase)
			must(t, err)
			var fault *BackupError
			if err := s.relock(t.Context(), k); !errors.As(err, &fault) || fault.Folder != stick {
				t.Errorf("locking without the stick gave %v", err)
			}
			must(t, s.release())
			must(t, os.Rename(stick+".out", stick))
			s, err = Open(t.Context(), path, Options{Now: clock, Passphrase: answering(otherPassphrase)})
			must(t, err)
			noMarker(t, folder, "with the stick")
			list, err := ListBackups(path, BackupOptions{Folder: stick})
			must(t, err)
			for _, b := range list {
				if _, err := ReadLocked(t.Context(), b.Path, answering(otherPassphrase)); err != nil {
					t.Errorf("the present passphrase does not open the copy: %v", err)
				}
			}
			if secret, err := settingIn(t.Context(), s.conn, keyFormerKey); err != nil || secret != "" {
				t.Errorf("the former key is kept (%v)", err)
			}
			must(t, s.release())
		})
	}
}

const otherPassphrase = "quite another one"

// lightKey is a key that takes no second to make.
func lightKey(passphrase string) (*envelope.Key, error) { return envelope.New(passphrase, lightWork) }

func TestALinkIsFollowedOnceAndItsTargetIsLocked(t *testing.T) {
	if err := os.Symlink("x", filepath.Join(t.TempDir(), "y")); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	real, links := t.TempDir(), t.TempDir()
	target, link := filepath.Join(real, "real.stillnight"), filepath.Join(links, "diary.stillnight")
	must(t, os.Symlink(target, link))
	if _, err := Open(t.Context(), link, Options{Now: clock}); !is(err, ErrNotConnected) {
		t.Errorf("a link that leads nowhere gave %v", err)
	}
	if entries, err := os.ReadDir(real); err != nil || len(entries) != 0 {
		t.Errorf("files were made at its end: %v, %v", entries, err)
	}
	s := marked(t, target, Options{})
	must(t, s.Close())
	s, err := Open(t.Context(), link, Options{Now: clock})
	must(t, err)
	if _, err := Open(t.Context(), target, Options{Now: clock}); !is(err, ErrInUse) {
		t.Errorf("by its other name it gave %v", err)
	}
	if used, err := InUse(link); err != nil || !used {
		t.Errorf("in use %v, %v", used, err)
	}
	setTestPassphrase(t, s, testPass)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(1), Severity: diary.Some(1)}))
	must(t, s.Close())
	noMarker(t, real, "at the end of the link")
	if info, err := os.Lstat(link); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		t.Errorf("the link was replaced (%v)", err)
	}
	if entries, err := os.ReadDir(links); err != nil || len(entries) != 1 {
		t.Errorf("beside the link: %v, %v", entries, err)
	}
}

// TestTwoDiariesOfOneNameKeepTheirCopiesApart in one folder of backups.
func TestTwoDiariesOfOneNameKeepTheirCopiesApart(t *testing.T) {
	shared := t.TempDir()
	now := at
	tick := func() time.Time { return now }
	var stores []*Store
	for i := range 2 {
		s, err := Open(t.Context(), filepath.Join(t.TempDir(), "diary.stillnight"), Options{Now: tick, Backups: BackupOptions{Folder: shared}})
		must(t, err)
		must(t, s.SaveNight(t.Context(), diary.Night{Date: day(-i), Severity: diary.Some(i), Note: marker}))
		stores = append(stores, s)
	}
	made := make(map[string]int)
	for range 40 {
		for i, s := range stores {
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(-i), Severity: diary.Some(now.Day() % 10), Note: marker}))
			_, err := s.BackupIfDue(t.Context())
			must(t, err)
			list, err := s.Backups(t.Context())
			must(t, err)
			made[list[0].Path] = i
		}
		now = now.AddDate(0, 0, 1)
	}
	for i, s := range stores {
		list, err := s.Backups(t.Context())
		must(t, err)
		if len(list) < 10 || len(list) > 16 {
			t.Errorf("diary %d has %d copies", i, len(list))
		}
		for _, b := range list {
			if whose, known := made[b.Path]; known && whose != i {
				t.Errorf("diary %d lists a copy of the other: %s", i, b.Path)
			}
		}
	}
	setTestPassphrase(t, stores[0], testPass)
	list, err := stores[1].Backups(t.Context())
	must(t, err)
	for _, b := range list {
		if _, err := ReadForeign(t.Context(), b.Path); err != nil {
			t.Errorf("the other's passphrase was set on %s: %v", b.Path, err)
		}
	}
	for _, s := range stores {
		must(t, s.Close())
	}
}

// TestAClockOnceWrongCostsNoCopies goes to 2030 for a day, and to 2001.
func TestAClockOnceWrongCostsNoCopies(t *testing.T) {
	now := at
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "diary.stillnight"), Options{Now: func() time.Time { return now }})
	must(t, err)
	save := func() backup.Copy {
		t.Helper()
		must(t, s.SaveNight(t.Context(), diary.Night{Date: diary.DateOf(now), Severity: diary.Some(now.Day() % 11), Note: fmt.Sprint(now)}))
		made, err := s.BackupIfDue(t.Context())
		must(t, err)
		list, err := s.Backups(t.Context())
		must(t, err)
		if !made || len(list) == 0 || !list[0].Made.Equal(now.Truncate(time.Second)) {
			t.Fatalf("%v: made %v; the newest of %d is of %v", now, made, len(list), list[0].Made)
		}
		return list[0]
	}
	for range 60 {
		save()
		now = now.AddDate(0, 0, 1)
	}
	right := now
	daily := func(from time.Time) (n int) {
		list, err := s.Backups(t.Context())
		must(t, err)
		for _, b := range list {
			if age := from.Sub(b.Made); age >= 0 && age < 7*24*time.Hour {
				n++
			}
		}
		return n
	}
	for _, wrong := range []time.Time{right.AddDate(4, 0, 0), right.AddDate(-25, 0, 0)} {
		for range 3 {
			now = wrong
			save()
			wrong = wrong.AddDate(0, 0, 1)
		}
		for range 9 {
			now = right
			save()
			if n := daily(now); n != 7 {
				t.Errorf("%v: %d copies of the last 7 days", now, n)
			}
			right = right.AddDate(0, 0, 1)
		}
	}
	must(t, s.Close())
}

func TestANameThatLeavesNoRoomIsSaidAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), strings.Repeat("n", 230)+".stillnight")
	if _, err := Open(t.Context(), path, Options{Now: clock}); !is(err, ErrNameTooLong) {
		t.Errorf("a name of %d bytes gave %v", len(filepath.Base(path)), err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); err != nil || len(entries) != 0 {
		t.Errorf("files were made: %v, %v", entries, err)
	}
	must(t, reopen(t, filepath.Join(t.TempDir(), strings.Repeat("n", 160)+".stillnight")).SaveNight(t.Context(), fullNight(day(0))))
}

func TestADiaryThatOthersMayReadIsHealthyWithAWarning(t *testing.T) {
	s := newStore(t)
	must(t, s.SaveNight(t.Context(), fullNight(day(0))))
	must(t, os.Chmod(s.Path(), 0o755)) // as every file on a FAT stick
	report, err := s.Check(t.Context())
	must(t, err)
	warned := false
	for _, item := range report.Items {
		warned = warned || item.Warning && item.Key == "store.check.others_may_read"
	}
	if !report.OK() || !warned {
		t.Errorf("check says %+v", report.Items)
	}
}

func TestAPipeIsNoDiaryAndKeepsNobodyWaiting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	if err := makePipe(path); err != nil {
		t.Skipf("no pipes here: %v", err)
	}
	if _, err := Open(t.Context(), path, Options{Now: clock}); !is(err, ErrNotADiary) {
		t.Errorf("opening gave %v", err)
	}
	if _, err := ReadForeign(t.Context(), path); !is(err, ErrNotADiary) {
		t.Errorf("reading gave %v", err)
	}
	if idOf(t.Context(), path) != "" {
		t.Error("a pipe has an id")
	}
}
