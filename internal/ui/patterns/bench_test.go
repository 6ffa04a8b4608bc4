//go:build unix

package patterns

import (
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/compare"
	"stillnight/internal/demo"
	"stillnight/internal/diary/diarytest"
)

// benchmarkFind works out what the screen shows; it reports milliseconds of processor.
func benchmarkFind(b *testing.B, years, remedies, exposures int) {
	c, err := catalogue.Load()
	if err != nil {
		b.Fatal(err)
	}
	d := demo.Long(1, years, remedies, exposures)
	opts := compare.Options{Windows: c.Windows, NeverStop: c.NeverStopSuddenly, Dopaminergic: c.CanAugment}
	began := diarytest.ProcessorTime(b)
	for b.Loop() {
		f, err := find(b.Context(), d, 1, opts)
		if err == nil {
			_, err = f.with(d, compare.Severity, opts)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	used := diarytest.ProcessorTime(b) - began
	b.ReportMetric(float64(used.Microseconds())/1000/float64(b.N), "processor-ms")
}

func BenchmarkFind10Years(b *testing.B) { benchmarkFind(b, 10, 20, 5000) }
func BenchmarkFind50Years(b *testing.B) { benchmarkFind(b, 50, 200, 100_000) }
