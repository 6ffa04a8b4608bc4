package settings

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// appearance is the card for theme, text size and language.
type appearance struct {
	env      *screen.Env
	host     Host
	theme    *look.Select
	size     *widget.Slider
	percent  *widget.Label
	language *look.Select
}

func newAppearance(env *screen.Env, host Host) *appearance {
	return &appearance{env: env, host: host}
}

func (a *appearance) title() string { return a.env.L.T("settings.look.title") }

func (a *appearance) body() fyne.CanvasObject {
	l := a.env.L
	var themes []string
	for _, mode := range look.Modes {
		themes = append(themes, l.T("shell.theme."+string(mode)))
	}
	a.theme = look.NewSelect(l.T("settings.look.theme"), themes, func(i int) { a.host.SetTheme(look.Modes[i]) })
	a.percent = widget.NewLabel("")
	a.size = widget.NewSlider(look.MinText, look.MaxText)
	a.size.Step = 10
	a.size.OnChanged = func(v float64) { a.percent.SetText(l.Percent(v / 100)) }
	a.size.OnChangeEnded = func(v float64) { a.host.SetText(int(v)) }
	languages := []string{l.T("settings.look.language_system")}
	for _, code := range i18n.Languages {
		languages = append(languages, languageNames[code])
	}
	a.language = look.NewSelect(l.T("settings.look.language"), languages, func(i int) {
		code := ""
		if i > 0 {
			code = i18n.Languages[i-1]
		}
		if code != a.host.Prefs.Language() {
			a.host.SetLanguage(code)
		}
	})
	a.show()
	return container.NewVBox(
		labelled(a.theme.Called(), a.theme),
		look.Quiet(l.T("settings.look.night_hint")),
		labelled(l.T("settings.look.text"), container.NewBorder(nil, nil, nil, a.percent, a.size)),
		labelled(a.language.Called(), a.language))
}

// LanguageName is what a language calls itself; code is one of i18n.Languages.
func LanguageName(code string) string { return languageNames[code] }

// languageNames are the languages' own names: a person must find theirs in any language.
var languageNames = map[string]string{"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français", "nl": "Nederlands"}

func (a *appearance) show() {
	if a.theme == nil {
		return
	}
	for i, mode := range look.Modes {
		if mode == a.host.Prefs.Theme() {
			a.theme.Pick(i)
		}
	}
	percent := a.host.Prefs.TextPercent()
	a.size.Value = float64(percent)
	a.size.Refresh()
	a.percent.SetText(a.env.L.Percent(float64(percent) / 100))
	a.language.Pick(0)
	for i, code := range i18n.Languages {
		if code == a.host.Prefs.Language() {
			a.language.Pick(i + 1)
		}
	}
}

func (a *appearance) readOut() string {
	l := a.env.L
	language := l.T("settings.look.language_system")
	if code := a.host.Prefs.Language(); code != "" {
		language = languageNames[code]
	}
	return strings.Join([]string{
		l.T("settings.read.pair", "name", l.T("settings.look.theme"), "value", l.T("shell.theme."+string(a.host.Prefs.Theme()))),
		l.T("settings.read.pair", "name", l.T("settings.look.text"), "value", l.Percent(float64(a.host.Prefs.TextPercent())/100)),
		l.T("settings.read.pair", "name", l.T("settings.look.language"), "value", language),
	}, "\n")
}
