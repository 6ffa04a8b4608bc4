package catalogue_test

import (
	"slices"
	"testing"

	"stillnight/internal/catalogue"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/i18n/i18ntest"
)

// notTied is an intervention as it comes from a table: called so, and tied to no entry.
func notTied(name string, kind diary.Kind) diary.Intervention {
	return diary.Intervention{Name: name, Kind: kind}
}

// TestWhatHoldsForAnEntryHoldsUnderEveryNameOfIt: whoever types a brand, or brings a diary in from elsewhere, ties it to no
// entry. The nights left out while it settles in, the word not to stop it suddenly, that it can make the legs worse and that
// it is watched must be there all the same.
func TestWhatHoldsForAnEntryHoldsUnderEveryNameOfIt(t *testing.T) {
	c, _ := load(t)
	tried := 0
	for _, lang := range i18n.Languages {
		l := i18ntest.Speak(t, lang)
		for _, item := range c.Items() {
			if !item.Serves(catalogue.Remedy) || item.Kind() == diary.TriggerAvoided {
				continue
			}
			names := append(c.NamesIn(item.ID, lang), item.NameIn(l))
			if lang == i18n.Fallback {
				names = append(names, item.Synonyms...)
			}
			for _, name := range names {
				tried++
				iv, tied := notTied(name, item.Kind()), diary.Intervention{Name: name, Kind: item.Kind(), CatalogueID: item.ID}
				got, want := c.Windows(iv), c.Windows(tied)
				if got.RunIn < want.RunIn || got.JudgeAfter < want.JudgeAfter || got.CarryOver < want.CarryOver || got.Onset < want.Onset {
					t.Errorf("%s %q: %+v, %s has %+v", lang, name, got, item.ID, want)
				}
				if c.NeverStopSuddenly(tied) && !c.NeverStopSuddenly(iv) {
					t.Errorf("%s %q: nothing says not to stop it suddenly, as of %s", lang, name, item.ID)
				}
				if c.WorseningOf(item.ID, name) != c.WorseningOf("", name) && c.WorseningOf("", name) != catalogue.WellKnown {
					t.Errorf("%s %q: worsens %q, %s does %q", lang, name, c.WorseningOf("", name), item.ID, c.WorseningOf(item.ID, name))
				}
				if c.CanAugment(tied) != c.CanAugment(iv) {
					t.Errorf("%s %q: watched %v, %s %v", lang, name, c.CanAugment(iv), item.ID, c.CanAugment(tied))
				}
				if c.IsIron(item.ID, name) != c.IsIron("", name) || c.IsIronByMouth(item.ID, name) != c.IsIronByMouth("", name) {
					t.Errorf("%s %q: iron %v, by mouth %v, unlike %s", lang, name, c.IsIron("", name), c.IsIronByMouth("", name), item.ID)
				}
			}
		}
	}
	if tried < 500 {
		t.Errorf("only %d names", tried)
	}
}

func TestABrandHasTheEntriesOfWhatIsInIt(t *testing.T) {
	c, _ := load(t)
	for _, x := range []struct {
		name  string
		kind  diary.Kind
		runIn int
		stop  bool // never suddenly
		ids   []string
	}{
		{"Fero-Gradumet", diary.Supplement, 28, false, []string{"iron_oral"}},
		{"Ferro-Gradumet 105 mg", diary.Prescription, 28, false, []string{"iron_oral"}},
		{"Tardyferon", diary.OtherKind, 28, false, []string{"iron_oral"}},
		{"Spatone", diary.HomeRemedy, 28, false, []string{"iron_oral"}},
		{"Kendural C", diary.Supplement, 28, false, []string{"iron_oral"}},
		{"Eiseninfusion", diary.Prescription, 14, false, []string{"iron_iv_fcm", "iron_iv_other"}},
		{"iron infusion", diary.Prescription, 14, false, []string{"iron_iv_fcm", "iron_iv_other"}},
		{"Tums", diary.Supplement, 14, false, []string{"calcium"}},
		{"IV iron", diary.Prescription, 14, false, []string{"iron_iv_fcm", "iron_iv_other"}},
		{"Rolpryna SR 2 mg", diary.Prescription, 7, true, []string{"ropinirole"}},
		{"Zolpidem", diary.Prescription, 3, true, []string{"clonazepam"}},
		{"Tegretal 200", diary.Prescription, 14, true, []string{"antiepileptic_other"}},
		{"Citalopram", diary.Prescription, 0, true, []string{"ssri_snri"}},
		{"Velyntra", diary.Prescription, 7, true, []string{"opioid_er"}},
		{"Bromocriptine", diary.Prescription, 7, true, []string{"ropinirole"}},
		{"Symbyax", diary.Prescription, 0, true, []string{"antipsychotic", "ssri_snri"}},
		{"Atorvastatin calcium", diary.Prescription, 0, false, nil},
		{"No iron", diary.TriggerAvoided, 0, false, nil},
		{"Yoga", diary.Exercise, 28, false, []string{"yoga"}},
		{"Yoga", diary.OtherKind, 28, false, []string{"yoga"}},
		{"tea", diary.OtherKind, 0, false, nil},
		{"Standing on cold tiles", diary.HomeRemedy, 0, false, nil},
	} {
		iv := notTied(x.name, x.kind)
		var ids []string
		for _, item := range c.EntriesOf(iv) {
			ids = append(ids, item.ID)
		}
		slices.Sort(ids)
		if !slices.Equal(ids, x.ids) || c.Windows(iv).RunIn != x.runIn || c.NeverStopSuddenly(iv) != x.stop {
			t.Errorf("%q: %v, run-in %d, never suddenly %v", x.name, ids, c.Windows(iv).RunIn, c.NeverStopSuddenly(iv))
		}
	}
}

// The user's own lengths stand before those of the catalogue, also where the entry is known by the name alone.
func TestTheUsersLengthsStandBeforeTheCatalogues(t *testing.T) {
	c, _ := load(t)
	iv := notTied("Tardyferon", diary.Supplement)
	iv.JudgeAfterDays, iv.CarryOverDays = diary.Some(40), diary.Some(0)
	if w := c.Windows(iv); w.RunIn != 28 || w.JudgeAfter != 40 || w.CarryOver != 0 {
		t.Errorf("%+v", w)
	}
}
