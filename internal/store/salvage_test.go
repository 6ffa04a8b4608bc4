package store

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/pages"
)

// salvaged puts an image in a file, salvages it, and proves that what came of it is right and told.
func salvaged(t *testing.T, image []byte, want diary.Diary, what string) SalvageReport {
	t.Helper()
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(path, image, 0o600))
	fresh := filepath.Join(t.TempDir(), "fresh.stillnight")
	report, err := Salvage(t.Context(), path, fresh, Options{Now: clock, Passphrase: answering(testPass)})
	must(t, err)
	if report.Complete() && report.Kept[Nights] != len(want.Nights) {
		t.Errorf("%s: %d nights of %d, and the report says it is complete", what, report.Kept[Nights], len(want.Nights))
	}
	return report
}

// scavengeBytes finds all rows in a file that lies in memory.
func scavengeBytes(t testing.TB, data []byte) *scavenged {
	t.Helper()
	found, err := scavenge(t.Context(), bytes.NewReader(data), int64(len(data)), "")
	must(t, err)
	must(t, found.read(t.Context(), append(dataTables(), settingsTable)))
	return found
}

func TestOneBadChunkOfALockedDiaryCostsOneChunk(t *testing.T) {
	s := newStore(t)
	must(t, s.fill(t.Context(), sample(994), nil))
	setTestPassphrase(t, s, testPass)
	want := whole(t, s)
	must(t, s.release())
	image, err := os.ReadFile(s.Path())
	must(t, err)
	chunks := len(image)/(64<<10) + 1
	r := rand.New(rand.NewPCG(19, 6))
	for range 20 {
		at := r.IntN(len(image))
		damaged := bytes.Clone(image)
		damaged[at] ^= 1 << r.IntN(8)
		report := salvaged(t, damaged, want, "one bit")
		// A chunk holds sixteen pages; nights lie side by side.
		if least := len(want.Nights) - 2*len(want.Nights)*2/chunks; report.Kept[Nights] < least {
			t.Errorf("bit in byte %d of %d: %d nights of %d", at, len(image), report.Kept[Nights], len(want.Nights))
		}
	}
}

// TestAFreeListThatNamesPagesInUseCostsNothing aims the list of pages in reserve at each page in turn.
func TestAFreeListThatNamesPagesInUseCostsNothing(t *testing.T) {
	image, want := diaryBytes(t)
	for page := 2; page <= len(image)/pageSize; page += 3 {
		damaged := bytes.Clone(image)
		binary.BigEndian.PutUint32(damaged[32:], uint32(page))
		report := salvaged(t, damaged, want, "free list")
		if report.Kept[Nights] != len(want.Nights) || report.Kept[Exposures] != len(want.Exposures) {
			t.Errorf("aimed at page %d: %d nights of %d", page, report.Kept[Nights], len(want.Nights))
		}
	}
}

// strangersPages are those of another diary, and of an older version of ours, with the same dates.
func strangersPages(t *testing.T, image []byte) (strange, older []byte) {
	t.Helper()
	other := newStore(t)
	d := sample(700)
	for i := range d.Nights {
		d.Nights[i].Severity = diary.Some(i % 11)
	}
	must(t, other.fill(t.Context(), d, nil))
	must(t, other.release())
	strange, err := os.ReadFile(other.Path())
	must(t, err)
	before := reopenImage(t, image)
	d = whole(t, before)
	for i := range d.Nights {
		d.Nights[i].Note = "as it was before"
	}
	_, err = before.Import(t.Context(), d, ReplaceAll)
	must(t, err)
	must(t, before.release())
	older, err = os.ReadFile(before.Path())
	must(t, err)
	return strange, older
}

func reopenImage(t *testing.T, image []byte) *Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(path, image, 0o600))
	return reopen(t, path)
}

// wrongNights are those of a salvaged diary that the damaged one never had.
func wrongNights(got, want diary.Diary) (dates []diary.Date) {
	for _, night := range got.Nights {
		if original, there := want.Night(night.Date); !there || !sameNight(original, night) {
			dates = append(dates, night.Date)
		}
	}
	return dates
}

func salvageImage(t *testing.T, image []byte) (SalvageReport, diary.Diary) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(path, image, 0o600))
	fresh := filepath.Join(t.TempDir(), "fresh.stillnight")
	report, err := Salvage(t.Context(), path, fresh, Options{Now: clock})
	must(t, err)
	return report, whole(t, reopen(t, fresh))
}

// TestPagesOfAnotherDiaryAreNotTakenForOurs puts pages of another and of an older diary in the place of ours.
func TestPagesOfAnotherDiaryAreNotTakenForOurs(t *testing.T) {
	image, want := diaryBytes(t)
	strange, older := strangersPages(t, image)
	r := rand.New(rand.NewPCG(19, 7))
	lost, rounds := 0, 60
	if testing.Short() {
		rounds = 30
	}
	for i := range rounds {
		source := [][]byte{strange, older}[i%2]
		pages := min(len(image), len(source)) / pageSize
		damaged := bytes.Clone(image)
		for range 1 + i%3 {
			n, from := 1+r.IntN(pages-1), 1+r.IntN(pages-1)
			copy(damaged[n*pageSize:(n+1)*pageSize], source[from*pageSize:])
		}
		report, got := salvageImage(t, damaged)
		wrong := wrongNights(got, want)
		if len(wrong) > 0 && report.Complete() {
			t.Errorf("round %d: nights that were never ours, and the report says it is complete: %v", i, wrong)
		}
		if i%2 == 0 && len(wrong) > 0 {
			t.Errorf("round %d: %d nights of another diary among ours", i, len(wrong))
		}
		if len(got.Nights) < len(want.Nights) {
			lost++
		}
	}
	if lost == 0 {
		t.Error("no page cost a night: the test shows nothing")
	}
}

// TestPagesThatCameToAFileAreKnownByTheLedger puts them behind ours, as a failing disk does.
func TestPagesThatCameToAFileAreKnownByTheLedger(t *testing.T) {
	image, want := diaryBytes(t)
	strange, older := strangersPages(t, image)
	for name, more := range map[string][]byte{"another's": strange, "an older version's": older} {
		report, got := salvageImage(t, append(bytes.Clone(image), more[pageSize:]...))
		if wrong := wrongNights(got, want); len(wrong) > 0 || len(got.Nights) != len(want.Nights) {
			t.Errorf("%s: %d nights of %d, of which %d were never ours", name, len(got.Nights), len(want.Nights), len(wrong))
		}
		if !report.Complete() {
			t.Errorf("%s: not complete: %+v", name, report)
		}
	}
}

// TestARowOfAnotherDiaryIsInUseWhereverItIsFoundFirst stands once in a table and once in a page in reserve.
func TestARowOfAnotherDiaryIsInUseWhereverItIsFoundFirst(t *testing.T) {
	const ours, theirs = 1, 2
	values := nightValues(fullNight(day(0)))
	row := pages.Row{Values: append(values, nightsTable.seal(values, theirs))}
	for _, reserveFirst := range []bool{false, true} {
		s := &scavenged{salt: ours, others: map[int64]bool{theirs: true}, strange: make(map[string]map[string]bool)}
		for _, free := range []bool{reserveFirst, !reserveFirst} {
			if !s.take(row, free) {
				t.Fatal("it is not known as a row")
			}
		}
		for key, inUse := range s.strange[nightsTable.name] {
			if !inUse {
				t.Errorf("found in reserve first %v: %s counts as deleted", reserveFirst, key)
			}
		}
		if n := len(s.strange[nightsTable.name]); n != 1 {
			t.Errorf("%d rows", n)
		}
	}
}

func TestSalvageSavesAllButTheBrokenNight(t *testing.T) {
	image, want := diaryBytes(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "diary.stillnight")
	at := strings.Index(string(image), "\"double\"\nsecond line") + 10
	damaged := append([]byte{}, image...)
	damaged[at] ^= 1
	must(t, os.WriteFile(path, damaged, 0o600))
	fresh := filepath.Join(folder, "fresh.stillnight")
	report, err := Salvage(t.Context(), path, fresh, Options{Now: clock})
	must(t, err)
	if report.Complete() || report.Kept[Nights] != len(want.Nights)-1 || len(report.LostNights) != 1 || report.BrokenRows != 1 {
		t.Errorf("report %+v", report)
	}
	after, err := os.ReadFile(path)
	must(t, err)
	if string(after) != string(damaged) {
		t.Error("the damaged diary was changed")
	}
	s := reopen(t, fresh)
	got := whole(t, s)
	if !reflect.DeepEqual(got.Interventions, want.Interventions) || !reflect.DeepEqual(got.Exposures, want.Exposures) ||
		!reflect.DeepEqual(got.Episodes, want.Episodes) || !reflect.DeepEqual(got.Plans, want.Plans) {
		t.Error("what was not damaged was not salvaged whole")
	}
	if v, found, err := s.Setting(t.Context(), "outcome"); err != nil || !found || v != "sleep_hours" {
		t.Errorf("setting %q, %v, %v", v, found, err)
	}
}

func TestSalvageWithoutAnySchema(t *testing.T) {
	image, want := diaryBytes(t)
	folder := t.TempDir()
	path := filepath.Join(folder, "diary.stillnight")
	for i := range pageSize {
		image[i] = 0xa5
	}
	must(t, os.WriteFile(path, image, 0o600))
	report, err := Salvage(t.Context(), path, filepath.Join(folder, "fresh.stillnight"), Options{Now: clock})
	must(t, err)
	if report.Kept[Nights] != len(want.Nights) || report.Kept[Interventions] != len(want.Interventions) {
		t.Errorf("report %+v", report)
	}
}

func TestDeletedNightsAreNotSalvaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	s, err := Open(t.Context(), path, Options{Now: clock})
	must(t, err)
	must(t, s.fill(t.Context(), sample(300), nil))
	r := rand.New(rand.NewPCG(4, 4))
	for range 150 {
		must(t, s.DeleteNight(t.Context(), day(-1-r.IntN(300))))
		n := fullNight(day(-1 - r.IntN(300)))
		n.Note = strings.Repeat("x", r.IntN(3000))
		must(t, s.SaveNight(t.Context(), n))
	}
	want := whole(t, s)
	must(t, s.release())
	image, err := os.ReadFile(path)
	must(t, err)
	found := scavengeBytes(t, image)
	d, _, invalid := found.assemble()
	if !reflect.DeepEqual(d, want) || invalid+found.brokenRows+found.conflicts != 0 {
		t.Errorf("%d nights of %d, %d invalid, %d broken, %d conflicts", len(d.Nights), len(want.Nights), invalid, found.brokenRows, found.conflicts)
	}
}
