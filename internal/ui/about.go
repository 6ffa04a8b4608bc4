package ui

import (
	"runtime"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"stillnight/internal/ui/help"
	"stillnight/internal/ui/look"
)

// showAbout tells the version, what the program is and is not, and whose work is in it.
func (p *Program) showAbout() {
	l := p.l
	text := container.NewVBox(
		heading(l.T("shell.about.name", "version", p.start.Version), l.T("shell.about.what")),
		readOnlyText(l.T("shell.about.system", "go", runtime.Version(), "system", runtime.GOOS+"/"+runtime.GOARCH)),
		readOnlyText(l.T("shell.about.crash", "path", p.start.Crashes.path)),
		heading(l.T("shell.about.advice_title"), l.T("shell.about.advice")),
		heading(l.T("shell.about.licence_title"), l.T("shell.about.licence")),
		heading(l.T("shell.about.others_title"), l.T("shell.about.others")),
	)
	body := container.NewVScroll(text)
	look.ShowText(p.window, dialog.NewCustom(l.T("shell.menu.about"), l.T("shell.close"), body, p.window), body, 0.6)
}

// showHelp opens the help in a window of its own, at a topic; "" is the beginning.
func (p *Program) showHelp(topic string) {
	if p.help == nil {
		p.help = help.NewWindow(p.app, p.l)
		p.help.SetOnClosed(func() { p.help = nil })
	}
	p.help.Open(topic)
}
