package draw

import (
	"image"
	"math"

	"github.com/golang/freetype/truetype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// Text draws a line of text that starts at x on the baseline y.
func (p *Pixels) Text(body string, x, y int) {
	em := p.textUnits()
	if p.ink.A == 0 || em <= 0 {
		return
	}
	l := typeset(p.face, body)
	if p.rotation != 0 {
		p.turnedText(l, float64(x), float64(y), em)
		return
	}
	pen := float64(x)
	for _, r := range l.runs {
		if r.outlines != nil {
			p.outlinedText(r, pen, float64(y), em)
			pen += r.width * em
			continue
		}
		for _, g := range r.glyphs {
			whole := math.Floor(pen)
			m := r.face.maskOf(g, em, int8((pen-whole)*4))
			if m.alpha != nil {
				p.blend(m.alpha, m.at.Add(image.Pt(int(whole), y)), p.ink)
			}
			pen += r.face.advance(g) * em
		}
	}
}

// outlinedText fills the outlines of a run in another script.
func (p *Pixels) outlinedText(r run, x, y, em float64) {
	var polygons [][]point
	for _, g := range r.outlines {
		for _, contour := range flatten(placed(g.outline, em, x+g.left*em, y-g.up*em)) {
			polygons = append(polygons, contour.points)
		}
	}
	p.fillPolygons(polygons, p.ink)
}

// turnedText fills the outlines of turned text.
func (p *Pixels) turnedText(l line, x, y, em float64) {
	sin, cos := math.Sincos(p.rotation)
	var polygons [][]point
	pen := 0.0
	turn := func(outline []segment) {
		for _, contour := range flatten(outline) {
			for i, q := range contour.points {
				contour.points[i] = point{x + q.x*cos - q.y*sin, y + q.x*sin + q.y*cos}
			}
			polygons = append(polygons, contour.points)
		}
	}
	for _, r := range l.runs {
		for _, g := range r.outlines {
			turn(placed(g.outline, em, pen+g.left*em, -g.up*em))
		}
		if r.outlines != nil {
			pen += r.width * em
		}
		for _, g := range r.glyphs {
			turn(placed(r.face.outline(g), em, pen, 0))
			pen += r.face.advance(g) * em
		}
	}
	p.fillPolygons(polygons, p.ink)
}

// placed scales an outline to em units, y downward, and moves it to (left, top).
func placed(outline []segment, em, left, top float64) []segment {
	out := make([]segment, len(outline))
	for i, s := range outline {
		out[i] = segment{
			op: s.op,
			cx: left + s.cx*em, cy: top - s.cy*em,
			dx: left + s.dx*em, dy: top - s.dy*em,
			x: left + s.x*em, y: top - s.y*em,
		}
	}
	return out
}

// maskOf returns the coverage of a glyph of em pixels, moved right by quarters of a pixel. The mask of
// a blank is nil.
func (f *face) maskOf(g truetype.Index, em float64, quarter int8) *glyphMask {
	key := maskKey{g, fixed.Int26_6(em * 64), quarter}
	f.mu.Lock()
	defer f.mu.Unlock()
	if m, ok := f.masks[key]; ok {
		return m
	}
	if len(f.masks) >= maxMasks {
		clear(f.masks)
	}
	m := drawGlyph(f.outlineLocked(g), em, float64(quarter)/4)
	f.masks[key] = m
	return m
}

func drawGlyph(outline []segment, em, shift float64) *glyphMask {
	var polygons [][]point
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, contour := range flatten(placed(outline, em, shift, 0)) {
		for _, q := range contour.points {
			x0, y0, x1, y1 = min(x0, q.x), min(y0, q.y), max(x1, q.x), max(y1, q.y)
		}
		polygons = append(polygons, contour.points)
	}
	if len(polygons) == 0 {
		return &glyphMask{}
	}
	left, top := math.Floor(x0), math.Floor(y0)
	mask := image.NewAlpha(image.Rect(0, 0, int(math.Ceil(x1)-left)+1, int(math.Ceil(y1)-top)+1))
	var z vector.Rasterizer
	rasterize(&z, mask, polygons, left, top)
	return &glyphMask{alpha: mask, at: image.Pt(int(left), int(top))}
}
