package scrolling_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/scrolling"
)

func TestKeysScrollAndWhatIsReachedComesIntoSight(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, look.UsualText))
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	column := container.NewVBox()
	var last *widget.Button
	for range 60 {
		last = widget.NewButton("press", nil)
		column.Add(last)
	}
	p := scrolling.New("a long list", column)
	w.SetContent(p)
	w.Resize(fyne.NewSize(300, 300))
	press := func(key fyne.KeyName) float32 {
		p.TypedKey(&fyne.KeyEvent{Name: key})
		return p.Scroll.Offset.Y
	}
	w.Canvas().Focus(p)
	if line, page := press(fyne.KeyDown), press(fyne.KeyPageDown); line <= 0 || page-line < 200 {
		t.Errorf("a line scrolls to %v, a page on to %v", line, page)
	}
	if press(fyne.KeyHome) != 0 {
		t.Error("Home does not lead to the top")
	}
	p.Reveal(last)
	if p.Scroll.Offset.Y != column.MinSize().Height-300 {
		t.Errorf("the last button is at %v of %v", p.Scroll.Offset.Y, column.MinSize().Height)
	}
}
