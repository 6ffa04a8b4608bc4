package chart

import (
	"image/color"
)

// legendItem is one entry: a mark, a line, a short stroke, one at a bar's upper edge or a shade with a line through it, and
// its words.
type legendItem struct {
	form         shape
	line, stroke bool
	missed       bool
	shade        bool
	colour       color.NRGBA
	label        string
}

// legendSwatch is the room for the mark, legendGap that between entries, in text sizes.
const (
	legendSwatch = 1.5
	legendGap    = 1.2
)

// legendWidth is the room that a legend in one row takes.
func (m measure) legendWidth(items []legendItem) int {
	width := 0
	for i, it := range items {
		if i > 0 {
			width += m.em(legendGap)
		}
		width += m.em(legendSwatch) + m.width(it.label, m.s.quiet())
	}
	return width
}

// legend draws entries in one row that ends at right, on the baseline y.
func (p pen) legend(items []legendItem, right, y int) {
	m := p.measure()
	x := right - m.legendWidth(items)
	for _, it := range items {
		mid := y - p.em(0.32)
		switch {
		case it.line:
			p.line(x, mid, x+p.em(1.1), mid, it.colour, heavy)
		case it.stroke:
			p.line(x+p.em(0.55), mid-p.em(0.35), x+p.em(0.55), mid+p.em(0.35), it.colour, firm)
		case it.missed:
			p.box(x, mid-p.em(0.4), x+p.em(1.1), mid+p.em(0.4), p.s.Palette.BandFull)
			p.line(x+p.em(0.55), mid-p.em(0.4), x+p.em(0.55), mid-p.em(0.4-missedMark), it.colour, firm)
		case it.shade:
			p.box(x, mid-p.em(0.5), x+p.em(1.1), mid+p.em(0.5), it.colour)
			p.line(x+p.em(0.55), mid-p.em(0.5), x+p.em(0.55), mid+p.em(0.5), p.s.Palette.Text, firm, 0.4, 0.25)
		default:
			p.mark(it.form, x+p.em(0.6), mid, 0.3, it.colour)
		}
		x += p.em(legendSwatch)
		p.text(it.label, x, y, fromLeft, p.s.quiet())
		x += m.width(it.label, p.s.quiet()) + p.em(legendGap)
	}
}
