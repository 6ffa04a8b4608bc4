package look_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/ui/look"
)

func TestAButtonThatGetsTheKeyboardIsInSight(t *testing.T) {
	test.NewTempApp(t)
	column := container.NewVBox()
	var buttons []*look.Button
	for range 40 {
		b := look.NewButton("Add an episode", nil)
		buttons = append(buttons, b)
		column.Add(look.NewCard(b))
	}
	scroll := container.NewVScroll(column)
	w := test.NewTempWindow(t, scroll)
	w.Resize(fyne.NewSize(300, 200))
	for _, at := range []int{39, 20, 0} {
		b := buttons[at]
		w.Canvas().Focus(b)
		top := fyne.CurrentApp().Driver().AbsolutePositionForObject(b).Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(scroll).Y
		if top < 0 || top+b.Size().Height > scroll.Size().Height {
			t.Errorf("button %d stands at %v of %v", at, top, scroll.Size().Height)
		}
	}
}
