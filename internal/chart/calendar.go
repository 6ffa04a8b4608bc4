package chart

import (
	"math"
	"slices"
	"strconv"
	"time"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// Calendar shows one year as a heat map: a column a week, a row a day of the week, further along the
// scale of colours for a worse night; nights that are not recorded are empty frames. A narrow picture
// puts parts of the year one under the other.
func Calendar(d diary.Diary, year int, o compare.Outcome, s Style) Picture {
	d.Nights = compare.NightsFor(o, d.Nights)
	c := &calendar{s: s, diary: d, year: min(max(year, diary.MinYear), diary.MaxYear), outcome: o}
	var values []float64
	for _, n := range d.Between(c.first(), c.last()) {
		if v, ok := o.Of(n).Get(); ok {
			values = append(values, v)
		}
	}
	c.recorded = len(values)
	c.axis = outcomeAxis(o, values, s.L)
	c.shades = span{c.axis.ticks[0].at, c.axis.ticks[len(c.axis.ticks)-1].at}
	if o.Unit() != compare.Points && len(values) > 0 {
		// Ratings are coloured by their whole scale; other values by the year's own, in round numbers.
		step := max(o.Step(), niceStep((slices.Max(values)-slices.Min(values))/6))
		c.shades = span{math.Floor(slices.Min(values)/step) * step, math.Ceil(slices.Max(values)/step) * step}
	}
	return c
}

type calendar struct {
	s        Style
	diary    diary.Diary
	year     int
	outcome  compare.Outcome
	recorded int
	axis     valueAxis
	shades   span // the values of the first and the last colour
}

var _ Locator = (*calendar)(nil)

func (c *calendar) first() diary.Date { return diary.MustDate(c.year, time.January, 1) }
func (c *calendar) last() diary.Date  { return diary.MustDate(c.year, time.December, 31) }

// Title names the year and the outcome.
func (c *calendar) Title() string {
	return c.s.L.T("chart.calendar.title", "year", strconv.Itoa(c.year), "outcome", wording.OutcomeWithUnit(c.s.L, c.outcome))
}

// Text counts the nights and gives each month's median.
func (c *calendar) Text() string {
	l := c.s.L
	if c.recorded == 0 {
		return sentences(c.Title()+".", l.T("chart.calendar.empty"))
	}
	days := c.last().Sub(c.first()) + 1
	parts := []string{c.Title() + ".", l.N("chart.nights_recorded_of", days, "recorded", l.Number(float64(c.recorded), 0)) + "."}
	for m := range 12 {
		from := c.first().AddMonths(m)
		month := diary.Diary{Nights: c.diary.Between(from, from.AddMonths(1).AddDays(-1))}
		var values []float64
		for _, n := range month.Nights {
			if v, ok := c.outcome.Of(n).Get(); ok {
				values = append(values, v)
			}
		}
		if len(values) > 0 {
			parts = append(parts, l.N("chart.calendar.month", len(values), "month", l.MonthYear(from),
				"median", wording.Tick(l, c.outcome, medianOf(values))))
		}
	}
	return sentences(parts...)
}

// calendarLayout is a grid of cells, in one block or several that stand below one another.
type calendarLayout struct {
	blocks []calendarBlock
	// wide and cell are a cell's width and height; cells are at most half as wide again as high.
	wide, cell      float64
	gap             int
	weeks           int // of the longest block
	heading, legend int
	left            int
}

// calendarBlock is a run of weeks; first is the date of its top left cell.
type calendarBlock struct {
	first diary.Date
	from  diary.Date // first and last date that belong to it
	to    diary.Date
	weeks int
	top   int
}

func (c *calendar) layout(w, h int) calendarLayout {
	m := measure{c.s}
	var lay calendarLayout
	top := m.em(0.6)
	if !c.s.HideTitle {
		lay.heading = m.em(1.75)
		top = m.em(2.4)
	}
	lay.left = m.em(1.4)
	for _, d := range []time.Weekday{time.Monday, time.Wednesday, time.Friday} {
		lay.left = max(lay.left, m.em(1.4)+m.width(c.s.L.WeekdayShort(d), c.s.quiet()))
	}
	foot := m.em(2.6)
	size := func(blocks []calendarBlock) float64 {
		weeks := 0
		for _, b := range blocks {
			weeks = max(weeks, b.weeks)
		}
		across := float64(w-lay.left-m.em(1.2)) / float64(weeks)
		down := (float64(h-top-foot)/float64(len(blocks)) - float64(m.em(1.9))) / 7
		return min(across, down, 2.4*c.s.em())
	}
	// The year in one piece, in halves, thirds or quarters: whichever makes the largest cells.
	var blocks []calendarBlock
	for _, parts := range []int{1, 2, 3, 4} {
		var split []calendarBlock
		for i := range parts {
			from := c.first().AddMonths(i * 12 / parts)
			split = append(split, c.block(from, c.first().AddMonths((i+1)*12/parts).AddDays(-1)))
		}
		if blocks == nil || size(split) > size(blocks) {
			blocks = split
		}
	}
	lay.cell = max(size(blocks), 2)
	for _, b := range blocks {
		lay.weeks = max(lay.weeks, b.weeks)
	}
	lay.wide = max(min(float64(w-lay.left-m.em(1.2))/float64(lay.weeks), lay.cell*1.5), lay.cell)
	lay.gap = max(int(lay.cell/9), 1)
	for i := range blocks {
		blocks[i].top = top + m.em(1.4)
		top = blocks[i].top + lay.down(7) + m.em(0.5)
	}
	lay.blocks = blocks
	lay.legend = top + m.em(1.3)
	return lay
}

// block lays out the weeks from one date to another.
func (c *calendar) block(from, to diary.Date) calendarBlock {
	first := from
	for first.Weekday() != c.s.L.FirstWeekday() {
		first = first.AddDays(-1)
	}
	return calendarBlock{first: first, from: from, to: to, weeks: to.Sub(first)/7 + 1}
}

// across and down are how far cells lie from the left and the top of their block.
func (lay calendarLayout) across(weeks int) int { return int(float64(weeks) * lay.wide) }
func (lay calendarLayout) down(days int) int    { return int(float64(days) * lay.cell) }

// cellOf returns where a date's cell lies.
func (lay calendarLayout) cellOf(d diary.Date) (Area, bool) {
	for _, b := range lay.blocks {
		if !d.Before(b.from) && !d.After(b.to) {
			i := d.Sub(b.first)
			week, day := i/7, i%7
			return Area{
				lay.left + lay.across(week), b.top + lay.down(day),
				lay.left + lay.across(week+1) - lay.gap, b.top + lay.down(day+1) - lay.gap,
			}, true
		}
	}
	return Area{}, false
}

// Draw draws the year.
func (c *calendar) Draw(r draw.Surface, w, h int) error {
	if c.recorded == 0 {
		return sentence(r, w, h, c.s, c.Title(), c.s.L.T("chart.calendar.empty"))
	}
	lay := c.layout(w, h)
	last := lay.blocks[len(lay.blocks)-1]
	area := Area{lay.left, lay.blocks[0].top, lay.left + lay.across(lay.weeks), last.top + lay.down(7)}
	return render(r, w, h, c.s, plot{
		area: area, x: span{0, 1}, y: c.axis.span,
		series:    []gochart.Series{calendarCells{series{"nights", c.s}, c, lay}},
		furniture: []func(pen){func(p pen) { c.words(p, lay, w) }},
	})
}

// calendarCells draws a square a night.
type calendarCells struct {
	series
	c   *calendar
	lay calendarLayout
}

func (cc calendarCells) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, _ := cc.at(r, box, x, y)
	pal, o := cc.s.Palette, cc.c.outcome
	l := lettering{min(0.85, cc.lay.cell*0.45/cc.s.em()), false, pal.Text}
	figures := cc.lay.cell >= 1.5*cc.s.em() && pal.bearsFigures() && twoDigits(o)
	for d := cc.c.first(); !d.After(cc.c.last()); d = d.AddDays(1) {
		a, ok := cc.lay.cellOf(d)
		if !ok {
			continue
		}
		n, _ := cc.c.diary.Night(d)
		v, ok := o.Of(n).Get()
		if !ok {
			p.frame(a.Left, a.Top, a.Right-1, a.Bottom-1, pal.Grid, hair)
			continue
		}
		fill := pal.heat(cc.c.badness(v))
		p.box(a.Left, a.Top, a.Right, a.Bottom, fill)
		if figures {
			l.colour = readable(fill, pal)
			p.text(wording.Tick(cc.s.L, o, v), (a.Left+a.Right)/2, p.middle((a.Top+a.Bottom)/2, l), centred, l)
		}
	}
}

// badness is how bad a value is on the axis, 0–1.
func (c *calendar) badness(v float64) float64 {
	share := (v - c.shades.Low) / math.Max(c.shades.High-c.shades.Low, 1e-9)
	if c.outcome.HigherIsBetter() {
		share = 1 - share
	}
	return min(max(share, 0), 1)
}

// words draws the title, months, days of the week and the legend.
func (c *calendar) words(p pen, lay calendarLayout, w int) {
	m, l, pal := p.measure(), c.s.quiet(), c.s.Palette
	if lay.heading > 0 {
		p.text(m.fit(c.Title(), w-m.em(2.2), c.s.titled()), m.em(1), lay.heading, fromLeft, c.s.titled())
	}
	for _, b := range lay.blocks {
		free := 0
		for d := b.from.FirstOfMonth(); !d.After(b.to); d = d.AddMonths(1) {
			x := lay.left + lay.across(max(d.Sub(b.first), 0)/7)
			if label := c.s.L.MonthShort(d.UTC().Month()); x >= free && x+m.width(label, l) < w {
				p.text(label, x, b.top-m.em(0.45), fromLeft, l)
				free = x + m.width(label, l) + m.em(0.4)
			}
		}
		step := 1
		for step < 7 && float64(step)*lay.cell < 1.2*c.s.em() {
			step++
		}
		for i := 0; i < 7; i += step {
			day := b.first.AddDays(i).Weekday()
			p.text(c.s.L.WeekdayShort(day), lay.left-m.em(0.4), p.middle(b.top+(lay.down(i)+lay.down(i+1))/2, l), fromRight, l)
		}
	}
	x, side := lay.left, m.em(0.95)
	y := lay.legend
	say := func(text string) {
		p.text(text, x, y, fromLeft, l)
		x += m.width(text, l) + m.em(0.4)
	}
	say(wording.Tick(c.s.L, c.outcome, c.shades.Low))
	for i := range 6 {
		share := float64(i) / 5
		if c.outcome.HigherIsBetter() {
			share = 1 - share
		}
		p.box(x, y-side+m.em(0.1), x+side, y+m.em(0.1), pal.heat(share))
		x += side + m.em(0.12)
	}
	x += m.em(0.3)
	say(wording.Tick(c.s.L, c.outcome, c.shades.High))
	x += m.em(1.2)
	empty := c.s.L.T("chart.legend.not_recorded")
	if x+side+m.em(0.8)+m.width(empty, l) > w {
		return
	}
	p.frame(x, y-side+m.em(0.1), x+side, y+m.em(0.1), pal.Axis, hair)
	x += side + m.em(0.4)
	say(empty)
}

// NightAt tells whose cell lies at a point.
func (c *calendar) NightAt(x, y, w, h int) (diary.Date, bool) {
	lay := c.layout(w, h)
	for _, b := range lay.blocks {
		if x < lay.left || y < b.top || y >= b.top+lay.down(7) {
			continue
		}
		d := b.first.AddDays(int(float64(x-lay.left)/lay.wide)*7 + min(int(float64(y-b.top)/lay.cell), 6))
		if !d.Before(b.from) && !d.After(b.to) {
			return d, true
		}
	}
	return diary.Date{}, false
}

// Spot returns a night's cell.
func (c *calendar) Spot(night diary.Date, w, h int) (Area, bool) { return c.layout(w, h).cellOf(night) }

// Describe reads out a night.
func (c *calendar) Describe(night diary.Date) string {
	return describeNight(c.diary, night, c.outcome, c.s.L)
}
