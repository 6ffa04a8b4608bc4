package chart

import (
	"image/color"
	"math"

	"stillnight/internal/chart/draw"
)

// pen draws on a surface in multiples of the text size.
type pen struct {
	r draw.Surface
	s Style
}

// lettering is how text looks; size is a multiple of the style's text size.
type lettering struct {
	size   float64
	bold   bool
	colour color.NRGBA
}

// align is where text lies from the point it is given.
type align int

const (
	fromLeft align = iota
	centred
	fromRight
)

// measure works out layouts without a renderer, so that pointing at a picture needs no drawing.
type measure struct{ s Style }

// em returns n times the text size, in units.
func (m measure) em(n float64) int { return int(math.Round(n * m.s.em())) }

// width returns how wide text is, in units.
func (m measure) width(text string, l lettering) int {
	return int(math.Ceil(draw.Width(text, l.size*m.s.em(), l.bold)))
}

// fit shortens text to a width in units.
func (m measure) fit(text string, width int, l lettering) string {
	return draw.Ellipsis(text, float64(width), l.size*m.s.em(), l.bold)
}

// fitTitle shortens text to a width in units and keeps its last words.
func (m measure) fitTitle(text string, width int, l lettering) string {
	return draw.EllipsisMiddle(text, float64(width), l.size*m.s.em(), l.bold)
}

// wrap breaks text into lines of at most a width in units.
func (m measure) wrap(text string, width int, l lettering) []string {
	return draw.Wrap(text, float64(width), l.size*m.s.em(), l.bold)
}

func (p pen) measure() measure { return measure{p.s} }

func (p pen) em(n float64) int { return p.measure().em(n) }

// titled, plain, quiet and small are the letterings in use.
func (s Style) titled() lettering { return lettering{1.15, true, s.Palette.Text} }
func (s Style) strong() lettering { return lettering{1, true, s.Palette.Text} }
func (s Style) plain() lettering  { return lettering{1, false, s.Palette.Text} }
func (s Style) quiet() lettering  { return lettering{0.92, false, s.Palette.Muted} }

// text draws a line of text with its baseline at y.
func (p pen) text(body string, x, y int, a align, l lettering) {
	if body == "" {
		return
	}
	p.r.SetBold(l.bold)
	p.r.SetFontSize(l.size * p.s.points())
	p.r.SetFontColor(l.colour)
	switch a {
	case centred:
		x -= p.measure().width(body, l) / 2
	case fromRight:
		x -= p.measure().width(body, l)
	}
	p.r.Text(body, x, y)
}

// middle returns the baseline that puts digits and capitals in the middle of y.
func (p pen) middle(y int, l lettering) int { return y + p.em(0.36*l.size) }

// box fills a box.
func (p pen) box(x0, y0, x1, y1 int, fill color.NRGBA) {
	p.r.SetFillColor(fill)
	p.corners(x0, y0, x1, y1)
	p.r.Fill()
}

// frame draws a box's outline.
func (p pen) frame(x0, y0, x1, y1 int, c color.NRGBA, width float64) {
	p.lineStyle(c, width, nil)
	p.corners(x0, y0, x1, y1)
	p.r.Stroke()
}

func (p pen) corners(x0, y0, x1, y1 int) {
	p.r.MoveTo(x0, y0)
	p.r.LineTo(x1, y0)
	p.r.LineTo(x1, y1)
	p.r.LineTo(x0, y1)
	p.r.Close()
}

// hair is the width of a thin line, heavy of a thick one, as multiples of the text size.
const (
	hair  = 0.07
	firm  = 0.13
	heavy = 0.19
)

// line draws a straight line; dashes are lengths as multiples of the text size.
func (p pen) line(x0, y0, x1, y1 int, c color.NRGBA, width float64, dashes ...float64) {
	p.lineStyle(c, width, dashes)
	p.r.MoveTo(x0, y0)
	p.r.LineTo(x1, y1)
	p.r.Stroke()
}

func (p pen) lineStyle(c color.NRGBA, width float64, dashes []float64) {
	p.r.SetStrokeColor(c)
	p.r.SetStrokeWidth(width * p.s.em())
	var lengths []float64
	for _, d := range dashes {
		lengths = append(lengths, d*p.s.em())
	}
	p.r.SetStrokeDashArray(lengths)
}

// shape is a mark's form.
type shape int

const (
	dot shape = iota
	ring
	square
	hollowSquare
	diamond
	hollowDiamond
	cross
	triangle
)

// mark draws a small form with radius r (a multiple of the text size).
func (p pen) mark(form shape, x, y int, r float64, c color.NRGBA) {
	units := r * p.s.em()
	n := max(int(math.Round(units)), 1)
	switch form {
	case dot:
		p.r.SetFillColor(c)
		p.r.Circle(units, x, y)
		p.r.Fill()
	case ring:
		p.r.SetFillColor(p.s.Palette.Background)
		p.lineStyle(c, 0.11, nil)
		p.r.Circle(units, x, y)
		p.r.FillStroke()
	case square, hollowSquare, diamond, hollowDiamond, triangle:
		p.r.SetFillColor(c)
		if form == hollowSquare || form == hollowDiamond {
			p.r.SetFillColor(p.s.Palette.Background)
		}
		p.lineStyle(c, 0.11, nil)
		switch form {
		case square, hollowSquare:
			p.corners(x-n, y-n, x+n, y+n)
		case triangle:
			p.polygon(x, y-n, x+n, y+n, x-n, y+n)
		default:
			p.polygon(x, y-n, x+n, y, x, y+n, x-n, y)
		}
		p.r.FillStroke()
	case cross:
		p.line(x-n, y-n, x+n, y+n, c, 0.11)
		p.line(x-n, y+n, x+n, y-n, c, 0.11)
	}
}

// polygon adds a closed path through pairs of coordinates.
func (p pen) polygon(xy ...int) {
	p.r.MoveTo(xy[0], xy[1])
	for i := 2; i+1 < len(xy); i += 2 {
		p.r.LineTo(xy[i], xy[i+1])
	}
	p.r.Close()
}
