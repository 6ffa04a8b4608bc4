package store

import (
	"database/sql/driver"

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

func scavenge(image []byte) *scavenged {
	s := &scavenged{
		rows: make(map[string]map[string][]driver.Value), brokenNights: make(map[string]bool), ledger: make(map[string]ledgerDelta),
		ledgerAt: make(map[string]standing), found: make(map[string][]foundRow),
	}
	file := pages.New(image, len(nightsTable.columns)+1)
	free := file.Free()
	file.Rows(func(int) bool { return true }, func(row pages.Row) bool { return s.take(row, free[row.Page]) })
	for _, tab := range allTables() {
		s.choose(tab)
	}
	s.unproved = s.differing()
	for night := range s.rows[nightsTable.name] {
		delete(s.brokenNights, night)
	}
	return s
}

// tally is how many rows of a table were found, and the sum of their seals.
func (s *scavenged) tally(tab table) (d ledgerDelta) {
	for _, row := range s.rows[tab.name] {
		d.rows++
		d.sum += tab.seal(row)
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
	values := found.Values
	last := len(values) - 1
	ours := false
	for _, tab := range allTables() {
		if !tab.holds(last) || tab.rowid != found.HasNumber || !tab.rowid && tab.textKey() != isText(values[0]) {
			continue
		}
		ours = true
		row := append([]driver.Value{}, values[:last]...)
		if tab.rowid {
			row[0] = found.Number
		}
		for i, column := range tab.columns[:last] {
			if whole, isInt := row[i].(int64); isInt && isReal(tab, column) {
				row[i] = float64(whole)
			}
		}
		if values[last] != driver.Value(tab.seal(row)) {
			continue
		}
		row = append(row, make([]driver.Value, len(tab.columns)-last)...)
		s.found[tab.name] = append(s.found[tab.name], foundRow{row, rowKey(tab, row), tab.seal(row), found.Page, standingOf(found, tab.name, free)})
		return true
	}
	if name, ok := values[0].(string); ok && last == 2 && !found.HasNumber {
		for _, tab := range allTables() {
			rows, isInt := values[1].(int64)
			sum, hasSum := values[2].(int64)
			if isInt && hasSum && tab.name == name {
				at := standingOf(found, "ledger", free)
				if had, there := s.ledgerAt[name]; !there || at < had {
					s.ledger[name], s.ledgerAt[name] = ledgerDelta{rows, sum}, at
				}
				return true
			}
		}
	}
	if ours && found.Certain && !free {
		s.brokenRows++
		if date, ok := values[0].(string); ok && nightsTable.holds(last) {
			s.brokenNights[date] = true
		}
	}
	// Index entries and the schema's own rows are not ours, and nothing is lost with them.
	return !ours
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
