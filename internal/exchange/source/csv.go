package source

import (
	"context"
	"runtime/debug"
	"strconv"
	"strings"
)

// Bounds of a table.
const (
	MaxRows    = 200_000
	MaxColumns = 10_000 // one program writes a column for each ten minutes of a night
	maxCells   = 4_000_000
	maxCell    = 1 << 20
)

// TextTable reads a table from text: CSV with commas, semicolons, tabs or bars. Line ends may be those of
// any system. Quotation marks are read as spreadsheets do; one that opens a cell and swallows what looks
// like rows is taken for a plain one, and noted with its line.
func TextTable(ctx context.Context, text string) (*Table, error) {
	t, err := textTable(ctx, text, true)
	if err != nil || t.Width != 1 || len(t.Rows) < 2 || !strings.ContainsAny(t.Rows[0].Cells[0], separators) {
		return t, err
	}
	// Some programs put each line into quotation marks as a whole.
	inner, err := textTable(ctx, t.lines(), false)
	if err != nil || inner.Width == 1 {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return textTable(ctx, text, true) // the first reading stands
	}
	inner.Notes = append(t.Notes, inner.Notes...)
	return inner, nil
}

// lines are the rows of a table of one column as a text, each on its line. The rows are let go.
func (t *Table) lines() string {
	var b strings.Builder
	b.Grow(t.bytes + t.Rows[len(t.Rows)-1].Line)
	line, tidied := 1, 0
	for i, row := range t.Rows {
		for ; line < row.Line; line++ {
			b.WriteByte('\n')
		}
		b.WriteString(strings.ReplaceAll(row.Cells[0], "\n", " "))
		t.Rows[i].Cells = nil
		if b.Len()-tidied > pieceOfLines { // nothing else is asked for meanwhile, and so nothing would be cleared away
			tidied = b.Len()
			debug.FreeOSMemory()
		}
	}
	return b.String()
}

// textTable reads a table. Its cells are set aside where detached; else they hold the text, which nobody else does then.
func textTable(ctx context.Context, text string, detached bool) (*Table, error) {
	t := &Table{}
	offset := 0
	if rest, found := strings.CutPrefix(text, "sep="); found && rest != "" {
		// Excel writes and reads a first line that names the separator.
		line, after, _ := cutLine(rest)
		if len(line) == 1 && strings.Contains(separators, line) {
			t.Separator, text, offset = rune(line[0]), after, 1
		}
	}
	if t.Separator == 0 {
		t.Separator = separatorOf(text)
	}
	t.piece = min(len(text), pieceOfText)
	r := csvReader{ctx: ctx, text: text, sep: byte(t.Separator), line: 1 + offset, table: t}
	t.Rows = make([]Row, 0, min(strings.Count(text, "\n")+strings.Count(text, "\r")+1, MaxRows))
	for r.pos < len(text) {
		row, err := r.row()
		if err != nil {
			return nil, err
		}
		if detached {
			t.detach(row.Cells)
		}
		if err := t.keep(row); err != nil {
			return nil, err
		}
	}
	t.settled()
	return t, nil
}

// How many cells, and how many bytes of their texts, are set aside at a time.
const (
	pieceOfCells = 4096
	pieceOfText  = 256 << 10
	pieceOfLines = 4 << 20 // of the lines of a large text, after which what they were made of is cleared away
)

// detach copies cells out of the text in which they stand. In pieces they can be let go one after another, while nights
// are made of them, where of the text no byte goes before the last cell has.
func (t *Table) detach(cells []string) {
	for i, cell := range cells {
		if t.texts.Cap()-t.texts.Len() < len(cell) {
			t.texts.Reset()
			t.texts.Grow(max(len(cell), t.piece))
		}
		from := t.texts.Len()
		t.texts.WriteString(cell)
		cells[i] = t.texts.String()[from:]
	}
}

// keep adds a row whose cells are used again for the next one. Empty cells at its end are left away.
func (t *Table) keep(row Row) error {
	all := len(row.Cells)
	for len(row.Cells) > 0 && row.Cells[len(row.Cells)-1] == "" {
		row.Cells = row.Cells[:len(row.Cells)-1]
	}
	n := len(row.Cells)
	if n == 0 {
		return nil
	}
	if n > cap(t.room)-len(t.room) {
		t.room = make([]string, 0, max(n, pieceOfCells))
	}
	from := len(t.room)
	t.room = append(t.room, row.Cells...)
	row.Cells = t.room[from:len(t.room):len(t.room)]
	if err := t.add(row); err != nil {
		return err
	}
	t.Width = max(t.Width, min(all, MaxColumns))
	return nil
}

// add keeps a row that is not blank.
func (t *Table) add(row Row) error {
	last := len(row.Cells)
	for last > 0 && row.Cells[last-1] == "" {
		last--
	}
	switch {
	case len(row.Cells) > MaxColumns && last > MaxColumns:
		return fault("exchange.fault.columns", "line", strconv.Itoa(row.Line))
	case last == 0:
		return nil
	case len(t.Rows) >= MaxRows:
		return fault("exchange.fault.rows", "most", strconv.Itoa(MaxRows))
	case t.cells+last > maxCells:
		return fault("exchange.fault.cells", "most", strconv.Itoa(maxCells))
	}
	t.cells += last
	for _, c := range row.Cells[:last] {
		t.bytes += len(c)
	}
	if t.bytes > MaxFile { // cells of a workbook may share one long text
		return fault("exchange.fault.unpacked")
	}
	row.Cells = row.Cells[:min(len(row.Cells), MaxColumns)]
	t.Width = max(t.Width, len(row.Cells))
	t.Rows = append(t.Rows, row)
	return nil
}

// cutLine cuts the first line off, whatever its end.
func cutLine(s string) (line, rest string, found bool) {
	i := strings.IndexAny(s, "\r\n")
	if i < 0 {
		return s, "", false
	}
	if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
		return s[:i], s[i+2:], true
	}
	return s[:i], s[i+1:], true
}

// csvReader reads rows. It follows Python's csv module where a file is not clean: a quotation mark opens a
// cell only at its beginning, and what stands behind the closing one belongs to the cell.
type csvReader struct {
	ctx   context.Context
	text  string
	sep   byte
	pos   int
	line  int
	table *Table
	// cells of the row that was read last; the next one takes their place.
	cells []string
	// start is where the row begins that is being read.
	start int
	// beginnings counts the lines of the text by how they begin, once that is asked for; see beginningOf. begun is how
	// many have a beginning, and repeated how many have that of one before.
	beginnings      map[string]int
	begun, repeated int
	// looked is how much was read twice because a quotation mark was none; it is bounded, so that a file
	// of nothing else does not take for ever.
	looked int
}

func (r *csvReader) row() (Row, error) {
	row := Row{Line: r.line}
	r.start = r.pos
	if err := r.ctx.Err(); err != nil {
		return row, err
	}
	cells := r.cells[:0]
	for {
		cell, end, err := r.cell()
		if err != nil {
			return row, err
		}
		if len(cells) > 4*MaxColumns {
			return row, fault("exchange.fault.columns", "line", strconv.Itoa(row.Line))
		}
		cells = append(cells, cell)
		if end {
			row.Cells, r.cells = cells, cells
			return row, nil
		}
	}
}

// cell reads one cell; end says that the row ends behind it.
func (r *csvReader) cell() (cell string, end bool, err error) {
	from := r.pos
	for from < len(r.text) && r.text[from] == ' ' && r.sep != ' ' {
		from++
	}
	if from < len(r.text) && r.text[from] == '"' && r.looked <= len(r.text)+16*maxCell {
		if cell, end, ok := r.quoted(from); ok {
			return cell, end, checkCell(cell, r.line)
		}
	}
	i := r.pos
	for i < len(r.text) && r.text[i] != r.sep && r.text[i] != '\n' && r.text[i] != '\r' {
		i++
	}
	cell = r.text[r.pos:i]
	err = checkCell(cell, r.line)
	return tidy(cell), r.endAt(i), err
}

func checkCell(cell string, line int) error {
	if len(cell) > maxCell {
		return fault("exchange.fault.cell", "line", strconv.Itoa(line))
	}
	return nil
}

// endAt moves on behind the separator or line end at i.
func (r *csvReader) endAt(i int) (end bool) {
	switch {
	case i >= len(r.text):
		r.pos = i
		return true
	case r.text[i] == r.sep:
		r.pos = i + 1
		// A separator as the file's last character ends an empty cell, which nobody misses.
		return r.pos >= len(r.text)
	case r.text[i] == '\r' && i+1 < len(r.text) && r.text[i+1] == '\n':
		r.pos = i + 2
	default:
		r.pos = i + 1
	}
	r.line++
	return true
}

// quoted reads a cell in quotation marks that open at from. ok is false, and nothing is read, where the
// mark cannot have been meant so.
func (r *csvReader) quoted(from int) (cell string, end, ok bool) {
	var b strings.Builder
	i, start, lines := from+1, from+1, 0
	for {
		if i >= len(r.text) {
			return r.notPaired(i - from) // never closed
		}
		if c := r.text[i]; c != '"' {
			if c == '\n' || c == '\r' && (i+1 >= len(r.text) || r.text[i+1] != '\n') {
				lines++
			}
			if i-from > 2*maxCell {
				return r.notPaired(i - from)
			}
			i++
			continue
		}
		b.WriteString(r.text[start:i])
		if i+1 < len(r.text) && r.text[i+1] == '"' {
			b.WriteByte('"')
			i += 2
			start = i
			continue
		}
		break
	}
	i++
	rest := i
	for i < len(r.text) && r.text[i] != r.sep && r.text[i] != '\n' && r.text[i] != '\r' {
		i++
	}
	behind := r.text[rest:i]
	if lines > 0 {
		if strings.TrimSpace(behind) != "" || r.swallows(from+1, rest-1) {
			return r.notPaired(i - from)
		}
	}
	b.WriteString(behind)
	r.line += lines
	return tidy(b.String()), r.endAt(i), true
}

// mostNotes is how many places are named; a broken file may have one in each row.
const mostNotes = 50

// notPaired says that a quotation mark was not meant as an opening one.
func (r *csvReader) notPaired(looked int) (cell string, end, ok bool) {
	r.looked += looked
	r.note("exchange.note.open_quote")
	return "", false, false
}

func (r *csvReader) note(key string) {
	if len(r.table.Notes) < mostNotes {
		r.table.Notes = append(r.table.Notes, Note{Key: key, Line: r.line})
	}
}

// tidy takes spaces and NULs off, makes line ends alike, and the apostrophe that keeps a spreadsheet from running a formula.
func tidy(cell string) string {
	if strings.IndexByte(cell, 0) >= 0 {
		cell = strings.ReplaceAll(cell, "\x00", "")
	}
	if strings.IndexByte(cell, '\r') >= 0 {
		cell = strings.ReplaceAll(strings.ReplaceAll(cell, "\r\n", "\n"), "\r", "\n")
	}
	return strings.TrimSpace(Undefuse(strings.TrimSpace(cell)))
}

// formulaStarts are the characters with which a spreadsheet begins a formula.
const formulaStarts = "=+-@\t\r＝＋－＠"

// Defuse keeps a spreadsheet from running a text as a formula: an apostrophe before it makes it text. A
// text that has one already gets another, so that Undefuse gives back what was there.
func Defuse(text string) string {
	if runs(text) {
		return "'" + text
	}
	return text
}

// Undefuse takes the apostrophe away again.
func Undefuse(text string) string {
	if strings.HasPrefix(text, "'") && runs(text) {
		return text[1:]
	}
	return text
}

func runs(text string) bool {
	rest := strings.TrimLeft(text, "'")
	for _, first := range rest {
		return strings.ContainsRune(formulaStarts, first)
	}
	return false
}
