package store

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"fmt"
	"io"

	"stillnight/internal/pages"
)

// scavenged are the rows found in a damaged file by looking at its pages alone, without its schema and
// without SQLite (https://www.sqlite.org/fileformat.html). The seal tells a true row from rubbish.
//
// The file is gone through page by page, several times, since it may be much larger than a diary: first to find out
// whose it is, then to find its rows, of which no more is kept than where they are, and last to read those that were
// chosen.
type scavenged struct {
	file *pages.Reader
	rows map[string]map[string][]driver.Value // table → key → values, of the tables that were read
	// conflicts counts keys for which two true rows with different content were found.
	conflicts int
	// broken are rows that look like a night but have no true seal, by their date.
	brokenNights map[string]bool
	brokenRows   int
	// ledger is how many rows each table had and the sum of their seals, as far as it could be read.
	ledger map[string]ledgerDelta
	// unproved names the tables whose rows are not those that the ledger knows, by number and seals.
	unproved []string
	// surplus counts true rows that were left out: of another diary, or of an older version.
	surplus int

	// salt is that of the diary, and others are those of further diaries that there are whole pages of; strange are
	// their rows by table, and whether the file holds them in use.
	salt    int64
	others  map[int64]bool
	strange map[string]map[string]bool

	ledgerAt map[string]standing // how sure it is that an entry of the ledger is the file's own
	found    map[string][]foundRow
	noted    int                             // rows in found and strange
	kept     map[string]map[string]foundSeal // table → key → what was chosen
}

// mostNoted bounds how many rows of a file are looked at. Fifty full years have a quarter of it.
const mostNoted = 1 << 20

// standing is how sure it is that a page is a part of the diary as it was last saved.
type standing int

const (
	inPlace  standing = iota // the file leads to it, and it has the keys that belong there
	loose                    // the file leads to it from nowhere
	doubtful                 // the file says that it is not in use, or it stands in a place for others
)

// foundRow is a true row, with where it was found.
type foundRow struct {
	key string
	foundSeal
	standing standing
}

// foundSeal tells a row of a page from all others.
type foundSeal struct {
	seal int64
	page int
}

// realColumns are stored as whole numbers where they are whole; the seal covers them as fractions.
var realColumns = map[string]bool{"sleep_hours": true, "dose": true, "amount": true}

func isReal(t table, column string) bool {
	return realColumns[column] || t.name == labsTable.name && column == "value"
}

// scavenge finds the rows of the diary with an id, or where that is "" of the one that most pages belong to. Its error is
// that of the context.
func scavenge(ctx context.Context, file io.ReaderAt, size int64, id string) (*scavenged, error) {
	s := &scavenged{
		file: pages.New(file, size, max(len(nightsTable.columns), len(ledgerTable.columns))+1),
		rows: make(map[string]map[string][]driver.Value), brokenNights: make(map[string]bool), ledger: make(map[string]ledgerDelta),
		ledgerAt: make(map[string]standing), found: make(map[string][]foundRow), strange: make(map[string]map[string]bool),
		kept: make(map[string]map[string]foundSeal),
	}
	free := s.file.Free()
	var err error
	if s.salt, s.others, err = whose(ctx, s.file, free, id); err != nil {
		return nil, err
	}
	if err := s.file.Rows(ctx, func(row pages.Row) bool { return s.take(row, free[row.Page]) }); err != nil {
		return nil, err
	}
	for _, tab := range allTables() {
		s.choose(tab)
	}
	s.found = nil
	s.unproved = s.differing()
	if s.noted > mostNoted {
		s.surplus += s.noted - mostNoted
	}
	head := make([]byte, headerSize)
	if n, _ := file.ReadAt(head, 0); n == headerSize && !s.current(head, size, len(free)) {
		s.unproved = append(s.unproved, ledgerStamp)
	}
	for night := range s.kept[nightsTable.name] {
		delete(s.brokenNights, night)
	}
	return s, nil
}

// read reads the chosen rows of some tables.
func (s *scavenged) read(ctx context.Context, tables []table) error {
	for _, tab := range tables {
		s.rows[tab.name] = make(map[string][]driver.Value)
	}
	return s.file.Rows(ctx, func(found pages.Row) bool {
		tab, values, ours := s.own(shapesOf(found))
		if rows, wanted := s.rows[tab.name]; ours && wanted {
			key := rowKey(tab, values)
			if s.kept[tab.name][key] == (foundSeal{tab.seal(values, s.salt), found.Page}) {
				rows[key] = values
			}
		}
		return ours
	})
}

// current tells whether the ledger is of the save that the header tells of: by its stamp, and before version 8 by whether
// the file is as long as the header says, with as many pages in reserve. A header that is not ours tells nothing.
func (s *scavenged) current(head []byte, size int64, free int) bool {
	switch {
	case checkHeader(head) != nil:
		return true
	case s.salt != 0:
		return s.ledger[ledgerStamp].rows == int64(stampOf(head))
	}
	return int64(binary.BigEndian.Uint32(head[28:]))*pageSize == size && int(binary.BigEndian.Uint32(head[36:])) == free
}

// differing names the tables of what the user recorded whose rows are not proved by the ledger.
func (s *scavenged) differing() (names []string) {
	for _, tab := range dataTables() {
		if known, there := s.ledger[tab.name]; !there || known != tallyOf(s.kept[tab.name]) {
			names = append(names, tab.name)
		}
	}
	return names
}

// own tells whether a row, by what it can be, has the seal of one of the diary's, and of which table.
func (s *scavenged) own(shapes []shape) (tab table, values []driver.Value, ours bool) {
	for _, shape := range shapes {
		if shape.salt == s.salt {
			missing := len(shape.tab.columns) - len(shape.values) // by a row of an earlier version
			return shape.tab, append(shape.values, make([]driver.Value, missing)...), true
		}
	}
	return tab, nil, false
}

// take notes a row of the diary, or of another.
func (s *scavenged) take(found pages.Row, free bool) bool {
	if s.takeEntry(found, free) {
		return true
	}
	shapes := shapesOf(found)
	if tab, values, ours := s.own(shapes); ours {
		row := foundRow{rowKey(tab, values), foundSeal{tab.seal(values, s.salt), found.Page}, standingOf(found, tab.name, free)}
		if s.noted++; s.noted <= mostNoted {
			s.found[tab.name] = append(s.found[tab.name], row)
		}
		return true
	}
	for _, shape := range shapes {
		if s.others[shape.salt] {
			s.takeStrange(shape, free)
			return true
		}
	}
	if len(shapes) > 0 && found.Certain && !free {
		s.brokenRows++
		if date, ok := found.Values[0].(string); ok && nightsTable.holds(len(found.Values)-1) {
			s.brokenNights[date] = true
		}
	}
	// Index entries and the schema's own rows are not ours, and nothing is lost with them.
	return len(shapes) == 0
}

// takeStrange notes a row of another diary.
func (s *scavenged) takeStrange(shape shape, free bool) {
	rows := s.strange[shape.tab.name]
	if rows == nil {
		rows = make(map[string]bool)
		s.strange[shape.tab.name] = rows
	}
	key := fmt.Sprint(shape.salt, rowKey(shape.tab, shape.values))
	inUse, noted := rows[key]
	if !noted {
		if s.noted++; s.noted > mostNoted {
			return
		}
	}
	rows[key] = inUse || !free // it may be there twice
}

// takeEntry takes a row of the ledger.
func (s *scavenged) takeEntry(found pages.Row, free bool) bool {
	name, d, salt, ok := entryOf(found)
	if !ok || salt != s.salt && !s.others[salt] {
		return false
	}
	at := standingOf(found, ledgerTable.name, free)
	if had, there := s.ledgerAt[name]; salt == s.salt && (!there || at < had) {
		s.ledger[name], s.ledgerAt[name] = d, at
	}
	return true
}

// holds tells whether a row of so many values can be one of the table, in this version or an older one.
func (t table) holds(values int) bool {
	return values <= len(t.columns) && values >= len(t.columns)-t.later
}

// textKey tells whether the first column is a text; that keeps index entries from being taken for rows.
func (t table) textKey() bool { return t.columns[0] == "date" || t.columns[0] == "key" }

func isText(v driver.Value) bool {
	_, ok := v.(string)
	return ok
}

func standingOf(row pages.Row, table string, free bool) standing {
	switch {
	case row.Table == table && !row.Misplaced:
		return inPlace // whatever a list of free pages says
	case free, row.Table != "":
		return doubtful
	}
	return loose
}
