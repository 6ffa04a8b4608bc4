// Package flow sets controls from left to right and begins a new row where the next one does not fit,
// so that no row of controls is wider than a small window with large type.
package flow

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
)

// New sets objects in rows.
func New(objects ...fyne.CanvasObject) *fyne.Container { return container.New(&rows{}, objects...) }

// NewAligned sets objects in rows, those of all rows in the same columns: for short fields, which are then read
// down as well as across.
func NewAligned(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&rows{aligned: true}, objects...)
}

// Footed is a layout whose objects have something below the line on which they stand in a row, such as
// what is wrong with a field. The objects of a row share that line, so that a labelled field stands level
// with a button and stays there when something is said below it.
type Footed interface {
	fyne.Layout
	// Beneath is how high that is.
	Beneath(objects []fyne.CanvasObject) float32
}

func beneath(o fyne.CanvasObject) float32 {
	if c, ok := o.(*fyne.Container); ok {
		if l, ok := c.Layout.(Footed); ok {
			return l.Beneath(c.Objects)
		}
	}
	return 0
}

// rows remembers its width, because the height it needs depends on it.
type rows struct {
	width   float32
	aligned bool // the objects of all rows stand in the same columns
}

// MinSize is as wide as the widest object and as high as the rows at the last known width.
func (r *rows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	for _, o := range objects {
		if o.Visible() {
			widest = max(widest, o.MinSize().Width)
		}
	}
	return fyne.NewSize(widest, r.arrange(objects, max(r.width, widest), false))
}

// Layout sets the objects.
func (r *rows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	r.width = size.Width
	r.arrange(objects, size.Width, true)
}

func (r *rows) arrange(objects []fyne.CanvasObject, width float32, place bool) (height float32) {
	gap := theme.InnerPadding()
	shown := make([]fyne.CanvasObject, 0, len(objects))
	for _, o := range objects {
		if o.Visible() {
			shown = append(shown, o)
		}
	}
	next := packed
	if r.aligned {
		next = aligned(shown, width)
	}
	for len(shown) > 0 {
		row, widths := next(shown, width)
		foot, below := float32(0), float32(0)
		for _, o := range row {
			foot = max(foot, o.MinSize().Height-beneath(o))
			below = max(below, beneath(o))
		}
		x := float32(0)
		for i, o := range row {
			if place {
				size := o.MinSize()
				o.Move(fyne.NewPos(x, height+foot-size.Height+beneath(o)))
				o.Resize(size)
			}
			x += widths[i] + gap
		}
		height += foot + below + gap
		shown = shown[len(row):]
	}
	return max(height-gap, 0)
}

// packed takes as many objects as fit into one row, each as wide as it is; one less where the last of all would stand
// alone below them, and has room for another beside it.
func packed(objects []fyne.CanvasObject, width float32) (row []fyne.CanvasObject, widths []float32) {
	x := float32(0)
	for i, o := range objects {
		w := o.MinSize().Width
		if i > 0 && x+w > width {
			if i > 1 && i == len(objects)-1 && widths[i-1]+theme.InnerPadding()+w <= width {
				i--
			}
			return objects[:i], widths[:i]
		}
		widths = append(widths, w)
		x += w + theme.InnerPadding()
	}
	return objects, widths
}

// aligned finds the most columns that fit, each as wide as the widest object in it, and takes a row of them.
func aligned(all []fyne.CanvasObject, width float32) func([]fyne.CanvasObject, float32) ([]fyne.CanvasObject, []float32) {
	var widths []float32
	for columns := len(all); columns > 0; columns-- {
		widths = make([]float32, columns)
		for i, o := range all {
			widths[i%columns] = max(widths[i%columns], o.MinSize().Width)
		}
		sum := -theme.InnerPadding()
		for _, w := range widths {
			sum += w + theme.InnerPadding()
		}
		if sum <= width {
			break
		}
	}
	return func(rest []fyne.CanvasObject, _ float32) ([]fyne.CanvasObject, []float32) {
		return rest[:min(len(widths), len(rest))], widths
	}
}

// NewEven sets objects in columns of one width, at most as many as fit and as said, and in rows that are about
// as long as one another.
func NewEven(most int) *fyne.Container { return container.New(&even{most: most}) }

type even struct {
	most  int
	width float32 // the last one known, because the height depends on it
}

// cells tells the size of one cell and how many stand side by side.
func (e *even) cells(objects []fyne.CanvasObject, width float32) (cell fyne.Size, columns int) {
	for _, o := range objects {
		cell = cell.Max(o.MinSize())
	}
	gap := theme.InnerPadding()
	columns = max(1, min(int((width+gap)/(cell.Width+gap)), e.most, len(objects)))
	rows := (len(objects) + columns - 1) / columns
	return cell, (len(objects) + rows - 1) / rows // so that no row is much shorter than the others
}

// MinSize is one column wide, and as high as the rows at the last known width.
func (e *even) MinSize(objects []fyne.CanvasObject) fyne.Size {
	if len(objects) == 0 {
		return fyne.Size{}
	}
	cell, columns := e.cells(objects, e.width)
	rows := (len(objects) + columns - 1) / columns
	return fyne.NewSize(cell.Width, float32(rows)*(cell.Height+theme.InnerPadding())-theme.InnerPadding())
}

// Layout sets the objects.
func (e *even) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	e.width = size.Width
	cell, columns := e.cells(objects, size.Width)
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i%columns)*(cell.Width+theme.InnerPadding()), float32(i/columns)*(cell.Height+theme.InnerPadding())))
		o.Resize(cell)
	}
}

// Above sets what controls there are above the rest, which gets the remaining room. The controls get
// their width before they are asked for their height.
func Above(controls, rest fyne.CanvasObject) *fyne.Container {
	return container.New(above{}, controls, rest)
}

type above struct{}

// MinSize is that of both, one above the other.
func (above) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(max(a.Width, b.Width), a.Height+theme.InnerPadding()+b.Height)
}

// Layout sets both.
func (above) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	controls, rest := objects[0], objects[1]
	controls.Move(fyne.NewPos(0, 0))
	controls.Resize(fyne.NewSize(size.Width, controls.Size().Height))
	height := controls.MinSize().Height
	controls.Resize(fyne.NewSize(size.Width, height))
	y := height + theme.InnerPadding()
	rest.Move(fyne.NewPos(0, y))
	rest.Resize(fyne.NewSize(size.Width, max(size.Height-y, rest.MinSize().Height)))
}
