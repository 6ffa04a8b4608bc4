package chart

import (
	"cmp"
	"image"
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
	spots := make([]labelSpot, len(ll.c.values))
	for i, d := range ll.c.values {
		vx, vy := place(d)
		spots[i] = labelSpot{x: vx, y: vy, w: m.width(ll.s.L.Short(d.value), l)}
	}
	places := placeLabels(spots, ll.c.tellingFirst(), at.area, p.em(1))
	for i, d := range ll.c.values {
		if box := places[i]; !box.Empty() {
			// No line runs through the figure.
			p.box(box.Min.X, box.Min.Y, box.Max.X, box.Max.Y, pal.Background)
			p.text(ll.s.L.Short(d.value), box.Min.X+p.em(0.15), box.Max.Y-p.em(0.15), fromLeft, l)
		}
	}
	for _, spot := range spots {
		p.mark(diamond, spot.x, spot.y, 0.42, pal.Mean)
	}
}

// tellingFirst orders the results by what their figures tell: the latest, the lowest, the first, and then the others.
func (c *labCourse) tellingFirst() []int {
	lowest := 0
	for i, d := range c.values {
		if d.value <= c.values[lowest].value {
			lowest = i
		}
	}
	order := []int{len(c.values) - 1, lowest, 0}
	for i := len(c.values) - 2; i > 0; i-- {
		order = append(order, i)
	}
	return order
}

// labelSpot is a mark with the width of its label.
type labelSpot struct{ x, y, w int }

// placeLabels finds a place for the label of each mark that meets no other label and no other mark: above it, below it, or
// at its sides; an empty one where there is none. Those that come first in the order have the choice, and the very first
// is put further off where its neighbours leave no room.
func placeLabels(spots []labelSpot, order []int, area Area, em int) []image.Rectangle {
	places := make([]image.Rectangle, len(spots))
	mark := func(s labelSpot) image.Rectangle {
		r := em * 45 / 100
		return image.Rect(s.x-r, s.y-r, s.x+r, s.y+r)
	}
	free := func(i int, box image.Rectangle) bool {
		// To the right and below there is a little room beside the plot.
		if box.Min.X < area.Left || box.Max.X > area.Right+em || box.Max.Y > area.Bottom+em/2 {
			return false
		}
		for k, s := range spots {
			if box.Overlaps(places[k]) || k != i && box.Overlaps(mark(s)) {
				return false
			}
		}
		return true
	}
	for _, i := range order {
		if !places[i].Empty() {
			continue
		}
		s, pad := spots[i], em*15/100
		left := min(max(s.x-s.w/2, area.Left+pad), max(area.Right-s.w, area.Left+pad))
		at := func(x, baseline int) image.Rectangle {
			return image.Rect(x-pad, baseline-em*85/100, x+s.w+pad, baseline+pad)
		}
		tries := []image.Rectangle{at(left, s.y+em*135/100), at(s.x+em*7/10, s.y+em*35/100), at(s.x-em*7/10-s.w, s.y+em*35/100)}
		if above := at(left, s.y-em*7/10); above.Min.Y >= area.Top { // else what stands over the plot is near
			tries = append([]image.Rectangle{above}, tries...)
		}
		if i == order[0] {
			tries = append(tries, furtherOff(s, left, area, em, at)...)
		}
		for _, box := range tries {
			if free(i, box) {
				places[i] = box
				break
			}
		}
	}
	return places
}

// furtherOff are places for the figure that counts most, which is better further off than not there.
func furtherOff(s labelSpot, left int, area Area, em int, at func(x, baseline int) image.Rectangle) (tries []image.Rectangle) {
	for _, down := range []int{-20, 26, -33, 39} {
		for _, x := range []int{left, s.x + em*7/10, s.x - em*7/10 - s.w} {
			if box := at(x, s.y+em*down/10); box.Min.Y >= area.Top {
				tries = append(tries, box)
			}
		}
	}
	return tries
}
