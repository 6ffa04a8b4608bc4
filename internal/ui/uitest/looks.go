package uitest

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/ui/look"
)

// SmallWindow is the smallest window in which everything must fit at every text size.
var SmallWindow = fyne.NewSize(1024, 700)

// EveryLook builds a screen in each theme at 100, 150 and 200 % text in a small window and fails where
// text is cut, lies outside, or covers other text. build is called once for each look, after the theme
// is set; it gets the window's app.
func EveryLook(t *testing.T, build func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject) {
	t.Helper()
	for _, mode := range []look.Mode{look.Light, look.Dark, look.Night} {
		for _, percent := range []int{100, 150, 200} {
			t.Run(fmt.Sprintf("%s-%d", mode, percent), func(t *testing.T) {
				app := test.NewTempApp(t)
				app.Settings().SetTheme(look.New(mode, percent))
				w := test.NewTempWindow(t, nil)
				w.SetPadded(false)
				w.SetContent(build(t, app, w))
				w.Resize(SmallWindow)
				CheckFits(t, w)
				Picture(t, w)
			})
		}
	}
}

// CheckFits fails for each text in the window that is cut, lies outside, or covers another.
func CheckFits(t *testing.T, w fyne.Window) {
	t.Helper()
	for _, fault := range Faults(w.Content(), w.Canvas().Size()) {
		t.Error(fault)
	}
}

// Picture saves what the window shows where STILLNIGHT_PICTURES says so, named after the test.
func Picture(t *testing.T, w fyne.Window) {
	t.Helper()
	folder := os.Getenv("STILLNIGHT_PICTURES")
	if folder == "" {
		return
	}
	path := filepath.Join(folder, strings.ReplaceAll(t.Name(), "/", "-")+".png")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}
