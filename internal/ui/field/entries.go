package field

import (
	"strings"

	"fyne.io/fyne/v2"

	"stillnight/internal/catalogue"
	"stillnight/internal/i18n"
)

// mostEntries is how many of the catalogue's entries are offered at a time.
const mostEntries = 6

// Naming is what a name typed may stand for, and what is done with it.
type Naming struct {
	Catalogue *catalogue.Catalogue
	L         *i18n.Localizer
	As        catalogue.Direction
	// Choose takes an entry that was offered, under the name by which it was found.
	Choose func(item catalogue.Item, name string)
	// Laid lays out again what the offers stand in: they come and go with every letter.
	Laid func()
}

// Entries offer the catalogue's entries for the name that is typed in a line, and ask which one is meant where that is
// half of one.
type Entries struct {
	*offers
	naming Naming
}

// NewEntries makes the offers for a line, from the next letter on.
func NewEntries(line *Line, canvas fyne.Canvas, n Naming) *Entries {
	e := &Entries{offers: newOffers(line, canvas), naming: n}
	check := line.OnChanged
	line.OnChanged = func(text string) {
		check(text)
		e.suggest(text)
	}
	return e
}

// suggest offers the entries for what is typed.
func (e *Entries) suggest(text string) {
	n := e.naming
	e.clear()
	if strings.TrimSpace(text) != "" {
		for _, item := range n.Catalogue.Search(text, n.L) {
			if item.Serves(n.As) && len(e.buttons) < mostEntries {
				name := n.Catalogue.NameFor(item, text, n.L)
				e.add(item.Offered(name, n.L), func() { n.Choose(item, name) })
			}
		}
	}
	n.Laid()
}

// Ask asks which entry is meant where a name is half of one's, and tells whether it asks. Then is called once the name
// is to stay as it was typed.
func (e *Entries) Ask(name string, then func()) bool {
	n := e.naming
	if !n.Catalogue.MayMean(name, n.As, n.L) {
		return false
	}
	if len(e.buttons) == 0 { // it was typed before the program stopped, or an offer was chosen and typed over
		e.suggest(name)
	}
	asks := e.ask(n.L, then)
	n.Laid()
	return asks
}
