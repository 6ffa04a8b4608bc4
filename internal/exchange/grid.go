package exchange

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
)

// fewestDays is how many days a year's grid must name to be taken for one.
const fewestDays = 20

// findGrid looks for a year on one page: the months across the top and the days down the side, or the other way
// round, with one value a day. The year stands in a title, the sheet's or the file's name, and what the values are
// in one of these too. It tells whether the table is one of those.
func (a *anyTable) findGrid(t *source.Table) bool {
	for i, row := range t.Rows[:min(len(t.Rows), headLook)] {
		months, days := monthsAcross(row), daysAcross(row)
		if months == nil && days == nil {
			a.titles = append(a.titles, row.Cells...)
			continue
		}
		p := periodOf(append(append(slices.Clone(a.titles), row.Cell(0)), a.at.sheet, a.at.file))
		year := a.chosen.Year
		if len(p.years) == 1 && year == 0 {
			year, a.reckoned = p.years[0], p.text
		}
		if year == 0 || !a.fillGrid(t.Rows[i+1:], months, days, year) {
			break
		}
		a.head = []string{"Date", a.gridName(row.Cell(0))}
		a.hasHead, a.above = true, i
		return true
	}
	a.titles, a.rows, a.reckoned = nil, nil, ""
	return false
}

// monthsAcross are the months that a row of heads names by column, nil where it names anything else.
func monthsAcross(row source.Row) []time.Month {
	months := make([]time.Month, len(row.Cells))
	n := 0
	for i, c := range row.Cells {
		if i == 0 || c == "" {
			continue
		}
		if months[i] = cell.MonthNamed(i18n.Fold(c)); months[i] == 0 {
			return nil
		}
		n++
	}
	if n < 2 {
		return nil
	}
	return months
}

// daysAcross are the days of a month that a row of heads counts from 1 by column, nil where it does not.
func daysAcross(row source.Row) []int {
	days := make([]int, len(row.Cells))
	last := 0
	for i, c := range row.Cells {
		if i == 0 || c == "" {
			continue
		}
		if n, err := strconv.Atoi(c); err != nil || n != last+1 || n > 31 {
			return nil
		}
		last++
		days[i] = last
	}
	if last < 28 {
		return nil
	}
	return days
}

// fillGrid makes a row of each day that has a value.
func (a *anyTable) fillGrid(rows []source.Row, months []time.Month, days []int, year int) bool {
	a.rows = nil
	named := 0
	for _, row := range rows {
		day, month := 0, time.Month(0)
		if months != nil {
			day = cell.Digits(row.Cell(0))
		} else {
			month = cell.MonthNamed(i18n.Fold(row.Cell(0)))
		}
		if day < 1 && month == 0 || day > 31 {
			continue // a total, an average
		}
		named++
		for i, c := range row.Cells {
			m, d := month, day
			switch {
			case i == 0 || c == "":
				continue
			case months != nil && i < len(months):
				m = months[i]
			case days != nil && i < len(days):
				d = days[i]
			}
			if date, err := diary.NewDate(year, m, d); err == nil {
				a.rows = append(a.rows, source.Row{Line: row.Line, Cells: []string{date.String(), c}})
			}
		}
	}
	slices.SortStableFunc(a.rows, func(x, y source.Row) int { return strings.Compare(x.Cells[0], y.Cells[0]) })
	return len(a.rows) > 0 && (months == nil || named >= fewestDays)
}

// gridName is what the values of a grid are called: the first of its titles, or of its names, that means something.
func (a *anyTable) gridName(corner string) string {
	name := ""
	for _, text := range append(append(slices.Clone(a.titles), corner), a.at.sheet, a.at.file) {
		bare := strings.TrimSpace(yearInText.ReplaceAllString(text, " "))
		if f, _ := a.v.fieldOf(bare); f != Ignored && f != DateField {
			return bare
		}
		if name == "" {
			name = bare
		}
	}
	return name
}
