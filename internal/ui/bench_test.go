package ui

import (
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2/test"

	"stillnight/internal/demo"
	"stillnight/internal/store"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/uitest"
)

// BenchmarkScreens opens every screen of a diary of 50 years, 200 interventions and 100,000 exposures for
// the first time and draws it. All work is done in line here; in the program what takes long happens
// beside the window.
func BenchmarkScreens(b *testing.B) {
	path := filepath.Join(b.TempDir(), "long.stillnight")
	s, err := store.Open(b.Context(), path, store.Options{Now: uitest.Now})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := s.Import(b.Context(), demo.Long(1, 50, 200, 100_000), store.ReplaceAll); err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for _, id := range screen.All {
		b.Run(string(id), func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				start := Start{Path: path, Version: "test", Crashes: &CrashFolder{path: b.TempDir(), version: "test"}, Now: uitest.Now}
				p, err := newProgram(test.NewTempApp(b), start, func(job func()) { job() })
				if err != nil {
					b.Fatal(err)
				}
				p.window.Resize(uitest.SmallWindow)
				p.begin()
				p.open.goTo(screen.Settings, screen.Target{})
				b.StartTimer()
				p.open.goTo(id, screen.Target{})
				p.window.Canvas().Capture()
				b.StopTimer()
				p.leave()
				b.StartTimer()
			}
		})
	}
}
