package chart

import (
	"cmp"
	"slices"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// LabLevel is a value that a doctor compares a blood test with, in the test's usual unit, and what it is.
type LabLevel struct {
	Value float64
	Words string
}

// LabCourse shows the results of one blood test over time, in its usual unit, beside a level. Results in a
// unit that cannot be converted are left out.
func LabCourse(results []diary.LabResult, test diary.LabTest, level diary.Optional[LabLevel], s Style) Picture {
	c := &labCourse{s: s, test: test, level: level}
	if units := diary.Units(test); len(units) > 0 {
		c.unit = units[0]
	}
	c.take(results)
	return c
}

// take keeps the results of the test, in its usual unit.
func (c *labCourse) take(results []diary.LabResult) {
	for _, r := range results {
		if r.Test != c.test {
			continue
		}
		if v, ok := diary.Convert(c.test, r.Value, r.Unit, c.unit); ok {
			c.values = append(c.values, labValue{r.Date, v})
		}
	}
	slices.SortStableFunc(c.values, func(a, b labValue) int { return a.date.Compare(b.date) })
}

// ticks are those of the upright axis, from 0 to above the highest result and the level.
func (c *labCourse) ticks() []tick {
	highest := slices.MaxFunc(c.values, func(a, b labValue) int { return cmp.Compare(a.value, b.value) }).value
	if level, ok := c.level.Get(); ok {
		highest = max(highest, level.Value)
	}
	step := niceStep(max(highest, 1) / 4)
	var ticks []tick
	for v := 0.0; v < highest*1.1+step; v += step {
		ticks = append(ticks, tick{v, c.s.L.Short(v)})
	}
	return ticks
}

// labValue is a result with its day.
type labValue struct {
	date  diary.Date
	value float64
}

type labCourse struct {
	s      Style
	test   diary.LabTest
	unit   string
	level  diary.Optional[LabLevel]
	values []labValue // in order of their day
}

// Title names the test and its unit.
func (c *labCourse) Title() string {
	name := wording.LabTest(c.s.L, c.test)
	if c.unit == "" {
		return name
	}
	return c.s.L.T("chart.lab_course.title", "name", name, "unit", c.unit)
}

// Text tells each value with its day.
func (c *labCourse) Text() string {
	l := c.s.L
	parts := []string{c.Title() + "."}
	for _, v := range c.values {
		parts = append(parts, l.T("chart.lab_course.value", "date", l.DateMedium(v.date), "value", l.Short(v.value)))
	}
	if level, ok := c.level.Get(); ok {
		parts = append(parts, level.Words+".")
	}
	if len(c.values) == 0 {
		parts = append(parts, l.T("chart.lab_course.empty"))
	}
	return sentences(parts...)
}

// around is how many days lie before the first and behind the last result, so that none stands on an edge.
const around = 20

// Draw draws the course.
func (c *labCourse) Draw(r draw.Surface, w, h int) error {
	if len(c.values) == 0 {
		return sentence(r, w, h, c.s, c.Title(), c.s.L.T("chart.lab_course.empty"))
	}
	m := measure{c.s}
	ticks := c.ticks()
	first := c.values[0].date.AddDays(-around)
	nights := c.values[len(c.values)-1].date.Sub(first) + around + 1
	top := m.em(1)
	if !c.s.HideTitle {
		top = m.em(2.8)
	}
	// What the level is stands above the plot: within, it would meet the results, which lie near it.
	level, hasLevel := c.level.Get()
	if hasLevel {
		top += m.em(1.4)
	}
	words := top - m.em(1.1)
	left, right := m.em(1.4)+m.tickWidth(ticks), w-m.em(1.6)
	dates := newDateAxis(m, first, nights, right-left)
	area := Area{left, top, right, h - dates.height(m) - m.em(0.4)}
	return render(r, w, h, c.s, plot{
		area: area, x: span{0, float64(nights)}, y: span{0, ticks[len(ticks)-1].at},
		series: []gochart.Series{
			gridSeries{series{s: c.s}, ticks},
			dateSeries{series{s: c.s}, dates},
			labLine{series{"results", c.s}, c, first},
		},
		furniture: []func(pen){func(p pen) {
			if !c.s.HideTitle {
				p.text(m.fit(c.Title(), w-m.em(2.2), c.s.titled()), m.em(1), m.em(1.75), fromLeft, c.s.titled())
			}
			if hasLevel {
				swatch := m.em(legendSwatch)
				label := m.fit(level.Words, right-m.em(1)-swatch, c.s.quiet())
				x, mid := right-m.width(label, c.s.quiet()), words-m.em(0.32)
				p.line(x-swatch, mid, x-m.em(0.4), mid, c.s.Palette.Muted, firm, 0.4, 0.25)
				p.text(label, x, words, fromLeft, c.s.quiet())
			}
		}},
	})
}

// labLine draws the level, and the results joined by a line.
type labLine struct {
	series
	c     *labCourse
	first diary.Date
}

func (ll labLine) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := ll.at(r, box, x, y)
	pal, l, m := ll.s.Palette, ll.s.quiet(), p.measure()
	if level, ok := ll.c.level.Get(); ok {
		v := at.Y(level.Value)
		p.line(at.area.Left, v, at.area.Right, v, pal.Muted, firm, 0.4, 0.25)
	}
	place := func(d labValue) (int, int) { return at.X(float64(d.date.Sub(ll.first)) + 0.5), at.Y(d.value) }
	for i := 1; i < len(ll.c.values); i++ {
		x0, y0 := place(ll.c.values[i-1])
		x1, y1 := place(ll.c.values[i])
		p.line(x0, y0, x1, y1, pal.BandEdge, firm)
	}
	for _, d := range ll.c.values {
		vx, vy := place(d)
		p.mark(diamond, vx, vy, 0.42, pal.Mean)
		label := ll.s.L.Short(d.value)
		left := min(max(vx-m.width(label, l)/2, at.area.Left), at.area.Right-m.width(label, l))
		baseline := vy - p.em(0.7)
		if baseline-p.em(0.9) < at.area.Top { // what stands over the plot is near
			if baseline = vy + p.em(1.35); baseline+p.em(0.3) > at.area.Bottom {
				left, baseline = vx+p.em(0.7), p.middle(vy, l)
				if left+m.width(label, l) > at.area.Right {
					left = vx - p.em(0.7) - m.width(label, l)
				}
			}
		}
		// No line runs through the figure.
		p.box(left-p.em(0.15), baseline-p.em(0.85), left+m.width(label, l)+p.em(0.15), baseline+p.em(0.15), pal.Background)
		p.text(label, left, baseline, fromLeft, l)
	}
}
