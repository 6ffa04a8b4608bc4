package wording

import (
	"strings"

	"stillnight/internal/catalogue"
	"stillnight/internal/i18n"
)

// Evidence tells what the guideline and studies say of an entry, a sentence a line, with where it is from; nil
// for an entry of the user's own.
func Evidence(l *i18n.Localizer, c *catalogue.Catalogue, id string) []string {
	item, ok := c.ByID(id)
	if !ok {
		return nil
	}
	var lines []string
	if item.AASM2025 != "" {
		lines = append(lines, l.T("clinical.guideline."+position(&item)))
	}
	if item.Evidence != "" {
		lines = append(lines, l.T("clinical.evidence."+item.Evidence))
	}
	if references := c.References(id); len(references) > 0 {
		lines = append(lines, l.T("clinical.evidence.references", "list", strings.Join(references, "; ")))
	}
	return lines
}

// position is how the guideline stands to an entry, as a key. Against the dopamine medicines it speaks of their
// standard use only; against the others, such as clonazepam or valerian, of any use.
func position(item *catalogue.Item) string {
	if item.AASM2025 == "conditional_against" && item.Evidence != "guideline_against_standard_use" {
		return "conditional_against_use"
	}
	return item.AASM2025
}

// GuidelineShort is the guideline's position in two words, for a table; a dash where it has none.
func GuidelineShort(l *i18n.Localizer, c *catalogue.Catalogue, id string) string {
	if item, ok := c.ByID(id); ok && item.AASM2025 != "" {
		return l.T("clinical.guideline_short." + item.AASM2025)
	}
	return l.T("clinical.guideline_short.not_covered")
}
