package field_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"stillnight/internal/ui/field"
	"stillnight/internal/ui/look"
)

// A button that becomes disabled by its own press, such as "Year after" at the last year, cannot keep the keyboard.
func TestTheKeyboardGoesOnWhereItsFieldIsDisabled(t *testing.T) {
	test.NewTempApp(t)
	group := container.NewVBox()
	w := test.NewTempWindow(t, nil)
	var after *look.Button
	build := func(disabled bool) func() {
		return func() {
			before := look.NewButton("Year before", nil)
			after = look.NewButton("Year after", nil)
			if disabled {
				after.Disable()
			}
			group.Objects = []fyne.CanvasObject{before, look.NewCard(container.NewVBox(after))}
			group.Refresh()
		}
	}
	focused := func() string {
		if b, ok := w.Canvas().Focused().(*look.Button); ok && field.Within(group, b) {
			return b.Text
		}
		return "nothing there"
	}
	build(false)()
	w.SetContent(group)
	w.Canvas().Focus(after)
	for _, step := range []struct {
		disabled bool
		want     string
	}{{false, "Year after"}, {true, "Year before"}} {
		field.Rebuilt(w, group, build(step.disabled))
		if got := focused(); got != step.want {
			t.Errorf("with the button disabled %v the keyboard is at %q, want %q", step.disabled, got, step.want)
		}
	}
}
