package store

import "slices"

// A damaged file may hold pages of another diary, or of an older version of its own: a failing disk gives back what
// lay there before. Each of their rows has a true seal. What tells them apart is the ledger, which knows how many
// rows each table has and the sum of their seals, and the tree in which a page stands.

// choose takes the rows of a table that are the diary's own: if possible those that the ledger proves, else those
// that stand in their place, and further ones as long as they fill what is missing.
func (s *scavenged) choose(tab table) {
	known, proving := s.ledger[tab.name]
	sets := doubtLone(pagesOf(s.found[tab.name]), known)
	kept, before := make(map[string]foundSeal), s.conflicts
	for _, set := range sets {
		if set.standing == inPlace {
			s.keep(kept, set)
		}
	}
	if proving && tallyOf(kept) != known {
		if proved := provedBy(known, sets); proved != nil {
			kept, s.conflicts = make(map[string]foundSeal), before
			for _, set := range proved {
				s.keep(kept, set)
			}
		} else {
			s.fillUp(kept, sets, known.rows)
		}
	}
	if !proving {
		s.fillUp(kept, sets, int64(len(s.found[tab.name])))
	}
	s.kept[tab.name] = kept
	if proving && tallyOf(kept) == known {
		return // whatever else there is, it is not this diary's
	}
	left := make(map[string]bool)
	for _, row := range s.found[tab.name] {
		if _, there := kept[row.key]; !there && row.standing != doubtful {
			left[row.key] = true
		}
	}
	s.surplus += len(left)
	for _, inUse := range s.strange[tab.name] {
		if inUse {
			s.surplus++
		}
	}
}

// fillUp adds the rows of pages that the file leads to from nowhere, as long as there are no more rows than most. A
// page that has another row for a key that is taken is an older or a strange one. What is doubtful was deleted or is
// strange, unless the ledger proves otherwise.
func (s *scavenged) fillUp(kept map[string]foundSeal, sets []pageRows, most int64) {
	for _, set := range sets {
		if set.standing != loose {
			continue
		}
		fresh, strange := int64(0), false
		for key, row := range set.rows {
			old, there := kept[key]
			strange = strange || there && old.seal != row.seal
			if !there {
				fresh++
			}
		}
		if !strange && int64(len(kept))+fresh <= most {
			s.keep(kept, set)
		}
	}
}

// keep takes the rows of a page.
func (s *scavenged) keep(kept map[string]foundSeal, set pageRows) {
	for key, row := range set.rows {
		if old, there := kept[key]; there {
			if old.seal != row.seal {
				s.conflicts++
			}
			continue
		}
		kept[key] = row
	}
}

// tallyOf is of how many rows a table is, and the sum of their seals.
func tallyOf(kept map[string]foundSeal) (d ledgerDelta) {
	for _, row := range kept {
		d.rows++
		d.sum += row.seal
	}
	return d
}

// pageRows are the rows of one table on one page that stand alike.
type pageRows struct {
	page     int
	standing standing
	rows     map[string]foundSeal
	tally    ledgerDelta
}

// pagesOf sorts rows by page.
func pagesOf(rows []foundRow) (sets []pageRows) {
	at := make(map[[2]int]int)
	misplaced := make(map[int]bool) // one row that does not belong there tells of the whole page
	for _, row := range rows {
		misplaced[row.page] = misplaced[row.page] || row.standing == doubtful
	}
	for _, row := range rows {
		if misplaced[row.page] {
			row.standing = doubtful
		}
		index, there := at[[2]int{row.page, int(row.standing)}]
		if !there {
			index = len(sets)
			at[[2]int{row.page, int(row.standing)}] = index
			sets = append(sets, pageRows{page: row.page, standing: row.standing, rows: make(map[string]foundSeal)})
		}
		if _, twice := sets[index].rows[row.key]; !twice {
			sets[index].rows[row.key] = row.foundSeal
			sets[index].tally.rows++
			sets[index].tally.sum += row.seal
		}
	}
	return sets
}

// doubtLone looks at a tree that is one page with fewer than half the rows that there were, while others lie loose:
// what led to them is lost, and that page came to be in its place.
func doubtLone(sets []pageRows, known ledgerDelta) []pageRows {
	lone, others := -1, false
	for i, set := range sets {
		others = others || set.standing == loose
		if set.standing != inPlace {
			continue
		}
		if lone >= 0 {
			return sets
		}
		lone = i
	}
	if lone >= 0 && others && 2*sets[lone].tally.rows < known.rows {
		sets[lone].standing = doubtful
	}
	return sets
}

// mostDoubtful bounds how many pages are tried in every combination: 2 to the power of it.
const mostDoubtful = 18

// provedBy finds pages whose rows are, by number and seals, those that the ledger knows; nil where there are none.
// Pages in their place that share no key with others are taken in any case; of the others all combinations are tried.
func provedBy(known ledgerDelta, sets []pageRows) []pageRows {
	owners := make(map[string]int)
	for _, set := range sets {
		for key := range set.rows {
			owners[key]++
		}
	}
	var sure, doubtful []pageRows
	missing := known
	for _, set := range sets {
		shares := false
		for key := range set.rows {
			shares = shares || owners[key] > 1
		}
		if set.standing == inPlace && !shares {
			sure = append(sure, set)
			missing.rows -= set.tally.rows
			missing.sum -= set.tally.sum
			continue
		}
		doubtful = append(doubtful, set)
	}
	slices.SortStableFunc(doubtful, func(a, b pageRows) int { return int(a.standing) - int(b.standing) })
	doubtful = doubtful[:min(mostDoubtful, len(doubtful))]
	for choice := range 1 << len(doubtful) {
		var sum ledgerDelta
		for i, set := range doubtful {
			if choice>>i&1 == 1 {
				sum.rows += set.tally.rows
				sum.sum += set.tally.sum
			}
		}
		if sum != missing {
			continue
		}
		proved := slices.Clone(sure)
		for i, set := range doubtful {
			if choice>>i&1 == 1 {
				proved = append(proved, set)
			}
		}
		if keysDiffer(proved) {
			return proved
		}
	}
	return nil
}

func keysDiffer(sets []pageRows) bool {
	seen := make(map[string]bool)
	for _, set := range sets {
		for key := range set.rows {
			if seen[key] {
				return false
			}
			seen[key] = true
		}
	}
	return true
}
