package session

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/backup"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
	"stillnight/internal/ui/window"
)

// inLook is a session in a window of its own, in the look that a test of EveryLook has set.
func inLook(t *testing.T, app fyne.App) *Session {
	t.Helper()
	l, err := i18n.New(uitest.Language())
	if err != nil {
		t.Fatal(err)
	}
	ready := make(chan struct{})
	close(ready)
	w := window.New(app, l, func(job func()) { job() }, ready)
	w.Menu = func() *fyne.MainMenu { return fyne.NewMainMenu(fyne.NewMenu("")) }
	w.Resize(uitest.SmallWindow)
	t.Cleanup(w.Close)
	return New(w, settings.NewPreferences(app.Preferences()), uitest.Now, Start{}, Host{Keeps: func(string) bool { return true }})
}

func TestPagesFitInEveryLook(t *testing.T) {
	pages := map[string]func(s *Session){
		"welcome": func(s *Session) { s.showWelcome("diary") },
		"in use":  func(s *Session) { s.showInUse("diary") },
		"locked":  func(s *Session) { s.showLocked("diary", Access{}, true) },
		"damaged, with a passphrase": func(s *Session) {
			s.askForDamaged("/home/someone/a-rather-long-folder-name/diary.stillnight", Access{Passphrase: "not the right one"})
		},
		"damaged, with copies out of sight": func(s *Session) {
			gone := &store.BackupError{Folder: "/media/someone/a-rather-long-folder-name/copies", Err: store.ErrFolderGone}
			made := backup.Copy{Path: "/nowhere", Made: uitest.Now()}
			preview := store.Preview{Nights: 300, First: diary.DateOf(made.Made).AddDays(-400), Last: diary.DateOf(made.Made)}
			s.offerRecovery("/home/someone/a-rather-long-folder-name/diary.stillnight", Access{}, made, preview, true, gone)
		},
		"trouble": func(s *Session) {
			s.showTrouble("/home/someone/a-rather-long-folder-name/diary.stillnight", store.ErrDiskFull)
		},
		"people": func(s *Session) {
			s.showPeople("/nowhere", []settings.Person{{Path: "/a", Name: "Anna"}, {Path: "/b/ben.stillnight"}})
		},
	}
	for name, show := range pages {
		t.Run(name, func(t *testing.T) {
			uitest.EveryLook(t, func(t *testing.T, app fyne.App, _ fyne.Window) fyne.CanvasObject {
				s := inLook(t, app)
				show(s)
				return s.window.Content()
			})
		})
	}
}

func TestTheWelcomeIsReadInAnyLanguage(t *testing.T) {
	s := inLook(t, test.NewTempApp(t))
	s.host.SetLanguage = func(lang string) {
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		s.window.L = l
	}
	s.showWelcome("diary")
	for _, lang := range slices.Concat(i18n.Languages[1:], i18n.Languages[:1]) { // the first is spoken already
		name := settings.LanguageName(lang)
		test.Tap(uitest.Find(t, s.window.Content(), name, func(b *look.Button) bool { return b.Text == name }))
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		if want, words := l.T("shell.welcome.title"), uitest.Words(s.window.Content()); !strings.Contains(words, want) {
			t.Errorf("%s is chosen, and %q is not there", name, want)
		}
	}
}
