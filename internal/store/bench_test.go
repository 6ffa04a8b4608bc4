package store

import (
	"path/filepath"
	"testing"

	"stillnight/internal/diary"
)

// BenchmarkSaveNight is to be read beside BenchmarkBareCommit: a save may cost half as much again.
func BenchmarkSaveNight(b *testing.B) {
	s := newStore(b)
	if _, err := s.Import(b.Context(), sample(3650), ReplaceAll); err != nil {
		b.Fatal(err)
	}
	n := fullNight(day(0))
	for i := 0; b.Loop(); i++ {
		n.Severity = diary.Some(i % 11)
		must(b, s.SaveNight(b.Context(), n))
	}
}

// BenchmarkBareCommit writes the same row with nothing but SQLite.
func BenchmarkBareCommit(b *testing.B) {
	path := filepath.Join(b.TempDir(), "diary.stillnight")
	s, err := Open(b.Context(), path, Options{Now: clock})
	must(b, err)
	_, err = s.Import(b.Context(), sample(3650), ReplaceAll)
	must(b, err)
	must(b, s.Close())
	c, err := openFile(path, readWrite)
	must(b, err)
	defer func() { must(b, c.close()) }()
	n := fullNight(day(0))
	for i := 0; b.Loop(); i++ {
		n.Severity = diary.Some(i % 11)
		values := nightValues(n)
		must(b, c.exec("BEGIN IMMEDIATE"))
		must(b, c.exec("REPLACE"+nightsTable.insert[len("INSERT"):], append(values, nightsTable.seal(values, 0))...))
		must(b, c.exec("COMMIT"))
	}
}

// longDiary is 50 years of nights, 200 interventions and 100,000 exposures.
func longDiary(b *testing.B) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "diary.stillnight")
	s, err := Open(b.Context(), path, Options{Now: clock})
	must(b, err)
	d := sample(50 * 365)
	one := d.Interventions[0]
	for i := len(d.Interventions); i < 200; i++ {
		iv := one
		iv.ID = int64(i + 1)
		iv.Phases = []diary.Phase{{ID: int64(10 + i), Start: day(-1000), Dose: diary.Some(1.0), Unit: "mg"}}
		d.Interventions = append(d.Interventions, iv)
	}
	for i := len(d.Exposures); i < 100_000; i++ {
		e := d.Exposures[i%18_000]
		e.ID = int64(i + 1)
		d.Exposures = append(d.Exposures, e)
	}
	_, err = s.Import(b.Context(), d, ReplaceAll)
	must(b, err)
	must(b, s.Close())
	return path
}

func benchmarkOpen(b *testing.B, path string) {
	for b.Loop() {
		s, err := Open(b.Context(), path, Options{Now: clock})
		must(b, err)
		must(b, s.Close())
	}
}

func BenchmarkOpenEmpty(b *testing.B) {
	path := filepath.Join(b.TempDir(), "diary.stillnight")
	s, err := Open(b.Context(), path, Options{Now: clock})
	must(b, err)
	must(b, s.Close())
	benchmarkOpen(b, path)
}

func BenchmarkOpenFiftyYears(b *testing.B) { benchmarkOpen(b, longDiary(b)) }

func benchmarkDiary(b *testing.B, s *Store) {
	for b.Loop() {
		_, err := s.Diary(b.Context())
		must(b, err)
	}
}

func BenchmarkDiaryTenYears(b *testing.B) {
	s := newStore(b)
	_, err := s.Import(b.Context(), sample(3650), ReplaceAll)
	must(b, err)
	benchmarkDiary(b, s)
}

func BenchmarkDiaryFiftyYears(b *testing.B) { benchmarkDiary(b, reopen(b, longDiary(b))) }
