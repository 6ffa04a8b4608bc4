package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

const (
	// fillInset keeps the thick line away from the edges, which it does not meet to the pixel.
	fillInset = 2
	// fillStrip is how wide the strips along the edges are: they reach well under the line.
	fillStrip = 5
	// leastFill is the side from which on a line is worth its strips.
	leastFill = 40
)

// fill is a plain area in one colour. Where the processor draws, most of what a frame costs is pixels, and the toolkit
// works out a frame and a shadow for every pixel of a rectangle, whether there are any or not: a pixel of a line
// costs less than half. So the area is one upright line, as thick as it is wide, with strips along the edges. It must
// not lie where something scrolls sideways: the toolkit leaves a line out when its middle is out of sight.
type fill struct {
	line   *canvas.Line
	strips []*canvas.Rectangle // one that is all, or those along the edges
}

// newFill returns an area without a place. Strips are 4, or 2 where only the edges above and below are seen. Where
// nothing but pictures are drawn, as in tests, it is one rectangle.
func newFill(strips int) *fill {
	if _, window := fyne.CurrentApp().Driver().(desktop.Driver); !window {
		strips = 1
	}
	return newFillOf(strips)
}

func newFillOf(strips int) *fill {
	f := &fill{line: canvas.NewLine(nil)}
	for range strips {
		f.strips = append(f.strips, canvas.NewRectangle(nil))
	}
	return f
}

// objects are what is drawn.
func (f *fill) objects() []fyne.CanvasObject {
	list := []fyne.CanvasObject{f.line}
	for _, s := range f.strips {
		list = append(list, s)
	}
	return list
}

// place puts the area somewhere.
func (f *fill) place(at fyne.Position, size fyne.Size) {
	whole := len(f.strips) == 1 || size.Width < leastFill || size.Height < leastFill
	f.line.Hidden = whole
	for i, s := range f.strips {
		s.Hidden = whole && i > 0
	}
	if whole {
		f.strips[0].Move(at)
		f.strips[0].Resize(size)
		return
	}
	middle := at.X + size.Width/2
	f.line.Position1 = fyne.NewPos(middle, at.Y+fillInset)
	f.line.Position2 = fyne.NewPos(middle, at.Y+size.Height-fillInset)
	f.line.StrokeWidth = size.Width - 2*fillInset
	along := edges(size, fillStrip)
	for i, strip := range along[:len(f.strips)] {
		f.strips[i].Move(at.Add(strip.at))
		f.strips[i].Resize(strip.size)
	}
}

// colour sets what the area is filled with.
func (f *fill) colour(c color.Color) {
	f.line.StrokeColor = c
	for _, s := range f.strips {
		s.FillColor = c
	}
}

// strip is a part of an area along one of its edges.
type strip struct {
	at   fyne.Position
	size fyne.Size
}

// edges are strips along the top, the bottom, the left and the right of an area.
func edges(size fyne.Size, width float32) [4]strip {
	return [4]strip{
		{fyne.NewPos(0, 0), fyne.NewSize(size.Width, width)},
		{fyne.NewPos(0, size.Height-width), fyne.NewSize(size.Width, width)},
		{fyne.NewPos(0, 0), fyne.NewSize(width, size.Height)},
		{fyne.NewPos(size.Width-width, 0), fyne.NewSize(width, size.Height)},
	}
}
