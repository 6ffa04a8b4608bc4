package backup_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"stillnight/internal/backup"
)

const id = "1f2e3d4c5b6a79880123456789abcdef"

// write puts an empty file where a backup would be.
func write(t *testing.T, folder, name string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(folder, name), nil, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestOnlyBackupsOfThisDiaryAreListedInTheOrderOfMaking(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{
		"diary 2026-03-02 213000 auto 1f2e3d4c-0002.stillnight",
		"diary 2031-01-01 120000 auto 1f2e3d4c-0001.stillnight",               // made by a wrong clock, and before the other
		"diary 2026-03-01 213000 manual.stillnight",                           // of an earlier version
		"diary 2026-03-02 213000 auto 99999999-0007.stillnight",               // another diary
		"other name 2026-03-02 213000 before-import 1f2e3d4c-0003.stillnight", // made before the diary was renamed
		"other 2026-03-01 213000 manual.stillnight",
		"other 2026-03-02 213000 auto 99999999-0003.stillnight",
		"diary 2026-03-02 213000 whim 1f2e3d4c-0003.stillnight",
		"diary 2026-13-02 213000 auto.stillnight",
		"diary 2026-03-02 213000 auto 1f2e-0003.stillnight",
		"diary.stillnight",
	} {
		write(t, folder, name)
	}
	list, err := backup.List(folder, "/home/me/diary.stillnight", id)
	if err != nil {
		t.Fatal(err)
	}
	var made []string
	for _, b := range list {
		made = append(made, b.Made.Format("2006-01-02")+" "+string(b.Reason))
	}
	want := []string{"2026-03-02 before-import", "2026-03-02 auto", "2031-01-01 auto", "2026-03-01 manual"}
	if !slices.Equal(made, want) || backup.Order(list) != 3 {
		t.Errorf("listed %q, the last one number %d", made, backup.Order(list))
	}
	if all, err := backup.List(folder, "/home/me/diary.stillnight", ""); err != nil || len(all) != 4 {
		t.Errorf("of any diary of that name: %d, %v", len(all), err)
	}
	if _, err := backup.List(filepath.Join(folder, "gone"), "diary.stillnight", id); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestTheNextNameIsFreeAndIsReadBack(t *testing.T) {
	folder, now := t.TempDir(), time.Date(2026, time.March, 2, 21, 30, 0, 5000, time.Local)
	for _, whose := range []string{id, ""} {
		first, err := backup.Next(folder, "diary.stillnight", whose, 12, backup.ByHand, now)
		if err != nil {
			t.Fatal(err)
		}
		write(t, folder, filepath.Base(first.Path))
		second, err := backup.Next(folder, "diary.stillnight", whose, 12, backup.ByHand, now)
		if err != nil || second.Path == first.Path {
			t.Fatalf("after %s comes %s, %v", first.Path, second.Path, err)
		}
		if len(filepath.Base(first.Path)) > backup.LongestName("diary.stillnight") {
			t.Errorf("%s is longer than names may be", first.Path)
		}
		list, err := backup.List(folder, "diary.stillnight", whose)
		if err != nil || !slices.Contains(list, first) || first.Dated() != (whose != "") {
			t.Errorf("%+v is not in %+v, %v", first, list, err)
		}
	}
}

// TestWhatStays makes a backup a day for two years.
func TestWhatStays(t *testing.T) {
	folder := t.TempDir()
	now := time.Date(2026, time.December, 31, 21, 0, 0, 0, time.Local)
	var list []backup.Copy
	for i := range 730 {
		b, err := backup.Next(folder, "diary.stillnight", id, i+1, backup.Routine, now.AddDate(0, 0, i-729))
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, b)
	}
	wrong, err := backup.Next(folder, "diary.stillnight", id, 731, backup.Routine, now.AddDate(30, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	byHand, err := backup.Next(folder, "diary.stillnight", id, 0, backup.ByHand, now.AddDate(-2, 0, 0))
	if err != nil {
		t.Fatal(err)
	}
	list = append(list, wrong, byHand)
	backup.NewestFirst(list)
	gone := backup.Outdated(list, now)
	kept := slices.DeleteFunc(slices.Clone(list), func(b backup.Copy) bool { return slices.Contains(gone, b) })
	if !slices.Contains(kept, wrong) || !slices.Contains(kept, byHand) {
		t.Error("one made by hand, or by a wrong clock, would go")
	}
	months := make(map[string]bool)
	for _, b := range kept {
		months[b.Made.Format("2006-01")] = true
	}
	for i := range 12 {
		if m := now.AddDate(0, -i, 1-now.Day()).Format("2006-01"); !months[m] {
			t.Errorf("none of %s stays", m)
		}
	}
	if n := len(kept); n < 12+4+9 || n > 2+10+5+12 {
		t.Errorf("%d stay", n)
	}
}
