package source

import (
	"bytes"
	"encoding/xml"
	"strconv"
	"strings"
)

// sheetReader reads one sheet of a workbook.
type sheetReader struct {
	*workbook
	table *Table
	row   Row
	// styles of the columns from the first on, and of the row, for cells that have none.
	columns  []int
	rowStyle int

	cell struct {
		column, style int
		kind          string
		value, text   []byte // of <v> and of <is>
	}
	next int // column of a cell that does not say where it is
}

// sheet reads a part; the table is empty where it has no rows.
func (w *workbook) sheet(part string) (*Table, error) {
	r := sheetReader{workbook: w, table: &Table{}}
	err := w.each(part, r.token)
	r.table.settled()
	return r.table, err
}

func (r *sheetReader) token(token xml.Token, inside []string) error {
	switch t := token.(type) {
	case xml.StartElement:
		r.start(t)
	case xml.CharData:
		switch {
		case len(r.cell.value)+len(r.cell.text)+len(t) > maxCell:
			return fault("exchange.fault.cell", "line", strconv.Itoa(r.row.Line))
		case within(inside, "v"):
			r.cell.value = append(r.cell.value, t...)
		case within(inside, "t") && !isReading(inside):
			r.cell.text = append(r.cell.text, t...)
		}
	case xml.EndElement:
		switch t.Name.Local {
		case "c":
			r.endCell()
		case "row":
			return r.table.keep(r.row)
		}
	}
	return nil
}

func (r *sheetReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "col":
		first, last, style := number(e, "min"), number(e, "max"), number(e, "style")
		for i := first; i <= min(last, MaxColumns) && first > 0; i++ {
			for len(r.columns) < i {
				r.columns = append(r.columns, 0)
			}
			r.columns[i-1] = style
		}
	case "row":
		line := number(e, "r")
		if line <= r.row.Line || line > lastRow { // it does not say, or what cannot be
			line = r.row.Line + 1
		}
		r.row = Row{Line: line, Cells: r.row.Cells[:0]}
		r.next, r.rowStyle = 0, number(e, "s")
	case "c":
		c := &r.cell
		c.kind, c.style, c.column = attr(e, "t"), number(e, "s"), columnAt(attr(e, "r"))
		if c.column < 0 {
			c.column = r.next
		}
		r.next = c.column + 1
		c.value, c.text = c.value[:0], c.text[:0]
	}
}

// lastRow is the lowest row that a sheet can have.
const lastRow = 1 << 20

// number is an attribute that is a whole number, 0 where it is none.
func number(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(attr(e, name))
	if err != nil {
		return 0
	}
	return max(n, 0)
}

// columnAt is the column of a place such as B7, from 0; -1 of anything else.
func columnAt(place string) int {
	column := 0
	for i := range len(place) {
		switch c := place[i]; {
		case c >= 'A' && c <= 'Z' && column <= MaxColumns:
			column = column*26 + int(c-'A') + 1
		case c >= '0' && c <= '9':
			return column - 1
		}
	}
	return -1
}

// endCell puts a cell into its row. What lies beyond the last column that a table may have is left, and noted.
func (r *sheetReader) endCell() {
	text := r.valueOf()
	switch {
	case text == "":
		return
	case r.cell.column >= MaxColumns:
		r.table.leaveFar(r.row.Line, 1)
		return
	}
	for len(r.row.Cells) <= r.cell.column {
		r.row.Cells = append(r.row.Cells, "")
	}
	r.row.Cells[r.cell.column] = text
}

func (r *sheetReader) valueOf() string {
	c := &r.cell
	if c.kind == "s" {
		i, err := strconv.Atoi(string(bytes.TrimSpace(c.value)))
		if err != nil || i < 0 || i >= len(r.shared) {
			return ""
		}
		return r.shared[i]
	}
	value := c.value
	if c.kind == "inlineStr" {
		value = c.text
	}
	value = bytes.TrimSpace(value)
	switch c.kind {
	case "inlineStr", "str":
		if bytes.Contains(value, []byte("_x")) {
			return strings.TrimSpace(unescaped(string(value)))
		}
	case "", "n": // a number, which may be meant as a date
		if style := r.style(); style < len(r.formats) && r.formats[style] != asNumber {
			value = []byte(r.formats[style].text(string(value), r.from1904))
		}
	}
	return r.held(value)
}

// held is a value, in memory once where it is short and other cells have the same.
func (r *sheetReader) held(value []byte) string {
	if same, there := r.same[string(value)]; there {
		return same
	}
	text := string(value)
	if len(text) <= longestSame && len(r.same) < mostSame {
		r.same[text] = text
	}
	return text
}

// How long values are, in bytes, and how many, that are held once.
const (
	longestSame = 24
	mostSame    = 50_000
)

// style of a cell: its own, or else that of its row or its column.
func (r *sheetReader) style() int {
	switch {
	case r.cell.style > 0:
		return r.cell.style
	case r.rowStyle > 0:
		return r.rowStyle
	case r.cell.column < len(r.columns):
		return r.columns[r.cell.column]
	}
	return 0
}
