package catalogue

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"stillnight/internal/i18n"
)

// How well an entry fits a query; lower is better.
const (
	fitsStart  = iota // the name begins with it
	fitsWord          // a word of the name or of a synonym begins with it
	fitsWithin        // it stands inside
	fitsNearly        // one letter is wrong, missing or too many
	fitsNot
)

// shortestNearly is the length from which a slip of the pen is forgiven.
const shortestNearly = 5

// Search finds entries by everyday name, drug name or brand, in the user's language or English, however
// accents and capitals are typed and with one slip of the pen. An empty query gives everything. The best
// fits come first.
func (c *Catalogue) Search(query string, l *i18n.Localizer) []Item {
	wanted := fold(query)
	if wanted == "" {
		return c.Items()
	}
	type hit struct {
		item Item
		fit  int
	}
	var hits []hit
	for _, item := range c.items {
		best := fitsNot
		names := append([]string{item.NameIn(l), item.Name}, item.Synonyms...)
		if key := "catalogue." + item.ID + ".synonyms"; l.Has(key) {
			names = append(names, strings.Split(l.T(key), ",")...)
		}
		for i, name := range names {
			f := fit(fold(name), wanted)
			if f == fitsStart && i > 1 {
				f = fitsWord
			}
			best = min(best, f)
		}
		if best < fitsNot {
			hits = append(hits, hit{item, best})
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.fit, b.fit) })
	items := make([]Item, len(hits))
	for i, h := range hits {
		items[i] = h.item
	}
	return items
}

func fit(name, wanted string) int {
	switch i := strings.Index(name, wanted); {
	case i == 0:
		return fitsStart
	case i > 0 && name[i-1] == ' ':
		return fitsWord
	case i > 0:
		return fitsWithin
	}
	if len(wanted) >= shortestNearly {
		for _, word := range strings.Fields(name) {
			if oneSlip([]rune(word), []rune(wanted)) {
				return fitsNearly
			}
		}
	}
	return fitsNot
}

// fold makes texts alike: lower case, no accents, punctuation as single spaces.
func fold(s string) string {
	var b strings.Builder
	space := true
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
			space = false
		case !space:
			b.WriteByte(' ')
			space = true
		}
	}
	return strings.TrimSpace(b.String())
}

// oneSlip tells whether a and b differ by one letter wrong, missing, added, or by two swapped.
func oneSlip(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) < len(b) {
		return slices.Equal(a[i:], b[i+1:])
	}
	if i == len(a) {
		return true
	}
	if slices.Equal(a[i+1:], b[i+1:]) {
		return true
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && slices.Equal(a[i+2:], b[i+2:])
}
