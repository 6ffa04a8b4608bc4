package draw

import "image/color"

// Surface is what pictures and pages are drawn on. Distances are in its units, text in points; a path is begun by
// MoveTo or Circle and used up by Stroke, Fill or FillStroke.
type Surface interface {
	// DPI tells how many units an inch has.
	DPI() float64
	SetDPI(dpi float64)
	ResetStyle()

	SetStrokeColor(c color.NRGBA)
	SetFillColor(c color.NRGBA)
	SetStrokeWidth(width float64)
	SetStrokeDashArray(dashes []float64)

	MoveTo(x, y int)
	LineTo(x, y int)
	QuadCurveTo(cx, cy, x, y int)
	ArcTo(cx, cy int, rx, ry, startAngle, delta float64)
	Close()
	Circle(radius float64, x, y int)
	Stroke()
	Fill()
	FillStroke()

	SetBold(bold bool)
	SetFontColor(c color.NRGBA)
	SetFontSize(size float64)
	SetTextRotation(radians float64)
	ClearTextRotation()
	Text(body string, x, y int)
	Measure(body string) (width, height int)
}
