package look_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/ui/look"
)

func TestAButtonKeepsTheKeyboardWhenPressedByIt(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, nil)
	pressed := 0
	b := look.NewButton("Next", func() { pressed++ })
	w.SetContent(b)
	w.Canvas().Focus(b)
	for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown} {
		b.TypedKey(&fyne.KeyEvent{Name: key})
	}
	if pressed != 3 || w.Canvas().Focused() != b {
		t.Errorf("pressed %d times; the keyboard is with %v", pressed, w.Canvas().Focused())
	}
	b.Disable()
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if pressed != 3 {
		t.Error("a button that is off was pressed")
	}
}
