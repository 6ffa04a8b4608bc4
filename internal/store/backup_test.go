package store

import (
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
)

func TestRoutineBackupsRollOverDaysWeeksAndMonths(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	now := time.Date(2024, time.January, 1, 22, 0, 0, 0, time.UTC)
	s, err := Open(t.Context(), path, Options{Now: func() time.Time { return now }})
	must(t, err)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: diary.DateOf(now), Severity: diary.Some(1)}))
	byHand, err := s.Backup(t.Context())
	must(t, err)
	for range 500 {
		made, err := s.BackupIfDue(t.Context())
		must(t, err)
		if again, err := s.BackupIfDue(t.Context()); err != nil || !made || again {
			t.Fatalf("%v: made %v, again %v, %v", now, made, again, err)
		}
		now = now.AddDate(0, 0, 1)
	}
	list, err := s.Backups(t.Context())
	must(t, err)
	days, weeks, months := map[diary.Date]bool{}, map[[2]int]bool{}, map[string]bool{}
	for _, b := range list {
		year, week := b.Made.ISOWeek()
		days[diary.DateOf(b.Made)], weeks[[2]int{year, week}], months[b.Made.Format("2006-01")] = true, true, true
	}
	last := diary.DateOf(now).AddDays(-1)
	for i := range 7 {
		if !days[last.AddDays(-i)] {
			t.Errorf("no backup of %s", last.AddDays(-i))
		}
	}
	for i := range 5 {
		year, week := last.AddDays(-7 * i).UTC().ISOWeek()
		if !weeks[[2]int{year, week}] {
			t.Errorf("no backup of week %d of %d", week, year)
		}
	}
	for i := range 12 {
		if m := last.FirstOfMonth().AddMonths(-i).UTC().Format("2006-01"); !months[m] {
			t.Errorf("no backup of month %s", m)
		}
	}
	if len(list) > 7+5+12+1 {
		t.Errorf("%d backups are kept", len(list))
	}
	if list[len(list)-1].Path != byHand.Path {
		t.Error("the backup made by hand is gone")
	}
	must(t, s.Close())
}

func TestRestoreShowsWhatItWouldBringAndCanBeUndone(t *testing.T) {
	s := newStore(t)
	_, err := s.Import(t.Context(), sample(20), ReplaceAll)
	must(t, err)
	old := whole(t, s)
	b, err := s.Backup(t.Context())
	must(t, err)
	must(t, s.DeleteIntervention(t.Context(), 1))
	must(t, s.SaveNight(t.Context(), fullNight(day(0))))
	now := whole(t, s)
	p, err := s.PreviewBackup(t.Context(), b.Path, nil)
	must(t, err)
	if p.Nights != 20 || p.Interventions != 2 || p.First != day(-20) || p.Last != day(-1) || p.Size == 0 || p.Locked {
		t.Errorf("preview %+v", p)
	}
	result, err := s.Restore(t.Context(), b.Path, nil)
	must(t, err)
	if got := whole(t, s); !reflect.DeepEqual(got, old) {
		t.Error("the backup did not come back whole")
	}
	if d, err := ReadForeign(t.Context(), result.Backup.Path); err != nil || !reflect.DeepEqual(d, now) {
		t.Errorf("the state before is not in its backup: %v", err)
	}
	_, err = s.Undo(t.Context())
	must(t, err)
	if got := whole(t, s); !reflect.DeepEqual(got, now) {
		t.Error("undoing the restore did not bring everything back")
	}
}

func TestBackupFolderGoneIsNamedAndHarmsNothing(t *testing.T) {
	stick := filepath.Join(t.TempDir(), "stick")
	must(t, os.Mkdir(stick, 0o700))
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s, err := Open(t.Context(), path, Options{Now: clock, Backups: BackupOptions{Folder: stick}})
	must(t, err)
	b, err := s.Backup(t.Context())
	must(t, err)
	if filepath.Dir(b.Path) != stick {
		t.Errorf("the backup went to %s", b.Path)
	}
	must(t, os.RemoveAll(stick))
	var fault *BackupError
	if _, err := s.Backup(t.Context()); !errors.As(err, &fault) || !is(err, ErrFolderGone) {
		t.Errorf("without the stick: %v", err)
	}
	if _, err := s.Backups(t.Context()); !is(err, ErrFolderGone) {
		t.Errorf("listing without the stick: %v", err)
	}
	// What must precede a change goes beside the diary then.
	result, err := s.Import(t.Context(), sample(5), KeepMine)
	must(t, err)
	if filepath.Dir(result.Backup.Path) != backup.Beside(path) {
		t.Errorf("the backup before the import went to %s", result.Backup.Path)
	}
	if err := s.Close(); !is(err, ErrFolderGone) {
		t.Errorf("closing without the stick: %v", err)
	}
	if d := whole(t, reopen(t, path)); len(d.Nights) != 5 {
		t.Errorf("%d nights", len(d.Nights))
	}
}

// TestClosingKeepsTheBackupThatWasRestoredFrom today: what is recorded afterwards does not take its place.
func TestClosingKeepsTheBackupThatWasRestoredFrom(t *testing.T) {
	s := newStore(t)
	must(t, s.SaveNight(t.Context(), fullNight(day(0))))
	if made, err := s.BackupIfDue(t.Context()); err != nil || !made {
		t.Fatal(made, err)
	}
	list, err := s.Backups(t.Context())
	must(t, err)
	from := list[0].Path
	must(t, s.SaveNight(t.Context(), fullNight(day(1))))
	_, err = s.Restore(t.Context(), from, nil)
	must(t, err)
	must(t, s.SaveNight(t.Context(), fullNight(day(2))))
	must(t, s.Close())
	if _, err := os.Stat(from); err != nil {
		t.Errorf("the copy is gone: %v", err)
	}
	s = reopen(t, s.Path())
	must(t, s.SaveNight(t.Context(), fullNight(day(3))))
	must(t, s.Close())
	if list, err = ListBackups(s.Path(), BackupOptions{}); err != nil || len(list) != 3 {
		t.Errorf("after a second time there are %+v, %v", list, err)
	}
}

func TestClosingKeepsTheNewestBackupOfADay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	for i := range 3 {
		s, err := Open(t.Context(), path, Options{Now: clock})
		must(t, err)
		must(t, s.SaveNight(t.Context(), diary.Night{Date: day(-i), Severity: diary.Some(1)}))
		must(t, s.Close())
	}
	list, err := ListBackups(path, BackupOptions{})
	must(t, err)
	if len(list) != 1 || list[0].Reason != backup.Routine {
		t.Fatalf("backups: %+v", list)
	}
	s := reopen(t, path)
	preview, err := s.PreviewBackup(t.Context(), list[0].Path, nil)
	must(t, err)
	if preview.Nights != 3 {
		t.Errorf("the backup of the day holds %d nights", preview.Nights)
	}
}

func TestADiaryThatWasNeverClosedIsBackedUpAtTheNextStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	if made, err := s.BackupIfDue(t.Context()); made || err != nil {
		t.Errorf("an empty diary: made %v, %v", made, err)
	}
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(0), Severity: diary.Some(1)}))
	must(t, s.release()) // as after a crash: no backup on closing
	s = reopen(t, path)
	if made, err := s.BackupIfDue(t.Context()); !made || err != nil {
		t.Errorf("after a crash: made %v, %v", made, err)
	}
	if made, err := s.BackupIfDue(t.Context()); made || err != nil {
		t.Errorf("a second time: made %v, %v", made, err)
	}
}
