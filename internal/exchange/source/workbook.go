package source

import (
	"archive/zip"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf16"
)

// maxWorkbook bounds what a workbook may hold unpacked, in bytes.
const maxWorkbook = 96 << 20

// workbook reads the sheets of an .xlsx file (ECMA-376, part 1, 18) one row after another: a library that loads a sheet
// whole takes a hundred times the file. Cells that a spreadsheet shows as dates and times are written as
// 2026-03-02 23:10:00, since how they are shown depends on the computer; numbers with a point.
type workbook struct {
	ctx      context.Context
	parts    map[string]*zip.File
	left     int64 // bytes that may still be unpacked
	from1904 bool
	formats  []format // by style
	shared   []string
	// same holds short values once: most of a diary are small numbers.
	same map[string]string
}

// workbookSheet is a sheet as the workbook lists it.
type workbookSheet struct {
	name, part string
	hidden     bool
}

const (
	workbookPart  = "xl/workbook.xml"
	relationsPart = "xl/_rels/workbook.xml.rels"
)

// readWorkbook gives found each sheet that is a table with something in it, in order.
func readWorkbook(ctx context.Context, file string, z *zip.Reader, found func(Item) error) error {
	w := workbook{ctx: ctx, parts: make(map[string]*zip.File), left: maxWorkbook, same: make(map[string]string)}
	all := uint64(0)
	for _, f := range z.File {
		name := partName(f.Name)
		w.parts[name] = f
		if path.Ext(name) == ".xml" {
			all = min(all+min(f.UncompressedSize64, maxWorkbook+1), maxWorkbook+1)
		}
	}
	if all > maxWorkbook {
		return fault("exchange.fault.unpacked")
	}
	sheets, err := w.open()
	if err != nil {
		return err
	}
	for _, sheet := range sheets {
		t, err := w.sheet(sheet.part)
		switch {
		case err != nil:
			return err
		case len(t.Rows) == 0:
			continue
		}
		if err := found(Item{File: file, Sheet: sheet.name, Kind: TableKind, Table: t, Hidden: sheet.hidden}); err != nil {
			return err
		}
	}
	return nil
}

// partName is the name of a part as others refer to it; some programs write them their own way.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, "\\", "/"), "/"))
}

// open reads what all sheets need, and lists them.
func (w *workbook) open() ([]workbookSheet, error) {
	if w.parts[workbookPart] == nil {
		return nil, fault("exchange.fault.workbook")
	}
	targets, styles, texts, err := w.relations()
	if err != nil {
		return nil, err
	}
	var sheets []workbookSheet
	gone := w.parts[relationsPart] == nil
	err = w.each(workbookPart, func(t xml.Token, _ []string) error {
		e, ok := t.(xml.StartElement)
		switch {
		case !ok:
		case e.Name.Local == "workbookPr":
			w.from1904 = attr(e, "date1904") == "1" || attr(e, "date1904") == "true"
		case e.Name.Local == "sheet":
			part, there := targets[attr(e, "id")]
			gone = gone || there && w.parts[part] == nil
			if there && w.parts[part] != nil {
				sheets = append(sheets, workbookSheet{attr(e, "name"), part, attr(e, "state") != "" && attr(e, "state") != "visible"})
			}
		}
		return nil
	})
	if err == nil && len(sheets) == 0 && gone {
		err = fault("exchange.fault.workbook")
	}
	if err != nil {
		return nil, err
	}
	if err := w.readStyles(styles); err != nil {
		return nil, err
	}
	return sheets, w.readTexts(texts)
}

// relations are the parts of the sheets by their ids, and those of the styles and the shared texts.
func (w *workbook) relations() (sheets map[string]string, styles, texts string, err error) {
	sheets, styles, texts = make(map[string]string), "xl/styles.xml", "xl/sharedstrings.xml"
	err = w.each(relationsPart, func(t xml.Token, _ []string) error {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" {
			return nil
		}
		target := attr(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("xl", target)
		}
		switch target = partName(target); path.Base(attr(e, "Type")) {
		case "worksheet":
			sheets[attr(e, "Id")] = target
		case "styles":
			styles = target
		case "sharedStrings":
			texts = target
		}
		return nil
	})
	return sheets, styles, texts, err
}

// each reads a part token by token. inside are the names of the elements around the token, the outermost first. A part
// that is not there has none.
func (w *workbook) each(part string, f func(t xml.Token, inside []string) error) (err error) {
	file := w.parts[part]
	if file == nil {
		return nil
	}
	in, err := file.Open()
	if err != nil {
		return fault("exchange.fault.workbook")
	}
	defer func() {
		if closing := in.Close(); err == nil && closing != nil {
			err = fault("exchange.fault.workbook")
		}
	}()
	limited := &io.LimitedReader{R: &cancelled{ctx: w.ctx, in: in}, N: w.left + 1}
	defer func() { w.left = limited.N - 1 }()
	dec := xml.NewDecoder(bounded(limited))
	var inside []string
	for {
		token, err := dec.RawToken()
		switch {
		case w.ctx.Err() != nil:
			return w.ctx.Err()
		case limited.N <= 0:
			return fault("exchange.fault.unpacked")
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fault("exchange.fault.workbook")
		}
		if err := f(token, inside); err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if inside = append(inside, t.Name.Local); len(inside) > deepestSheet {
				return fault("exchange.fault.workbook")
			}
		case xml.EndElement:
			inside = inside[:max(len(inside)-1, 0)]
		}
	}
}

// deepestSheet is how deep elements may lie in one another; those that are read need 8.
const deepestSheet = 64

// within tells whether a token lies right in an element of a name.
func within(inside []string, name string) bool {
	return len(inside) > 0 && inside[len(inside)-1] == name
}

// readStyles finds how each style shows numbers.
func (w *workbook) readStyles(part string) error {
	codes := make(map[int]string)
	return w.each(part, func(t xml.Token, inside []string) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		id, err := strconv.Atoi(attr(e, "numFmtId"))
		switch {
		case err != nil:
			id = 0
		case e.Name.Local == "numFmt" && within(inside, "numFmts"):
			codes[id] = attr(e, "formatCode")
		}
		if e.Name.Local == "xf" && within(inside, "cellXfs") {
			w.formats = append(w.formats, formatOf(id, codes[id]))
		}
		return nil
	})
}

// readTexts reads the texts that cells share.
func (w *workbook) readTexts(part string) error {
	var text []byte
	return w.each(part, func(t xml.Token, inside []string) error {
		switch t := t.(type) {
		case xml.CharData:
			if within(inside, "t") && !isReading(inside) {
				if text = append(text, t...); len(text) > maxCell {
					return fault("exchange.fault.workbook")
				}
			}
		case xml.EndElement:
			if t.Name.Local != "si" {
				return nil
			}
			if len(w.shared) >= maxCells {
				return fault("exchange.fault.cells", "most", strconv.Itoa(maxCells))
			}
			w.shared = append(w.shared, strings.TrimSpace(unescaped(string(text))))
			text = text[:0]
		}
		return nil
	})
}

// isReading tells whether a text is how another one is read, as over Japanese.
func isReading(inside []string) bool { return len(inside) > 1 && inside[len(inside)-2] == "rPh" }

// unescaped reads characters that XML cannot hold, which ECMA-376 (22.9.2.19) writes as _x000D_.
func unescaped(text string) string {
	const length = len("_x000D_")
	var b strings.Builder
	for {
		at := strings.Index(text, "_x")
		if at < 0 || len(text)-at < length {
			break
		}
		unit, err := strconv.ParseUint(text[at+2:at+6], 16, 16)
		if err != nil || text[at+6] != '_' || utf16.IsSurrogate(rune(unit)) {
			b.WriteString(text[:at+2])
			text = text[at+2:]
			continue
		}
		b.WriteString(text[:at])
		b.WriteRune(rune(unit))
		text = text[at+length:]
	}
	if b.Len() == 0 {
		return text
	}
	return b.String() + text
}
