package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"stillnight/internal/i18n"
)

// Bounds of a table.
const (
	MaxRows    = 200_000
	MaxColumns = 10_000 // one tracker writes a column for each ten minutes of a night
)

const utf8BOM = "\ufeff"

// Sheet is a table from a text file, before anyone knows what its columns mean.
type Sheet struct {
	// Header has the names of the columns. Of a file without names it is the empty string for each.
	Header []string
	// HasHeader says that the first row held names.
	HasHeader bool
	Rows      []Row
	// Separator between fields: , ; tab or |.
	Separator rune
	// Encoding of the file: "UTF-8", "UTF-16" or "Windows-1252".
	Encoding string
	// Tracker that wrote the file, where its format is known.
	Tracker Tracker
}

// Row is one row of a sheet.
type Row struct {
	// Line of the file on which it begins, from 1.
	Line  int
	Cells []string
}

// Cell returns the text of a column; a row may be shorter than the header.
func (r Row) Cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column]
}

// ReadSheet reads a CSV or tab-separated file: it finds the encoding and the separator by itself. The
// defusing of formulas that our own export does is undone. Errors are *Fault.
func ReadSheet(data []byte) (Sheet, error) {
	if len(data) > MaxFile {
		return Sheet{}, fault("exchange.fault.too_large", "most", strconv.Itoa(MaxFile>>20))
	}
	text, encoding, err := decode(data)
	if err != nil {
		return Sheet{}, err
	}
	s := Sheet{Encoding: encoding}
	// Excel writes and reads a first line that names the separator.
	offset := 0
	if rest, ok := strings.CutPrefix(text, "sep="); ok && len(rest) > 0 {
		line, after, _ := strings.Cut(rest, "\n")
		if line = strings.TrimRight(line, "\r"); len(line) == 1 && strings.Contains(separators, line) {
			s.Separator, text, offset = rune(line[0]), after, 1
		}
	}
	if s.Separator == 0 {
		s.Separator = separatorOf(text)
	}
	if err := s.read(text, offset); err != nil {
		return Sheet{}, err
	}
	if len(s.Rows) == 0 {
		return Sheet{}, fault("exchange.fault.empty")
	}
	s.Tracker = trackerOf(s.Rows)
	s.findHeader()
	return s, nil
}

func (s *Sheet) read(text string, offset int) error {
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = s.Separator
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	for {
		fields, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			var at *csv.ParseError
			if errors.As(err, &at) {
				return fault("exchange.fault.csv", "line", strconv.Itoa(at.Line+offset))
			}
			return fault("exchange.fault.csv", "line", "?")
		}
		line, _ := r.FieldPos(0)
		switch {
		case len(fields) > MaxColumns:
			return fault("exchange.fault.columns", "line", strconv.Itoa(line+offset))
		case len(s.Rows) >= MaxRows:
			return fault("exchange.fault.rows", "most", strconv.Itoa(MaxRows))
		}
		blank := true
		for i, f := range fields {
			fields[i] = strings.TrimSpace(undefuse(strings.ReplaceAll(f, "\x00", "")))
			blank = blank && fields[i] == ""
		}
		if !blank {
			s.Rows = append(s.Rows, Row{Line: line + offset, Cells: fields})
		}
	}
}

// decode turns the file's bytes into text.
func decode(data []byte) (text, encoding string, err error) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return fromUTF16(data[2:], false), "UTF-16", nil
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return fromUTF16(data[2:], true), "UTF-16", nil
	case bytes.HasPrefix(data, []byte(utf8BOM)):
		return string(data[len(utf8BOM):]), "UTF-8", nil
	}
	if unmarked, bigEndian := unmarkedUTF16(data); unmarked {
		return fromUTF16(data, bigEndian), "UTF-16", nil
	}
	if bytes.IndexByte(data, 0) >= 0 {
		return "", "", fault("exchange.fault.not_text")
	}
	if utf8.Valid(data) {
		return string(data), "UTF-8", nil
	}
	decoded, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", fault("exchange.fault.not_text")
	}
	return string(decoded), "Windows-1252", nil
}

// unmarkedUTF16 knows UTF-16 without a mark: in Latin text most bytes of one half are zero, and none of the
// other.
func unmarkedUTF16(data []byte) (is, bigEndian bool) {
	head := data[:min(len(data), 512)&^1]
	var zeros [2]int
	for i, b := range head {
		if b == 0 {
			zeros[i%2]++
		}
	}
	enough := len(head) / 3
	switch {
	case len(head) < 4:
		return false, false
	case zeros[0] == 0 && zeros[1] > enough:
		return true, false
	case zeros[1] == 0 && zeros[0] > enough:
		return true, true
	}
	return false, false
}

func fromUTF16(data []byte, bigEndian bool) string {
	units := make([]uint16, len(data)/2)
	for i := range units {
		low, high := data[2*i], data[2*i+1]
		if bigEndian {
			low, high = high, low
		}
		units[i] = uint16(high)<<8 | uint16(low)
	}
	return string(utf16.Decode(units))
}

// separators are tried in this order; the first wins a tie.
const separators = ",;\t|"

// sniffLines is how many lines are looked at to find the separator.
const sniffLines = 20

// separatorOf finds the separator that divides the first lines most evenly: a decimal comma does not
// stand in every line as often as a separator does.
func separatorOf(text string) rune {
	best, bestScore := ',', 0
	for _, sep := range separators {
		counts := countOutsideQuotes(text, sep)
		if len(counts) == 0 || counts[0] == 0 {
			continue
		}
		even := 0
		for _, c := range counts {
			if c == counts[0] {
				even++
			}
		}
		if score := even*1000/len(counts) + min(counts[0], 100); score > bestScore {
			best, bestScore = sep, score
		}
	}
	return best
}

// countOutsideQuotes counts a separator in each of the first lines that are not blank.
func countOutsideQuotes(text string, sep rune) []int {
	var counts []int
	count, quoted, blank := 0, false, true
	for _, r := range text {
		switch {
		case r == '"':
			quoted, blank = !quoted, false
		case r == '\n' && !quoted:
			if !blank {
				counts = append(counts, count)
			}
			if len(counts) == sniffLines {
				return counts
			}
			count, blank = 0, true
		case r == sep && !quoted:
			count++
		case r != '\r' && r != ' ':
			blank = false
		}
	}
	if !blank {
		counts = append(counts, count)
	}
	return counts
}

// findHeader takes the first row for names where no cell of it is a number or a date. Trackers always give
// names, some of which are times.
func (s *Sheet) findHeader() {
	first := s.Rows[0]
	width := 0
	for _, r := range s.Rows {
		width = max(width, len(r.Cells))
	}
	s.HasHeader = s.Tracker != "" || !slices.ContainsFunc(first.Cells, func(cell string) bool {
		_, number := i18n.ParseHours(cell)
		return number && cell != "" || isDate(cell)
	})
	s.Header = make([]string, width)
	if s.HasHeader {
		copy(s.Header, first.Cells)
		s.Rows = s.Rows[1:]
	}
}
