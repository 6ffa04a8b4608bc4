package source

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

func items(t *testing.T, name string, data []byte) ([]Item, error) {
	t.Helper()
	var found []Item
	err := OpenBytes(t.Context(), name, data, func(it Item) error {
		found = append(found, it)
		return nil
	})
	return found, err
}

func rowsOf(table *Table) string {
	var lines []string
	for _, r := range table.Rows {
		lines = append(lines, fmt.Sprintf("%d:%s", r.Line, strings.Join(r.Cells, "|")))
	}
	return strings.Join(lines, "\n")
}

// TestText reads tables that are not clean.
func TestText(t *testing.T) {
	for _, c := range []struct {
		name, text, want string
		notes            int
	}{
		{"line ends of every kind", "a,b\r\n1,2\r3,4\n\n5,6", "1:a|b\n2:1|2\n3:3|4\n5:5|6", 0},
		{"quotes in quotes", "a,b\n\"x \"\"y\"\"\",2\n", "1:a|b\n2:x \"y\"|2", 0},
		{"quoted at the beginning only", "a,b\n\"x\" y,2\n", "1:a|b\n2:x y|2", 0},
		{"never closed", "a,b\n1,\"x\n2,y\n", "1:a|b\n2:1|\"x\n3:2|y", 1},
		{"closed rows later", "a,b,c\n1,2,\"x\n2,3,y\n3,4,\"z\"\n", "1:a|b|c\n2:1|2|\"x\n3:2|3|y\n4:3|4|z", 1},
		{"closed rows later, in a table with bars outside", "| a | b | c |\n| 2026-01-01 | 1 | 2 |\n| 2026-01-02 | 2 | \"x |\n| 2026-01-03 | 3 | y |\n| 2026-01-04 | 4 | z\" |\n",
			"1:|a|b|c\n2:|2026-01-01|1|2\n3:|2026-01-02|2|\"x\n4:|2026-01-03|3|y\n5:|2026-01-04|4|z\"", 1},
		{"closed rows later, a name first", "n,a,b,c\nx,2026-01-01,1,\nx,2026-01-02,2,\"x\nx,2026-01-03,3,y\nx,2026-01-04,4,z\"\n",
			"1:n|a|b|c\n2:x|2026-01-01|1\n3:x|2026-01-02|2|\"x\n4:x|2026-01-03|3|y\n5:x|2026-01-04|4|z\"", 1},
		{"closed rows later, dates in words", "a,b,c\nMon 1 May,1,\nTue 2 May,2,\"x\nWed 3 May,3,y\nThu 4 May,4,z\"\n",
			"1:a|b|c\n2:Mon 1 May|1\n3:Tue 2 May|2|\"x\n4:Wed 3 May|3|y\n5:Thu 4 May|4|z\"", 1},
		{"closed rows later, shorter ones", "a,b,c\n2026-01-01,1\n2026-01-02,2,\"x\n2026-01-03,3\n2026-01-04,4,z\"\n",
			"1:a|b|c\n2:2026-01-01|1\n3:2026-01-02|2|\"x\n4:2026-01-03|3\n5:2026-01-04|4|z\"", 1},
		{"a text with what looks like a row", "a,b,c\n2026-01-01,1,\n2026-01-02,2,\"as on\n2026-01-01,1,x\nagain\"\n2026-01-03,3,y\n",
			"1:a|b|c\n2:2026-01-01|1\n3:2026-01-02|2|as on\n2026-01-01,1,x\nagain\n6:2026-01-03|3|y", 1},
		{"a text with what looks like the next row", "a,b,c\n2026-01-01,1,\n2026-01-02,2,\"as on\n2026-01-03,1,x\nagain\"\n2026-01-03,3,y\n2026-01-04,3,z\n",
			"1:a|b|c\n2:2026-01-01|1\n3:2026-01-02|2|as on\n2026-01-03,1,x\nagain\n6:2026-01-03|3|y\n7:2026-01-04|3|z", 1},
		{"a text with what looks like another row, dates as Germans write them", "a;b;c\n1.1.2026;1;\n2.1.2026;2;\"as on\n3.1.2026;1;x\nagain\"\n3.1.2026;3;y\n",
			"1:a|b|c\n2:1.1.2026|1\n3:2.1.2026|2|as on\n3.1.2026;1;x\nagain\n6:3.1.2026|3|y", 1},
		{"a text with what looks like a row, where every cell is quoted", "\"a\",\"b\",\"c\"\n\"2026-01-01\",\"1\",\"x\n2026-01-07,2,y\"\n\"2026-01-02\",\"1\",\"\"\n",
			"1:a|b|c\n2:2026-01-01|1|x\n2026-01-07,2,y\n4:2026-01-02|1", 0},
		{"closed rows later, where every cell is quoted", "\"a\",\"b\",\"c\"\n\"2026-01-01\",\"1\",\"x\n\"2026-01-02\",\"2\",y\"\n",
			"1:a|b|c\n2:2026-01-01|1|\"x\n3:2026-01-02|2|y\"", 1},
		{"closed rows later, several rows a night", "a,b,c\n2026-01-01,1,u\n2026-01-01,2,\"x\n2026-01-02,3,y\n2026-01-02,4,z\"\n2026-01-02,4,z\n2026-01-03,4,z\n2026-01-03,4,z\n",
			"1:a|b|c\n2:2026-01-01|1|u\n3:2026-01-01|2|\"x\n4:2026-01-02|3|y\n5:2026-01-02|4|z\"\n6:2026-01-02|4|z\n7:2026-01-03|4|z\n8:2026-01-03|4|z", 1},
		{"a text with what looks like a row of a day long ago", "a,b,c\n2026-01-01,1,\n2026-01-02,2,\"as on\n2025-12-24,1,x\"\n2026-01-03,3,y\n",
			"1:a|b|c\n2:2026-01-01|1\n3:2026-01-02|2|as on\n2025-12-24,1,x\n5:2026-01-03|3|y", 1},
		{"a text with what looks like a row of a day to come", "a;b;c\n1.1.2026;1;\n2.1.2026;2;\"as on\n4.1.2026;1;x\"\n3.1.2026;3;y\n",
			"1:a|b|c\n2:1.1.2026|1\n3:2.1.2026|2|as on\n4.1.2026;1;x\n5:3.1.2026|3|y", 1},
		{"a text with what looks like a row, the newest first", "a,b,c\n1/3/2026,1,\n1/2/2026,2,\"as on\n1/4/2026,1,x\"\n1/1/2026,3,y\n",
			"1:a|b|c\n2:1/3/2026|1\n3:1/2/2026|2|as on\n1/4/2026,1,x\n5:1/1/2026|3|y", 1},
		{"a text of which one line looks like the row that is missing", "a,b,c\n2026-01-01,1,\n2026-01-02,2,\"for then\n2026-01-03,1,x\nand again\"\n2026-01-04,3,y\n",
			"1:a|b|c\n2:2026-01-01|1\n3:2026-01-02|2|for then\n2026-01-03,1,x\nand again\n6:2026-01-04|3|y", 1},
		{"a text with a line that begins with a number", "a,b\n2026-01-01,u\n2026-01-02,\"took\n3 pills, slept\"\n2026-01-03,v\n",
			"1:a|b\n2:2026-01-01|u\n3:2026-01-02|took\n3 pills, slept\n5:2026-01-03|v", 0},
		{"a text with what looks like a row of the next night, where a night has one", "a,b,c\n2026-01-01,1,\n2026-01-02,2,\"x\n2026-01-03,2,\n2026-01-04,2,z\"\n2026-01-04,3,y\n2026-01-05,3,y\n",
			"1:a|b|c\n2:2026-01-01|1\n3:2026-01-02|2|x\n2026-01-03,2,\n2026-01-04,2,z\n6:2026-01-04|3|y\n7:2026-01-05|3|y", 1},
		{"a text with what looks like the row that is missing, and marks that are doubled", "a,b,c\n2026-01-01,1,\n2026-01-02,2,\"\"\"x\"\"\n2026-01-03,1,x\"\n2026-01-04,3,y\n",
			"1:a|b|c\n2:2026-01-01|1\n3:2026-01-02|2|\"x\"\n2026-01-03,1,x\n5:2026-01-04|3|y", 1},
		{"closed rows later, beside cells that are empty between marks", "a,b,c\n2026-01-01,1,\"\"\n2026-01-02,2,\"x\n2026-01-03,1,\"\"\n2026-01-04,3,y\"\n2026-01-05,3,y\n",
			"1:a|b|c\n2:2026-01-01|1\n3:2026-01-02|2|\"x\n4:2026-01-03|1\n5:2026-01-04|3|y\"\n6:2026-01-05|3|y", 1},
		{"closed rows later, in the next month", "a;b;c\n30.1.2026;1;\n31.1.2026;2;\"x\n1.2.2026;3;y\n2.2.2026;4;z\"\n3.2.2026;4;z\n",
			"1:a|b|c\n2:30.1.2026|1\n3:31.1.2026|2|\"x\n4:1.2.2026|3|y\n5:2.2.2026|4|z\"\n6:3.2.2026|4|z", 1},
		{"closed rows later, the newest first", "a,b,c\n2/2/2026,1,\n2/1/2026,2,\"x\n1/31/2026,3,y\n1/30/2026,4,z\"\n1/29/2026,4,z\n",
			"1:a|b|c\n2:2/2/2026|1\n3:2/1/2026|2|\"x\n4:1/31/2026|3|y\n5:1/30/2026|4|z\"\n6:1/29/2026|4|z", 1},
		{"closed rows later, in no order", "a,b,c\n2026-01-07,1,\n2026-01-01,1,\n2026-01-05,2,\"x\n2026-01-02,3,y\n2026-01-09,4,z\"\n2026-01-03,4,z\n",
			"1:a|b|c\n2:2026-01-07|1\n3:2026-01-01|1\n4:2026-01-05|2|\"x\n5:2026-01-02|3|y\n6:2026-01-09|4|z\"\n7:2026-01-03|4|z", 1},
		{"a text that tells of a day", "a,b,c\n2026-01-01,1,\n2026-01-02,2,\"slept\n2026-01-03, took two\"\n", "1:a|b|c\n2:2026-01-01|1\n3:2026-01-02|2|slept\n2026-01-03, took two", 0},
		{"a text with what looks like the beginning of a row, below a text that begins with a figure", "a|b|c|d\n2026-01-01|8|warm|7\n2026-01-02|8|5 mg|\n2026-01-03|0|\"cold|\n2026-01-04|4|\"\"twitch\"|7\n",
			"1:a|b|c|d\n2:2026-01-01|8|warm|7\n3:2026-01-02|8|5 mg\n4:2026-01-03|0|cold|\n2026-01-04|4|\"twitch|7", 1},
		{"zeros at its end", "a,b\n1,2\n" + strings.Repeat("\x00", 400), "1:a|b\n2:1|2", 1},
		{"several lines", "a,b\n1,\"x\r\ny\"\n2,z\n", "1:a|b\n2:1|x\ny\n4:2|z", 0},
		{"a semicolon divides, a comma is a decimal", "a;b\n1,5;2,5\n", "1:a|b\n2:1,5|2,5", 0},
		{"defused", "a\n'=1+1\n''=x\n", "1:a\n2:=1+1\n3:'=x", 0},
		{"a semicolon in every text", "date,a,b; c\n2026-01-01,1,x; y\n2026-01-02,2,z; w\n", "1:date|a|b; c\n2:2026-01-01|1|x; y\n3:2026-01-02|2|z; w", 0},
		{"a comma in every text", "date;a;b, c\n1.2.2026;1,5;x, y\n", "1:date|a|b, c\n2:1.2.2026|1,5|x, y", 0},
		{"each line in quotation marks, with a blank one", "\"a,b\"\n\n\"1,2\"\n\"3,4\"\n", "1:a|b\n3:1|2\n4:3|4", 0},
		{"separator told", "sep=|\na|b\n1|2\n", "2:a|b\n3:1|2", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			text, notes, _ := Decode([]byte(c.text))
			table, err := TextTable(t.Context(), text)
			if err != nil {
				t.Fatal(err)
			}
			if got := rowsOf(table); got != c.want {
				t.Errorf("it is read as\n%s\ninstead of\n%s", got, c.want)
			}
			if table.Notes = append(notes, table.Notes...); len(table.Notes) != c.notes {
				t.Errorf("noted: %+v", table.Notes)
			}
		})
	}
}

// TestWorkbook reads dates, times and spans as they are meant, whatever the sheet shows.
func TestWorkbook(t *testing.T) {
	f := excelize.NewFile()
	style := func(code string) int {
		id, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	day := time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC)
	for i, c := range []struct {
		value any
		code  string
	}{
		{day, "d/m/yy"}, {day.Add(23*time.Hour + 10*time.Minute), "dd.mm.yyyy hh:mm"}, {0.9652777777777778, "hh:mm"}, {6.0 / 24, "[h]:mm"}, {30.0 / 24, "[h]:mm"}, {46082, "0"}, {6.5, `0.0" h"`},
		{"22.30", "hh:mm"}, {"46082", "d/m/yy"}, // a text stays what was typed
	} {
		name, err := excelize.CoordinatesToCellName(i+1, 1)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(f.SetCellValue("Sheet1", name, c.value), f.SetCellStyle("Sheet1", name, name, style(c.code))); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	found, err := items(t, "book.xlsx", b.Bytes())
	if err != nil || len(found) != 1 {
		t.Fatalf("%d sheets, %v", len(found), err)
	}
	if got, want := rowsOf(found[0].Table), "1:2026-03-01|2026-03-01 23:10:00|23:10:00|6:00:00|30:00:00|46082|6.5|22.30|46082"; got != want {
		t.Errorf("it is read as\n%s\ninstead of\n%s", got, want)
	}
}

// TestCellsFarToTheRightAreCounted: they are no part of a table of nights, and are not dropped in silence.
func TestCellsFarToTheRightAreCounted(t *testing.T) {
	f := excelize.NewFile()
	for _, c := range []struct{ column, row int }{{1, 1}, {2, 1}, {MaxColumns, 2}, {MaxColumns + 1, 2}, {MaxColumns + 7, 2}, {1, 3}, {lastColumn, 3}} {
		name, err := excelize.CoordinatesToCellName(c.column, c.row)
		if err = errors.Join(err, f.SetCellValue("Sheet1", name, "x")); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	cells := func(columns, times string) string {
		return `<table:table-cell table:number-columns-repeated="` + columns + `"/><table:table-cell table:number-columns-repeated="` + times + `"><text:p>x</text:p></table:table-cell>`
	}
	const row, end = "<table:table-row>", "</table:table-row>"
	sheet := "<a><table:table>" + row + cells("1", "1") + end + row + cells("9998", "3") + end + `<table:table-row table:number-rows-repeated="2">` + cells("9999", "2") + end + row + cells("16383", "1") + end + "</table:table></a>"
	documents, err := openDocument("x.ods", strings.NewReader(sheet), 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	workbook, err := items(t, "book.xlsx", b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		found []Item
		cells int
	}{"xlsx": {workbook, 3}, "ods": {documents, 4}} {
		want := []Note{{Key: "exchange.note.far_cells", Line: 2, Count: c.cells}}
		if len(c.found) != 1 || !slices.Equal(c.found[0].Table.Notes, want) || c.found[0].Table.Width != MaxColumns {
			t.Errorf("%s: %d sheets, noted %+v", name, len(c.found), c.found[0].Table.Notes)
		}
	}
}

func packed(t *testing.T, write func(*zip.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	if err := errors.Join(write(z), z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func gzipped(t *testing.T, write func(io.Writer) error) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if err := errors.Join(write(z), z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestHostileJSONIsNoTable gives names without end and brackets without end.
func TestHostileJSONIsNoTable(t *testing.T) {
	var wide strings.Builder
	wide.WriteString("[{")
	for i := range 100_000 {
		fmt.Fprintf(&wide, "%q:1,", "n"+strconv.Itoa(i))
	}
	wide.WriteString("\"z\":1}]")
	var f *Fault
	if _, _, err := JSONTable(t.Context(), []byte(wide.String())); !errors.As(err, &f) || f.Key != "exchange.fault.columns" {
		t.Errorf("a hundred thousand names are answered by %v", err)
	}
	if _, ok, err := JSONTable(t.Context(), []byte(strings.Repeat("[", 1_000_000))); ok || err != nil {
		t.Errorf("deep brackets are a table: %v, %v", ok, err)
	}
	if _, ok, err := JSONTable(t.Context(), []byte(`{"a":[{"b":1}],"c":[{"d":1}]}`)); ok || err != nil {
		t.Errorf("one of two lists was taken: %v, %v", ok, err)
	}
}

// TestAPipeIsNotWaitedFor names what is no file.
func TestAPipeIsNotWaitedFor(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe.csv")
	if err := exec.Command("mkfifo", path).Run(); err != nil {
		t.Skip("no pipes here")
	}
	var f *Fault
	if err := Open(t.Context(), path, func(Item) error { return nil }); !errors.As(err, &f) || f.Key != "exchange.fault.no_plain_file" {
		t.Errorf("it is answered by %v", err)
	}
}

// spaces writes many spaces, which pack well.
func spaces(w io.Writer, megabytes int) error {
	chunk := bytes.Repeat([]byte(" "), 1<<20)
	for range megabytes {
		if _, err := w.Write(chunk); err != nil {
			return err
		}
	}
	return nil
}

// TestALongOpenDocumentSheetIsNotCutOff: what lies behind the bound would be lost.
func TestALongOpenDocumentSheetIsNotCutOff(t *testing.T) {
	const sheet = "<a><table:table><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row></table:table></a>"
	for room, want := range map[int64]string{int64(len(sheet)): "", int64(len(sheet)) - 1: "exchange.fault.unpacked", 100: "exchange.fault.unpacked"} {
		items, err := openDocument("x.ods", strings.NewReader(sheet), room)
		var wrong *Fault
		if errors.As(err, &wrong) != (want != "") || wrong != nil && wrong.Key != want || want == "" && len(items) != 1 {
			t.Errorf("with room for %d bytes: %d sheets, %v", room, len(items), err)
		}
	}
}

func writeEntry(z *zip.Writer, name, content string) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(w, content)
	return err
}

// TestHostileFiles are refused with the reason, within bounds.
func TestHostileFiles(t *testing.T) {
	wide := "a" + strings.Repeat(",1", 1_000_000) + "\n"
	for _, c := range []struct {
		name, file, key string
		data            []byte
	}{
		{"a million columns", "wide.csv", "columns", []byte(wide)},
		{"a cell of many megabytes", "long.csv", "cell", []byte("a,b\n1," + strings.Repeat("x", 8<<20))},
		{"a table that unpacks to more than it may", "bomb.zip", "archive_empty", packed(t, func(z *zip.Writer) error {
			w, err := z.Create("a.exe")
			return errors.Join(err, spaces(w, 100))
		})},
		{"a workbook that unpacks to more than it may", "bomb.xlsx", "unpacked", packed(t, func(z *zip.Writer) error {
			_, err := z.Create("xl/workbook.xml")
			w, err2 := z.Create("xl/worksheets/sheet1.xml")
			return errors.Join(err, err2, spaces(w, 200))
		})},
		{"a packed text that is larger than any", "bomb.csv.gz", "too_large", gzipped(t, func(w io.Writer) error { return spaces(w, 100) })},
		{"packed within packed within packed", "a.gz", "nested", gzipped(t, func(w io.Writer) error {
			_, err := w.Write(gzipped(t, func(w io.Writer) error {
				_, err := w.Write(gzipped(t, func(w io.Writer) error { _, err := io.WriteString(w, "a,b\n1,2\n"); return err }))
				return err
			}))
			return err
		})},
		{"a packed file that ends in the middle", "cut.csv.gz", "cut_off", gzipped(t, func(w io.Writer) error {
			_, err := io.WriteString(w, strings.Repeat("2026-03-01,6\n", 1000))
			return err
		})[:40]},
		{"a workbook without the part that lists its sheets", "x.xlsx", "workbook", packed(t, func(z *zip.Writer) error {
			_, err := z.Create("xl/worksheets/sheet1.xml")
			return err
		})},
		{"a workbook without its sheet", "x.xlsx", "workbook", packed(t, func(z *zip.Writer) error {
			return errors.Join(writeEntry(z, "xl/workbook.xml", bookPart), writeEntry(z, "xl/_rels/workbook.xml.rels", bookLinks))
		})},
		{"a workbook with a password", "x.xlsx", "workbook_locked", append([]byte("\xd0\xcf\x11\xe0"+strings.Repeat("x", 65520)), "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"...)},
		{"an OpenDocument sheet with a password", "x.ods", "workbook_locked", packed(t, func(z *zip.Writer) error {
			return errors.Join(writeEntry(z, "content.xml", "\x01\x02"), writeEntry(z, "META-INF/manifest.xml", `<manifest:encryption-data manifest:checksum-type="x"/>`))
		})},
		{"an OpenDocument sheet that is locked whole", "x.ods", "workbook_locked", packed(t, func(z *zip.Writer) error {
			return errors.Join(writeEntry(z, "META-INF/manifest.xml", "<x/>"), writeEntry(z, "encrypted-package", "\x01\x02"))
		})},
		{"nothing but zeros", "x.csv", "empty", make([]byte, 5000)},
		{"a tar archive", "a.tar", "packed", append(append(bytes.Repeat([]byte("x"), 257), "ustar"...), make([]byte, 300)...)},
		{"a picture", "x.csv", "picture", []byte("\x89PNG\r\n\x1a\n0000")},
		{"a PDF", "x.csv", "pdf", []byte("%PDF-1.7\n")},
		{"an old workbook", "x.xls", "old_office", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")},
		{"a web page", "x.csv", "web_page", []byte("<!DOCTYPE html><html><table></table></html>")},
		{"nothing", "x.csv", "empty", nil},
		{"noise", "x.csv", "not_text", bytes.Repeat([]byte{0, 1, 2, 3}, 100)},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := items(t, c.file, c.data)
			var f *Fault
			if !errors.As(err, &f) || f.Key != "exchange.fault."+c.key {
				t.Errorf("it is answered by %v, %d items", err, len(found))
			}
		})
	}
}

// TestNoNameInAnArchiveLeavesIt gives entries their last name only.
func TestNoNameInAnArchiveLeavesIt(t *testing.T) {
	data := packed(t, func(z *zip.Writer) error {
		w, err := z.Create("../../etc/evil.csv")
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, "a,b\n1,2\n")
		return err
	})
	found, err := items(t, "x.zip", data)
	if err != nil || len(found) != 1 || found[0].File != "evil.csv" {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestReadingCanBeStopped(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.csv")
	if err := os.WriteFile(path, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Open(ctx, path, func(Item) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("it ends with %v", err)
	}
}
