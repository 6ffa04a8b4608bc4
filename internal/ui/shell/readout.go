package shell

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/speech"
)

// readOut shows all that the screen says as plain text, to be copied or, where the system can speak,
// heard.
func (s *Shell) readOut() {
	text := s.current.ReadOut()
	l := s.env.L
	ctx, stop := context.WithCancel(s.life)
	buttons := []fyne.CanvasObject{look.NewIconButton(l.T("shell.readout.copy"), theme.ContentCopyIcon(), func() {
		s.env.App.Clipboard().SetContent(text)
		s.env.Notice(l.T("shell.readout.copied"))
	})}
	if speech.Available() {
		var aloud *look.Button
		aloud = look.NewIconButton(l.T("shell.readout.aloud"), theme.VolumeUpIcon(), func() {
			aloud.Disable()
			go func() {
				err := speech.Say(ctx, text, l.Lang())
				fyne.Do(func() {
					aloud.Enable()
					s.env.Fail(err)
				})
			}()
		})
		buttons = append(buttons, aloud)
	}
	content := container.NewBorder(nil, container.NewHBox(buttons...), nil, nil, container.NewVScroll(look.Selectable(text)))
	d := dialog.NewCustom(l.T("shell.readout.title", "screen", s.name(s.current.ID())), l.T("shell.close"), content, s.env.Window)
	d.SetOnClosed(stop)
	look.ShowWide(s.env.Window, d, 0.7, 0.8)
}
