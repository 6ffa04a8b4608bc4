// Package empty is what a screen shows while there is nothing to show: what will be here, the button
// that starts it, and the way into the sample diary.
package empty

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// State is a sentence and the button that starts what it promises.
type State struct {
	Sentence string
	// Start is the button's word.
	Start string
	Do    func()
}

// NoNights asks for the first nights.
func NoNights(env *screen.Env, sentence string) State {
	return State{Sentence: sentence, Start: env.L.T("empty.write_night"), Do: func() {
		env.Open(screen.Night, screen.Target{Night: env.CurrentNight()})
	}}
}

// NoRemedies asks for the first remedy.
func NoRemedies(env *screen.Env, sentence string) State {
	return State{Sentence: sentence, Start: env.L.T("empty.add_remedy"), Do: func() {
		env.Open(screen.Remedies, screen.Target{Add: true})
	}}
}

// New shows a state on a card.
func New(env *screen.Env, s State) fyne.CanvasObject {
	text := look.Text(s.Sentence)
	text.Alignment = fyne.TextAlignCenter
	start := look.NewIconButton(s.Start, theme.ContentAddIcon(), s.Do)
	start.Importance = widget.HighImportance
	body := look.Column(text, container.NewCenter(start))
	if env.LookRound != nil {
		body.Add(container.NewCenter(look.NewButton(env.L.T("empty.sample"), env.LookRound)))
	}
	room := theme.Size(theme.SizeNameText) * 2
	return look.NewCard(container.New(layout.NewCustomPaddedLayout(room, room, room, room), body))
}
