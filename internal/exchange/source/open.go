package source

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"stillnight/internal/pattern"
)

// Bounds of what is read from outside.
const (
	MaxFile     = 64 << 20 // bytes of a text, a table or JSON, also within an archive
	maxEntries  = 20_000   // of an archive or a folder
	maxUnpacked = 16 << 30 // bytes of an archive unpacked, all together; XML is streamed
	maxNested   = 2        // archives within archives
	headBytes   = 4096     // looked at to tell what a file is
)

// Open finds what is in a file, or in a folder, and gives each thing to found, in order. What is found is
// let go before the next is read, unless found keeps it. Errors that say what is wrong with a file are
// *Fault; found's own errors end the search.
func Open(ctx context.Context, name string, found func(Item) error) error {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fault("exchange.fault.no_file", "path", name)
	case err != nil:
		return fault("exchange.fault.unreadable", "path", name)
	case info.IsDir():
		return folder(ctx, name, found)
	case !info.Mode().IsRegular():
		return fault("exchange.fault.no_plain_file", "path", name)
	}
	o := opener{ctx: ctx, found: found}
	expect(ctx, info.Size())
	return o.open(entry{
		file: filepath.Base(name), size: info.Size(),
		open: func() (io.ReadCloser, error) {
			f, err := os.Open(name)
			if err != nil {
				return nil, fault("exchange.fault.unreadable", "path", name)
			}
			return f, nil
		},
	}, 0)
}

// OpenBytes is Open for what came through standard input or a clipboard; name is shown to the user. What nobody else
// holds is let go once it has been read.
func OpenBytes(ctx context.Context, name string, data []byte, found func(Item) error) error {
	o := opener{ctx: ctx, found: found}
	return o.open(entry{
		file: name, size: int64(len(data)), held: &data,
		open: func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(data)), nil },
	}, 0)
}

// folder opens the files of a folder, as an archive that was unpacked.
func folder(ctx context.Context, root string, found func(Item) error) error {
	entries := 0
	return filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return fault("exchange.fault.unreadable", "path", name)
		}
		if entries++; entries > maxEntries {
			return fault("exchange.fault.entries", "most", strconv.Itoa(maxEntries))
		}
		if !d.Type().IsRegular() || !mayHold(d.Name()) {
			return nil
		}
		return Open(ctx, name, func(it Item) error {
			if rel, err := filepath.Rel(root, filepath.Dir(name)); err == nil && it.Folder == "" && rel != "." {
				it.Folder = filepath.ToSlash(rel)
			}
			return found(it)
		})
	})
}

// mayHold tells by its name whether an entry of an archive or a folder may hold something to bring in.
func mayHold(name string) bool {
	base := path.Base(name)
	if strings.HasPrefix(base, ".") || strings.Contains(name, "__MACOSX/") {
		return false
	}
	ending := strings.ToLower(path.Ext(base))
	return ending == "" || slices.Contains(Endings(), ending)
}

// Endings are those, with their dot and in small letters, of the names of files that may hold something to bring in.
func Endings() []string {
	return []string{
		".csv", ".tsv", ".tab", ".txt", ".md", ".json", ".jsonl", ".ndjson", ".xml", ".xlsx", ".ods", ".zip", ".gz", ".db", ".sqlite", ".sqlite3",
	}
}

type opener struct {
	ctx      context.Context
	found    func(Item) error
	unpacked int64
	// peek reads no more than the beginning of anything.
	peek bool
}

// peekBytes of a text are looked at to tell what it is.
const peekBytes = 64 << 10

// Peek is Open for the beginnings of what a file holds, to tell soon what it is: tables and JSON are cut off,
// workbooks and folders are passed over.
func Peek(ctx context.Context, name string, found func(Item) error) error {
	info, err := os.Stat(name)
	if err != nil || !info.Mode().IsRegular() {
		return fault("exchange.fault.unreadable", "path", name)
	}
	o := opener{ctx: ctx, found: found, peek: true}
	return o.open(entry{file: filepath.Base(name), size: info.Size(), open: func() (io.ReadCloser, error) { return os.Open(name) }}, 0)
}

// entry is a file or an archive's entry.
type entry struct {
	file, folder string
	size         int64
	open         func() (io.ReadCloser, error)
	held         *[]byte // all of it, where it is in memory already; else nil
}

// read reads an entry whole.
func (o *opener) read(e entry, most int64) ([]byte, error) {
	if e.held != nil {
		if e.size > most {
			return nil, tooLarge(most)
		}
		return *e.held, o.ctx.Err()
	}
	var b bytes.Buffer
	if err := o.readInto(&b, e, most); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// readInto is read into a buffer of bytes or, for a text, one of letters, which need not be copied then.
func (o *opener) readInto(to interface {
	io.Writer
	Grow(n int)
}, e entry, most int64) (err error) {
	if e.size == 0 {
		// A stream that does not tell its size is unpacked twice, rather than held twice while it grows.
		if e.size, err = o.count(e, most); err != nil {
			return err
		}
	}
	in, err := e.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	to.Grow(int(min(e.size, most)) + bytes.MinRead)
	n, err := io.Copy(to, io.LimitReader(counted(o.ctx, in), most+1))
	switch {
	case o.ctx.Err() != nil:
		return o.ctx.Err()
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fault("exchange.fault.cut_off")
	case err != nil:
		return fault("exchange.fault.unreadable", "path", e.file)
	case n > most:
		return tooLarge(most)
	}
	return nil
}

// count finds how many bytes an entry has; more than it may is a fault.
func (o *opener) count(e entry, most int64) (n int64, err error) {
	in, err := e.open()
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	n, err = io.Copy(io.Discard, io.LimitReader(&cancelled{ctx: o.ctx, in: in}, most+1))
	switch {
	case o.ctx.Err() != nil:
		return 0, o.ctx.Err()
	case err != nil:
		return 0, nil //nolint:nilerr // reading it tells what is wrong
	case n > most:
		return 0, tooLarge(most)
	}
	return n, nil
}

func tooLarge(most int64) *Fault {
	return fault("exchange.fault.too_large", "most", strconv.FormatInt(most>>20, 10))
}

func (e entry) head() (head []byte, err error) {
	in, err := e.open()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	head = make([]byte, headBytes)
	n, err := io.ReadFull(in, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fault("exchange.fault.unreadable", "path", e.file)
	}
	return head[:n], nil
}

// others are kinds of file that are known and cannot be read, by how they begin.
var others = []struct{ begins, key string }{
	{"%PDF", "exchange.fault.pdf"},
	{"\xd0\xcf\x11\xe0", "exchange.fault.old_office"},
	{"\x89PNG", "exchange.fault.picture"},
	{"\xff\xd8\xff", "exchange.fault.picture"},
	{"GIF8", "exchange.fault.picture"},
	{"{\\rtf", "exchange.fault.rich_text"},
	{"BZh", "exchange.fault.packed"},
	{"\xfd7zXZ", "exchange.fault.packed"},
	{"\x28\xb5\x2f\xfd", "exchange.fault.packed"},
	{"7z\xbc\xaf\x27\x1c", "exchange.fault.packed"},
	{"Rar!", "exchange.fault.packed"},
}

func (o *opener) open(e entry, depth int) error {
	if err := o.ctx.Err(); err != nil {
		return err
	}
	head, err := e.head()
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(head)) == 0 && len(head) < headBytes {
		return fault("exchange.fault.empty")
	}
	for _, other := range others {
		if bytes.HasPrefix(head, []byte(other.begins)) {
			if other.key == "exchange.fault.old_office" {
				return o.old(e)
			}
			return fault(other.key)
		}
	}
	if wrong := otherText(head); wrong != nil {
		return wrong
	}
	if len(head) > tarMark+5 && string(head[tarMark:tarMark+5]) == "ustar" {
		return fault("exchange.fault.packed")
	}
	switch {
	case bytes.HasPrefix(head, []byte("\x1f\x8b")):
		return o.gzip(e, depth)
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return o.zip(e, depth)
	case bytes.HasPrefix(head, []byte(sqliteMark)):
		return o.found(Item{File: e.file, Folder: e.folder, Kind: DatabaseKind, Size: e.size, Database: &Database{open: e.open}})
	}
	if isXML(head) {
		text, _, _ := Decode(head)
		if strings.Contains(strings.ToLower(text[:min(len(text), 512)]), "<html") {
			return fault("exchange.fault.web_page")
		}
		return o.found(Item{File: e.file, Folder: e.folder, Kind: XMLKind, Head: text, Open: countedOpen(o.ctx, e.open), Size: e.size})
	}
	return o.text(e, head)
}

// otherTexts are kinds of text that are no table and no JSON, or a spreadsheet in a form of old, by how they begin.
var otherTexts = []struct {
	begins    *pattern.Pattern
	key, name string
}{
	{pattern.New(`^ID;P`), "exchange.fault.old_sheet", "SYLK"},
	{pattern.New(`^TABLE\r?\n0,1\r?\n"`), "exchange.fault.old_sheet", "DIF"},
	{pattern.New(`(?s)^<\?xml.*<office:document `), "exchange.fault.old_sheet", "OpenDocument XML"},
	{pattern.New(`(?s)^<\?xml.*(?:urn:schemas-microsoft-com:office:spreadsheet|progid="Excel\.Sheet")`), "exchange.fault.old_sheet", "Excel 2003 XML"},
	{pattern.New(`^BEGIN:VCALENDAR`), "exchange.fault.other_kind", "iCalendar"},
	{pattern.New(`^BEGIN:VCARD`), "exchange.fault.other_kind", "vCard"},
	{pattern.New(`^(?:---\r?\n(?:#[^\n]*\n)*)?- ?[\w ]+:(?: [^\n]*)?\r?\n  ? ?[\w ]+:`), "exchange.fault.other_kind", "YAML"},
}

// otherText knows such a text by its beginning; nil is none of them.
func otherText(head []byte) *Fault {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(utf8BOM)), " \t\r\n")
	for _, other := range otherTexts {
		if other.begins.Match(head) {
			return fault(other.key, "name", other.name)
		}
	}
	return nil
}

func isXML(head []byte) bool {
	trimmed := bytes.TrimLeft(bytes.TrimPrefix(head, []byte(utf8BOM)), " \t\r\n")
	if !bytes.HasPrefix(trimmed, []byte("<")) || len(trimmed) < 2 {
		return false
	}
	c := trimmed[1]
	return c == '?' || c == '!' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
}

// beginning reads a text whole, or as much of it as is looked at.
func (o *opener) beginning(e entry) (text string, err error) {
	if !o.peek {
		var b strings.Builder
		if err := o.readInto(&b, e, MaxFile); err != nil {
			return "", err
		}
		if e.held != nil {
			*e.held = nil // the text takes its place
		}
		return b.String(), nil
	}
	in, err := e.open()
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	data, err := io.ReadAll(io.LimitReader(&cancelled{ctx: o.ctx, in: in}, peekBytes))
	if err != nil {
		return "", fault("exchange.fault.unreadable", "path", e.file)
	}
	if end := bytes.LastIndexByte(data, '\n'); len(data) == peekBytes && end > 0 {
		data = data[:end+1] // a line that is cut off says nothing
	}
	return string(data), nil
}

// bracketedDate begins a journal's text: [2026-03-01 23:10].
var bracketedDate = pattern.New(`^\[\d{4}-\d\d-\d\d[ T]`)

// blanks may stand before JSON.
const blanks = " \t\r\n"

// isJSON tells by its beginning whether a text means to be JSON.
func isJSON(text string) bool {
	text = strings.TrimLeft(strings.TrimPrefix(text, utf8BOM), blanks)
	return text != "" && (text[0] == '{' || text[0] == '[') && !bracketedDate.MatchString(text[:min(len(text), 16)])
}

// text opens JSON, a table or a text.
func (o *opener) text(e entry, head []byte) error {
	it := Item{File: e.file, Folder: e.folder, Size: e.size, Kind: TextKind}
	if !o.peek && isJSON(string(head)) {
		data, err := o.read(e, MaxFile)
		if err != nil {
			return err
		}
		if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
			it.Kind, it.Data = JSONKind, bytes.TrimLeft(bytes.TrimPrefix(data, []byte(utf8BOM)), blanks)
			return o.found(it)
		}
	}
	data, err := o.beginning(e)
	if err != nil {
		return err
	}
	text, notes, ok := decodeText(data)
	if !ok {
		return fault("exchange.fault.not_text")
	}
	if isJSON(text) {
		it.Kind, it.Data = JSONKind, []byte(strings.TrimLeft(text, blanks))
		return o.found(it)
	}
	it.Text = text
	table, err := TextTable(o.ctx, text)
	if err != nil {
		return err
	}
	table.Notes = append(notes, table.Notes...)
	it.Table = table
	if table.Width > 1 || !strings.EqualFold(path.Ext(e.file), ".txt") {
		it.Kind = TableKind
	}
	if len(table.Rows) == 0 {
		return fault("exchange.fault.empty")
	}
	return o.found(it)
}
