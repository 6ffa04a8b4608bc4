package catalogue

import (
	"slices"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// The entries that a rule names.
const (
	alcohol   = "alcohol"
	caffeine  = "caffeine"
	ironOral  = "iron_oral"
	calcium   = "calcium"
	pregnancy = "pregnancy"
	ironFCM   = "iron_iv_fcm"
)

// calledByName are further entries on which something is known and whose names mean nothing else, beside the supplements.
var calledByName = []string{"dipyridamole", "quinine_rx"}

// carboxymaltose are the names of the iron infusion that the guideline names by itself; what else an infusion is called
// may be another product.
var carboxymaltose = []string{"carboxymaltose", "carboxymaltosa", "eisencarboxymaltose", "ijzercarboxymaltose", "ferinject", "injectafer"}

// EntryOf is the entry that says what the guideline and studies think of a remedy: the one that it is tied to, unless its
// name names another medicine than the entry is, such as zolpidem under clonazepam and its like; else the one of the
// medicine or iron that its name names. It is "" where there is none, or more than one.
func (c *Catalogue) EntryOf(id, name string) string {
	found := c.MedicinesNamed(name)
	if item, listed := c.ByID(id); listed {
		if len(found) == 0 || !c.isMedicineByID(item.ID) || slices.ContainsFunc(found, func(m Medicine) bool { return m.entryID() == item.ID }) {
			return id
		}
	}
	switch {
	case len(found) > 1:
		return ""
	case len(found) == 1:
		return c.entryOfMedicine(found[0])
	case slices.ContainsFunc(strings.Fields(i18n.Fold(name)), func(w string) bool { return slices.Contains(carboxymaltose, w) }):
		return ironFCM
	case c.IsIronByMouth("", name):
		return ironOral
	}
	list := c.called(name)
	if len(list) == 1 && (list[0].Kind() == diary.Supplement || slices.Contains(calledByName, list[0].ID)) {
		return list[0].ID
	}
	return ""
}

// entryOfMedicine is the entry of a medicine itself, or of those that are given for the same; "" where there is none: what
// holds for one of a class need not hold for the others.
func (c *Catalogue) entryOfMedicine(m Medicine) string {
	item, ok := c.ByID(m.entryID())
	switch {
	case ok:
		return item.ID
	case slices.Contains([]string{"methadone", "levomethadone", "buprenorphine"}, m.ID):
		return "methadone_buprenorphine"
	case m.Class == Opioid:
		return "opioid_er"
	case m.ID == "valproate", m.ID == "carbamazepine":
		return "antiepileptic_other"
	}
	return ""
}

// entryID is how an entry for the medicine alone is called.
func (m Medicine) entryID() string { return strings.ReplaceAll(m.ID, " ", "_") }

// isMedicineByID tells whether an entry is that of one medicine.
func (c *Catalogue) isMedicineByID(entry string) bool {
	return slices.ContainsFunc(c.medicines, func(m Medicine) bool { return m.entryID() == entry })
}

// IsAlcohol tells whether a trigger is alcohol: tied to the catalogue's entry or called by one of its names, such
// as wine, and not by a drink without it, or by what is called after one, such as vinegar.
func (c *Catalogue) IsAlcohol(id, name string) bool {
	if id != "" {
		return id == alcohol
	}
	words := strings.Fields(i18n.Fold(name))
	holds := func(list ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
	}
	switch {
	case !c.callsIn(alcohol, name) && !slices.ContainsFunc(words, isBeerOrWine),
		slices.ContainsFunc(words, func(w string) bool {
			return strings.HasPrefix(w, "alkoholfrei") || strings.HasPrefix(w, "alcoholvrij") || strings.HasPrefix(w, "alcoholfree")
		}),
		slices.Contains(without, words[0]), // "no wine"
		holds(alcohol, "alcoholic", "alcool", "alkohol") && (holds(without...) || holds("free", "frei", "vrij")),
		holds("0") && strings.Contains(" "+strings.Join(words, " ")+" ", " 0 0 "), // "0.0 beer"
		holds("vinegar", "essig", "apfelessig", "vinagre", "vinaigre", "azijn", "rubbing", "gum", "gums"),
		holds("beer", "ale", "bier") && holds("ginger", "root", "malt", "ingwer", "gember"),
		holds("ice") && holds("cream"), holds("cake", "sauce", "chocolate", "eiscreme", "kuchen", "schokolade", "helado", "glace", "gateau", "taart"):
		return false
	}
	return true
}

// without are the words that stand before what is not in a drink, folded.
var without = []string{
	"no", "non", "not", "without", "ohne", "kein", "keine", "keinen", "nicht", "sin", "sans", "pas", "aucun", "ningun", "zonder", "geen", "niet",
}

// isBeerOrWine tells whether a word is one of those that German and Dutch make of beer and wine, such as Feierabendbier.
func isBeerOrWine(word string) bool {
	drink, _ := strings.CutSuffix(word, "tje")
	for _, end := range []string{"bier", "wein", "wijn"} {
		if before, is := strings.CutSuffix(drink, end); is {
			return !strings.HasSuffix(before, "sch") && !strings.HasSuffix(before, "z") && // Schwein, zwijn
				!slices.Contains([]string{"malz", "ingwer", "kinder", "gember"}, before)
		}
	}
	return false
}

// IsCaffeine tells whether a trigger is coffee, tea or the like. A longer name is not taken for it: herbal tea and
// decaffeinated coffee have none.
func (c *Catalogue) IsCaffeine(id, name string) bool {
	if id != "" {
		return id == caffeine
	}
	item, ok := c.ByID(caffeine)
	own := i18n.Fold(name)
	return ok && (c.isNamed(item, own) || own == i18n.Fold(item.Name))
}

// byVein are words, folded, that say of iron that it is not taken by mouth, alone or at the end of another, as in
// Eiseninfusion.
var byVein = []string{"iv", "infusion", "infusions", "drip", "injection", "infusionen", "spritze", "tropf", "perfusion", "intravenous", "intravenos", "intraveineux", "infuus", "injectie", "inyeccion"}

func isByVein(word string) bool {
	const shortest = 5 // letters from which an ending means it
	return slices.ContainsFunc(byVein, func(v string) bool { return word == v || len(v) >= shortest && strings.HasSuffix(word, v) })
}

// IsIronByMouth tells whether a remedy is iron taken by mouth.
func (c *Catalogue) IsIronByMouth(id, name string) bool {
	if id != "" {
		return id == ironOral
	}
	return c.IsIron("", name) && c.callsIn(ironOral, name) && !c.callsIronByVein(name) &&
		!slices.ContainsFunc(strings.Fields(i18n.Fold(name)), isByVein)
}

// IsIron tells whether a remedy is iron, by mouth or by vein.
func (c *Catalogue) IsIron(id, name string) bool {
	item, listed := c.ByID(id)
	if listed {
		return id == ironOral || item.isIronByVein()
	}
	if just := c.byIDs(c.exactly(name), func(Item) bool { return true }); len(just) > 0 {
		return slices.ContainsFunc(just, func(i Item) bool { return i.ID == ironOral || i.isIronByVein() })
	}
	return c.callsIn(ironOral, name) || c.callsIronByVein(name)
}

// callsIronByVein tells whether a name of iron that is given by vein stands in a text.
func (c *Catalogue) callsIronByVein(text string) bool {
	return slices.ContainsFunc(c.items, func(i Item) bool { return i.isIronByVein() && c.callsIn(i.ID, text) })
}

func (i Item) isIronByVein() bool { return strings.HasPrefix(i.ID, "iron_iv_") }

// IsCalcium tells whether a remedy is a calcium supplement, and not a medicine that is the salt of it, such as
// atorvastatin calcium.
func (c *Catalogue) IsCalcium(id, name string) bool {
	if id != "" {
		return id == calcium
	}
	found := c.MedicinesNamed(name)
	return InClass(found, Calcium) || len(found) == 0 && c.callsIn(calcium, name)
}

// IsPregnancy tells whether a trigger is a pregnancy.
func (c *Catalogue) IsPregnancy(id, name string) bool {
	if id != "" {
		return id == pregnancy
	}
	words := strings.Fields(i18n.Fold(name))
	not := len(words) > 0 && slices.Contains(without, words[0]) ||
		slices.ContainsFunc(words, func(w string) bool {
			return slices.Contains([]string{"negative", "negativ", "negativo", "negatif", "negatief", "test"}, w)
		})
	return !not && c.callsIn(pregnancy, name)
}

// callsIn tells whether one of an entry's names, in any language, stands in a text as whole words.
func (c *Catalogue) callsIn(entry, text string) bool {
	own := " " + i18n.Fold(text) + " "
	item, ok := c.ByID(entry)
	return ok && (strings.Contains(own, " "+i18n.Fold(item.Name)+" ") ||
		slices.ContainsFunc(c.known[entry], func(k known) bool { return k.standsIn(own) }))
}
