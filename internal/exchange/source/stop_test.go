package source

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// stopping is a context that ends when it has been asked a number of times.
type stopping struct {
	context.Context
	asked, most int
}

func (s *stopping) Err() error {
	if s.asked++; s.asked > s.most {
		return context.Canceled
	}
	return nil
}

// TestReadingASheetStopsWithItsContext: a small workbook may hold millions of empty cells.
func TestReadingASheetStopsWithItsContext(t *testing.T) {
	f := excelize.NewFile()
	for row := 1; row <= 50; row++ {
		cell, err := excelize.CoordinatesToCellName(1, row)
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue("Sheet1", cell, "x"); err != nil {
			t.Fatal(err)
		}
	}
	var data bytes.Buffer
	if err := errors.Join(f.Write(&data), f.Close()); err != nil {
		t.Fatal(err)
	}
	s := &stopping{Context: t.Context(), most: 20}
	z, err := zip.NewReader(bytes.NewReader(data.Bytes()), int64(data.Len()))
	if err != nil {
		t.Fatal(err)
	}
	if err := readWorkbook(s, "x.xlsx", z, func(Item) error { return nil }); !errors.Is(err, context.Canceled) || s.asked > s.most+2 {
		t.Errorf("asked %d times: %v", s.asked, err)
	}
}

func TestReadingJSONAsATableStopsWithItsContext(t *testing.T) {
	s := &stopping{Context: t.Context(), most: 20}
	data := "[" + strings.Repeat(`{"a":1},`, 50) + `{"a":1}]`
	if _, _, err := JSONTable(s, []byte(data)); !errors.Is(err, context.Canceled) || s.asked > s.most+1 {
		t.Errorf("asked %d times: %v", s.asked, err)
	}
}
