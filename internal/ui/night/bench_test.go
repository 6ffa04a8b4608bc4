package night_test

import (
	"testing"

	"stillnight/internal/demo"
	"stillnight/internal/diary"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
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

// BenchmarkPages measures from the press to the page in a diary of fifty years: what is happening now, the table of
// a month, and the list of all nights, which is read beside the window.
func BenchmarkPages(b *testing.B) {
	_, w, s := open(b, demo.Long(1, 50, 200, 100_000))
	for name, target := range map[string]screen.Target{"now": {Now: true}, "several": {Several: true}, "search": {Search: true}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				s.Show(target)
				b.StopTimer()
				w.Canvas().Capture()
				b.StartTimer()
			}
		})
	}
}

// BenchmarkFirstEvening measures a letter in the question of the first evening, with which the catalogue is searched.
func BenchmarkFirstEvening(b *testing.B) {
	_, w, _ := open(b, diary.Diary{})
	uitest.First[*field.Rating](b, w.Content()).TypedRune('6')
	name := line(b, w, "first/name")
	for b.Loop() {
		name.SetText("")
		for _, letter := range "pramipexole" {
			name.TypedRune(letter)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/1000/float64(b.N)/float64(len("pramipexole")), "letter-ms")
}
