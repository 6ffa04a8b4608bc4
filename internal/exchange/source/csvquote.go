package source

import (
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
)

// A quotation mark that was not meant as one may open a cell, and another one some rows below close it: what lies
// between would be lost. Whether it is rows or a text of several lines only its lines can tell.

// swallows tells whether a cell in quotation marks, which is text[from:to] and goes over several lines, holds rows of
// the table. Where it holds a text that looks like rows, that is noted.
func (r *csvReader) swallows(from, to int) bool {
	_, rest, more := cutLine(r.text[from:to])
	quoted, others := r.beginsQuoted(from), 0
	var alike []string
	for more {
		var line string
		line, rest, more = cutLine(rest)
		switch {
		case r.likeRow(line) && (!quoted || strings.HasPrefix(strings.TrimLeft(line, " "), `"`)):
			alike = append(alike, line)
		case strings.TrimSpace(line) != "" && !wholeDate(r.beginningOf(line)):
			others++
		}
	}
	if len(alike) == 0 {
		return false
	}
	doubled := len(alike) <= fewLines && r.doubles(from, to)
	if len(alike) > others && !doubled && !r.quotedText(alike, from, to) {
		return true
	}
	r.note("exchange.note.quoted_rows")
	return false
}

// fewLines of a text may look like the very rows that are missing.
const fewLines = 3

// doubles tells whether text[from:to] has quotation marks that are doubled, other than those of an empty cell: its
// program then knows how a mark in a text is written, and leaves none open.
func (r *csvReader) doubles(from, to int) bool {
	for at := from; at < to; at += len(`""`) {
		next := strings.Index(r.text[at:to], `""`)
		if next < 0 {
			return false
		}
		at += next
		before, behind := r.text[at-1], r.text[min(at+len(`""`), len(r.text)-1)]
		if !r.endsCell(before) || !r.endsCell(behind) {
			return true
		}
	}
	return false
}

// endsCell tells whether a cell ends at a character.
func (r *csvReader) endsCell(c byte) bool { return c == r.sep || c == '\n' || c == '\r' }

// beginsQuoted tells whether the row that is read begins with a cell in quotation marks, other than the one that opens
// before from: its program then writes every row so.
func (r *csvReader) beginsQuoted(from int) bool {
	at := r.start
	for at < from && r.text[at] == ' ' {
		at++
	}
	return at < from-1 && r.text[at] == '"'
}

// longestDate in bytes is longer than any date that is written out.
const longestDate = 64

// likeRow tells whether a line looks like a row of the table. It has as many cells as the rows before, and one of them
// is a date or the first one looks like the first one of the row that is read or of the one above. With fewer cells it
// begins with a date and has no text where the rows above have figures: the cells at the end are often left away.
func (r *csvReader) likeRow(line string) bool {
	want, last := r.table.Width-1, len(r.table.Rows)-1
	n := strings.Count(line, string(r.sep))
	if want < 1 || last < 0 || n < 1 || n > want {
		return false
	}
	above, cells := r.table.Rows[last].Cells, strings.Split(line, string(r.sep))
	dated := false
	for i := range cells {
		cells[i] = strings.Trim(cells[i], `" `)
		dated = dated || wholeDate(cells[i])
	}
	first := firstFilled(cells)
	if n == want {
		own, _, _ := strings.Cut(r.text[r.start:min(r.start+longestDate, len(r.text))], string(r.sep))
		return dated || alike(cells[first], own) || len(above) > first && alike(cells[first], above[first])
	}
	if !wholeDate(cells[first]) {
		return false
	}
	for i, cell := range cells {
		if i != first && cell != "" && !startsWithFigure(cell) && r.figuresIn(i) {
			return false
		}
	}
	return true
}

// figuresIn tells whether a column of the rows above holds figures and nothing else.
func (r *csvReader) figuresIn(column int) bool {
	figures := false
	for _, row := range r.table.Rows[max(1, len(r.table.Rows)-rowsInOrder):] {
		if column < len(row.Cells) && row.Cells[column] != "" {
			if figures = startsWithFigure(row.Cells[column]); !figures {
				return false
			}
		}
	}
	return figures
}

// firstFilled is the place of the first cell that is not empty, 0 where all are.
func firstFilled(cells []string) int {
	for i, cell := range cells {
		if cell != "" {
			return i
		}
	}
	return 0
}

// startsWithFigure tells whether a cell begins with a figure, as a date does.
func startsWithFigure(cell string) bool { return cell != "" && cell[0] >= '0' && cell[0] <= '9' }

// alike tells whether two cells with figures have letters, figures and signs in the same places, as two dates have
// that are written out.
func alike(a, b string) bool {
	shape := shapeOf(a)
	return strings.Contains(shape, "9") && shape == shapeOf(b)
}

// shapeOf writes each run of letters as one letter, and each run of figures as one figure.
func shapeOf(cell string) string {
	var b strings.Builder
	before := rune(-1)
	for _, c := range cell {
		switch {
		case unicode.IsDigit(c):
			c = '9'
		case unicode.IsLetter(c):
			c = 'a'
		}
		if c != before || c != 'a' && c != '9' {
			b.WriteRune(c)
		}
		before = c
	}
	return b.String()
}

// quotedText tells that lines which look like rows are part of a text: rows that begin so stand elsewhere in the file
// and rows begin so but once, or here they would be out of order.
func (r *csvReader) quotedText(lines []string, from, to int) bool {
	within := make(map[string]int)
	for beginning := range r.beginningsIn(r.text[from:to]) {
		within[beginning]++
	}
	r.countBeginnings()
	elsewhere := 0
	for _, line := range lines {
		here := r.beginningOf(line)
		if here == "" {
			return false
		}
		if r.beginnings[here] > within[here] {
			elsewhere++
		}
	}
	return elsewhere == len(lines) && r.onceBut(within) || r.outOfOrder(lines, to)
}

// rowsInOrder is how many rows above are looked at to see whether they are in order.
const rowsInOrder = 20

// outOfOrder tells that the rows above are in the order of their dates, and would not be with these lines between
// the row that is read and the one behind to.
func (r *csvReader) outOfOrder(lines []string, to int) bool {
	var before []day
	for _, row := range r.table.Rows[max(0, len(r.table.Rows)-rowsInOrder):] {
		if i := slices.IndexFunc(row.Cells, hasFigure); i >= 0 {
			if d, ok := dayOf(row.Cells[i]); ok {
				before = append(before, d)
			}
		}
	}
	own, ok := dayOf(r.beginningAt(r.start))
	if !ok {
		return false
	}
	before, with := append(before, own), []day{own}
	for _, line := range lines {
		d, ok := dayOf(r.beginningOf(line))
		if !ok {
			return false
		}
		with = append(with, d)
	}
	if next, ok := dayOf(r.beginningAfter(to)); ok {
		with = append(with, next)
	}
	ordered := false
	for _, compare := range dayOrders {
		switch {
		case !inOrder(before, compare, 0):
		case inOrder(before, compare, -1) && !inOrder(with, compare, -1), !inOrder(with, compare, 0):
			ordered = true
		default:
			return false
		}
	}
	return ordered
}

// inOrder tells whether each day compares to the next with no more than most: 0 is as it or before it, -1 before it.
func inOrder(days []day, compare func(a, b day) int, most int) bool {
	for i := range len(days) - 1 {
		if compare(days[i], days[i+1]) > most {
			return false
		}
	}
	return true
}

// day is a date as it sorts where its day comes before its month, and where it comes after.
type day [2]int

// dayOrders are the ways in which dates may rise or fall from row to row.
var dayOrders = []func(a, b day) int{
	func(a, b day) int { return a[0] - b[0] }, func(a, b day) int { return b[0] - a[0] },
	func(a, b day) int { return a[1] - b[1] }, func(a, b day) int { return b[1] - a[1] },
}

// dayOf reads a cell that is a date in three numbers, perhaps with a time of day.
func dayOf(cell string) (d day, ok bool) {
	if !wholeDate(cell) {
		return d, false
	}
	date, _, _ := strings.Cut(strings.ReplaceAll(cell, "T", " "), " ")
	var n [3]int
	for i, part := range strings.FieldsFunc(date, isDateMark) {
		n[i], _ = strconv.Atoi(part) // a number, as wholeDate has seen
	}
	sorts := func(year, month, day int) int { return (year*16+month)*32 + day }
	if n[0] > 31 {
		return day{sorts(n[0], n[1], n[2]), sorts(n[0], n[1], n[2])}, true
	}
	return day{sorts(n[2], n[1], n[0]), sorts(n[2], n[0], n[1])}, true
}

// onceBut tells whether hardly any two lines begin alike, as in a table with one row a night, without those within.
func (r *csvReader) onceBut(within map[string]int) bool {
	repeated, begun := r.repeated, r.begun
	for beginning, n := range within {
		all := r.beginnings[beginning]
		repeated -= max(all-1, 0) - max(all-n-1, 0)
		begun -= n
	}
	return repeated*10 <= begun
}

func (r *csvReader) countBeginnings() {
	if r.beginnings != nil {
		return
	}
	r.beginnings = make(map[string]int)
	for beginning := range r.beginningsIn(r.text) {
		if r.begun == MaxRows { // a table of more is refused
			return
		}
		if r.beginnings[beginning]++; r.beginnings[beginning] > 1 {
			r.repeated++
		}
		r.begun++
	}
}

// beginningsIn gives the beginning of each line that has one.
func (r *csvReader) beginningsIn(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for rest, more := text, true; more; {
			var line string
			line, rest, more = cutLine(rest)
			if beginning := r.beginningOf(line); beginning != "" && !yield(beginning) {
				return
			}
		}
	}
}

// beginningOf is the first cell of a line that has a figure in it; "" where none has.
func (r *csvReader) beginningOf(line string) string {
	for cell := range strings.SplitSeq(line, string(r.sep)) {
		if hasFigure(cell) {
			return strings.Trim(cell, `" `)
		}
	}
	return ""
}

func hasFigure(cell string) bool { return strings.ContainsAny(cell, "0123456789") }

func (r *csvReader) beginningAt(at int) string {
	line, _, _ := cutLine(r.text[at:])
	return r.beginningOf(line)
}

// beginningAfter is that of the line after the one in which a place lies.
func (r *csvReader) beginningAfter(at int) string {
	_, rest, _ := cutLine(r.text[at:])
	return r.beginningAt(len(r.text) - len(rest))
}
