package catalogue

import (
	"slices"
	"testing"

	"stillnight/internal/diary"
)

func TestMedicinesThatCanWorsenAreKnown(t *testing.T) {
	c := loaded(t)
	for _, x := range []struct {
		id, name string
		want     Worsens
	}{
		{"antihistamine_sedating", "Cold tablet", WellKnown},
		{"", "Sertraline 50", WellKnown},
		{"", "benadryl (evening)", KnownBySomePacks}, // cetirizine or acrivastine in the United Kingdom
		{"", "Benadryl (diphenhydramine)", WellKnown},
		{"antihistamine_sedating", "Benadryl", KnownBySomePacks},
		{"", "Trevilor 75", WellKnown},
		{"", "Primpéran", WellKnown},
		// The diary that was told that nothing in it could worsen.
		{"", "brexpiprazole", WellKnown},
		{"", "Perphenazin", WellKnown},
		{"", "Lithium", WeaklyKnown},
		{"lithium", "Priadel", WeaklyKnown},
		{"", "Meclizine", WellKnown},
		// Spellings of each language.
		{"", "Quetiapin 25", WellKnown},
		{"", "quétiapine", WellKnown},
		{"", "Quetiapina", WellKnown},
		{"", "hidroxizina", WellKnown},
		{"", "Difenhidramina", WellKnown},
		{"", "clorpromazina", WellKnown},
		{"", "Chlorprothixen", WellKnown},
		{"", "litio", WeaklyKnown},
		{"", "Ketotifen", WellKnown},
		{"", "cetotifeno", WellKnown},
		{"", "amitriptylin / perphenazin", WellKnown},
		{"", "doxépine", WellKnown},
		// With the salt in one word, as packs in German and Dutch have it.
		{"", "Metoclopramidhydrochlorid", WellKnown},
		{"", "Quetiapinfumarat", WellKnown},
		{"", "Tramadolhydrochloride", WellKnown},
		{"", "Lithiumcarbonaat", WeaklyKnown},
		// Brands and kin of one country.
		{"", "Taxilan", WellKnown},
		{"", "Fluspirilen", WellKnown},
		{"", "Cinitaprida", WellKnown},
		{"", "Zarelis retard", WellKnown},
		{"", "Tepazepam", WellKnown},
		{"", "Piportil", WellKnown},
		{"", "Emesafene", WellKnown},
		{"", "Tramacet", WellKnown},
		{"", "Excedrin PM", WellKnown},
		{"", "Hidroxicina", WellKnown},
		{"", "Alka-Seltzer Plus Night", WellKnown},
		{"", "Alka-Seltzer", NotKnownToWorsen},
		{"", "DayQuil", NotKnownToWorsen},
		// Classes by their abbreviations and everyday names.
		{"", "ISRS", WellKnown},
		{"", "Erkältungstablette", WellKnown},
		{"", "cold tablet", WellKnown},
		// Near to one and another.
		{"", "Clonidine", NotKnownToWorsen},
		{"", "Doxazosin", NotKnownToWorsen},
		{"", "Doxycycline", NotKnownToWorsen},
		{"", "Mirtazepine", NotKnownToWorsen},
		// Everyday names.
		{"", "My antidepressant", WellKnown},
		{"", "Neuroleptikum", WellKnown},
		// An opioid that does, and others that are not known to.
		{"opioid_er", "Tramadol 50", WellKnown},
		{"", "Contramal", WellKnown},
		{"opioid_er", "Oxycodone", NotKnownToWorsen},
		{"opioid_er", "Opioid", NotKnownToWorsen},
		// Thyroid hormone is known from single reports.
		{"", "Euthyrox 75", WeaklyKnown},
		// The milder kin are known and are not among them.
		{"antihistamine_sedating", "Cetirizine", NotKnownToWorsen},
		{"", "Loratadin", NotKnownToWorsen},
		{"antiemetic", "Domperidone", NotKnownToWorsen},
		{"", "Bupropion (antidepressant)", NotKnownToWorsen},
		{"gabapentin_enacarbil", "Horizant", NotKnownToWorsen},
		// No medicines taken.
		{"", "Magnesium", NotKnownToWorsen},
		{"", "", NotKnownToWorsen},
		{"magnesium", "Magnesium with Zoloft", NotKnownToWorsen},
		{"change_trigger_med", "Stopped sertraline", NotKnownToWorsen},
		{"caffeine", "Coffee", NotKnownToWorsen},
		{"", "No MSG", NotKnownToWorsen},
	} {
		if got := c.WorseningOf(x.id, x.name); got != x.want {
			t.Errorf("%q %q: %q, want %q", x.id, x.name, got, x.want)
		}
	}
	if n := c.WorseningCount(); n < 100 {
		t.Errorf("only %d medicines are looked for", n)
	}
}

func loaded(t *testing.T) *Catalogue {
	t.Helper()
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAMedicineThatIsNotKnownIsSaidToBe(t *testing.T) {
	c := loaded(t)
	for _, x := range []struct {
		id, name string
		kind     diary.Kind
		want     bool
	}{
		{"", "Ramipril", diary.Prescription, true},
		{"", "Blaue Tablette", diary.Prescription, true},
		{"", "Rexulti", diary.Prescription, false},
		{"", "Cetirizin", diary.Prescription, false},
		{"", "Requip 0.5", diary.Prescription, false},
		{"", "Iron infusion Ferinject", diary.Prescription, false},
		{"ropinirole", "White ones", diary.Prescription, false},
		{"", "Cherry juice", diary.HomeRemedy, false},
		{"", "Ashwagandha", diary.Supplement, false},
		{"", "Doxilamin", diary.OtherKind, false},
		{"", "Doxylamid", diary.OtherKind, true},
		{"", "Melissa tea", diary.HomeRemedy, false},
		{"", "melatonin 2 mg", diary.Prescription, false},
		{"", "Mélatonine", diary.Prescription, false},
		{"", "Vitamin C", diary.Prescription, false},
		{"", "vitamine D 800", diary.Prescription, false},
		{"", "Dipyridamol", diary.Prescription, false},
		{"", "No more Doxylamid", diary.TriggerAvoided, false},
	} {
		if got := c.IsUnknownMedicine(diary.Intervention{Name: x.name, CatalogueID: x.id, Kind: x.kind}); got != x.want {
			t.Errorf("%q: %v", x.name, got)
		}
	}
}

func TestAMisspeltMedicineIsNearToOneName(t *testing.T) {
	c := loaded(t)
	for text, want := range map[string]string{
		"mirtazepine": "mirtazapine", "Metaclopramide 10": "metoclopramide", "diphenydramine": "diphenhydramine", "venlaflaxine": "venlafaxine",
		"escitalapram": "escitalopram", "ropinerole": "ropinirole", "clonazepan": "clonazepam", "Quetapin": "quetiapine",
		"Ramipril": "", "Metformin": "", "Amlodipine": "", "Simvastatin": "", "Bisoprolol": "", "Xyzabol": "", "Omeprazole": "", "Lisinopril": "",
		"Pantoprazol": "", "Candesartan": "", "Prednisolon": "", "Allopurinol": "", "Torasemid": "", "Clonidine": "", "Apixaban": "",
	} {
		if got, ok := c.SpeltLike(text); got.ID != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", text, got.ID, ok)
		}
	}
}

func TestAMedicineByItsNameHasTheEntryOfIt(t *testing.T) {
	c := loaded(t)
	for _, x := range []struct{ id, name, want string }{
		{"", "Neurontin 300", "gabapentin"}, {"", "Gabapentin-Enacarbil", "gabapentin_enacarbil"}, {"", "Requip", "ropinirole"},
		{"", "Pramipexoldihydrochlorid", "pramipexole"}, {"magnesium", "Neurontin", "magnesium"}, {"", "Quetiapine", ""},
		{"", "Neurontin and Requip", ""}, {"", "Xyzabol", ""}, {"", "Oxycodone", "opioid_er"}, {"", "Targin", "opioid_er"}, {"", "Methadon", "methadone_buprenorphine"},
		{"", "Iron tablets", "iron_oral"}, {"", "Ferrous sulfate 200 mg", "iron_oral"}, {"", "Eisen", "iron_oral"}, {"", "Iron infusion", ""}, {"", "Ferinject 1000", "iron_iv_fcm"},
		{"", "Baldrian", "valerian"}, {"", "Dipyridamole", "dipyridamole"}, {"", "Zolpidem", ""}, {"", "Antidepressant", ""}, {"", "Sleeping pill", ""},
		{"clonazepam", "Zolpidem", ""}, {"clonazepam", "Rivotril", "clonazepam"}, {"clonazepam", "My sleeping pill", "clonazepam"}, {"gabapentin", "Lyrica", "pregabalin"},
		{"", "Targin 10 mg/5 mg", "opioid_er"}, {"", "Codein", "opioid_er"}, {"", "L-Polamidon", "methadone_buprenorphine"}, {"", "Depakine", "antiepileptic_other"},
	} {
		if got := c.EntryOf(x.id, x.name); got != x.want {
			t.Errorf("%q %q: %q, want %q", x.id, x.name, got, x.want)
		}
	}
}

func TestCalciumIsNotWhatBlocksItOrIsItsSalt(t *testing.T) {
	c := loaded(t)
	for text, want := range map[string]bool{
		"Calcium 500": true, "Calciumcarbonat": true, "calcium channel blocker": false, "Atorvastatin calcium 20": false, "Antagonista del calcio": false,
	} {
		if got := InClass(c.Medicines("", text), Calcium); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func TestMedicinesAreRecognisedOnceEach(t *testing.T) {
	c := loaded(t)
	for _, x := range []struct {
		id, name string
		want     []string
	}{
		{"gabapentin_enacarbil", "Tablet", []string{"gabapentin enacarbil"}},
		{"", "Gabapentin Enacarbil 600", []string{"gabapentin enacarbil"}},
		{"", "Gabapentin 300", []string{"gabapentin"}},
		{"ropinirole", "Adartrel", []string{"ropinirole"}},
		{"clonazepam", "Zolpidem", []string{"zolpidem"}},
		{"clonazepam", "Sleeping tablet", []string{"clonazepam"}},
		{"", "Tylenol PM", []string{"diphenhydramine"}},
		{"methadone_buprenorphine", "Drops", []string{"buprenorphine", "methadone"}},
		{"opioid_er", "Drops", []string{""}},
		{"", "Sprudel", nil},
	} {
		var got []string
		for _, m := range c.Medicines(x.id, x.name) {
			got = append(got, m.ID)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%q %q: %q, want %q", x.id, x.name, got, x.want)
		}
	}
}

// Every entry that the list of medicines names is in the catalogue, and every rule's class has medicines.
func TestTheListOfMedicinesFitsTheCatalogue(t *testing.T) {
	c := loaded(t)
	for entry := range c.standFor {
		if item, ok := c.ByID(entry); !ok || !item.IsMedicine() {
			t.Errorf("%q is no medicine of the catalogue", entry)
		}
	}
	for _, class := range []Class{Opioid, Gabapentinoid, Sedative, DopamineAgonist, Levodopa, Calcium, Antacid, Thyroid, SedatingAntihistamine} {
		if !InClass(c.medicines, class) {
			t.Errorf("no medicine of the class %q", class)
		}
	}
	for _, m := range c.medicines {
		for _, n := range m.names {
			if len(n) < len(" DHC ") {
				t.Errorf("%s has the name %q, which is too short to be one", m.ID, n)
			}
		}
	}
}

// Each synonym of an entry that stands for medicines that worsen is taken for one of them, except the milder kin.
func TestTheNamesOfTheCatalogueAreOnTheList(t *testing.T) {
	c := loaded(t)
	milder := []string{"Domperidone", "domperidone", "Motilium"}
	for entry, classes := range c.standFor {
		item, _ := c.ByID(entry)
		for _, name := range item.Synonyms {
			if classes[0].Worsens != NotKnownToWorsen && !slices.Contains(milder, name) && !c.CanWorsen("", name) {
				t.Errorf("%s: %q is not known to worsen", entry, name)
			}
		}
	}
}
