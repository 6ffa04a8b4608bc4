package catalogue

import (
	"fmt"
	"slices"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// classEntry is the entry whose timing and cautions hold for a medicine of a class that has no entry of its own.
var classEntry = map[Class]string{
	Sedative: "clonazepam", DopamineAgonist: "ropinirole", Gabapentinoid: "gabapentin", Levodopa: "levodopa", Thyroid: "thyroid_hormone", Calcium: calcium,
}

// loadExact notes every name of every remedy: its own in each language, what stands before a bracket in it, and the further ones.
func (c *Catalogue) loadExact() error {
	c.exact = map[string][]string{}
	for _, lang := range i18n.Languages {
		words, err := i18n.Words(lang, "catalogue")
		if err != nil {
			return fmt.Errorf("reading the names of the catalogue's entries: %w", err)
		}
		for _, item := range c.items {
			own := words["catalogue."+item.ID+".name"]
			c.addExact(item, i18n.Fold(own))
			c.addExact(item, i18n.Fold(head(own)))
		}
	}
	for _, item := range c.items {
		for _, k := range c.known[item.ID] {
			c.addExact(item, k.name)
		}
	}
	return nil
}

func (c *Catalogue) addExact(item Item, name string) {
	if name != "" && item.Serves(Remedy) && !slices.Contains(c.exact[name], item.ID) {
		c.exact[name] = append(c.exact[name], item.ID)
	}
}

// EntriesOf are the entries whose timing and cautions hold for an intervention: the one that it is tied to; else those of
// the medicines that its name names, those of what is taken and has the longest name in it, or those that are called
// just so, in any language. A remedy of one's own, or one that came from a table, is tied to none. Several are those of a
// name that is shared, or of a medicine with more than one ingredient.
func (c *Catalogue) EntriesOf(iv diary.Intervention) []Item {
	if item, listed := c.ByID(iv.CatalogueID); listed {
		return []Item{item}
	}
	if !c.IsTaken(iv) {
		return c.byIDs(c.exactly(iv.Name), func(i Item) bool { return !i.isTaken() || i.ID == changedMedicine })
	}
	found := c.MedicinesNamed(iv.Name)
	if len(found) == 0 {
		if list := c.called(iv.Name); len(list) > 0 {
			return list
		}
		return c.byIDs(c.exactly(iv.Name), func(i Item) bool { return i.Kind() != diary.TriggerAvoided })
	}
	var ids []string
	for _, m := range found {
		if id := c.nearestEntry(m); id != "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 { // such as an antacid that is a calcium supplement too
		ids = c.exactly(iv.Name)
	}
	return c.byIDs(ids, func(Item) bool { return true })
}

// nearestEntry is a medicine's entry, or that of medicines that act alike.
func (c *Catalogue) nearestEntry(m Medicine) string {
	if id := c.entryOfMedicine(m); id != "" {
		return id
	}
	if id := classEntry[m.Class]; id != "" {
		return id
	}
	for _, item := range c.items {
		if slices.ContainsFunc(c.standFor[item.ID], func(s Medicine) bool { return s.Class == m.Class }) {
			return item.ID
		}
	}
	return ""
}

// exactly are the IDs of the entries that have just this name, with or without a dose behind it.
func (c *Catalogue) exactly(name string) []string {
	folded := i18n.Fold(name)
	if list := c.exact[folded]; len(list) > 0 {
		return list
	}
	return c.exact[withoutDose(folded)]
}

func (c *Catalogue) byIDs(ids []string, wanted func(Item) bool) []Item {
	var list []Item
	for _, id := range ids {
		if item, ok := c.ByID(id); ok && wanted(item) {
			list = append(list, item)
		}
	}
	return list
}

// loadBeginnings notes by which words the names of the entries begin.
func (c *Catalogue) loadBeginnings() {
	c.nameBegins = map[string][]int{}
	for i, item := range c.items {
		for _, k := range c.known[item.ID] {
			word := firstWord(k.name)
			if list := c.nameBegins[word]; len(list) == 0 || list[len(list)-1] != i {
				c.nameBegins[word] = append(list, i)
			}
		}
	}
}

// mayStandIn lists, in their order, the places of the entries of which the first word of a name stands in a folded text.
func (c *Catalogue) mayStandIn(own string) []int {
	var list []int
	for word := range strings.FieldsSeq(own) {
		list = append(list, c.nameBegins[word]...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// called are the medicines and supplements of which the longest name, in any language, stands in a text.
func (c *Catalogue) called(text string) []Item {
	if list := c.byIDs(c.exactly(text), Item.isTaken); len(list) > 0 {
		return list
	}
	own, longest := " "+i18n.Fold(text)+" ", 0
	var list []Item
	for _, i := range c.mayStandIn(own) {
		item := c.items[i]
		if !item.isTaken() || !item.Serves(Remedy) {
			continue
		}
		n := 0
		for _, k := range c.known[item.ID] {
			if k.standsIn(own) {
				n = max(n, len(k.name))
			}
		}
		if n > longest {
			list, longest = nil, n
		}
		if n > 0 && n == longest {
			list = append(list, item)
		}
	}
	return list
}

// everyday are the medicines that an everyday name stands for. Of a name that several entries share only the class is
// known, where it is one.
func (c *Catalogue) everyday(name string) []Medicine {
	var list []Medicine
	for _, item := range c.called(name) {
		if item.IsMedicine() {
			list = append(list, c.Medicines(item.ID, "")...)
		}
	}
	if len(list) < 2 {
		return list
	}
	if slices.ContainsFunc(list, func(m Medicine) bool { return m.Class != list[0].Class }) {
		return nil
	}
	return []Medicine{{Class: list[0].Class, Worsens: list[0].Worsens}}
}

// Windows returns the lengths that decide which nights count for an intervention: the user's own, else
// the catalogue's, by its entry or its name; for what the catalogue does not know no run-in and no carry-over. Of
// several entries the longest holds. The run-in of the user's own phases is looked up by package compare, which
// knows the phase.
func (c *Catalogue) Windows(iv diary.Intervention) compare.Windows {
	var w compare.Windows
	for _, item := range c.EntriesOf(iv) {
		w.RunIn = max(w.RunIn, item.SkipFirstDays)
		w.JudgeAfter = max(w.JudgeAfter, item.JudgeAfterDays)
		w.CarryOver = max(w.CarryOver, item.CarryOverDays)
		w.Onset = max(w.Onset, item.OnsetDays[1])
		w.Once = w.Once || item.GivenOnce
	}
	w.JudgeAfter = iv.JudgeAfterDays.Or(w.JudgeAfter)
	w.CarryOver = iv.CarryOverDays.Or(w.CarryOver)
	return w
}

// NeverStopSuddenly tells whether stopping an intervention at once can do harm.
func (c *Catalogue) NeverStopSuddenly(iv diary.Intervention) bool {
	return slices.ContainsFunc(c.EntriesOf(iv), func(i Item) bool { return i.NeverStopSuddenly })
}
