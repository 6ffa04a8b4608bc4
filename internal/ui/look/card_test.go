package look

import (
	"image/color"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"
)

// painting is a picture that is there once it is drawn.
type painting struct {
	*canvas.Rectangle
	drawn bool
}

func (p *painting) Opaque() bool { return p.drawn }

func spacer(height float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(10, height))
	return r
}

func TestACardIsDrawnWhereNoPictureCoversIt(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(Light, UsualText))
	above, p := spacer(50), &painting{Rectangle: spacer(200), drawn: true}
	content := container.New(layout.NewCustomPaddedVBoxLayout(0), above, p, spacer(30))
	card := NewCard(content)
	card.Resize(fyne.NewSize(600, 400))
	r := test.WidgetRenderer(card).(*cardRenderer)
	m := r.margin()

	check := func(what string, want ...band) {
		t.Helper()
		objects := r.Objects()
		if !slices.Equal(r.under, want) {
			t.Fatalf("%s: bands %v, want %v", what, r.under, want)
		}
		for i, b := range want {
			s := r.middle[i].strips[0]
			if !slices.Contains(objects, fyne.CanvasObject(s)) || s.Position().Y != b.from || s.Size().Height != b.to-b.from || s.FillColor != r.colour {
				t.Errorf("%s: band %d is drawn at %v of %v", what, i, s.Position(), s.Size())
			}
		}
	}
	check("drawn", band{edge, m + 50 + underlap}, band{m + 250 - underlap, 400 - edge})
	above.SetMinSize(fyne.NewSize(10, 80))
	content.Refresh()
	content.Layout.Layout(content.Objects, content.Size())
	check("moved", band{edge, m + 80 + underlap}, band{m + 280 - underlap, 400 - edge})
	p.drawn = false
	check("not drawn", band{edge, 400 - edge})
	p.drawn = true
	p.Hide()
	check("hidden", band{edge, 400 - edge})

	whole := NewCard(&painting{Rectangle: spacer(200), drawn: true})
	whole.Resize(fyne.NewSize(600, 400))
	r = test.WidgetRenderer(whole).(*cardRenderer)
	check("picture alone", band{edge, m + underlap}, band{400 - m - underlap, 400 - edge})
}
