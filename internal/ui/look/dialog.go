package look

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// margin is what a dialog leaves of the window on all sides together.
const margin = 40

// scrollChrome is how much narrower the text in a dialog is than the dialog.
const scrollChrome = 48

// ShowText and ShowWide show a dialog before they ask for its size: the toolkit's file dialogs have nothing inside
// until they are shown, and asking one of those for its size ends the program.

// ShowText shows a dialog around a body that scrolls. Its width is a share of the window, more for large
// type; it is as high as the body asks for at that width, so that nobody has to scroll where there is room.
func ShowText(w fyne.Window, d dialog.Dialog, body *container.Scroll, share float32) {
	d.Show()
	room := w.Canvas().Size().SubtractWidthHeight(margin, margin)
	width := max(d.MinSize().Width, min(room.Width, room.Width*share*textScale()))
	body.Content.Resize(fyne.NewSize(width-scrollChrome, body.Content.Size().Height))
	// A text that wraps knows its height only once it has its width, and what is around it then.
	body.Content.Refresh()
	height := d.MinSize().Height - body.MinSize().Height + body.Content.MinSize().Height
	d.Resize(fyne.NewSize(min(width, room.Width), min(height, room.Height)))
	centre(w)
	giveKeyboard(w.Canvas())
}

// Question is something to be agreed to or not.
type Question struct{ Title, Text, Yes, No string }

// Ask shows a question; agreed is called where the answer is yes.
func Ask(w fyne.Window, q Question, agreed func()) {
	body := Wrapped(q.Text)
	ShowText(w, dialog.NewCustomConfirm(q.Title, q.Yes, q.No, body, func(yes bool) {
		if yes {
			agreed()
		}
	}, w), body, 0.5)
}

// ShowWide shows a dialog that fills these shares of the window, more for large type and never more than
// fits.
func ShowWide(w fyne.Window, d dialog.Dialog, width, height float32) {
	d.Show()
	room := w.Canvas().Size()
	size := d.MinSize().Max(fyne.NewSize(room.Width*width*textScale(), room.Height*height*textScale()))
	d.Resize(size.Min(room.SubtractWidthHeight(margin, margin)))
	centre(w)
	giveKeyboard(w.Canvas())
}

// mostControls is how many controls of a dialog are looked at for one that stands out.
const mostControls = 40

// giveKeyboard gives the keyboard to the button of a dialog that stands out or, where none does, to the
// first control.
func giveKeyboard(c fyne.Canvas) {
	if c.Focused() != nil {
		return
	}
	c.FocusNext()
	first := c.Focused()
	for range mostControls {
		if standsOut(c.Focused()) {
			return
		}
		if c.FocusNext(); c.Focused() == first {
			return
		}
	}
	c.Focus(first)
}

func standsOut(o fyne.Focusable) bool {
	switch b := o.(type) {
	case *widget.Button:
		return b.Importance == widget.HighImportance
	case *Button:
		return b.Importance == widget.HighImportance
	}
	return false
}

// centre puts the dialog on top in the middle of the window again. The toolkit does so when a dialog is shown
// and when the window changes its size, but not when the dialog does: that would grow out of the window.
func centre(w fyne.Window) {
	if top := w.Canvas().Overlays().Top(); top != nil {
		top.Refresh()
	}
}

// PopUp returns the dialog or menu in what the toolkit lays over the window for it, nil where there is none.
// The toolkit gives no other way to it: to ask for another renderer of the cover would nail the dialog to its
// place, so that it no longer follows the size of the window.
func PopUp(cover fyne.CanvasObject) *widget.PopUp {
	v := reflect.ValueOf(cover)
	if v.Kind() != reflect.Pointer || v.IsNil() || v.Elem().Kind() != reflect.Struct {
		return nil
	}
	content := v.Elem().FieldByName("Content")
	if !content.IsValid() || !content.CanInterface() {
		return nil
	}
	popUp, ok := content.Interface().(*widget.PopUp)
	if !ok {
		return nil
	}
	return popUp
}

// Wrapped is a body for ShowText: a text that wraps and scrolls.
func Wrapped(text string) *container.Scroll { return container.NewVScroll(Text(text)) }

func textScale() float32 { return max(1, theme.TextSize()/baseText) }
