package catalogue

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"stillnight/internal/i18n"
)

// medicineNames reads testdata/medicines.txt: the names with what each is to be taken for, by section.
func medicineNames(t *testing.T) map[string]map[string][]string {
	t.Helper()
	file, err := os.Open("testdata/medicines.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	all, section := map[string]map[string][]string{}, ""
	for lines := bufio.NewScanner(file); lines.Scan(); {
		line := strings.TrimSpace(lines.Text())
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			section = strings.Trim(line, "[]")
			all[section] = map[string][]string{}
		default:
			name, medicines, _ := strings.Cut(line, " = ")
			all[section][name] = nil
			if medicines != "" {
				all[section][name] = strings.Split(medicines, ", ")
			}
		}
	}
	return all
}

// worseningIn are the medicines found in a name that can make restless legs worse, or belong to a class that a rule
// names.
func worseningIn(c *Catalogue, name string) []string {
	var list []string
	for _, m := range c.MedicinesNamed(name) {
		if m.Worsens != NotKnownToWorsen || m.Class == Opioid || m.Class == Sedative {
			list = append(list, m.ID)
		}
	}
	slices.Sort(list)
	return list
}

func TestMedicinesAreKnownAsPeopleWriteThem(t *testing.T) {
	c := loaded(t)
	names := medicineNames(t)
	for name, want := range names["worse"] {
		if got := worseningIn(c, name); !slices.Equal(got, want) {
			t.Errorf("%q: found %q, want %q", name, got, want)
		}
		if known := c.WorseningOf("", name); known != WellKnown && known != WeaklyKnown {
			t.Errorf("%q: %q", name, known)
		}
	}
	for name, want := range names["ask"] {
		near, isNear := c.SpeltLike(name)
		varies := c.WorseningOf("", name) == KnownBySomePacks && slices.Equal(c.InSomePacks("", name), want)
		if varies == isNear || isNear && near.ID != want[0] {
			t.Errorf("%q: near to %q, by the pack %v, want %q", name, near.ID, varies, want)
		}
	}
	for name := range names["not"] {
		near, isNear := c.SpeltLike(name)
		if known := c.WorseningOf("", name); known != NotKnownToWorsen || isNear && near.Worsens != NotKnownToWorsen {
			t.Errorf("%q: %q, near to %q", name, known, near.ID)
		}
	}
	if worse, not := len(names["worse"])+len(names["ask"]), len(names["not"]); worse < 100 || not < 50 {
		t.Errorf("only %d and %d names", worse, not)
	}
}

func TestEveryMedicineIsFoundByItsNameInEachLanguage(t *testing.T) {
	c := loaded(t)
	for _, lang := range i18n.Languages {
		l, err := i18n.New(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range c.medicines {
			key := "medicine." + strings.ReplaceAll(m.ID, " ", "_")
			if !l.Has(key) {
				t.Errorf("%s: %s has no name", lang, m.ID)
				continue
			}
			if m.ID == "no sedating antihistamine" {
				continue // stands for brands, none of which is called so
			}
			if found := c.MedicinesNamed(l.T(key)); !slices.ContainsFunc(found, func(f Medicine) bool { return f.ID == m.ID }) {
				t.Errorf("%s: %s is not found as %s", lang, m.ID, l.T(key))
			}
		}
	}
}
