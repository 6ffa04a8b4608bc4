package catalogue

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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

// Search finds entries by everyday name, drug name or brand, in any language the program speaks, however
// accents and capitals are typed and with one slip of the pen; names of the user's own language and
// English fit better than those of others. Where nothing fits all that is typed, what fits its beginning
// is found, so that "Requip 0.5 mg at six" finds Requip. An empty query gives everything. The best fits
// come first.
func (c *Catalogue) Search(query string, l *i18n.Localizer) []Item {
	wanted := fold(query)
	if wanted == "" {
		return c.Items()
	}
	for {
		if items := c.fitting(wanted, l); len(items) > 0 {
			return items
		}
		last := strings.LastIndexByte(wanted, ' ')
		if last < shortestNearly-1 {
			return nil
		}
		wanted = wanted[:last]
	}
}

func (c *Catalogue) fitting(wanted string, l *i18n.Localizer) []Item {
	type hit struct {
		item Item
		fit  int
	}
	var hits []hit
	for _, item := range c.items {
		if best := c.fitOf(item, wanted, l); best < fitsNot {
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

func (c *Catalogue) fitOf(item Item, wanted string, l *i18n.Localizer) int {
	best := min(fit(fold(item.NameIn(l)), wanted), fit(fold(item.Name), wanted))
	for _, name := range item.Synonyms {
		best = min(best, max(fit(fold(name), wanted), fitsWord))
	}
	for lang, names := range c.names {
		for _, name := range names[item.ID] {
			f := max(fit(fold(name), wanted), fitsWord)
			if lang != l.Lang() {
				f = abroad(f)
			}
			best = min(best, f)
		}
	}
	return best
}

// NameFor is the name under which a query finds an entry: a medicine by the drug or brand that was typed,
// which is what stands on its box, all else by the name of the entry.
func (c *Catalogue) NameFor(item Item, query string, l *i18n.Localizer) string {
	own, wanted := item.NameIn(l), withoutDose(fold(query))
	if !item.IsMedicine() || wanted == "" || fit(fold(own), wanted) <= fitsWord {
		return own
	}
	names := append(slices.Clone(c.names[l.Lang()][item.ID]), item.Synonyms...)
	for _, names := range [][]string{names, c.foreign(item.ID)} {
		for _, name := range names {
			if fit(fold(name), wanted) == fitsStart {
				first, size := utf8.DecodeRuneInString(name)
				return string(unicode.ToUpper(first)) + name[size:]
			}
		}
	}
	return own
}

// foreign are the names of an entry in all languages, in a fixed order.
func (c *Catalogue) foreign(id string) []string {
	var list []string
	for _, lang := range slices.Sorted(maps.Keys(c.names)) {
		list = append(list, c.names[lang][id]...)
	}
	return list
}

// abroad is how well a name of a language not spoken fits: its middle, or a slip of the pen, says nothing.
func abroad(f int) int {
	if f == fitsWord {
		return fitsWithin
	}
	return fitsNot
}

// Recognise finds the intervention, or the trigger, that a name typed by the user stands for, so that
// safety words are not missed because nobody pressed a suggestion: by its whole name, with a dose behind it
// or without, or by the first word of one entry's name alone. What could be several entries is none.
func (c *Catalogue) Recognise(typed string, as Direction, l *i18n.Localizer) (Item, bool) {
	wanted := withoutDose(fold(typed))
	if wanted == "" {
		return Item{}, false
	}
	var called, named, begun []Item
	for _, item := range c.items {
		fits := item.Serves(as)
		switch own := fold(item.NameIn(l)); {
		case fits && (own == wanted || fold(item.Name) == wanted):
			called = append(called, item)
		case (fits || as == Remedy) && c.isNamed(item, wanted):
			named = append(named, item)
		case fits && firstWord(own) == wanted:
			begun = append(begun, item)
		}
	}
	switch {
	case len(called) > 0:
		return called[0], true
	case len(named) == 0 && len(begun) == 1:
		return begun[0], true
	case len(named) == 0:
		return Item{}, false
	}
	// A name of several, also of a trigger where a remedy is meant, is one of them only where the same care
	// holds for all, as for "dopamine agonist".
	first := named[0]
	fits := first.Serves(as)
	for _, item := range named[1:] {
		fits = fits && item.Dopaminergic && first.Dopaminergic
	}
	if !fits {
		return Item{}, false
	}
	return first, true
}

// isNamed tells whether one of the entry's further names in any language is what was typed.
func (c *Catalogue) isNamed(item Item, wanted string) bool {
	same := func(name string) bool { return fold(name) == wanted }
	if slices.ContainsFunc(item.Synonyms, same) {
		return true
	}
	for _, names := range c.names {
		if slices.ContainsFunc(names[item.ID], same) {
			return true
		}
	}
	return false
}

func firstWord(folded string) string {
	word, _, _ := strings.Cut(folded, " ")
	return word
}

// withoutDose is a folded name up to its first figure: "sifrol 0 18 mg" is "sifrol". A name that begins
// with one, and vitamins, whose figure is their name, are kept whole.
func withoutDose(folded string) string {
	for i := 1; i < len(folded); i++ {
		if folded[i-1] == ' ' && folded[i] >= '0' && folded[i] <= '9' {
			return folded[:i-1]
		}
	}
	return folded
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

// spelt writes out the letters that are no accented ones but are often typed as two.
var spelt = strings.NewReplacer("ß", "ss", "œ", "oe", "æ", "ae")

// fold makes texts alike: lower case, no accents, punctuation as single spaces.
func fold(s string) string {
	var b strings.Builder
	space := true
	for _, r := range norm.NFKD.String(spelt.Replace(strings.ToLower(s))) {
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
