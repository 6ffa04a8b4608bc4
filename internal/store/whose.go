package store

import (
	"context"
	"database/sql/driver"
	"math"
	"slices"

	"stillnight/internal/pages"
)

// shape is a table that a row found in a damaged file can be of by its form, and the salt that its seal then has: the
// diary's own if it is one of ours, that of another diary, or any number.
type shape struct {
	tab    table
	values []driver.Value
	salt   int64
}

// shapesOf lists what a row can be.
func shapesOf(found pages.Row) (list []shape) {
	last := len(found.Values) - 1
	for _, tab := range allTables() {
		if !tab.holds(last) || tab.rowid != found.HasNumber || !tab.rowid && tab.textKey() != isText(found.Values[0]) {
			continue
		}
		row := slices.Clone(found.Values[:last])
		if tab.rowid {
			row[0] = found.Number
		}
		for i, column := range tab.columns[:last] {
			if whole, isInt := row[i].(int64); isInt && isReal(tab, column) {
				row[i] = float64(whole)
			}
		}
		salt := int64(-1)
		if stored, isInt := found.Values[last].(int64); isInt {
			salt = stored ^ tab.seal(row, 0)
		}
		list = append(list, shape{tab, row, salt})
	}
	return list
}

// entryOf reads a row of the ledger, which before version 8 had no seal.
func entryOf(found pages.Row) (name string, d ledgerDelta, salt int64, ok bool) {
	v := found.Values
	if found.HasNumber || len(v) < 3 || len(v) > 4 {
		return name, d, 0, false
	}
	name, named := v[0].(string)
	rows, isInt := v[1].(int64)
	sum, hasSum := v[2].(int64)
	known := name == ledgerStamp || slices.ContainsFunc(allTables(), func(t table) bool { return t.name == name })
	if !named || !isInt || !hasSum || !known {
		return name, d, 0, false
	}
	if len(v) == 4 {
		seal, isInt := v[3].(int64)
		if !isInt {
			return name, d, 0, false
		}
		salt = seal ^ ledgerTable.seal(v[:3], 0)
	}
	return name, ledgerDelta{rows, sum}, salt, true
}

// whose finds out which diary a file is by letting its pages vote: on a page two rows or more have the same salt, or
// one that has the diary's id. Pages that stand in a table go before such as the file leads to from nowhere. others
// are the salts of all others that have a vote. Where no page's head is whole every position is looked at.
func whose(ctx context.Context, file *pages.Reader, free map[int]bool, id string) (salt int64, others map[int64]bool, err error) {
	for _, byHead := range []bool{true, false} {
		votes, err := count(ctx, file, free, byHead)
		if err != nil {
			return 0, nil, err
		}
		if len(votes) == 0 {
			continue
		}
		others = make(map[int64]bool)
		best := int64(-1)
		for other, v := range votes {
			others[other] = true
			if best < 0 || v.more(votes[best]) || !votes[best].more(v) && other < best {
				best = other
			}
		}
		if _, there := votes[saltOf(id)]; id != "" && there {
			best = saltOf(id)
		}
		delete(others, best)
		return best, others, nil
	}
	return 0, nil, nil
}

// vote is how many pages are of a diary.
type vote struct {
	inPlace, loose int
	named          bool // the row with its id is among theirs
}

func (v vote) more(w vote) bool {
	switch {
	case v.inPlace != w.inPlace:
		return v.inPlace > w.inPlace
	case v.loose != w.loose:
		return v.loose > w.loose
	}
	return v.named && !w.named
}

// ballot is what the rows of one page say.
type ballot struct {
	page  int
	rows  map[int64]int // by salt
	named int64         // the salt of the row with the diary's id, 0 where there is none
	place bool          // the page stands in a table
}

// count counts the votes; byHead says to believe the heads of pages.
func count(ctx context.Context, file *pages.Reader, free map[int]bool, byHead bool) (map[int64]vote, error) {
	votes := make(map[int64]vote)
	b := &ballot{}
	cast := func() {
		if b.place || !free[b.page] {
			b.cast(votes)
		}
	}
	err := file.Rows(ctx, func(found pages.Row) bool {
		if b.page != found.Page {
			cast()
			b = &ballot{page: found.Page, rows: make(map[int64]int)}
		}
		b.mark(found)
		return byHead
	})
	cast()
	return votes, err
}

// mark notes what a row says.
func (b *ballot) mark(found pages.Row) {
	if _, _, salt, ok := entryOf(found); ok {
		b.rows[salt]++
		b.place = b.place || standingOf(found, ledgerTable.name, false) == inPlace
		return
	}
	for _, shape := range shapesOf(found) {
		// A CRC is linear: taken for rows of another table, rows of equal length agree on a salt that is none.
		if shape.salt < 0 || shape.salt > math.MaxUint32 || found.Table != "" && found.Table != shape.tab.name {
			continue
		}
		b.rows[shape.salt]++
		b.place = b.place || standingOf(found, shape.tab.name, false) == inPlace
		if shape.tab.name != settingsTable.name || shape.values[0] != keyOwnID {
			continue
		}
		if id, ok := shape.values[1].(string); ok && shape.salt == saltOf(id) {
			b.named = shape.salt
			b.rows[shape.salt]++
		}
	}
}

// cast adds the votes of a page: one for each diary that it has more rows of than chance gives.
func (b *ballot) cast(votes map[int64]vote) {
	for salt, n := range b.rows {
		if n < 2 {
			continue
		}
		v := votes[salt]
		if b.place {
			v.inPlace++
		} else {
			v.loose++
		}
		v.named = v.named || salt != 0 && b.named == salt
		votes[salt] = v
	}
}
