package look

import (
	"image/color"
	"math"
	"slices"

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
	for _, part := range []**canvas.Rectangle{&r.left, &r.right, &r.top, &r.bottom} {
		*part = canvas.NewRectangle(nil)
	}
	r.Refresh()
	return r
}

// cardRenderer draws the ground in parts. A rectangle with round corners costs four times a plain area for every pixel
// that it covers, and where the processor draws, grounds are most of what a frame costs: so only the ends at the left
// and the right are round, no wider than two corners, and the middle with its edges is plain. It is left out where a
// picture lies on it.
type cardRenderer struct {
	card                     *Card
	left, right, top, bottom *canvas.Rectangle
	middle                   []*fill // from top to bottom, between the pictures
	under                    []band  // the bands that middle fills
	colour                   color.Color
	scale                    float32 // pixels per unit
	objects                  []fyne.CanvasObject
}

// band is a part of a card's height, from its top.
type band struct{ from, to float32 }

// Opaque is what lets nothing of the card that it lies on be seen.
type Opaque interface {
	fyne.CanvasObject
	Opaque() bool
}

// edge is how wide the line around a card is.
const edge = 1

func (r *cardRenderer) margin() float32 { return r.card.Theme().Size(theme.SizeNameInnerPadding) }

func (r *cardRenderer) Layout(size fyne.Size) {
	m := r.margin()
	r.card.content.Move(fyne.NewPos(m, m))
	r.card.content.Resize(size.SubtractWidthHeight(2*m, 2*m))
	r.ground(size)
}

// ground lays the parts out: the ends are as wide as two corners, and the middle covers their inner halves. Every part
// is whole pixels large and away from the others: the toolkit moves each to the nearest pixel by itself, and lines
// would not meet.
func (r *cardRenderer) ground(size fyne.Size) {
	r.scale = r.pixels()
	edge := r.snap(edge)
	corner := r.snap(r.card.Theme().Size(theme.SizeNameCardRadius))
	size = fyne.NewSize(r.snap(size.Width), r.snap(size.Height))
	if size.Width < 4*corner || size.Height <= 2*edge { // which leaves no middle
		r.left.Resize(size)
		r.under = nil
		r.objects = []fyne.CanvasObject{r.left, r.card.content}
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
	r.under = r.bands(edge, size.Height-edge)
	for len(r.middle) < len(r.under) {
		r.middle = append(r.middle, newFill(2))
	}
	r.objects = []fyne.CanvasObject{r.left, r.right} // another list: who asked for the last may be going through it
	for i, b := range r.under {
		r.middle[i].colour(r.colour)
		r.middle[i].place(fyne.NewPos(corner, b.from), fyne.NewSize(width, b.to-b.from))
		r.objects = append(r.objects, r.middle[i].objects()...)
	}
	r.objects = append(r.objects, r.top, r.bottom, r.card.content)
}

// pixels are how many there are per unit of the window.
func (r *cardRenderer) pixels() float32 {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r.card); c != nil {
		return c.Scale()
	}
	return 1
}

// snap is the nearest length of whole pixels, at least one.
func (r *cardRenderer) snap(length float32) float32 {
	return max(1, float32(math.Round(float64(length*r.scale)))) / r.scale
}

// underlap is how far the ground reaches under a picture, whose edge lies on a whole pixel.
const underlap = 2

// bands are what pictures leave of the middle, with a little more.
func (r *cardRenderer) bands(from, to float32) []band {
	bands := []band{{from, to}}
	pictures(r.card.content, func(o Opaque, top float32) {
		last := &bands[len(bands)-1]
		from, to := r.snap(top+underlap), r.snap(top+o.Size().Height-underlap)
		if to-from < leastFill || from < last.from || to > last.to {
			return
		}
		below := band{to, last.to}
		last.to = from
		bands = append(bands, below)
	})
	return bands
}

// pictures visits what hides the ground of a card: its content, or what stands in its content from edge to edge.
func pictures(content fyne.CanvasObject, visit func(o Opaque, top float32)) {
	hides := func(o fyne.CanvasObject, top float32) {
		if p, ok := o.(Opaque); ok && o.Visible() && o.Size().Width >= content.Size().Width && p.Opaque() {
			visit(p, top)
		}
	}
	top := content.Position().Y
	hides(content, top)
	if c, ok := content.(*fyne.Container); ok {
		for _, o := range c.Objects {
			hides(o, top+o.Position().Y)
		}
	}
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
	r.colour = ground
	r.Layout(r.card.Size())
	canvas.Refresh(r.left) // which has the window painted again
	r.card.content.Refresh()
}

// Objects is asked for whenever the card is painted, and so sees where its pictures have moved to.
func (r *cardRenderer) Objects() []fyne.CanvasObject {
	if n := len(r.under); r.scale != r.pixels() || n > 0 && !slices.Equal(r.under, r.bands(r.under[0].from, r.under[n-1].to)) {
		r.ground(r.card.Size())
	}
	return r.objects
}

func (r *cardRenderer) Destroy() {}
