package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
)

// Diaries as the program of the time wrote them: with sample(40), in version 1 without visits and plans.
const (
	fixtureV1       = "testdata/version-1.stillnight"
	fixtureV2       = "testdata/version-2.stillnight"
	fixtureV3       = "testdata/version-3.stillnight"
	fixtureV4       = "testdata/version-4.stillnight"
	fixtureV5       = "testdata/version-5.stillnight"
	fixtureV6       = "testdata/version-6.stillnight"
	fixtureV7       = "testdata/version-7.stillnight"
	fixtureV2Locked = "testdata/version-2-locked.stillnight"
)

// fixtures are the older diaries, with the last version they have.
var fixtures = []struct {
	path    string
	version int
	want    func() diary.Diary
}{
	{fixtureV1, 1, oldSample},
	{fixtureV2, 2, sampleV5},
	{fixtureV3, 3, sampleV5},
	{fixtureV4, 4, sampleV5},
	{fixtureV5, 5, sampleV5},
	{fixtureV6, 6, sampleV6},
	{fixtureV7, 7, func() diary.Diary { return sample(40) }},
}

// oldSample is what version 1 could hold: no visits and no plans.
func oldSample() diary.Diary {
	d := sampleV5()
	d.Visits, d.Plans = nil, nil
	return d
}

// sampleV6 is what version 6 could hold: no prescribed steps and no blinded trials.
func sampleV6() diary.Diary {
	d := sample(40)
	for i := range d.Interventions {
		d.Interventions[i].Prescribed, d.Interventions[i].Blind = nil, nil
	}
	return d
}

// sampleV5 is what versions 2 to 5 could hold: no side effects and nothing about the person.
func sampleV5() diary.Diary {
	d := sampleV6()
	for i := range d.Interventions {
		d.Interventions[i].SideEffects = nil
	}
	d.Background = diary.Background{}
	return d
}

// copyFixture puts a copy of an older diary in a folder of its own.
func copyFixture(t testing.TB, fixture string) string {
	t.Helper()
	image, err := os.ReadFile(fixture)
	must(t, err)
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(path, image, 0o600))
	return path
}

func sorted(d diary.Diary) diary.Diary {
	d.Sort()
	return d
}

func TestOldDiaryMigratesWithAllItsData(t *testing.T) {
	for _, f := range fixtures {
		t.Run(f.path, func(t *testing.T) {
			s := reopen(t, copyFixture(t, f.path))
			got, err := s.Diary(t.Context())
			must(t, err)
			want := sorted(f.want())
			if !reflect.DeepEqual(got, want) {
				t.Errorf("got  %+v\nwant %+v", got, want)
			}
			list, err := s.Backups(t.Context())
			must(t, err)
			if len(list) != 1 || list[0].Reason != backup.BeforeMigration {
				t.Fatalf("backups before the migration: %+v", list)
			}
			if d, err := ReadForeign(t.Context(), list[0].Path); err != nil || len(d.Nights) != len(want.Nights) {
				t.Errorf("the backup of the old version has %d nights, %v", len(d.Nights), err)
			}
			must(t, s.SaveVisit(t.Context(), &diary.Visit{Date: day(0)}))
			keepsWhatIsNew(t, s)
		})
	}
}

// keepsWhatIsNew writes what came with versions 3 and 4, takes it back and brings it again, and opens the diary
// again.
func keepsWhatIsNew(t *testing.T, s *Store) {
	t.Helper()
	n := diary.Night{Date: day(-3), Severity: diary.Some(5), JerksCount: diary.Some(17)}
	must(t, s.SaveNight(t.Context(), n))
	doses := []diary.Intake{{Night: day(-3), Status: diary.Taken, Dose: diary.Some(0.5)}, {Night: day(-3), Status: diary.Taken}}
	must(t, s.SaveIntakes(t.Context(), 1, day(-3), doses))
	vague := diary.Intervention{Name: "Rotigotine", Phases: []diary.Phase{{Start: day(-300), StartIs: diary.AboutThen}},
		SideEffects: []diary.SideEffect{{Date: day(-9), Effect: "Nausea", Severity: diary.ModerateEffect}, {Date: day(-3), Effect: diary.ImpulseCheck}}}
	effects := slices.Clone(vague.SideEffects)
	must(t, s.SaveIntervention(t.Context(), &vague))
	about := diary.Background{OnsetAge: diary.Some(34), Criteria: [5]diary.Answer{diary.Yes, diary.No}, Tried: []diary.TriedBefore{{Agent: "Levodopa", Why: diary.Augmented}}}
	must(t, s.SaveBackground(t.Context(), about))
	for _, turn := range []func(context.Context) (UndoStep, error){s.Undo, s.Undo, s.Undo, s.Undo, s.Redo, s.Redo, s.Redo, s.Redo} {
		_, err := turn(t.Context())
		must(t, err)
	}
	path := s.Path()
	must(t, s.Close())
	again := reopen(t, path)
	got, _, err := again.Night(t.Context(), day(-3))
	must(t, err)
	iv, _, err := again.Intervention(t.Context(), 1)
	must(t, err)
	kept, _, err := again.Intervention(t.Context(), vague.ID)
	must(t, err)
	if person, err := again.Background(t.Context()); err != nil || !reflect.DeepEqual(person, about) || !slices.Equal(kept.SideEffects, effects) {
		t.Errorf("background %+v, side effects %+v, %v", person, kept.SideEffects, err)
	}
	if kept.Phases[0].StartIs != diary.AboutThen {
		t.Errorf("the start is known as %q", kept.Phases[0].StartIs)
	}
	noted := slices.DeleteFunc(iv.Intakes, func(in diary.Intake) bool { return in.Night != day(-3) })
	if got.JerksCount != n.JerksCount || !slices.Equal(noted, doses) {
		t.Errorf("kept %v and %+v", got.JerksCount, noted)
	}
	must(t, again.Close())
}

func TestOldLockedDiaryMigrates(t *testing.T) {
	path := copyFixture(t, fixtureV2Locked)
	for range 2 { // once to migrate, once to read what was written
		s, err := Open(t.Context(), path, Options{Now: clock, Passphrase: func(bool) (string, error) { return "correct horse", nil }})
		must(t, err)
		if got := whole(t, s); !reflect.DeepEqual(got, sorted(sampleV5())) {
			t.Errorf("got %+v", got)
		}
		must(t, s.Close())
	}
}

func TestOldDiaryIsReadWithoutBeingChanged(t *testing.T) {
	for _, f := range fixtures {
		path := copyFixture(t, f.path)
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
			t.Errorf("%s: %d nights; the file changed: %v", f.path, len(d.Nights), !bytes.Equal(before, after))
		}
	}
}

func TestADamagedOldDiaryIsSalvaged(t *testing.T) {
	for _, f := range fixtures {
		path := copyFixture(t, f.path)
		image, err := os.ReadFile(path)
		must(t, err)
		for i := range pageSize { // neither header nor schema
			image[i] = 0xa5
		}
		must(t, os.WriteFile(path, image, 0o600))
		fresh := filepath.Join(t.TempDir(), "fresh.stillnight")
		_, err = Salvage(t.Context(), path, fresh, Options{Now: clock})
		must(t, err)
		if got := whole(t, reopen(t, fresh)); !reflect.DeepEqual(got.Nights, sorted(f.want()).Nights) || !reflect.DeepEqual(got.Interventions, f.want().Interventions) {
			t.Errorf("%s: salvaged %d nights and %+v", f.path, len(got.Nights), got.Interventions)
		}
	}
}

func TestWhatIsNewIsSalvaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s := reopen(t, path)
	d := sample(20)
	d.Nights[3].JerksCount = diary.Some(0)
	d.Interventions[1].Intakes[0].Dose = diary.Some(2.0)
	d.Interventions[1].Phases[0].StartIs = diary.ToTheMonth
	_, err := s.Import(t.Context(), d, ReplaceAll)
	must(t, err)
	want := whole(t, s)
	must(t, s.Close())
	image, err := os.ReadFile(path)
	must(t, err)
	for i := range pageSize {
		image[i] = 0xa5
	}
	must(t, os.WriteFile(path, image, 0o600))
	fresh := filepath.Join(t.TempDir(), "fresh.stillnight")
	_, err = Salvage(t.Context(), path, fresh, Options{Now: clock})
	must(t, err)
	got := whole(t, reopen(t, fresh))
	if !reflect.DeepEqual(got.Nights, want.Nights) || !reflect.DeepEqual(got.Interventions, want.Interventions) {
		t.Errorf("salvaged %+v\nof       %+v", got.Interventions, want.Interventions)
	}
}

// TestMigrationCutShortLeavesTheOldDiary takes the files as a power cut would leave them: pages of the
// new version already in the diary, the journal beside it.
func TestMigrationCutShortLeavesTheOldDiary(t *testing.T) {
	for _, f := range fixtures {
		t.Run(f.path, func(t *testing.T) { cutShort(t, f.path, f.version+1, sorted(f.want())) })
	}
}

func cutShort(t *testing.T, fixture string, version int, want diary.Diary) {
	path := copyFixture(t, fixture)
	c, err := openFile(path, readWrite)
	must(t, err)
	text, err := migration(version)
	must(t, err)
	must(t, c.script("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE;"+text+fmt.Sprintf("PRAGMA user_version = %d", version)))
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
	old, err := os.ReadFile(fixture)
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
	must(t, c.script("ALTER TABLE visits ADD COLUMN doctor TEXT; CREATE TABLE dreams (id INTEGER PRIMARY KEY) STRICT; PRAGMA user_version = 9"))
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

// Without a diary of it nothing shows that those who have one can still open it.
func TestADiaryOfEveryEarlierVersionIsKept(t *testing.T) {
	for version := 1; version < currentVersion; version++ {
		if _, err := os.Stat(fmt.Sprintf("testdata/version-%d.stillnight", version)); err != nil {
			t.Error(err)
		}
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
		if version > len(schemaSums) || schemaSums[version-1] != sum {
			t.Errorf("version %d: the schema's checksum is %d", version, sum)
		}
	}
}
