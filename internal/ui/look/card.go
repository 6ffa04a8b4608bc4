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
	covered bool
}

// NewCard puts content on a card.
func NewCard(content fyne.CanvasObject) *Card { return newCard(content, ColorSurface) }

// NewNotice puts content on a banner that stands out without alarm.
func NewNotice(content fyne.CanvasObject) *Card { return newCard(content, ColorNotice) }

// NewFrame puts a picture on a card, which is not drawn where the picture covers it.
func NewFrame(picture fyne.CanvasObject) *Card {
	c := NewCard(picture)
	c.covered = true
	return c
}

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
	r := &cardRenderer{card: c, middle: []*fill{newFill(2)}}
	if c.covered {
		r.middle = append(r.middle, newFill(2))
	}
	for _, part := range []**canvas.Rectangle{&r.left, &r.right, &r.top, &r.bottom} {
		*part = canvas.NewRectangle(nil)
	}
	r.objects = []fyne.CanvasObject{r.left, r.right}
	for _, f := range r.middle {
		r.objects = append(r.objects, f.objects()...)
	}
	r.objects = append(r.objects, r.top, r.bottom, c.content)
	r.Refresh()
	return r
}

// cardRenderer draws the ground in parts. A rectangle with round corners costs four times a plain area for every pixel
// that it covers, and where the processor draws, grounds are most of what a frame costs: so only the ends at the left
// and the right are round, no wider than two corners, and the middle with its edges is plain.
type cardRenderer struct {
	card                     *Card
	left, right, top, bottom *canvas.Rectangle
	middle                   []*fill // of a card that is covered, what is above and below
	objects                  []fyne.CanvasObject
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

// ground lays the parts out: the ends are as wide as two corners, and the middle covers their inner halves.
func (r *cardRenderer) ground(size fyne.Size) {
	corner := r.card.Theme().Size(theme.SizeNameCardRadius)
	round := size.Width < 4*corner // which leaves no middle
	for _, part := range r.objects[1 : len(r.objects)-1] {
		if round {
			part.Hide()
		} else {
			part.Show()
		}
	}
	if round {
		r.left.Resize(size)
		return
	}
	end := fyne.NewSize(2*corner, size.Height)
	r.left.Resize(end)
	r.right.Resize(end)
	r.right.Move(fyne.NewPos(size.Width-end.Width, 0))
	width := size.Width - end.Width
	r.top.Move(fyne.NewPos(corner, 0))
	r.bottom.Move(fyne.NewPos(corner, size.Height-edge))
	r.top.Resize(fyne.NewSize(width, edge))
	r.bottom.Resize(fyne.NewSize(width, edge))
	if !r.card.covered {
		r.middle[0].place(fyne.NewPos(corner, edge), fyne.NewSize(width, size.Height-2*edge))
		return
	}
	free := fyne.NewSize(width, r.margin()+edge)
	r.middle[0].place(fyne.NewPos(corner, edge), free)
	r.middle[1].place(fyne.NewPos(corner, size.Height-edge-free.Height), free)
}

func (r *cardRenderer) MinSize() fyne.Size {
	m := r.margin()
	return r.card.content.MinSize().AddWidthHeight(2*m, 2*m)
}

func (r *cardRenderer) Refresh() {
	th, variant := r.card.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	ground, line := th.Color(r.card.ground, variant), th.Color(theme.ColorNameSeparator, variant)
	for _, end := range []*canvas.Rectangle{r.left, r.right} {
		end.FillColor, end.StrokeColor, end.StrokeWidth = ground, line, edge
		end.CornerRadius = th.Size(theme.SizeNameCardRadius)
	}
	r.top.FillColor, r.bottom.FillColor = line, line
	for _, f := range r.middle {
		f.colour(ground)
	}
	r.Layout(r.card.Size())
	canvas.Refresh(r.left) // which has the window painted again
	r.card.content.Refresh()
}

func (r *cardRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *cardRenderer) Destroy() {}
