package report

import "stillnight/internal/chart/draw"

// column of a table.
type column struct {
	title string
	// width as a share of the table's.
	share float64
	// right aligns figures at the right edge.
	right bool
}

// cell is what stands in one place of a table; a second line is quieter.
type cell struct {
	text string
	bold bool
}

// tableRow is one row; a row with a group alone is a heading within the table.
type tableRow struct {
	group string
	cells []cell
}

// maxCellLines keeps one long name from filling a page.
const maxCellLines = 3

// table sets rows, repeating the titles on every page. Rows are never broken.
func (lay *layout) table(columns []column, rows []tableRow) {
	titles := func() {
		l := lay.quiet()
		most := 1
		x := lay.left()
		var wrapped [][]string
		for _, c := range columns {
			lines := l.wrap(c.title, c.share*lay.content()-cellGap)
			wrapped = append(wrapped, lines)
			most = max(most, len(lines))
		}
		for i, c := range columns {
			w := c.share * lay.content()
			for n, line := range wrapped[i] {
				lay.cellText(line, x, w, lay.y+float64(most-len(wrapped[i])+n)*l.lead()+l.rise(), c.right, l)
			}
			x += w
		}
		lay.y += float64(most)*l.lead() + 2
		lay.put(lineMark{lay.left(), lay.y, lay.right(), lay.y, 0.7, lay.ink.Axis})
		lay.y += 2
	}
	for i, row := range rows {
		h := lay.rowHeight(columns, row)
		keep := h
		if row.group != "" && i+1 < len(rows) {
			keep += lay.rowHeight(columns, rows[i+1])
		}
		if i == 0 {
			keep += 2*leading + 4
		}
		if lay.need(keep) || i == 0 {
			titles()
		}
		lay.row(columns, row, h)
	}
}

const cellGap = 8

func (lay *layout) cellText(line string, x, w, y float64, right bool, l lettering) {
	if right {
		lay.textRight(line, x+w-cellGap, y, l)
		return
	}
	lay.text(line, x, y, l)
}

// linesOf wraps a cell; the last line of what is too long is shortened.
func (lay *layout) linesOf(c cell, width float64) []string {
	lines := draw.Wrap(c.text, width, small, c.bold)
	if len(lines) > maxCellLines {
		last := lines[maxCellLines-1] + " " + lines[maxCellLines]
		lines = append(lines[:maxCellLines-1:maxCellLines-1], draw.Ellipsis(last, width, small, c.bold))
	}
	return lines
}

func (lay *layout) rowHeight(columns []column, row tableRow) float64 {
	if row.group != "" {
		return leading + 5
	}
	most := 1
	for i, c := range row.cells {
		most = max(most, len(lay.linesOf(c, columns[i].share*lay.content()-cellGap)))
	}
	return float64(most)*leading + 3
}

func (lay *layout) row(columns []column, row tableRow, h float64) {
	if row.group != "" {
		l := lay.strong()
		l.ink = lay.ink.Muted
		lay.text(row.group, lay.left(), lay.y+4+l.rise(), l)
		lay.y += h
		return
	}
	x := lay.left()
	for i, c := range row.cells {
		l := lay.plain()
		l.bold = c.bold
		w := columns[i].share * lay.content()
		for n, line := range lay.linesOf(c, w-cellGap) {
			lay.cellText(line, x, w, lay.y+float64(n)*leading+l.rise(), columns[i].right, l)
		}
		x += w
	}
	lay.y += h
	lay.put(lineMark{lay.left(), lay.y - 1.5, lay.right(), lay.y - 1.5, 0.4, lay.ink.Grid})
}
