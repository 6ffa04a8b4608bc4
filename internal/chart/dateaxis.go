package chart

import (
	"slices"
	"strconv"
	"time"

	gochart "github.com/wcharczuk/go-chart/v2"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// dateTick is a date on the axis with its words.
type dateTick struct {
	date  diary.Date
	label string
	// middle puts the tick in the middle of its night rather than at its start.
	middle bool
}

// dateAxis is a level axis of nights: near marks (days, weeks, months or years) and, below, far ones
// (months or years) that say which the near ones belong to.
type dateAxis struct {
	first     diary.Date
	nights    int
	near, far []dateTick
	// single has no far marks: the near ones name the year where it begins.
	single bool
}

// inOneRow puts the years of months beside their names, where a row for them would take a picture's
// room. Other marks keep their row.
func (a dateAxis) inOneRow(l *i18n.Localizer) dateAxis {
	if len(a.near) == 0 || a.near[0].label != l.MonthShort(a.near[0].date.UTC().Month()) {
		return a
	}
	near := slices.Clone(a.near)
	for i, t := range near {
		if i == 0 || yearOf(t.date) != yearOf(near[i-1].date) {
			near[i].label = t.label + " " + strconv.Itoa(yearOf(t.date))
		}
	}
	a.near, a.far, a.single = near, nil, true
	return a
}

// newDateAxis picks the finest marks whose words do not collide on an axis of the given width in units.
func newDateAxis(m measure, first diary.Date, nights, width int) dateAxis {
	a := dateAxis{first: first, nights: nights}
	last := first.AddDays(nights - 1)
	perNight := float64(width) / float64(max(nights, 1))
	l := m.s.L
	gap := m.em(1.1)
	room := func(sample string, days int) bool {
		return float64(m.width(sample, m.s.quiet())+gap) <= perNight*float64(days)
	}
	day := func(d diary.Date) string {
		_, _, n := d.YMD()
		return strconv.Itoa(n)
	}
	switch {
	case room("00", 1):
		for d := first; !d.After(last); d = d.AddDays(1) {
			a.near = append(a.near, dateTick{d, day(d), true})
		}
		a.far = months(first, last, 1, l.MonthYear)
	case room(l.DayMonth(diary.MustDate(2026, time.November, 28)), 7):
		d := first
		for d.Weekday() != l.FirstWeekday() {
			d = d.AddDays(1)
		}
		for ; !d.After(last); d = d.AddDays(7) {
			a.near = append(a.near, dateTick{d, l.DayMonth(d), false})
		}
		a.far = years(first, last, 1)
	default:
		sample := l.MonthShort(time.September)
		for _, step := range []int{1, 3, 6} {
			if room(sample, step*28) {
				a.near = months(first, last, step, func(d diary.Date) string { return l.MonthShort(d.UTC().Month()) })
				a.far = years(first, last, 1)
				return a
			}
		}
		for _, step := range []int{1, 2, 5, 10} {
			if a.near = years(first, last, step); room("0000", step*365) {
				break
			}
		}
	}
	return a
}

// months lists firsts of months, every step-th counted from January.
func months(first, last diary.Date, step int, label func(diary.Date) string) []dateTick {
	var ticks []dateTick
	d := first.FirstOfMonth()
	if d.Before(first) {
		d = d.AddMonths(1)
	}
	for ; !d.After(last); d = d.AddMonths(1) {
		if (int(d.UTC().Month())-1)%step == 0 {
			ticks = append(ticks, dateTick{d, label(d), false})
		}
	}
	return ticks
}

// years lists firsts of January, in years that step divides.
func years(first, last diary.Date, step int) []dateTick {
	var ticks []dateTick
	from, _, _ := first.YMD()
	to, _, _ := last.YMD()
	for y := from; y <= to && y <= diary.MaxYear; y++ {
		d := diary.MustDate(y, time.January, 1)
		if y%step == 0 && !d.Before(first) {
			ticks = append(ticks, dateTick{d, strconv.Itoa(y), false})
		}
	}
	return ticks
}

// height is the room the axis takes below the plot, in units.
func (a dateAxis) height(m measure) int {
	if a.hasFar() {
		return m.em(3)
	}
	return m.em(1.75)
}

func (a dateAxis) hasFar() bool {
	return !a.single && (len(a.far) > 0 || len(a.near) == 0 || a.near[0].label != strconv.Itoa(yearOf(a.near[0].date)))
}

func yearOf(d diary.Date) int {
	y, _, _ := d.YMD()
	return y
}

// dateSeries draws the axis.
type dateSeries struct {
	series
	axis dateAxis
}

func (d dateSeries) Render(r gochart.Renderer, box gochart.Box, x, y gochart.Range, _ gochart.Style) {
	p, at := d.at(r, box, x, y)
	pal, l, m := d.s.Palette, d.s.quiet(), p.measure()
	bottom := at.area.Bottom
	p.line(at.area.Left, bottom, at.area.Right, bottom, pal.Axis, hair)
	where := func(t dateTick) int {
		i := float64(t.date.Sub(d.axis.first))
		if t.middle {
			i += 0.5
		}
		return at.X(i)
	}
	free := at.area.Left - p.em(2)
	for _, t := range d.axis.near {
		v := where(t)
		half := m.width(t.label, l) / 2
		p.line(v, bottom, v, bottom+p.em(0.3), pal.Axis, hair)
		if v-half < free || v+half > at.area.Right+p.em(1) {
			continue
		}
		p.text(t.label, v, bottom+p.em(1.3), centred, l)
		free = v + half + p.em(0.4)
	}
	if !d.axis.hasFar() {
		return
	}
	// The far row names what the left edge belongs to, unless the next name leaves no room for it.
	far := d.axis.far
	edge := dateTick{date: d.axis.first, label: strconv.Itoa(yearOf(d.axis.first))}
	if len(d.axis.near) > 0 && d.axis.near[0].middle {
		edge.label = d.s.L.MonthYear(d.axis.first)
	}
	if len(far) == 0 || where(far[0])-at.area.Left > m.width(edge.label, l)+p.em(0.8) {
		p.text(edge.label, at.area.Left, bottom+p.em(2.6), fromLeft, l)
	}
	free = at.area.Left
	for _, t := range far {
		v := where(t)
		width := m.width(t.label, l)
		if v < free || v+width > at.area.Right+p.em(1) {
			continue
		}
		p.line(v, bottom+p.em(1.75), v, bottom+p.em(2.65), pal.Axis, hair)
		p.text(t.label, v+p.em(0.35), bottom+p.em(2.6), fromLeft, l)
		free = v + width + p.em(0.8)
	}
}
