//go:build unix

package compare

import (
	"testing"

	"stillnight/internal/diary"
	"stillnight/internal/diary/diarytest"
)

// benchmarkAll reports milliseconds of processor for one diary on one core, and how many comparisons that were.
func benchmarkAll(b *testing.B, years, interventions int, opts Options) {
	benchmarkOf(b, longDiary(years, interventions), opts)
}

func benchmarkOf(b *testing.B, d diary.Diary, opts Options) {
	b.ReportAllocs()
	n := 0
	began := diarytest.ProcessorTime(b)
	for b.Loop() {
		results, err := All(d, opts)
		if err != nil {
			b.Fatal(err)
		}
		n = len(results.Comparisons)
	}
	used := diarytest.ProcessorTime(b) - began
	b.ReportMetric(float64(used.Microseconds())/1000/float64(b.N), "processor-ms")
	b.ReportMetric(float64(n), "comparisons")
}

// Everything of a diary: all outcomes.
func BenchmarkAll10Years(b *testing.B) { benchmarkAll(b, 10, 20, Options{}) }
func BenchmarkAll50Years(b *testing.B) { benchmarkAll(b, 50, 200, Options{}) }

// What one screen shows: one outcome.
func BenchmarkOneOutcome10Years(b *testing.B) {
	benchmarkAll(b, 10, 20, Options{Outcomes: []Outcome{Severity}})
}
func BenchmarkOneOutcome50Years(b *testing.B) {
	benchmarkAll(b, 50, 200, Options{Outcomes: []Outcome{Severity}})
}

// A night is changed that the diary had: its last one.
func BenchmarkChangedNight50Years(b *testing.B) {
	d := longDiary(50, 200)
	opts := Options{Outcomes: []Outcome{Severity}}
	before, err := All(d, opts)
	if err != nil {
		b.Fatal(err)
	}
	opts.Earlier = &Earlier{Results: before, Changed: []diary.Date{d.Nights[len(d.Nights)-1].Date}}
	benchmarkOf(b, d, opts)
}
