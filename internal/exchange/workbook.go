package exchange

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// WriteWorkbook writes the diary as an .xlsx workbook: a sheet for each of Tables, with true dates and
// numbers, so that a spreadsheet sorts and adds them up. A text that could run as a formula is written as
// the text that it is.
func WriteWorkbook(w io.Writer, d diary.Diary, l *i18n.Localizer) (err error) {
	f := excelize.NewFile()
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = fmt.Errorf("writing the workbook: %w", closing)
		}
	}()
	styles, err := newSheetStyles(f)
	if err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	for i, t := range Tables(d, l) {
		name := l.T("exchange.sheet." + strings.TrimSuffix(t.Name, ".csv"))
		if i == 0 {
			err = f.SetSheetName(f.GetSheetName(0), name)
		} else {
			_, err = f.NewSheet(name)
		}
		if err == nil {
			err = writeSheet(f, name, t, styles)
		}
		if err != nil {
			return fmt.Errorf("writing sheet %s: %w", t.Name, err)
		}
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

// sheetStyles are the looks of cells. A date is shown as the computer's region writes it.
type sheetStyles struct{ head, date int }

// regionDate is the number format that spreadsheets show as a date of the region (ECMA-376, 18.8.30).
const regionDate = 14

func newSheetStyles(f *excelize.File) (s sheetStyles, err error) {
	if s.head, err = f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}}); err != nil {
		return s, err
	}
	s.date, err = f.NewStyle(&excelize.Style{NumFmt: regionDate})
	return s, err
}

// columnWidth is that of a sheet's columns, in characters.
const columnWidth = 16

func writeSheet(f *excelize.File, name string, t Table, styles sheetStyles) error {
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := out.SetColWidth(1, len(t.Rows[0]), columnWidth); err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	for i, row := range t.Rows {
		cells := make([]any, len(row))
		for k, text := range row {
			switch {
			case i == 0:
				cells[k] = excelize.Cell{StyleID: styles.head, Value: text}
			case text != "":
				cells[k] = t.typed(k, text, styles)
			}
		}
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := out.SetRow(at, cells); err != nil {
			return err
		}
	}
	return out.Flush()
}

// typed is a cell as a date, a number or a text.
func (t Table) typed(column int, text string, styles sheetStyles) any {
	if slices.Contains(t.texts, column) {
		return text
	}
	if d, err := diary.ParseDate(text); err == nil {
		return excelize.Cell{StyleID: styles.date, Value: d.UTC()}
	}
	if x, ok := i18n.ParseNumber(text); ok {
		return x
	}
	return text
}
