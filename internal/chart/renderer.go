package chart

import (
	"image/color"
	"io"

	"github.com/golang/freetype/truetype"
	gochart "github.com/wcharczuk/go-chart/v2"
	"github.com/wcharczuk/go-chart/v2/drawing"

	"stillnight/internal/chart/draw"
)

// renderer lets go-chart draw on a surface of ours. It is the one place where its types and ours meet.
type renderer struct{ draw.Surface }

var _ gochart.Renderer = renderer{}

// surfaceOf returns the surface that go-chart was given to draw on.
func surfaceOf(r gochart.Renderer) draw.Surface { return r.(renderer).Surface }

func (r renderer) GetDPI() float64                { return r.DPI() }
func (r renderer) SetStrokeColor(c drawing.Color) { r.Surface.SetStrokeColor(color.NRGBA(c)) }
func (r renderer) SetFillColor(c drawing.Color)   { r.Surface.SetFillColor(color.NRGBA(c)) }
func (r renderer) SetFontColor(c drawing.Color)   { r.Surface.SetFontColor(color.NRGBA(c)) }

// SetFont: all that go-chart sets itself is in the font of ordinary text.
func (r renderer) SetFont(*truetype.Font) { r.SetBold(false) }

// MeasureText returns a box as large as the text; go-chart turns none.
func (r renderer) MeasureText(body string) gochart.Box {
	w, h := r.Measure(body)
	return gochart.Box{Right: w, Bottom: h}
}

// SetClassName does nothing: classes are for style sheets, which we do not use.
func (renderer) SetClassName(string) {}

// Save does nothing: who made the surface saves it.
func (renderer) Save(io.Writer) error { return nil }
