package catalogue

import (
	"slices"
	"strings"

	"stillnight/internal/i18n"
)

// The entries that a rule names.
const (
	alcohol  = "alcohol"
	caffeine = "caffeine"
	ironOral = "iron_oral"
	calcium  = "calcium"
	ironFCM  = "iron_iv_fcm"
)

// calledByName are further entries on which the guideline has a word and whose names mean nothing else.
var calledByName = []string{"dipyridamole", "valerian"}

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
	for _, entry := range calledByName {
		if c.callsIn(entry, name) {
			return entry
		}
	}
	return ""
}

// entryOfMedicine is the entry of a medicine itself or, for an opioid, the one of the two that names it.
func (c *Catalogue) entryOfMedicine(m Medicine) string {
	if item, ok := c.ByID(m.entryID()); ok {
		return item.ID
	}
	if m.Class != Opioid {
		return "" // what holds for one of a class need not hold for the others
	}
	entry := ""
	for _, item := range c.items {
		stands := slices.ContainsFunc(c.standFor[item.ID], func(of Medicine) bool { return of.Class == m.Class })
		if stands && (entry == "" || c.callsIn(item.ID, m.ID)) {
			entry = item.ID
		}
	}
	return entry
}

// entryID is how an entry for the medicine alone is called.
func (m Medicine) entryID() string { return strings.ReplaceAll(m.ID, " ", "_") }

// isMedicineByID tells whether an entry is that of one medicine.
func (c *Catalogue) isMedicineByID(entry string) bool {
	return slices.ContainsFunc(c.medicines, func(m Medicine) bool { return m.entryID() == entry })
}

// IsAlcohol tells whether a trigger is alcohol: tied to the catalogue's entry or called by one of its names, such
// as wine, and not by a drink without it.
func (c *Catalogue) IsAlcohol(id, name string) bool {
	if id != "" {
		return id == alcohol
	}
	words := strings.Fields(i18n.Fold(name))
	holds := func(list ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
	}
	free := slices.ContainsFunc(words, func(w string) bool {
		return strings.HasPrefix(w, "alkoholfrei") || strings.HasPrefix(w, "alcoholvrij")
	}) || holds(alcohol, "alcoholic", "alcool", "alkohol") && holds("free", "non", "no", "without", "frei", "ohne", "sin", "sans", "vrij", "zonder")
	return c.callsIn(alcohol, name) && !free
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

// IsIronByMouth tells whether a remedy is iron taken by mouth.
func (c *Catalogue) IsIronByMouth(id, name string) bool {
	if id != "" {
		return id == ironOral
	}
	into := []string{"iv", "infusion", "infusions", "drip", "injection", "infusionen", "spritze", "tropf", "perfusion", "intravenous", "intravenos", "intraveineux", "infuus", "injectie", "inyeccion"}
	words := strings.Fields(i18n.Fold(name))
	return c.callsIn(ironOral, name) && !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(into, w) })
}

// IsIron tells whether a remedy is iron, by mouth or by vein.
func (c *Catalogue) IsIron(id, name string) bool {
	item, listed := c.ByID(id)
	if !listed {
		return c.callsIn(ironOral, name) || slices.ContainsFunc(c.items, func(i Item) bool { return i.isIronByVein() && c.callsIn(i.ID, name) })
	}
	return id == ironOral || item.isIronByVein()
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

// callsIn tells whether one of an entry's names, in any language, stands in a text as whole words.
func (c *Catalogue) callsIn(entry, text string) bool {
	own := " " + i18n.Fold(text) + " "
	holds := func(name string) bool { return strings.Contains(own, " "+name+" ") }
	item, ok := c.ByID(entry)
	return ok && (holds(i18n.Fold(item.Name)) || slices.ContainsFunc(c.known[entry], func(k known) bool { return holds(k.name) }))
}
