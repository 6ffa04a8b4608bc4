package window

import (
	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// Whoever is slow to let go of a key means one press, though the system sends it again and again after half a second: a
// button pressed twice takes back what it did, and a digit would answer several nights. Letters in a text and the keys that
// move go on as anywhere.

// countsOnce tells whether a key that is held counts only when it goes down, with this having the keyboard.
func countsOnce(k glfw.Key, at fyne.Focusable) bool {
	switch k {
	case glfw.KeyEnter, glfw.KeyKPEnter: // it presses, or ends a line and goes on to the next field
		return true
	case glfw.KeySpace:
		return !takesText(at)
	}
	return false
}

// answering is a field in which one letter or digit may be the whole answer.
type answering interface{ AnswersAtOnce() bool }

// takesText tells whether letters are written where the keyboard is, one after the other.
func takesText(at fyne.Focusable) bool {
	if a, ok := at.(answering); ok && a.AnswersAtOnce() {
		return false
	}
	_, ok := at.(interface{ SelectedText() string })
	return ok
}

// strayed tells that a blank comes from the space bar that pressed a button and is not meant for the field that the press
// gave the keyboard to: there it would take the place of a name that is offered.
func strayed(pressed, now fyne.Focusable) bool {
	return pressed != nil && pressed != now && !takesText(pressed)
}
