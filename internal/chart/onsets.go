package chart

import (
	"slices"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/chart/draw"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// Onsets shows when symptoms were first noticed: how many nights began in each half hour from noon to
// noon, with the median and the middle half.
func Onsets(d diary.Diary, s Style) Picture {
	o := &onsets{s: s}
	o.values = compare.OnsetValues(d.Nights)
	for _, n := range d.Nights {
		if n.AllDay {
			o.allDay++
		}
	}
	if len(o.values) == 0 {
		return o
	}
	// Whole hours around the values, at least from six in the evening to two at night, or for one who sleeps by day from
	// six in the morning to two in the afternoon.
	first, last := o.values[0], o.values[len(o.values)-1]
	from, to := 6.0, 14.0
	if last > float64(diary.MaxClock) {
		from, to = 18, 26
	}
	o.hours = span{Low: min(from, float64(int(first)/60)), High: max(to, float64(int(last)/60+1))}
	o.bins = make([]int, int(o.hours.High-o.hours.Low)*2)
	for _, v := range o.values {
		o.bins[min(int(v/30)-int(o.hours.Low)*2, len(o.bins)-1)]++
	}
	return o
}

type onsets struct {
	s      Style
	values []float64 // sorted, minutes after noon
	allDay int
	hours  span // hours after noon
	bins   []int
}

// Title names the picture.
func (o *onsets) Title() string { return o.s.L.T("chart.onsets.title") }

// Text gives the median and the middle half.
func (o *onsets) Text() string {
	if len(o.values) == 0 {
		return sentences(o.Title()+".", o.s.L.T("chart.onsets.empty"))
	}
	return sentences(o.Title()+".", o.counted())
}

func (o *onsets) clock(v float64) string { return wording.Tick(o.s.L, compare.OnsetMinutes, v) }

func (o *onsets) counted() string {
	l := o.s.L
	said := l.N("chart.onsets.counted", len(o.values), "median", o.clock(median(o.values)),
		"low", o.clock(compare.Quantile(o.values, 0.25)), "high", o.clock(compare.Quantile(o.values, 0.75)))
	if o.allDay > 0 {
		said = sentences(said, l.N("chart.onsets.all_day", o.allDay))
	}
	return said
}

// Draw draws the histogram.
func (o *onsets) Draw(r draw.Surface, w, h int) error {
	if len(o.values) == 0 {
		return sentence(r, w, h, o.s, o.Title(), o.s.L.T("chart.onsets.empty"))
	}
	m := measure{o.s}
	most := slices.Max(o.bins)
	step := max(niceStep(float64(most)/4), 1)
	var counts []tick
	for v := 0.0; v < float64(most)+step; v += step {
		counts = append(counts, tick{v, o.s.L.Short(v)})
	}
	top := m.em(0.8)
	if !o.s.HideTitle {
		top = m.em(2.3)
	}
	said := m.wrap(o.counted(), w-m.em(2.2), o.s.quiet())
	if h < m.em(14) {
		said = nil
	}
	saidAt := top + m.em(0.9)
	top += m.em(1.35)*len(said) + m.em(2.1)
	area := Area{m.em(1.4) + m.tickWidth(counts), top, w - m.em(2), h - m.em(2.1)}
	var hours []tick
	every := 1.0
	for float64(area.Right-area.Left)*every/(o.hours.High-o.hours.Low) < float64(m.width(o.clock(11*60), o.s.quiet())+m.em(1)) && every < 12 {
		every++
	}
	for v := o.hours.Low; v <= o.hours.High; v += every {
		hours = append(hours, tick{v, o.s.L.Clock(diary.Clock(int(v) * 60 % (24 * 60)))})
	}
	return render(r, w, h, o.s, plot{
		area: area, x: o.hours, y: span{0, counts[len(counts)-1].at},
		series: []gochart.Series{
			gridSeries{series{s: o.s}, counts},
			histogram{series{"nights", o.s}, o, hours},
		},
		furniture: []func(pen){func(p pen) {
			if !o.s.HideTitle {
				p.text(m.fit(o.Title(), w-m.em(2.2), o.s.titled()), m.em(1), m.em(1.75), fromLeft, o.s.titled())
			}
			for i, line := range said {
				p.text(line, m.em(1), saidAt+i*m.em(1.35), fromLeft, o.s.quiet())
			}
			p.text(m.fit(o.s.L.T("chart.onsets.axis"), area.Right-m.em(1), o.s.quiet()), m.em(1), area.Top-m.em(0.9), fromLeft, o.s.quiet())
		}},
	})
}

// histogram draws the bars, the middle half and the median.
type histogram struct {
	series
	o     *onsets
	hours []tick
}

func (hg histogram) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := hg.at(r, box, x, y)
	pal, l, o := hg.s.Palette, hg.s.quiet(), hg.o
	low, high := compare.Quantile(o.values, 0.25)/60, compare.Quantile(o.values, 0.75)/60
	for i, n := range o.bins {
		if n == 0 {
			continue
		}
		from := o.hours.Low + float64(i)/2
		fill := pal.BandFull
		if from+0.5 > low && from < high {
			fill = pal.BandEdge
		}
		x0, x1 := at.X(from)+p.em(0.08), at.X(from+0.5)-p.em(0.08)
		p.box(x0, at.Y(float64(n)), max(x1, x0+1), at.area.Bottom, fill)
	}
	p.line(at.area.Left, at.area.Bottom, at.area.Right, at.area.Bottom, pal.Axis, hair)
	for _, t := range hg.hours {
		v := at.X(t.at)
		p.line(v, at.area.Bottom, v, at.area.Bottom+p.em(0.3), pal.Axis, hair)
		p.text(t.label, v, at.area.Bottom+p.em(1.35), centred, l)
	}
	v := at.X(median(o.values) / 60)
	p.line(v, at.area.Top-p.em(0.6), v, at.area.Bottom, pal.Background, 3*firm)
	p.line(v, at.area.Top-p.em(0.6), v, at.area.Bottom, pal.Text, firm, 0.4, 0.25)
	label := hg.s.L.T("chart.onsets.median", "time", o.clock(median(o.values)))
	p.text(label, min(v+p.em(0.4), at.area.Right-p.measure().width(label, l)), at.area.Top-p.em(0.9), fromLeft, l)
}
