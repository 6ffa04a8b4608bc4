package chart

import (
	"math"

	gochart "github.com/wcharczuk/go-chart/v2"
)

// nightDots draws a value a date. Where dots would run into one another it draws each place that
// nights fall on once, darker for more nights, so that the work does not grow with the diary.
type nightDots struct {
	series
	values []float64
	marked []bool
}

// dotRadius bounds a night's dot, in text sizes.
const (
	smallDot = 0.17
	largeDot = 0.32
)

func (n nightDots) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := n.at(r, box, x, y)
	perNight := float64(box.Width()) / float64(len(n.values)) / n.s.em()
	if perNight < 2*smallDot {
		n.crowd(p, at)
		return
	}
	radius := min(max(perNight*0.42, smallDot), largeDot)
	for i, v := range n.values {
		switch {
		case math.IsNaN(v):
		case n.marked[i]:
			p.mark(ring, at.X(float64(i)+0.5), at.Y(v), radius, n.s.Palette.Night)
		default:
			p.mark(dot, at.X(float64(i)+0.5), at.Y(v), radius, n.s.Palette.Night)
		}
	}
}

// crowd counts the nights on each cell of a grid of dots and draws the cells.
func (n nightDots) crowd(p pen, at scale) {
	cell := max(p.em(2*smallDot), 2)
	width, height := at.area.Right-at.area.Left, at.area.Bottom-at.area.Top
	columns, rows := width/cell+1, height/cell+1
	type place struct{ count, y int }
	cells := make([]place, columns*rows)
	for i, v := range n.values {
		if math.IsNaN(v) {
			continue
		}
		py := at.Y(v)
		c, row := (at.X(float64(i)+0.5)-at.area.Left)/cell, (at.area.Bottom-py)/cell
		if c >= 0 && c < columns && row >= 0 && row < rows {
			cells[row*columns+c].count++
			cells[row*columns+c].y = py
		}
	}
	perColumn := float64(len(n.values)) / float64(columns)
	pal := n.s.Palette
	r := float64(cell) / 2 / n.s.em() * 0.95
	for i, here := range cells {
		if here.count == 0 {
			continue
		}
		share := min(1, 0.3+1.4*float64(here.count)/perColumn)
		p.mark(dot, at.area.Left+i%columns*cell+cell/2, here.y, r, mix(pal.Background, pal.Night, share))
	}
}

// meanLine draws a line through values, broken where they are missing. Several nights on one column of
// pixels are drawn as their mean.
type meanLine struct {
	series
	values []float64
}

func (l meanLine) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := l.at(r, box, x, y)
	column := max(p.em(0.06), 1)
	width := heavy
	if float64(box.Width())/float64(len(l.values)) < smallDot*l.s.em() {
		width = firm
	}
	p.lineStyle(l.s.Palette.Mean, width, nil)
	drawing := false
	for i := 0; i < len(l.values); {
		px := at.X(float64(i) + 0.5)
		sum, count := 0.0, 0
		for ; i < len(l.values) && at.X(float64(i)+0.5) < px+column; i++ {
			if v := l.values[i]; !math.IsNaN(v) {
				sum += v
				count++
			}
		}
		switch {
		case count == 0 && drawing:
			r.Stroke()
			drawing = false
		case count > 0 && !drawing:
			r.MoveTo(px, at.Y(sum/float64(count)))
			drawing = true
		case count > 0:
			r.LineTo(px, at.Y(sum/float64(count)))
		}
	}
	if drawing {
		r.Stroke()
	}
}
