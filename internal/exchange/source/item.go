package source

import (
	"io"
	"strings"
)

// Kind is what form an item has.
type Kind string

// The kinds of item.
const (
	TableKind    Kind = "table"    // rows and columns
	JSONKind     Kind = "json"     // Data holds it
	XMLKind      Kind = "xml"      // streamed from Open
	TextKind     Kind = "text"     // Text holds it; it may be a table too
	DatabaseKind Kind = "database" // SQLite, see Query
)

// Item is one thing found in a file: the file itself, an entry of an archive, a sheet of a workbook.
type Item struct {
	// File is the name of the file or of the archive's entry, without a folder.
	File string
	// Folder holds the folders of an archive's entry, "" elsewhere.
	Folder string
	// Sheet is the name of a workbook's sheet, "" elsewhere.
	Sheet string
	Kind  Kind
	// Table of a TableKind.
	Table *Table
	// Hidden says that the workbook does not show the sheet.
	Hidden bool
	// Data of a JSONKind, as UTF-8.
	Data []byte
	// Text of a TextKind, and of a TableKind that came from text.
	Text string
	// Head of an XMLKind: its first bytes, to tell what it is.
	Head string
	// Open gives the bytes of an XMLKind again, from their beginning.
	Open func() (io.ReadCloser, error)
	// Size in bytes where it is known, for telling how far a stream is.
	Size int64
	// Database of a DatabaseKind.
	Database *Database
	// Fault is why an entry of an archive cannot be read; it is of no kind then, and holds nothing else.
	Fault *Fault
}

// Name is the file's name with the sheet's.
func (it Item) Name() string {
	if it.Sheet != "" {
		return it.File + ": " + it.Sheet
	}
	return it.File
}

// Is tells whether the file's name begins with a prefix, whatever the case.
func (it Item) Is(prefix string) bool {
	return strings.HasPrefix(strings.ToLower(it.File), strings.ToLower(prefix))
}

// Row is one row of a table.
type Row struct {
	// Line of the file, or row of the sheet, on which it begins, from 1.
	Line  int
	Cells []string
}

// Cell returns the text of a column; a row may be shorter than the head.
func (r Row) Cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column]
}

// Table is a table as it stands, before anyone knows which row holds the heads. Blank rows are left out;
// cells have no spaces around them.
type Table struct {
	Rows []Row
	// Width is the number of columns of the widest row.
	Width int
	// Separator between the fields of a text; 0 in a workbook.
	Separator rune
	// Notes are what was met on reading that the user should know.
	Notes []Note

	cells int             // of all rows
	bytes int             // of their texts
	room  []string        // for the cells of further rows
	texts strings.Builder // for those of text, of which piece bytes are set aside at a time
	piece int
}

// settled lets go of the room for further rows.
func (t *Table) settled() { t.room, t.texts = nil, strings.Builder{} }

// leaveFar notes that cells of a row lie beyond the last column that a table may have.
func (t *Table) leaveFar(line, cells int) {
	const key = "exchange.note.far_cells"
	for i := range t.Notes {
		if t.Notes[i].Key == key {
			t.Notes[i].Count += cells
			return
		}
	}
	t.Notes = append(t.Notes, Note{Key: key, Line: line, Count: cells})
}

// Note is something met on reading a container that is told to the user.
type Note struct {
	// Key of the sentence in the translations, "exchange.note.<what>".
	Key string
	// Line of the file, or row of the sheet; 0 where it is the whole.
	Line int
	// Count of such places; 0 where they are not counted.
	Count int
}

// Fault says why something from outside cannot be read.
type Fault struct {
	// Key of the sentence in the translations, "exchange.fault.<what>".
	Key string
	// Args are pairs of placeholder and value.
	Args []string
}

// Error describes the fault for a log.
func (f *Fault) Error() string {
	return strings.TrimPrefix(f.Key, "exchange.fault.") + " " + strings.Join(f.Args, " ")
}

// Words are the key and the values, for package explain.
func (f *Fault) Words() (key string, args []any) {
	for _, a := range f.Args {
		args = append(args, a)
	}
	return f.Key, args
}

func fault(key string, args ...string) *Fault { return &Fault{Key: key, Args: args} }
