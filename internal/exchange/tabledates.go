package exchange

import (
	"slices"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
)

// findOrder finds how the dates are written; dates that can be read two ways are a *Fault.
func (a *anyTable) findOrder() error {
	texts := a.column(a.date)
	a.serial = !areDates(texts) && areSerials(texts)
	a.order = a.chosen.Order
	if a.order == Ambiguous {
		a.order = cell.OrderOf(texts)
	}
	if a.order == Ambiguous {
		a.order = a.orderBySpans()
	}
	if a.order == Ambiguous {
		a.order = cell.OrderBySequence(texts, a.latest)
	}
	if a.order == Ambiguous {
		for _, text := range texts {
			if _, ok := cell.ParseMoment(text, Ambiguous); !ok && cell.IsDate(text) {
				return fault("exchange.fault.ambiguous", "text", reading.Clip(text))
			}
		}
	}
	// A column whose every time is 00:00 is one of plain dates: databases and spreadsheets write them so.
	a.plain = !slices.ContainsFunc(texts, func(text string) bool {
		m, ok := a.moment(text)
		return ok && !m.Midnight()
	})
	if !a.plain && len(texts) > 1 {
		a.midnights = !slices.ContainsFunc(texts, func(text string) bool {
			m, ok := a.moment(text)
			return ok && !((m.UTC || a.zeroIsUTC) && a.isMidnight(m))
		})
		a.plain = a.midnights
	}
	return nil
}

// orderBySpans finds the order by when sleep began and ended, where both are moments.
func (a *anyTable) orderBySpans() DateOrder {
	if a.start < 0 || a.end < 0 || a.clocks {
		return Ambiguous
	}
	starts, ends := make([]string, len(a.rows)), make([]string, len(a.rows))
	for i, row := range a.rows {
		starts[i], ends[i] = row.Cell(a.start), row.Cell(a.end)
	}
	return cell.OrderBySpans(starts, ends)
}

func (a *anyTable) isMidnight(m cell.Moment) bool {
	hour, minute, sec := m.Time(a.zone).Clock()
	return hour == 0 && minute == 0 && sec == 0
}

// moment reads a cell of the date column.
func (a *anyTable) moment(text string) (cell.Moment, bool) {
	m, ok := a.momentAsWritten(text)
	if ok && a.midnights {
		return cell.Moment{Date: diary.DateOf(m.Time(a.zone))}, true
	}
	return m, ok
}

func (a *anyTable) momentAsWritten(text string) (cell.Moment, bool) {
	if m, ok := cell.SerialMoment(text); ok && a.serial {
		return m, true
	}
	if m, ok := cell.ParseMoment(text, a.order); ok {
		return m, true
	}
	if t, ok := cell.Unix(text); ok {
		return cell.Moment{Date: diary.DateOf(t), Timed: true, Hour: t.Hour(), Minute: t.Minute(), Sec: t.Second(), Zoned: true, UTC: true}, true
	}
	return cell.Moment{}, false
}

// night finds the night of a row.
func (a *anyTable) night(set *reading.Set, row source.Row) (diary.Date, bool) {
	m, ok := a.moment(row.Cell(a.date))
	if !ok {
		return diary.Date{}, false
	}
	if m.Timed && !a.plain {
		return set.NightAt(a.when(set, row, m)), true
	}
	if a.clock >= 0 {
		if c, ok := cell.ParseClock(row.Cell(a.clock)); ok {
			if hour, _ := c.HourMinute(); hour < set.Boundaries.HourOn(m.Date) {
				return m.Date.AddDays(-1), true
			}
			return m.Date, true
		}
	}
	if a.mornings {
		return m.Date.AddDays(-1), true
	}
	return m.Date, true
}

// carryDates gives rows that have a time of day but no date that of the row above, as people write several entries of
// one evening, or as a merged cell stands over them. What is after midnight below an evening is of the next day. A
// table without times is left as it is: what has no date there may be a total.
func (a *anyTable) carryDates() {
	if a.clock < 0 || a.date < 0 {
		return
	}
	var rows []source.Row
	last, known, evening := diary.Date{}, false, false
	for i, row := range a.rows {
		c, timed := cell.ParseClock(row.Cell(a.clock))
		hour, _ := c.HourMinute()
		if row.Cell(a.date) != "" {
			var m cell.Moment
			m, known = a.moment(row.Cell(a.date))
			last, evening = m.Date, false
		} else if known && timed && isTimeOfDay(row.Cell(a.clock)) {
			if rows == nil {
				rows = slices.Clone(a.rows)
			}
			day := last
			if evening && hour < 12 {
				day = last.AddDays(1)
			}
			rows[i] = withCell(row, a.date, day.String())
		}
		evening = evening || timed && hour >= 12
	}
	if rows != nil {
		a.rows = rows
	}
}
