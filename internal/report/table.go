package report

import (
	"math"
	"slices"
	"strings"

	"stillnight/internal/chart/draw"
)

// column of a table.
type column struct {
	title string
	// width as a share of the table's.
	share float64
	// right aligns figures at the right edge.
	right bool
}

// cell is what stands in one place of a table.
type cell struct {
	text string
	bold bool
}

// tableRow is one row; a row with a group alone is a heading within the table.
type tableRow struct {
	group string
	cells []cell
	// note stands below, from the second column to the right edge.
	note string
	// tight leaves less room below.
	tight bool
}

// pad is the room below a row's text.
func (r tableRow) pad() float64 {
	if r.tight {
		return 1.2
	}
	return 2.4
}

// maxCellLines keeps what is long from filling a page. A name in the first column may be longer: cut off, it names nothing.
const maxCellLines, maxNameLines = 3, 8

// mostLines is how many lines a cell of a column may have.
func mostLines(i int) int {
	if i == 0 {
		return maxNameLines
	}
	return maxCellLines
}

// fitted gives each column the width that its rows ask for and shares what is left over. Where there is too
// little, words give way and figures do not: all words alike, the widest first, or something between, whichever, or the
// columns as they were, cuts off least and makes the table lowest.
func (lay *layout) fitted(columns []column, rows []tableRow) []column {
	room := lay.content()
	need := make([]float64, len(columns))
	var words, figures float64
	for i, c := range columns {
		need[i] = lay.asked(c, i, rows)
		if i+1 < len(columns) {
			need[i] += cellGap
		}
		if c.right {
			figures += need[i]
		} else {
			words += need[i]
		}
	}
	if spare := room - words - figures; spare >= 0 {
		return shared(columns, need, room, func(_ column, w float64) float64 { return w + spare/float64(len(columns)) })
	}
	best, lowest := columns, lay.tableHeight(columns, rows)
	clipped := lay.clipped(columns, rows)
	if figures >= room {
		return best
	}
	least := lay.longestWords(columns, rows)
	alike := (room - figures) / words
	widest := highest(columns, need, room-figures)
	for _, part := range []float64{1, 0.75, 0.5, 0.25, 0} {
		tried := shared(columns, need, room, func(c column, w float64) float64 {
			if c.right {
				return w
			}
			return part*w*alike + (1-part)*min(w, widest)
		})
		for _, t := range [][]column{tried, lay.widened(tried, least)} {
			if cut, h := lay.clipped(t, rows), lay.tableHeight(t, rows); cut < clipped || cut == clipped && h < lowest {
				best, clipped, lowest = t, cut, h
			}
		}
	}
	return best
}

// longestWords are the widths at which each column breaks no word, its gap to the next one with it.
func (lay *layout) longestWords(columns []column, rows []tableRow) []float64 {
	least := make([]float64, len(columns))
	for i := range columns {
		for _, r := range rows {
			if i >= len(r.cells) {
				continue
			}
			for _, word := range draw.Words(r.cells[i].text) {
				least[i] = max(least[i], draw.Width(word, small, r.cells[i].bold))
			}
		}
		for _, word := range draw.Words(columns[i].title) {
			least[i] = max(least[i], draw.Width(word, small, false))
		}
		if i+1 < len(columns) {
			least[i] += cellGap
		}
	}
	return least
}

// widened gives every column at least a width, as far as those with more than theirs can spare it.
func (lay *layout) widened(columns []column, least []float64) []column {
	room := lay.content()
	var lack, spare float64
	for i, c := range columns {
		lack += max(least[i]-c.share*room, 0)
		spare += max(c.share*room-least[i], 0)
	}
	if lack == 0 || spare < lack {
		return columns
	}
	out := slices.Clone(columns)
	for i, c := range out {
		w := c.share * room
		if w < least[i] {
			w = least[i] + rounding
		} else {
			w -= (w - least[i]) * lack / spare
		}
		out[i].share = w / room
	}
	return out
}

// clipped counts the words that are cut off, the titles and cells whose end is, and the figures that are broken in two.
func (lay *layout) clipped(columns []column, rows []tableRow) int {
	n := 0
	look := func(i int, c cell, lines int) {
		width := lay.cellWidth(columns, i)
		for _, word := range draw.Words(c.text) {
			if draw.Width(word, small, c.bold) > width {
				n++
			}
		}
		if len(draw.Wrap(c.text, width, small, c.bold)) > lines {
			n++
		}
	}
	for i, column := range columns {
		look(i, cell{text: column.title}, maxCellLines)
		lines := mostLines(i)
		if column.right {
			lines = 1
		}
		for _, r := range rows {
			if i < len(r.cells) {
				look(i, r.cells[i], lines)
			}
		}
	}
	return n
}

// rounding is added to a width, so that shares of the room do not come out a hair too narrow.
const rounding = 0.1

// asked is the width at which nothing in a column is wrapped but its title, once.
func (lay *layout) asked(c column, i int, rows []tableRow) float64 {
	w := twoLines(c.title, lay.quiet())
	for _, r := range rows {
		if i < len(r.cells) {
			w = max(w, draw.Width(r.cells[i].text, small, r.cells[i].bold))
		}
	}
	return w + rounding
}

// twoLines is the least width at which a title takes two lines.
func twoLines(title string, style lettering) float64 {
	words := draw.Words(title)
	least := math.Inf(1)
	for i := range words {
		first, second := strings.Join(words[:i], " "), strings.Join(words[i:], " ")
		least = min(least, max(textWidth(first, style), textWidth(second, style)))
	}
	if len(words) == 0 {
		return 0
	}
	return least
}

// shared returns the columns with widths made of what they need, as shares of the room.
func shared(columns []column, need []float64, room float64, width func(column, float64) float64) []column {
	out := slices.Clone(columns)
	for i := range out {
		out[i].share = width(out[i], need[i]) / room
	}
	return out
}

// highest is the width to which the widest columns of words are cut so that all of them take the room.
func highest(columns []column, need []float64, room float64) float64 {
	var words []float64
	for i, c := range columns {
		if !c.right {
			words = append(words, need[i])
		}
	}
	slices.Sort(words)
	for i, w := range words {
		// All from here on would be cut to the same width.
		if cut := room / float64(len(words)-i); cut < w {
			return cut
		}
		room -= w
	}
	return math.Inf(1)
}

// beginning is the height of a table's titles and its first two rows, which stay together; of three rows all do.
func (lay *layout) beginning(columns []column, rows []tableRow) float64 {
	n := 2
	if len(rows) == 3 {
		n = 3
	}
	return lay.tableHeight(columns, rows[:min(len(rows), n)])
}

// table sets rows, repeating the titles on every page. Rows are never broken, and neither the first nor the last stands
// alone on a page.
func (lay *layout) table(columns []column, rows []tableRow) {
	for i, row := range rows {
		h := lay.rowHeight(columns, row)
		keep := h
		if row.group != "" && i+1 < len(rows) {
			keep += lay.rowHeight(columns, rows[i+1])
		}
		switch i {
		case 0:
			keep = lay.beginning(columns, rows)
		case len(rows) - 2:
			keep = h + lay.rowHeight(columns, rows[i+1])
		}
		if lay.need(keep) || i == 0 {
			lay.titles(columns)
		}
		lay.row(columns, row, h)
	}
}

// tableHeight is how high a table is on one page.
func (lay *layout) tableHeight(columns []column, rows []tableRow) float64 {
	h := lay.titlesHeight(columns)
	for _, r := range rows {
		h += lay.rowHeight(columns, r)
	}
	return h
}

func (lay *layout) titlesHeight(columns []column) float64 {
	most := 1
	for i := range columns {
		most = max(most, len(lay.quiet().wrap(columns[i].title, lay.cellWidth(columns, i))))
	}
	return float64(most)*leading + 4
}

// titles set the columns' names, their last lines level.
func (lay *layout) titles(columns []column) {
	l := lay.quiet()
	bottom := lay.y + lay.titlesHeight(columns) - 4
	x := lay.left()
	for i, c := range columns {
		lines := l.wrap(c.title, lay.cellWidth(columns, i))
		for n, line := range lines {
			y := bottom - float64(len(lines)-n)*leading + l.rise()
			lay.cellText(line, x, lay.cellWidth(columns, i), y, c.right, l)
		}
		x += c.share * lay.content()
	}
	lay.y = bottom + 2
	lay.put(lineMark{lay.left(), lay.y, lay.right(), lay.y, 0.7, lay.ink.Axis})
	lay.y += 2
}

// cellGap is the least distance between two columns.
const cellGap = 8

// cellWidth is the room for text in a column.
func (lay *layout) cellWidth(columns []column, i int) float64 {
	w := columns[i].share * lay.content()
	if i+1 < len(columns) {
		w -= cellGap
	}
	return w
}

func (lay *layout) cellText(line string, x, w, y float64, right bool, l lettering) {
	if right {
		lay.textRight(line, x+w, y, l)
		return
	}
	lay.text(line, x, y, l)
}

// linesOf wraps the cell of a column; the last line of what is too long is shortened.
func (lay *layout) linesOf(i int, c cell, width float64) []string {
	lines, most := draw.Wrap(c.text, width, small, c.bold), mostLines(i)
	if len(lines) > most {
		last := lines[most-1] + " " + lines[most]
		lines = append(lines[:most-1:most-1], draw.Ellipsis(last, width, small, c.bold))
	}
	return lines
}

func (lay *layout) rowHeight(columns []column, row tableRow) float64 {
	if row.group != "" {
		return leading + 3.6
	}
	most := 1
	for i, c := range row.cells {
		most = max(most, len(lay.linesOf(i, c, lay.cellWidth(columns, i))))
	}
	return float64(most+len(lay.noteLines(columns, row)))*leading + row.pad()
}

// noteLines wraps the note of a row. Nothing of it is cut off: it may end with what matters most.
func (lay *layout) noteLines(columns []column, row tableRow) []string {
	if row.note == "" {
		return nil
	}
	return lay.quiet().wrap(row.note, (1-columns[0].share)*lay.content())
}

func (lay *layout) row(columns []column, row tableRow, h float64) {
	if row.group != "" {
		l := lay.strong()
		l.ink = lay.ink.Muted
		lay.text(row.group, lay.left(), lay.y+2.6+l.rise(), l)
		lay.y += h
		return
	}
	x := lay.left()
	for i, c := range row.cells {
		l := lay.plain()
		l.bold = c.bold
		w := lay.cellWidth(columns, i)
		for n, line := range lay.linesOf(i, c, w) {
			lay.cellText(line, x, w, lay.y+float64(n)*leading+l.rise(), columns[i].right, l)
		}
		x += columns[i].share * lay.content()
	}
	x = lay.left() + columns[0].share*lay.content()
	note, l := lay.noteLines(columns, row), lay.quiet()
	for n, line := range note {
		lay.text(line, x, lay.y+h-row.pad()-float64(len(note)-n)*leading+l.rise(), l)
	}
	lay.y += h
	y := lay.y - row.pad()/2
	lay.put(lineMark{lay.left(), y, lay.right(), y, 0.4, lay.ink.Grid})
}
