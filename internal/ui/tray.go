package ui

import (
	"fmt"
	"net/url"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"stillnight/internal/explain"
	"stillnight/internal/ui/window"
)

// openFile opens a file, or shows a folder, with the program that the system has for it.
func (p *Program) openFile(path string) {
	path = filepath.ToSlash(path)
	if path != "" && path[0] != '/' {
		path = "/" + path // C:/… is /C:/… in a file address
	}
	if err := p.app.OpenURL(&url.URL{Scheme: "file", Path: path}); err != nil {
		// Whatever the system says of it, it has nothing to open it with.
		p.window.Fail(fmt.Errorf("%w: %w", explain.Keyed("shell.fail.open", "path", filepath.FromSlash(path)), err))
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
	quit := fyne.NewMenuItem(p.window.L.T("shell.menu.quit"), p.quit)
	quit.IsQuit = true
	return fyne.NewMenu("Stillnight", fyne.NewMenuItem(p.window.L.T("shell.tray.show"), func() { p.comeForward(false) }),
		fyne.NewMenuItem(p.window.L.T("shell.menu.now"), func() { p.comeForward(true) }), fyne.NewMenuItemSeparator(), quit)
}

// comeForward brings the window to the front, from the tray or a second start; now opens the page of what is happening
// now.
func (p *Program) comeForward(now bool) {
	p.window.Show()
	window.Ground(p.app) // it may never have been on show
	p.window.RequestFocus()
	p.cameBack()
	if now {
		p.happeningNow()
	}
}

// closeWindow is what the window's close button does: with its sign in the tray the program stays there.
// Without one nobody would find it again.
func (p *Program) closeWindow() {
	if !p.inTray {
		p.quit()
		return
	}
	if p.open != nil {
		p.open.Current().Hide()
	}
	p.window.Hide()
}
