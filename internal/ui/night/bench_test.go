package night_test

import (
	"testing"

	"stillnight/internal/demo"
	"stillnight/internal/ui/field"
)

// BenchmarkOneDigit measures from the key to the night on disk in a diary of ten years.
func BenchmarkOneDigit(b *testing.B) {
	_, w, _ := open(b, demo.Long(1, 10, 20, 5000))
	rating := w.Canvas().Focused().(*field.Rating)
	b.ResetTimer()
	for i := range b.N {
		rating.TypedRune(rune('0' + i%10))
	}
}
