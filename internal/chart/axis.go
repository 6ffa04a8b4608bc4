package chart

import (
	"fmt"
	"math"
	"slices"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// tick is a place on an axis with its words.
type tick struct {
	at    float64
	label string
}

// valueAxis is an upright axis: its range and its round ticks.
type valueAxis struct {
	span
	ticks []tick
}

// outcomeAxis makes the axis of an outcome that takes the given values: ratings always run 0 to 10,
// the others from a round number to a round number.
func outcomeAxis(o compare.Outcome, values []float64, l *i18n.Localizer) valueAxis {
	low, high := 0.0, 0.0
	step := 0.0
	switch o.Unit() {
	case compare.Points:
		high, step = diary.MaxRating, 2
	case compare.Clock:
		low, high = 18*60-12*60, 24*60-12*60 // six in the evening to midnight, unless nights lie outside
		if len(values) > 0 {
			if slices.Max(values) > float64(diary.MaxClock) { // of one who sleeps by day: from six in the morning to noon
				low, high = low+12*60, high+12*60
			}
			low, high = min(low, slices.Min(values)), max(high, slices.Max(values))
		}
		step = 120
		if high-low > 12*60 {
			step = 240
		}
	case compare.Hours:
		high, step = 8, 2
		if len(values) > 0 {
			// Dots need no zero: short and long nights are told apart better without it.
			low = min(math.Floor(slices.Min(values)/2)*2, diary.MaxSleepHours-4)
			high = max(high, low+4, slices.Max(values))
		}
		if high-low <= 6 {
			step = 1
		}
	case compare.Times:
		high, step = 4, 1
	case compare.Minutes:
		high, step = 30, 10
	case compare.Percent:
		high, step = 100, 20
		if len(values) > 0 {
			low = min(math.Floor(slices.Min(values)/20)*20, 60) // as for hours
		}
	default:
		panic(fmt.Errorf("chart: no axis for the unit %q", o.Unit()))
	}
	if len(values) > 0 && o.Unit() != compare.Clock {
		high = max(high, slices.Max(values))
		for (high-low)/step > 6 {
			step = nextRound(step)
		}
	}
	low, high = math.Floor(low/step+1e-9)*step, math.Ceil(high/step-1e-9)*step
	a := valueAxis{span: span{low, high}}
	for v := low; v <= high+step/2; v += step {
		a.ticks = append(a.ticks, tick{v, wording.Tick(l, o, v)})
	}
	// Dots on the first and last tick keep clear of the edge.
	margin := (high - low) * 0.04
	a.Low, a.High = low-margin, high+margin
	return a
}

// nextRound follows 1, 2, 5, 10, 20, 50 …, and keeps to 30, 60, 120 for minutes.
func nextRound(step float64) float64 {
	switch {
	case step == 10, step == 1:
		return step * 2
	case step == 20:
		return 30
	case step == 30:
		return 60
	case step == 2:
		return 5
	case step == 5:
		return 10
	}
	return step * 2
}

// twoDigits tells whether every value of an outcome is a whole number of at most two digits, which fits a
// small cell.
func twoDigits(o compare.Outcome) bool {
	_, high := o.Range()
	return o.Step() >= 1 && high < 100
}

// changeTicks are round ticks around zero, with true minus and plus signs.
func changeTicks(low, high float64, l *i18n.Localizer) []tick {
	step := niceStep((high - low) / 6)
	var ticks []tick
	for v := math.Ceil(low/step-1e-9) * step; v <= high+1e-9*step; v += step {
		if math.Abs(v) < step/1000 {
			v = 0
		}
		ticks = append(ticks, tick{v, wording.Signed(l, v)})
	}
	return ticks
}

// niceStep rounds up to 1, 2 or 5 times a power of ten.
func niceStep(rough float64) float64 {
	if rough <= 0 {
		return 1
	}
	unit := math.Pow(10, math.Floor(math.Log10(rough)))
	for _, m := range []float64{1, 2, 5} {
		if rough <= m*unit*(1+1e-9) {
			return m * unit
		}
	}
	return 10 * unit
}

// gridSeries draws the value axis: faint lines at the ticks and their words to the left.
type gridSeries struct {
	series
	ticks []tick
}

func (g gridSeries) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := g.at(r, box, x, y)
	l := g.s.quiet()
	room := p.em(1.25)
	last := math.MaxInt32
	for _, t := range g.ticks {
		v := at.Y(t.at)
		p.line(at.area.Left, v, at.area.Right, v, g.s.Palette.Grid, hair)
		if last-v >= room {
			p.text(t.label, at.area.Left-p.em(0.5), p.middle(v, l), fromRight, l)
			last = v
		}
	}
}

// tickWidth is the room that tick words take, in units.
func (m measure) tickWidth(ticks []tick) int {
	widest := 0
	for _, t := range ticks {
		widest = max(widest, m.width(t.label, m.s.quiet()))
	}
	return widest
}
