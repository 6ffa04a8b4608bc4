// Package unlock asks for the passphrase of a file other than the diary on show. What is typed is in no field any more,
// nor in what a field would undo, when it is handed on or given up.
package unlock

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/flow"
	"stillnight/internal/ui/look"
	"stillnight/internal/ui/screen"
)

// Question is what is asked.
type Question struct {
	Title, Text string
	// Typed is called with the passphrase, which is never empty. Who has tried it calls Env.ForgetTyped.
	Typed func(passphrase string)
	// Else is the word of another way out than to cancel, and Do what it does; "" for none.
	Else string
	Do   func()
}

// Ask shows the question.
func Ask(env *screen.Env, q Question) {
	l, w := env.L, env.Window
	entry := widget.NewPasswordEntry()
	entry.SetPlaceHolder(l.T("shell.locked.passphrase"))
	form := container.NewVBox(look.Text(q.Text), entry)
	body := container.NewVScroll(form)
	d := dialog.NewCustomWithoutButtons(q.Title, body, w)
	hide := func() {
		d.Hide()
		entry.SetText("")
	}
	giveUp := func(then func()) func() {
		return func() {
			hide()
			env.ForgetTyped()
			then()
		}
	}
	open := look.NewButton(l.T("shell.locked.unlock"), func() {
		typed := entry.Text
		if typed == "" {
			w.Canvas().Focus(entry) // there is something to type first
			return
		}
		hide()
		q.Typed(typed)
	})
	open.Importance = widget.HighImportance
	entry.OnSubmitted = func(string) { open.OnTapped() }
	if q.Else != "" {
		form.Add(flow.New(look.NewButton(q.Else, giveUp(q.Do))))
	}
	d.SetButtons([]fyne.CanvasObject{look.NewButton(l.T("shell.cancel"), giveUp(func() {})), open})
	look.ShowText(w, d, body, 0.6)
	w.Canvas().Focus(entry)
}
