package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"stillnight/internal/ui/look"
)

// mark is the program's icon on a page. Its moon is nearly white, so the Night theme shows it as a shade.
type mark struct{ widget.BaseWidget }

func newMark() *mark {
	m := &mark{}
	m.ExtendBaseWidget(m)
	return m
}

// AccessibilityLabel is empty: the title says what the page is.
func (m *mark) AccessibilityLabel() string { return "" }

// AccessibilityRole makes a reader pass over it.
func (m *mark) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }

// CreateRenderer draws the icon.
func (m *mark) CreateRenderer() fyne.WidgetRenderer {
	image := canvas.NewImageFromResource(look.Icon("stillnight.png"))
	image.FillMode = canvas.ImageFillContain
	image.Translucency = markTranslucency()
	image.SetMinSize(fyne.NewSquareSize(96))
	return &markRenderer{WidgetRenderer: widget.NewSimpleRenderer(image), image: image}
}

type markRenderer struct {
	fyne.WidgetRenderer
	image *canvas.Image
}

// Refresh follows the theme.
func (r *markRenderer) Refresh() {
	r.image.Translucency = markTranslucency()
	r.image.Refresh()
}

// markTranslucency is how much of the ground shines through: 0 is nothing of it, 1 all.
func markTranslucency() float64 {
	red, green, _, _ := theme.Color(theme.ColorNameForeground).RGBA()
	if green < red/2 { // deep red on black
		return 0.75
	}
	return 0
}
