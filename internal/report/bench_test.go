package report

import (
	"context"
	"io"
	"testing"

	"stillnight/internal/compare"
	"stillnight/internal/demo"
)

// BenchmarkWeek makes the page for the fridge of a diary of fifty years.
func BenchmarkWeek(b *testing.B) {
	o, d := options(b), demo.Long(1, 50, 200, 100_000)
	for b.Loop() {
		if err := Week(context.Background(), d, o, io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func benchmark(b *testing.B, years, interventions int, outcomes []compare.Outcome) {
	d := demo.Long(1, years, interventions, 200*years)
	o := options(b)
	o.Outcomes = outcomes
	b.ResetTimer()
	for b.Loop() {
		build(b, d, o)
	}
}

// BenchmarkPagesFiftyYears lays out what the screen shows of a long diary that is compared already.
func BenchmarkPagesFiftyYears(b *testing.B) {
	d := demo.Long(1, 50, 200, 100_000)
	o := options(b)
	o.From, o.To = d.Nights[len(d.Nights)-1].Date.AddDays(-90), d.Nights[len(d.Nights)-1].Date
	r, err := compare.All(d, o.comparing(o.To))
	if err != nil {
		b.Fatal(err)
	}
	o.Compared = &r
	for b.Loop() {
		if _, err := Pages(b.Context(), d, o); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReportOneYear(b *testing.B)     { benchmark(b, 1, 6, nil) }
func BenchmarkReportOneYearAll(b *testing.B)  { benchmark(b, 1, 6, compare.Outcomes) }
func BenchmarkReportTenYears(b *testing.B)    { benchmark(b, 10, 20, nil) }
func BenchmarkReportTenYearsAll(b *testing.B) { benchmark(b, 10, 20, compare.Outcomes) }
