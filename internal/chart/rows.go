package chart

import (
	"image/color"
	"math"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
)

// Sizer is a Picture that has a height of its own, such as a table of rows.
type Sizer interface {
	Picture
	// IdealHeight is the height in units at which nothing is left out, for a width in units.
	IdealHeight(w int) int
}

// row is one line of a table picture: words at the left, an interval in the middle, figures at the right.
type row struct {
	label, sub         string
	value, low, high   float64
	hasValue, hasRange bool
	// reference is a further value shown as an upright tick.
	reference      float64
	hasReference   bool
	form           shape
	colour         color.NRGBA
	dashed         bool
	figure, detail string
}

// table is a picture of rows on one level scale.
type table struct {
	s           Style
	title, text string
	// note is written below the rows, empty words where there are no rows.
	note, empty string
	rows        []row
	scale       span
	ticks       []tick
	// zero is where an upright line divides better from worse; none where hasZero is false.
	zero        float64
	hasZero     bool
	left, right string // words over either side of zero
	caption     string
	legend      []legendItem
}

var _ Sizer = (*table)(nil)

func (t *table) Title() string { return t.title }
func (t *table) Text() string  { return t.text }

// Heights of the parts in text sizes.
const (
	rowRoomy   = 3.1
	rowDense   = 2.65
	rowCramped = 2.32
	rowTight   = 1.7
	rowStacked = 6.4
	// In a row with its words above, lineStacked is where the interval lies and wordsStacked how far the
	// words reach, both from the row's top.
	lineStacked, wordsStacked = 5.3, 4.4
)

// mostLabel is the most of the width, in hundredths, that words at the left of the intervals take.
const mostLabel = 38

// IdealHeight has room for every row with both lines of words.
func (t *table) IdealHeight(w int) int {
	m := measure{t.s}
	top, bottom, _, _ := t.margins(m, w, math.MaxInt32)
	return top + bottom + m.em(t.roomyRow(m, w))*max(len(t.rows), 2)
}

// roomyRow is the height of a row with room for all its words: where a name is too long to stand beside its
// interval, as in large type, the words stand above it.
func (t *table) roomyRow(m measure, w int) float64 {
	for _, r := range t.rows {
		if m.width(r.label, t.s.plain()) > w*mostLabel/100 {
			return rowStacked
		}
	}
	return t.twoLines()
}

// twoLines is the height of a row with two lines of words beside its interval.
func (t *table) twoLines() float64 {
	switch {
	case t.s.Dense && t.s.Cramped:
		return rowCramped
	case t.s.Dense:
		return rowDense
	}
	return rowRoomy
}

// margins are the heights above and below the rows, with the baseline of the legend and the lines of
// the note.
func (t *table) margins(m measure, w, h int) (top, bottom, legend int, note []string) {
	top = m.em(0.5)
	if !t.s.HideTitle {
		top = m.em(2.4)
	}
	if len(t.legend) > 0 && h > m.em(15) && m.legendWidth(t.legend)+m.em(2) <= w {
		legend = top + m.em(0.9)
		top += m.em(1.7)
	}
	if t.hasZero {
		top += m.em(1.5)
	}
	bottom = m.em(1.9)
	if t.captioned(m, h) {
		bottom += m.em(1.4)
	}
	note = m.wrap(t.note, w-m.em(2.2), t.s.quiet())
	if h < m.em(14) {
		note = nil
	}
	if len(note) > 0 {
		bottom += m.em(0.5) + m.em(1.35)*len(note)
	}
	return top, bottom, legend, note
}

// captioned tells whether there is a caption and room for it.
func (t *table) captioned(m measure, h int) bool { return t.caption != "" && h >= m.em(13) }

// tableLayout is where the parts lie.
type tableLayout struct {
	plot            Area
	labels, figures int // left edge of the words, and of the figures; 0 without room for figures
	labelRoom       int
	figureRoom      int
	rowHeight       float64
	shown           int
	// roomy rows have two lines of words, stacked ones have them above the interval.
	roomy, stacked    bool
	legend, noteTop   int
	note              []string
	moreAt, captionAt int
}

func (t *table) layout(w, h int) tableLayout {
	m := measure{t.s}
	var lay tableLayout
	top, bottom, legend, note := t.margins(m, w, h)
	lay.legend, lay.note = legend, note
	lay.labels = m.em(1)
	room := h - top - bottom
	lay.shown = len(t.rows)
	em := t.s.em()
	roomiest := t.roomyRow(m, w)
	lay.rowHeight = min(float64(room)/float64(len(t.rows)), em*roomiest*1.15)
	lay.stacked = roomiest == rowStacked && lay.rowHeight >= em*rowStacked*0.92
	if !lay.stacked {
		lay.rowHeight = min(lay.rowHeight, em*t.twoLines()*1.15)
	}
	lay.roomy = lay.rowHeight >= em*t.twoLines()*0.92
	if lay.rowHeight < em*rowTight {
		lay.rowHeight = em * rowTight
		lay.shown = max(int(float64(room-m.em(1.4))/lay.rowHeight), 0)
	}
	var labels, figures int
	for _, r := range t.rows {
		labels = max(labels, m.width(r.label, t.s.plain()))
		figures = max(figures, m.width(r.figure, t.s.strong()))
		if lay.roomy {
			labels = max(labels, m.width(r.sub, t.s.quiet()))
		}
		if lay.roomy || r.figure == "" {
			figures = max(figures, m.width(r.detail, t.s.quiet()))
		}
	}
	lay.labelRoom = min(labels, w*mostLabel/100)
	left := lay.labels + lay.labelRoom + m.em(1.4)
	right := w - m.em(1.6)
	if lay.stacked {
		lay.labelRoom, left = right-lay.labels, lay.labels+m.em(1)
	}
	figures = min(figures, w*32/100)
	if lay.stacked {
		figures = 0 // they stand among the words
	}
	if figures > 0 && left+m.em(9)+figures+m.em(1.4) <= right {
		lay.figures, lay.figureRoom = right-figures, figures
		right = lay.figures - m.em(1.6)
	}
	end := top + int(lay.rowHeight*float64(lay.shown))
	lay.moreAt = end + m.em(1)
	if lay.shown < len(t.rows) {
		end += m.em(1.4)
	}
	lay.plot = Area{left, top, right, end}
	y := end + m.em(1.9)
	if t.captioned(m, h) {
		lay.captionAt = y + m.em(0.9)
		y += m.em(1.4)
	}
	lay.noteTop = y + m.em(1.2)
	return lay
}

// Draw draws the table.
func (t *table) Draw(r draw.Surface, w, h int) error {
	if len(t.rows) == 0 {
		return sentence(r, w, h, t.s, t.title, t.empty)
	}
	lay := t.layout(w, h)
	return render(r, w, h, t.s, plot{
		area: lay.plot,
		x:    t.scale, y: span{0, 1},
		series: []gochart.Series{
			levelAxis{series{s: t.s}, t.ticks},
			intervalRows{series{"rows", t.s}, t, lay},
		},
		furniture: []func(pen){func(p pen) { t.words(p, lay, w) }},
	})
}

func (t *table) words(p pen, lay tableLayout, w int) {
	m := p.measure()
	if !t.s.HideTitle {
		p.text(m.fit(t.title, w-m.em(2.2), t.s.titled()), m.em(1), m.em(1.75), fromLeft, t.s.titled())
	}
	if lay.legend > 0 {
		p.legend(t.legend, m.em(1)+m.legendWidth(t.legend), lay.legend)
	}
	l := t.s.quiet()
	if lay.captionAt > 0 {
		// Beneath the axis where it fits, else across the whole picture.
		x := min(lay.plot.Left, max(w-m.em(1)-m.width(t.caption, l), m.em(1)))
		p.text(m.fit(t.caption, w-x-m.em(1), l), x, lay.captionAt, fromLeft, l)
	}
	for i, line := range lay.note {
		p.text(line, m.em(1), lay.noteTop+i*m.em(1.35), fromLeft, l)
	}
	if hidden := len(t.rows) - lay.shown; hidden > 0 {
		p.text(t.s.L.N("chart.more_rows", hidden), m.em(1), lay.moreAt, fromLeft, l)
	}
}

// levelAxis draws a value axis along the foot.
type levelAxis struct {
	series
	ticks []tick
}

func (la levelAxis) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := la.at(r, box, x, y)
	pal, l, m := la.s.Palette, la.s.quiet(), p.measure()
	p.line(at.area.Left, at.area.Bottom, at.area.Right, at.area.Bottom, pal.Axis, hair)
	every := thin(len(la.ticks), func(i int) (int, int) {
		half := m.width(la.ticks[i].label, l) / 2
		return at.X(la.ticks[i].at) - half, at.X(la.ticks[i].at) + half
	}, p.em(0.6))
	for i, t := range la.ticks {
		v := at.X(t.at)
		p.line(v, at.area.Top, v, at.area.Bottom, pal.Grid, hair)
		if i%every == 0 {
			p.line(v, at.area.Bottom, v, at.area.Bottom+p.em(0.25), pal.Axis, hair)
			p.text(t.label, v, at.area.Bottom+p.em(1.3), centred, l)
		}
	}
}

// thin returns how many ticks to step on so that words do not touch: every one, every second …; at
// gives where the words of a tick begin and end.
func thin(n int, at func(i int) (from, to int), gap int) int {
	every := 1
	for ; every < n; every++ {
		clear := true
		for i := every; i < n && clear; i += every {
			_, end := at(i - every)
			start, _ := at(i)
			clear = start-end >= gap
		}
		if clear {
			break
		}
	}
	return every
}

// intervalRows draws each row's words, interval and figures.
type intervalRows struct {
	series
	t   *table
	lay tableLayout
}

func (ir intervalRows) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := ir.at(r, box, x, y)
	t, lay, pal, m := ir.t, ir.lay, ir.s.Palette, p.measure()
	if t.hasZero {
		v := at.X(t.zero)
		p.line(v, at.area.Top-p.em(0.2), v, at.area.Bottom, pal.Muted, firm)
		l := ir.s.quiet()
		// Both words or neither: one alone would mislead.
		left, right := m.width(t.left, l), m.width(t.right, l)
		if v-p.em(0.6)-left >= lay.labels && v+p.em(0.6)+right <= at.area.Right+p.em(1) {
			p.text(t.left, v-p.em(0.6), at.area.Top-p.em(0.55), fromRight, l)
			p.text(t.right, v+p.em(0.6), at.area.Top-p.em(0.55), fromLeft, l)
		}
	}
	for i, rw := range t.rows[:lay.shown] {
		top := at.area.Top + int(float64(i)*lay.rowHeight)
		mid := at.area.Top + int((float64(i)+0.5)*lay.rowHeight)
		if lay.stacked {
			mid = top + int(lay.rowHeight*lineStacked/rowStacked)
		}
		end := at.area.Left - p.em(0.6)
		if lay.stacked {
			end = at.area.Right
			p.box(lay.labels, top, end+p.em(0.4), top+p.em(wordsStacked), pal.Background) // no line runs through words
		}
		if i > 0 {
			p.line(p.em(1), top, end, top, pal.Grid, hair)
		}
		ir.rowWords(p, rw, top, mid)
		ir.interval(p, at, rw, mid)
	}
}

// rowWords writes a row's label and figures, each on two lines where there is room.
func (ir intervalRows) rowWords(p pen, rw row, top, mid int) {
	m, lay := p.measure(), ir.lay
	plain, strong, quiet := ir.s.plain(), ir.s.strong(), ir.s.quiet()
	two := func(first, second string, x, room int, upper lettering) {
		if lay.roomy && first != "" && second != "" {
			p.text(m.fitTitle(first, room, upper), x, mid-p.em(0.2), fromLeft, upper)
			p.text(m.fit(second, room, quiet), x, mid+p.em(1.05), fromLeft, quiet)
			return
		}
		if first == "" {
			first, upper = second, quiet
		}
		p.text(m.fitTitle(first, room, upper), x, p.middle(mid, upper), fromLeft, upper)
	}
	if lay.stacked {
		p.text(m.fitTitle(rw.label, lay.labelRoom, plain), lay.labels, top+p.em(1.3), fromLeft, plain)
		p.text(m.fitTitle(rw.sub, lay.labelRoom, quiet), lay.labels, top+p.em(2.55), fromLeft, quiet)
		p.text(m.fit(rw.figure, lay.labelRoom, strong), lay.labels, top+p.em(3.85), fromLeft, strong)
		used := m.width(rw.figure, strong)
		if used > 0 {
			used += p.em(0.8)
		}
		p.text(m.fit(rw.detail, lay.labelRoom-used, quiet), lay.labels+used, top+p.em(3.85), fromLeft, quiet)
	} else {
		two(rw.label, rw.sub, lay.labels, lay.labelRoom, plain)
	}
	if lay.figures > 0 {
		two(rw.figure, rw.detail, lay.figures, lay.figureRoom, strong)
	}
}

// interval draws the line from low to high, with caps where it ends inside the picture, and the mark.
func (ir intervalRows) interval(p pen, at scale, rw row, mid int) {
	a := at.area
	clamp := func(v float64) (int, bool) {
		px := at.X(v)
		return min(max(px, a.Left), a.Right), px >= a.Left && px <= a.Right
	}
	if rw.hasRange {
		low, lowIn := clamp(rw.low)
		high, highIn := clamp(rw.high)
		if rw.dashed {
			p.line(low, mid, high, mid, rw.colour, firm, 0.35, 0.25)
		} else {
			p.line(low, mid, high, mid, rw.colour, heavy)
		}
		cap := p.em(0.32)
		if lowIn {
			p.line(low, mid-cap, low, mid+cap, rw.colour, firm)
		}
		if highIn {
			p.line(high, mid-cap, high, mid+cap, rw.colour, firm)
		}
	}
	if rw.hasReference {
		if v, ok := clamp(rw.reference); ok {
			p.line(v, mid-p.em(0.75), v, mid+p.em(0.75), p.s.Palette.Muted, firm, 0.2, 0.2)
		}
	}
	if rw.hasValue {
		if v, ok := clamp(rw.value); ok {
			p.mark(rw.form, v, mid, 0.42, rw.colour)
		}
	}
}
