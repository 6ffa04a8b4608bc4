package catalogue_test

import (
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/i18n"
)

// Whoever types half a name, or one with a slip, may mean an entry and is asked; whoever types a whole one is not.
func TestHalfANameMayMeanAnEntry(t *testing.T) {
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		lang, typed, entry string
		may                bool
	}{
		{"en", "Rotigotine", "rotigotine", false}, // the entry is called Rotigotine patch, and its long use is a trigger
		{"de", "Rotigotin", "", true},
		{"fr", "rotigotine", "rotigotine", false},
		{"en", "pramipexol", "", true}, // its German name
		{"es", "pramipexol 0,18", "pramipexole", false},
		{"en", "pramip", "", true},
		{"nl", "magnes", "", true},
		{"en", "prampexole", "", true},
		{"en", "iron", "iron_oral", false},
		{"en", "Benadryl", "antihistamine_sedating", false},
		{"en", "standing on cold tiles", "", false},
		{"en", "tai chi", "yoga", false},
		{"en", "", "", false},
	} {
		l, err := i18n.New(x.lang)
		if err != nil {
			t.Fatal(err)
		}
		if item, _ := c.Recognise(x.typed, catalogue.Remedy, l); item.ID != x.entry {
			t.Errorf("%s %q is %q", x.lang, x.typed, item.ID)
		}
		if may := c.MayMean(x.typed, catalogue.Remedy, l); may != x.may {
			t.Errorf("%s %q may mean an entry: %v", x.lang, x.typed, may)
		}
	}
}
