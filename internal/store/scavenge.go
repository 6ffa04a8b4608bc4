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
	// broken are rows that look like a night but bear no true seal, by their date.
	brokenNights map[string]bool
	brokenRows   int
	// ledger is how many rows each table had and the sum of their seals, as far as it could be read.
	ledger map[string]ledgerDelta
	// unproved names the tables whose rows are not those that the ledger knows, by number and seals.
	unproved []string
	// surplus counts rows beyond those that the ledger knows: of another diary, or of an older version.
	surplus int
}

// realColumns are stored as whole numbers where they are whole; the seal covers them as fractions.
var realColumns = map[string]bool{"sleep_hours": true, "dose": true, "amount": true}

func isReal(t table, column string) bool {
	return realColumns[column] || t.name == labsTable.name && column == "value"
}

func scavenge(image []byte) *scavenged {
	s := &scavenged{
		rows: make(map[string]map[string][]driver.Value), brokenNights: make(map[string]bool), ledger: make(map[string]ledgerDelta),
	}
	file := pages.New(image, len(nightsTable.columns)+1)
	free := file.Free()
	file.Rows(func(n int) bool { return !free[n] }, s.take)
	if len(s.short()) > 0 && len(free) > 0 {
		s.reclaim(file, free)
	}
	s.unproved = s.differing()
	for _, name := range s.unproved {
		if extra := int64(len(s.rows[name])) - s.ledger[name].rows; extra > 0 {
			s.surplus += int(extra)
		}
	}
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

// short names the tables of which fewer rows were found than the ledger knows.
func (s *scavenged) short() (names []string) {
	for _, tab := range dataTables() {
		if known, there := s.ledger[tab.name]; there && s.tally(tab).rows < known.rows {
			names = append(names, tab.name)
		}
	}
	return names
}

// reclaim looks into pages that the file says are in reserve: a damaged list of them may name pages that are
// in use. Rows that prove a table whole are taken as they are. Otherwise only as many tables gain as lack
// rows, and the report says that they are not proved: the rows may have been deleted long ago.
func (s *scavenged) reclaim(file *pages.Reader, free map[int]bool) {
	reserve := &scavenged{
		rows: make(map[string]map[string][]driver.Value), brokenNights: make(map[string]bool), ledger: make(map[string]ledgerDelta),
	}
	file.Rows(func(n int) bool { return free[n] }, reserve.take)
	for _, tab := range dataTables() {
		known, there := s.ledger[tab.name]
		have := s.tally(tab)
		if !there || have.rows >= known.rows {
			continue
		}
		for key, row := range reserve.rows[tab.name] {
			if _, taken := s.rows[tab.name][key]; !taken {
				s.keep(tab, row)
			}
		}
	}
}

// take finds the table whose seal the row bears.
func (s *scavenged) take(found pages.Row) bool {
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
		s.keep(tab, append(row, make([]driver.Value, len(tab.columns)-last)...))
		return true
	}
	if name, ok := values[0].(string); ok && last == 2 && !found.HasNumber {
		for _, tab := range allTables() {
			rows, isInt := values[1].(int64)
			sum, hasSum := values[2].(int64)
			if isInt && hasSum && tab.name == name {
				s.ledger[name] = ledgerDelta{rows, sum}
				return true
			}
		}
	}
	if ours && found.Certain {
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

func (s *scavenged) keep(tab table, row []driver.Value) {
	key := rowKey(tab, row)
	byKey := s.rows[tab.name]
	if byKey == nil {
		byKey = make(map[string][]driver.Value)
		s.rows[tab.name] = byKey
	}
	if old, there := byKey[key]; there {
		if tab.seal(old) != tab.seal(row) {
			s.conflicts++
		}
		return
	}
	byKey[key] = row
}
