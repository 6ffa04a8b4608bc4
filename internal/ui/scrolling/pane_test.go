package scrolling_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
	"stillnight/internal/ui/scrolling"
	"stillnight/internal/ui/uitest"
)

func TestKeysScrollAndWhatIsReachedComesIntoSight(t *testing.T) {
	_, w := uitest.NewWindow(t)
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

// A field under the pointer must not hold the page still.
func TestTheWheelScrollsAlsoOverAField(t *testing.T) {
	_, w := uitest.NewWindow(t)
	w.SetPadded(false)
	column := container.NewVBox()
	pressed := 0
	for range 30 {
		column.Add(widget.NewEntry())
		column.Add(widget.NewButton("press", func() { pressed++ }))
	}
	p := scrolling.New("a long form", column)
	w.SetContent(p)
	w.Resize(fyne.NewSize(300, 300))
	entry := column.Objects[0]
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(entry).AddXY(20, entry.Size().Height/2)
	test.Scroll(w.Canvas(), at, 0, -25)
	if p.Scroll.Offset.Y < 30 {
		t.Errorf("one notch scrolls by %v", p.Scroll.Offset.Y)
	}
	p.Scroll.ScrollToTop()
	button := column.Objects[1]
	test.TapCanvas(w.Canvas(), fyne.CurrentApp().Driver().AbsolutePositionForObject(button).AddXY(20, 10))
	if pressed != 1 {
		t.Error("a button beneath cannot be pressed")
	}
}

// What was brought into sight before the window had its size, or with another size of the text, stays there until one
// scrolls or goes elsewhere.
func TestWhatHasTheKeyboardStaysInSight(t *testing.T) {
	app, w := uitest.NewWindow(t)
	w.SetPadded(false)
	column := container.NewVBox()
	for range 12 {
		column.Add(widget.NewButton("press", nil))
	}
	wanted := widget.NewButton("wanted", nil)
	column.Add(wanted)
	for range 12 {
		column.Add(widget.NewButton("press", nil))
	}
	p := scrolling.New("a long list", column)
	w.SetContent(p)
	w.Resize(fyne.NewSize(300, 900))
	w.Canvas().Focus(wanted)
	p.Reveal(wanted)
	inSight := func() bool {
		d := fyne.CurrentApp().Driver()
		top := d.AbsolutePositionForObject(wanted).Y - d.AbsolutePositionForObject(p.Scroll).Y
		return top >= 0 && top+wanted.Size().Height <= p.Scroll.Size().Height
	}
	w.Resize(fyne.NewSize(300, 300))
	if !inSight() {
		t.Error("in a smaller window it is out of sight")
	}
	app.Settings().SetTheme(look.New(look.Light, 200))
	if !inSight() {
		t.Error("in large text it is out of sight")
	}
	test.Scroll(w.Canvas(), fyne.NewPos(50, 50), 0, -150)
	at := p.Scroll.Offset.Y
	w.Resize(fyne.NewSize(300, 290))
	if inSight() || p.Scroll.Offset.Y != at {
		t.Errorf("once one has scrolled away it comes back, from %v to %v", at, p.Scroll.Offset.Y)
	}
}

// A screen that builds more of a long list when it is told of the scrolling lays the content out again, and what is
// held may lie where no scrolling leads.
func TestHoldingInSightEndsWhereScrollingLaysOutAgain(t *testing.T) {
	_, w := uitest.NewWindow(t)
	wanted, rest := widget.NewButton("wanted", nil), widget.NewLabel(strings.Repeat("a line\n", 60))
	wanted.Resize(wanted.MinSize())
	wanted.Move(fyne.NewPos(0, -60))
	rest.Resize(rest.MinSize())
	p := scrolling.New("a long list", container.NewWithoutLayout(rest, wanted))
	w.SetContent(p)
	w.Resize(fyne.NewSize(300, 300))
	w.Canvas().Focus(wanted)
	told := 0
	p.Scroll.OnScrolled = func(fyne.Position) {
		const most = 50
		if told++; told < most {
			p.Refresh()
		}
	}
	p.Reveal(wanted)
	if told > 10 {
		t.Errorf("it is told of the scrolling %d times", told)
	}
}

// A page opens at its title, whatever of it can have the keyboard first.
func TestAPageOpensAtItsBeginning(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.New(look.Light, look.UsualText))
	for _, x := range []struct {
		name       string
		above      int // buttons' heights of text above it
		height     float32
		keepsFocus bool
	}{
		{"a field below the title", 1, 30, true},
		{"a field out of sight", 30, 30, false},
		{"a picture higher than the pane, below the title", 2, 500, true},
		{"a picture out of sight", 30, 500, false},
	} {
		w := test.NewTempWindow(t, nil)
		w.SetPadded(false)
		words := widget.NewLabel(strings.Repeat("words\n", x.above))
		first := widget.NewButton("first", nil)
		tall := container.NewGridWrap(fyne.NewSize(200, x.height), first)
		p := scrolling.New("a page", container.NewVBox(words, tall, widget.NewLabel(strings.Repeat("more\n", 60))))
		w.SetContent(p)
		w.Resize(fyne.NewSize(300, 300))
		w.Canvas().Focus(first)
		p.Reveal(first)
		p.FromTop()
		for _, height := range []float32{310, 300} { // laid out anew
			w.Resize(fyne.NewSize(300, height))
		}
		if p.Scroll.Offset.Y != 0 {
			t.Errorf("%s: it is %v down", x.name, p.Scroll.Offset.Y)
		}
		if kept := w.Canvas().Focused() == fyne.Focusable(first); kept != x.keepsFocus || !kept && w.Canvas().Focused() != fyne.Focusable(p) {
			t.Errorf("%s: the keyboard is at %T", x.name, w.Canvas().Focused())
		}
	}
}
