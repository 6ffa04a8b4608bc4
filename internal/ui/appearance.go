package ui

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
)

// speak loads the language asked for on the command line, else the chosen one, else the system's.
func (p *Program) speak() (*i18n.Localizer, error) {
	tag := p.start.Lang
	if tag == "" {
		tag = p.prefs.Language()
	}
	system := string(lang.SystemLocale())
	if tag == "" || regionOnly(tag, system) {
		tag = system
	}
	l, err := i18n.New(i18n.Living(tag, system))
	if err != nil {
		return nil, fmt.Errorf("starting: %w", err)
	}
	if err := teachToolkit(l); err != nil {
		return nil, fmt.Errorf("starting: %w", err)
	}
	return l, nil
}

// regionOnly tells whether the system's tag says the same language and adds the region, which decides
// how dates are written.
func regionOnly(chosen, system string) bool {
	return len(system) > len(chosen) && system[:len(chosen)] == chosen && system[len(chosen)] == '-'
}

// setLanguage speaks another language from now on; "" is the system's. The diary stays open.
func (p *Program) setLanguage(lang string) {
	p.prefs.SetLanguage(lang)
	p.start.Lang = "" // what is chosen in the window counts from now on
	l, err := p.speak()
	if err != nil {
		p.window.Fail(err)
		return
	}
	p.window.L = l
	if p.open != nil {
		p.open.Close()
		p.session.NameWindow()
		p.fill()
	}
	p.relabelTray()
	p.reminders.remind()
}

func (p *Program) applyLook() {
	p.app.Settings().SetTheme(look.New(p.prefs.Theme(), p.prefs.TextPercent()))
}

func (p *Program) setTheme(m look.Mode) {
	p.prefs.SetTheme(m)
	p.lookChosen()
}

func (p *Program) setText(percent int) {
	p.prefs.SetTextPercent(min(max(percent, look.MinText), look.MaxText))
	p.lookChosen()
	p.window.ShowKeyboard()
}

// enlarge makes the text larger by so many per cent of the usual, smaller where it is less than 0.
func (p *Program) enlarge(percent int) { p.setText(p.prefs.TextPercent() + percent) }

func (p *Program) lookChosen() {
	p.applyLook()
	if p.open != nil {
		p.open.LookChosen()
	}
}

// prefer follows preferences that came from another computer.
func (p *Program) prefer() {
	if l, err := p.speak(); err != nil {
		p.window.Fail(err)
	} else {
		p.window.L = l
	}
	p.applyLook()
}
