package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that Enter presses as well as Space, as people expect of a button that stands alone.
type Button struct{ widget.Button }

// NewButton makes a button with a word.
func NewButton(word string, tapped func()) *Button {
	b := &Button{}
	b.Text, b.OnTapped = word, tapped
	b.ExtendBaseWidget(b)
	return b
}

// TypedKey presses the button on Enter too.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		e = &fyne.KeyEvent{Name: fyne.KeySpace}
	}
	b.Button.TypedKey(e)
}

// NewIconButton makes a button with a sign before its word.
func NewIconButton(word string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(word, tapped)
	b.SetIcon(icon)
	return b
}
