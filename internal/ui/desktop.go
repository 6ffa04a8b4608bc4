package ui

import (
	"fmt"
	"net/url"
	"path/filepath"
	"stillnight/internal/ui/screen"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stillnight/internal/explain"
)

// openFile opens a file, or shows a folder, with the program that the system has for it.
func (p *Program) openFile(path string) {
	path = filepath.ToSlash(path)
	if path != "" && path[0] != '/' {
		path = "/" + path // C:/… is /C:/… in a file address
	}
	if err := p.app.OpenURL(&url.URL{Scheme: "file", Path: path}); err != nil {
		fail(p.window, p.l, fmt.Errorf("opening a file: %w", err))
	}
}

// showInTray puts the program into the system tray if that is wanted. Only before the program runs can the
// toolkit do so, and it cannot take the sign out again: a change of mind counts from the next start on.
func (p *Program) showInTray() {
	if tray, ok := p.app.(desktop.App); ok && p.prefs.Tray() {
		p.inTray = true
		p.showIcon()
		tray.SetSystemTrayMenu(p.trayMenu())
	}
}

// relabelTray gives the sign in the tray its menu in the language spoken now.
func (p *Program) relabelTray() {
	if tray, ok := p.app.(desktop.App); ok && p.inTray {
		tray.SetSystemTrayMenu(p.trayMenu())
	}
}

func (p *Program) trayMenu() *fyne.Menu {
	quit := fyne.NewMenuItem(p.l.T("shell.menu.quit"), p.quit)
	quit.IsQuit = true
	return fyne.NewMenu("Stillnight", fyne.NewMenuItem(p.l.T("shell.tray.show"), p.comeForward),
		fyne.NewMenuItem(p.l.T("shell.menu.now"), p.happeningNow), fyne.NewMenuItemSeparator(), quit)
}

// happeningNow is the word with which a second start asks for that page.
const happeningNow = "now"

// happeningNow opens the page of what is happening now, from the tray or a second start with --now.
func (p *Program) happeningNow() {
	p.comeForward()
	if p.open != nil && !p.open.store.ReadOnly() {
		p.open.goTo(screen.Night, screen.Target{Now: true})
	}
}

func (p *Program) comeForward() {
	p.window.Show()
	p.window.RequestFocus()
	p.cameBack()
}

// cameBack is told when the window comes to the front, perhaps days after it was last used.
func (p *Program) cameBack() {
	p.remind()
	if p.open != nil {
		p.open.cameBack()
	}
}

// closeWindow is what the window's close button does: with its sign in the tray the program stays there.
// Without one nobody would find it again.
func (p *Program) closeWindow() {
	if !p.inTray {
		p.quit()
		return
	}
	if p.open != nil && p.open.current != nil {
		p.open.current.Hide()
	}
	p.window.Hide()
}

// remindEvery is how often the program looks whether it is time to remind. It also bounds how late a
// reminder is after the computer slept, when timers stood still.
const remindEvery = 30 * time.Second

// watchReminders looks after the reminders from now until the program ends.
func (p *Program) watchReminders() {
	if p.gone {
		return
	}
	p.remind()
	p.clock = time.AfterFunc(remindEvery, func() { fyne.Do(p.watchReminders) })
}

// remindStep is how long after one step of telling the system of reminders the next is taken.
const remindStep = 20 * time.Millisecond

// look does what is due of the reminders, and comes back for what is left of it.
func (p *Program) look() error {
	if p.gone {
		return nil
	}
	more, err := p.reminding.Look(p.start.Now(), p.l)
	if more {
		time.AfterFunc(remindStep, func() { fyne.Do(p.remind) })
	}
	return err
}

// remind does what is due of the reminders. A fault there must not keep anyone from the diary: it is said
// in the status line, and once only, as it will be met again at every look.
func (p *Program) remind() {
	fault := ""
	if err := p.look(); err != nil {
		fault = explain.Error(p.l, err)
	}
	if fault != p.remindFault {
		p.remindFault, p.remindSaid = fault, fault == ""
	}
	p.sayRemindFault()
}

// sayRemindFault says a fault that came up while no diary was on show to say it in.
func (p *Program) sayRemindFault() {
	if p.open != nil && !p.remindSaid && p.remindFault != "" {
		p.remindSaid = true
		p.open.env.Notice(p.remindFault)
	}
}

// lockChanged follows a new passphrase or idle time.
func (p *Program) lockChanged() {
	if p.open != nil {
		p.open.menus.rebuildFile()
	}
	p.watchIdle()
}
