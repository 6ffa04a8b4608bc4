package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that Enter presses as well as Space, and that keeps the keyboard when pressed by it.
type Button struct {
	widget.Button
	// Name is what a screen reader says where the word alone, in a row of a list, does not tell which it is.
	Name string
	// Key is asked first about a key; true means that the key was for it.
	Key func(fyne.KeyName) bool
}

// NewButton makes a button with a word.
func NewButton(word string, tapped func()) *Button {
	b := &Button{}
	b.Text, b.OnTapped = word, tapped
	b.ExtendBaseWidget(b)
	return b
}

// FocusGained shows that the keyboard is here, and brings the button into sight.
func (b *Button) FocusGained() {
	b.Button.FocusGained()
	Reveal(b)
}

// AccessibilityLabel is the name, or else the word.
func (b *Button) AccessibilityLabel() string {
	if b.Name != "" {
		return b.Name
	}
	return b.Button.AccessibilityLabel()
}

// TypedKey presses the button. Unlike the toolkit's own it keeps the keyboard, so that Next can be
// pressed twice.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if b.Key != nil && b.Key(e.Name) {
		return
	}
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		if !b.Disabled() && b.OnTapped != nil {
			b.OnTapped()
		}
	}
}

// NewIconButton makes a button with a sign before its word.
func NewIconButton(word string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(word, tapped)
	b.SetIcon(icon)
	return b
}
