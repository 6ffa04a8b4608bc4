package month

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

// wideFrom is from which width on all columns stand side by side, in text sizes.
const wideFrom = 69

func (t *Table) fitsWide(width float32) bool { return width >= wideFrom*theme.TextSize() }

// tableRoom gives the table all the room, and lays it out in the other way where the window has become wide or narrow.
type tableRoom struct{ table *Table }

// MinSize is that of the table.
func (r *tableRoom) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least
}

// Layout gives every object the whole room.
func (r *tableRoom) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	t := r.table
	if wide := t.fitsWide(size.Width); wide != t.wide && size.Width > 0 && t.cells != nil {
		t.wide = wide
		t.rearrange()
	}
	for _, o := range t.page.Objects {
		o.Resize(size)
		o.Move(fyne.NewPos(0, 0))
	}
}

// rearrange lays the table out in the other way. What is typed comes back from the drafts; where these could not be
// written the table stays as it is.
func (t *Table) rearrange() {
	if t.troubled {
		t.wide = !t.wide
		return
	}
	if at, ok := t.focused(); ok && !t.wide {
		t.figure = at.figure
	}
	steps := t.history
	t.again()
	if t.wide { // in one column the steps of the others cannot be shown
		t.history = steps
	}
}

// layWide sets all columns out, with the dates and the heads standing still.
func (t *Table) layWide() {
	l, nights := t.env.L, t.nights()
	cells := &gridLayout{}
	dates, heads, grid := container.New(rowsLayout{}), container.New(&columnsLayout{}), container.New(cells)
	for _, d := range nights {
		dates.Add(widget.NewLabel(t.dayWords(d)))
	}
	// The slots follow each other night by night, as a paper diary is read: so goes the Tab key.
	grid.Objects = make([]fyne.CanvasObject, len(nights)*len(t.sheet.figures))
	for column, f := range t.sheet.figures {
		half := t.halfTyped(f)
		for row, d := range nights {
			c := &cell{table: t, date: d, figure: f}
			s := newSlot(c)
			c.box = s
			t.fillIn(c, half, func(text string) { s.text = text })
			grid.Objects[row*len(t.sheet.figures)+column] = s
		}
		head := look.Text(f.called(l))
		head.SizeName = theme.SizeNameCaptionText
		head.TextStyle.Bold = true
		width := func() float32 { return max(inText(7.5)(), min(longestWord(head), inText(14)())) }
		if f.words {
			width = inText(22)
		}
		heads.Add(container.New(fixedWidth{width}, head))
		cells.widths = append(cells.widths, width)
	}
	headPane, gridPane := container.NewHScroll(heads), container.NewHScroll(grid)
	headPane.SetMinSize(fyne.NewSize(0, heads.MinSize().Height))
	gridPane.OnScrolled = func(at fyne.Position) { headPane.ScrollToOffset(fyne.NewPos(at.X, 0)) }
	headPane.OnScrolled = func(at fyne.Position) { gridPane.ScrollToOffset(fyne.NewPos(at.X, gridPane.Offset.Y)) }
	body := container.NewVScroll(container.NewBorder(nil, nil, dates, nil, gridPane))
	corner := container.New(fixedWidth{func() float32 { return dates.MinSize().Width }}, look.Text(""))
	bottom := fyne.CanvasObject(nil)
	if t.last().After(t.newest()) {
		bottom = look.Quiet(l.T("night.several_future"))
	}
	t.reveal = func(o fyne.CanvasObject) { bringIntoSight(o, gridPane, body) }
	t.page.Objects = []fyne.CanvasObject{container.NewBorder(
		container.NewVBox(t.top(), container.NewBorder(nil, nil, corner, nil, headPane)), bottom, nil, nil, body)}
}

// longestWord is the width at which a text breaks between its words only.
func longestWord(text *widget.Label) (width float32) {
	for _, word := range strings.Fields(text.Text) {
		width = max(width, fyne.MeasureText(word, theme.Size(text.SizeName), text.TextStyle).Width)
	}
	return width + 2*theme.InnerPadding()
}

// bringIntoSight scrolls sideways and up or down as far as needed.
func bringIntoSight(o fyne.CanvasObject, sideways, upright *container.Scroll) {
	d := fyne.CurrentApp().Driver()
	if d.CanvasForObject(o) == nil {
		return
	}
	at, size := d.AbsolutePositionForObject(o), o.Size()
	x := at.X - d.AbsolutePositionForObject(sideways).X
	if over := x + size.Width - sideways.Size().Width; x < 0 {
		sideways.ScrollToOffset(fyne.NewPos(sideways.Offset.X+x, 0))
	} else if over > 0 {
		sideways.ScrollToOffset(fyne.NewPos(sideways.Offset.X+over, 0))
	}
	y := at.Y - d.AbsolutePositionForObject(upright).Y
	if over := y + size.Height - upright.Size().Height; y < 0 {
		upright.ScrollToOffset(fyne.NewPos(0, upright.Offset.Y+y))
	} else if over > 0 {
		upright.ScrollToOffset(fyne.NewPos(0, upright.Offset.Y+over))
	}
	if sideways.OnScrolled != nil {
		sideways.OnScrolled(sideways.Offset)
	}
}

// rowsLayout stacks objects in rows of one height, so that dates and cells stand level.
type rowsLayout struct{}

func (rowsLayout) row() float32 { return theme.TextSize() + 4*theme.Padding() }

// MinSize is that of the widest, times the rows.
func (r rowsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width float32
	for _, o := range objects {
		width = max(width, o.MinSize().Width)
	}
	return fyne.NewSize(width, r.row()*float32(len(objects)))
}

// Layout sets one below the other.
func (r rowsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for i, o := range objects {
		height := r.row() - 2
		if _, text := o.(*widget.Label); text { // a label has room around its text
			least := o.MinSize().Height
			o.Resize(fyne.NewSize(size.Width, least))
			o.Move(fyne.NewPos(0, r.row()*float32(i)+(height-least)/2))
			continue
		}
		o.Resize(fyne.NewSize(size.Width, height))
		o.Move(fyne.NewPos(0, r.row()*float32(i)))
	}
}

// columnsLayout sets objects of their own widths side by side.
type columnsLayout struct{}

// MinSize is all of their widths and the height of the highest.
func (*columnsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, o := range objects {
		least := o.MinSize()
		size.Width += least.Width + theme.Padding()
		size.Height = max(size.Height, least.Height)
	}
	return size
}

// Layout gives each its width and the whole height.
func (*columnsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var x float32
	for _, o := range objects {
		width := o.MinSize().Width
		o.Resize(fyne.NewSize(width, size.Height))
		o.Move(fyne.NewPos(x, 0))
		x += width + theme.Padding()
	}
}

// gridLayout sets objects in rows of columns with these widths, level with those of rowsLayout and columnsLayout.
type gridLayout struct{ widths []func() float32 }

// MinSize is that of all columns and rows.
func (g *gridLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for _, width := range g.widths {
		size.Width += width() + theme.Padding()
	}
	if columns := len(g.widths); columns > 0 {
		size.Height = rowsLayout{}.row() * float32(len(objects)/columns)
	}
	return size
}

// Layout gives each its place.
func (g *gridLayout) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	row, x := rowsLayout{}.row(), float32(0)
	for column, width := range g.widths {
		for at := column; at < len(objects); at += len(g.widths) {
			objects[at].Resize(fyne.NewSize(width(), row-2))
			objects[at].Move(fyne.NewPos(x, row*float32(at/len(g.widths))))
		}
		x += width() + theme.Padding()
	}
}

// inText is a width in text sizes, which may change while the table is on show.
func inText(sizes float32) func() float32 { return func() float32 { return sizes * theme.TextSize() } }

// fixedWidth gives one object a width; a text wraps within it.
type fixedWidth struct{ width func() float32 }

// MinSize is the width, and the height that the object needs at it.
func (f fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	o, width := objects[0], f.width()
	if o.Size().Width != width {
		o.Resize(fyne.NewSize(width, o.Size().Height))
	}
	return fyne.NewSize(width, o.MinSize().Height)
}

// Layout keeps the width.
func (f fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(f.width(), size.Height))
}
