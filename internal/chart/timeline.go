package chart

import (
	"math"
	"slices"
	"sync"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// TimelineView is the stretch of nights shown, and what is shown of them.
type TimelineView struct {
	// First and Last night, both included; the zero Date means the diary's own.
	First, Last diary.Date
	// Outcome is what is drawn; empty means severity.
	Outcome compare.Outcome
}

// Timeline shows every night of a stretch as a dot with the mean of 7 nights, and below it what was
// tried and when. Missing nights are gaps. With more nights than the picture has room for dots, nights
// that fall on one place are drawn once, the darker the more they are.
func Timeline(d diary.Diary, view TimelineView, s Style) Picture {
	if view.Outcome == "" {
		view.Outcome = compare.Severity
	}
	t := &timeline{diary: d, view: view.within(d), s: s}
	t.read()
	return t
}

// meanNights is the length of the moving mean; fewer than minMean recorded among them leave a gap.
const (
	meanNights = 7
	minMean    = 3
)

// timeline is the picture; its values are indexed by nights since view.First.
type timeline struct {
	diary diary.Diary
	view  TimelineView
	s     Style

	// values has one entry a date, NaN where nothing is recorded; marked tells an unusual night.
	values, means []float64
	marked        []bool
	recorded      int
	hasUnusual    bool
	axis          valueAxis

	// The bars, and the layout last worked out: the picture is drawn, pointed at and read out at one size.
	barsOnce sync.Once
	allBars  []bar
	mu       sync.Mutex
	last     timelineLayout
	w, h     int // of last
}

// nights is how many dates the view has; 0 for an empty diary.
func (t *timeline) nights() int {
	if t.view.First.IsZero() {
		return 0
	}
	return t.view.Last.Sub(t.view.First) + 1
}

// read lays the nights out by date and works out the moving mean.
func (t *timeline) read() {
	n := t.nights()
	if n <= 0 {
		return
	}
	t.values, t.means = byNight(t.diary, t.view.Outcome, t.view.First, t.view.Last)
	t.marked = make([]bool, n)
	var seen []float64
	for _, night := range t.diary.Between(t.view.First, t.view.Last) {
		i := night.Date.Sub(t.view.First)
		if math.IsNaN(t.values[i]) {
			continue
		}
		t.recorded++
		seen = append(seen, t.values[i])
		t.marked[i] = night.Unusual != ""
		t.hasUnusual = t.hasUnusual || t.marked[i]
	}
	t.axis = outcomeAxis(t.view.Outcome, seen, t.s.L)
}

// byNight lays an outcome out by date from first to last, with the mean of each night and those ahead of it, also
// ahead of first. What is not recorded is NaN.
func byNight(d diary.Diary, o compare.Outcome, first, last diary.Date) (values, means []float64) {
	before := meanNights - 1
	padded := make([]float64, last.Sub(first)+1+before)
	for i := range padded {
		padded[i] = math.NaN()
	}
	d = diary.Diary{Nights: compare.NightsFor(o, d.Nights)}
	for _, night := range d.Between(first.AddDays(-before), last) {
		if v, ok := o.Of(night).Get(); ok {
			padded[night.Date.Sub(first)+before] = v
		}
	}
	return padded[before:], movingMean(padded, before)
}

// movingMean returns the mean of each entry and the before entries ahead of it, NaN where too few of
// them are recorded; the result starts at entry before.
func movingMean(values []float64, before int) []float64 {
	means := make([]float64, len(values)-before)
	sum, count := 0.0, 0
	for i, v := range values {
		if !math.IsNaN(v) {
			sum += v
			count++
		}
		if out := i - before - 1; out >= 0 && !math.IsNaN(values[out]) {
			sum -= values[out]
			count--
		}
		if i < before {
			continue
		}
		means[i-before] = math.NaN()
		if count >= minMean {
			means[i-before] = sum / float64(count)
		}
	}
	return means
}

// timelineLayout is where the parts of the picture lie.
type timelineLayout struct {
	plot  Area
	dates dateAxis
	lanes laneLayout
	// heading and counted are the baselines of the title and of the line below; 0 where left out.
	heading, counted int
	legend           []legendItem
	legendRow        int
}

// layout is where everything stands on a surface of this size. Nobody may change it.
func (t *timeline) layout(w, h int) timelineLayout {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.w != w || t.h != h {
		t.last, t.w, t.h = t.lay(w, h), w, h
	}
	return t.last
}

func (t *timeline) lay(w, h int) timelineLayout {
	m := measure{t.s}
	var lay timelineLayout
	left := m.em(1.4) + m.tickWidth(t.axis.ticks)
	right := w - m.em(1.2)
	top := m.em(0.4)
	if !t.s.HideTitle {
		lay.heading = m.em(1.75)
		top = m.em(2.1)
		if h > m.em(18) {
			lay.counted = m.em(3.25)
			top = m.em(3.6)
		}
	}
	lay.legend = t.legend()
	titleEnd := m.em(1) + m.width(t.Title(), t.s.titled()) + m.em(2)
	switch free := w - m.em(1); {
	case lay.heading > 0 && titleEnd+m.legendWidth(lay.legend) <= free:
		lay.legendRow = lay.heading
	case lay.counted > 0 && m.em(3)+m.width(t.counted(), t.s.quiet())+m.legendWidth(lay.legend) <= free:
		lay.legendRow = lay.counted
	case h > m.em(legendFrom) && m.legendWidth(lay.legend)+m.em(2) <= w:
		lay.legendRow = top + m.em(1)
		top += m.em(1.5)
	default:
		lay.legend = nil
	}
	top += m.em(0.7)
	lay.dates = newDateAxis(m, t.view.First, t.nights(), right-left)
	below := lay.dates.height(m)
	room := h - top - below - m.em(0.6)
	lay.lanes = layLanes(m, t.bars(), t.marks(), left, right, room/2, t.placing(left, right))
	lay.plot = Area{left, top, right, h - below - lay.lanes.height - m.em(0.6)}
	lay.lanes.top = lay.plot.Bottom + below + m.em(0.2)
	return lay
}

// placing tells where a night lies between two edges.
func (t *timeline) placing(left, right int) func(float64) int {
	return func(night float64) int {
		return left + int(night/float64(t.nights())*float64(right-left))
	}
}

// legendFrom is the height in text sizes from which the legend has a row of its own.
const legendFrom = 24

// leastPlot is the height in text sizes at which nights can still be read.
const leastPlot = 5

// TimelineHeight is the least height in units at which a timeline without a title, w units wide, leaves
// out no remedy.
func TimelineHeight(d diary.Diary, view TimelineView, s Style, w int) int {
	t := &timeline{diary: d, view: view.within(d), s: s}
	m := measure{s}
	if t.nights() <= 0 {
		return m.em(leastPlot)
	}
	left, right := m.em(3), w-m.em(1.2)
	lanes := layLanes(m, t.bars(), nil, left, right, math.MaxInt32, t.placing(left, right))
	around := m.em(1.7) + newDateAxis(m, t.view.First, t.nights(), right-left).height(m)
	h := around + lanes.height + max(lanes.height, m.em(leastPlot))
	if h > m.em(legendFrom-1.5) {
		h += m.em(1.5) // the legend's row
	}
	return h
}

// Title names the outcome.
func (t *timeline) Title() string {
	return t.s.L.T("chart.timeline.title", "outcome", wording.OutcomeWithUnit(t.s.L, t.view.Outcome))
}

// counted says which nights are shown and how many of them are recorded.
func (t *timeline) counted() string {
	l := t.s.L
	return l.T("chart.timeline.counted", "first", l.DateMedium(t.view.First), "last", l.DateMedium(t.view.Last),
		"nights", l.N("chart.nights_recorded_of", t.nights(), "recorded", l.Number(float64(t.recorded), 0)))
}

// Draw draws the timeline.
func (t *timeline) Draw(r draw.Surface, w, h int) error {
	if t.nights() <= 0 {
		return sentence(r, w, h, t.s, t.Title(), t.s.L.T("chart.timeline.empty"))
	}
	lay := t.layout(w, h)
	base := series{s: t.s}
	return render(r, w, h, t.s, plot{
		area: lay.plot,
		x:    span{0, float64(t.nights())}, y: t.axis.span,
		series: []gochart.Series{
			gridSeries{base, t.axis.ticks},
			startSeries{base, lay.lanes},
			nightDots{series{"nights", t.s}, t.values, t.marked},
			meanLine{series{"mean", t.s}, t.means},
			dateSeries{base, lay.dates},
			laneSeries{base, lay.lanes},
		},
		furniture: []func(pen){func(p pen) { t.words(p, lay, w) }},
	})
}

// words draws title, counts, legend and, where no night is recorded, a sentence.
func (t *timeline) words(p pen, lay timelineLayout, w int) {
	m := p.measure()
	if lay.heading > 0 {
		p.text(m.fit(t.Title(), w-m.em(2), t.s.titled()), m.em(1), lay.heading, fromLeft, t.s.titled())
	}
	if lay.counted > 0 {
		p.text(m.fit(t.counted(), w-m.em(2), t.s.quiet()), m.em(1), lay.counted, fromLeft, t.s.quiet())
	}
	if lay.legendRow > 0 {
		p.legend(lay.legend, w-m.em(1.2), lay.legendRow)
	}
	if t.recorded == 0 {
		text := m.fit(t.s.L.T("chart.timeline.none_recorded"), lay.plot.Right-lay.plot.Left, t.s.quiet())
		x, y := (lay.plot.Left+lay.plot.Right)/2, (lay.plot.Top+lay.plot.Bottom)/2
		half := m.width(text, t.s.quiet())/2 + m.em(0.5)
		p.box(x-half, y-m.em(1), x+half, y+m.em(0.5), t.s.Palette.Background) // no line runs through words
		p.text(text, x, y, centred, t.s.quiet())
	}
}

// legend lists only what is on the picture.
func (t *timeline) legend() []legendItem {
	if t.recorded == 0 {
		return nil
	}
	l, pal := t.s.L, t.s.Palette
	items := []legendItem{{form: dot, colour: pal.Night, label: l.T("chart.legend.night")}}
	if t.hasUnusual {
		items = append(items, legendItem{form: ring, colour: pal.Night, label: l.T("chart.legend.unusual")})
	}
	if slices.ContainsFunc(t.means, func(v float64) bool { return !math.IsNaN(v) }) {
		items = append(items, legendItem{line: true, colour: pal.Mean, label: l.T("chart.legend.mean")})
	}
	if slices.ContainsFunc(t.bars(), func(b bar) bool { return len(b.sessions) > 0 }) {
		items = append(items, legendItem{stroke: true, colour: pal.BandEdge, label: l.T("chart.legend.session")})
	}
	if slices.ContainsFunc(t.bars(), func(b bar) bool { return len(b.missed) > 0 }) {
		items = append(items, legendItem{missed: true, colour: pal.Text, label: l.T("chart.legend.missed")})
	}
	return items
}
