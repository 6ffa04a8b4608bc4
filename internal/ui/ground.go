package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/screen"
	"stillnight/resources"
)

// ground is a plain surface in a colour of the theme; unlike a rectangle it follows the theme.
type ground struct {
	widget.BaseWidget
	colour fyne.ThemeColorName
}

func newGround(colour fyne.ThemeColorName) *ground {
	g := &ground{colour: colour}
	g.ExtendBaseWidget(g)
	return g
}

// AccessibilityLabel is empty: there is nothing to say about a ground.
func (g *ground) AccessibilityLabel() string { return "" }

// AccessibilityRole makes a reader pass over it.
func (g *ground) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws one rectangle.
func (g *ground) CreateRenderer() fyne.WidgetRenderer {
	return &groundRenderer{
		WidgetRenderer: widget.NewSimpleRenderer(canvas.NewRectangle(theme.Color(g.colour))),
		ground:         g,
	}
}

type groundRenderer struct {
	fyne.WidgetRenderer
	ground *ground
}

func (r *groundRenderer) Refresh() {
	if rectangle, ok := r.Objects()[0].(*canvas.Rectangle); ok {
		rectangle.FillColor = theme.Color(r.ground.colour)
		rectangle.Refresh()
	}
}

// signOf returns the drawing of a screen for the navigation; without one, nothing is drawn.
func signOf(id screen.ID) fyne.Resource { return icon(string(id) + ".svg") }

func icon(name string) fyne.Resource {
	data, err := resources.Icons.ReadFile("icons/" + name)
	if err != nil {
		return theme.BrokenImageIcon()
	}
	return fyne.NewStaticResource(name, data)
}

// insetLayout keeps its objects away from the edge by the theme's own measure.
type insetLayout struct{ times float32 }

func (l insetLayout) margin() float32 { return theme.Padding() * l.times }

// MinSize adds the margin to the largest object.
func (l insetLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least.AddWidthHeight(2*l.margin(), 2*l.margin())
}

// Layout gives every object all the room inside the margin.
func (l insetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	m := l.margin()
	for _, o := range objects {
		o.Move(fyne.NewPos(m, m))
		o.Resize(size.SubtractWidthHeight(2*m, 2*m))
	}
}
