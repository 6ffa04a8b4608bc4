package source

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// openDocument reads the sheets of an .ods file from its content.xml. Typed cells are written as in a
// workbook. One of more than that many bytes is refused: what lies behind them would be lost.
func openDocument(file string, content io.Reader, most int64) ([]Item, error) {
	limited := &io.LimitedReader{R: content, N: most + 1}
	d := odsReader{file: file, dec: xml.NewDecoder(bounded(limited))}
	for {
		token, err := d.dec.RawToken()
		switch {
		case limited.N <= 0:
			return nil, fault("exchange.fault.unpacked")
		case errors.Is(err, io.EOF):
			return d.items, nil
		case err != nil:
			return nil, fault("exchange.fault.workbook")
		}
		if err := d.token(token); err != nil {
			return nil, err
		}
	}
}

type odsReader struct {
	file  string
	dec   *xml.Decoder
	items []Item

	table  *Table
	sheet  string
	line   int
	row    []string // its cells; those of the next one take their place
	repeat int      // of the row
	far    int      // cells of the row beyond the last column that a table may have
	cell   struct {
		value   string
		typed   bool
		repeat  int
		text    strings.Builder
		inside  bool
		remark  int // depth in a comment, whose text is not the cell's
		covered bool
	}
}

func (d *odsReader) token(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return d.start(t)
	case xml.EndElement:
		return d.end(t.Name)
	case xml.CharData:
		if d.cell.inside && d.cell.remark == 0 && d.cell.text.Len() < maxCell {
			d.cell.text.Write(t)
		}
	}
	return nil
}

func (d *odsReader) start(t xml.StartElement) error {
	switch {
	case t.Name.Space == "table" && t.Name.Local == "table":
		d.table, d.sheet, d.line = &Table{}, attr(t, "name"), 0
	case d.table == nil:
	case t.Name.Space == "table" && t.Name.Local == "table-row":
		d.row, d.repeat = d.row[:0], count(attr(t, "number-rows-repeated"))
	case t.Name.Space == "table" && (t.Name.Local == "table-cell" || t.Name.Local == "covered-table-cell"):
		c := &d.cell
		c.value, c.typed = typedCell(t)
		c.repeat, c.inside = count(attr(t, "number-columns-repeated")), true
		c.text.Reset()
	case t.Name.Space == "office" && t.Name.Local == "annotation":
		d.cell.remark++
	case d.cell.inside && d.cell.remark == 0 && t.Name.Space == "text":
		switch t.Name.Local {
		case "p":
			if d.cell.text.Len() > 0 {
				d.cell.text.WriteByte('\n')
			}
		case "s", "tab", "line-break":
			d.cell.text.WriteByte(' ')
		}
	}
	return nil
}

func (d *odsReader) end(name xml.Name) error {
	switch {
	case name.Space == "office" && name.Local == "annotation":
		d.cell.remark--
	case d.table == nil:
	case name.Space == "table" && (name.Local == "table-cell" || name.Local == "covered-table-cell"):
		d.endCell()
	case name.Space == "table" && name.Local == "table-row":
		return d.endRow()
	case name.Space == "table" && name.Local == "table":
		if len(d.table.Rows) > 0 {
			d.items = append(d.items, Item{File: d.file, Sheet: d.sheet, Kind: TableKind, Table: d.table})
		}
		d.table = nil
	}
	return nil
}

// lastColumn is the last one that a sheet can have.
const lastColumn = 16_384

func (d *odsReader) endCell() {
	c := &d.cell
	c.inside = false
	text := c.value
	if !c.typed {
		text = strings.TrimSpace(c.text.String())
	}
	if text != "" && c.repeat > MaxColumns-len(d.row) {
		d.far += min(c.repeat-(MaxColumns-len(d.row)), lastColumn)
	}
	// Empty cells are repeated to the sheet's edge; only those before something count.
	for range min(c.repeat, MaxColumns-len(d.row)) {
		d.row = append(d.row, text)
		if text == "" && len(d.row) >= MaxColumns {
			break
		}
	}
}

func (d *odsReader) endRow() error {
	if d.far > 0 {
		d.table.leaveFar(d.line+1, d.far*min(d.repeat, lastRow))
		d.far = 0
	}
	last := len(d.row)
	for last > 0 && d.row[last-1] == "" {
		last--
	}
	if d.row = d.row[:last]; last == 0 {
		d.line = max(d.line, min(d.line+d.repeat, lastRow))
		return nil
	}
	for range min(d.repeat, MaxRows+1) {
		d.line++
		if err := d.table.keep(Row{Line: d.line, Cells: d.row}); err != nil {
			return err
		}
	}
	return nil
}

// typedCell returns the value of a cell that is a number, a date or a time, as it is meant.
func typedCell(t xml.StartElement) (value string, typed bool) {
	switch attr(t, "value-type") {
	case "date":
		day, clock, timed := strings.Cut(attr(t, "date-value"), "T")
		clock, _, _ = strings.Cut(clock, ".")
		if timed && clock != "00:00:00" {
			return day + " " + clock, true
		}
		return day, true
	case "time":
		return isoSpan(attr(t, "time-value"))
	case "float", "currency":
		return attr(t, "value"), true
	case "percentage":
		return attr(t, "value"), true
	}
	return "", false
}

// isoSpan writes PT06H35M00S as 6:35:00.
func isoSpan(s string) (string, bool) {
	var parts [3]int
	digits := ""
	for _, c := range strings.TrimPrefix(s, "PT") {
		switch {
		case c >= '0' && c <= '9' || c == '.':
			digits += string(c)
		case strings.ContainsRune("HMS", c):
			whole, _, _ := strings.Cut(digits, ".")
			n, err := strconv.Atoi(whole)
			if err != nil {
				return s, true
			}
			parts[strings.IndexRune("HMS", c)], digits = n, ""
		default:
			return s, true
		}
	}
	pad := func(n int) string {
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
		return strconv.Itoa(n)
	}
	return strconv.Itoa(parts[0]) + ":" + pad(parts[1]) + ":" + pad(parts[2]), true
}

func attr(t xml.StartElement, local string) string {
	for _, a := range t.Attr {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// count reads how often something is repeated; nothing is once, and no sheet has more than lastRow of anything.
func count(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		return 1
	}
	return min(n, lastRow)
}
