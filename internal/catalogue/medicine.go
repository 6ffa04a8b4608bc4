package catalogue

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/resources"
)

// Class is a group of medicines that act alike.
type Class string

// The classes that a rule names. The list has further ones.
const (
	Opioid          Class = "opioid"
	Gabapentinoid   Class = "gabapentinoid"
	Sedative        Class = "sedative" // benzodiazepines, Z-drugs and barbiturates
	DopamineAgonist Class = "dopamine_agonist"
	Levodopa        Class = "levodopa"
	Calcium         Class = "calcium"
	Antacid         Class = "antacid"
	Thyroid         Class = "thyroid"
	// SedatingAntihistamine is what is sold for sleep, allergies and sickness.
	SedatingAntihistamine Class = "antihistamine"
)

// Worsens says how well it is known that a medicine can make restless legs worse.
type Worsens string

// How well it is known.
const (
	NotKnownToWorsen Worsens = ""
	// WeaklyKnown is from single reports.
	WeaklyKnown Worsens = "weak"
	// WellKnown is named by guidelines, trials or several reports.
	WellKnown Worsens = "yes"
	// KnownBySomePacks is of a brand that is sold with such a medicine and, elsewhere or in another pack, without it.
	KnownBySomePacks Worsens = "varies"
)

// Medicine is one active ingredient.
type Medicine struct {
	// ID is its international non-proprietary name in English; empty for one of its class of which no more is known.
	ID      string
	Class   Class
	Worsens Worsens
	// Varies says of one that was found in a text that it is there by a brand alone that is also sold without it.
	Varies bool
	// names are all its names, folded to their stems with a space on both sides; varying are those of them under
	// which something else is sold too.
	names, varying []string
}

// medicineClass is a class as the data have it.
type medicineClass struct {
	ID      Class   `json:"id"`
	Worsens Worsens `json:"worsens"`
	// Entries of the catalogue stand for the class.
	Entries   []string            `json:"entries"`
	Medicines map[string][]string `json:"medicines"`
	// Each has what holds for a single one instead of Worsens.
	Each map[string]Worsens `json:"each"`
}

// loadMedicines reads the shipped list, in order of class and name, which of the catalogue's entries stand for a
// class, and the words for forms that are not taken.
func (c *Catalogue) loadMedicines() error {
	var file struct {
		// Varying are brands whose packs, or whose packs in another country, hold something else.
		Varying []string `json:"varying"`
		// Topical are words for forms put on the skin, in the nose or into the eyes.
		Topical []string        `json:"topical"`
		Classes []medicineClass `json:"classes"`
	}
	if err := json.Unmarshal(resources.Medicines, &file); err != nil {
		return fmt.Errorf("reading the list of medicines: %w", err)
	}
	c.topical, c.standFor, c.beginning = file.Topical, map[string][]Medicine{}, map[string][]int{}
	for _, class := range file.Classes {
		for _, entry := range class.Entries {
			c.standFor[entry] = append(c.standFor[entry], Medicine{Class: class.ID, Worsens: class.Worsens})
		}
		for _, id := range slices.Sorted(maps.Keys(class.Medicines)) {
			m := Medicine{ID: id, Class: class.ID, Worsens: class.Worsens}
			if own, ok := class.Each[id]; ok {
				m.Worsens = own
			}
			for _, name := range append([]string{id}, class.Medicines[id]...) {
				stemmed := " " + stem(name) + " "
				m.names = append(m.names, stemmed)
				if slices.Contains(file.Varying, name) {
					m.varying = append(m.varying, stemmed)
				}
			}
			for _, name := range m.names {
				word := strings.Fields(name)[0]
				c.beginning[word] = append(c.beginning[word], len(c.medicines))
			}
			c.medicines = append(c.medicines, m)
		}
	}
	return nil
}

// sounds are spellings that differ between languages and mean the same in a medicine's name.
var sounds = strings.NewReplacer("ch", "c", "ph", "f", "th", "t", "y", "i", "k", "c", "z", "c")

// apart parts a strength from the name that it is written on to, such as that of Lexapro10. Shorter words are names with a
// figure, such as Mag2.
func apart(name string) string {
	const shortest = 5
	var b strings.Builder
	letters := 0
	for _, r := range name {
		if unicode.IsDigit(r) && letters >= shortest {
			b.WriteByte(' ')
		}
		if letters++; !unicode.IsLetter(r) {
			letters = 0
		}
		b.WriteRune(r)
	}
	return b.String()
}

// stem writes a name as all languages would: folded, sounds alike, doubled letters once, and without the ending
// by which quetiapine, Quetiapin and quetiapina differ.
func stem(name string) string {
	words := strings.Fields(sounds.Replace(apart(i18n.Fold(name))))
	for i, w := range words {
		var b strings.Builder
		var last rune
		for _, r := range w {
			if r != last || r >= '0' && r <= '9' {
				b.WriteRune(r)
			}
			last = r
		}
		w = b.String()
		const shortest = 5 // shorter ones are abbreviations and ordinary words
		if len(w) > shortest {
			w = strings.TrimSuffix(withoutSalt(strings.TrimRight(w, "aeo"), shortest), "um")
		}
		words[i] = w
	}
	return strings.Join(words, " ")
}

// salts are what German and Dutch write on to a medicine's name in one word, such as Metoclopramidhydrochlorid, as
// stem writes them. The longer of two stands first.
var salts = []string{
	"dihidroclorid", "hidroclorid", "hidrobromid", "hemifumarat", "fumarat", "hemitartrat", "tartrat", "maleat", "mesilat", "besilat",
	"tosilat", "succinat", "oxalat", "embonat", "pamoat", "decanoat", "carbonat", "citrat", "acetat", "sulfat", "fosfat",
}

// withoutSalt cuts a salt off a word where enough of it is left to be a name.
func withoutSalt(w string, least int) string {
	for _, salt := range salts {
		if name, found := strings.CutSuffix(w, salt); found && len(name) >= least {
			return name
		}
	}
	return w
}

// MedicinesNamed finds the medicines whose generic or brand name stands in a text as one or more whole words,
// in the spelling of any language of the program, in the order of the list. A name within a longer one, such as
// gabapentin in gabapentin enacarbil, does not count, nor does an antihistamine for the skin, the nose or the eyes.
func (c *Catalogue) MedicinesNamed(text string) []Medicine {
	own := " " + stem(text) + " "
	var found []Medicine
	var by []string
	for _, i := range c.mayBeIn(own) {
		m := c.medicines[i]
		if longest, surely := m.namedIn(own); longest != "" && (m.Class != SedatingAntihistamine || !c.isTopical(text)) {
			m.Varies = !surely
			found, by = append(found, m), append(by, longest)
		}
	}
	other := slices.ContainsFunc(found, func(m Medicine) bool { return m.Class == otherAntihistamine })
	var list []Medicine
	for i, m := range found {
		within := slices.ContainsFunc(by, func(n string) bool { return len(n) > len(by[i]) && strings.Contains(n, by[i]) })
		if !within && !(m.Varies && m.Class == SedatingAntihistamine && other) {
			list = append(list, m)
		}
	}
	return list
}

// mayBeIn lists, in their order, the medicines of which the first word of a name stands in a text written by stem.
func (c *Catalogue) mayBeIn(own string) []int {
	var list []int
	for word := range strings.FieldsSeq(own) {
		list = append(list, c.beginning[word]...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// namedIn is the longest of its names that stands in a text written by stem, and tells whether one of them stands there
// that is sold with nothing else.
func (m Medicine) namedIn(own string) (longest string, surely bool) {
	for _, n := range m.names {
		if !strings.Contains(own, n) {
			continue
		}
		if len(n) > len(longest) {
			longest = n
		}
		surely = surely || !slices.Contains(m.varying, n)
	}
	return longest, surely
}

// otherAntihistamine are the antihistamines that hardly make drowsy.
const otherAntihistamine Class = "antihistamine_other"

// isTopical tells whether a text names a form put on the skin, in the nose or into the eyes. Tablets against a stuffed
// nose, as some are called in full, are none.
func (c *Catalogue) isTopical(text string) bool {
	words := strings.Fields(i18n.Fold(text))
	against := slices.Contains(words, "congestion")
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(c.topical, w) && (w != "nasal" || !against) })
}

// Medicines finds what a remedy or trigger is or contains: the medicines that its name names, else what its entry
// in the catalogue stands for; of one that is tied to none, what those stand for that are called by everyday names in it,
// such as a dopamine patch. An entry that is no medicine, such as a supplement or a change of medicine, contains
// none, whatever it is called.
func (c *Catalogue) Medicines(id, name string) []Medicine {
	item, listed := c.ByID(id)
	if !listed {
		if found := c.MedicinesNamed(name); len(found) > 0 || c.isTopical(name) {
			return found
		}
		return c.everyday(name)
	}
	if id == changedMedicine || !item.isTaken() {
		return nil
	}
	if item.IsMedicine() {
		if found := c.MedicinesNamed(name); len(found) > 0 {
			return found
		}
	}
	if found := c.MedicinesNamed(item.ID); len(found) > 0 {
		return found
	}
	return slices.Clone(c.standFor[id])
}

// NamesTaken tells whether a text names something that is taken: a medicine of the list, or a medicine or supplement of
// the catalogue by any of its names, in any language.
func (c *Catalogue) NamesTaken(text string) bool {
	return len(c.MedicinesNamed(text)) > 0 ||
		slices.ContainsFunc(c.items, func(i Item) bool { return i.isTaken() && c.callsIn(i.ID, text) })
}

// NamesTrigger tells whether a text names a trigger of the catalogue by any of its names, in any language.
func (c *Catalogue) NamesTrigger(text string) bool {
	return slices.ContainsFunc(c.items, func(i Item) bool { return i.Serves(Trigger) && c.callsIn(i.ID, text) })
}

// changedMedicine is the entry for a medicine that was taken away, whose name is no medicine taken.
const changedMedicine = "change_trigger_med"

// leastMisspelt is how many letters a word needs to be taken for a misspelt name: shorter ones are near to too much.
const leastMisspelt = 7

// SpeltLike finds the one medicine whose name a text that names none misses by one letter, such as mirtazapine for
// mirtazepine. ok is false where there is none, or more than one.
func (c *Catalogue) SpeltLike(text string) (m Medicine, ok bool) {
	if c.isTopical(text) || len(c.MedicinesNamed(text)) > 0 {
		return Medicine{}, false
	}
	words := slices.DeleteFunc(strings.Fields(stem(text)), func(w string) bool { return len(w) < leastMisspelt })
	for _, medicine := range c.medicines {
		near := slices.ContainsFunc(medicine.names, func(name string) bool {
			name = name[1 : len(name)-1] // it stands between spaces
			return len(name) >= leastMisspelt && slices.ContainsFunc(words, func(w string) bool {
				const oneLetter = 2 // bytes at most, as some have accents
				return max(len(w)-len(name), len(name)-len(w)) <= oneLetter && oneSlip([]rune(w), []rune(name))
			})
		})
		switch {
		case near && ok && m.ID != medicine.ID:
			return Medicine{}, false
		case near:
			m, ok = medicine, true
		}
	}
	return m, ok
}

// SameMedicine tells whether two remedies are one medicine under two names, such as those of two makers.
func (c *Catalogue) SameMedicine(a, b diary.Intervention) bool {
	first := c.oneMedicine(a.CatalogueID, a.Name)
	return first != "" && first == c.oneMedicine(b.CatalogueID, b.Name)
}

// oneMedicine is the ID of the medicine that a remedy is, "" where it is none, several, or one without an ID. It is asked
// of each remedy of a diary beside each other one, and so found out once.
func (c *Catalogue) oneMedicine(id, name string) string {
	remedy := [2]string{id, name}
	if known, ok := c.ones.Load(remedy); ok {
		return known.(string)
	}
	one := ""
	if list := c.Medicines(id, name); len(list) == 1 {
		one = list[0].ID
	}
	c.ones.Store(remedy, one)
	return one
}

// InClass tells whether one of the medicines is of a class.
func InClass(list []Medicine, class Class) bool {
	return slices.ContainsFunc(list, func(m Medicine) bool { return m.Class == class })
}
