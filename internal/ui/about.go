package ui

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"stillnight/internal/ui/help"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/window"
)

// showAbout tells the version, what the program is and is not, and whose work is in it.
func (p *Program) showAbout() {
	l, w := p.window.L, p.window.Window
	text := container.NewVBox(
		heading(l.T("shell.about.name", "version", p.start.Version), l.T("shell.about.what")),
		look.Selectable(l.T("shell.about.system", "go", runtime.Version(), "system", runtime.GOOS+"/"+runtime.GOARCH)),
		look.Selectable(l.T("shell.about.crash", "path", p.start.Crashes.Path)),
		heading(l.T("shell.about.advice_title"), l.T("shell.about.advice")),
		heading(l.T("shell.about.licence_title"), l.T("shell.about.licence")),
		heading(l.T("shell.about.others_title"), l.T("shell.about.others")),
	)
	body := container.NewVScroll(text)
	look.ShowText(w, dialog.NewCustom(l.T("shell.menu.about"), l.T("shell.close"), body, w), body, 0.6)
}

// showHelp opens the help in a window of its own, at a topic; "" is the beginning.
func (p *Program) showHelp(topic string) {
	if p.help == nil {
		p.help = help.NewWindow(p.app, p.window.L)
		p.help.SetOnClosed(func() { p.help = nil })
		p.window.Listen(p.help.Window, p.help.Key)
	}
	p.help.Open(topic)
	window.Ground(p.app)
}

// heading puts a title over a text.
func heading(title, text string) fyne.CanvasObject {
	return container.NewVBox(look.Heading(title), look.Text(text))
}
