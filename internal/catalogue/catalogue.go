package catalogue

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/resources"
)

// Direction tells a remedy from a trigger.
type Direction string

// The directions.
const (
	Remedy  Direction = "remedy"
	Trigger Direction = "trigger"
)

// Moment is the Analysis of what is judged by the bouts in which it was tried, not by nights.
const Moment = "moment"

// Item is one remedy or trigger.
type Item struct {
	ID           string    `json:"id"`
	Name         string    `json:"name"` // English; use NameIn for the user's language
	SourceKind   string    `json:"kind"` // as in the data: medicine_rx, supplement, drink …
	Prescription bool      `json:"prescription"`
	Direction    Direction `json:"direction"`
	// Also is the other direction in which it serves too, such as melatonin taken to sleep; mostly empty.
	Also Direction `json:"also"`
	// Analysis is how it can be judged: before_after, exposure_nights or Moment.
	Analysis string `json:"analysis"`
	// OnsetDays are the first possible, the typical and the latest day of an effect.
	OnsetDays      [3]int `json:"onset_days"`
	SkipFirstDays  int    `json:"skip_first_days"`
	JudgeAfterDays int    `json:"judge_after_days"`
	CarryOverDays  int    `json:"carry_over_days"`
	// GivenOnce says that it is given at once and works for CarryOverDays, so that there is nothing to stop.
	GivenOnce bool `json:"given_once"`
	// TimingBasis says how well the days are known; "assumption" is shown to the user.
	TimingBasis       string `json:"timing_basis"`
	UsualSchedule     string `json:"usual_schedule"`
	Evidence          string `json:"evidence"`
	AASM2025          string `json:"aasm_2025"`
	NeverStopSuddenly bool   `json:"never_stop_suddenly"`
	// OneRound says that nobody should be asked to go back to how it was, for the sake of a second round.
	OneRound       bool     `json:"one_round"`
	AskBeforeStart string   `json:"ask_before_start"`
	SafetyNote     string   `json:"safety_note"` // English; use SafetyIn
	Sources        []string `json:"sources"`
	// Unit of a trigger's amount; empty where there is none.
	Unit string `json:"unit"`
	// LagNights are the nights after an exposure on which a trigger may show: 0 the same, 1 the next.
	LagNights []int `json:"exposure_lag_nights"`
	// Synonyms are drug, brand and everyday names by which it is looked for, English and international.
	Synonyms []string `json:"synonyms"`
	// Dopaminergic medicines, levodopa and the agonists, are watched for augmentation.
	Dopaminergic bool `json:"dopaminergic"`
	// Template is the course that the usual schedule describes, where it is a countable one.
	Template diary.Schedule `json:"template"`
}

// Catalogue is the shipped list. It does not change once loaded.
type Catalogue struct {
	items []Item
	byID  map[string]int
	// names are drug, brand and everyday names beside the Synonyms: by language, then by ID of the entry.
	names map[string]map[string][]string
	// known are the Synonyms and names by ID of the entry, folded once, as they are looked for at every key.
	known map[string][]known
	// medicines are the active ingredients that are recognised by name.
	medicines []Medicine
	// sources are the publications by the short names in the Sources of entries.
	sources map[string]source
	// topical are words, folded, for forms put on the skin, in the nose or into the eyes.
	topical []string
	// standFor are the classes of medicines that an entry stands for.
	standFor map[string][]Medicine
	// beginning are the places in medicines of those one of whose names begins with a word, as stem writes it.
	beginning map[string][]int
	// exact are the IDs of the entries that have a name, folded, in any language: their own and the further ones.
	exact map[string][]string
	// nameBegins are the places in items of those one of whose known names begins with a word.
	nameBegins map[string][]int
	// ones are the IDs of the medicines that remedies are, by entry and name, as far as they were asked for.
	ones sync.Map
}

// source is a publication on which an entry rests.
type source struct {
	// Reference is it as a reader would look it up.
	Reference string `json:"reference"`
	// Kind is what it is: guideline, criteria, trial, review, cohort, cases, label or agency. A page about restless legs
	// by somebody else is none of them.
	Kind string `json:"kind"`
	// Read says how far it was read for this catalogue: its text, its abstract, or its bibliographic record alone.
	Read string `json:"read"`
}

// known is a folded name and the language it belongs to; the Synonyms count as English.
type known struct {
	lang, name string
	spaced     string // the name between spaces
}

// standsIn tells whether the name stands as whole words in a folded text between spaces.
func (k known) standsIn(own string) bool { return strings.Contains(own, k.spaced) }

// Load reads the shipped data. An error means the program itself is damaged.
func Load() (*Catalogue, error) {
	var file struct {
		Items []Item `json:"items"`
	}
	if err := json.Unmarshal(resources.Catalogue, &file); err != nil {
		return nil, fmt.Errorf("reading the catalogue: %w", err)
	}
	c := &Catalogue{items: file.Items, byID: make(map[string]int, len(file.Items))}
	for i, item := range file.Items {
		if _, twice := c.byID[item.ID]; twice {
			return nil, fmt.Errorf("catalogue: %q is there twice", item.ID)
		}
		c.byID[item.ID] = i
	}
	if err := json.Unmarshal(resources.CatalogueNames, &c.names); err != nil {
		return nil, fmt.Errorf("reading the catalogue's names: %w", err)
	}
	c.known = make(map[string][]known, len(c.items))
	for _, item := range c.items {
		list := foldedNames(i18n.Fallback, item.Synonyms)
		for _, lang := range slices.Sorted(maps.Keys(c.names)) {
			list = append(list, foldedNames(lang, c.names[lang][item.ID])...)
		}
		c.known[item.ID] = list
	}
	if err := json.Unmarshal(resources.CatalogueSources, &c.sources); err != nil {
		return nil, fmt.Errorf("reading the catalogue's sources: %w", err)
	}
	if err := c.loadMedicines(); err != nil {
		return nil, err
	}
	if err := c.loadExact(); err != nil {
		return nil, err
	}
	c.loadBeginnings()
	return c, nil
}

func foldedNames(lang string, names []string) []known {
	list := make([]known, len(names))
	for i, name := range names {
		folded := i18n.Fold(name)
		list[i] = known{lang, folded, " " + folded + " "}
	}
	return list
}

// Items returns every entry in the order of the data.
func (c *Catalogue) Items() []Item { return slices.Clone(c.items) }

// ByID finds an entry.
func (c *Catalogue) ByID(id string) (Item, bool) {
	i, ok := c.byID[id]
	if !ok {
		return Item{}, false
	}
	return c.items[i], true
}

// References returns what an entry rests on, as a reader would look it up.
func (c *Catalogue) References(id string) []string {
	item, _ := c.ByID(id)
	var list []string
	for _, s := range item.Sources {
		list = append(list, c.sources[s].Reference)
	}
	return list
}

// NamesIn returns the further names that an entry has in a language, one of i18n.Languages; English ones
// are its Synonyms.
func (c *Catalogue) NamesIn(id, lang string) []string { return slices.Clone(c.names[lang][id]) }

// NameIn returns the name in the user's language.
func (i Item) NameIn(l *i18n.Localizer) string { return l.T("catalogue." + i.ID + ".name") }

// Offered is how the entry is offered under a name: with the entry's own in brackets where it is another.
func (i Item) Offered(name string, l *i18n.Localizer) string {
	if own := i.NameIn(l); own != name {
		return l.T("catalogue.offered", "name", name, "entry", own)
	}
	return name
}

// SafetyIn returns the safety wording in the user's language, or "" where there is none.
func (i Item) SafetyIn(l *i18n.Localizer) string {
	if i.SafetyNote == "" {
		return ""
	}
	return l.T("catalogue." + i.ID + ".safety")
}

// ScheduleIn returns the usual schedule in the user's language, or "" where there is none.
func (i Item) ScheduleIn(l *i18n.Localizer) string {
	if i.UsualSchedule == "" {
		return ""
	}
	return l.T("catalogue." + i.ID + ".schedule")
}

// IsMedicine tells whether the entry is a medicine, bought with a prescription or without.
func (i Item) IsMedicine() bool { return strings.HasPrefix(i.SourceKind, "medicine") }

// IsWorthKnowing tells whether what the catalogue says of a trigger is more than how to note it: it is of
// medicines, supplements and situations such as a pregnancy, and not of coffee or a food.
func (i Item) IsWorthKnowing() bool { return i.isTaken() || i.SourceKind == "situation" }

// isTaken tells whether the entry is a medicine or a supplement.
func (i Item) isTaken() bool { return i.IsMedicine() || i.Kind() == diary.Supplement }

// Serves tells whether the entry can be written down as a remedy, whose nights before and after are
// compared, or as a trigger of a night. A medicine taken every day for something else that may worsen
// restless legs serves as both.
func (i Item) Serves(as Direction) bool {
	return i.Direction == as || i.Also == as || as == Remedy && i.IsMedicine() && i.Analysis == "before_after" && i.Unit != ""
}

// ready are the triggers offered before the person has added any.
var ready = []string{"caffeine", "alcohol"}

// Ready tells whether the entry is a trigger that is offered from the start.
func (i Item) Ready() bool { return slices.Contains(ready, i.ID) }

// ReadyTriggers are the triggers that are offered from the start, without those that the person has among
// their own. They have no ID yet.
func (c *Catalogue) ReadyTriggers(own []diary.Trigger, l *i18n.Localizer) []diary.Trigger {
	var list []diary.Trigger
	for _, id := range ready {
		item, ok := c.ByID(id)
		if ok && !slices.ContainsFunc(own, func(t diary.Trigger) bool { return t.CatalogueID == id }) {
			list = append(list, diary.Trigger{Name: item.NameIn(l), CatalogueID: id, Unit: item.UnitIn(l)})
		}
	}
	return list
}

// Kind returns the diary's kind of intervention for the entry.
func (i Item) Kind() diary.Kind {
	switch i.SourceKind {
	case "medicine_rx":
		return diary.Prescription
	case "supplement":
		return diary.Supplement
	case "manual_therapy":
		return diary.ManualTherapy
	case "exercise":
		return diary.Exercise
	case "device":
		return diary.Device
	case "substance", "food":
		return diary.TriggerAvoided
	case "drink", "self_care":
		return diary.HomeRemedy
	}
	return diary.OtherKind
}

// UnitIn returns the unit of a trigger's amount in the user's language, or "" where there is none.
func (i Item) UnitIn(l *i18n.Localizer) string {
	if i.Unit == "" {
		return ""
	}
	return l.T("catalogue." + i.ID + ".unit")
}
