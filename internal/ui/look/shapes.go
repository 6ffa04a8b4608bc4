package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// Title is the name of a screen, in the largest type. It wraps.
func Title(text string) *widget.Label {
	l := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	l.SizeName = theme.SizeNameHeadingText
	l.Wrapping = fyne.TextWrapWord
	return l
}

// Heading names a part of a screen. It wraps.
func Heading(text string) *widget.Label {
	l := widget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	l.SizeName = theme.SizeNameSubHeadingText
	l.Wrapping = fyne.TextWrapWord
	return l
}

// Text is running text that wraps.
func Text(text string) *widget.Label {
	l := widget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	return l
}

// Quiet is explaining text that wraps and keeps in the background.
func Quiet(text string) *widget.Label {
	l := Text(text)
	l.Importance = widget.LowImportance
	return l
}

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
	r := &cardRenderer{card: c, ground: canvas.NewRectangle(nil)}
	r.Refresh()
	return r
}

type cardRenderer struct {
	card   *Card
	ground *canvas.Rectangle
}

func (r *cardRenderer) margin() float32 { return r.card.Theme().Size(theme.SizeNameInnerPadding) }

func (r *cardRenderer) Layout(size fyne.Size) {
	m := r.margin()
	r.ground.Resize(size)
	r.card.content.Move(fyne.NewPos(m, m))
	r.card.content.Resize(size.SubtractWidthHeight(2*m, 2*m))
}

func (r *cardRenderer) MinSize() fyne.Size {
	m := r.margin()
	return r.card.content.MinSize().AddWidthHeight(2*m, 2*m)
}

func (r *cardRenderer) Refresh() {
	th, variant := r.card.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	r.ground.FillColor = th.Color(r.card.ground, variant)
	r.ground.StrokeColor = th.Color(theme.ColorNameSeparator, variant)
	r.ground.StrokeWidth = 1
	r.ground.CornerRadius = th.Size(theme.SizeNameCardRadius)
	r.ground.Refresh()
	r.card.content.Refresh()
	r.Layout(r.card.Size())
}

func (r *cardRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.card.content}
}

func (r *cardRenderer) Destroy() {}

// Column stacks objects with room between them, for the body of a screen.
func Column(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(layout.NewCustomPaddedVBoxLayout(theme.Size(theme.SizeNameInnerPadding)), objects...)
}
