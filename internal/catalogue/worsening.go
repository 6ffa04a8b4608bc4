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
	if id == "" && len(list) == 0 && !c.isTopical(name) {
		own := " " + i18n.Fold(name) + " "
		for entry, classes := range c.standFor {
			if slices.ContainsFunc(c.known[entry], func(k known) bool { return k.standsIn(own) }) {
				list = append(list, classes...)
			}
		}
	}
	grave := []Worsens{NotKnownToWorsen, WeaklyKnown, KnownBySomePacks, WellKnown}
	best := NotKnownToWorsen
	for _, m := range list {
		known := m.Worsens
		if m.Varies && known != NotKnownToWorsen {
			known = KnownBySomePacks
		}
		if slices.Index(grave, known) > slices.Index(grave, best) {
			best = known
		}
	}
	return best
}

// InSomePacks are the international names of what only some packs of a remedy's or trigger's brand hold, and which
// can make restless legs worse.
func (c *Catalogue) InSomePacks(id, name string) []string {
	var list []string
	for _, m := range c.Medicines(id, name) {
		if m.Varies && m.Worsens != NotKnownToWorsen {
			list = append(list, m.ID)
		}
	}
	return list
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

// notTaken are the kinds of what is done, worn or left out: one of the user's own called "No Benadryl" contains none.
var notTaken = []diary.Kind{diary.ManualTherapy, diary.Exercise, diary.Device, diary.TriggerAvoided}

// IsTaken tells whether an intervention is something taken, so that the medicines in its name are in it.
func (c *Catalogue) IsTaken(iv diary.Intervention) bool {
	_, listed := c.ByID(iv.CatalogueID)
	return listed || !slices.Contains(notTaken, iv.Kind) && !IsLeftOut(iv.Name)
}

// stopped are the words, folded, that say behind or before a medicine's name that it is taken no more or was not taken.
var stopped = []string{
	"stopped", "skipped", "missed", "forgotten", "forgot", "abgesetzt", "weggelassen", "vergessen", "ausgelassen", "gestoppt", "arrete", "arret", "oublie", "oubli",
	"dejado", "dejada", "suspendido", "suspendida", "olvidado", "olvidada", "olvide", "olvido", "gestopt", "vergeten", "overgeslagen", "afgebouwd",
}

// IsLeftOut tells whether a name says that what it names is not taken: "no Benadryl", "Sertralin abgesetzt". A word that a
// hyphen ties to the next, as in Non-drowsy or No-Spa, is part of a name.
func IsLeftOut(name string) bool {
	words := strings.Fields(i18n.Fold(name))
	if len(words) < 2 {
		return false
	}
	first, _, tied := strings.Cut(name, "-")
	named := tied && i18n.Fold(first) == words[0] || words[1] == "drowsy"
	return !named && slices.Contains(without, words[0]) || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(stopped, w) })
}

// IsUnknownMedicine tells whether an intervention is a medicine of which the program knows nothing: it is of no
// entry in the catalogue and its name names no medicine. It is prescribed, or spelt almost like one that can make
// restless legs worse, such as a sleeping tablet bought without a prescription.
func (c *Catalogue) IsUnknownMedicine(iv diary.Intervention) bool {
	if _, listed := c.ByID(iv.CatalogueID); listed || !c.IsTaken(iv) {
		return false
	}
	if iv.Kind != diary.Prescription {
		if m, near := c.SpeltLike(iv.Name); !near || m.Worsens == NotKnownToWorsen {
			return false
		}
	}
	return len(c.MedicinesNamed(iv.Name)) == 0 && !c.CanWorsen("", iv.Name) && !c.isNameOfEntry(iv.Name)
}

// isNameOfEntry tells whether a text contains a name of an entry that is taken.
func (c *Catalogue) isNameOfEntry(text string) bool {
	own := " " + i18n.Fold(text) + " "
	return slices.ContainsFunc(c.mayStandIn(own), func(i int) bool {
		item := &c.items[i]
		return item.isTaken() && slices.ContainsFunc(c.known[item.ID], func(k known) bool { return k.standsIn(own) })
	})
}
