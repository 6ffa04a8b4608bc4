package catalogue

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// How well an entry fits a query; lower is better.
const (
	fitsStart  = iota // the name begins with it
	fitsWhole         // it is a whole word, or several, of the name or of a synonym
	fitsWord          // a word of the name or of a synonym begins with it
	fitsWithin        // it stands inside
	fitsNearly        // one letter is wrong, missing or too many
	fitsNot
)

// shortestNearly is the length from which a slip of the pen is forgiven.
const shortestNearly = 5

// Search finds entries by everyday name, drug name or brand, in any language the program speaks, however
// accents and capitals are typed and with one slip of the pen; names of the user's own language and
// English fit better than those of others. Where nothing fits all that is typed, what fits its beginning or
// its end is found, so that "Requip 0.5 mg at six" finds Requip and "red wine" wine. An empty query gives everything. The best fits
// come first.
func (c *Catalogue) Search(query string, l *i18n.Localizer) []Item {
	wanted := fold(query)
	if wanted == "" {
		return c.Items()
	}
	words := strings.Fields(wanted)
	for n := len(words); n > 0; n-- { // the longest beginning, else the longest end
		for _, part := range []string{strings.Join(words[:n], " "), strings.Join(words[len(words)-n:], " ")} {
			if n < len(words) && len(part) < shortestPart {
				continue
			}
			worst := fitsNearly
			if n < len(words) {
				worst = fitsWord // of a part, a likeness says nothing
			}
			if items := c.fitting(part, worst, l); len(items) > 0 {
				return items
			}
		}
	}
	return nil
}

// shortestPart is how long a part of what was typed must be to be looked for alone.
const shortestPart = 4

func (c *Catalogue) fitting(wanted string, worst int, l *i18n.Localizer) []Item {
	type hit struct {
		item Item
		fit  int
	}
	var hits []hit
	for _, item := range c.items {
		if best := c.fitOf(item, wanted, l); best <= worst {
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
		best = min(best, fitName(name, wanted))
	}
	for lang, names := range c.names {
		for _, name := range names[item.ID] {
			f := fitName(name, wanted)
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
		if !item.Dopaminergic || !items[0].Dopaminergic {
			return Item{}, false
		}
	}
	return items[0], true
}

// Possible are the entries that a name typed by the user may stand for: those called exactly so; else those
// of medicines and supplements of which a name stands in it as whole words, the longest name counting, so
// that "Requip XL" and "my ropinirole" are known; else the only entry whose name begins with the word typed.
// For a remedy, a trigger of that name is among them where it has the name too.
func (c *Catalogue) Possible(typed string, as Direction, l *i18n.Localizer) []Item {
	wanted := fold(typed)
	if wanted == "" {
		return nil
	}
	var called, named, within, begun []Item
	longest := 0
	for _, item := range c.items {
		fits := item.Serves(as)
		own := fold(item.NameIn(l))
		switch {
		case fits && (own == wanted || own == withoutDose(wanted) || fold(item.Name) == withoutDose(wanted)):
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
	if !item.IsMedicine() && item.Kind() != diary.Supplement {
		return 0
	}
	names := append([]string{item.NameIn(l), item.Name, head(item.NameIn(l)), head(item.Name)}, item.Synonyms...)
	names = append(names, c.foreign(item.ID)...)
	longest := 0
	for _, name := range names {
		if name = fold(name); len(name) >= shortestWithin && len(name) > longest && stands(name, wanted) {
			longest = len(name)
		}
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

// fitName is how well a further name fits: as a whole word, or less.
func fitName(name, wanted string) int {
	f := fit(fold(name), wanted)
	if f > fitsStart {
		return f
	}
	if strings.HasPrefix(fold(name)+" ", wanted+" ") {
		return fitsWhole
	}
	return fitsWord
}

func fit(name, wanted string) int {
	switch i := strings.Index(name, wanted); {
	case i == 0 && len(name) == len(wanted):
		return fitsStart
	case strings.Contains(" "+name+" ", " "+wanted+" ") && i > 0:
		return fitsWhole
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
