package night_test

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/demo"
	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/night"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// BenchmarkOneDigit measures from the key to the night on disk in a diary of ten years.
func BenchmarkOneDigit(b *testing.B) {
	app := test.NewTempApp(b)
	app.Settings().SetTheme(look.New(look.Light, 100))
	w := test.NewTempWindow(b, nil)
	env := uitest.NewEnv(b, app, w, demo.Long(1, 10, 20, 5000))
	s := night.New(env)
	b.Cleanup(env.Store.Subscribe(s.Changed))
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	s.Show(screen.Target{})
	rating := w.Canvas().Focused().(*field.Rating)
	b.ResetTimer()
	for i := range b.N {
		rating.TypedRune(rune('0' + i%10))
	}
}
