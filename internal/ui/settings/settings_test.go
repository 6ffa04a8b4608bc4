package settings_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

func host(app fyne.App) settings.Host {
	return settings.Host{
		Prefs:    settings.NewPreferences(app.Preferences()),
		SetTheme: func(look.Mode) {}, SetText: func(int) {}, SetLanguage: func(string) {},
		LockChanged: func() {}, OpenFile: func(string) {},
		RemindersChanged: func() error { return nil },
	}
}

func TestNothingIsCutInAnyLook(t *testing.T) {
	uitest.EveryLookOf(t, func(env *screen.Env) screen.Screen { return settings.New(env, host(env.App)) }, screen.Target{})
}

func TestEveryControlHasAName(t *testing.T) {
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	s := settings.New(uitest.NewEnv(t, app, w, uitest.Sample(t)), host(app))
	w.SetContent(s.Content())
	w.Resize(uitest.SmallWindow)
	uitest.CheckNamed(t, s.Content())
}

// The dialogs that the cards lead to, by the word on the button that opens each.
func TestDialogsFitInEveryLook(t *testing.T) {
	for name, key := range map[string]string{"set a passphrase": "settings.pass.set", "restore": "settings.backup.restore"} {
		t.Run(name, func(t *testing.T) {
			uitest.EveryLook(t, func(t *testing.T, app fyne.App, w fyne.Window) fyne.CanvasObject {
				env := uitest.NewEnv(t, app, w, uitest.Sample(t))
				content := settings.New(env, host(app)).Content()
				w.SetContent(content)
				test.Tap(uitest.Button(t, w, env.L.T(key)))
				top := w.Canvas().Overlays().Top()
				if top == nil {
					t.Fatal("no dialog is shown")
				}
				uitest.CheckNamed(t, top)
				return content
			})
		})
	}
}

func TestAPassphraseIsSetChangedAndRemoved(t *testing.T) {
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	w.Resize(uitest.SmallWindow)
	env := uitest.NewEnv(t, app, w, uitest.Sample(t))
	s := settings.New(env, host(app))
	w.SetContent(s.Content())
	fill := func(first, second string) {
		t.Helper()
		var entries []*widget.Entry
		var understood *look.Check
		for _, o := range uitest.OnShow(w.Canvas().Overlays().Top()) {
			switch v := o.(type) {
			case *widget.Entry:
				entries = append(entries, v)
			case *look.Check:
				understood = v
			}
		}
		entries[0].SetText(first)
		entries[1].SetText(second)
		understood.SetChecked(true)
		test.Tap(uitest.Button(t, w, env.L.T("settings.pass.accept")))
	}
	test.Tap(uitest.Button(t, w, env.L.T("settings.pass.set")))
	fill("short", "short")
	fill("kind dark night", "kind dark nights")
	if env.Store.Locked() {
		t.Fatal("an unfit passphrase was taken")
	}
	fill("kind dark night", "kind dark night")
	if !env.Store.Locked() {
		t.Fatal("the passphrase was not set")
	}
	test.Tap(uitest.Button(t, w, env.L.T("settings.pass.sheet_later")))
	test.Tap(uitest.Button(t, w, env.L.T("settings.pass.remove")))
	test.Tap(uitest.Button(t, w, env.L.T("settings.pass.remove_do")))
	if env.Store.Locked() {
		t.Error("the passphrase was not removed")
	}
}

// The button that removes the passphrase is gone once it did; the keyboard goes to the one that sets it.
func TestTheKeyboardIsNotLostWithThePassphrase(t *testing.T) {
	app := test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	env := uitest.NewEnv(t, app, w, diary.Diary{})
	if err := env.Store.SetPassphrase(t.Context(), "one two three"); err != nil {
		t.Fatal(err)
	}
	s := settings.New(env, host(app))
	w.SetContent(s.Content())
	s.Show(screen.Target{})
	word := env.L.T("settings.pass.remove")
	w.Canvas().Focus(uitest.Find(t, w.Content(), word, func(b *look.Button) bool { return b.Text == word }))
	if err := env.Store.RemovePassphrase(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.Show(screen.Target{Stay: true})
	if b, ok := w.Canvas().Focused().(*look.Button); !ok || b.Text != env.L.T("settings.pass.set") {
		t.Errorf("the keyboard is at %v", w.Canvas().Focused())
	}
}
