package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/resources"
)

// Ground is a plain surface in a colour of the theme; unlike a rectangle it follows the theme.
type Ground struct {
	widget.BaseWidget
	colour fyne.ThemeColorName
}

// NewGround returns one in a colour of the theme.
func NewGround(colour fyne.ThemeColorName) *Ground {
	g := &Ground{colour: colour}
	g.ExtendBaseWidget(g)
	return g
}

// AccessibilityLabel is empty: there is nothing to say about a ground.
func (g *Ground) AccessibilityLabel() string { return "" }

// AccessibilityRole makes a reader pass over it.
func (g *Ground) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the surface.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	r := &groundRenderer{ground: g, fill: newFill(4)}
	r.objects = r.fill.objects()
	r.fill.colour(theme.Color(g.colour))
	return r
}

type groundRenderer struct {
	ground  *Ground
	fill    *fill
	objects []fyne.CanvasObject
}

func (r *groundRenderer) Destroy() {}

func (r *groundRenderer) Layout(size fyne.Size) { r.fill.place(fyne.Position{}, size) }

func (r *groundRenderer) MinSize() fyne.Size { return fyne.Size{} }

func (r *groundRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *groundRenderer) Refresh() {
	r.fill.colour(theme.Color(r.ground.colour))
	canvas.Refresh(r.objects[0])
}

// Icon is one of the program's drawings. Where it is missing, the sign for a broken picture is drawn instead.
func Icon(name string) fyne.Resource {
	data, err := resources.Icons.ReadFile("icons/" + name)
	if err != nil {
		return theme.BrokenImageIcon()
	}
	// The toolkit keeps pictures by their names, and has a settings.svg too.
	return fyne.NewStaticResource("stillnight-"+name, data)
}

// Inset is a layout that keeps its objects away from the edge, by so many times the theme's own measure.
type Inset float32

func (l Inset) margin() float32 { return theme.Padding() * float32(l) }

// MinSize adds the margin to the largest object.
func (l Inset) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least.AddWidthHeight(2*l.margin(), 2*l.margin())
}

// Layout gives every object all the room inside the margin.
func (l Inset) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	m := l.margin()
	for _, o := range objects {
		o.Move(fyne.NewPos(m, m))
		o.Resize(size.SubtractWidthHeight(2*m, 2*m))
	}
}
