package draw

import (
	"fmt"
	"image/color"
	"io"
	"math"

	"codeberg.org/go-pdf/fpdf"
)

// PDFUnitsPerPoint is the grid of a PDF picture: go-chart's coordinates are integers, and a twentieth
// of a point is finer than any printer.
const PDFUnitsPerPoint = 20

// PDFDPI is the resolution that belongs to the grid.
const PDFDPI = 72 * PDFUnitsPerPoint

// PDF draws vectors and selectable text onto a page of a PDF under construction. The document's unit
// must be the point. Fonts are embedded as they are needed, with the letters used.
type PDF struct {
	recorder
	pdf        *fpdf.Fpdf
	x, y, w, h float64
}

var _ Surface = (*PDF)(nil)

// NewPDF returns a surface whose top left corner lies at (x, y) points on the current page and which is
// w × h points large. Text may be set on it only while this page is the current one.
func NewPDF(pdf *fpdf.Fpdf, x, y, w, h float64) *PDF {
	pdf.SetLineJoinStyle("round")
	pdf.SetLineCapStyle("butt")
	return &PDF{recorder: newRecorder(PDFDPI), pdf: pdf, x: x, y: y, w: w, h: h}
}

// Size returns how many grid units the surface is wide and high: what to hand to a picture's Draw.
func (p *PDF) Size() (w, h int) {
	return int(p.w * PDFUnitsPerPoint), int(p.h * PDFUnitsPerPoint)
}

// Save reports what went wrong, if anything; the document itself is written by its owner.
func (p *PDF) Save(io.Writer) error {
	if err := p.pdf.Error(); err != nil {
		return fmt.Errorf("drawing on a PDF page: %w", err)
	}
	return nil
}

// Stroke draws the path's lines.
func (p *PDF) Stroke() {
	if p.hasStroke() {
		p.paint("D", p.stroke)
	}
	p.clear()
}

// Fill fills the path.
func (p *PDF) Fill() {
	if p.hasFill() {
		p.paint("F", p.fill)
	}
	p.clear()
}

// FillStroke fills the path and then draws its lines.
func (p *PDF) FillStroke() {
	switch {
	case p.hasFill() && p.hasStroke() && p.fill.A == p.stroke.A:
		p.paint("FD", p.fill)
	default:
		if p.hasFill() {
			p.paint("F", p.fill)
		}
		if p.hasStroke() {
			p.paint("D", p.stroke)
		}
	}
	p.clear()
}

func (p *PDF) paint(how string, c color.NRGBA) {
	if len(p.path) == 0 {
		return
	}
	if c.A < 255 {
		p.pdf.SetAlpha(float64(c.A)/255, "Normal")
		defer p.pdf.SetAlpha(1, "Normal")
	}
	if p.circle && how == "F" {
		p.dot(p.circleR, p.fill)
		return
	}
	// An opaque ring with a ground is two dots, the ground over the ring.
	if half := p.strokeWidth / 2; p.circle && how == "FD" && c.A == 255 && len(p.dashes) == 0 && p.circleR > half {
		p.dot(p.circleR+half, p.stroke)
		p.dot(p.circleR-half, p.fill)
		return
	}
	if how != "D" {
		p.pdf.SetFillColor(int(p.fill.R), int(p.fill.G), int(p.fill.B))
	}
	if how != "F" {
		p.pdf.SetDrawColor(int(p.stroke.R), int(p.stroke.G), int(p.stroke.B))
		p.pdf.SetLineWidth(p.strokeWidth / PDFUnitsPerPoint)
		if len(p.dashes) > 0 {
			pattern := make([]float64, len(p.dashes))
			for i, d := range p.dashes {
				pattern[i] = d / PDFUnitsPerPoint
			}
			p.pdf.SetDashPattern(pattern, 0)
			defer p.pdf.SetDashPattern(nil, 0)
		}
	}
	trace(p.pdf, p.path, p.at)
	p.pdf.DrawPath(how)
}

// trace adds a path to the page; at turns its coordinates into points on the page.
func trace(pdf *fpdf.Fpdf, path []segment, at func(x, y float64) (float64, float64)) {
	var fromX, fromY float64
	for _, s := range path {
		x, y := at(s.x, s.y)
		switch s.op {
		case moveTo:
			pdf.MoveTo(x, y)
		case lineTo:
			pdf.LineTo(x, y)
		case quadTo:
			// PDF has no curve with one control point: the two of the same cubic lie two thirds of the way to it.
			cx, cy := at(s.cx, s.cy)
			pdf.CurveBezierCubicTo(fromX+(cx-fromX)*2/3, fromY+(cy-fromY)*2/3, x+(cx-x)*2/3, y+(cy-y)*2/3, x, y)
		case cubicTo:
			cx, cy := at(s.cx, s.cy)
			dx, dy := at(s.dx, s.dy)
			pdf.CurveBezierCubicTo(cx, cy, dx, dy, x, y)
		case closePath:
			pdf.ClosePath()
		}
		fromX, fromY = x, y
	}
}

// dot fills a circle as the round end of a line without length: a fifth of what four curves take, and a
// diary of ten years has thousands.
func (p *PDF) dot(r float64, c color.NRGBA) {
	x, y := p.at(p.circleX, p.circleY)
	p.pdf.SetDrawColor(int(c.R), int(c.G), int(c.B))
	p.pdf.SetLineWidth(2 * r / PDFUnitsPerPoint)
	p.pdf.SetLineCapStyle("round")
	defer p.pdf.SetLineCapStyle("butt")
	p.pdf.MoveTo(x, y)
	p.pdf.LineTo(x, y)
	p.pdf.DrawPath("D")
}

// at turns grid units into points on the page.
func (p *PDF) at(x, y float64) (float64, float64) {
	return p.x + x/PDFUnitsPerPoint, p.y + y/PDFUnitsPerPoint
}

// Text draws a line of text that starts at x on the baseline y.
func (p *PDF) Text(body string, x, y int) {
	if p.ink.A == 0 || p.fontSize <= 0 {
		return
	}
	px, py := p.at(float64(x), float64(y))
	p.pdf.SetTextColor(int(p.ink.R), int(p.ink.G), int(p.ink.B))
	if p.rotation != 0 {
		p.pdf.TransformBegin()
		defer p.pdf.TransformEnd()
		p.pdf.TransformRotate(-p.rotation*180/math.Pi, px, py)
	}
	placeText(p.pdf, typeset(p.face, body), px, py, p.fontSize)
}

func placeText(pdf *fpdf.Fpdf, l line, x, y, size float64) {
	for _, r := range l.runs {
		if r.outlines != nil {
			placeOutlines(pdf, r, x, y, size)
			x += r.width * size
			continue
		}
		// The document ignores a font that it has already.
		pdf.AddUTF8FontFromBytes(r.face.pdfFamily, r.face.pdfStyle, r.face.data)
		pdf.SetFont(r.face.pdfFamily, r.face.pdfStyle, size)
		pdf.Text(x, y, r.text)
		x += r.width * size
	}
}

// placeOutlines fills the outlines of a run in another script in the document's text colour.
func placeOutlines(pdf *fpdf.Fpdf, r run, x, y, size float64) {
	red, green, blue := pdf.GetFillColor()
	defer pdf.SetFillColor(red, green, blue)
	pdf.SetFillColor(pdf.GetTextColor())
	for _, g := range r.outlines {
		if len(g.outline) > 0 {
			trace(pdf, g.outline, func(gx, gy float64) (float64, float64) { return x + (g.left+gx)*size, y - (g.up+gy)*size })
			pdf.DrawPath("F")
		}
	}
}
