package draw

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image/color"
	"io"
	"math"
	"strconv"
	"strings"
)

// SVG draws a scalable picture, one unit a CSS pixel. Text stays text; each piece carries the width it
// was measured with, so that the layout holds where the font is not installed.
type SVG struct {
	recorder
	body bytes.Buffer
	w, h int
	// title and description are read out by screen readers.
	title, description string
}

var _ Surface = (*SVG)(nil)

// NewSVG returns a surface of w × h units. title and description become the picture's text alternative.
func NewSVG(w, h int, dpi float64, title, description string) *SVG {
	return &SVG{recorder: newRecorder(dpi), w: w, h: h, title: title, description: description}
}

// Save writes the whole document.
func (s *SVG) Save(w io.Writer) error {
	_, err := fmt.Fprintf(w, `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="%d" height="%d" viewBox="0 0 %d %d">`+
		"\n<title>%s</title>\n<desc>%s</desc>\n%s</svg>\n", s.w, s.h, s.w, s.h, escape(s.title), escape(s.description), s.body.Bytes())
	if err != nil {
		return fmt.Errorf("writing SVG: %w", err)
	}
	return nil
}

// Stroke draws the path's lines.
func (s *SVG) Stroke() {
	s.paint(false, s.hasStroke())
}

// Fill fills the path.
func (s *SVG) Fill() {
	s.paint(s.hasFill(), false)
}

// FillStroke fills the path and draws its lines.
func (s *SVG) FillStroke() {
	s.paint(s.hasFill(), s.hasStroke())
}

func (s *SVG) paint(fill, stroke bool) {
	defer s.clear()
	if len(s.path) == 0 || !fill && !stroke {
		return
	}
	if s.circle {
		fmt.Fprintf(&s.body, `<circle cx="%s" cy="%s" r="%s"`, number(s.circleX), number(s.circleY), number(s.circleR))
	} else {
		fmt.Fprintf(&s.body, `<path d="%s"`, pathData(s.path))
	}
	if fill {
		s.colour("fill", s.fill)
	} else {
		s.body.WriteString(` fill="none"`)
	}
	if stroke {
		s.colour("stroke", s.stroke)
		fmt.Fprintf(&s.body, ` stroke-width="%s" stroke-linejoin="round"`, number(s.strokeWidth))
		if len(s.dashes) > 0 {
			pattern := make([]string, len(s.dashes))
			for i, d := range s.dashes {
				pattern[i] = number(d)
			}
			fmt.Fprintf(&s.body, ` stroke-dasharray="%s"`, strings.Join(pattern, " "))
		}
	}
	s.body.WriteString("/>\n")
}

func (s *SVG) colour(attribute string, c color.NRGBA) {
	fmt.Fprintf(&s.body, ` %s="#%02x%02x%02x"`, attribute, c.R, c.G, c.B)
	if c.A < 255 {
		fmt.Fprintf(&s.body, ` %s-opacity="%s"`, attribute, number(float64(c.A)/255))
	}
}

func pathData(path []segment) string {
	var b strings.Builder
	write := func(letter string, values ...float64) {
		b.WriteString(letter)
		for i, v := range values {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(number(v))
		}
	}
	for _, p := range path {
		switch p.op {
		case moveTo:
			write("M", p.x, p.y)
		case lineTo:
			write("L", p.x, p.y)
		case quadTo:
			write("Q", p.cx, p.cy, p.x, p.y)
		case cubicTo:
			write("C", p.cx, p.cy, p.dx, p.dy, p.x, p.y)
		case closePath:
			b.WriteString("Z")
		}
	}
	return b.String()
}

// Text draws a line of text that starts at x on the baseline y.
func (s *SVG) Text(body string, x, y int) {
	em := s.textUnits()
	l := typeset(s.face, body)
	if s.ink.A == 0 || em <= 0 || len(l.runs) == 0 {
		return
	}
	fmt.Fprintf(&s.body, `<text x="%d" y="%d" font-family="'Noto Sans','DejaVu Sans',sans-serif" font-size="%s" textLength="%s" lengthAdjust="spacingAndGlyphs"`,
		x, y, number(em), number(l.width*em))
	s.colour("fill", s.ink)
	if s.face == fonts().bold {
		s.body.WriteString(` font-weight="700"`)
	}
	if l.rightToLeft {
		// Right-to-left text ends at its left edge.
		s.body.WriteString(` direction="rtl" text-anchor="end"`)
	}
	if s.rotation != 0 {
		fmt.Fprintf(&s.body, ` transform="rotate(%s %d %d)"`, number(s.rotation*180/math.Pi), x, y)
	}
	fmt.Fprintf(&s.body, ">%s</text>\n", escape(body))
}

// number writes at most two decimals.
func number(v float64) string {
	return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64)
}

func escape(text string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(text)); err != nil {
		return "" // a bytes.Buffer does not fail
	}
	return b.String()
}
