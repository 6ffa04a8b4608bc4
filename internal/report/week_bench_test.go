package report

import (
	"context"
	"io"
	"testing"

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
