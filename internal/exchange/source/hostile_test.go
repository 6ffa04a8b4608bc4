package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"time"
)

// endless writes a piece many times.
func endless(w io.Writer, piece string, times int) error {
	for range times {
		if _, err := io.WriteString(w, piece); err != nil {
			return err
		}
	}
	return nil
}

const (
	sheetHead   = `<worksheet><sheetData>`
	bookPart    = `<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`
	bookLinks   = `<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
	openContent = `<office:document-content><office:spreadsheet><table:table table:name="a"><table:table-row><table:table-cell><text:p>`
)

// book is a workbook with one sheet.
func book(t *testing.T, sheet func(io.Writer) error, shared string) []byte {
	t.Helper()
	return packed(t, func(z *zip.Writer) error {
		for name, text := range map[string]string{"xl/workbook.xml": bookPart, "xl/_rels/workbook.xml.rels": bookLinks, "xl/sharedStrings.xml": shared} {
			w, err := z.Create(name)
			if err == nil {
				_, err = io.WriteString(w, text)
			}
			if err != nil {
				return err
			}
		}
		w, err := z.Create("xl/worksheets/sheet1.xml")
		if err == nil {
			_, err = io.WriteString(w, sheetHead)
		}
		return errors.Join(err, sheet(w))
	})
}

// TestHostileSheetsAreRefusedInLittleMemory: small files of which one tag, text or comment unpacks to 80 MB, or whose
// cells all show one long text. What is taken from the heap counts, not what is left of it.
func TestHostileSheetsAreRefusedInLittleMemory(t *testing.T) {
	const megabyte = 1 << 20
	long := strings.Repeat("x", megabyte)
	piece := func(head, piece string, times int) []byte {
		return book(t, func(w io.Writer) error { return errors.Join(endless(w, head, 1), endless(w, piece, times)) }, "<sst/>")
	}
	for name, c := range map[string]struct {
		file string
		data []byte
	}{
		"a text":                      {"a.xlsx", piece(`<row><c t="inlineStr"><is><t>`, long, 80)},
		"an attribute":                {"a.xlsx", piece(`<row a="`, long, 80)},
		"attributes":                  {"a.xlsx", piece(`<row `, strings.Repeat(`a="1" `, megabyte/6), 80)},
		"a tag":                       {"a.xlsx", piece(`<`, long, 80)},
		"a comment":                   {"a.xlsx", piece(`<!-- `, strings.Repeat("<a> ", megabyte/4), 80)},
		"a comment that does not end": {"a.xlsx", piece(`<!-->`, strings.Repeat("<a> ", megabyte/4), 80)},
		"text that is no text":        {"a.xlsx", piece(`<![CDATA[`, strings.Repeat("<a> ", megabyte/4), 80)},
		"a definition":                {"a.xlsx", piece(`<!DOCTYPE a [`, strings.Repeat("<!ELEMENT a> ", megabyte/13), 80)},
		"an instruction":              {"a.xlsx", piece(`<?xml `, strings.Repeat("> ", megabyte/2), 80)},
		"one text in every cell": {"a.xlsx", book(t, func(w io.Writer) error {
			return endless(w, `<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>`, 10_000)
		}, "<sst><si><t>"+strings.Repeat("x", 900_000)+"</t></si></sst>")},
		"a text of a document": {"a.ods", packed(t, func(z *zip.Writer) error {
			w, err := z.Create("content.xml")
			return errors.Join(err, endless(w, openContent, 1), endless(w, long, 80))
		})},
		"a value of JSON": {"a.json", []byte(`[{"date":"2026-01-01","x":"` + strings.Repeat("x", 40*megabyte) + `"}]`)},
		"a row of JSON":   {"a.json", []byte(`[["date","severity"],["2026-01-01"` + strings.Repeat(",1", 15*megabyte) + `]]`)},
		"names of JSON": {"a.json", func() []byte {
			var b bytes.Buffer
			for i := range 2_000_000 {
				fmt.Fprintf(&b, `,"k%d":1`, i)
			}
			b.WriteByte('}')
			b.Bytes()[0] = '{'
			return b.Bytes()
		}()},
	} {
		t.Run(name, func(t *testing.T) {
			var found []Item
			var err error
			used := taken(func() {
				found, err = items(t, c.file, c.data)
				if err == nil && len(found) == 1 && found[0].Kind == JSONKind {
					_, _, err = JSONTable(t.Context(), found[0].Data)
				}
			})
			var f *Fault
			if !errors.As(err, &f) {
				t.Errorf("%d items, %v", len(found), err)
			}
			if used > 150*megabyte {
				t.Errorf("%d MB were taken", used>>20)
			}
		})
	}
}

// taken is how many bytes f takes from the heap, whatever is left of them.
func taken(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// TestRowsOfADocumentTakeWhatIsInThem: most programs repeat an empty cell to the sheet's edge in every row.
func TestRowsOfADocumentTakeWhatIsInThem(t *testing.T) {
	const rows = 2000
	row := `<table:table-row><table:table-cell><text:p>2026-03-01</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16383"/></table:table-row>`
	data := packed(t, func(z *zip.Writer) error {
		w, err := z.Create("content.xml")
		return errors.Join(err, endless(w, `<office:document-content><table:table table:name="a">`, 1), endless(w, row, rows), endless(w, `</table:table></office:document-content>`, 1))
	})
	var found []Item
	var err error
	used := taken(func() { found, err = items(t, "a.ods", data) })
	if err != nil || len(found) != 1 || len(found[0].Table.Rows) != rows || found[0].Table.Width != 1 {
		t.Fatalf("%d items, %v", len(found), err)
	}
	if used > 20<<20 {
		t.Errorf("%d MB were taken", used>>20)
	}
}

// TestALongQuotedTextIsLookedThroughOnce: a note that holds a copy of the table, of which every line looks like a row.
func TestALongQuotedTextIsLookedThroughOnce(t *testing.T) {
	const nights = 2000
	var rows strings.Builder
	for day := range nights {
		fmt.Fprintf(&rows, "%s,3,x\n", time.Date(2020, time.January, 1+day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
	}
	text := "Date,Severity,Notes\n" + rows.String() + "2026-01-02,4,\"a copy of\n" + rows.String() + "again\"\n2026-01-03,4,\n"
	var table *Table
	var err error
	used := taken(func() { table, err = TextTable(t.Context(), text) })
	if err != nil || len(table.Rows) != nights+3 {
		t.Fatalf("%d rows, %v", len(table.Rows), err)
	}
	if used > 20<<20 {
		t.Errorf("%d MB were taken for %d KB", used>>20, len(text)>>10)
	}
}

// TestRowsOfASheetAreCountedUpwards, whatever a file says of their numbers: a row is known by its line.
func TestRowsOfASheetAreCountedUpwards(t *testing.T) {
	const cell = `<c t="inlineStr"><is><t>x</t></is></c></row>`
	workbook := book(t, func(w io.Writer) error {
		return endless(w, `<row r="7">`+cell+`<row r="7">`+cell+`<row r="4294967299">`+cell+`<row>`+cell+`<row r="20">`+cell, 1)
	}, "<sst/>")
	document := packed(t, func(z *zip.Writer) error {
		const cell = `<table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>`
		const gap = `<table:table-row table:number-rows-repeated="9223372036854775807"><table:table-cell/></table:table-row>`
		w, err := z.Create("content.xml")
		return errors.Join(err, endless(w, `<office:document-content><table:table table:name="a">`+gap+gap+cell+gap+cell+`</table:table>`, 1))
	})
	for name, c := range map[string]struct {
		data []byte
		want string
	}{"a.xlsx": {workbook, "7:x\n8:x\n9:x\n10:x\n20:x"}, "a.ods": {document, "1048577:x\n1048578:x"}} {
		found, err := items(t, name, c.data)
		if err != nil || len(found) != 1 {
			t.Fatalf("%s: %d items, %v", name, len(found), err)
		}
		if got := rowsOf(found[0].Table); got != c.want {
			t.Errorf("%s: it is read as\n%s", name, got)
		}
	}
}

// TestMarkupIsHandedOnAsItIs reads pieces of every kind in portions of every size.
func TestMarkupIsHandedOnAsItIs(t *testing.T) {
	text := `<?xml version="1.0"?><!-- a > b < c --><a b="<>"><![CDATA[ <x> ]]]]><![CDATA[>]]>` + strings.Repeat("<b>text</b>", 400_000) + `</a>`
	for _, portion := range []int{1, 2, 7, 4096, 1 << 20} {
		if portion < 7 {
			text = text[:min(len(text), 20_000)]
		} else {
			text += strings.Repeat("<c/>", 600_000)
		}
		back, err := io.ReadAll(bounded(&portions{text: text, size: portion}))
		if err != nil || string(back) != text {
			t.Errorf("in portions of %d: %d bytes of %d, %v", portion, len(back), len(text), err)
		}
	}
}

type portions struct {
	text string
	size int
}

func (p *portions) Read(b []byte) (int, error) {
	if p.text == "" {
		return 0, io.EOF
	}
	n := copy(b, p.text[:min(p.size, len(p.text))])
	p.text = p.text[n:]
	return n, nil
}
