package store

import (
	"path/filepath"
	"slices"
	"testing"
	"time"

	"stillnight/internal/diary"
)

// saving saves the same night again and again into a diary of ten years.
func saving(b *testing.B) func(i int) {
	s := newStore(b)
	_, err := s.Import(b.Context(), sample(3650), ReplaceAll)
	must(b, err)
	n := fullNight(day(0))
	return func(i int) {
		n.Severity = diary.Some(i % 11)
		must(b, s.SaveNight(b.Context(), n))
	}
}

// committing writes the same row into the same diary with nothing but SQLite.
func committing(b *testing.B) func(i int) {
	path := filepath.Join(b.TempDir(), "diary.stillnight")
	s, err := Open(b.Context(), path, Options{Now: clock})
	must(b, err)
	_, err = s.Import(b.Context(), sample(3650), ReplaceAll)
	must(b, err)
	must(b, s.Close())
	c, err := openFile(path, readWrite)
	must(b, err)
	b.Cleanup(func() { must(b, c.close()) })
	n := fullNight(day(0))
	return func(i int) {
		n.Severity = diary.Some(i % 11)
		values := nightValues(n)
		must(b, c.exec("BEGIN IMMEDIATE"))
		must(b, c.exec(nightsTable.replace, append(values, nightsTable.seal(values, 0))...))
		must(b, c.exec("COMMIT"))
	}
}

func benchmarkTurns(b *testing.B, f func(i int)) {
	for i := 0; b.Loop(); i++ {
		f(i)
	}
}

func BenchmarkSaveNight(b *testing.B)  { benchmarkTurns(b, saving(b)) }
func BenchmarkBareCommit(b *testing.B) { benchmarkTurns(b, committing(b)) }

// BenchmarkSaveBesideBareCommit does both by turns, a hundred times each in a round, so that other work on the machine
// troubles both alike. It reports the medians, and what a save costs as a ratio to the bare commit.
func BenchmarkSaveBesideBareCommit(b *testing.B) {
	save, commit := saving(b), committing(b)
	var saves, commits []float64
	took := func(f func(i int), i int) float64 {
		began := time.Now()
		f(i)
		return float64(time.Since(began).Nanoseconds()) / 1e6
	}
	for b.Loop() {
		for i := range 100 {
			saves, commits = append(saves, took(save, i)), append(commits, took(commit, i))
		}
	}
	middle := func(list []float64) float64 {
		slices.Sort(list)
		return list[len(list)/2]
	}
	b.ReportMetric(middle(saves), "save-ms")
	b.ReportMetric(middle(commits), "bare-ms")
	b.ReportMetric(middle(saves)/middle(commits), "×bare-commit")
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
