package ui

import (
	"errors"
	"net/url"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"stillnight/internal/diary"
	"stillnight/internal/ui/screen"
	"stillnight/internal/ui/settings"
	"stillnight/internal/ui/uitest"
)

// deaf is a system that cannot be told anything.
type deaf struct{ fyne.App }

var errDeaf = errors.New("nobody listens")

func (deaf) ScheduleNotification(*fyne.Notification, time.Time) (*fyne.ScheduledNotification, error) {
	return nil, errDeaf
}

func TestAFaultOfRemindersAtTheStartIsSaidOnceADiaryIsOpen(t *testing.T) {
	p := program(t, nil)
	p.reminders.Reminding = settings.NewReminding(deaf{p.app}, p.prefs, true, p.answers.remind, uitest.Now())
	p.prefs.SetRemindAt(settings.Evening, "21:30")
	p.reminders.remind()
	pressWord(t, p.window.Content(), "Start my diary")
	if said := said(p); !strings.Contains(said, errDeaf.Error()) {
		t.Errorf("said: %q", said)
	}
	p.open.Env().Notice("")
	p.reminders.remind()
	if said := said(p); said != "" {
		t.Errorf("said again: %q", said)
	}
}

// tray is an app on a desktop that has one.
type tray struct {
	fyne.App
	menu *fyne.Menu
}

func (t *tray) SetSystemTrayMenu(m *fyne.Menu)    { t.menu = m }
func (t *tray) SetSystemTrayIcon(fyne.Resource)   {}
func (t *tray) SetSystemTrayWindow(w fyne.Window) {}

func TestTheTraySpeaksTheLanguageSpoken(t *testing.T) {
	p := program(t, nil)
	sign := &tray{App: p.app}
	p.app = sign
	p.showInTray()
	p.setLanguage("de")
	if sign.menu != nil {
		t.Error("a sign nobody asked for")
	}
	p.prefs.SetTray(true)
	p.showInTray()
	p.setLanguage("en")
	if words := sign.menu.Items[0].Label; words != "Show Stillnight" {
		t.Errorf("the tray says %q", words)
	}
	p.setLanguage("fr")
	if words := sign.menu.Items[0].Label; words != p.window.L.T("shell.tray.show") || words == "Show Stillnight" {
		t.Errorf("the tray says %q", words)
	}
}

// Only before the program runs can the toolkit put the sign into the tray.
func TestTheWindowHidesOnlyWhereASignInTheTrayBringsItBack(t *testing.T) {
	p := program(t, nil)
	p.prefs.SetTray(true)
	p.closeWindow()
	if !p.gone {
		t.Error("the window was hidden with no sign in the tray")
	}
	p = program(t, nil)
	p.inTray = true
	p.closeWindow()
	if p.gone {
		t.Error("the program left the tray")
	}
}

// In the tray for two days, the window comes forward with the night that is meant by then.
func TestTheWindowComesForwardWithTheNightThatIsMeant(t *testing.T) {
	path, now := ownDiary(t), uitest.Morning
	p := program(t, func(s *Start) {
		s.Path = path
		s.Now = func() time.Time { return now }
	})
	l := p.open.Env().L
	p.open.GoTo(screen.Night, screen.Target{})
	p.window.Hide()
	now = now.Add(37 * time.Hour)
	p.comeForward(false)
	if out, want := p.open.Current().ReadOut(), l.NightOf(diary.NightAt(now)); !strings.HasPrefix(out, want) {
		t.Errorf("on show: %s", out)
	}
	tonight := l.T("shell.nav.on_show", "screen", l.T("shell.screen.tonight"))
	if !slices.ContainsFunc(uitest.OnShow(p.window.Content()), func(o fyne.CanvasObject) bool {
		named, ok := o.(fyne.Accessible)
		return ok && named.AccessibilityLabel() == tonight
	}) {
		t.Error("the navigation does not say tonight")
	}
	if view := p.window.MainMenu().Items[2]; !strings.HasPrefix(view.Items[0].Label, l.T("shell.screen.tonight")) {
		t.Errorf("the menu %q says %q", view.Label, view.Items[0].Label)
	}
}

// The window lies in front over noon: nothing but the clock moves.
func TestTheMenuNamesTheNightThatIsMeant(t *testing.T) {
	path, now := ownDiary(t), uitest.Morning
	p := program(t, func(s *Start) {
		s.Path = path
		s.Now = func() time.Time { return now }
	})
	item, l := p.window.MainMenu().Items[2].Items[0], p.window.L
	if !strings.HasPrefix(item.Label, l.T("shell.screen.night")) {
		t.Fatalf("in the morning it says %q", item.Label)
	}
	now = now.Add(8 * time.Hour)
	p.atRest()
	if !strings.HasPrefix(item.Label, l.T("shell.screen.tonight")) {
		t.Errorf("after noon it says %q", item.Label)
	}
}

// unopened is an app on a computer with no program for what is to be opened.
type unopened struct{ fyne.App }

func (unopened) OpenURL(*url.URL) error { return &exec.Error{Name: "xdg-open", Err: exec.ErrNotFound} }

// What the system says of a program that is missing is nothing for a person to read.
func TestWhatNoProgramOpensIsSaidInWords(t *testing.T) {
	path := ownDiary(t)
	p := program(t, func(s *Start) { s.Path = path })
	p.app = unopened{p.app}
	p.open.Env().App = p.app
	for _, open := range []func(){
		func() { p.openFile(path) },
		func() {
			p.open.GoTo(screen.Doctor, screen.Target{})
			pressWord(t, p.window.Content(), "Open in viewer")
		},
	} {
		open()
		top := p.window.Canvas().Overlays().Top()
		if words := uitest.Words(top); top == nil || strings.Contains(words, "xdg-open") || !strings.Contains(words, "No program") {
			t.Errorf("it says:\n%s", words)
		}
		p.window.Dismiss()
	}
}
