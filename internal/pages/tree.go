package pages

import (
	"bytes"
	"cmp"
	"context"
	"database/sql/driver"
	"encoding/binary"
	"strings"
)

const tableInterior = 0x05

// deepest is how many pages lie above one another at most; a damaged file could lead in circles.
const deepest = 20

// place is where a page stands: in the tree of which table, and between which keys its rows must lie.
type place struct {
	table     string
	low, high []driver.Value // nil for no bound
}

// places follows the trees of all tables from the schema on, as far as the pages that lead to others are whole.
func (r *Reader) places(ctx context.Context) map[int]place {
	places := make(map[int]place)
	r.follow(ctx, places, 1, place{table: "sqlite_schema"}, 0)
	for table, root := range r.roots(places) {
		r.follow(ctx, places, root, place{table: table}, 0)
	}
	return places
}

// roots are the first pages of the tables and indexes, by the schema's own rows.
func (r *Reader) roots(schema map[int]place) map[string]int {
	roots := make(map[string]int)
	take := r.take
	r.take = func(row Row) bool {
		if len(row.Values) == 5 && row.HasNumber {
			name, named := row.Values[1].(string)
			root, rooted := row.Values[3].(int64)
			if named && rooted && root > 1 {
				roots[name] = int(root)
			}
		}
		return true
	}
	for number := range schema {
		if page := r.at(number); page != nil {
			r.page(bytes.Clone(page), headOf(number)) // further pages are read meanwhile
		}
	}
	r.take = take
	return roots
}

// at returns a page, until further ones are read; nil where the file does not reach as far.
func (r *Reader) at(number int) []byte {
	if number < 1 || int64(number) > r.size/Size {
		return nil
	}
	if page := r.load(number); len(page) == Size {
		return page
	}
	return nil
}

// headOf is where a page's own head begins.
func headOf(number int) int {
	if number == 1 {
		return HeaderSize
	}
	return 0
}

// follow notes the place of a page and of those below it.
func (r *Reader) follow(ctx context.Context, places map[int]place, number int, p place, depth int) {
	if _, seen := places[number]; seen || depth > deepest || ctx.Err() != nil {
		return
	}
	page := r.at(number)
	if page == nil {
		return
	}
	head := headOf(number)
	kind := page[head]
	if kind != tableInterior && kind != indexInterior {
		if kind == tableLeaf || kind == indexLeaf {
			places[number] = p
		}
		return
	}
	places[number] = p
	page = bytes.Clone(page) // further ones are read meanwhile
	count := int(binary.BigEndian.Uint16(page[head+3:]))
	if head+12+2*count > Size {
		return
	}
	low := p.low
	for i := range count {
		at := int(binary.BigEndian.Uint16(page[head+12+2*i:]))
		if at+4 > Size {
			return
		}
		key := r.separator(page, at+4, kind)
		if key == nil {
			return // what lies below can be anything
		}
		r.follow(ctx, places, int(binary.BigEndian.Uint32(page[at:])), place{p.table, low, key}, depth+1)
		low = key
	}
	r.follow(ctx, places, int(binary.BigEndian.Uint32(page[head+8:])), place{p.table, low, p.high}, depth+1)
}

// separator reads the key that a page holds between two of those below it.
func (r *Reader) separator(page []byte, at int, kind byte) []driver.Value {
	size, n := varint(page[at:])
	if n == 0 {
		return nil
	}
	if kind == tableInterior {
		return []driver.Value{int64(size)}
	}
	if size < 2 || size > uint64(r.size) || !r.plausible(page[min(at+n, len(page)):], size) {
		return nil
	}
	record, ok := r.payload(page, at+n, int(size), kind)
	if !ok {
		return nil
	}
	values, ok := decodeRecord(record)
	if !ok {
		return nil
	}
	return values
}

// holds tells whether a row's key can be in the place.
func (p place) holds(row Row) bool {
	key := row.Values
	if row.HasNumber {
		key = []driver.Value{row.Number}
	}
	return (p.low == nil || compareKeys(p.low, key) <= 0) && (p.high == nil || compareKeys(key, p.high) <= 0)
}

// compareKeys orders keys as SQLite does: column by column, numbers before texts.
func compareKeys(a, b []driver.Value) int {
	for i := range min(len(a), len(b)) {
		if c := compareValues(a[i], b[i]); c != 0 {
			return c
		}
	}
	return 0
}

func compareValues(a, b driver.Value) int {
	if c := cmp.Compare(rank(a), rank(b)); c != 0 {
		return c
	}
	switch x := a.(type) {
	case int64:
		return cmp.Compare(x, b.(int64))
	case float64:
		return cmp.Compare(x, b.(float64))
	case string:
		return strings.Compare(x, b.(string))
	}
	return 0
}

func rank(v driver.Value) int {
	switch v.(type) {
	case nil:
		return 0
	case int64:
		return 1
	case float64:
		return 2
	case string:
		return 3
	}
	return 4
}
