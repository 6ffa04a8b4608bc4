package field

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

func TestWhatIsWantedAtAGlanceStandsAboveTheRestOfItsColumn(t *testing.T) {
	test.NewTempApp(t)
	box := func() *canvas.Rectangle {
		r := canvas.NewRectangle(color.Black)
		r.SetMinSize(fyne.NewSize(10, 30))
		return r
	}
	head, a, b, c, foot := box(), box(), box(), box(), box()
	gap, em := theme.InnerPadding(), theme.TextSize()
	column := NewColumn(head, Left(), a, Right(), b, Top(), c, Across(), foot)
	for _, in := range []struct {
		name         string
		width        float32
		b, c, footAt fyne.Position
	}{
		{"narrow", 60 * em, fyne.NewPos(0, 60+2*gap), fyne.NewPos(0, 90+3*gap), fyne.NewPos(0, 120+4*gap)},
		{"wide", 100 * em, fyne.NewPos(50*em+gap/2, 60+2*gap), fyne.NewPos(50*em+gap/2, 30+gap), fyne.NewPos(0, 90+3*gap)},
	} {
		column.Resize(fyne.NewSize(in.width, 0))
		if b.Position() != in.b || c.Position() != in.c || foot.Position() != in.footAt {
			t.Errorf("%s: the right stands at %v, the top at %v and the foot at %v; wanted %v, %v and %v",
				in.name, b.Position(), c.Position(), foot.Position(), in.b, in.c, in.footAt)
		}
	}
}

func TestAColumnBecomesTwoInAWideWindow(t *testing.T) {
	test.NewTempApp(t)
	box := func(height float32) *canvas.Rectangle {
		r := canvas.NewRectangle(color.Black)
		r.SetMinSize(fyne.NewSize(10, height))
		return r
	}
	title, a, b, c, foot := box(10), box(100), box(40), box(30), box(5)
	gap, em := theme.InnerPadding(), theme.TextSize()
	for _, c1 := range []struct {
		name   string
		marks  [3]fyne.CanvasObject // before a, c and foot
		width  float32
		height float32
		c      fyne.Position
	}{
		{"narrow", [3]fyne.CanvasObject{Left(), Right(), Across()}, 60 * em, 185 + 5*gap, fyne.NewPos(0, 150+3*gap)},
		{"left and right", [3]fyne.CanvasObject{Left(), Right(), Across()}, 100 * em, 155 + 4*gap, fyne.NewPos(50*em+gap/2, 10+gap)},
		{"cards", [3]fyne.CanvasObject{Cards(), Cards(), Across()}, 100 * em, 115 + 3*gap, fyne.NewPos(50*em+gap/2, 50+2*gap)},
	} {
		column := NewColumn(title, c1.marks[0], a, b, c1.marks[1], c, c1.marks[2], foot)
		column.Resize(fyne.NewSize(c1.width, 0))
		if got := c.Position(); got != c1.c {
			t.Errorf("%s: the last stands at %v, wanted %v", c1.name, got, c1.c)
		}
		if got := column.MinSize().Height; got != c1.height {
			t.Errorf("%s: %v high, wanted %v", c1.name, got, c1.height)
		}
	}
}
