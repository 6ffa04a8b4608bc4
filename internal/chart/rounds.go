package chart

import (
	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// Rounds shows a remedy tried more than once: stretches without it (hollow nights) and with it (filled,
// shaded) in the order of dates, each with its median, and the change over all rounds with its interval
// on the same scale.
func Rounds(c compare.PooledComparison, s Style) Picture {
	r := &roundsPicture{c: c, s: s}
	var values []float64
	for _, n := range c.Nights {
		v, ok := n.Value.Get()
		if !ok {
			continue
		}
		values = append(values, v)
		if last := len(r.stretches) - 1; last >= 0 && r.stretches[last].on == n.On && r.stretches[last].round == n.Round {
			r.stretches[last].last = n.Date
		} else {
			r.stretches = append(r.stretches, roundStretch{first: n.Date, last: n.Date, on: n.On, round: n.Round})
		}
		if n.Role == compare.Before || n.Role == compare.After {
			st := &r.stretches[len(r.stretches)-1]
			st.values = append(st.values, v)
		}
	}
	r.axis = outcomeAxis(c.Outcome, values, s.L)
	return r
}

type roundsPicture struct {
	c         compare.PooledComparison
	s         Style
	axis      valueAxis
	stretches []roundStretch
}

// roundStretch is a run of nights with or without the remedy; values are those that count.
type roundStretch struct {
	first, last diary.Date
	on          bool
	round       int
	values      []float64
}

// Title names the remedy.
func (r *roundsPicture) Title() string {
	return r.s.L.T("chart.rounds.title", "name", r.c.Intervention)
}

// Text tells each stretch's median and the verdict over all rounds.
func (r *roundsPicture) Text() string {
	l := r.s.L
	parts := []string{r.Title() + ".", wording.OutcomeWithUnit(l, r.c.Outcome) + "."}
	for _, st := range r.stretches {
		if len(st.values) == 0 {
			continue
		}
		parts = append(parts, l.N("chart.rounds.stretch", len(st.values), "what", r.name(st),
			"first", l.DateMedium(st.first), "last", l.DateMedium(st.last),
			"median", wording.Tick(l, r.c.Outcome, medianOf(st.values))))
	}
	return sentences(append(parts, wording.Pooled(l, r.c))...)
}

func (r *roundsPicture) name(st roundStretch) string {
	if st.on {
		return r.s.L.T("chart.rounds.with")
	}
	return r.s.L.T("chart.rounds.without")
}

// Draw draws the rounds.
func (r *roundsPicture) Draw(rd draw.Surface, w, h int) error {
	if len(r.stretches) == 0 {
		return sentence(rd, w, h, r.s, r.Title(), r.s.L.T("chart.compare.empty"))
	}
	m, l := measure{r.s}, r.s.L
	first := r.stretches[0].first
	nights := r.stretches[len(r.stretches)-1].last.Sub(first) + 1
	left, right := m.em(1.4)+m.tickWidth(r.axis.ticks), w-m.em(1.2)
	top := m.em(0.8)
	if !r.s.HideTitle {
		top = m.em(2.4)
	}
	heads := top + m.em(1)
	top += m.em(1.7)
	effect, hasEffect := r.c.Effect.Get()
	panel := Area{}
	change := ""
	if hasEffect {
		change = l.T("chart.rounds.change", "change", changeWords(r.c.Outcome, effect.Change, l), "interval", intervalWords(effect.CI, l))
		if w >= m.em(42) {
			panel = Area{right - m.em(8), top, right, 0}
			right -= m.em(9)
		}
	}
	dates := newDateAxis(m, first, nights, right-left)
	area := Area{left, top, right, h - dates.height(m) - m.em(0.4)}
	panel.Bottom = area.Bottom
	base := series{s: r.s}
	pl := plot{
		area: area, x: span{0, float64(nights)}, y: r.axis.span,
		series: []gochart.Series{
			roundShades{base, r.stretches, first},
			gridSeries{base, r.axis.ticks},
			roundNights{series{"nights", r.s}, r, first, nights},
			dateSeries{base, dates},
		},
		furniture: []func(pen){func(p pen) {
			if !r.s.HideTitle {
				name, room := wording.OutcomeWithUnit(l, r.c.Outcome), w-m.em(2.2)
				if width := m.width(name, r.s.quiet()); room-width > m.em(16) {
					p.text(name, w-m.em(1.2), m.em(1.75), fromRight, r.s.quiet())
					room -= width + m.em(1.5)
				}
				p.text(m.fit(r.Title(), room, r.s.titled()), m.em(1), m.em(1.75), fromLeft, r.s.titled())
			}
			legend := []legendItem{
				{form: ring, colour: r.s.Palette.Before, label: l.T("chart.rounds.without")},
				{form: dot, colour: r.s.Palette.After, label: l.T("chart.rounds.with")},
			}
			width := m.legendWidth(legend)
			p.legend(legend, m.em(1)+width, heads)
			x := m.em(2.6) + width
			p.text(m.fit(change, w-x-m.em(1), r.s.strong()), x, heads, fromLeft, r.s.strong())
		}},
	}
	if panel.Right > 0 {
		pl.series = append(pl.series, effectPanel{base, panel, r.c.Off.Mean, effect})
	}
	return render(rd, w, h, r.s, pl)
}

// roundShades tints the stretches with the remedy.
type roundShades struct {
	series
	stretches []roundStretch
	first     diary.Date
}

func (rs roundShades) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := rs.at(r, box, x, y)
	for _, st := range rs.stretches {
		if st.on {
			p.box(at.X(float64(st.first.Sub(rs.first))), at.area.Top, at.X(float64(st.last.Sub(rs.first)+1)), at.area.Bottom, rs.s.Palette.Band)
		}
	}
}

// roundNights draws the nights and each stretch's median.
type roundNights struct {
	series
	of     *roundsPicture
	first  diary.Date
	nights int
}

func (rn roundNights) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := rn.at(r, box, x, y)
	pal := rn.s.Palette
	perNight := float64(box.Width()) / float64(rn.nights) / rn.s.em()
	radius := min(max(perNight*0.42, smallDot), largeDot)
	for _, n := range rn.of.c.Nights {
		v, ok := n.Value.Get()
		if !ok {
			continue
		}
		px, py := at.X(float64(n.Date.Sub(rn.first))+0.5), at.Y(v+jitter(n.Date)*0.3*rn.of.c.Outcome.Step())
		switch {
		case n.Role != compare.Before && n.Role != compare.After:
			p.mark(cross, px, py, radius*0.75, pal.Neutral)
		case n.On:
			p.mark(dot, px, py, radius, pal.After)
		default:
			p.mark(ring, px, py, radius, pal.Before)
		}
	}
	for _, st := range rn.of.stretches {
		if len(st.values) == 0 {
			continue
		}
		ink := pal.Before
		if st.on {
			ink = pal.After
		}
		v := at.Y(medianOf(st.values))
		p.line(at.X(float64(st.first.Sub(rn.first))), v, at.X(float64(st.last.Sub(rn.first)+1)), v, ink, heavy)
	}
}
