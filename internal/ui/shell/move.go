package shell

import (
	"context"
	"io"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/moving"
	"stillnight/internal/ui/choose"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/saving"
	"stillnight/internal/ui/session"
)

// moveAway offers to put the diary into one file for another computer.
func (s *Shell) moveAway() {
	l := s.env.L
	copies, err := s.store.Backups(context.Background())
	if err != nil {
		copies = nil // a folder that is not there now has none to take along
	}
	with := look.NewCheck(l.N("shell.move.backups", len(copies)), nil)
	with.Checked = len(copies) > 0
	text := l.T("shell.move.text")
	if s.store.Locked() {
		text += " " + l.T("shell.move.locked")
	}
	body := container.NewVScroll(container.NewVBox(look.Text(text), with))
	if len(copies) == 0 {
		with.Hide()
	}
	var d *dialog.CustomDialog
	cancel := look.NewButton(l.T("shell.cancel"), func() { d.Hide() })
	write := look.NewButton(l.T("shell.move.write"), func() {
		d.Hide()
		name := session.FileName(s.host.Session.Owner()) + " " + diary.DateOf(s.env.Now()).String() + moving.Ending
		saving.Ask(s.env, saving.File{Title: l.T("shell.move.title"), Name: name, Purpose: choose.Exports}, func(path string) {
			s.pack(path, with.Checked)
		})
	})
	write.Importance = widget.HighImportance
	d = dialog.NewCustomWithoutButtons(l.T("shell.move.title"), body, s.env.Window)
	d.SetButtons([]fyne.CanvasObject{cancel, write})
	look.ShowText(s.env.Window, d, body, 0.5)
}

func (s *Shell) pack(path string, backups bool) {
	l, carried := s.env.L, s.host.Prefs.Carried()
	s.env.Work(l.T("shell.move.writing"), func(ctx context.Context) error {
		return saving.Write(s.store, path, func(w io.Writer) error {
			return moving.Pack(ctx, w, s.store, moving.Options{Backups: backups, Settings: carried, Now: s.env.Now()})
		})
	}, func(err error) {
		if err != nil {
			s.env.Fail(err)
			return
		}
		s.host.Window.Tell(l.T("shell.move.title"), l.T("shell.move.done", "path", path))
	})
}
