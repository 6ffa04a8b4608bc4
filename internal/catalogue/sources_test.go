package catalogue

import (
	"slices"
	"testing"
)

// firstHand are the kinds of sources that an entry may rest on: those who measured, wrote the label or the guideline.
var firstHand = []string{"guideline", "criteria", "trial", "review", "cohort", "cases", "label", "agency"}

func TestNoEntryRestsOnSomebodyElsesPage(t *testing.T) {
	c := loaded(t)
	used := map[string]bool{}
	for _, item := range c.Items() {
		read := false
		for _, name := range item.Sources {
			s := c.sources[name]
			used[name] = true
			if !slices.Contains(firstHand, s.Kind) {
				t.Errorf("%s rests on %s, which is of the kind %q", item.ID, name, s.Kind)
			}
			read = read || s.Read == "text" || s.Read == "abstract"
		}
		if len(item.Sources) > 0 && !read {
			t.Errorf("%s rests on %v, none of which was read", item.ID, item.Sources)
		}
		if len(item.Sources) == 0 && item.Evidence != "none_found" {
			t.Errorf("%s has no source and says %q", item.ID, item.Evidence)
		}
	}
	for name, s := range c.sources {
		if !used[name] {
			t.Errorf("nothing rests on %s", name)
		}
		if s.Reference == "" || !slices.Contains([]string{"text", "abstract", "record"}, s.Read) {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// What an entry says that the guideline recommends, or advises against, it has the guideline for.
func TestThePositionOfTheGuidelineRestsOnIt(t *testing.T) {
	for _, item := range loaded(t).Items() {
		taken := !slices.Contains([]string{"", "not_covered"}, item.AASM2025)
		if taken && !slices.Contains(item.Sources, "S38") {
			t.Errorf("%s: the guideline's position %q without the guideline", item.ID, item.AASM2025)
		}
	}
}
