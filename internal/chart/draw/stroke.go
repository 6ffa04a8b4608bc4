package draw

import "math"

// point is a place on the surface, in units.
type point struct{ x, y float64 }

// polyline is a flattened part of a path.
type polyline struct {
	points []point
	closed bool
}

// flatness is how far a flattened curve may lie from the true one, in pixels.
const flatness = 0.1

// flatten turns a path into straight pieces.
func flatten(path []segment) []polyline {
	var lines []polyline
	var current []point
	end := func(closed bool) {
		if len(current) > 1 {
			lines = append(lines, polyline{current, closed})
		}
		current = nil
	}
	var at point
	for _, s := range path {
		to := point{s.x, s.y}
		switch s.op {
		case moveTo:
			end(false)
			current = append(current, to)
		case lineTo:
			current = append(current, to)
		case quadTo:
			c := point{s.cx, s.cy}
			n := pieces(at, c, to)
			for i := 1; i <= n; i++ {
				t := float64(i) / float64(n)
				u := 1 - t
				current = append(current, point{
					u*u*at.x + 2*u*t*c.x + t*t*to.x,
					u*u*at.y + 2*u*t*c.y + t*t*to.y,
				})
			}
		case cubicTo:
			c, d := point{s.cx, s.cy}, point{s.dx, s.dy}
			n := pieces(at, c, d, to)
			for i := 1; i <= n; i++ {
				t := float64(i) / float64(n)
				u := 1 - t
				current = append(current, point{
					u*u*u*at.x + 3*u*u*t*c.x + 3*u*t*t*d.x + t*t*t*to.x,
					u*u*u*at.y + 3*u*u*t*c.y + 3*u*t*t*d.y + t*t*t*to.y,
				})
			}
		case closePath:
			if len(current) > 0 {
				to = current[0]
				end(true)
				current = append(current, to)
			}
		}
		at = to
	}
	end(false)
	return lines
}

// pieces returns how many straight pieces a curve needs: its sagitta is at most an eighth of the
// second differences of its control points.
func pieces(p ...point) int {
	worst := 0.0
	for i := 0; i+2 < len(p); i++ {
		worst = max(worst, math.Hypot(p[i].x-2*p[i+1].x+p[i+2].x, p[i].y-2*p[i+1].y+p[i+2].y))
	}
	n := math.Sqrt(worst * 0.75 / flatness)
	return min(max(int(math.Ceil(n)), 1), 64)
}

// dashed cuts polylines into dashes; pattern alternates drawn and empty lengths.
func dashed(lines []polyline, pattern []float64) []polyline {
	total := 0.0
	for _, d := range pattern {
		total += max(d, 0)
	}
	if total <= 0 {
		return lines
	}
	var out []polyline
	for _, l := range lines {
		points := l.points
		if l.closed {
			points = append(append([]point{}, points...), points[0])
		}
		index, left := 0, pattern[0]
		current := []point{points[0]}
		for i := 1; i < len(points); i++ {
			a, b := points[i-1], points[i]
			length := math.Hypot(b.x-a.x, b.y-a.y)
			for done := 0.0; done < length; {
				step := min(left, length-done)
				done += step
				left -= step
				p := point{a.x + (b.x-a.x)*done/length, a.y + (b.y-a.y)*done/length}
				if index%2 == 0 {
					current = append(current, p)
				}
				if left <= 0 {
					if index%2 == 0 && len(current) > 1 {
						out = append(out, polyline{points: current})
					}
					index++
					left = max(pattern[index%len(pattern)], 1e-6)
					current = []point{p}
				}
			}
		}
		if index%2 == 0 && len(current) > 1 {
			out = append(out, polyline{points: current})
		}
	}
	return out
}

// outlineStroke hands the polygons that make up a stroke to emit, all turning the same way so that
// they add up where they overlap. Ends are cut square, corners are round.
func outlineStroke(lines []polyline, width float64, emit func([]point)) {
	half := width / 2
	quad := make([]point, 4)
	for _, l := range lines {
		n := len(l.points)
		count := n - 1
		if l.closed {
			count = n
		}
		for i := range count {
			a, b := l.points[i], l.points[(i+1)%n]
			length := math.Hypot(b.x-a.x, b.y-a.y)
			if length == 0 {
				continue
			}
			nx, ny := -(b.y-a.y)/length*half, (b.x-a.x)/length*half
			quad[0], quad[1] = point{a.x + nx, a.y + ny}, point{b.x + nx, b.y + ny}
			quad[2], quad[3] = point{b.x - nx, b.y - ny}, point{a.x - nx, a.y - ny}
			emit(quad)
			if next := i + 1; half >= 0.4 && (next < n-1 || l.closed) {
				c := l.points[(i+2)%n]
				if turns(a, b, c) {
					emit(disc(b, half))
				}
			}
		}
	}
}

// turns tells whether the corner at b bends by more than about 8 degrees.
func turns(a, b, c point) bool {
	ux, uy, vx, vy := b.x-a.x, b.y-a.y, c.x-b.x, c.y-b.y
	product := math.Hypot(ux, uy) * math.Hypot(vx, vy)
	return product > 0 && (ux*vx+uy*vy) < 0.99*product
}

// disc is a polygon for a round corner, turning as the quads of outlineStroke do.
func disc(c point, radius float64) []point {
	n := min(max(int(radius*6), 8), 32)
	points := make([]point, n)
	for i := range n {
		sin, cos := math.Sincos(-2 * math.Pi * float64(i) / float64(n))
		points[i] = point{c.x + radius*cos, c.y + radius*sin}
	}
	return points
}
