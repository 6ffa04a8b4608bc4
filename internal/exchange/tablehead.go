package exchange

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/source"
)

// findHead finds the row of heads: the one of the first rows whose cells are most often names that mean
// something. Where none is, the first row is the head if it holds neither a number nor a date.
func (a *anyTable) findHead(t *source.Table) {
	best, bestScore, valueRows := -1, 1, 0
	for i, row := range t.Rows[:min(len(t.Rows), headLook)] {
		score, filled, values := a.headScore(row)
		if filled > 1 && score > bestScore && values*2 < filled {
			best, bestScore = i, score
		}
		// Rows of values end the search: heads stand above them.
		if filled > 1 && values*2 >= filled {
			if valueRows++; best >= 0 || valueRows > 1 {
				break
			}
		}
	}
	if best < 0 && len(t.Rows) > 0 && a.valuesIn(t.Rows[0]) == 0 && len(t.Rows) > 1 {
		best = 0
	}
	a.head = make([]string, t.Width)
	a.rows = t.Rows
	if best >= 0 {
		a.hasHead, a.above = true, best
		for i, head := range t.Rows[best].Cells[:min(len(t.Rows[best].Cells), len(a.head))] {
			a.head[i] = strings.Clone(head)
		}
		a.rows = t.Rows[best+1:]
		for _, row := range t.Rows[:best] {
			a.titles = append(a.titles, row.Cells...)
		}
		a.secondHead()
	}
}

// headScore tells how many cells of a row mean something as heads, how many are filled, and how many of
// them are values.
func (a *anyTable) headScore(row source.Row) (score, filled, values int) {
	for _, c := range row.Cells {
		if c == "" {
			continue
		}
		filled++
		if a.isValue(c) {
			values++
			continue
		}
		if len(c) > 200 {
			continue
		}
		if f, sure := a.v.fieldOf(c); sure || f != Ignored && len(c) < 100 {
			score += 2
		} else if len(a.v.rolesOf(c)) > 0 {
			score += 2
		}
	}
	return score, filled, values
}

func (a *anyTable) isValue(c string) bool {
	_, number := cell.ParseNumber(c)
	return number || cell.IsDate(c)
}

func (a *anyTable) valuesIn(row source.Row) int {
	n := 0
	for _, c := range row.Cells {
		if c != "" && a.isValue(c) {
			n++
		}
	}
	return n
}

// block is a table whose dates stand across the top: each column is a night, each row a field.
type block struct {
	dates []string // by column; "" is none
	rows  []source.Row
	line  int
}

// findAcross looks for dates across the top, once or in one block a week, and turns them so that each row is
// a night. It tells whether the table is one of those.
func (a *anyTable) findAcross(t *source.Table) bool {
	var blocks []block
	var titles []string
	for _, row := range t.Rows {
		if dates, ok := a.datesIn(row, append(slices.Clone(titles), row.Cell(0), a.at.sheet, a.at.file)); ok {
			blocks = append(blocks, block{dates: dates, line: row.Line})
			continue
		}
		if n := len(blocks); n > 0 && filledBeyondFirst(row) {
			blocks[n-1].rows = append(blocks[n-1].rows, row)
			continue
		}
		a.above++
		titles = append(titles, row.Cells...)
		if len(blocks) == 0 && a.above > headLook {
			return false
		}
	}
	known := 0
	for _, b := range blocks {
		for _, row := range b.rows {
			if a.isValue(row.Cell(0)) {
				return false
			}
			if f, _ := a.v.fieldOf(row.Cell(0)); f != Ignored && f != DateField {
				known++
			}
		}
	}
	if known == 0 {
		a.above = 0
		return false
	}
	a.turn(blocks)
	return true
}

func filledBeyondFirst(row source.Row) bool {
	return row.Cell(0) != "" && slices.ContainsFunc(row.Cells[1:], func(c string) bool { return c != "" })
}

// datesIn gives the dates of a row that holds nothing else beyond its first cell: whole ones, or the days of
// a month that a title, the sheet or the file names.
func (a *anyTable) datesIn(row source.Row, titles []string) ([]string, bool) {
	if first := row.Cell(0); len(row.Cells) < 3 || first != "" && a.isValue(first) {
		return nil, false
	}
	dates := make([]string, len(row.Cells))
	filled, whole, last := 0, 0, 0
	ascending := true
	for i, c := range row.Cells[1:] {
		if c == "" {
			continue
		}
		filled++
		dates[i+1] = c
		if cell.IsDate(c) {
			whole++
		} else if n, err := strconv.Atoi(c); err != nil || n <= last || n > 31 {
			ascending = false
		} else {
			last = n
		}
	}
	switch {
	case filled < 2:
		return nil, false
	case whole*10 >= filled*8:
		for i, c := range dates {
			if !cell.IsDate(c) {
				dates[i] = ""
			}
		}
		return dates, true
	case !ascending || whole > 0 || filled < 3:
		return nil, false
	}
	p := periodOf(titles)
	if len(p.years) != 1 || p.month == 0 {
		return nil, false
	}
	for i, c := range dates {
		if c == "" {
			continue
		}
		d, err := diary.NewDate(p.years[0], p.month, cell.Digits(c))
		if err != nil {
			return nil, false
		}
		dates[i] = d.String()
	}
	a.reckoned = p.text
	return dates, true
}

// turn makes rows of blocks' columns; fields of one name are one column.
func (a *anyTable) turn(blocks []block) {
	a.head, a.hasHead, a.rows = []string{"Date"}, true, nil
	places := make(map[string]int)
	for _, b := range blocks {
		at := make([]int, len(b.rows))
		seen := make(map[string]int)
		for i, row := range b.rows {
			name := row.Cell(0)
			seen[name]++
			key := name + "\n" + strconv.Itoa(seen[name])
			place, there := places[key]
			if !there {
				place = len(a.head)
				places[key] = place
				a.head = append(a.head, name)
			}
			at[i] = place
		}
		for column, date := range b.dates {
			if date == "" {
				continue
			}
			cells := make([]string, len(a.head))
			cells[0] = date
			for i, row := range b.rows {
				cells[at[i]] = row.Cell(column)
			}
			a.rows = append(a.rows, source.Row{Line: column + 1, Cells: cells})
		}
	}
	if len(blocks) > 1 {
		// Columns of several blocks share their numbers.
		for i := range a.rows {
			a.rows[i].Line = i + 1
		}
	}
}

// place is where a table stands: the names may tell a year or a month.
type place struct{ file, sheet string }

// period is what titles and names tell of the time that a table is of.
type period struct {
	years []int // each once, ascending
	month time.Month
	// until is the last day that a name tells, as of the day of an export; zero is none.
	until diary.Date
	text  string // where it stands
}
