package draw

import (
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"

	"golang.org/x/image/vector"
)

// Pixels draws on an image, one unit a pixel, fast enough to redraw while
// panning: dots and letters are stamped from masks, level lines and boxes are filled directly, and all
// else goes through an accumulating rasterizer that looks only at the box around each path.
type Pixels struct {
	recorder
	image  *image.RGBA
	raster vector.Rasterizer
	mask   image.Alpha
	stamps map[stampKey]*glyphMask
}

var _ Surface = (*Pixels)(nil)

// stampKey tells one dot from another; width 0 is a filled one.
type stampKey struct{ radius, width float64 }

// NewPixels returns a transparent surface of w × h pixels with dpi pixels to the inch.
func NewPixels(w, h int, dpi float64) *Pixels {
	return NewPixelsOn(image.NewRGBA(image.Rect(0, 0, max(w, 1), max(h, 1))), dpi)
}

// NewPixelsOn draws on an image that is there already, so that its memory can be used again. The
// image must start at (0, 0).
func NewPixelsOn(img *image.RGBA, dpi float64) *Pixels {
	return &Pixels{recorder: newRecorder(dpi), image: img, stamps: map[stampKey]*glyphMask{}}
}

// Reset makes the surface as it was when new, for dpi pixels to the inch, and keeps its memory.
func (p *Pixels) Reset(dpi float64) {
	path := p.path[:0]
	p.recorder = newRecorder(dpi)
	p.path = path
	clear(p.image.Pix)
}

// Image returns the picture as drawn so far, sharing its memory.
func (p *Pixels) Image() *image.RGBA { return p.image }

// Save writes the picture as PNG.
func (p *Pixels) Save(w io.Writer) error {
	return png.Encode(w, p.image)
}

// Stroke draws the path's lines.
func (p *Pixels) Stroke() {
	p.paintStroke()
	p.clear()
}

// Fill fills the path.
func (p *Pixels) Fill() {
	p.paintFill()
	p.clear()
}

// FillStroke fills the path and then draws its lines.
func (p *Pixels) FillStroke() {
	p.paintFill()
	p.paintStroke()
	p.clear()
}

func (p *Pixels) paintFill() {
	switch {
	case !p.hasFill() || len(p.path) == 0:
	case p.circle:
		p.stamp(stampKey{radius: p.circleR}, p.fill)
	default:
		if box, ok := p.pathBox(); ok {
			p.fillBox(box, p.fill)
			return
		}
		var polygons [][]point
		for _, l := range flatten(p.path) {
			polygons = append(polygons, l.points)
		}
		p.fillPolygons(polygons, p.fill)
	}
}

func (p *Pixels) paintStroke() {
	if !p.hasStroke() || len(p.path) == 0 {
		return
	}
	if p.circle && len(p.dashes) == 0 {
		p.stamp(stampKey{p.circleR, p.strokeWidth}, p.stroke)
		return
	}
	lines, width := flatten(p.path), p.strokeWidth
	if level(lines) {
		// Level and upright lines are moved onto whole pixels: a line of 1 pixel must not smear over 2.
		width = max(1, math.Round(width))
		if int(width)%2 == 1 {
			for _, l := range lines {
				for i := range l.points {
					l.points[i].x += 0.5
					l.points[i].y += 0.5
				}
			}
		}
	}
	if len(p.dashes) > 0 {
		lines = dashed(lines, p.dashes)
	}
	var polygons [][]point
	outlineStroke(lines, width, func(polygon []point) {
		polygons = append(polygons, append([]point(nil), polygon...))
	})
	p.fillPolygons(polygons, p.stroke)
}

// level tells whether every piece runs along an axis.
func level(lines []polyline) bool {
	for _, l := range lines {
		for i := 1; i < len(l.points); i++ {
			if l.points[i].x != l.points[i-1].x && l.points[i].y != l.points[i-1].y {
				return false
			}
		}
	}
	return true
}

// pathBox returns the path as a box, if that is what it is.
func (p *Pixels) pathBox() (image.Rectangle, bool) {
	n := len(p.path)
	if n < 4 || n > 6 {
		return image.Rectangle{}, false
	}
	var corners [4]point
	count := 0
	for i, s := range p.path {
		switch {
		case s.op == closePath:
			continue
		case s.op != lineTo && (i > 0 || s.op != moveTo):
			return image.Rectangle{}, false
		case count == 4:
			if (point{s.x, s.y}) != corners[0] {
				return image.Rectangle{}, false
			}
			continue
		}
		corners[count] = point{s.x, s.y}
		count++
	}
	a, b, c, d := corners[0], corners[1], corners[2], corners[3]
	upright := a.x == b.x && b.y == c.y && c.x == d.x && d.y == a.y
	across := a.y == b.y && b.x == c.x && c.y == d.y && d.x == a.x
	if count != 4 || !upright && !across {
		return image.Rectangle{}, false
	}
	return image.Rect(int(a.x), int(a.y), int(c.x), int(c.y)), true
}

// fillBox colours whole pixels.
func (p *Pixels) fillBox(box image.Rectangle, c color.NRGBA) {
	box = box.Intersect(p.image.Rect)
	if box.Empty() {
		return
	}
	if c.A == 255 {
		first := p.image.Pix[p.image.PixOffset(box.Min.X, box.Min.Y):][:box.Dx()*4]
		first[0], first[1], first[2], first[3] = c.R, c.G, c.B, 255
		for done := 4; done < len(first); done *= 2 {
			copy(first[done:], first[:done])
		}
		for y := box.Min.Y + 1; y < box.Max.Y; y++ {
			copy(p.image.Pix[p.image.PixOffset(box.Min.X, y):], first)
		}
		return
	}
	ink := newInk(c)
	for y := box.Min.Y; y < box.Max.Y; y++ {
		row := p.image.Pix[p.image.PixOffset(box.Min.X, y):][:box.Dx()*4]
		for i := 0; i < len(row); i += 4 {
			ink.over(row[i:i+4:i+4], 255)
		}
	}
}

// fillPolygons rasterizes polygons together, inside the box around them.
func (p *Pixels) fillPolygons(polygons [][]point, c color.NRGBA) {
	x0, y0, x1, y1 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, polygon := range polygons {
		for _, q := range polygon {
			x0, y0, x1, y1 = min(x0, q.x), min(y0, q.y), max(x1, q.x), max(y1, q.y)
		}
	}
	bounds := p.image.Rect
	x0, y0 = max(x0, -1), max(y0, -1)
	x1, y1 = min(x1, float64(bounds.Max.X)+1), min(y1, float64(bounds.Max.Y)+1)
	if !(x1 > x0 && y1 > y0) {
		return
	}
	at := image.Pt(int(math.Floor(x0)), int(math.Floor(y0)))
	w, h := int(math.Ceil(x1))-at.X, int(math.Ceil(y1))-at.Y
	if need := w * h; cap(p.mask.Pix) < need {
		p.mask.Pix = make([]uint8, need)
	}
	p.mask.Pix = p.mask.Pix[:w*h]
	p.mask.Stride = w
	p.mask.Rect = image.Rect(0, 0, w, h)
	rasterize(&p.raster, &p.mask, polygons, float64(at.X), float64(at.Y))
	p.blend(&p.mask, at, c)
}

// rasterize fills mask with the coverage of polygons, moved left and up by (left, top).
func rasterize(z *vector.Rasterizer, mask *image.Alpha, polygons [][]point, left, top float64) {
	z.Reset(mask.Rect.Dx(), mask.Rect.Dy())
	z.DrawOp = draw.Src
	for _, polygon := range polygons {
		for i, q := range polygon {
			x, y := float32(q.x-left), float32(q.y-top)
			if i == 0 {
				z.MoveTo(x, y)
			} else {
				z.LineTo(x, y)
			}
		}
		z.ClosePath()
	}
	z.Draw(mask, mask.Rect, image.Opaque, image.Point{})
}

// stamp paints a dot at the path's circle.
func (p *Pixels) stamp(key stampKey, c color.NRGBA) {
	m, ok := p.stamps[key]
	if !ok {
		m = drawStamp(key)
		p.stamps[key] = m
	}
	p.blend(m.alpha, m.at.Add(image.Pt(int(p.circleX), int(p.circleY))), c)
}

func drawStamp(key stampKey) *glyphMask {
	reach := int(math.Ceil(key.radius+key.width/2)) + 1
	mask := image.NewAlpha(image.Rect(0, 0, 2*reach+1, 2*reach+1))
	centre := point{float64(reach) + 0.5, float64(reach) + 0.5}
	polygons := [][]point{round(centre, key.radius+key.width/2, 1)}
	if inner := key.radius - key.width/2; key.width > 0 && inner > 0 {
		polygons = append(polygons, round(centre, inner, -1))
	}
	var z vector.Rasterizer
	rasterize(&z, mask, polygons, 0, 0)
	return &glyphMask{alpha: mask, at: image.Pt(-reach, -reach)}
}

// round is a circle as a polygon of 48 corners; turn −1 goes the other way, to cut a hole.
func round(c point, radius, turn float64) []point {
	const corners = 48
	points := make([]point, corners)
	for i := range points {
		sin, cos := math.Sincos(turn * 2 * math.Pi * float64(i) / corners)
		points[i] = point{c.x + radius*cos, c.y + radius*sin}
	}
	return points
}
