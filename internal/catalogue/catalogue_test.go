package catalogue_test

import (
	"slices"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

func load(t *testing.T) (*catalogue.Catalogue, *i18n.Localizer) {
	t.Helper()
	c, err := catalogue.Load()
	if err != nil {
		t.Fatal(err)
	}
	l, err := i18n.New("en")
	if err != nil {
		t.Fatal(err)
	}
	return c, l
}

// People read about remedies in other languages, and bring medicines from abroad.
func TestNamesFromAbroadAreFound(t *testing.T) {
	c, l := load(t)
	for query, id := range map[string]string{
		"restex": "levodopa", "modopar": "levodopa", "Leganto": "rotigotine", "Tardyferon": "iron_oral",
		"Kaffee": "caffeine", "cafe": "caffeine", "wijn": "alcohol", "bière": "alcohol", "primperan": "antiemetic",
		"faszien": "myofascial", "Wadenwickel": "warm_cool", "Dormidina": "antihistamine_sedating",
	} {
		if !slices.ContainsFunc(c.Search(query, l), func(hit catalogue.Item) bool { return hit.ID == id }) {
			t.Errorf("Search(%q) does not find %q", query, id)
		}
	}
}

func TestEveryNameOfEveryLanguageFindsItsEntry(t *testing.T) {
	c, _ := load(t)
	for _, lang := range i18n.Languages {
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range c.Items() {
			names := append(c.NamesIn(item.ID, lang), item.Synonyms...)
			if lang != i18n.Fallback && len(c.NamesIn(item.ID, lang)) == 0 {
				t.Errorf("%s has no %s names", item.ID, lang)
			}
			for _, name := range append(names, item.NameIn(l)) {
				if !slices.ContainsFunc(c.Search(name, l), func(hit catalogue.Item) bool { return hit.ID == item.ID }) {
					t.Errorf("%s: %q does not find %s", lang, name, item.ID)
				}
			}
		}
	}
}

func TestANameIsRecognised(t *testing.T) {
	c, _ := load(t)
	for _, x := range []struct {
		as                catalogue.Direction
		lang, typed, want string
	}{
		{catalogue.Remedy, "en", "Sifrol 0.18 mg", "pramipexole"},
		{catalogue.Remedy, "en", "requip", "ropinirole"},
		{catalogue.Remedy, "en", "Magnesium", "magnesium"},
		{catalogue.Remedy, "en", "Vitamin B6", "vitamin_b6"},
		{catalogue.Remedy, "en", "vitamin b6 50 mg", "vitamin_b6"},
		{catalogue.Remedy, "en", "dopamine agonist", "ropinirole"}, // any of them: all carry the same warning
		{catalogue.Remedy, "en", "antidepressant", ""},             // a remedy and three triggers
		{catalogue.Remedy, "en", "my evening tea", ""},
		{catalogue.Remedy, "en", "coffee", ""},
		{catalogue.Remedy, "en", "", ""},
		{catalogue.Remedy, "de", "Eisen", "iron_oral"},
		{catalogue.Remedy, "de", "Restex 100/25", "levodopa"},
		{catalogue.Remedy, "de", "Waermflasche", ""},
		{catalogue.Remedy, "de", "Fussbad", "warm_cool"},
		{catalogue.Remedy, "fr", "Modopar", "levodopa"},
		{catalogue.Remedy, "fr", "étirements", "calf_stretch"},
		{catalogue.Remedy, "es", "hierro", "iron_oral"},
		{catalogue.Remedy, "nl", "steunkousen", "compression_stockings"},
		{catalogue.Remedy, "en", "Ropinirole XL", "ropinirole"},
		{catalogue.Remedy, "en", "my ropinirole", "ropinirole"},
		{catalogue.Remedy, "en", "Neupro patch", "rotigotine"},
		{catalogue.Remedy, "en", "Sinemet CR", "levodopa"},
		{catalogue.Remedy, "de", "Pramipexol ratiopharm", "pramipexole"},
		{catalogue.Remedy, "en", "Gabapentin Teva 300", "gabapentin"},
		{catalogue.Remedy, "en", "gabapentin enacarbil", "gabapentin_enacarbil"},
		{catalogue.Remedy, "en", "low dose pramipexole", "pramipexole"},
		{catalogue.Remedy, "en", "sleeping pills", "clonazepam"},
		{catalogue.Remedy, "en", "dopamine agonists", "ropinirole"},
		{catalogue.Remedy, "en", "CPAP", "cpap"},
		{catalogue.Remedy, "en", "Iron infusion", ""}, // of which kind?
		{catalogue.Remedy, "en", "Iron infusion (ferric carboxymaltose)", "iron_iv_fcm"},
		{catalogue.Remedy, "en", "antidepressants", ""},
		{catalogue.Remedy, "en", "morning magnesium", "magnesium"},
		{catalogue.Remedy, "en", "Vitamin C with iron", "vitamin_c"},
		{catalogue.Remedy, "en", "ironing in the evening", ""},
		{catalogue.Remedy, "en", "reading in bed", ""},
		{catalogue.Remedy, "en", "Sertraline 50 mg", "ssri_snri"}, // taken every day: nights before and after
		{catalogue.Remedy, "en", "Benadryl", "antihistamine_sedating"},
		{catalogue.Trigger, "en", "Benadryl", "antihistamine_sedating"},
		{catalogue.Trigger, "en", "Coffee", "caffeine"},
		{catalogue.Remedy, "en", "Coffee", ""}, // taken, or left out
		{catalogue.Trigger, "en", "caffeine", "caffeine"},
		{catalogue.Trigger, "de", "Stress", "stress"},
		{catalogue.Trigger, "en", "magnesium", ""},
	} {
		l, err := i18n.New(x.lang)
		if err != nil {
			t.Fatal(err)
		}
		item, ok := c.Recognise(x.typed, x.as, l)
		if item.ID != x.want || ok != (x.want != "") {
			t.Errorf("%s %q: recognised %q, want %q", x.lang, x.typed, item.ID, x.want)
		}
	}
}

// Whatever a name may stand for is known, so that a plan is refused where one of them must not be stopped.
func TestWhatANameMayStandForIsKnown(t *testing.T) {
	c, l := load(t)
	for typed, care := range map[string]bool{
		"antidepressants": true, "Iron infusion": true, "some antidepressant": true, "generic pramipexole": true,
		"grandmother's tea": false, "yoga": false, "": false,
	} {
		possible := slices.ContainsFunc(c.Possible(typed, catalogue.Remedy, l), func(i catalogue.Item) bool { return i.Prescription || i.NeverStopSuddenly })
		if possible != care {
			t.Errorf("%q: a medicine to take care with: %v", typed, possible)
		}
	}
}

func TestWordsBesideTheNameDoNotHideIt(t *testing.T) {
	c, l := load(t)
	for query, id := range map[string]string{
		"red wine": "alcohol", "black coffee": "caffeine", "extended-release oxycodone": "opioid_er", "beta blocker": "",
	} {
		hits := c.Search(query, l)
		if id == "" && len(hits) > 0 || id != "" && !slices.ContainsFunc(hits, func(i catalogue.Item) bool { return i.ID == id }) {
			t.Errorf("%q finds %v", query, hits)
		}
	}
	es, err := i18n.New("es")
	if err != nil {
		t.Fatal(err)
	}
	if first := c.Search("fumar", es)[0]; first.ID != "nicotine" && first.ID != "cut_nicotine" {
		t.Errorf("first for fumar: %s", first.ID)
	}
}

func TestAMedicineKeepsTheNameOnItsBox(t *testing.T) {
	c, _ := load(t)
	for _, x := range []struct{ lang, id, typed, want string }{
		{"en", "ssri_snri", "zolo", "Zoloft"},
		{"en", "ssri_snri", "sertraline 50", "Sertraline 50"},
		{"en", "pramipexole", "prami 0.7 mg", "Pramipexole 0.7 mg"},
		{"de", "pramipexole", "sifrol  0,35 mg retard", "Sifrol 0,35 mg retard"},
		{"nl", "levodopa", "sinemet 25/100", "Sinemet 25/100"},
		{"en", "pramipexole", "sifrol", "Sifrol"},
		{"en", "pramipexole", "prami", "Pramipexole"},
		{"en", "clonazepam", "similar", "Clonazepam or similar sedative"},
		{"en", "cut_caffeine", "coffee", "Cutting out caffeine"}, // not what is left out
		{"de", "levodopa", "restex", "Restex"},
		{"de", "levodopa", "dopamin", "Dopamin"},
		{"fr", "ssri_snri", "trevilor", "Trevilor"}, // from abroad
	} {
		l, err := i18n.New(x.lang)
		if err != nil {
			t.Fatal(err)
		}
		item, _ := c.ByID(x.id)
		if got := c.NameFor(item, x.typed, l); got != x.want {
			t.Errorf("%s %q: named %q, want %q", x.lang, x.typed, got, x.want)
		}
	}
}

func TestWhatIsTypedBehindANameDoesNotHideIt(t *testing.T) {
	c, l := load(t)
	for query, id := range map[string]string{"Requip 0.5 mg at six": "ropinirole", "magnesium powder, evening": "magnesium"} {
		if hits := c.Search(query, l); len(hits) == 0 || hits[0].ID != id {
			t.Errorf("%q finds %v", query, hits)
		}
	}
	if hits := c.Search("zzzzzz yyyy", l); len(hits) != 0 {
		t.Errorf("nonsense finds %v", hits)
	}
}

func TestTheNameItselfComesFirst(t *testing.T) {
	c, l := load(t)
	if got := c.Search("magnesium", l)[0].ID; got != "magnesium" {
		t.Errorf("first for magnesium: %s", got)
	}
}

func TestOwnWindowsWinOverTheCatalogues(t *testing.T) {
	c, _ := load(t)
	iv := diary.Intervention{Name: "Iron", CatalogueID: "iron_oral"}
	if w := c.Windows(iv); w.RunIn != 28 || w.JudgeAfter != 84 || w.CarryOver != 90 {
		t.Errorf("catalogue windows %+v", w)
	}
	iv.CarryOverDays = diary.Some(5)
	if w := c.Windows(iv); w.CarryOver != 5 {
		t.Errorf("own carry-over lost: %+v", w)
	}
	if w := c.Windows(diary.Intervention{Name: "My tea"}); w.RunIn != 0 || w.JudgeAfter != 0 || w.CarryOver != 0 {
		t.Errorf("own remedy has windows %+v", w)
	}
}

func TestEveryEntryIsCompleteAndInWords(t *testing.T) {
	c, l := load(t)
	for _, item := range c.Items() {
		if !l.Has("catalogue." + item.ID + ".name") {
			t.Errorf("%s has no name", item.ID)
		}
		if item.SafetyNote != "" && !l.Has("catalogue."+item.ID+".safety") {
			t.Errorf("%s has no safety words", item.ID)
		}
		if item.Direction != catalogue.Remedy && item.Direction != catalogue.Trigger {
			t.Errorf("%s: direction %q", item.ID, item.Direction)
		}
		if item.SkipFirstDays > item.JudgeAfterDays && item.Direction == catalogue.Remedy {
			t.Errorf("%s is judged on day %d, within its run-in of %d", item.ID, item.JudgeAfterDays, item.SkipFirstDays)
		}
		if item.Dopaminergic && !item.NeverStopSuddenly {
			t.Errorf("%s is dopaminergic and may be stopped suddenly", item.ID)
		}
	}
}

func TestWhatIsWorthKnowingOfATrigger(t *testing.T) {
	c, _ := load(t)
	for id, want := range map[string]bool{"pregnancy": true, "blood_loss": true, "opioid_withdrawal": true, "mirtazapine": true, "melatonin": true, "caffeine": false, "food": false} {
		item, ok := c.ByID(id)
		if !ok || item.IsWorthKnowing() != want {
			t.Errorf("%s: found %v, worth knowing %v, want %v", id, ok, item.IsWorthKnowing(), want)
		}
	}
}
