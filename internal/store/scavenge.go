package store

import (
	"database/sql/driver"
	"encoding/binary"
	"math"
	"unicode/utf8"
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
	// budget is how many bytes may still be put together from overflow pages: a hostile file could
	// otherwise let every row run through every page.
	budget int
}

// Page types of the B-trees that hold rows.
const (
	tableLeaf     = 0x0d
	indexLeaf     = 0x0a
	indexInterior = 0x02
)

// realColumns are stored as whole numbers where they are whole; the seal covers them as fractions.
var realColumns = map[string]bool{"sleep_hours": true, "dose": true, "amount": true}

func isReal(t table, column string) bool {
	return realColumns[column] || t.name == labsTable.name && column == "value"
}

func scavenge(image []byte) *scavenged {
	s := &scavenged{
		rows: make(map[string]map[string][]driver.Value), brokenNights: make(map[string]bool), ledger: make(map[string]ledgerDelta),
		budget: 4*len(image) + 1<<20,
	}
	free := freePages(image)
	s.pages(image, func(n int) bool { return !free[n] })
	if len(s.short()) > 0 && len(free) > 0 {
		s.reclaim(image, free)
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

// pages reads the rows of the pages that are wanted.
func (s *scavenged) pages(image []byte, wanted func(number int) bool) {
	for n := 0; n*pageSize < len(image); n++ {
		if !wanted(n + 1) {
			continue
		}
		page := image[n*pageSize : min((n+1)*pageSize, len(image))]
		head := 0
		if n == 0 {
			head = headerSize
		}
		s.page(image, page, head)
	}
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
func (s *scavenged) reclaim(image []byte, free map[int]bool) {
	reserve := &scavenged{
		rows: make(map[string]map[string][]driver.Value), brokenNights: make(map[string]bool), ledger: make(map[string]ledgerDelta),
		budget: s.budget,
	}
	reserve.pages(image, func(n int) bool { return free[n] })
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

// freePages are the pages the file holds in reserve: they may still show what was deleted long ago.
func freePages(image []byte) map[int]bool {
	free := make(map[int]bool)
	if len(image) < headerSize {
		return free
	}
	trunk := int(binary.BigEndian.Uint32(image[32:]))
	for trunk > 0 && trunk*pageSize <= len(image) && !free[trunk] {
		free[trunk] = true
		page := image[(trunk-1)*pageSize : trunk*pageSize]
		count := int(binary.BigEndian.Uint32(page[4:]))
		for i := 0; i < count && 8+4*i+4 <= pageSize; i++ {
			free[int(binary.BigEndian.Uint32(page[8+4*i:]))] = true
		}
		trunk = int(binary.BigEndian.Uint32(page))
	}
	return free
}

// page reads the rows its cell pointers lead to. Where the head of the page makes no sense, every
// position is tried.
func (s *scavenged) page(image, page []byte, head int) {
	if len(page) < head+8 {
		return
	}
	kind := page[head]
	first := head + 8
	if kind == indexInterior {
		first = head + 12
	}
	count := int(binary.BigEndian.Uint16(page[head+3:]))
	if (kind == tableLeaf || kind == indexLeaf || kind == indexInterior) && first+2*count <= len(page) {
		whole := true
		for i := range count {
			at := int(binary.BigEndian.Uint16(page[first+2*i:]))
			if !s.cell(image, page, at, kind, true) {
				whole = false
			}
		}
		if whole {
			return
		}
	}
	for at := head; at < len(page); at++ {
		for _, kind := range []byte{tableLeaf, indexLeaf} {
			s.cell(image, page, at, kind, false)
		}
	}
}

// cell reads one row; it tells whether there was a true one, or none of ours. Only where a row must be is
// a broken one counted.
func (s *scavenged) cell(image, page []byte, at int, kind byte, must bool) bool {
	if kind == indexInterior {
		at += 4
	}
	if at >= len(page) {
		return false
	}
	size, n := varint(page[at:])
	if n == 0 || size < 2 || size > uint64(len(image)) {
		return false
	}
	at += n
	var rowid int64
	if kind == tableLeaf {
		id, n := varint(page[at:])
		if n == 0 {
			return false
		}
		rowid = int64(id)
		at += n
	}
	if !plausible(page[min(at, len(page)):], size) {
		return false
	}
	record, ok := s.payload(image, page, at, int(size), kind)
	if !ok {
		return false
	}
	values, ok := decodeRecord(record)
	if !ok {
		return false
	}
	return s.take(values, rowid, kind == tableLeaf, must)
}

// take finds the table whose seal the row bears.
func (s *scavenged) take(values []driver.Value, rowid int64, hasRowid, must bool) bool {
	last := len(values) - 1
	ours := false
	for _, tab := range allTables() {
		if !tab.holds(last) || tab.rowid != hasRowid || !tab.rowid && tab.textKey() != isText(values[0]) {
			continue
		}
		ours = true
		row := append([]driver.Value{}, values[:last]...)
		if tab.rowid {
			row[0] = rowid
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
	if name, ok := values[0].(string); ok && last == 2 && !hasRowid {
		for _, tab := range allTables() {
			rows, isInt := values[1].(int64)
			sum, hasSum := values[2].(int64)
			if isInt && hasSum && tab.name == name {
				s.ledger[name] = ledgerDelta{rows, sum}
				return true
			}
		}
	}
	if ours && must {
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

// varint reads a number of SQLite's variable length; n is 0 where it is cut short.
func varint(b []byte) (v uint64, n int) {
	for i := range min(len(b), 9) {
		if i == 8 {
			return v<<8 | uint64(b[i]), 9
		}
		v = v<<7 | uint64(b[i]&0x7f)
		if b[i] < 0x80 {
			return v, i + 1
		}
	}
	return 0, 0
}

// plausible tells, from its head alone, whether a record of this size can be a row of ours.
func plausible(start []byte, size uint64) bool {
	headSize, n := varint(start)
	if n == 0 || headSize < uint64(n) || headSize > size || headSize > uint64(len(start)) {
		return false
	}
	sum, columns := headSize, 0
	for head := start[n:headSize]; len(head) > 0; columns++ {
		kind, n := varint(head)
		if n == 0 {
			return false
		}
		head = head[n:]
		if kind >= 12 {
			sum += (kind - 12) / 2
		} else {
			sum += uint64(valueSizes[kind])
		}
		if sum > size {
			return false
		}
	}
	return sum == size && columns > 1 && columns <= len(nightsTable.columns)+1
}

// payload puts a record together that may go on in overflow pages.
func (s *scavenged) payload(image, page []byte, at, size int, kind byte) ([]byte, bool) {
	most := pageSize - 35
	if kind != tableLeaf {
		most = (pageSize-12)*64/255 - 23
	}
	local := size
	if size > most {
		least := (pageSize-12)*32/255 - 23
		local = least + (size-least)%(pageSize-4)
		if local > most {
			local = least
		}
	}
	if at+local > len(page) {
		return nil, false
	}
	if local == size {
		return page[at : at+size], true
	}
	if s.budget -= size; at+local+4 > len(page) || s.budget < 0 {
		return nil, false
	}
	out := append(make([]byte, 0, size), page[at:at+local]...)
	next := int(binary.BigEndian.Uint32(page[at+local:]))
	for len(out) < size {
		if next < 1 || next*pageSize > len(image) {
			return nil, false
		}
		more := image[(next-1)*pageSize : next*pageSize]
		next = int(binary.BigEndian.Uint32(more))
		out = append(out, more[4:min(pageSize, 4+size-len(out))]...)
	}
	return out, true
}

// decodeRecord reads the values of a record.
func decodeRecord(record []byte) ([]driver.Value, bool) {
	headSize, n := varint(record)
	if n == 0 || headSize > uint64(len(record)) || headSize < uint64(n) {
		return nil, false
	}
	head, body := record[n:headSize], record[headSize:]
	values := make([]driver.Value, 0, len(head)+1)
	for len(head) > 0 {
		kind, n := varint(head)
		if n == 0 {
			return nil, false
		}
		head = head[n:]
		v, used, ok := decodeValue(kind, body)
		if !ok {
			return nil, false
		}
		values, body = append(values, v), body[used:]
	}
	return values, len(values) > 1 && len(body) == 0
}

// valueSizes are the bytes of a value by its serial type; 10 and 11 are never used.
var valueSizes = [...]int{0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0}

func decodeValue(kind uint64, body []byte) (v driver.Value, used int, ok bool) {
	switch {
	case kind == 10 || kind == 11:
		return nil, 0, false
	case kind >= 12:
		n := (kind - 12) / 2
		if n > uint64(len(body)) {
			return nil, 0, false
		}
		if kind%2 == 0 {
			return append([]byte{}, body[:n]...), int(n), true
		}
		return string(body[:n]), int(n), utf8.Valid(body[:n])
	}
	used = valueSizes[kind]
	if used > len(body) {
		return nil, 0, false
	}
	switch kind {
	case 0:
		return nil, 0, true
	case 7:
		return math.Float64frombits(binary.BigEndian.Uint64(body)), 8, true
	case 8, 9:
		return int64(kind - 8), 0, true
	}
	n := int64(int8(body[0]))
	for _, b := range body[1:used] {
		n = n<<8 | int64(b)
	}
	return n, used, true
}
