package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/explain"
	"stillnight/internal/i18n"
	"stillnight/internal/ui/look"
)

// fail shows what went wrong. A cancelled job is no failure.
func fail(w fyne.Window, l *i18n.Localizer, err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	tell(w, l, l.T("shell.fail.title"), explain.Error(l, err))
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
