package catalogue

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/i18n"
)

// The lists by the first word of a name leave out nothing that stands in a text.
func TestNoNameIsMissedByLookingOnlyWhereItMayStand(t *testing.T) {
	c := loaded(t)
	r := rand.New(rand.NewPCG(6, 2))
	var names, medicines []string
	for _, item := range c.items {
		for _, k := range c.known[item.ID] {
			names = append(names, k.name)
		}
	}
	for _, m := range c.medicines {
		for _, name := range m.names {
			medicines = append(medicines, strings.TrimSpace(name))
		}
	}
	noise := strings.Fields("the a 200 mg abends in und la mit of sr 2x forte de noche plus")
	found := 0
	for range 1500 {
		var words []string
		for range 1 + r.IntN(4) {
			switch r.IntN(4) {
			case 0:
				words = append(words, medicines[r.IntN(len(medicines))])
			case 1, 2:
				words = append(words, names[r.IntN(len(names))])
			default:
				words = append(words, noise[r.IntN(len(noise))])
			}
		}
		text := strings.Join(words, " ")
		own, stemmed := " "+i18n.Fold(text)+" ", " "+stem(text)+" "
		places, maybe := c.mayStandIn(own), c.mayBeIn(stemmed)
		for i, item := range c.items {
			if !slices.ContainsFunc(c.known[item.ID], func(k known) bool { return k.standsIn(own) }) {
				continue
			}
			if found++; !slices.Contains(places, i) {
				t.Errorf("%s is not looked for in %q", item.ID, text)
			}
		}
		for i, m := range c.medicines {
			if longest, _ := m.namedIn(stemmed); longest != "" && !slices.Contains(maybe, i) {
				t.Errorf("%s is not looked for in %q", m.ID, text)
			}
		}
	}
	if found < 1500 {
		t.Errorf("only %d names stood in the texts", found)
	}
}
