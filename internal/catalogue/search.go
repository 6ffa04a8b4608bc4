package catalogue

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"stillnight/internal/i18n"
)

// How well an entry fits a query; lower is better.
const (
	fitsExactly = iota // it is the name or a synonym
	fitsStart          // the name begins with it
	fitsWhole          // it is a whole word, or several, of the name or of a synonym
	fitsWord           // a word of the name or of a synonym begins with it
	fitsWithin         // it stands inside
	fitsNearly         // a letter of a word is wrong, missing or too many, or an ending was added
	fitsNot
)

// shortestNearly is the length from which a slip of the pen is forgiven.
const shortestNearly = 5

// Search finds entries by everyday name, drug name or brand, in any language the program speaks, however
// accents and capitals are typed and with a slip of the pen; names of the user's own language and English
// fit better than those of others. Where nothing fits all that is typed, what fits its beginning or its end
// is found, so that "Requip 0.5 mg at six" finds Requip and "red wine" wine; of a medicine or supplement the
// end must be a name, for a beta blocker is no dopamine blocker. An empty query gives everything. The best fits
// come first.
func (c *Catalogue) Search(query string, l *i18n.Localizer) []Item {
	wanted := i18n.Fold(query)
	if wanted == "" {
		return c.Items()
	}
	words := strings.Fields(wanted)
	hits := c.fitting(wanted, fitsNearly, l)
	for n := len(words) - 1; n > 0 && len(hits) == 0; n-- { // the longest beginning or end
		end := c.part(strings.Join(words[len(words)-n:], " "), l)
		end = slices.DeleteFunc(end, func(h hit) bool { return h.fit > fitsStart && h.item.isTaken() })
		hits = append(c.part(strings.Join(words[:n], " "), l), end...)
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.fit, b.fit) })
	var items []Item
	for _, h := range hits {
		if !slices.ContainsFunc(items, func(i Item) bool { return i.ID == h.item.ID }) {
			items = append(items, h.item)
		}
	}
	return items
}

// shortestPart is how long a part of what was typed must be to be looked for alone, unless it is a name: the
// "vin" of "vin rouge".
const shortestPart = 4

// part are the entries that fit a part of what was typed. A word of a name is enough; a likeness says nothing.
func (c *Catalogue) part(part string, l *i18n.Localizer) []hit {
	if len(part) < shortestPart {
		return c.fitting(part, fitsExactly, l)
	}
	return c.fitting(part, fitsWord, l)
}

// hit is an entry and how well it fits.
type hit struct {
	item Item
	fit  int
}

// fitting are the entries that fit no worse than allowed, in the order of the data.
func (c *Catalogue) fitting(wanted string, worst int, l *i18n.Localizer) []hit {
	var hits []hit
	for _, item := range c.items {
		if best := c.fitOf(item, wanted, l); best <= worst {
			hits = append(hits, hit{item, best})
		}
	}
	return hits
}

func (c *Catalogue) fitOf(item Item, wanted string, l *i18n.Localizer) int {
	best := min(fit(i18n.Fold(item.NameIn(l)), wanted), fit(i18n.Fold(item.Name), wanted))
	for _, known := range c.known[item.ID] {
		f := fitName(known.name, wanted)
		if known.lang != i18n.Fallback && known.lang != l.Lang() {
			f = abroad(f)
		}
		best = min(best, f)
	}
	return best
}

// NameFor is the name under which a query finds an entry: a medicine by the drug or brand that was typed,
// which is what stands on its box, with the strength that was typed behind it, all else by the name of the entry.
func (c *Catalogue) NameFor(item Item, query string, l *i18n.Localizer) string {
	own, wanted := item.NameIn(l), withoutDose(i18n.Fold(query))
	if !item.IsMedicine() || wanted == "" {
		return own
	}
	if fit(i18n.Fold(own), wanted) <= fitsWord {
		if strings.HasPrefix(i18n.Fold(own), wanted) && !strings.Contains(own, " ") { // a drug alone, not a group of them
			return own + strengthTyped(query)
		}
		return own
	}
	names := append(slices.Clone(c.names[l.Lang()][item.ID]), item.Synonyms...)
	for _, names := range [][]string{names, c.foreign(item.ID)} {
		for _, name := range names {
			if fit(i18n.Fold(name), wanted) <= fitsStart {
				return i18n.Capital(name) + strengthTyped(query)
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
	switch {
	case f <= fitsWhole:
		return fitsWord
	case f == fitsWord:
		return fitsWithin
	}
	return fitsNot
}

// Recognise finds the intervention, or the trigger, that a name typed by the user stands for, so that
// safety words are not missed because nobody pressed a suggestion. What could be several entries is none,
// unless the same care holds for all, as for "dopamine agonist".
func (c *Catalogue) Recognise(typed string, as Direction, l *i18n.Localizer) (Item, bool) {
	items := c.Possible(typed, as, l)
	if len(items) == 0 || !items[0].Serves(as) {
		return Item{}, false
	}
	for _, item := range items[1:] {
		longUse := item.NeverStopSuddenly && !item.Serves(as) // of such a medicine, which is another's trigger
		if !items[0].Dopaminergic || !item.Dopaminergic && !longUse {
			return Item{}, false
		}
	}
	return items[0], true
}

// MayMean tells whether a name typed by the user, which stands for no entry, is the beginning of one's name, a word of
// it, or nearly one: whoever typed it may mean that entry, and can be asked.
func (c *Catalogue) MayMean(typed string, as Direction, l *i18n.Localizer) bool {
	wanted := i18n.Fold(typed)
	if _, known := c.Recognise(typed, as, l); known || wanted == "" {
		return false
	}
	return slices.ContainsFunc(c.items, func(item Item) bool {
		f := c.fitOf(item, wanted, l)
		return item.Serves(as) && f != fitsWithin && f != fitsNot
	})
}

// Possible are the entries that a name typed by the user may stand for: those called exactly so; else those
// of medicines and supplements of which a name stands in it as whole words, the longest name counting, so
// that "Requip XL" and "my ropinirole" are known; else the only entry whose name begins with the word typed.
// For a remedy, a trigger of that name is among them where it has the name too.
func (c *Catalogue) Possible(typed string, as Direction, l *i18n.Localizer) []Item {
	wanted := i18n.Fold(typed)
	if wanted == "" {
		return nil
	}
	var called, named, within, begun []Item
	longest := 0
	for _, item := range c.items {
		fits := item.Serves(as)
		own := i18n.Fold(item.NameIn(l))
		switch {
		case fits && (own == wanted || own == withoutDose(wanted) || i18n.Fold(item.Name) == withoutDose(wanted)):
			called = append(called, item)
			continue
		case (fits || as == Remedy) && (c.isNamed(item, wanted) || c.isNamed(item, withoutDose(wanted))):
			named = append(named, item)
			continue
		}
		if n := c.within(item, wanted, l); fits && n > 0 && n >= longest {
			if n > longest {
				within, longest = nil, n
			}
			within = append(within, item)
		}
		if fits && firstWord(own) == wanted {
			begun = append(begun, item)
		}
	}
	for _, items := range [][]Item{called, named, within} {
		if len(items) > 0 {
			return items
		}
	}
	if len(begun) == 1 {
		return begun
	}
	return nil
}

// shortestWithin is how long a name must be to be known inside a longer one.
const shortestWithin = 4

// within is how many letters the longest name of a medicine or supplement has that stands in a name typed
// as whole words, of which the last may be a plural; 0 for none, and for entries of other kinds.
func (c *Catalogue) within(item Item, wanted string, l *i18n.Localizer) int {
	if !item.isTaken() {
		return 0
	}
	longest := 0
	look := func(name string) {
		if len(name) >= shortestWithin && len(name) > longest && stands(name, wanted) {
			longest = len(name)
		}
	}
	for _, name := range []string{item.NameIn(l), item.Name, head(item.NameIn(l)), head(item.Name)} {
		look(i18n.Fold(name))
	}
	for _, known := range c.known[item.ID] {
		look(known.name)
	}
	return longest
}

// head is a name up to what explains it: "Iron infusion" of "Iron infusion (ferric carboxymaltose)", and of
// a medicine of several words its first, "Rotigotine" of "Rotigotine patch".
func head(name string) string {
	if at := strings.IndexAny(name, "(,:/"); at > 0 {
		return name[:at]
	}
	return ""
}

// stands tells whether a name stands in a text as whole words, the last of them perhaps in the plural.
func stands(name, text string) bool {
	const plural = 2 // letters that may be added
	for at := 0; ; {
		i := strings.Index(text[at:], name)
		if i < 0 {
			return false
		}
		at += i
		rest, _, _ := strings.Cut(text[at+len(name):], " ")
		if (at == 0 || text[at-1] == ' ') && (rest == "" || len(rest) <= plural && len(name) > shortestWithin) {
			return true
		}
		at++
	}
}

// isNamed tells whether one of the entry's further names in any language is what was typed.
func (c *Catalogue) isNamed(item Item, wanted string) bool {
	return slices.ContainsFunc(c.known[item.ID], func(k known) bool { return k.name == wanted })
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

// strengthTyped is what withoutDose leaves out, as it was typed, with the space before it: " 0,35 mg".
func strengthTyped(query string) string {
	words := strings.Fields(query)
	for i := 1; i < len(words); i++ {
		if words[i][0] >= '0' && words[i][0] <= '9' {
			return " " + strings.Join(words[i:], " ")
		}
	}
	return ""
}

// fitName is how well a further name fits, already folded: exactly, as a whole word, or less.
func fitName(name, wanted string) int {
	f := fit(name, wanted)
	if f != fitsStart {
		return f
	}
	if strings.HasPrefix(name, wanted+" ") {
		return fitsWhole
	}
	return fitsWord
}

func fit(name, wanted string) int {
	switch i := strings.Index(name, wanted); {
	case name == wanted:
		return fitsExactly
	case i > 0 && strings.Contains(name+" ", " "+wanted+" "):
		return fitsWhole
	case i == 0:
		return fitsStart
	case i > 0 && name[i-1] == ' ':
		return fitsWord
	case i > 0:
		return fitsWithin
	case len(wanted) >= shortestNearly && nearly(strings.Fields(name), strings.Fields(wanted)):
		return fitsNearly
	}
	return fitsNot
}

// nearly tells whether what is wanted stands among the words of a name, but for a slip or another ending.
func nearly(name, wanted []string) bool {
	for at := 0; at+len(wanted) <= len(name); at++ {
		if slices.EqualFunc(name[at:at+len(wanted)], wanted, alike) {
			return true
		}
	}
	return false
}

// alike tells whether two words are the same, but for a slip or an ending such as a plural's.
func alike(word, wanted string) bool {
	const ending = 3 // letters at most: "sigaret", "sigaretten"
	switch {
	case word == wanted:
		return true
	case len(wanted) < shortestNearly || len(word) > len(wanted)+utf8.UTFMax || len(wanted) > len(word)+utf8.UTFMax:
		return false
	case len(word) >= shortestNearly && strings.HasPrefix(wanted, word) && len(wanted)-len(word) <= ending:
		return true
	}
	return oneSlip([]rune(word), []rune(wanted))
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
