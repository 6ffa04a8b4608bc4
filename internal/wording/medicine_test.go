package wording_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
	"stillnight/internal/wording"
)

func TestIngredientsAreNamedAsTheLanguageWritesThem(t *testing.T) {
	c := loaded(t)
	brand := diary.Intervention{Name: "Benadryl", Kind: diary.OtherKind}
	misspelt := diary.Intervention{Name: "Doxylamid", Kind: diary.OtherKind}
	for _, x := range []struct{ lang, inBrand, meant string }{
		{"en", "diphenhydramine", "doxylamine"},
		{"de", "Diphenhydramin", "Doxylamin"},
		{"es", "difenhidramina", "doxilamina"},
		{"fr", "diphénhydramine", "doxylamine"},
		{"nl", "difenhydramine", "doxylamine"},
	} {
		l := i18ntest.Speak(t, x.lang)
		aggravator := clinical.Aggravator{Name: "Benadryl", Nights: 1, TriggerID: 1, Known: catalogue.KnownBySomePacks, InSomePacks: c.InSomePacks("", "Benadryl")}
		for _, said := range []struct{ words, name string }{
			{wording.Worsening(l, c, brand), x.inBrand},
			{wording.Aggravators(l, []clinical.Aggravator{aggravator}), x.inBrand},
			{wording.Worsening(l, c, misspelt), x.meant},
			{wording.UnknownMedicines(l, c, []diary.Intervention{misspelt}), x.meant},
		} {
			// Whole, so that an English ending is no part of it.
			if i := strings.Index(said.words, said.name); i < 0 || strings.HasPrefix(said.words[i+len(said.name):], "e") {
				t.Errorf("%s: %q does not name %s", x.lang, said.words, said.name)
			}
		}
	}
}

// Whatever slows breathing is named once, however many pairs it is in, and a drink with its nights at the end.
func TestWhatSlowsBreathingIsNamedOnce(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	pairs := []clinical.Pair{
		{First: "Oxycodone", Second: "Pregabalin", Kind: clinical.OpioidGabapentinoid},
		{First: "Oxycodone", Second: "Wine", Nights: 9, Kind: clinical.OpioidAlcohol},
		{First: "Pregabalin", Second: "Tramadol", Kind: clinical.OpioidGabapentinoid},
		{First: "Tramadol", Second: "Wine", Nights: 9, Kind: clinical.OpioidAlcohol},
		{First: "Ropinirole", Second: "Sifrol", Kind: clinical.TwoDopaminergics},
	}
	want := "Oxycodone + Pregabalin + Tramadol + " + l.N("clinical.pair.drink", 9, "name", "Wine")
	if got := wording.AllTogether(l, pairs); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// toPatient finds what is said to a person rather than of one.
var toPatient = regexp.MustCompile(`\b(you|your|Ihnen|Ihre?|usted|vous|votre|u|uw)\b`)

func TestWhatIsToldAboutThePersonIsSaidInEveryLanguage(t *testing.T) {
	kinds := []clinical.PairKind{
		clinical.KidneyMedicine, clinical.KidneyCreatinine, clinical.KidneyDose, clinical.KidneyBuildUp, clinical.ApnoeaBreathing, clinical.DepressionMood, clinical.NeuropathyB6,
		clinical.NeuropathyCompression, clinical.PregnancyAsk, clinical.PregnancyMedicine, clinical.QuinineBleeding,
	}
	both := []clinical.PairKind{clinical.QuinineRhythm, clinical.QuininePramipexole}
	ticked, err := diary.NewDate(2026, 3, 20)
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		for _, kind := range slices.Concat(kinds, both) {
			p := clinical.Pair{Kind: kind, First: "Eins", Source: "Quelle 7"}
			if slices.Contains(both, kind) {
				p.Second = "Zwei"
			}
			if kind == clinical.QuinineBleeding {
				p.Ticked = ticked
			}
			words := wording.Together(l, p)
			for _, part := range []string{p.First, p.Second, p.Source} {
				if !strings.Contains(words, part) {
					t.Errorf("%s %s: %q lacks %q", lang, kind, words, part)
				}
			}
			if kind == clinical.QuinineBleeding && !strings.Contains(words, l.DateMedium(ticked)) {
				t.Errorf("%s: %q has no date", lang, words)
			}
			if toPatient.MatchString(words) {
				t.Errorf("%s: %q speaks to the patient, and stands on the doctor's page too", lang, words)
			}
			if !l.Has("clinical.pair."+string(kind)) || !l.Has("clinical.risk."+string(kind.Risk())) {
				t.Errorf("%s: no words for %s", lang, kind)
			}
			if brief := wording.TogetherBrief(l, p); strings.Contains(brief, "+") != (p.Second != "") {
				t.Errorf("%s: %q", lang, brief)
			}
		}
	}
}

// A doctor reads no name beside a day on which that box was not yet taken.
func TestUrgesAreToldUnderTheNameOfTheirDay(t *testing.T) {
	l := i18ntest.Speak(t, "en")
	date := diary.MustDate(2026, 3, 20)
	i := clinical.Impulses{Intervention: "Requip", ToldUnder: "Ropinirol", Told: diary.SideEffect{Date: date, Effect: diary.ImpulseCheck, Severity: diary.SevereEffect}}
	if words := wording.Impulses(l, i); !strings.Contains(words, "Ropinirol and Requip") {
		t.Errorf("%q", words)
	}
	i.Since = diary.Some(date.AddDays(30))
	if words := wording.Impulses(l, i); !strings.Contains(words, "Ropinirol and Requip") {
		t.Errorf("%q", words)
	}
	i.ToldUnder = i.Intervention
	if words := wording.Impulses(l, i); strings.Contains(words, "Requip and") {
		t.Errorf("%q", words)
	}
}
