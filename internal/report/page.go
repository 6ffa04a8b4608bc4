package report

import (
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"math"
	"strings"

	"stillnight/internal/chart"
	chartdraw "stillnight/internal/chart/draw"
)

// Page is one laid-out page. It does not change any more and may be drawn from several goroutines.
type Page struct {
	// Width and Height in points.
	Width, Height float64
	marks         []mark
	bookmarks     []bookmark
}

// bookmark is an entry of the document's outline; level 0 is the outermost.
type bookmark struct {
	title string
	level int
	y     float64
}

// mark is something on a page.
type mark interface {
	// on draws it; words are what it says when read out.
	on(s surface) error
	words() string
}

// surface is what marks are drawn on: a surface with so many units to the point.
type surface struct {
	chartdraw.Surface
	perPoint float64
	// picture draws a chart into a box given in points.
	picture func(p pictureMark) error
}

func (s surface) at(points float64) int { return int(math.Round(points * s.perPoint)) }

// textMark is a line of text that starts at x on the baseline y.
type textMark struct {
	text       string
	x, y, size float64
	bold       bool
	ink        color.NRGBA
	// upright text runs from the bottom to the top.
	upright bool
}

func (t textMark) words() string { return t.text }

func (t textMark) on(s surface) error {
	s.SetBold(t.bold)
	s.SetFontSize(t.size)
	s.SetFontColor(t.ink)
	if t.upright {
		s.SetTextRotation(-math.Pi / 2)
		defer s.ClearTextRotation()
	}
	s.Text(t.text, s.at(t.x), s.at(t.y))
	return nil
}

// boxMark is a rectangle, filled, lined or both.
type boxMark struct {
	x, y, w, h float64
	fill, line color.NRGBA
	lineWidth  float64
}

func (boxMark) words() string { return "" }

func (b boxMark) on(s surface) error {
	s.SetFillColor(b.fill)
	s.SetStrokeColor(b.line)
	s.SetStrokeDashArray(nil)
	s.SetStrokeWidth(b.lineWidth * s.perPoint)
	s.MoveTo(s.at(b.x), s.at(b.y))
	s.LineTo(s.at(b.x+b.w), s.at(b.y))
	s.LineTo(s.at(b.x+b.w), s.at(b.y+b.h))
	s.LineTo(s.at(b.x), s.at(b.y+b.h))
	s.Close()
	if b.lineWidth > 0 && b.fill.A > 0 {
		s.FillStroke()
	} else if b.lineWidth > 0 {
		s.Stroke()
	} else {
		s.Fill()
	}
	return nil
}

// lineMark is a straight line.
type lineMark struct {
	x1, y1, x2, y2, width float64
	ink                   color.NRGBA
}

func (lineMark) words() string { return "" }

func (l lineMark) on(s surface) error {
	s.SetStrokeColor(l.ink)
	s.SetStrokeDashArray(nil)
	s.SetStrokeWidth(l.width * s.perPoint)
	s.MoveTo(s.at(l.x1), s.at(l.y1))
	s.LineTo(s.at(l.x2), s.at(l.y2))
	s.Stroke()
	return nil
}

// pictureMark is a chart in a box. It is made again for each surface, since distances follow the
// resolution.
type pictureMark struct {
	x, y, w, h float64
	of         func(chart.Style) chart.Picture
	style      chart.Style
}

func (p pictureMark) words() string { return p.of(p.style).Text() }

func (p pictureMark) on(s surface) error { return s.picture(p) }

// Aspect is height over width.
func (p Page) Aspect() float64 { return p.Height / p.Width }

// Text is what is on the page, for reading out.
func (p Page) Text() string {
	var lines []string
	for _, m := range p.marks {
		if w := m.words(); w != "" {
			lines = append(lines, w)
		}
	}
	return strings.Join(lines, "\n")
}

const pointsPerInch = 72

// Image draws the page so many pixels wide, at least 1.
func (p Page) Image(width int) (*image.RGBA, error) {
	width = max(width, 1)
	scale := float64(width) / p.Width
	pixels := chartdraw.NewPixels(width, int(math.Round(p.Height*scale)), pointsPerInch*scale)
	sheet := pixels.Image()
	draw.Draw(sheet, sheet.Bounds(), image.White, image.Point{}, draw.Src)
	s := surface{Surface: pixels, perPoint: scale}
	s.picture = func(m pictureMark) error {
		style := m.style
		style.DPI = pointsPerInch * scale
		w, h := s.at(m.w), s.at(m.h)
		part, err := chart.Image(m.of(style), max(w, 1), max(h, 1), style.DPI)
		if err != nil {
			return err
		}
		corner := image.Pt(s.at(m.x), s.at(m.y))
		draw.Draw(sheet, part.Bounds().Add(corner), part, image.Point{}, draw.Over)
		return nil
	}
	for _, m := range p.marks {
		if err := m.on(s); err != nil {
			return nil, fmt.Errorf("drawing a page: %w", err)
		}
	}
	return sheet, nil
}
