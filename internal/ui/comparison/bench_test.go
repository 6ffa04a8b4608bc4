package comparison_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"stillnight/internal/demo"
	"stillnight/internal/ui/comparison"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// BenchmarkOpenTenYears opens the screen on ten years with 20 remedies: reading, comparing and laying out.
func BenchmarkOpenTenYears(b *testing.B) {
	app, w := uitest.NewWindow(b)
	env := uitest.NewEnv(b, app, w, demo.Long(1, 10, 20, 500))
	w.Resize(fyne.NewSize(1200, 800))
	for b.Loop() {
		s := comparison.New(env)
		w.SetContent(s.Content())
		s.Show(screen.Target{})
	}
}
