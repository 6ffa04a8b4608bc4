package exchange

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"stillnight/internal/i18n"
)

// TestOurWorkbookComesBackInEveryLanguage writes a diary with everything in it as a workbook, and reads it
// again.
func TestOurWorkbookComesBackInEveryLanguage(t *testing.T) {
	d := fullDiary(t)
	for _, lang := range i18n.Languages {
		t.Run(lang, func(t *testing.T) {
			l, err := i18n.New(lang)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := WriteWorkbook(&b, d, l); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "diary.xlsx")
			if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			comesBack(t, d, path)
		})
	}
}

func TestAWorkbookHasTrueDatesAndNumbersAndNoFormula(t *testing.T) {
	d := fullDiary(t)
	d.Nights[0].Note = "=HYPERLINK(\"x\")"
	l, err := i18n.New("de")
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := WriteWorkbook(&b, d, l); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	sheet := l.T("exchange.sheet.nights")
	for cell, want := range map[string]excelize.CellType{"A2": excelize.CellTypeNumber, "B2": excelize.CellTypeNumber, "A1": excelize.CellTypeInlineString} {
		got, err := f.GetCellType(sheet, cell)
		if err != nil || got != want && !(want == excelize.CellTypeNumber && got == excelize.CellTypeUnset) {
			t.Errorf("%s is of type %v, %v", cell, got, err)
		}
	}
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		for k := range rows[i] {
			at, err := excelize.CoordinatesToCellName(k+1, i+1)
			if err != nil {
				t.Fatal(err)
			}
			if formula, err := f.GetCellFormula(sheet, at); err != nil || formula != "" {
				t.Errorf("%s is the formula %q, %v", at, formula, err)
			}
		}
	}
}
