package flow_test

import (
	"image/color"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/ui/flow"
)

func box(width, height float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Black)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

// footed is a layout with its last object below the foot of the row.
type footed struct{ stack }

func (footed) Beneath(objects []fyne.CanvasObject) float32 {
	return objects[len(objects)-1].MinSize().Height
}

func TestARowStaysLevelWhenSomethingIsSaidBeneathOneOfIt(t *testing.T) {
	test.NewTempApp(t)
	field, button := box(50, 40), box(50, 30)
	said := box(50, 20)
	faulty := container.New(footed{}, box(50, 40), said)
	row := flow.New(field, faulty, button)
	row.Resize(fyne.NewSize(600, 200))
	if got := row.MinSize().Height; got != 60 {
		t.Errorf("the row is %v high, want 60: 40 for the fields and 20 for what is said beneath", got)
	}
	for name, o := range map[string]fyne.CanvasObject{"field": field, "faulty field": faulty} {
		if o.Position().Y != 0 {
			t.Errorf("the %s begins at %v, want 0", name, o.Position().Y)
		}
	}
	if got := button.Position().Y; got != 10 {
		t.Errorf("the button stands at %v, want 10, level with the foot of the fields", got)
	}
}

// stack sets objects one above the other.
type stack struct{}

func (stack) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		size = fyne.NewSize(max(size.Width, o.MinSize().Width), size.Height+o.MinSize().Height)
	}
	return size
}

func (stack) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	var y float32
	for _, o := range objects {
		o.Move(fyne.NewPos(0, y))
		o.Resize(o.MinSize())
		y += o.MinSize().Height
	}
}

func TestAlignedRowsShareTheirColumns(t *testing.T) {
	test.NewTempApp(t)
	gap := theme.InnerPadding()
	a, b, c, hidden, d, e := box(50, 10), box(120, 10), box(40, 10), box(500, 10), box(90, 30), box(20, 10)
	hidden.Hide()
	fields := flow.NewAligned(a, b, c, hidden, d, e)
	for _, in := range []struct {
		width float32
		d, e  fyne.Position // where the fourth and the fifth stand
	}{
		{320 + 4*gap, fyne.NewPos(210+3*gap, 0), fyne.NewPos(300+4*gap, 20)},
		{250 + 2*gap, fyne.NewPos(0, 10+gap), fyne.NewPos(90+gap, 30+gap)}, // 90, 120 and 40 wide
		{249 + 2*gap, fyne.NewPos(50+gap, 10+gap), fyne.NewPos(0, 40+2*gap)},
		{30, fyne.NewPos(0, 30+3*gap), fyne.NewPos(0, 60+4*gap)},
	} {
		fields.Resize(fyne.NewSize(in.width, 100))
		if d.Position() != in.d || e.Position() != in.e {
			t.Errorf("%v wide: the fourth and fifth stand at %v and %v, want %v and %v", in.width, d.Position(), e.Position(), in.d, in.e)
		}
		if low := e.Position().Y + 10; fields.MinSize().Height < low {
			t.Errorf("%v wide: %v high, but the last ends at %v", in.width, fields.MinSize().Height, low)
		}
	}
}

func TestEvenColumnsAreAsManyAsFitUpToTheMost(t *testing.T) {
	test.NewTempApp(t)
	gap := theme.InnerPadding()
	for _, c := range []struct {
		width   float32
		columns int
	}{{10 * (100 + gap), 7}, {7*(100+gap) - gap, 7}, {5 * (100 + gap), 5}, {20, 1}} {
		grid := flow.NewEven(7)
		for i := range 14 {
			grid.Add(box(80+float32(i%2)*20, 30))
		}
		grid.Resize(fyne.NewSize(c.width, 500))
		first := 0
		for _, o := range grid.Objects {
			if o.Position().Y == 0 {
				first++
			}
			if o.Size().Width != 100 {
				t.Errorf("at %v a cell is %v wide, want 100, as the widest needs", c.width, o.Size().Width)
			}
		}
		if first != c.columns {
			t.Errorf("at %v there are %d columns, want %d", c.width, first, c.columns)
		}
		rows := float32((14 + c.columns - 1) / c.columns)
		if want := rows*30 + (rows-1)*gap; grid.MinSize().Height != want {
			t.Errorf("at %v the grid is %v high, want %v", c.width, grid.MinSize().Height, want)
		}
	}
}

func TestTheLastOfARowIsNotLeftAlone(t *testing.T) {
	test.NewTempApp(t)
	gap := theme.InnerPadding()
	for _, x := range []struct {
		widths []float32
		rows   []int // how many stand in each
	}{
		{[]float32{40, 40, 40}, []int{1, 2}},
		{[]float32{30, 30, 30, 30}, []int{2, 2}},
		{[]float32{40, 40, 90}, []int{2, 1}}, // nothing fits beside it
		{[]float32{90, 40}, []int{1, 1}},
		{[]float32{40, 40}, []int{2}},
	} {
		var boxes []fyne.CanvasObject
		for _, w := range x.widths {
			boxes = append(boxes, box(w, 10))
		}
		flow.New(boxes...).Resize(fyne.NewSize(100+gap, 100))
		var rows []int
		for i, o := range boxes {
			if i == 0 || o.Position().Y > boxes[i-1].Position().Y {
				rows = append(rows, 0)
			}
			rows[len(rows)-1]++
		}
		if !slices.Equal(rows, x.rows) {
			t.Errorf("%v stand in rows of %v, want %v", x.widths, rows, x.rows)
		}
	}
}
