package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Card is a rounded ground for things that belong together.
type Card struct {
	widget.BaseWidget
	content fyne.CanvasObject
	ground  fyne.ThemeColorName
}

// NewCard puts content on a card.
func NewCard(content fyne.CanvasObject) *Card { return newCard(content, ColorSurface) }

// NewNotice puts content on a banner that stands out without alarm.
func NewNotice(content fyne.CanvasObject) *Card { return newCard(content, ColorNotice) }

func newCard(content fyne.CanvasObject, ground fyne.ThemeColorName) *Card {
	c := &Card{content: content, ground: ground}
	c.ExtendBaseWidget(c)
	return c
}

// Content is what lies on the card.
func (c *Card) Content() fyne.CanvasObject { return c.content }

// AccessibilityLabel leaves the speaking to what lies on the card.
func (c *Card) AccessibilityLabel() string { return "" }

// AccessibilityRole tells that a card only holds other things.
func (c *Card) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the ground and puts the content on it.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	r := &cardRenderer{card: c}
	for _, part := range []**canvas.Rectangle{&r.top, &r.bottom, &r.middle, &r.left, &r.right} {
		*part = canvas.NewRectangle(nil)
	}
	r.Refresh()
	return r
}

// cardRenderer draws the ground in parts. A rectangle with round corners costs twice a plain one for every pixel
// that it covers, and where the processor draws, grounds are most of what a frame costs: so only the ends are
// round, and the middle with its edges is plain.
type cardRenderer struct {
	card                             *Card
	top, bottom, middle, left, right *canvas.Rectangle
}

// edge is how wide the line around a card is.
const edge = 1

func (r *cardRenderer) margin() float32 { return r.card.Theme().Size(theme.SizeNameInnerPadding) }

func (r *cardRenderer) Layout(size fyne.Size) {
	r.ground(size)
	m := r.margin()
	r.card.content.Move(fyne.NewPos(m, m))
	r.card.content.Resize(size.SubtractWidthHeight(2*m, 2*m))
}

// ground lays the parts out: the ends are as high as two corners, and the middle covers their inner halves.
func (r *cardRenderer) ground(size fyne.Size) {
	corner := r.card.Theme().Size(theme.SizeNameCardRadius)
	plain := []*canvas.Rectangle{r.bottom, r.middle, r.left, r.right}
	for _, part := range plain {
		part.Hidden = size.Height < 4*corner
	}
	if r.middle.Hidden {
		r.top.Resize(size)
		return
	}
	end := fyne.NewSize(size.Width, 2*corner)
	r.top.Resize(end)
	r.bottom.Resize(end)
	r.bottom.Move(fyne.NewPos(0, size.Height-2*corner))
	height := size.Height - 2*corner
	r.middle.Move(fyne.NewPos(edge, corner))
	r.middle.Resize(fyne.NewSize(size.Width-2*edge, height))
	r.left.Move(fyne.NewPos(0, corner))
	r.right.Move(fyne.NewPos(size.Width-edge, corner))
	r.left.Resize(fyne.NewSize(edge, height))
	r.right.Resize(fyne.NewSize(edge, height))
}

func (r *cardRenderer) MinSize() fyne.Size {
	m := r.margin()
	return r.card.content.MinSize().AddWidthHeight(2*m, 2*m)
}

func (r *cardRenderer) Refresh() {
	th, variant := r.card.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	ground, line := th.Color(r.card.ground, variant), th.Color(theme.ColorNameSeparator, variant)
	for _, end := range []*canvas.Rectangle{r.top, r.bottom} {
		end.FillColor, end.StrokeColor, end.StrokeWidth = ground, line, edge
		end.CornerRadius = th.Size(theme.SizeNameCardRadius)
	}
	r.middle.FillColor, r.left.FillColor, r.right.FillColor = ground, line, line
	r.Layout(r.card.Size())
	for _, part := range []*canvas.Rectangle{r.top, r.bottom, r.middle, r.left, r.right} {
		part.Refresh()
	}
	r.card.content.Refresh()
}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.top, r.bottom, r.middle, r.left, r.right, r.card.content}
}

func (r *cardRenderer) Destroy() {}
