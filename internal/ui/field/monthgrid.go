package field

import (
	"image/color"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"stillnight/internal/diary"
	"stillnight/internal/ui/look"
)

// A month has a row with the month, a row with the days of the week, and six weeks.
const (
	gridColumns = 7
	gridHead    = 2
	gridRows    = gridHead + 6
)

// cell is the room of one day.
func (f *monthGrid) cell() fyne.Size {
	text := f.Theme().Size(theme.SizeNameText)
	return fyne.NewSize(max(text*2.6, 40), max(text*2.1, 32))
}

// CreateRenderer draws the month.
func (f *monthGrid) CreateRenderer() fyne.WidgetRenderer {
	r := &monthGridRenderer{grid: f, ring: canvas.NewRectangle(nil), month: canvas.NewText("", nil)}
	r.objects = append(r.objects, r.ring, r.month)
	for _, turn := range turns {
		t := canvas.NewText(turn.sign, nil)
		r.turns = append(r.turns, t)
		r.objects = append(r.objects, t)
	}
	for range gridColumns {
		t := canvas.NewText("", nil)
		r.weekdays = append(r.weekdays, t)
		r.objects = append(r.objects, t)
	}
	for range (gridRows - gridHead) * gridColumns {
		d := dayCell{canvas.NewRectangle(nil), canvas.NewText("", nil), canvas.NewRectangle(nil)}
		r.days = append(r.days, d)
		r.objects = append(r.objects, d.ground, d.number, d.mark)
	}
	r.Refresh()
	return r
}

// dayCell is one day; its mark says that it has an entry.
type dayCell struct {
	ground *canvas.Rectangle
	number *canvas.Text
	mark   *canvas.Rectangle
}

type monthGridRenderer struct {
	grid     *monthGrid
	ring     *canvas.Rectangle
	month    *canvas.Text
	turns    []*canvas.Text
	weekdays []*canvas.Text
	days     []dayCell
	objects  []fyne.CanvasObject
}

func (r *monthGridRenderer) Destroy() {}

func (r *monthGridRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *monthGridRenderer) MinSize() fyne.Size {
	cell := r.grid.cell()
	return fyne.NewSize(cell.Width*gridColumns, cell.Height*gridRows)
}

func (r *monthGridRenderer) Layout(size fyne.Size) {
	cell := r.grid.cell()
	r.ring.Resize(size)
	at := func(row, column int) fyne.Position {
		return fyne.NewPos(float32(column)*cell.Width, float32(row)*cell.Height)
	}
	for i, turn := range turns {
		centred(r.turns[i], at(0, turn.column), cell)
	}
	centred(r.month, at(0, 2), fyne.NewSize(cell.Width*(gridColumns-4), cell.Height))
	for i, t := range r.weekdays {
		centred(t, at(1, i), cell)
	}
	for i, d := range r.days {
		place := at(gridHead+i/gridColumns, i%gridColumns)
		d.ground.Move(place.AddXY(2, 2))
		d.ground.Resize(cell.SubtractWidthHeight(4, 4))
		centred(d.number, place, cell)
		d.mark.Resize(fyne.NewSize(cell.Width*0.3, 3))
		d.mark.Move(place.AddXY(cell.Width*0.35, cell.Height-8))
	}
}

// centred puts a text in the middle of its room.
func centred(t *canvas.Text, at fyne.Position, room fyne.Size) {
	t.Alignment = fyne.TextAlignCenter
	height := t.MinSize().Height
	t.Move(at.AddXY(0, (room.Height-height)/2))
	t.Resize(fyne.NewSize(room.Width, height))
}

func (r *monthGridRenderer) Refresh() {
	f := r.grid
	th, variant := f.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	shade := func(name fyne.ThemeColorName) color.Color { return th.Color(name, variant) }
	size, small := th.Size(theme.SizeNameText), th.Size(theme.SizeNameCaptionText)
	r.ring.CornerRadius = th.Size(theme.SizeNameInputRadius)
	r.ring.FillColor, r.ring.StrokeWidth = color.Transparent, 2
	r.ring.StrokeColor = shade(look.ColorFocusRing)
	r.ring.Hidden = !f.focused
	for _, t := range append([]*canvas.Text{r.month}, r.turns...) {
		t.Color, t.TextSize, t.TextStyle.Bold = shade(theme.ColorNameForeground), size, true
	}
	r.month.Text = f.l.MonthYear(f.at)
	for i, t := range r.weekdays {
		t.Text = f.l.WeekdayShort(time.Weekday((int(f.l.FirstWeekday()) + i) % 7))
		t.Color, t.TextSize = shade(theme.ColorNamePlaceHolder), small
	}
	for i, d := range r.days {
		r.showDay(d, f.firstCell().AddDays(i), shade, size)
	}
	r.Layout(f.Size())
	for _, o := range r.objects {
		o.Refresh()
	}
}

func (r *monthGridRenderer) showDay(d dayCell, date diary.Date, shade func(fyne.ThemeColorName) color.Color, size float32) {
	f := r.grid
	_, _, day := date.YMD()
	inMonth := date.FirstOfMonth() == f.at.FirstOfMonth()
	d.number.Text, d.number.TextSize = strconv.Itoa(day), size
	d.number.TextStyle.Bold = date == f.at
	d.number.Color = shade(theme.ColorNameForeground)
	d.ground.FillColor, d.ground.CornerRadius = color.Transparent, r.ring.CornerRadius
	d.mark.FillColor, d.mark.CornerRadius = shade(theme.ColorNamePrimary), 1.5
	d.mark.Hidden = !inMonth || !f.written[date]
	switch {
	case date == f.at:
		d.ground.FillColor, d.number.Color = shade(look.ColorChosen), shade(look.ColorOnChosen)
		d.mark.FillColor = shade(look.ColorOnChosen)
	case !f.offered(date) || !inMonth:
		d.number.Color = shade(theme.ColorNameDisabled)
	}
}
