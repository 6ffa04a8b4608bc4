package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"stillnight/internal/diary"
)

// hot returns a diary as a crash leaves it in the middle of a save, with the journal, and what it held before.
func hot(t *testing.T, nights int, spill bool) (main, journal []byte, want diary.Diary) {
	t.Helper()
	s := newStore(t)
	_, err := s.Import(t.Context(), sample(nights), ReplaceAll)
	must(t, err)
	want = whole(t, s)
	c := s.conn
	must(t, c.exec("BEGIN IMMEDIATE"))
	must(t, s.stamp(&tx{conn: c}))
	if spill {
		must(t, c.script("PRAGMA cache_size = 2; PRAGMA cache_spill = 2"))
	}
	must(t, c.script("UPDATE nights SET note = note || hex(zeroblob(900)); UPDATE nights SET note = note || 'x'; DELETE FROM episodes"))
	main, err = os.ReadFile(s.Path())
	must(t, err)
	journal, err = os.ReadFile(journalPath(s.Path()))
	must(t, err)
	must(t, abandon(c))
	return main, journal, want
}

func place(t *testing.T, main, journal []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "diary.stillnight")
	must(t, os.WriteFile(path, main, 0o600))
	must(t, os.WriteFile(journalPath(path), journal, 0o600))
	return path
}

// metBeside is what was met, but that the file is a copy of one that is there too.
func metBeside(s *Store) []Finding {
	return slices.DeleteFunc(s.Findings(), func(f Finding) bool { return f.Key == "store.found.copy" })
}

func TestASaveCutShortIsTakenBackAlsoWhereNothingMayBeWritten(t *testing.T) {
	for _, spill := range []bool{false, true} {
		main, journal, want := hot(t, 300, spill)
		path := place(t, main, journal)
		reader, err := Open(t.Context(), path, Options{Now: clock, ReadOnly: true})
		must(t, err)
		if d := whole(t, reader); len(d.Nights) != len(want.Nights) || len(d.Episodes) != len(want.Episodes) {
			t.Errorf("spill %v: reading shows %d nights, %d episodes", spill, len(d.Nights), len(d.Episodes))
		}
		must(t, reader.Close())
		for end, before := range map[string][]byte{"": main, "-journal": journal} {
			if after, err := os.ReadFile(path + end); err != nil || !bytes.Equal(after, before) {
				t.Errorf("spill %v: reading changed %q (%v)", spill, end, err)
			}
		}
		s := reopen(t, path)
		if d := whole(t, s); len(d.Nights) != len(want.Nights) || len(d.Episodes) != len(want.Episodes) {
			t.Errorf("spill %v: %d nights, %d episodes", spill, len(d.Nights), len(d.Episodes))
		}
		if f := metBeside(s); len(f) != 0 {
			t.Errorf("told %+v", f)
		}
		must(t, s.Close())
	}
}

// TestAJournalOfNoKnownFormKeepsNobodyOut: a disk or another program wrote over it.
func TestAJournalOfNoKnownFormKeepsNobodyOut(t *testing.T) {
	for name, journal := range map[string][]byte{
		"the first bytes alone": append([]byte(journalMagic), bytes.Repeat([]byte{0xa5}, 3000)...), "text": []byte("not a journal"),
	} {
		s := newStore(t)
		_, err := s.Import(t.Context(), sample(40), ReplaceAll)
		must(t, err)
		must(t, s.release())
		main, err := os.ReadFile(s.Path())
		must(t, err)
		path := place(t, main, journal)
		reader, err := Open(t.Context(), path, Options{Now: clock, ReadOnly: true})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if report, err := reader.Check(t.Context()); err != nil || !report.OK() || len(whole(t, reader).Nights) != 40 {
			t.Errorf("%s: %+v, %v", name, report, err)
		}
		if f := metBeside(reader); len(f) != 1 || f[0].Key != "store.found.journal_seen" {
			t.Errorf("%s: reading tells %+v", name, f)
		}
		must(t, reader.Close())
		s = reopen(t, path)
		if f := metBeside(s); len(whole(t, s).Nights) != 40 || len(f) != 1 || f[0].Key != "store.found.journal" {
			t.Errorf("%s: told %+v", name, f)
		}
		must(t, s.Close())
	}
}

// TestAnAlienJournalIsNeverPlayedBack copies a diary over another one whose journal remains.
func TestAnAlienJournalIsNeverPlayedBack(t *testing.T) {
	_, journal, _ := hot(t, 300, true)
	_, unflushed, _ := hot(t, 300, false)
	for _, nights := range []int{40, 300, 500} {
		for _, alien := range [][]byte{journal, unflushed} {
			s := newStore(t)
			_, err := s.Import(t.Context(), sample(nights), ReplaceAll)
			must(t, err)
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(9), Severity: diary.Some(9)}))
			must(t, s.release())
			main, err := os.ReadFile(s.Path())
			must(t, err)
			path := place(t, main, alien)
			reader, err := Open(t.Context(), path, Options{Now: clock, ReadOnly: true})
			must(t, err)
			report, err := reader.Check(t.Context())
			must(t, err)
			if d := whole(t, reader); len(d.Nights) != nights+1 || !report.OK() {
				t.Errorf("%d nights of %d, %+v", len(d.Nights), nights+1, report)
			}
			must(t, reader.Close())
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, main) {
				t.Errorf("checking changed the diary (%v)", err)
			}
			s = reopen(t, path)
			if d := whole(t, s); len(d.Nights) != nights+1 {
				t.Errorf("%d nights of %d", len(d.Nights), nights+1)
			}
			flushed := bytes.Equal(alien, journal)
			if f := metBeside(s); flushed && (len(f) != 1 || f[0].Key != "store.found.journal") {
				t.Errorf("told %+v", f)
			}
			must(t, s.Close())
		}
	}
}

// TestAJournalThatComesWhileOpenIsSetAside: SQLite looks for one at every read.
func TestAJournalThatComesWhileOpenIsSetAside(t *testing.T) {
	_, journal, _ := hot(t, 300, true)
	s, _ := twin(t, false)
	must(t, os.WriteFile(journalPath(s.Path()), journal, 0o600))
	if d := whole(t, s); len(d.Nights) != 32 {
		t.Errorf("%d nights", len(d.Nights))
	}
	must(t, s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(4)}))
	if d := whole(t, s); len(d.Nights) != 33 || len(s.Findings()) != 1 {
		t.Errorf("%d nights, told %+v", len(d.Nights), s.Findings())
	}
}

// TestWhatIsNoJournalIsSetAside: SQLite would write through a link, and cannot save beside a folder.
func TestWhatIsNoJournalIsSetAside(t *testing.T) {
	precious := []byte("a letter")
	for name, put := range map[string]func(t *testing.T, at, target string) error{
		"folder":        func(_ *testing.T, at, _ string) error { return os.Mkdir(at, 0o700) },
		"link":          func(_ *testing.T, at, target string) error { return os.Symlink(target, at) },
		"dangling link": func(_ *testing.T, at, target string) error { return os.Symlink(target+"-gone", at) },
	} {
		t.Run(name, func(t *testing.T) {
			s, _ := twin(t, false)
			path, target := s.Path(), filepath.Join(t.TempDir(), "letter")
			must(t, s.Close())
			must(t, os.WriteFile(target, precious, 0o600))
			if err := put(t, journalPath(path), target); err != nil {
				t.Skip(err) // Windows lets few make links
			}
			reader, err := Open(t.Context(), path, Options{Now: clock, ReadOnly: true})
			must(t, err)
			if d := whole(t, reader); len(d.Nights) != 32 || len(reader.Findings()) != 0 {
				t.Errorf("for reading: %d nights, told %+v", len(d.Nights), reader.Findings())
			}
			must(t, reader.Close())
			if !noJournal(path) {
				t.Error("reading moved it")
			}
			s = reopen(t, path)
			must(t, s.SaveNight(t.Context(), diary.Night{Date: day(4), Severity: diary.Some(4)}))
			if f := s.Findings(); len(whole(t, s).Nights) != 33 || len(f) != 1 || f[0].Key != "store.found.no_journal" {
				t.Errorf("%d nights, told %+v", len(whole(t, s).Nights), f)
			}
			if data, err := os.ReadFile(target); err != nil || !bytes.Equal(data, precious) {
				t.Errorf("the link's target became %q, %v", data, err)
			}
			if _, err := os.Lstat(target + "-gone"); !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("a file was made where the link leads: %v", err)
			}
		})
	}
}

func TestStampsTellSavesApartAndFollowEachOther(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	mistaken := 0
	for range 10_000 {
		before := nextStamp(r.Uint32())
		after := nextStamp(before)
		if !follows(after, before) {
			t.Fatalf("%x does not follow %x", after, before)
		}
		if follows(after, nextStamp(r.Uint32())) {
			mistaken++
		}
	}
	if mistaken > 5 {
		t.Errorf("%d of 10,000 strangers were taken for the save before", mistaken)
	}
}

// FuzzJournal looks for panics in what reads journals from outside.
func FuzzJournal(f *testing.F) {
	f.Add([]byte(journalMagic+"\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00\x02\x00\x00\x02\x00\x00\x00\x10\x00"), 3)
	f.Fuzz(func(t *testing.T, data []byte, pages int) {
		j, ok := parseJournal(data)
		if ok && j.before < 1<<14 {
			j.belongs(make([]byte, headerSize), pages)
			j.playBack(make([]byte, pageSize))
		}
	})
}

// TestTheFirstSaveIntoAFileWithoutAStampFollowsIt: else its journal, after a crash, would be taken for a stranger's,
// and the half-written file for a damaged one.
func TestTheFirstSaveIntoAFileWithoutAStampFollowsIt(t *testing.T) {
	old, err := os.ReadFile(fixtureV1)
	must(t, err)
	path := filepath.Join(t.TempDir(), "old.stillnight")
	must(t, os.WriteFile(path, old, 0o600))
	for _, open := range []func() (*conn, error){
		func() (*conn, error) { return openFile(path, readWrite) },
		func() (*conn, error) {
			image, err := buildImage(t.Context(), newID(), sample(3), nil, nil)
			must(t, err)
			must(t, os.WriteFile(path, image, 0o600))
			return openFile(path, readWrite)
		},
	} {
		c, err := open()
		must(t, err)
		head, err := readHead(path, headerSize)
		must(t, err)
		if stamp, err := c.stamp(); err != nil || stamp != stampOf(head) {
			t.Errorf("the stamp reads %#x, and %#x stands in the file, %v", stamp, stampOf(head), err)
		}
		must(t, c.close())
	}
	before := make([]byte, pageSize)
	copy(before, old)
	for _, taken := range []uint32{0, defaultForStamp} { // of this version and of earlier ones
		after := bytes.Clone(before)
		binary.BigEndian.PutUint32(after[24:], binary.BigEndian.Uint32(before[24:])+1)
		binary.BigEndian.PutUint32(after[stampAt:], nextStamp(taken))
		j := journal{before: 19, pages: map[int][]byte{1: before}, counts: true}
		if !j.belongs(after[:headerSize], 23) {
			t.Errorf("after a stamp taken for %#x, the journal of a first save is a stranger's", taken)
		}
	}
}
