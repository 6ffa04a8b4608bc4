package report

import (
	"context"
	"io"
	"slices"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// Measures of the week's page, in points. From two metres a capital letter of 18 points is seen at 7 minutes
// of arc, and 5 are what a person with good eyes can read; figures and days are larger by half and more.
const (
	weekNights   = 7
	weekTitle    = 38
	weekDay      = 34
	weekFigure   = 50
	weekHours    = 32
	weekTried    = 20
	weekLeast    = 18
	weekMargin   = 34
	weekDayWidth = 118
	weekNumber   = 66
	weekGap      = 16
	weekBar      = 30
	weekFoot     = 62
)

// Week writes the last seven nights up to o.To, or up to the last night of the diary, on one page in large
// type, to hang on a door. It has severity, hours slept and what was tried against bouts, and nothing more: no
// name, no note, no medicine.
func Week(ctx context.Context, d diary.Diary, o Options, w io.Writer) error {
	page, err := WeekPage(ctx, d, o)
	if err != nil {
		return err
	}
	return write(ctx, []Page{page}, document{title: o.L.T("report.week.title"), subject: o.L.T("report.week.title"), made: o.made(d), o: o}, w)
}

// WeekPage lays the page out.
func WeekPage(ctx context.Context, d diary.Diary, o Options) (Page, error) {
	if err := o.check(); err != nil {
		return Page{}, err
	}
	last := o.To
	if last.IsZero() {
		if _, end, ok := d.Span(); ok {
			last = end
		} else {
			last = o.made(d)
		}
	}
	lay := newLayout(ctx, o)
	lay.week(weekOf(o, fenced(d), last))
	return lay.pages[0], ctx.Err()
}

// weekNight is one line of the page.
type weekNight struct {
	date     diary.Date
	severity diary.Optional[int]
	hours    diary.Optional[float64]
	tried    []string
}

// weekOf gathers the seven nights up to last.
func weekOf(o Options, d diary.Diary, last diary.Date) []weekNight {
	nights := make([]weekNight, weekNights)
	for i := range nights {
		date := last.AddDays(i + 1 - weekNights)
		nights[i] = weekNight{date: date, tried: triedOn(o, d, date)}
		for _, n := range d.Between(date, date) {
			nights[i].severity, nights[i].hours = n.Severity, n.SleepHours
		}
	}
	return nights
}

// triedOn are the measures and sessions of a night, each once. A prescription is nobody's business at the
// door of a kitchen.
func triedOn(o Options, d diary.Diary, date diary.Date) []string {
	var list []string
	add := func(name string) {
		if !slices.Contains(list, name) {
			list = append(list, name)
		}
	}
	for _, e := range d.Episodes {
		if e.Night != date {
			continue
		}
		for _, a := range e.Tried {
			if a.Measure != "nothing" {
				add(wording.Measure(o.L, a.Measure))
			}
		}
	}
	for _, iv := range d.Interventions {
		if iv.Kind == diary.Prescription {
			continue
		}
		for _, in := range iv.Intakes {
			if in.Night == date && in.Status == diary.SessionDone {
				add(iv.Name)
			}
		}
	}
	return list
}

// week sets the page.
func (lay *layout) week(nights []weekNight) {
	l := lay.o.L
	first, last := nights[0].date, nights[len(nights)-1].date
	left, right := float64(weekMargin), lay.width-weekMargin
	title := lettering{weekTitle, true, lay.ink.Text}
	lay.bookmark(l.T("report.week.title"), 0)
	lay.text(title.fit(l.T("report.week.title"), right-left), left, lay.y+title.rise(), title)
	lay.y += title.size * 1.25
	dates := lettering{24, false, lay.ink.Text}
	lay.text(dates.fit(l.T("report.covered", "first", l.DayMonth(first), "last", l.DateMedium(last)), right-left), left, lay.y+dates.rise(), dates)
	lay.y += dates.size * 1.5
	head := lettering{weekLeast, false, lay.ink.Muted}
	hours := l.T("report.week.hours")
	lay.textRight(hours, right, lay.y+head.rise(), head)
	lay.text(head.fit(l.T("report.week.severity"), right-left-weekDayWidth-textWidth(hours, head)-weekGap), left+weekDayWidth, lay.y+head.rise(), head)
	lay.y += head.size * 1.5
	height := (lay.height - weekMargin - weekFoot - lay.y) / weekNights
	for _, n := range nights {
		lay.weekLine(n, left, right, height)
		lay.y += height
	}
	lay.weekMeans(nights, left, right)
}

// weekLine sets a night: its day, the severity as a figure and a bar, the hours, and below what was tried.
func (lay *layout) weekLine(n weekNight, left, right, height float64) {
	l, y := lay.o.L, lay.y
	lay.put(lineMark{left, y, right, y, 1.2, lay.ink.Axis})
	day := lettering{weekDay, true, lay.ink.Text}
	lay.text(day.fit(l.WeekdayShort(n.date.Weekday()), weekDayWidth-weekGap), left, y+8+day.size*0.82, day)
	date := lettering{weekLeast + 2, false, lay.ink.Muted}
	lay.text(date.fit(l.DayMonth(n.date), weekDayWidth-weekGap/2), left, y+8+day.size+date.rise(), date)

	figure := lettering{weekFigure, true, lay.ink.Text}
	base := y + 6 + figure.size*0.82
	numberRight := left + weekDayWidth + weekNumber
	slept := lettering{weekHours, true, lay.ink.Text}
	hoursLeft := right - textWidth(wording.Value(l, compare.SleepHours, 10.5), slept)
	barLeft, barRight := numberRight+weekGap, hoursLeft-weekGap
	severity, rated := n.severity.Get()
	if rated {
		lay.textRight(l.Number(float64(severity), 0), numberRight, base, figure)
		top := base - figure.size*0.36 - weekBar/2
		lay.put(boxMark{x: barLeft, y: top, w: (barRight - barLeft) * float64(severity) / diary.MaxRating, h: weekBar, fill: lay.ink.Night})
		lay.put(boxMark{x: barLeft, y: top, w: barRight - barLeft, h: weekBar, line: lay.ink.Text, lineWidth: 1.2})
	} else {
		lay.textRight("–", numberRight, base, lettering{weekFigure, false, lay.ink.Muted})
	}
	if hours, ok := n.hours.Get(); ok {
		lay.textRight(wording.Value(l, compare.SleepHours, hours), right, base, slept)
	}
	lay.weekTried(n.tried, left+weekDayWidth+weekGap, base+8, right-left-weekDayWidth-weekGap, height-(base+8-y))
}

// weekTried sets what was tried in as many lines as there is room for. What does not fit is counted.
func (lay *layout) weekTried(tried []string, x, y, width, height float64) {
	style := lettering{weekTried, false, lay.ink.Text}
	most := int(height / (style.size * 1.1))
	var lines []string
	for shown := len(tried); shown > 0; shown-- {
		words := lay.o.L.List(tried[:shown])
		if shown < len(tried) {
			words = lay.o.L.T("report.week.more", "list", words, "n", lay.o.L.Number(float64(len(tried)-shown), 0))
		}
		if lines = style.wrap(words, width); len(lines) <= most {
			break
		}
	}
	for i, line := range lines[:min(len(lines), most)] {
		lay.text(style.fit(line, width), x, y+style.size*0.82+float64(i)*style.size*1.1, style)
	}
}

// weekMeans closes the page with the means of what was written down; nothing where nothing was.
func (lay *layout) weekMeans(nights []weekNight, left, right float64) {
	l := lay.o.L
	lay.put(lineMark{left, lay.y, right, lay.y, 1.2, lay.ink.Axis})
	var severities, hours []float64
	for _, n := range nights {
		if v, ok := n.severity.Get(); ok {
			severities = append(severities, float64(v))
		}
		if v, ok := n.hours.Get(); ok {
			hours = append(hours, v)
		}
	}
	if len(severities) == 0 {
		return
	}
	words := l.T("report.week.mean", "severity", wording.Value(l, compare.Severity, compare.Mean(severities)))
	if len(hours) > 0 {
		words = l.T("report.week.means", "severity", wording.Value(l, compare.Severity, compare.Mean(severities)),
			"hours", wording.Value(l, compare.SleepHours, compare.Mean(hours)))
	}
	style := lettering{28, true, lay.ink.Text}
	for style.size > weekLeast && textWidth(words, style) > right-left {
		style.size--
	}
	lay.text(style.fit(words, right-left), left, lay.y+14+style.rise(), style)
}
