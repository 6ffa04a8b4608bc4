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

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// SmallWindow is the smallest window in which everything must fit at every text size.
var SmallWindow = fyne.NewSize(1024, 700)

// EveryLook builds a screen in each theme at 100, 150 and 200 % text in a small window, and once in every
// further language in large type, and fails where text is cut, lies outside, or covers other text. build is
// called once for each look, after the theme is set; it gets the window's app. It may show a dialog, which
// is looked at too.
func EveryLook(t *testing.T, build func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject) {
	t.Helper()
	EveryWindow(t, func(t *testing.T, app fyne.App) fyne.Window {
		w := test.NewTempWindow(t, nil)
		w.SetPadded(false)
		w.Resize(SmallWindow)
		w.SetContent(build(t, app, w))
		return w
	})
}

// EveryLookOf does so for a screen over the sample diary, opened on a target.
func EveryLookOf(t *testing.T, build func(*screen.Env) screen.Screen, to screen.Target) {
	t.Helper()
	sample := Sample(t)
	EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
		s := build(NewEnv(t, app, w, sample))
		content := s.Content()
		s.Show(to)
		return content
	})
}

// EveryWindow does the same for a whole window that build makes.
func EveryWindow(t *testing.T, build func(t *testing.T, app fyne.App) fyne.Window) {
	t.Helper()
	oneLook := func(t *testing.T, mode look.Mode, percent int) {
		app := test.NewTempApp(t)
		app.Settings().SetTheme(look.New(mode, percent))
		w := build(t, app)
		w.Resize(SmallWindow)
		CheckFits(t, w)
		if mode == look.Night {
			CheckDark(t, w)
		}
		Picture(t, w)
	}
	for _, mode := range []look.Mode{look.Light, look.Dark, look.Night} {
		for _, percent := range []int{100, 150, 200} {
			t.Run(fmt.Sprintf("%s-%d", mode, percent), func(t *testing.T) { oneLook(t, mode, percent) })
		}
	}
	for _, lang := range i18n.Languages {
		if lang == i18n.Fallback {
			continue
		}
		t.Run(lang, func(t *testing.T) {
			t.Setenv(languageVariable, lang)
			oneLook(t, look.Light, 200)
		})
	}
}

// languageVariable names the language of the looks under test.
const languageVariable = "STILLNIGHT_TEST_LANGUAGE"

// Language is the language in which a test builds its screen, English unless a look asks for another.
func Language() string {
	if lang := os.Getenv(languageVariable); lang != "" {
		return lang
	}
	return i18n.Fallback
}

// CheckFits fails for each text in the window, or in a dialog over it, that is cut, lies outside, or covers
// another.
func CheckFits(t *testing.T, w fyne.Window) {
	t.Helper()
	for _, o := range append([]fyne.CanvasObject{w.Content()}, w.Canvas().Overlays().List()...) {
		for _, fault := range Faults(o, w.Canvas().Size()) {
			t.Error(fault)
		}
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
