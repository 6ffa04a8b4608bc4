package field

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/slot"
)

// measure says how wide a column may be, in text sizes.
type measure struct {
	widest    float32 // how wide it grows
	narrowest float32 // the least width of two side by side
}

var (
	texts    = measure{widest: 64, narrowest: 42} // wider lines are hard to read
	pictures = measure{widest: 84, narrowest: 54} // wider pictures say no more, narrower ones say less
)

// NewColumn stacks objects, each as high as it needs at the column's width. Where the window is wide, what
// follows a mark such as Left stands in two columns.
func NewColumn(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{measure: texts}, objects...)
}

// NewLongColumn is NewColumn for objects some of which may be slots. They are built when they come near what is in
// sight of scroll.
func NewLongColumn(scroll func() *container.Scroll, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{measure: texts, sight: slot.SightOf(scroll)}, objects...)
}

// NewPictureColumn is NewLongColumn for cards with pictures, which may be wider than text.
func NewPictureColumn(scroll func() *container.Scroll, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&column{measure: pictures, sight: slot.SightOf(scroll)}, objects...)
}

// side is where the objects behind a mark stand in a wide window.
type side int

const (
	across side = iota
	left
	right
	top
	shorter
)

// mark shows nothing.
type mark struct {
	canvas.Rectangle
	side side
}

// Left puts the objects that follow into the left of two columns where there is room for two.
func Left() fyne.CanvasObject { return &mark{side: left} }

// Right puts the objects that follow into the right one.
func Right() fyne.CanvasObject { return &mark{side: right} }

// Top puts the objects that follow into the right column, above those behind Right: what is wanted at a glance in a
// wide window, and comes last where all stand one below the other.
func Top() fyne.CanvasObject { return &mark{side: top} }

// Cards puts each object that follows into the column that is shorter so far: for a list whose objects keep
// their height.
func Cards() fyne.CanvasObject { return &mark{side: shorter} }

// Across ends the two columns.
func Across() fyne.CanvasObject { return &mark{} }

// column remembers its width, because its height depends on it.
type column struct {
	measure
	width float32
	sight slot.Sight // nil where nothing in it waits to be built
}

// MinSize is the height of all that is on show, at the last known width.
func (c *column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		if _, isMark := o.(*mark); !isMark && o.Visible() {
			least.Width = max(least.Width, o.MinSize().Width)
		}
	}
	least.Height = c.arrange(objects, max(c.width, least.Width), func(o fyne.CanvasObject, _ fyne.Position, _ float32) float32 {
		return o.MinSize().Height
	})
	return least
}

// Layout gives each object the width first, then the height that it needs at that width.
func (c *column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	c.width = size.Width
	c.arrange(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, width float32) float32 {
		if c.sight != nil {
			c.sight.FillNear(o, at.Y, o.MinSize().Height)
		}
		o.Move(at)
		o.Resize(fyne.NewSize(width, o.Size().Height))
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		return height
	})
}

// arrange places the objects one after the other, and returns how high they are in all.
func (c *column) arrange(objects []fyne.CanvasObject, room float32, place func(o fyne.CanvasObject, at fyne.Position, width float32) float32) float32 {
	gap, em := theme.InnerPadding(), theme.TextSize()
	one, two := min(room, c.widest*em), min((room-gap)/2, c.widest*em)
	pair := two >= c.narrowest*em
	if pair && marked(objects) {
		one = 2*two + gap
	}
	var y [2]float32              // how far the left and the right column reach
	var last [2]fyne.CanvasObject // what stands lowest there
	for _, o := range sided(objects, pair) {
		if o.side == across {
			below := max(y[0], y[1]) - closer(last[0], o.CanvasObject)
			below += place(o.CanvasObject, fyne.NewPos(0, below), one) + gap
			y, last = [2]float32{below, below}, [2]fyne.CanvasObject{o.CanvasObject, o.CanvasObject}
			continue
		}
		at := 0
		if o.side == right || o.side == top || o.side == shorter && y[1] < y[0] {
			at = 1
		}
		y[at] -= closer(last[at], o.CanvasObject)
		y[at] += place(o.CanvasObject, fyne.NewPos(float32(at)*(two+gap), y[at]), two) + gap
		last[at] = o.CanvasObject
	}
	return max(y[0], y[1])
}

// placed is an object with the side on which it stands.
type placed struct {
	fyne.CanvasObject
	side side
}

// sided lists the objects on show in the order in which they are placed; all go across where there is no room for a pair
// of columns.
func sided(objects []fyne.CanvasObject, pair bool) []placed {
	var all, tops, others []placed
	now := across
	for _, o := range objects {
		m, isMark := o.(*mark)
		switch {
		case isMark && pair:
			if now == across || m.side == across { // what stands across parts what is above it from what is below
				all, tops, others = append(append(all, tops...), others...), nil, nil
			}
			now = m.side
		case isMark || !o.Visible():
		case now == top:
			tops = append(tops, placed{o, now})
		default:
			others = append(others, placed{o, now})
		}
	}
	return append(append(all, tops...), others...)
}

// closer is how much nearer than other objects a text follows upon a text: each has room of its own around it
// already, and lines that belong together would fall apart.
func closer(last, next fyne.CanvasObject) float32 {
	_, after := last.(*widget.Label)
	if _, text := next.(*widget.Label); !after || !text {
		return 0
	}
	return theme.InnerPadding() + theme.Padding()
}

func marked(objects []fyne.CanvasObject) bool {
	for _, o := range objects {
		if _, isMark := o.(*mark); isMark {
			return true
		}
	}
	return false
}
