package exchange

import (
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
