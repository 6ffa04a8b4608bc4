package catalogue

import (
	"slices"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// WorseningOf tells how well it is known that a remedy or trigger can make restless legs worse: by the medicines
// that it is or contains or, for one of the user's own, by an everyday name of such a class.
func (c *Catalogue) WorseningOf(id, name string) Worsens {
	list := c.Medicines(id, name)
	if id == "" && len(list) == 0 {
		own := " " + i18n.Fold(name) + " "
		for entry, classes := range c.standFor {
			if slices.ContainsFunc(c.known[entry], func(k known) bool { return strings.Contains(own, " "+k.name+" ") }) {
				list = append(list, classes...)
			}
		}
	}
	best := NotKnownToWorsen
	for _, m := range list {
		if m.Worsens == WellKnown || best == NotKnownToWorsen {
			best = m.Worsens
		}
	}
	return best
}

// CanWorsen tells whether there is any report that a remedy or trigger can make restless legs worse.
func (c *Catalogue) CanWorsen(id, name string) bool {
	return c.WorseningOf(id, name) != NotKnownToWorsen
}

// WorseningCount is how many medicines are known to be able to make restless legs worse.
func (c *Catalogue) WorseningCount() int {
	n := 0
	for _, m := range c.medicines {
		if m.Worsens != NotKnownToWorsen {
			n++
		}
	}
	return n
}

// IsUnknownMedicine tells whether an intervention is a prescribed medicine of which the program knows nothing: it
// is of no entry in the catalogue and its name names no medicine.
func (c *Catalogue) IsUnknownMedicine(iv diary.Intervention) bool {
	if _, listed := c.ByID(iv.CatalogueID); listed || iv.Kind != diary.Prescription {
		return false
	}
	return len(c.MedicinesNamed(iv.Name)) == 0 && !c.CanWorsen("", iv.Name) && !c.isNameOfEntry(iv.Name)
}

// isNameOfEntry tells whether a text contains a name of an entry that is taken.
func (c *Catalogue) isNameOfEntry(text string) bool {
	own := " " + i18n.Fold(text) + " "
	return slices.ContainsFunc(c.items, func(item Item) bool {
		return item.isTaken() && slices.ContainsFunc(c.known[item.ID], func(k known) bool { return strings.Contains(own, " "+k.name+" ") })
	})
}
