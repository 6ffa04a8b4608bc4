package store

import (
	"database/sql/driver"
	"fmt"

	"stillnight/internal/pages"
)

// scavenged are the rows found in a damaged file by looking at its pages alone, without its schema and
// without SQLite (https://www.sqlite.org/fileformat.html). The seal tells a true row from rubbish.
type scavenged struct {
	rows map[string]map[string][]driver.Value // table → key → values
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
}

// standing is how sure it is that a page is a part of the diary as it was last saved.
type standing int

const (
	inPlace  standing = iota // the file leads to it, and it has the keys that belong there
	loose                    // the file leads to it from nowhere
	doubtful                 // the file says that it is not in use, or it stands in a place for others
)

// foundRow is a true row, with where it was found.
type foundRow struct {
	values   []driver.Value
	key      string
	seal     int64
	page     int
	standing standing
}

// realColumns are stored as whole numbers where they are whole; the seal covers them as fractions.
var realColumns = map[string]bool{"sleep_hours": true, "dose": true, "amount": true}

func isReal(t table, column string) bool {
	return realColumns[column] || t.name == labsTable.name && column == "value"
}

// scavenge finds the rows of the diary with an id, or where that is "" of the one that most pages belong to.
func scavenge(image []byte, id string) *scavenged {
	s := &scavenged{
		rows: make(map[string]map[string][]driver.Value), brokenNights: make(map[string]bool), ledger: make(map[string]ledgerDelta),
		ledgerAt: make(map[string]standing), found: make(map[string][]foundRow), strange: make(map[string]map[string]bool),
	}
	file := pages.New(image, max(len(nightsTable.columns), len(ledgerTable.columns))+1)
	free := file.Free()
	s.salt, s.others = whose(file, free, id)
	file.Rows(func(int) bool { return true }, func(row pages.Row) bool { return s.take(row, free[row.Page]) })
	for _, tab := range allTables() {
		s.choose(tab)
	}
	s.unproved = s.differing()
	if !s.current(image) {
		s.unproved = append(s.unproved, ledgerStamp)
	}
	for night := range s.rows[nightsTable.name] {
		delete(s.brokenNights, night)
	}
	return s
}

// current tells whether the ledger is of the save that the header tells of. A header that is not ours tells nothing.
func (s *scavenged) current(image []byte) bool {
	if s.salt == 0 || len(image) < headerSize || checkHeader(image[:headerSize]) != nil {
		return true
	}
	return s.ledger[ledgerStamp].rows == int64(stampOf(image[:headerSize]))
}

// tally is how many rows of a table were found, and the sum of their seals.
func (s *scavenged) tally(tab table) (d ledgerDelta) {
	for _, row := range s.rows[tab.name] {
		d.rows++
		d.sum += tab.seal(row, s.salt)
	}
	return d
}

// differing names the tables of what the user recorded whose rows are not proved by the ledger.
func (s *scavenged) differing() (names []string) {
	for _, tab := range dataTables() {
		if known, there := s.ledger[tab.name]; !there || known != s.tally(tab) {
			names = append(names, tab.name)
		}
	}
	return names
}

// take finds the table whose seal the row has.
func (s *scavenged) take(found pages.Row, free bool) bool {
	if s.takeEntry(found, free) {
		return true
	}
	shapes := shapesOf(found)
	for _, shape := range shapes {
		if shape.salt == s.salt {
			row := append(shape.values, make([]driver.Value, len(shape.tab.columns)-len(shape.values))...)
			seal := shape.tab.seal(row, s.salt)
			s.found[shape.tab.name] = append(s.found[shape.tab.name],
				foundRow{row, rowKey(shape.tab, row), seal, found.Page, standingOf(found, shape.tab.name, free)})
			return true
		}
	}
	for _, shape := range shapes {
		if s.others[shape.salt] {
			rows := s.strange[shape.tab.name]
			if rows == nil {
				rows = make(map[string]bool)
				s.strange[shape.tab.name] = rows
			}
			key := fmt.Sprint(shape.salt, rowKey(shape.tab, shape.values))
			rows[key] = rows[key] || !free // it may be there twice
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
