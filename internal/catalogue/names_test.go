package catalogue_test

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"stillnight/internal/catalogue"
	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
)

// called is a name from testdata/names.txt and the entry it must find.
type called struct {
	id, name string
	shared   bool // by several entries
}

// namesOf reads testdata/names.txt, by language.
func namesOf(t *testing.T) map[string][]called {
	t.Helper()
	file, err := os.Open("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, lang := map[string][]called{}, ""
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := lines.Text()
		id, names, isEntry := strings.Cut(line, ": ")
		switch {
		case strings.HasPrefix(line, "["):
			lang = strings.Trim(line, "[]")
		case isEntry && !strings.HasPrefix(line, "#"):
			for _, name := range strings.Split(names, "; ") {
				plain, shared := strings.CutPrefix(name, "~")
				all[lang] = append(all[lang], called{id, plain, shared})
			}
		}
	}
	return all
}

// offered are the IDs that a query finds among remedies, or among triggers, the best first.
func offered(c *catalogue.Catalogue, l *i18n.Localizer, query string, as catalogue.Direction) []string {
	var ids []string
	for _, item := range c.Search(query, l) {
		if item.Serves(as) {
			ids = append(ids, item.ID)
		}
	}
	return ids
}

func TestWhatPeopleCallThingsFindsThemFirst(t *testing.T) {
	const near = 4 // fewer than the window offers at a time
	c, _ := load(t)
	names := namesOf(t)
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		for _, x := range names[lang] {
			item, ok := c.ByID(x.id)
			if !ok {
				t.Fatalf("no entry %q", x.id)
			}
			place := slices.Index(offered(c, l, x.name, item.Direction), x.id)
			if place < 0 || place >= near || place > 0 && !x.shared {
				t.Errorf("%s: %q finds %v, want %s", lang, x.name, offered(c, l, x.name, item.Direction), x.id)
			}
		}
		for _, item := range c.Items() {
			if !slices.ContainsFunc(names[lang], func(x called) bool { return x.id == item.ID }) {
				t.Errorf("%s: nothing says what people call %s", lang, item.ID)
			}
		}
	}
}

func TestANameIsFoundHoweverItIsTyped(t *testing.T) {
	c, _ := load(t)
	for lang, names := range namesOf(t) {
		l := i18ntest.Speak(t, lang)
		for _, x := range names {
			item, _ := c.ByID(x.id)
			want := offered(c, l, x.name, item.Direction)
			typed := "  " + strings.ToUpper(bare(x.name)) + " "
			if got := offered(c, l, typed, item.Direction); !slices.Equal(got, want) {
				t.Errorf("%s: %q finds %v, %q finds %v", lang, typed, got, x.name, want)
			}
		}
	}
}

// bare is a name without its accents.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(name))
}

func TestAnEntryIsThereFromTheThirdLetterOn(t *testing.T) {
	const first, last = 3, 8 // beyond, a name is as good as written out
	c, _ := load(t)
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		for _, item := range c.Items() {
			for _, name := range append(c.NamesIn(item.ID, lang), item.NameIn(l)) {
				letters := []rune(name)
				for n := first; n <= min(last, len(letters)); n++ {
					if typed := string(letters[:n]); !slices.Contains(offered(c, l, typed, item.Direction), item.ID) {
						t.Errorf("%s: %q of %q does not find %s", lang, typed, name, item.ID)
					}
				}
			}
		}
	}
}

func TestASlipOfThePenIsForgiven(t *testing.T) {
	c, _ := load(t)
	for _, x := range []struct{ lang, typed, want string }{
		{"en", "pramipexol", "pramipexole"},
		{"en", "gabapentine", "gabapentin"},
		{"en", "compresion stockings", "compression_stockings"},
		{"en", "antihistmaine", "antihistamine_sedating"},
		{"en", "ropinrole", "ropinirole"},
		{"de", "Magensium", "magnesium"},
		{"de", "Kompresionsstrümpfe", "compression_stockings"},
		{"de", "Waermflasche", "warm_cool"},
		{"de", "Dopaminagonisten", "ropinirole"},
		{"es", "magnecio", "magnesium"},
		{"es", "agonistas dopaminérgicos", "ropinirole"},
		{"fr", "magnesuim", "magnesium"},
		{"fr", "agonistes dopaminergiques", "ropinirole"},
		{"nl", "steunkouzen", "compression_stockings"},
		{"nl", "sigaretten", "nicotine"},
	} {
		item, _ := c.ByID(x.want)
		if got := offered(c, i18ntest.Speak(t, x.lang), x.typed, item.Direction); len(got) == 0 || got[0] != x.want {
			t.Errorf("%s: %q finds %v, want %s", x.lang, x.typed, got, x.want)
		}
	}
}

// TestAnEntrysOwnNameIsKnownInEveryLanguage: what came from another diary or a table bears the entry's name in the language
// it was written in and is tied to no entry. The rules must know it all the same.
func TestAnEntrysOwnNameIsKnownInEveryLanguage(t *testing.T) {
	c, _ := load(t)
	rules := map[string]func(id, name string) bool{
		"alcohol": c.IsAlcohol, "caffeine": c.IsCaffeine, "iron_oral": c.IsIronByMouth, "calcium": c.IsCalcium, "pregnancy": c.IsPregnancy,
	}
	for _, worse := range []string{"antihistamine_sedating", "ssri_snri", "tca", "mirtazapine", "antipsychotic", "antiemetic", "lithium", "thyroid_hormone"} {
		rules[worse] = c.CanWorsen
	}
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		for id, knows := range rules {
			if item, _ := c.ByID(id); !knows("", item.NameIn(l)) {
				t.Errorf("%s: %q is not taken for %s", lang, item.NameIn(l), id)
			}
		}
	}
}
