package chart

import (
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// Weekdays shows an outcome by the day of the week of the evening: the nights, their median and middle
// half. The week begins where the user's does.
func Weekdays(d diary.Diary, o compare.Outcome, s Style) Picture {
	l := s.L
	c := &columns{
		s: s, title: l.T("chart.weekdays.title", "outcome", wording.OutcomeWithUnit(l, o)),
		empty: l.T("chart.weekdays.empty"), grain: o.Step(),
	}
	summary, nights := compare.Weekdays(d, o), compare.NightsFor(o, d.Nights)
	lines := []string{c.title + "."}
	for i := range summary {
		day := summary[(i+int(l.FirstWeekday()))%len(summary)]
		st := strip{
			label: l.WeekdayShort(day.Weekday), sub: countWords(day.Side, o, l),
			q1: day.Q1, mid: day.Median, q3: day.Q3, after: true,
		}
		for _, n := range nights {
			if v, ok := o.Of(n).Get(); ok && n.Date.Weekday() == day.Weekday {
				st.values = append(st.values, dated{n.Date, v})
			}
		}
		c.strips = append(c.strips, st)
		lines = append(lines, sideText(l.Weekday(day.Weekday), day.Side, o, l))
	}
	c.axis = outcomeAxis(o, valuesOf(c.strips), l)
	if len(d.Nights) == 0 {
		lines = []string{c.title + ".", c.empty}
	}
	c.text = sentences(lines...)
	return c
}
