package exchange

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"
)

// book writes a workbook with a sheet for each name, in which a night has a severity.
func book(t *testing.T, sheets map[string][]any) string {
	t.Helper()
	f := excelize.NewFile()
	for name, row := range sheets {
		if _, err := f.NewSheet(name); err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(f.SetSheetRow(name, "A1", &[]any{"Date", "Severity"}), f.SetSheetRow(name, "A2", &row)); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "book.xlsx")
	if err := errors.Join(f.DeleteSheet("Sheet1"), f.SaveAs(path)); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestSheetsOfAWorkbook(t *testing.T) {
	years := book(t, map[string][]any{"2025": {"2025-03-01", 5}, "2026": {"2026-03-01", 6}})
	p, err := proposeFile(t, Choices{}, years)
	if err != nil || brief(p.Diary) != "2025-03-01 severity=5\n2026-03-01 severity=6" {
		t.Errorf("years give\n%s, %v", brief(p.Diary), err)
	}
	averages := book(t, map[string][]any{"Log": {"2026-03-01", 5}, "Weekly average": {"2026-03-01", 7}})
	var f *Fault
	if p, err = proposeFile(t, Choices{}, averages); !errors.As(err, &f) || f.Key != "exchange.fault.which_sheet" {
		t.Errorf("a log and its averages give\n%s, %v", brief(p.Diary), err)
	}
	if p, err = proposeFile(t, Choices{Sheet: "log"}, averages); err != nil || brief(p.Diary) != "2026-03-01 severity=5" {
		t.Errorf("the sheet asked for gives\n%s, %v", brief(p.Diary), err)
	}
}
