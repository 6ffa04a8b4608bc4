package store

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"stillnight/internal/diary"
)

var update = flag.Bool("update", false, "write the fixture of schema version 1 anew")

const fixtureV1 = "testdata/version-1.stillnight"

// oldSample is what version 1 could hold: no visits and no plans.
func oldSample() diary.Diary {
	d := sample(40)
	d.Visits, d.Plans = nil, nil
	return d
}

func TestWriteFixtureOfVersion1(t *testing.T) {
	if !*update {
		t.Skip("only with -update")
	}
	c, err := openMemory(nil)
	must(t, err)
	defer func() { must(t, c.close()) }()
	text, err := migration(1)
	must(t, err)
	must(t, c.script("BEGIN;"+text+"PRAGMA application_id = 1400138092; PRAGMA user_version = 1; COMMIT"))
	old := &tx{conn: c, ledger: make(map[string]ledgerDelta), dates: make(map[diary.Date]bool)}
	in := importer{tx: old, mode: ReplaceAll, result: ImportResult{Added: map[Kind]int{}}}
	must(t, c.exec("BEGIN"))
	in.interventions, in.triggers = make(map[int64]int64), make(map[int64]int64)
	d := oldSample()
	for _, step := range []func(diary.Diary) error{in.nights, in.addInterventions, in.addTriggers, in.episodes, in.exposures, in.labs} {
		must(t, step(d))
	}
	must(t, c.exec("COMMIT"))
	image, err := c.image()
	must(t, err)
	must(t, os.WriteFile(fixtureV1, image, 0o600))
}

// copyFixture puts a copy of the old diary in a folder of its own.
func copyFixture(t testing.TB) string {
	t.Helper()
	image, err := os.ReadFile(fixtureV1)
	must(t, err)
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(path, image, 0o600))
	return path
}

func TestOldDiaryMigratesWithAllItsData(t *testing.T) {
	path := copyFixture(t)
	s := reopen(t, path)
	got, err := s.Diary(t.Context())
	must(t, err)
	want := oldSample()
	want.Sort()
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	list, err := s.Backups(t.Context())
	must(t, err)
	if len(list) != 1 || list[0].Reason != BeforeMigration {
		t.Fatalf("backups before the migration: %+v", list)
	}
	if d, err := ReadForeign(t.Context(), list[0].Path); err != nil || len(d.Nights) != len(want.Nights) {
		t.Errorf("the backup of the old version has %d nights, %v", len(d.Nights), err)
	}
	must(t, s.SaveVisit(t.Context(), &diary.Visit{Date: day(0)}))
}

func TestOldDiaryIsReadWithoutBeingChanged(t *testing.T) {
	path := copyFixture(t)
	before, err := os.ReadFile(path)
	must(t, err)
	s, err := Open(t.Context(), path, Options{ReadOnly: true})
	must(t, err)
	d, err := s.Diary(t.Context())
	must(t, err)
	must(t, s.Close())
	after, err := os.ReadFile(path)
	must(t, err)
	if len(d.Nights) != 40 || !bytes.Equal(before, after) {
		t.Errorf("%d nights; the file changed: %v", len(d.Nights), !bytes.Equal(before, after))
	}
}

// TestMigrationCutShortLeavesTheOldDiary takes the files as a power cut would leave them: pages of the
// new version already in the diary, the journal beside it.
func TestMigrationCutShortLeavesTheOldDiary(t *testing.T) {
	path := copyFixture(t)
	c, err := openFile(path, readWrite)
	must(t, err)
	text, err := migration(2)
	must(t, err)
	must(t, c.script("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE;"+text+"PRAGMA user_version = 2"))
	must(t, c.script("UPDATE nights SET note = note || hex(zeroblob(400)); UPDATE nights SET note = note || 'x'"))
	cut := filepath.Join(t.TempDir(), "diary.stillnight")
	for _, end := range []string{"", "-journal"} {
		data, err := os.ReadFile(path + end)
		must(t, err)
		must(t, os.WriteFile(cut+end, data, 0o600))
	}
	must(t, abandon(c))
	must(t, c.close())
	half, err := os.ReadFile(cut)
	must(t, err)
	old, err := os.ReadFile(fixtureV1)
	must(t, err)
	if bytes.Equal(half, old) {
		t.Fatal("nothing of the migration had reached the file")
	}
	reader, err := Open(t.Context(), cut, Options{ReadOnly: true})
	must(t, err)
	if d := whole(t, reader); len(d.Nights) != 40 {
		t.Errorf("reading it first: %d nights", len(d.Nights))
	}
	must(t, reader.Close())
	d, err := reopen(t, cut).Diary(t.Context())
	must(t, err)
	want := oldSample()
	want.Sort()
	if !reflect.DeepEqual(d, want) {
		t.Error("the migration cut short changed the diary")
	}
}

func TestNewerDiaryOpensForReadingOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s := reopen(t, path)
	must(t, s.SaveNight(t.Context(), fullNight(day(0))))
	must(t, s.Close())
	c, err := openFile(path, readWrite)
	must(t, err)
	must(t, c.script("ALTER TABLE visits ADD COLUMN doctor TEXT; CREATE TABLE dreams (id INTEGER PRIMARY KEY) STRICT; PRAGMA user_version = 7"))
	must(t, c.close())
	before, err := os.ReadFile(path)
	must(t, err)
	s = reopen(t, path)
	if !s.Newer() || !s.ReadOnly() {
		t.Errorf("newer %v, read-only %v", s.Newer(), s.ReadOnly())
	}
	if d, err := s.Diary(t.Context()); err != nil || len(d.Nights) != 1 {
		t.Errorf("%d nights, %v", len(d.Nights), err)
	}
	if err := s.SaveNight(t.Context(), fullNight(day(1))); !is(err, ErrNewer) {
		t.Errorf("saving gave %v", err)
	}
	must(t, s.Close())
	after, err := os.ReadFile(path)
	must(t, err)
	if !bytes.Equal(before, after) {
		t.Error("the newer diary was changed")
	}
}

func TestSchemaSumsBelongToTheMigrations(t *testing.T) {
	c, err := openMemory(nil)
	must(t, err)
	defer func() { must(t, c.close()) }()
	for version := 1; version <= currentVersion; version++ {
		text, err := migration(version)
		must(t, err)
		must(t, c.script(text))
		sum, err := schemaSum(context.Background(), c)
		must(t, err)
		if schemaSums[version-1] != sum {
			t.Errorf("version %d: the schema's checksum is %d", version, sum)
		}
	}
}
