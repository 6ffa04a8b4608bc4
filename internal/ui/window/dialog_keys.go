package window

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

// The toolkit's dialogs do not listen to Escape and Enter; people expect them to.

// Dismiss does what Escape means: it presses the button of the dialog on top that leaves things as
// they are. It tells whether there was one.
func (w *Window) Dismiss() bool {
	leave := []string{
		w.L.T("shell.close"), w.L.T("shell.cancel"), w.L.T("saving.cancel"), w.L.T("settings.pass.sheet_later"),
		lang.L("Cancel"), lang.L("Close"), lang.L("No"),
	}
	if w.pressInDialog(func(b *widget.Button) bool {
		return slices.Contains(leave, b.Text) || b.Icon != nil && b.Icon.Name() == theme.CancelIcon().Name()
	}) {
		return true
	}
	// What popped up goes away by a press beside it, and has no button for that.
	overlays := w.Canvas().Overlays()
	top := overlays.Top()
	if cover, ok := top.(fyne.Tappable); ok {
		cover.Tapped(&fyne.PointEvent{})
	}
	return overlays.Top() != top
}

// Uncover takes off whatever lies over the window, without an answer to what it asks.
func (w *Window) Uncover() {
	overlays := w.Canvas().Overlays()
	for top := overlays.Top(); top != nil; top = overlays.Top() {
		overlays.Remove(top)
	}
}

// escaper is a control that has a use of its own for Escape, as long as TakesEscape says so.
type escaper interface{ TakesEscape() bool }

// escape leads out by one level: of the dialog on top, or of the page that a screen put in place of itself.
func (w *Window) escape() {
	c := w.Canvas()
	if c.Overlays().Top() != nil {
		w.afterKey(func() { w.Dismiss() })
		return
	}
	if own, ok := c.Focused().(escaper); ok && own.TakesEscape() {
		return
	}
	fyne.Do(func() {
		switch {
		case c.Overlays().Top() != nil:
		case w.leave != nil:
			w.leave()
		default:
			w.Keys.Leave()
		}
	})
}

// Accept does what Enter means in a dialog: it presses the toolkit's button that has the keyboard,
// which by itself only listens to the space bar; where no control has the keyboard, the button that stands
// out, or the only one.
func (w *Window) Accept() bool {
	if w.Canvas().Overlays().Top() == nil {
		return false
	}
	switch focused := w.Canvas().Focused().(type) {
	case nil:
	case *widget.Button:
		return press(focused)
	default:
		return w.Choose.Enter(focused)
	}
	if w.pressInDialog(func(b *widget.Button) bool { return b.Importance == widget.HighImportance }) {
		return true
	}
	all := dialogButtons(w.Canvas().Overlays().Top())
	return len(all) == 1 && press(all[0])
}

func (w *Window) pressInDialog(wanted func(*widget.Button) bool) bool {
	buttons := dialogButtons(w.Canvas().Overlays().Top())
	if i := slices.IndexFunc(buttons, wanted); i >= 0 {
		return press(buttons[i])
	}
	return false
}

func press(b *widget.Button) bool {
	if b.Disabled() || b.OnTapped == nil {
		return false
	}
	b.OnTapped()
	return true
}

// dialogButtons lists the buttons of a dialog, as they stand; a menu or a list that popped up has none.
func dialogButtons(top fyne.CanvasObject) []*widget.Button {
	if popup := look.PopUp(top); popup != nil && popup.Visible() {
		return buttonsIn(popup.Content)
	}
	return nil
}

func buttonsIn(o fyne.CanvasObject) []*widget.Button {
	var buttons []*widget.Button
	switch v := o.(type) {
	case *widget.Button:
		if v.Visible() {
			buttons = append(buttons, v)
		}
	case *look.Button:
		if v.Visible() {
			buttons = append(buttons, &v.Button)
		}
	case *fyne.Container:
		for _, child := range v.Objects {
			buttons = append(buttons, buttonsIn(child)...)
		}
	}
	return buttons
}
