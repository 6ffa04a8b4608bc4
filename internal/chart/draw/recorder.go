package draw

import (
	"image/color"
	"math"
)

// op is what a segment does.
type op uint8

const (
	moveTo op = iota
	lineTo
	quadTo
	cubicTo
	closePath
)

// segment is one step of a path; (cx, cy) and (dx, dy) are control points where the op has them.
type segment struct {
	op                   op
	cx, cy, dx, dy, x, y float64
}

// recorder holds what every surface shares: the current style and the path since it was last painted.
type recorder struct {
	dpi float64

	stroke, fill, ink color.NRGBA
	strokeWidth       float64
	dashes            []float64
	face              *face
	fontSize          float64
	rotation          float64

	path []segment
	// circle tells that the path is exactly one circle, which surfaces paint in a shorter way.
	circle                    bool
	circleX, circleY, circleR float64
}

func newRecorder(dpi float64) recorder {
	return recorder{dpi: dpi, face: fonts().regular}
}

// ResetStyle forgets colours, widths, dashes and rotation; it keeps the font.
func (r *recorder) ResetStyle() {
	r.stroke, r.fill, r.ink = color.NRGBA{}, color.NRGBA{}, color.NRGBA{}
	r.strokeWidth, r.fontSize, r.rotation = 0, 0, 0
	r.dashes = nil
}

// DPI tells how many units an inch has.
func (r *recorder) DPI() float64 { return r.dpi }

// SetDPI sets how many units an inch has.
func (r *recorder) SetDPI(dpi float64) { r.dpi = dpi }

// SetStrokeColor sets the colour of lines.
func (r *recorder) SetStrokeColor(c color.NRGBA) { r.stroke = c }

// SetFillColor sets the colour of areas.
func (r *recorder) SetFillColor(c color.NRGBA) { r.fill = c }

// SetStrokeWidth sets the width of lines in units.
func (r *recorder) SetStrokeWidth(width float64) { r.strokeWidth = width }

// SetStrokeDashArray sets lengths of dashes and gaps in units; nil is a full line.
func (r *recorder) SetStrokeDashArray(dashes []float64) { r.dashes = dashes }

// SetBold chooses between the font of titles and that of ordinary text.
func (r *recorder) SetBold(bold bool) {
	r.face = fonts().regular
	if bold {
		r.face = fonts().bold
	}
}

// SetFontColor sets the colour of text.
func (r *recorder) SetFontColor(c color.NRGBA) { r.ink = c }

// SetFontSize sets the size of text in points.
func (r *recorder) SetFontSize(size float64) { r.fontSize = size }

// SetTextRotation turns text clockwise about its start.
func (r *recorder) SetTextRotation(radians float64) { r.rotation = radians }

// ClearTextRotation makes text level again.
func (r *recorder) ClearTextRotation() { r.rotation = 0 }

// textUnits is the font size in units.
func (r *recorder) textUnits() float64 { return r.fontSize * r.dpi / 72 }

// Measure tells how wide a text is, and its font size, in units; where text is turned, as if it were level.
func (r *recorder) Measure(body string) (width, height int) {
	em := r.textUnits()
	return int(math.Ceil(typeset(r.face, body).width * em)), int(math.Ceil(em))
}

// MoveTo starts a new part of the path.
func (r *recorder) MoveTo(x, y int) { r.add(segment{op: moveTo, x: float64(x), y: float64(y)}) }

// LineTo draws a line from where the path stands, or starts one there.
func (r *recorder) LineTo(x, y int) {
	if len(r.path) == 0 {
		r.MoveTo(x, y)
		return
	}
	r.add(segment{op: lineTo, x: float64(x), y: float64(y)})
}

// QuadCurveTo draws a curve with one control point.
func (r *recorder) QuadCurveTo(cx, cy, x, y int) {
	if len(r.path) == 0 {
		r.MoveTo(cx, cy)
	}
	r.add(segment{op: quadTo, cx: float64(cx), cy: float64(cy), x: float64(x), y: float64(y)})
}

// ArcTo draws a piece of an ellipse, clockwise for a positive delta, joined by a line to what is there.
func (r *recorder) ArcTo(cx, cy int, rx, ry, startAngle, delta float64) {
	x, y := float64(cx), float64(cy)
	start := segment{op: lineTo, x: x + rx*math.Cos(startAngle), y: y + ry*math.Sin(startAngle)}
	if len(r.path) == 0 {
		start.op = moveTo
	}
	r.add(start)
	r.arc(x, y, rx, ry, startAngle, delta)
}

// arc appends cubic curves of at most a quarter turn each; their error is below 0.03 % of the radius.
func (r *recorder) arc(x, y, rx, ry, from, delta float64) {
	parts := max(1, int(math.Ceil(math.Abs(delta)/(math.Pi/2)-1e-9)))
	step := delta / float64(parts)
	k := 4.0 / 3 * math.Tan(step/4)
	for i := range parts {
		a := from + float64(i)*step
		b := a + step
		r.add(segment{
			op: cubicTo,
			cx: x + rx*(math.Cos(a)-k*math.Sin(a)), cy: y + ry*(math.Sin(a)+k*math.Cos(a)),
			dx: x + rx*(math.Cos(b)+k*math.Sin(b)), dy: y + ry*(math.Sin(b)-k*math.Cos(b)),
			x: x + rx*math.Cos(b), y: y + ry*math.Sin(b),
		})
	}
}

// Close joins the path's end to its start.
func (r *recorder) Close() { r.add(segment{op: closePath}) }

// Circle adds a circle to the path.
func (r *recorder) Circle(radius float64, x, y int) {
	alone := len(r.path) == 0
	cx, cy := float64(x), float64(y)
	r.add(segment{op: moveTo, x: cx + radius, y: cy})
	r.arc(cx, cy, radius, radius, 0, 2*math.Pi)
	r.add(segment{op: closePath})
	r.circle = alone
	r.circleX, r.circleY, r.circleR = cx, cy, radius
}

func (r *recorder) add(s segment) {
	r.circle = false
	r.path = append(r.path, s)
}

// clear forgets the painted path but keeps its memory.
func (r *recorder) clear() {
	r.path = r.path[:0]
	r.circle = false
}

// hasStroke and hasFill tell whether painting would leave a mark.
func (r *recorder) hasStroke() bool { return r.stroke.A > 0 && r.strokeWidth > 0 }
func (r *recorder) hasFill() bool   { return r.fill.A > 0 }
