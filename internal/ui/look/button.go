package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Button is a button that Enter presses as well as Space, and that has the keyboard when it was pressed, by
// key or by mouse.
type Button struct {
	widget.Button
	self focusable // the button, or what is built on it
	// Name is what a screen reader says where the word alone, in a row of a list, does not tell which it is.
	Name string
	// Key is asked first about a key; true means that the key was for it.
	Key func(fyne.KeyName) bool
}

type focusable interface {
	fyne.Focusable
	fyne.CanvasObject
}

// NewButton makes a button with a word.
func NewButton(word string, tapped func()) *Button {
	b := &Button{}
	b.Text, b.OnTapped = word, tapped
	b.ExtendBaseWidget(b)
	return b
}

// ExtendBaseWidget is told what is built on the button.
func (b *Button) ExtendBaseWidget(self fyne.Widget) {
	if f, ok := self.(focusable); ok && b.self == nil {
		b.self = f
	}
	b.Button.ExtendBaseWidget(self)
}

// Tapped presses the button. The toolkit's own takes the keyboard away from everything, so that the next Tab
// would begin at the top of the window.
func (b *Button) Tapped(e *fyne.PointEvent) {
	do := b.OnTapped
	if do == nil || b.self == nil || b.Disabled() {
		b.Button.Tapped(e)
		return
	}
	b.OnTapped = func() {
		b.OnTapped = do
		if c := fyne.CurrentApp().Driver().CanvasForObject(b.self); c != nil {
			c.Focus(b.self)
		}
		do()
	}
	b.Button.Tapped(e)
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

// TakesEscape tells that Escape has a use of its own here.
func (b *Button) TakesEscape() bool { return b.Key != nil }

// NewQuietButton makes a button without a ground of its own, for what is done seldom beside what is done often.
func NewQuietButton(word string, tapped func()) *Button {
	b := NewButton(word, tapped)
	b.Importance = widget.LowImportance
	return b
}

// NewIconButton makes a button with a sign before its word.
func NewIconButton(word string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(word, tapped)
	b.SetIcon(icon)
	return b
}
