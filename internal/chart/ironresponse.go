package chart

import (
	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// IronLag is iron that was begun, and the date from which it can be judged; until then severity is not expected to
// follow.
type IronLag struct {
	Name         string
	From, Judged diary.Date
}

// IronResponse shows severity night by night and ferritin below it on one axis of time, with the weeks that each
// iron needs before it can be judged.
func IronResponse(d diary.Diary, lags []IronLag, level diary.Optional[LabLevel], s Style) Picture {
	c := &ironResponse{s: s, ferritin: &labCourse{s: s, test: diary.Ferritin, unit: diary.Units(diary.Ferritin)[0], level: level}, lags: lags, diary: d}
	c.ferritin.take(d.Labs)
	first, last, ok := d.Span()
	if !ok || len(c.ferritin.values) == 0 {
		return c
	}
	tests := c.ferritin.values
	from := tests[0].date
	for _, lag := range lags {
		if lag.From.Before(from) && !lag.From.Before(first.AddDays(-ironBefore)) {
			from = lag.From
		}
	}
	c.first = from.AddDays(-ironBefore)
	if end := tests[len(tests)-1].date.AddDays(around); end.After(last) {
		last = end
	}
	c.values, c.means = byNight(d, compare.Severity, c.first, last)
	c.marked = make([]bool, len(c.values))
	return c
}

// ironBefore is how many days before the first test or iron are shown.
const ironBefore = 56

type ironResponse struct {
	s        Style
	diary    diary.Diary
	ferritin *labCourse
	lags     []IronLag
	first    diary.Date
	// values and means are the severity by date from first on.
	values, means []float64
	marked        []bool
}

// Title names the picture.
func (c *ironResponse) Title() string { return c.s.L.T("chart.iron_response.title") }

// aroundTest is how many nights on either side of a test its severity is told of, and leastAround how many of them
// must be rated.
const (
	aroundTest  = 14
	leastAround = 7
)

// Text tells each ferritin with the severity of the weeks around it, and how long each iron takes.
func (c *ironResponse) Text() string {
	l := c.s.L
	if len(c.values) == 0 {
		return sentences(c.Title()+".", l.T("chart.iron_response.empty"))
	}
	parts := []string{c.Title() + "."}
	for _, v := range c.ferritin.values {
		var rated []float64
		for _, n := range c.diary.Between(v.date.AddDays(-aroundTest), v.date.AddDays(aroundTest-1)) {
			if x, ok := compare.Severity.Of(n).Get(); ok {
				rated = append(rated, x)
			}
		}
		key, severity := "chart.iron_response.test_alone", ""
		if len(rated) >= leastAround {
			key, severity = "chart.iron_response.test", l.Number(compare.Mean(rated), 1)
		}
		parts = append(parts, l.T(key, "date", l.DateMedium(v.date), "value", l.Short(v.value), "unit", c.ferritin.unit, "severity", severity))
	}
	for _, lag := range c.lags {
		parts = append(parts, l.N("chart.iron_response.lag", c.weeks(lag), "name", lag.Name, "from", l.DateMedium(lag.From), "judged", l.DateMedium(lag.Judged)))
	}
	return sentences(parts...)
}

func (c *ironResponse) weeks(lag IronLag) int { return (lag.Judged.Sub(lag.From) + 3) / 7 }

// crampedResponse is the height in text sizes below which there is no room for names within the picture.
const crampedResponse = 18.5

// Draw draws the two courses.
func (c *ironResponse) Draw(r draw.Surface, w, h int) error {
	if len(c.values) == 0 {
		return sentence(r, w, h, c.s, c.Title(), c.s.L.T("chart.iron_response.empty"))
	}
	m := measure{c.s}
	severity := outcomeAxis(compare.Severity, nil, c.s.L)
	ticks := c.ferritin.ticks()
	// Without the names of the two where it is low.
	cramped := h < m.em(crampedResponse)
	names := m.em(1.3)
	if cramped {
		names = 0
	}
	top := names + m.em(0.6)
	if !c.s.HideTitle {
		top = names + m.em(2.3)
	}
	if len(c.lags) > 0 {
		top += m.em(1.5)
	}
	left, right := m.em(1.4)+max(m.tickWidth(ticks), m.tickWidth(severity.ticks)), w-m.em(1.6)
	dates := newDateAxis(m, c.first, len(c.values), right-left)
	bottom := h - dates.height(m) - m.em(0.4)
	gap := 2.6 // text sizes between the two, for the lower one's name
	if cramped {
		gap = 1.3 // without it
	}
	upper := Area{left, top, right, top + (bottom-top-m.em(gap))*11/20}
	lower := Area{left, upper.Bottom + m.em(gap), right, bottom}
	name := func(p pen, words, beside string, y int) {
		if cramped {
			return
		}
		words = m.fit(words, right-m.em(1), c.s.quiet())
		p.text(words, m.em(1), y, fromLeft, c.s.quiet())
		if free := right - m.em(2.2) - m.width(words, c.s.quiet()); m.width(beside, c.s.quiet()) <= free {
			p.text(beside, right, y, fromRight, c.s.quiet())
		}
	}
	level, _ := c.ferritin.level.Get()
	return render(r, w, h, c.s, plot{
		area: Area{left, top, right, bottom}, x: span{0, float64(len(c.values))}, y: span{0, 1},
		series: []gochart.Series{
			lagSeries{series{"lag", c.s}, c, names},
			part{gridSeries{series{s: c.s}, severity.ticks}, upper, severity.span},
			part{nightDots{series{"nights", c.s}, c.values, c.marked}, upper, severity.span},
			part{meanLine{series{"means", c.s}, c.means}, upper, severity.span},
			part{gridSeries{series{s: c.s}, ticks}, lower, span{0, ticks[len(ticks)-1].at}},
			part{labLine{series{"ferritin", c.s}, c.ferritin, c.first}, lower, span{0, ticks[len(ticks)-1].at}},
			dateSeries{series{s: c.s}, dates},
		},
		furniture: []func(pen){func(p pen) {
			if !c.s.HideTitle {
				p.text(m.fit(c.Title(), w-m.em(2.2), c.s.titled()), m.em(1), m.em(1.75), fromLeft, c.s.titled())
			}
			name(p, wording.OutcomeWithUnit(c.s.L, compare.Severity), "", top-m.em(0.8))
			name(p, c.ferritin.Title(), level.Words, lower.Top-m.em(0.8))
		}},
	})
}

// part draws a series on a part of the plot with an upright axis of its own.
type part struct {
	gochart.Series
	area Area
	y    span
}

func (pt part) Render(r gochart.Renderer, _ gochart.Box, x, _ gochart.Range, style gochart.Style) {
	a := pt.area
	box := gochart.Box{Left: a.Left, Top: a.Top, Right: a.Right, Bottom: a.Bottom}
	pt.Series.Render(r, box, x, &gochart.ContinuousRange{Min: pt.y.Low, Max: pt.y.High, Domain: a.Bottom - a.Top}, style)
}

// lagSeries shades the weeks that each iron needs, with its name above.
type lagSeries struct {
	series
	c *ironResponse
	// above is the room for what stands between the words and the plot.
	above int
}

func (ls lagSeries) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := ls.at(r, box, x, y)
	pal, l, m := ls.s.Palette, ls.s.quiet(), p.measure()
	free := at.area.Left - p.em(1)
	for _, lag := range ls.c.lags {
		from, to := float64(lag.From.Sub(ls.c.first)), float64(lag.Judged.Sub(ls.c.first))
		if to <= 0 || from >= float64(len(ls.c.values)) {
			continue
		}
		x0, x1 := at.X(max(from, 0)), at.X(min(to, float64(len(ls.c.values))))
		p.box(x0, at.area.Top, max(x1, x0+1), at.area.Bottom, pal.RunIn)
		p.line(x0, at.area.Top-p.em(0.4), x0, at.area.Bottom, pal.BandEdge, firm)
		words := m.fitTitle(ls.s.L.N("chart.iron_response.band", ls.c.weeks(lag), "name", lag.Name), at.area.Right-at.area.Left, l)
		width := m.width(words, l)
		if start := max(min(x0, at.area.Right-width), at.area.Left); start > free {
			p.text(words, start, at.area.Top-ls.above-p.em(0.8), fromLeft, l)
			free = start + width + p.em(0.8)
		}
	}
}
