package ui

import (
	"fyne.io/fyne/v2"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/menu"
	"stillnight/internal/ui/window"
)

// helpMenu is the last menu of every menu bar.
func (p *Program) helpMenu() *fyne.Menu {
	l := p.window.L
	show := func(topic string) func() { return func() { p.showHelp(topic) } }
	return fyne.NewMenu(l.T("shell.menu.help"),
		menu.Item(l, "shell.menu.help_all", menu.Bare(fyne.KeyF1), show("")),
		menu.Item(l, "shell.menu.help_keys", nil, show("keys")),
		menu.Item(l, "shell.menu.help_method", nil, show("method")),
		fyne.NewMenuItemSeparator(),
		menu.Item(l, "shell.menu.about", nil, p.showAbout))
}

// bareMenu is the menu bar while no diary is open.
func (p *Program) bareMenu() *fyne.MainMenu {
	l, s := p.window.L, p.session
	bare := fyne.NewMainMenu(
		fyne.NewMenu(l.T("shell.menu.file"),
			menu.Item(l, "shell.menu.new", nil, s.New),
			menu.Item(l, "shell.menu.open", menu.Ctrl(fyne.KeyO), s.Choose),
			menu.Item(l, "shell.menu.sample", nil, s.OpenSample),
			fyne.NewMenuItemSeparator(), menu.Quit(l, p.quit)),
		fyne.NewMenu(l.T("shell.menu.view"), window.TextItems(l, p.enlarge, func() { p.setText(look.UsualText) })...),
		p.helpMenu())
	for _, each := range bare.Items {
		menu.Align(each)
	}
	return bare
}
