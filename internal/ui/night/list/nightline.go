package list

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// nightLine is one line of the list of all nights, in columns: the date, the severity, and what was said.
type nightLine struct {
	widget.BaseWidget
	row    row
	l      *i18n.Localizer
	date   *canvas.Text
	figure *canvas.Text
	said   *widget.Label
	// widest is the width of the longest date, in text sizes.
	widest float32
}

func newNightLine(l *i18n.Localizer, widest float32) *nightLine {
	n := &nightLine{l: l, date: canvas.NewText("", nil), figure: canvas.NewText("", nil), said: widget.NewLabel(""), widest: widest}
	n.figure.TextStyle.Bold = true
	n.figure.Alignment = fyne.TextAlignTrailing
	n.said.Truncation = fyne.TextTruncateEllipsis
	n.said.Importance = widget.LowImportance
	n.ExtendBaseWidget(n)
	return n
}

// widestDate is the width of the longest date, in text sizes.
func widestDate(l *i18n.Localizer) (widest float32) {
	const size = 100
	for day := range 7 {
		for month := range 12 {
			text := l.DateLong(diary.MustDate(2024, time.Month(month+1), 20+day))
			widest = max(widest, fyne.MeasureText(text, size, fyne.TextStyle{}).Width/size)
		}
	}
	return widest
}

// show puts a night on the line.
func (n *nightLine) show(r row) {
	n.row = r
	n.date.Text, n.figure.Text = n.l.DateLong(r.Date), r.severity(n.l)
	n.said.SetText(r.said(n.l))
	n.Refresh()
}

// AccessibilityLabel is the whole line.
func (n *nightLine) AccessibilityLabel() string { return n.row.line(n.l) }

// CreateRenderer draws the columns.
func (n *nightLine) CreateRenderer() fyne.WidgetRenderer { return &nightLineRenderer{n} }

type nightLineRenderer struct{ line *nightLine }

func (r *nightLineRenderer) Destroy() {}

func (r *nightLineRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.columns(), r.line.said.MinSize().Height)
}

// figureWidth is the width of the severity's column, in text sizes.
const figureWidth = 3

// columns is where the last column begins.
func (r *nightLineRenderer) columns() float32 {
	return theme.InnerPadding() + (r.line.widest+figureWidth)*theme.TextSize()
}

func (r *nightLineRenderer) Layout(size fyne.Size) {
	n, inner, em := r.line, theme.InnerPadding(), theme.TextSize()
	n.date.Move(fyne.NewPos(inner, 0))
	n.date.Resize(fyne.NewSize(n.widest*em, size.Height))
	end := r.columns()
	n.figure.Move(fyne.NewPos(end-figureWidth*em, 0))
	n.figure.Resize(fyne.NewSize(figureWidth*em, size.Height))
	n.said.Move(fyne.NewPos(end+inner, 0))
	n.said.Resize(fyne.NewSize(max(size.Width-end-inner, 0), size.Height))
}

func (r *nightLineRenderer) Refresh() {
	n := r.line
	ink := n.Theme().Color(theme.ColorNameForeground, fyne.CurrentApp().Settings().ThemeVariant())
	for _, t := range []*canvas.Text{n.date, n.figure} {
		t.Color, t.TextSize = ink, theme.TextSize()
		t.Refresh()
	}
	r.Layout(n.Size())
	n.said.Refresh()
}

func (r *nightLineRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.line.date, r.line.figure, r.line.said}
}
