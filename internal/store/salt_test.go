package store

import (
	"bytes"
	"database/sql/driver"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"stillnight/internal/diary"
)

// TestARowOfAnotherDiaryIsNeverTakenForOurs copies a true row of another diary, and books it as if it were ours.
func TestARowOfAnotherDiaryIsNeverTakenForOurs(t *testing.T) {
	other := newStore(t)
	must(t, other.SaveNight(t.Context(), fullNight(day(9))))
	var theirs []driver.Value
	must(t, other.conn.query(t.Context(), nightsTable.selecting(""), nil, func(v []driver.Value) error {
		theirs = append([]driver.Value{}, v...)
		return nil
	}))
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(5), nil))
	must(t, s.conn.exec(nightsTable.insert, theirs...))
	known, err := s.conn.ledger(t.Context(), nightsTable.name)
	must(t, err)
	seal, isInt := theirs[len(theirs)-1].(int64)
	must(t, s.conn.book(nightsTable.name, ledgerDelta{known.rows + 1, known.sum + seal}))
	must(t, s.remember())
	var damaged *DamagedError
	if _, err := s.Diary(t.Context()); !isInt || !errors.As(err, &damaged) {
		t.Errorf("it was read, or refused with %v", err)
	}
	s.changed = false // such a diary cannot be backed up on closing
}

// TestOldPagesAreNoticed puts pages of a whole older state back: the ledger and all that it tells of the nights. Only
// the save that it belongs to tells.
func TestOldPagesAreNoticed(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(5), nil))
	old, err := os.ReadFile(s.Path())
	must(t, err)
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(-2), Severity: diary.Some(9)}))
	want := whole(t, s)
	now, err := os.ReadFile(s.Path())
	must(t, err)
	var roots []int64
	for _, name := range []string{"ledger", "nights"} {
		root, err := s.conn.number("SELECT rootpage FROM sqlite_schema WHERE name = ?", name)
		must(t, err)
		roots = append(roots, root)
	}
	must(t, s.release())
	for _, root := range roots {
		copy(now[(root-1)*pageSize:root*pageSize], old[(root-1)*pageSize:])
	}
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(path, now, 0o600))
	var damaged *DamagedError
	if _, err := Open(t.Context(), path, Options{Now: clock}); !errors.As(err, &damaged) {
		t.Errorf("opening gave %v", err)
	}
	if report, got := salvageImage(t, now); report.Complete() && !reflect.DeepEqual(got, want) {
		t.Errorf("salvage says that it is complete: %+v", report)
	}
}

// TestASalvagedDiaryKeepsItsIDWhereTheFileHasLostIt looks for it among the backups.
func TestASalvagedDiaryKeepsItsIDWhereTheFileHasLostIt(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(200), nil))
	_, err := s.Backup(t.Context())
	must(t, err)
	root, err := s.conn.number("SELECT rootpage FROM sqlite_schema WHERE name = 'settings'")
	must(t, err)
	id := s.id
	must(t, s.release())
	image, err := os.ReadFile(s.Path())
	must(t, err)
	copy(image[(root-1)*pageSize:], make([]byte, pageSize))
	must(t, os.WriteFile(s.Path(), image, 0o600))
	fresh := filepath.Join(t.TempDir(), "fresh.stillnight")
	report, err := Salvage(t.Context(), s.Path(), fresh, Options{Now: clock})
	must(t, err)
	again := reopen(t, fresh)
	if again.id != id || report.Kept[Nights] != 200 {
		t.Errorf("%d nights, the id is %s and was %s", report.Kept[Nights], again.id, id)
	}
}

// TestADamagedOldDiaryIsNotMigrated leaves its file as it is.
func TestADamagedOldDiaryIsNotMigrated(t *testing.T) {
	for _, f := range fixtures[1:] { // the first version had no ledger
		path := copyFixture(t, f.path)
		c, err := openFile(path, readWrite)
		must(t, err)
		must(t, c.script("UPDATE nights SET severity = 9 - severity WHERE date = (SELECT max(date) FROM nights)"))
		must(t, c.close())
		before, err := os.ReadFile(path)
		must(t, err)
		var damaged *DamagedError
		if _, err := Open(t.Context(), path, Options{Now: clock}); !errors.As(err, &damaged) {
			t.Errorf("%s: opening gave %v", f.path, err)
		}
		if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
			t.Errorf("%s: the damaged diary was changed (%v)", f.path, err)
		}
	}
}

// TestADiaryThatGetsAnotherIDIsReadOn by a window that only reads: its seals have another salt from one read to the next.
func TestADiaryThatGetsAnotherIDIsReadOn(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(5), nil))
	c, err := openFile(s.Path(), readOnly)
	must(t, err)
	defer func() { must(t, c.close()) }()
	_, err = readDiary(t.Context(), c, true)
	must(t, err)
	s.copied = true
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(-9), Severity: diary.Some(2)}))
	if d, err := readDiary(t.Context(), c, true); err != nil || len(d.Nights) != 6 {
		t.Errorf("%d nights, %v", len(d.Nights), err)
	}
}
