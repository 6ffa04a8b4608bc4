package ui

import (
	"fmt"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stillnight/internal/ui/settings"
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

// applyTray puts the program into the system tray if that is wanted. The toolkit cannot take it out
// again before the program ends.
func (p *Program) applyTray() {
	tray, ok := p.app.(desktop.App)
	if !ok || !p.prefs.Tray() || p.inTray {
		return
	}
	p.inTray = true
	quit := fyne.NewMenuItem(p.l.T("shell.menu.quit"), p.quit)
	quit.IsQuit = true
	tray.SetSystemTrayMenu(fyne.NewMenu("Stillnight", fyne.NewMenuItem(p.l.T("shell.tray.show"), p.comeForward), fyne.NewMenuItemSeparator(), quit))
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

// closeWindow is what the window's close button does: with the tray in use the program stays there.
func (p *Program) closeWindow() {
	if !p.inTray || !p.prefs.Tray() {
		p.quit()
		return
	}
	if p.open != nil && p.open.current != nil {
		p.open.current.Hide()
	}
	p.window.Hide()
}

// remind tells the system when to remind; a fault there must not keep anyone from the diary.
func (p *Program) remind() {
	if err := settings.ScheduleReminders(p.app, p.prefs, p.l, p.start.Now()); err != nil && p.open != nil {
		p.open.env.Notice(inWords(p.l, err))
	}
}

// lockChanged follows a new passphrase or idle time.
func (p *Program) lockChanged() {
	if p.open != nil {
		p.open.menus.rebuildFile()
	}
	p.watchIdle()
}
