package shell

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/store"
	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
)

// opener gives the passphrase of a conflicted copy; nil where it has the diary's own or none.
type opener func(retry bool) (string, error)

// opens tries a passphrase once.
func opens(passphrase string) opener {
	return func(retry bool) (string, error) {
		if retry {
			return "", store.ErrPassphrase
		}
		return passphrase, nil
	}
}

// askPassphrase asks for the passphrase of a copy that has another than the diary.
func (s *Shell) askPassphrase(path string, wrong bool) {
	l, w := s.env.L, s.env.Window
	said := "shell.conflict.locked"
	if wrong {
		said = "shell.conflict.wrong"
	}
	entry := widget.NewPasswordEntry()
	entry.SetPlaceHolder(l.T("shell.locked.passphrase"))
	var d *dialog.CustomDialog
	hide := func() { // with nothing that could be undone in the field
		d.Hide()
		entry.SetText("")
	}
	body := container.NewVScroll(container.NewVBox(look.Text(l.T(said, "file", filepath.Base(path))), entry,
		flow.New(look.NewButton(l.T("shell.conflict.leave"), func() {
			hide()
			s.env.ForgetTyped()
			s.leave(path)
		}))))
	open := look.NewButton(l.T("shell.locked.unlock"), func() {
		typed := entry.Text
		if typed == "" {
			w.Canvas().Focus(entry) // there is something to type first
			return
		}
		hide()
		s.lookInto(path, opens(typed))
	})
	open.Importance = widget.HighImportance
	entry.OnSubmitted = func(string) { open.OnTapped() }
	d = dialog.NewCustomWithoutButtons(l.T("shell.conflict.title"), body, w)
	d.SetButtons([]fyne.CanvasObject{look.NewButton(l.T("shell.cancel"), func() {
		hide()
		s.env.ForgetTyped()
	}), open})
	look.ShowText(w, d, body, 0.6)
	w.Canvas().Focus(entry)
}
