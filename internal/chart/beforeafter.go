package chart

import (
	"slices"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// BeforeAfter shows one comparison: every night before (hollow) and after (filled) in the order of
// dates, the median and middle half of each side, the run-in shaded, what was left out as crosses,
// missing nights as ticks at the foot, the smoothed level with its range over the whole phase, and the
// change with its interval on the same scale. A long phase has its medians at first and lately.
func BeforeAfter(c compare.Comparison, s Style) Picture {
	b := &beforeAfter{c: c, s: s, uses: c.Plan.Nights, level: compare.Level(c)}
	if later := c.Plan.Later(); len(later) > 0 {
		b.uses = append(slices.Clone(b.uses), later...)
	}
	for _, u := range b.uses {
		if v, ok := u.Value.Get(); ok {
			b.values = append(b.values, v)
		}
	}
	b.axis = outcomeAxis(c.Plan.Outcome, b.values, s.L)
	return b
}

type beforeAfter struct {
	c compare.Comparison
	s Style
	// uses are the nights of the windows and the rest of the phase.
	uses   []compare.NightUse
	level  []compare.LevelPoint
	values []float64
	axis   valueAxis
}

var _ Locator = (*beforeAfter)(nil)

// first is the date at the left edge, nights how many dates are shown.
func (b *beforeAfter) first() diary.Date { return b.uses[0].Date }

func (b *beforeAfter) nights() int {
	n := b.uses
	if len(n) == 0 {
		return 0
	}
	return n[len(n)-1].Date.Sub(n[0].Date) + 1
}

// offset is where a date begins on the level axis.
func (b *beforeAfter) offset(d diary.Date) float64 { return float64(d.Sub(b.first())) }

// Title names the step.
func (b *beforeAfter) Title() string { return wording.StepTitle(b.s.L, b.c.Plan.Step) }

// beforeAfterLayout is where the parts of the picture lie.
type beforeAfterLayout struct {
	plot Area
	// effect is the panel of the change; empty where there is no interval or no room.
	effect  Area
	dates   dateAxis
	heading int
	// heads is the baseline of the words above each side, two lines from there.
	heads int
	// change is the baseline of the change in words where the panel has no room; 0 otherwise.
	change   int
	footnote []string
	foot     int
}

// lowBeforeAfter is the height in text sizes below which every row counts.
const lowBeforeAfter = 15

func (b *beforeAfter) layout(w, h int) beforeAfterLayout {
	m := measure{b.s}
	var lay beforeAfterLayout
	left, right := m.em(1.4)+m.tickWidth(b.axis.ticks), w-m.em(1.2)
	top := m.em(0.6)
	if !b.s.HideTitle {
		lay.heading = m.em(1.75)
		top = m.em(2.3)
	}
	_, hasEffect := b.c.Effect.Get()
	if panel := b.panelWidth(m); hasEffect && w >= m.em(42) {
		lay.effect = Area{right - panel, 0, right, 0}
		right -= panel + m.em(1.5)
	} else if hasEffect && !b.s.Dense {
		lay.change = top + m.em(0.9)
		top += m.em(1.5)
	}
	lay.heads = top + m.em(1)
	top += m.em(2.9)
	lay.dates = newDateAxis(m, b.first(), b.nights(), right-left)
	if h < m.em(lowBeforeAfter) {
		lay.dates = lay.dates.inOneRow(b.s.L)
	}
	bottom := h - lay.dates.height(m) - m.em(0.3)
	if lay.footnote = m.wrap(b.leftOut(), w-m.em(2.2), b.s.quiet()); h-top < m.em(13)+m.em(1.35)*len(lay.footnote) {
		lay.footnote = nil
	}
	if len(lay.footnote) > 0 {
		bottom -= m.em(1.35)*len(lay.footnote) + m.em(0.3)
	}
	lay.plot = Area{left, top, right, bottom}
	lay.effect.Top, lay.effect.Bottom = top, bottom
	lay.foot = bottom + lay.dates.height(m) + m.em(1.2)
	return lay
}

// panelWidth is the room for the change beside the nights: enough for its words, within reason.
func (b *beforeAfter) panelWidth(m measure) int {
	const least, most = 12.5, 18
	change, likely := b.changeInWords()
	words := max(m.width(change, b.s.strong()), m.width(likely, b.s.quiet()))
	return min(max(words, m.em(least)), m.em(most))
}

// changeInWords are the change and its likely range; empty where there is no interval. Beside at first and lately it
// says that it is that of all nights after, which may be none that still is.
func (b *beforeAfter) changeInWords() (change, likely string) {
	e, ok := b.c.Effect.Get()
	if !ok {
		return "", ""
	}
	change = changeWords(b.c.Plan.Outcome, e.Change, b.s.L)
	if b.c.Over.IsSet() {
		change = b.s.L.T("chart.compare.together", "change", change)
	}
	return change, b.s.L.T("chart.compare.likely", "interval", intervalWords(e.CI, b.s.L))
}

// Draw draws the comparison.
func (b *beforeAfter) Draw(r draw.Surface, w, h int) error {
	if b.nights() == 0 || len(b.values) == 0 {
		return sentence(r, w, h, b.s, b.Title(), b.s.L.T("chart.compare.empty"))
	}
	lay := b.layout(w, h)
	base := series{s: b.s}
	pl := plot{
		area: lay.plot,
		x:    span{0, float64(b.nights())}, y: b.axis.span,
		series: []gochart.Series{
			shades{base, b.shaded()},
			gridSeries{base, b.axis.ticks},
			shadeNames{base, b.shaded(), b.low},
			middleHalf{base, b.sides()},
			stepLine{base, b.offset(b.c.Plan.Step.First)},
			usedNights{series{"nights", b.s}, b.uses, b.c.Plan.Outcome, b.first(), b.between},
			levelCurve{series{"level", b.s}, b.level, b.first()},
			dateSeries{base, lay.dates},
		},
		furniture: []func(pen){func(p pen) { b.words(p, lay, w) }},
	}
	if e, ok := b.c.Effect.Get(); ok && lay.effect.Right > 0 {
		pl.series = append(pl.series, effectPanel{base, lay.effect, b.c.Before.Mean, e})
	}
	return render(r, w, h, b.s, pl)
}

// side is one side of the step as drawn: its nights, from and to, and what they are.
type side struct {
	from, to    float64
	q1, mid, q3 float64
	after       bool
}

// sides are the sides that have nights.
func (b *beforeAfter) sides() []side {
	var out []side
	for _, s := range []struct {
		compare.Side
		after bool
	}{{b.c.Before, false}, {b.c.After, true}} {
		if s.N > 0 && !s.First.IsZero() {
			out = append(out, side{b.offset(s.First), b.offset(s.Last) + 1, s.Q1, s.Median, s.Q3, s.after})
		}
	}
	// Where the phase is long enough, at first and lately stand in place of all nights after.
	if f, ok := b.c.Over.Get(); ok && len(out) == 2 {
		out = out[:1]
		for _, part := range []compare.CoursePart{f.Early, f.Late} {
			out = append(out, side{b.offset(part.First), b.offset(part.Last) + 1, part.Q1, part.Median, part.Q3, true})
		}
	}
	return out
}

// between tells the nights after the windows that are not lately either.
func (b *beforeAfter) between(d diary.Date) bool {
	over, _ := b.c.Over.Get()
	windows := b.c.Plan.Nights
	return d.After(windows[len(windows)-1].Date) && (over.Late.First.IsZero() || d.Before(over.Late.First))
}

// shaded are the stretches of run-in and carry-over, with their names.
func (b *beforeAfter) shaded() []shade {
	var out []shade
	for _, u := range b.uses {
		if u.Role != compare.RunIn && u.Role != compare.CarryOver {
			continue
		}
		at := b.offset(u.Date)
		if n := len(out); n > 0 && out[n-1].role == u.Role && at-out[n-1].to < 3 {
			out[n-1].to = at + 1
			continue
		}
		out = append(out, shade{at, at + 1, u.Role, b.s.L.T("chart.role." + string(u.Role))})
	}
	// The run-in is a stretch of dates, recorded or not.
	if days := b.c.Plan.Step.Windows.RunIn; days > 0 {
		from := b.offset(b.c.Plan.Step.First)
		to := min(from+float64(days), float64(b.nights()))
		for i := range out {
			if out[i].role == compare.RunIn && out[i].from >= from {
				out[i].from, out[i].to = from, max(out[i].to, to)
				return out
			}
		}
		if to > from {
			out = append(out, shade{from, to, compare.RunIn, b.s.L.T("chart.role.run_in")})
		}
	}
	return out
}

// low tells whether the nights from one place to another lie in the upper half, so that words about them
// are better put low.
func (b *beforeAfter) low(from, to float64) bool {
	var inside []float64
	for _, u := range b.uses {
		if v, ok := u.Value.Get(); ok && b.offset(u.Date) >= from && b.offset(u.Date) < to {
			inside = append(inside, v)
		}
	}
	return medianOf(inside) > (b.axis.Low+b.axis.High)/2
}

// NightAt tells which night lies above or below a point.
func (b *beforeAfter) NightAt(x, y, w, h int) (diary.Date, bool) {
	if b.nights() == 0 {
		return diary.Date{}, false
	}
	a := b.layout(w, h).plot
	if x < a.Left || x >= a.Right || y < a.Top || y >= a.Bottom {
		return diary.Date{}, false
	}
	return b.first().AddDays((x - a.Left) * b.nights() / (a.Right - a.Left)), true
}

// Spot returns the column of a night.
func (b *beforeAfter) Spot(night diary.Date, w, h int) (Area, bool) {
	if b.nights() == 0 {
		return Area{}, false
	}
	i := night.Sub(b.first())
	if i < 0 || i >= b.nights() {
		return Area{}, false
	}
	return b.layout(w, h).plot.columnOf(i, b.nights()), true
}
