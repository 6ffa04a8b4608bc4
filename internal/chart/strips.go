package chart

import (
	"math"
	"slices"
	"unicode/utf8"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
	"stillnight/internal/diary"
)

// strip is one column of a picture of columns: its nights as jittered dots over a box from the lower to
// the upper quartile with the median.
type strip struct {
	// label, sub and change are up to three lines above the column; of sub the first that fits is used,
	// where there is one.
	label       string
	sub         []string
	change      string
	values      []dated
	q1, mid, q3 float64
	after       bool
}

// dated is a value with its date, which decides where the dot is put.
type dated struct {
	date  diary.Date
	value float64
}

// columns is a picture of strips side by side.
type columns struct {
	s                  Style
	title, text, empty string
	note               string
	axis               valueAxis
	caption            string
	grain              float64
	strips             []strip
}

func (c *columns) Title() string { return c.title }
func (c *columns) Text() string  { return c.text }

// Draw draws the columns.
func (c *columns) Draw(r draw.Surface, w, h int) error {
	filled := 0
	for _, s := range c.strips {
		filled += len(s.values)
	}
	if filled == 0 {
		return sentence(r, w, h, c.s, c.title, c.empty)
	}
	m := measure{c.s}
	top := m.em(0.8)
	caption := 0
	if !c.s.HideTitle {
		top = m.em(2.3)
		caption = m.em(1.75)
	}
	heads := top + m.em(1)
	lines := 2
	for _, s := range c.strips {
		if s.change != "" {
			lines = 3
		}
	}
	if h < m.em(14) {
		lines = 1
	}
	top += m.em(0.5 + 1.3*float64(lines))
	note := m.wrap(c.note, w-m.em(2.2), c.s.quiet())
	if h < m.em(17) {
		note = nil
	}
	bottom := h - m.em(0.9)
	if len(note) > 0 {
		bottom -= m.em(1.35)*len(note) + m.em(0.2)
	}
	area := Area{m.em(1.4) + m.tickWidth(c.axis.ticks), top, w - m.em(1.2), bottom}
	return render(r, w, h, c.s, plot{
		area: area,
		x:    span{0, float64(len(c.strips))}, y: c.axis.span,
		series: []gochart.Series{
			gridSeries{series{s: c.s}, c.axis.ticks},
			boxedDots{series{"nights", c.s}, c.strips, c.grain},
		},
		furniture: []func(pen){func(p pen) {
			room := w - m.em(2.2)
			if caption > 0 {
				if width := m.width(c.caption, c.s.quiet()); room-width > m.em(16) {
					p.text(c.caption, w-m.em(1.2), caption, fromRight, c.s.quiet())
					room -= width + m.em(1.5)
				}
				p.text(m.fit(c.title, room, c.s.titled()), m.em(1), caption, fromLeft, c.s.titled())
			}
			c.heads(p, area, heads, lines)
			for i, line := range note {
				p.text(line, m.em(1), bottom+m.em(1.25)+i*m.em(1.35), fromLeft, c.s.quiet())
			}
		}},
	})
}

// heads writes the lines above each column.
func (c *columns) heads(p pen, area Area, y, lines int) {
	m := p.measure()
	width := (area.Right - area.Left) / len(c.strips)
	// All columns use the same version of the words.
	version := 0
	for version+1 < len(c.strips[0].sub) && slices.ContainsFunc(c.strips, func(s strip) bool {
		return version < len(s.sub) && m.width(s.sub[version], c.s.quiet()) > width-m.em(0.5)
	}) {
		version++
	}
	initials := slices.ContainsFunc(c.strips, func(s strip) bool { return m.fit(s.label, width-m.em(0.5), c.s.strong()) != s.label })
	for i, s := range c.strips {
		if _, size := utf8.DecodeRuneInString(s.label); initials && width < m.em(3.5) {
			s.label = s.label[:size]
		}
		mid := area.Left + i*width + width/2
		room := width - m.em(0.5)
		p.text(m.fit(s.label, room, c.s.strong()), mid, y, centred, c.s.strong())
		if lines > 1 && version < len(s.sub) {
			p.text(m.fit(s.sub[version], room, c.s.quiet()), mid, y+m.em(1.3), centred, c.s.quiet())
		}
		if lines > 2 {
			p.text(m.fit(s.change, room, c.s.quiet()), mid, y+m.em(2.6), centred, c.s.quiet())
		}
	}
}

// boxedDots draws the strips.
type boxedDots struct {
	series
	strips []strip
	grain  float64
}

// widestBox bounds a box, in text sizes: wider ones look like areas.
const widestBox = 7

func (bd boxedDots) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := bd.at(r, box, x, y)
	pal := bd.s.Palette
	width := float64(box.Width()) / float64(len(bd.strips))
	half := int(min(width*0.36, float64(p.em(widestBox))/2))
	for i, s := range bd.strips {
		if len(s.values) == 0 {
			continue
		}
		mid := at.X(float64(i) + 0.5)
		soft, ink, form := pal.BeforeSoft, pal.Before, ring
		if s.after {
			soft, ink, form = pal.AfterSoft, pal.After, dot
		}
		top, bottom := min(at.Y(s.q3), at.Y(s.mid)-p.em(0.25)), max(at.Y(s.q1), at.Y(s.mid)+p.em(0.25))
		p.box(mid-half, top, mid+half, bottom, soft)
		bd.dots(p, at, s, mid, half, form)
		p.line(mid-half, at.Y(s.mid), mid+half, at.Y(s.mid), ink, heavy)
	}
}

// dots puts each night beside its fellows by its date; where many fall on one place it is drawn once.
func (bd boxedDots) dots(p pen, at scale, s strip, mid, half int, form shape) {
	pal := bd.s.Palette
	ink := pal.Before
	if s.after {
		ink = pal.After
	}
	// Dots take at most about a third of the column, and step back behind the box where they are many.
	room := float64(2*half) * float64(at.area.Bottom-at.area.Top) / (bd.s.em() * bd.s.em())
	radius := min(max(math.Sqrt(room/float64(len(s.values))/12), smallDot), 0.28)
	if len(s.values) > 40 {
		form = dot
		ink = mix(pal.Background, ink, 0.6)
	}
	cell := max(p.em(radius*0.8), 1)
	taken := map[[2]int]bool{}
	for _, v := range s.values {
		px := mid + int(math.Round(jitter(v.date)*1.7*float64(half)))
		py := at.Y(v.value + jitter(v.date.AddDays(7919))*0.3*bd.grain)
		key := [2]int{px / cell, py / cell}
		if taken[key] {
			continue
		}
		taken[key] = true
		p.mark(form, px, py, radius, ink)
	}
}
