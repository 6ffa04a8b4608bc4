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
	r.table.room = nil
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
		if line == 0 {
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

// endCell puts a cell into its row. What lies beyond the last column that a table may have is left.
func (r *sheetReader) endCell() {
	text := r.valueOf()
	if text == "" || r.cell.column >= MaxColumns {
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
		return r.shown(r.shared[i])
	}
	value := c.value
	if c.kind == "inlineStr" {
		value = c.text
	}
	value = bytes.TrimSpace(value)
	raw, there := r.same[string(value)]
	if !there {
		raw = string(value)
		if c.kind == "inlineStr" {
			raw = strings.TrimSpace(unescaped(raw))
		}
		r.hold(raw)
	}
	shown := r.shown(raw)
	if shown == raw {
		return raw
	}
	if same, there := r.same[shown]; there {
		return same
	}
	r.hold(shown)
	return shown
}

// shown is a value as it is meant: a number may be a date.
func (r *sheetReader) shown(raw string) string {
	if raw == "" || !mayBeSerial(raw) {
		return raw
	}
	if style := r.style(); style < len(r.formats) {
		return r.formats[style].text(raw, r.from1904)
	}
	return raw
}

// hold keeps a short value for cells that have the same.
func (r *sheetReader) hold(value string) {
	if len(value) <= longestSame && len(r.same) < mostSame {
		r.same[value] = value
	}
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

func mayBeSerial(text string) bool {
	return text[0] >= '0' && text[0] <= '9' || text[0] == '-' || text[0] == '.'
}
