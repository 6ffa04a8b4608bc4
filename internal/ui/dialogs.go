package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/printing"
	"stillnight/internal/store"
	"stillnight/internal/ui/look"
	"stillnight/internal/wording"
)

// inWords says in the user's language what an error means and what to do about it.
func inWords(l *i18n.Localizer, err error) string {
	var fields diary.FieldErrors
	var field *diary.FieldError
	var queue *printing.QueueError
	switch {
	case errors.Is(err, errCrashed):
		return l.T("shell.fail.crashed")
	case errors.As(err, &fields) && len(fields) > 0:
		return wording.FieldError(l, fields[0])
	case errors.As(err, &field):
		return wording.FieldError(l, field)
	case errors.As(err, &queue):
		return l.T("printing."+string(queue.Reason), "printer", queue.Printer, "detail", queue.Detail)
	}
	return store.Explain(l, err)
}

// fail shows what went wrong. A cancelled job is no failure.
func fail(w fyne.Window, l *i18n.Localizer, err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	tell(w, l, l.T("shell.fail.title"), inWords(l, err))
}

// tell shows a text with a button to close it.
func tell(w fyne.Window, l *i18n.Localizer, title, text string) {
	body := look.Wrapped(text)
	look.ShowText(w, dialog.NewCustom(title, l.T("shell.close"), body, w), body, 0.5)
}

// heading puts a title over a text, for dialogs with several of them.
func heading(title, text string) fyne.CanvasObject {
	return container.NewVBox(look.Heading(title), look.Text(text))
}

// readOnlyText is a field whose text can be selected and copied but not changed.
func readOnlyText(text string) *widget.Label {
	l := look.Text(text)
	l.Selectable = true
	return l
}
