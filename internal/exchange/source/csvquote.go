package source

import (
	"iter"
	"strings"
	"unicode"

	"stillnight/internal/pattern"
)

// A quotation mark that was not meant as one may open a cell, and another one some rows below close it: what lies
// between would be lost. Whether it is rows or a text of several lines only its lines can tell.

// swallows tells whether a cell in quotation marks, which is text[from:to] and goes over several lines, holds rows of
// the table. Where it holds a text that looks like rows, that is noted.
func (r *csvReader) swallows(from, to int) bool {
	_, rest, more := cutLine(r.text[from:to])
	alike, quoted := false, r.beginsQuoted(from)
	text := quotation{reader: r, from: from, to: to}
	for more {
		var line string
		line, rest, more = cutLine(rest)
		if !r.likeRow(line) || quoted && !strings.HasPrefix(strings.TrimLeft(line, " "), `"`) {
			continue
		}
		if !text.tells(r.beginningOf(line)) {
			return true
		}
		alike = true
	}
	if alike {
		r.note("exchange.note.quoted_rows")
	}
	return false
}

// beginsQuoted tells whether the row that is read begins with a cell in quotation marks, other than the one that opens
// before from: its program then writes every row so.
func (r *csvReader) beginsQuoted(from int) bool {
	at := r.start
	for at < from && r.text[at] == ' ' {
		at++
	}
	return at < from-1 && r.text[at] == '"'
}

// likeRow tells whether a line looks like a row of the table. It has as many cells as the rows before, and one of them
// is a date or the first one looks like the first one above. With fewer cells it begins with a date and has no text
// where the row above has a figure: the cells at the end are often left away.
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
		return dated || startsWithFigure(cells[first]) || len(above) > first && alike(cells[first], above[first])
	}
	if !wholeDate(cells[first]) {
		return false
	}
	for i, cell := range cells {
		if i != first && cell != "" && i < len(above) && startsWithFigure(above[i]) && !startsWithFigure(cell) {
			return false
		}
	}
	return true
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

// isoDay is a date that sorts as a text does.
var isoDay = pattern.New(`^\d{4}-\d{2}-\d{2}`)

// quotation is a cell in quotation marks that goes over several lines.
type quotation struct {
	reader   *csvReader
	from, to int
	// Beginnings of the row before its own, of its own, and of the next one.
	before, own, next string
	// within counts the lines of the cell by how they begin, once that is asked for: a cell may hold thousands. once
	// tells that outside of it hardly any two lines begin alike, as in a table with one row a night.
	within map[string]int
	once   bool
}

// tells says that a line which looks like a row, and begins so, is part of a text: a row that begins so stands elsewhere
// in the file, and here it would be out of order, or rows begin so but once.
func (q *quotation) tells(here string) bool {
	if q.within == nil {
		q.look()
	}
	if here == "" || q.own == "" {
		return false
	}
	elsewhere := q.reader.beginnings[here] > q.within[here]
	if !elsewhere || q.once {
		return elsewhere
	}
	for _, day := range []string{q.own, here, q.next} {
		if day != "" && !isoDay.MatchString(day) {
			return false
		}
	}
	rising := q.before <= q.own && q.own <= here && (q.next == "" || here <= q.next)
	falling := q.before >= q.own && q.own >= here && (q.next == "" || here >= q.next)
	return !rising && !falling
}

// look counts the lines, of the cell and of the whole text.
func (q *quotation) look() {
	r := q.reader
	if r.beginnings == nil {
		r.beginnings = make(map[string]int)
		for beginning := range r.beginningsIn(r.text) {
			if r.beginnings[beginning]++; r.beginnings[beginning] > 1 {
				r.repeated++
			}
			r.begun++
		}
	}
	q.within = make(map[string]int)
	for beginning := range r.beginningsIn(r.text[q.from:q.to]) {
		q.within[beginning]++
	}
	repeated, begun := r.repeated, r.begun
	for beginning, n := range q.within {
		all := r.beginnings[beginning]
		repeated -= max(all-1, 0) - max(all-n-1, 0)
		begun -= n
	}
	q.once = repeated*10 <= begun
	q.own, q.next = r.beginningAt(r.start), r.beginningAfter(q.to)
	q.before = r.beginningOf(strings.Join(r.table.Rows[len(r.table.Rows)-1].Cells, string(r.sep)))
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
		if strings.ContainsAny(cell, "0123456789") {
			return strings.Trim(cell, `" `)
		}
	}
	return ""
}

func (r *csvReader) beginningAt(at int) string {
	line, _, _ := cutLine(r.text[at:])
	return r.beginningOf(line)
}

// beginningAfter is that of the line after the one in which a place lies.
func (r *csvReader) beginningAfter(at int) string {
	_, rest, _ := cutLine(r.text[at:])
	return r.beginningAt(len(r.text) - len(rest))
}
