package exchange

import (
	"strings"

	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
	"stillnight/internal/pattern"
)

// secondHead joins a second row of heads to the first: one of units and scales, or the heads below others that stand
// over several columns.
func (a *anyTable) secondHead() {
	if len(a.rows) < 2 {
		return
	}
	row := a.rows[0]
	switch {
	case a.areUnits(row):
		for i, c := range row.Cells {
			if c != "" && a.head[i] != "" {
				a.head[i] += " (" + strings.Trim(c, "()[]") + ")"
			}
		}
	case a.areBelow(row):
		group := ""
		for i := range a.head {
			below := row.Cell(i)
			switch {
			case a.head[i] != "":
				group = a.head[i]
			case below == "":
				group = ""
			}
			if below == "" {
				continue
			}
			if f, _ := a.v.fieldOf(below); f == Ignored && group != "" {
				below = group + " " + below
			}
			a.head[i] = below
		}
	default:
		return
	}
	a.rows = a.rows[1:]
	a.above++
}

// dateForm shows how dates and times are written: yyyy-mm-dd, TT.MM.JJJJ, hh:mm.
var dateForm = pattern.New(`(?i)^(?:[dtj]{1,2}|[mya]{2,4}|[dtjmya]{2,4}([./-])[dtjmya]{2,4}[./-][dtjmya]{2,4}|h{1,2}:mm)$`)

// areUnits tells whether a row has nothing but units, scales and forms of dates.
func (a *anyTable) areUnits(row source.Row) bool {
	units := 0
	for i, c := range row.Cells {
		bare := strings.TrimSpace(strings.Trim(c, "()[]"))
		_, unit := cell.UnitOf(i18n.Fold(bare))
		_, scale := cell.ParseScale(bare)
		switch {
		case c == "":
		case i >= len(a.head) || a.head[i] == "":
			return false
		case unit || scale || doseUnits[i18n.Fold(bare)] || dateForm.MatchString(bare) || labUnits[strings.ToLower(bare)] || bare == "%":
			units++
		default:
			return false
		}
	}
	return units > 0 && a.dated(row) == 0
}

// areBelow tells whether a row has heads that stand below others: texts only, some of them known, and one at least
// in a column that has none yet, since the head over it spans several.
func (a *anyTable) areBelow(row source.Row) bool {
	known, spanned := 0, 0
	for i, c := range row.Cells {
		if c == "" || i >= len(a.head) {
			continue
		}
		if a.isValue(c) {
			return false
		}
		if f, _ := a.v.fieldOf(c); f != Ignored {
			known++
		}
		if a.head[i] == "" {
			spanned++
		}
	}
	return known > 0 && spanned > 0 && a.dated(a.rows[1]) > 0
}

// dated counts the dates of a row.
func (a *anyTable) dated(row source.Row) int {
	n := 0
	for _, c := range row.Cells {
		if cell.IsDate(c) {
			n++
		}
	}
	return n
}
