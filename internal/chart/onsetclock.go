package chart

import (
	"slices"
	"strings"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// OnsetClock shows when symptoms were first noticed, week by week over the years of one medicine: the median and
// the middle half of each week, the times of day at which it was taken on the same clock, the doses below, and
// where the level changed with its interval.
func OnsetClock(c compare.OnsetClock, s Style) Picture {
	o := &onsetClock{c: c, s: s}
	if len(c.Weeks) == 0 {
		return o
	}
	o.first = c.Weeks[0].Week
	o.nights = c.Weeks[len(c.Weeks)-1].Week.AddDays(7).Sub(o.first)
	var values []float64
	for _, w := range c.Weeks {
		values = append(values, w.Q1, w.Q3)
	}
	for _, p := range o.phases() {
		for _, at := range p.Times {
			values = append(values, c.Of(at))
		}
	}
	o.axis = outcomeAxis(compare.OnsetMinutes, values, s.L)
	return o
}

type onsetClock struct {
	c      compare.OnsetClock
	s      Style
	first  diary.Date
	nights int
	axis   valueAxis
}

// phases are those of the medicine that are in the picture.
func (o *onsetClock) phases() []compare.NamedPhase {
	var list []compare.NamedPhase
	last := o.first.AddDays(o.nights - 1)
	for _, p := range o.c.Phases {
		if end, ended := p.End.Get(); !p.Start.After(last) && (!ended || end.After(o.first)) {
			list = append(list, p)
		}
	}
	return list
}

// besides are the phases in the picture, each with those that begin while it goes on.
func (o *onsetClock) besides() [][]compare.NamedPhase {
	var rows [][]compare.NamedPhase
	for _, p := range o.phases() {
		if n := len(rows); n > 0 {
			from, _ := o.within(p)
			if _, to := o.within(rows[n-1][0]); from < to {
				rows[n-1] = append(rows[n-1], p)
				continue
			}
		}
		rows = append(rows, []compare.NamedPhase{p})
	}
	return rows
}

// doses are the words for what is taken side by side, the longest first.
func (o *onsetClock) doses(row []compare.NamedPhase) []string {
	var names, whole, amounts []string
	for _, p := range row {
		all := wording.PhaseDose(o.s.L, p.Phase)
		names = append(names, o.dose(p, all))
		whole = append(whole, all)
		amounts = append(amounts, wording.Dose(o.s.L, compare.Dose{Amount: p.Dose, Unit: p.Unit}))
	}
	var list []string
	for _, words := range [][]string{names, whole, amounts} {
		if !slices.Contains(words, "") {
			list = append(list, strings.Join(words, " + "))
		}
	}
	return append(list, whole[0], amounts[0])
}

// within cuts a phase to the picture, in days from its left edge.
func (o *onsetClock) within(p compare.NamedPhase) (from, to float64) {
	from, to = float64(p.Start.Sub(o.first)), float64(o.nights)
	if end, ended := p.End.Get(); ended {
		to = min(float64(end.Sub(o.first)), to)
	}
	return max(from, 0), to
}

// Title names the medicine.
func (o *onsetClock) Title() string {
	return o.s.L.T("chart.onset_clock.title", "name", wording.ClockName(o.c))
}

// dose tells the dose of a phase, under its name where the medicine was taken under several.
func (o *onsetClock) dose(p compare.NamedPhase, words string) string {
	if words == "" || len(o.c.Names()) < 2 {
		return words
	}
	return p.Name + " " + words
}

// Text tells the first and the last week, the change, and the doses.
func (o *onsetClock) Text() string {
	l := o.s.L
	if len(o.c.Weeks) == 0 {
		return sentences(o.Title()+".", l.T("chart.onset_clock.empty"))
	}
	parts := []string{o.Title() + "."}
	first, last := o.c.Weeks[0], o.c.Weeks[len(o.c.Weeks)-1]
	parts = append(parts, l.N("chart.onset_clock.weeks", len(o.c.Weeks),
		"first", l.DateMedium(first.Week), "at_first", wording.MiddleOnset(l, first.Median, first.MostlyAllDay()), "last", l.DateMedium(last.Week), "at_last", wording.MiddleOnset(l, last.Median, last.MostlyAllDay())),
		wording.OnsetClock(l, o.c))
	for _, p := range o.phases() {
		if words := o.dose(p, wording.PhaseDose(l, p.Phase)); words != "" {
			parts = append(parts, l.T("chart.onset_clock.dose", "dose", words, "start", l.DateMedium(p.Start)))
		}
	}
	return sentences(parts...)
}

// legend says what the marks are.
func (o *onsetClock) legend() []legendItem {
	l, pal := o.s.L, o.s.Palette
	items := []legendItem{{form: dot, colour: pal.Mean, label: l.T("chart.onset_clock.legend_week")}}
	for _, p := range o.phases() {
		if len(p.Times) > 0 {
			items = append(items, legendItem{line: true, colour: pal.BandEdge, label: l.T("chart.onset_clock.legend_dose")})
			break
		}
	}
	if len(o.c.Shifts) > 0 {
		items = append(items, legendItem{shade: true, colour: pal.RunIn, label: l.T("chart.onset_clock.legend_change")})
	}
	return items
}

// doseRow is the height of the row of doses, in text sizes.
const doseRow = 1.9

// Draw draws the weeks.
func (o *onsetClock) Draw(r draw.Surface, w, h int) error {
	if len(o.c.Weeks) == 0 {
		return sentence(r, w, h, o.s, o.Title(), o.s.L.T("chart.onset_clock.empty"))
	}
	m := measure{o.s}
	top := m.em(1)
	if !o.s.HideTitle {
		top = m.em(2.5)
	}
	rows := [][]legendItem{o.legend()}
	if items := rows[0]; len(items) > 1 && m.legendWidth(items) > w-m.em(2) {
		rows = [][]legendItem{items[:1], items[1:]}
	}
	for _, items := range rows {
		// One item alone may still be too long for a small picture.
		items[0].label = m.fit(items[0].label, w-m.em(2+legendSwatch)-(m.legendWidth(items)-m.legendWidth(items[:1])), o.s.quiet())
	}
	legendAt := top + m.em(0.5)
	top += m.em(0.5 + 1.4*float64(len(rows)))
	left, right := m.em(1.4)+m.tickWidth(o.axis.ticks), w-m.em(1.6)
	dates := newDateAxis(m, o.first, o.nights, right-left)
	foot := dates.height(m) + m.em(0.4)
	bottom := h - foot - m.em(doseRow)
	return render(r, w, h, o.s, plot{
		area: Area{left, top, right, bottom}, x: span{0, float64(o.nights)}, y: o.axis.span,
		series: []gochart.Series{
			shiftSeries{series{"change", o.s}, o},
			gridSeries{series{s: o.s}, o.axis.ticks},
			doseTimes{series{"doses", o.s}, o},
			weekSeries{series{"weeks", o.s}, o},
			doseStrip{series{s: o.s}, o, dates},
		},
		furniture: []func(pen){func(p pen) {
			if !o.s.HideTitle {
				p.text(m.fitTitle(o.Title(), w-m.em(2.2), o.s.titled()), m.em(1), m.em(1.75), fromLeft, o.s.titled())
			}
			for i, items := range rows {
				p.legend(items, min(left+m.legendWidth(items), w-m.em(1)), legendAt+i*m.em(1.4))
			}
		}},
	})
}

// shiftSeries shades the weeks between which each change of level lies.
type shiftSeries struct {
	series
	o *onsetClock
}

func (ss shiftSeries) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := ss.at(r, box, x, y)
	day := func(d diary.Date) int { return at.X(float64(d.Sub(ss.o.first))) }
	pal := ss.s.Palette
	for _, shift := range ss.o.c.Shifts {
		p.box(day(shift.Low), at.area.Top, max(day(shift.High.AddDays(7)), day(shift.Low)+1), at.area.Bottom, pal.RunIn)
	}
	for _, shift := range ss.o.c.Shifts {
		v := day(shift.Week)
		p.line(v, at.area.Top, v, at.area.Bottom, pal.Text, firm, 0.4, 0.25)
	}
}

// doseTimes draws when in the day the medicine was taken.
type doseTimes struct {
	series
	o *onsetClock
}

func (dt doseTimes) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := dt.at(r, box, x, y)
	for _, phase := range dt.o.phases() {
		from, to := dt.o.within(phase)
		for _, clock := range phase.Times {
			v := at.Y(dt.o.c.Of(clock))
			p.line(at.X(from), v, at.X(to), v, dt.s.Palette.BandEdge, heavy)
		}
	}
}

// weekSeries draws the middle half and the median of each week, and the levels between the changes.
type weekSeries struct {
	series
	o *onsetClock
}

func (ws weekSeries) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := ws.at(r, box, x, y)
	pal, o := ws.s.Palette, ws.o
	perWeek := float64(box.Width()) * 7 / float64(o.nights) / ws.s.em()
	radius := min(max(perWeek*0.35, smallDot), largeDot)
	for _, w := range o.c.Weeks {
		v := at.X(float64(w.Week.Sub(o.first)) + 3.5)
		p.line(v, at.Y(w.Q1), v, at.Y(w.Q3), pal.Night, hair)
		p.mark(dot, v, at.Y(w.Median), radius, pal.Mean)
	}
	from := at.area.Left
	for i, shift := range o.c.Shifts {
		to := at.X(float64(shift.Week.Sub(o.first)))
		p.line(from, at.Y(shift.Before), to, at.Y(shift.Before), pal.Text, firm, 0.4, 0.25)
		if from = to; i+1 == len(o.c.Shifts) {
			p.line(from, at.Y(shift.After), at.area.Right, at.Y(shift.After), pal.Text, firm, 0.4, 0.25)
		}
	}
}

// doseStrip draws the doses below the weeks, then the dates below them.
type doseStrip struct {
	series
	o     *onsetClock
	dates dateAxis
}

func (ds doseStrip) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, style gochart.Style) {
	p, at := ds.at(r, box, x, y)
	pal, m := ds.s.Palette, p.measure()
	highest := 0.0
	for _, phase := range ds.o.phases() {
		highest = max(highest, phase.Dose.Or(0))
	}
	top, bottom := at.area.Bottom+p.em(0.3), at.area.Bottom+p.em(doseRow-0.2)
	rows := ds.o.besides()
	for _, row := range rows {
		for beside, phase := range row {
			from, to := ds.o.within(phase)
			x0, x1 := at.X(from), at.X(to)
			strength := 1.0
			if dose, ok := phase.Dose.Get(); ok && highest > 0 {
				strength = dose / highest
			}
			// What runs beside another takes the lower part of the band.
			upper := top + beside*(bottom-top)/(beside+1)
			p.box(x0, upper, max(x1-1, x0+1), bottom, mix(pal.Band, pal.BandFull, strength))
			p.line(x0, upper, x0, bottom, pal.BandEdge, hair)
		}
	}
	for _, row := range rows {
		from, to := ds.o.within(row[0])
		x0, x1 := at.X(from), at.X(to)
		for _, words := range ds.o.doses(row) {
			if m.width(words, ds.s.plain()) <= x1-x0-p.em(0.6) {
				p.text(words, x0+p.em(0.3), p.middle((top+bottom)/2, ds.s.plain()), fromLeft, ds.s.plain())
				break
			}
		}
	}
	lower := box
	lower.Bottom += p.em(doseRow)
	dateSeries{series{s: ds.s}, ds.dates}.Render(r, lower, x, y, style)
}
