package source

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// maxWorkbook bounds what a workbook may hold unpacked, in bytes.
const maxWorkbook = 96 << 20

// workbook reads the sheets of an .xlsx file. Cells that a spreadsheet shows as dates and times are
// written as 2026-03-02 23:10:00, since how they are shown depends on the computer; numbers with a point.
func workbook(ctx context.Context, file string, data []byte) (items []Item, err error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxWorkbook, UnzipXMLSizeLimit: maxWorkbook,
	})
	if err != nil {
		return nil, fault("exchange.fault.workbook")
	}
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = fmt.Errorf("closing a workbook: %w", closing)
		}
	}()
	props, err := f.GetWorkbookProps()
	if err != nil {
		return nil, fault("exchange.fault.workbook")
	}
	reader := sheetReader{ctx: ctx, f: f, formats: make(map[int]format)}
	reader.from1904 = props.Date1904 != nil && *props.Date1904
	for _, sheet := range f.GetSheetList() {
		table, err := reader.read(sheet)
		if err != nil {
			return nil, err
		}
		if table != nil && len(table.Rows) > 0 {
			visible, err := f.GetSheetVisible(sheet)
			items = append(items, Item{File: file, Sheet: sheet, Kind: TableKind, Table: table, Hidden: err == nil && !visible})
		}
	}
	return items, nil
}

type sheetReader struct {
	ctx      context.Context
	f        *excelize.File
	from1904 bool
	formats  map[int]format // of styles
}

// read returns nil for a sheet that is no table, such as a chart.
func (r *sheetReader) read(sheet string) (_ *Table, err error) {
	rows, err := r.f.Rows(sheet)
	if err != nil {
		return nil, nil //nolint:nilerr // a sheet of another kind
	}
	defer func() {
		if closed := rows.Close(); closed != nil {
			err = errors.Join(err, fmt.Errorf("reading a sheet: %w", closed))
		}
	}()
	t := &Table{}
	for line := 1; rows.Next(); line++ {
		if err := r.ctx.Err(); err != nil { // a small file may hold millions of empty cells
			return nil, err
		}
		cells, err := rows.Columns()
		if err != nil {
			return nil, fault("exchange.fault.workbook")
		}
		if len(cells) > MaxColumns {
			cells = cells[:MaxColumns]
		}
		for i, text := range cells {
			if text == "" || !mayBeSerial(text) {
				cells[i] = strings.TrimSpace(text)
				continue
			}
			name, err := excelize.CoordinatesToCellName(i+1, line)
			if err != nil {
				return nil, fault("exchange.fault.workbook")
			}
			style, err := r.f.GetCellStyle(sheet, name)
			if err != nil {
				return nil, fault("exchange.fault.workbook")
			}
			cells[i] = r.format(style).text(text, r.from1904)
		}
		if err := t.add(Row{Line: line, Cells: cells}); err != nil {
			return nil, err
		}
	}
	return t, nil
}

func mayBeSerial(text string) bool {
	return text[0] >= '0' && text[0] <= '9' || text[0] == '-' || text[0] == '.'
}

// format is how a spreadsheet shows a number.
type format string

const (
	asNumber format = ""
	asDate   format = "date"
	asTime   format = "time"
	asSpan   format = "span" // hours beyond 24, as [h]:mm
)

func (r *sheetReader) format(style int) format {
	if known, ok := r.formats[style]; ok {
		return known
	}
	f := asNumber
	if s, err := r.f.GetStyle(style); err == nil {
		code := ""
		if s.CustomNumFmt != nil {
			code = *s.CustomNumFmt
		}
		f = formatOf(s.NumFmt, code)
	}
	r.formats[style] = f
	return f
}

// formatOf knows what a number's format shows, by the standard numbers of ECMA-376 (18.8.30) or by its code.
func formatOf(id int, code string) format {
	if code == "" {
		switch {
		case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 58:
			return asDate
		case id >= 18 && id <= 21, id >= 32 && id <= 35, id == 45, id == 47:
			return asTime
		case id == 46:
			return asSpan
		}
		return asNumber
	}
	code, _, _ = strings.Cut(strings.ToLower(code), ";")
	var bare strings.Builder
	span, quoted := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return asNumber
			}
			inside := code[i+1 : i+end]
			span = span || inside != "" && strings.Trim(inside, "hms") == ""
			i += end
		default:
			bare.WriteByte(c)
		}
	}
	shown := bare.String()
	switch {
	case span:
		return asSpan
	case strings.Contains(shown, "general"):
		return asNumber
	case strings.ContainsAny(shown, "yd"):
		return asDate
	case strings.ContainsAny(shown, "hs"):
		return asTime
	case strings.Contains(shown, "mmm"):
		return asDate
	}
	return asNumber
}

// text writes a cell's number as it is meant.
func (f format) text(raw string, from1904 bool) string {
	if f == asNumber {
		return raw
	}
	x, err := strconv.ParseFloat(raw, 64)
	if err != nil || x < 0 || x > 2_958_465 { // the year 9999
		return raw
	}
	seconds := int64(math.Round(x * 86400))
	if f == asSpan || f == asTime && x < 1 {
		return fmt.Sprintf("%d:%02d:%02d", seconds/3600, seconds/60%60, seconds%60)
	}
	epoch := time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)
	if from1904 {
		epoch = time.Date(1904, time.January, 1, 0, 0, 0, 0, time.UTC)
	}
	t := epoch.AddDate(0, 0, int(seconds/86400)).Add(time.Duration(seconds%86400) * time.Second)
	if seconds%86400 == 0 && f == asDate {
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02 15:04:05")
}
