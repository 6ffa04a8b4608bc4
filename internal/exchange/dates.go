package exchange

import (
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
)

// DateOrder is the order in which a file writes dates.
type DateOrder = cell.Order

// The orders. In a file in which every date fits day first and month first, the order is Ambiguous and
// must be asked for.
const (
	Ambiguous  = cell.Ambiguous
	DayFirst   = cell.DayFirst
	MonthFirst = cell.MonthFirst
	YearFirst  = cell.YearFirst
)

// readDate reads a date in the given order. Where a time stands behind it, the date is the night's: what
// happened before noon belongs to the evening before.
func readDate(text string, order DateOrder) (diary.Date, bool) {
	m, ok := cell.ParseMoment(text, order)
	if ok && m.Timed {
		return diary.NightAt(m.Time(time.UTC)), true
	}
	return m.Date, ok
}
