package settings_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

func host(app fyne.App) settings.Host {
	return settings.Host{
		Prefs:    settings.NewPreferences(app.Preferences()),
		SetTheme: func(look.Mode) {}, SetText: func(int) {}, SetLanguage: func(string) {},
		LockChanged: func() {}, TrayChanged: func() {}, OpenFile: func(string) {},
	}
}

func TestNothingIsCutInAnyLook(t *testing.T) {
	sample := uitest.Sample(t)
	uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
		s := settings.New(uitest.NewEnv(t, app, w, sample), host(app))
		content := s.Content()
		s.Show(screen.Target{})
		return content
	})
}

func TestEveryControlHasAName(t *testing.T) {
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	s := settings.New(uitest.NewEnv(t, app, w, uitest.Sample(t)), host(app))
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	uitest.CheckNamed(t, s.Content())
}
