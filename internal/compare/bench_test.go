//go:build unix

package compare

import (
	"testing"

	"stillnight/internal/diary/diarytest"
)

// benchmarkAll reports milliseconds of processor for one diary on one core, and how many comparisons that were.
func benchmarkAll(b *testing.B, years, interventions int, opts Options) {
	d := longDiary(years, interventions)
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
