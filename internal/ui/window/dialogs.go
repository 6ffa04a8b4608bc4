package window

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/dialog"

	"stillnight/internal/explain"
	"stillnight/internal/ui/look"
)

// Fail shows what went wrong. A cancelled job is no failure.
func (w *Window) Fail(err error) {
	if err == nil || errors.Is(err, context.Canceled) {
		return
	}
	w.Tell(w.L.T("shell.fail.title"), explain.Typed(w.L, err))
}

// Tell shows a text with a button to close it.
func (w *Window) Tell(title, text string) {
	body := look.Wrapped(text)
	look.ShowText(w.Window, dialog.NewCustom(title, w.L.T("shell.close"), body, w.Window), body, 0.5)
}
