package window

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
	"github.com/go-gl/glfw/v3.4/glfw"

	"stillnight/internal/ui/look"
)

// digit is a field that takes one digit.
type digit struct{ widget.Entry }

func (*digit) AnswersAtOnce() bool { return true }

func TestAKeyThatIsHeldPressesOnce(t *testing.T) {
	button, text, answer := look.NewButton("Massage", nil), widget.NewEntry(), &digit{}
	for _, x := range []struct {
		what string
		at   fyne.Focusable
		key  glfw.Key
		once bool
	}{
		{"Space on a button", button, glfw.KeySpace, true},
		{"Enter on a button", button, glfw.KeyEnter, true},
		{"Enter in a field", text, glfw.KeyKPEnter, true},
		{"a blank in a text", text, glfw.KeySpace, false},
		{"arrows", button, glfw.KeyDown, false},
		{"Backspace in a text", text, glfw.KeyBackspace, false},
		{"Tab", button, glfw.KeyTab, false},
		{"Space on nothing", nil, glfw.KeySpace, true},
	} {
		if got := countsOnce(x.key, x.at); got != x.once {
			t.Errorf("%s: %v", x.what, got)
		}
	}
	if !takesText(text) || takesText(answer) || takesText(button) || takesText(nil) {
		t.Error("letters go on where they should not, or do not where they should")
	}
}

func TestTheSpaceBarThatPressedAButtonWritesNothing(t *testing.T) {
	button, text, other := look.NewButton("Save PDF", nil), widget.NewEntry(), widget.NewEntry()
	for _, x := range []struct {
		what         string
		pressed, now fyne.Focusable
		strayed      bool
	}{
		{"a button that opens a question with a field", button, text, true},
		{"a button that leads to another", button, look.NewButton("Next", nil), true},
		{"a button that keeps the keyboard", button, button, false},
		{"a blank in a text", text, text, false},
		{"a text that hands on to another", text, other, false},
		{"nothing had the keyboard", nil, text, false},
	} {
		if got := strayed(x.pressed, x.now); got != x.strayed {
			t.Errorf("%s: %v", x.what, got)
		}
	}
}
