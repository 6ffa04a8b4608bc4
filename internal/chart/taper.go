package chart

import (
	"math"
	"slices"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// Taper shows the steps of a dose as they were prescribed, what was taken, and severity above both, on one axis of
// time. same tells what is the same medicine under another name; it may be nil.
func Taper(d diary.Diary, iv diary.Intervention, same func(a, b diary.Intervention) bool, s Style) Picture {
	steps, later := compare.Taper(d, iv, same)
	c := &taper{s: s, iv: iv, steps: steps}
	begun, last, ok := d.Span()
	if !ok || len(c.steps) == 0 {
		return c
	}
	// Weeks before the first night would be empty.
	c.first = c.steps[0].Date.AddDays(-taperBefore)
	if begun.After(c.steps[0].Date) {
		begun = c.steps[0].Date
	}
	if c.first.Before(begun) {
		c.first = begun
	}
	if least := last.AddDays(1 - taperLeast); least.Before(c.first) {
		c.first = least
	}
	if end := c.steps[len(c.steps)-1].Date.AddDays(taperAfter); end.Before(last) {
		last = end
	}
	if len(later) > 0 && later[0].Date.Sub(last) <= taperBefore {
		last = later[0].Date // the step to come is in sight
	}
	c.values, c.means = byNight(d, compare.Severity, c.first, last)
	c.marked = make([]bool, len(c.values))
	return c
}

// taperBefore and taperAfter are how many days before the first step and from the last one on are shown, and taperLeast
// how many in all at least.
const (
	taperBefore = 21
	taperAfter  = 84
	taperLeast  = 7
)

type taper struct {
	s             Style
	iv            diary.Intervention
	steps         []compare.TaperStep
	first         diary.Date
	values, means []float64
	marked        []bool
}

// Title names the remedy.
func (c *taper) Title() string { return c.s.L.T("chart.taper.title", "name", c.iv.Name) }

// Text tells every step.
func (c *taper) Text() string {
	if len(c.steps) == 0 {
		return sentences(c.Title()+".", c.s.L.T("chart.taper.empty"))
	}
	parts := []string{c.Title() + "."}
	for _, step := range c.steps {
		parts = append(parts, wording.TaperStep(c.s.L, step))
	}
	return sentences(parts...)
}

// unit is that of the first step that has one.
func (c *taper) unit() string {
	for _, step := range c.steps {
		if step.Unit != "" {
			return step.Unit
		}
	}
	return ""
}

// ticks are those of the dose.
func (c *taper) ticks() []tick {
	highest := 0.0
	for _, step := range c.steps {
		highest = max(highest, step.Dose)
		for _, t := range step.Taken {
			highest = max(highest, t.Dose)
		}
	}
	if highest == 0 {
		highest = 1
	}
	step := niceStep(highest / 3)
	var ticks []tick
	for v := 0.0; v < highest*1.05+step; v += step {
		ticks = append(ticks, tick{v, amount(v, c.s.L)})
	}
	return ticks
}

// Draw draws the two courses.
func (c *taper) Draw(r draw.Surface, w, h int) error {
	if len(c.values) == 0 {
		return sentence(r, w, h, c.s, c.Title(), c.s.L.T("chart.taper.empty"))
	}
	m, l := measure{c.s}, c.s.L
	severity, ticks := outcomeAxis(compare.Severity, nil, l), c.ticks()
	top := m.em(1.9)
	if !c.s.HideTitle {
		top = m.em(3.9)
	}
	left, right := m.em(1.4)+max(m.tickWidth(ticks), m.tickWidth(severity.ticks)), w-m.em(1.6)
	dates := newDateAxis(m, c.first, len(c.values), right-left)
	bottom := h - dates.height(m) - m.em(0.4)
	gap := 2.6 // text sizes between the two, for the lower one's name
	cramped := bottom-top < m.em(12)
	if cramped {
		gap = 1.3 // without it
	}
	upper := Area{left, top, right, top + (bottom-top-m.em(gap))/2}
	lower := Area{left, upper.Bottom + m.em(gap), right, bottom}
	rated := m.fit(wording.OutcomeWithUnit(l, compare.Severity), right-m.em(1), c.s.quiet())
	name := m.fit(l.T("chart.taper.dose", "unit", c.unit()), right-m.em(1), c.s.quiet())
	// What does not fit beside the lower name stands beside the upper one.
	over, items := []legendItem(nil), c.legend()
	wide := func(items []legendItem, name string) bool {
		return m.legendWidth(items) > right-m.em(2.4)-m.width(name, c.s.quiet())
	}
	for len(items) > 0 && wide(items, name) {
		over, items = append(over, items[0]), items[1:]
	}
	for len(over) > 0 && wide(over, rated) {
		over = over[:len(over)-1]
	}
	return render(r, w, h, c.s, plot{
		area: Area{left, top, right, bottom}, x: span{0, float64(len(c.values))}, y: span{0, 1},
		series: []gochart.Series{
			part{gridSeries{series{s: c.s}, severity.ticks}, upper, severity.span},
			part{nightDots{series{"nights", c.s}, c.values, c.marked}, upper, severity.span},
			part{meanLine{series{"means", c.s}, c.means}, upper, severity.span},
			part{gridSeries{series{s: c.s}, ticks}, lower, span{0, ticks[len(ticks)-1].at}},
			part{taperSeries{series{"doses", c.s}, c}, lower, span{0, ticks[len(ticks)-1].at}},
			dateSeries{series{s: c.s}, dates},
		},
		furniture: []func(pen){func(p pen) {
			if !c.s.HideTitle {
				p.text(m.fitTitle(c.Title(), w-m.em(2.2), c.s.titled()), m.em(1), m.em(1.75), fromLeft, c.s.titled())
			}
			if cramped {
				return
			}
			p.text(rated, m.em(1), top-m.em(0.8), fromLeft, c.s.quiet())
			if len(over) > 0 {
				p.legend(over, right, top-m.em(0.8))
			}
			p.text(name, m.em(1), lower.Top-m.em(0.8), fromLeft, c.s.quiet())
			if len(items) > 0 {
				p.legend(items, right, lower.Top-m.em(0.8))
			}
		}},
	})
}

// legend names what is drawn.
func (c *taper) legend() []legendItem {
	l, pal := c.s.L, c.s.Palette
	items := []legendItem{{line: true, colour: pal.Text, label: l.T("chart.taper.prescribed")}}
	noted, meant := false, false
	for _, t := range slices.Concat(takenOf(c.steps)...) {
		noted, meant = noted || t.Noted, meant || !t.Noted
	}
	if noted {
		items = append(items, legendItem{form: dot, colour: pal.Mean, label: l.T("chart.taper.noted")})
	}
	if meant {
		items = append(items, legendItem{form: ring, colour: pal.Mean, label: l.T("chart.taper.meant")})
	}
	return items
}

// taperSeries draws the prescribed steps as a stair and what was taken as a mark a night: filled where it was noted,
// hollow where it is what the remedy's dose says.
type taperSeries struct {
	series
	c *taper
}

func (ts taperSeries) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := ts.at(r, box, x, y)
	pal, c := ts.s.Palette, ts.c
	day := func(d diary.Date) float64 { return float64(d.Sub(c.first)) }
	perNight := float64(box.Width()) / float64(len(c.values)) / ts.s.em()
	radius := min(max(perNight*0.42, smallDot), largeDot)
	for i, step := range c.steps {
		x0, x1, v := at.X(day(step.Date)), min(at.X(day(step.Last)+1), at.area.Right), at.Y(step.Dose)
		if i > 0 {
			p.line(x0, at.Y(c.steps[i-1].Dose), x0, v, pal.Text, firm)
		}
		p.line(x0, v, x1, v, pal.Text, firm)
	}
	// Over years there are more nights than marks have room. Of nights alike as many are drawn as can be told apart: rings
	// that run into one another would pass for dots.
	apart, drawn := int(math.Ceil(2*radius/perNight)), map[compare.TakenNight]diary.Date{}
	for _, t := range slices.Concat(takenOf(c.steps)...) {
		if day(t.Date) >= float64(len(c.values)) {
			break
		}
		form := ring
		if t.Noted {
			form = dot
		}
		alike := compare.TakenNight{Dose: t.Dose, Noted: t.Noted}
		if last, has := drawn[alike]; has && t.Date.Sub(last) < apart {
			continue
		}
		drawn[alike] = t.Date
		p.mark(form, at.X(day(t.Date)+0.5), at.Y(t.Dose), radius, pal.Mean)
	}
}

func takenOf(steps []compare.TaperStep) [][]compare.TakenNight {
	var all [][]compare.TakenNight
	for _, s := range steps {
		all = append(all, s.Taken)
	}
	return all
}
