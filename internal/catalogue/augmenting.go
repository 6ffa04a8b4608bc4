package catalogue

import (
	"slices"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// CanAugment tells whether an intervention is a medicine under which augmentation is known and looked
// for: a dopaminergic one, or tramadol (Earley & Allen 2006, Sleep 29:592; Vetrugno et al. 2007). It goes by
// the catalogue's entry, and for an own remedy by a drug or brand in its name, in any language.
func (c *Catalogue) CanAugment(iv diary.Intervention) bool {
	entry, listed := c.ByID(iv.CatalogueID)
	if listed && (entry.Dopaminergic || entry.SourceKind == situation) {
		return entry.Dopaminergic
	}
	own := " " + i18n.Fold(iv.Name) + " "
	holds := func(drug string) bool { return strings.Contains(own, " "+drug+" ") }
	return slices.ContainsFunc(c.items, func(item Item) bool {
		return slices.ContainsFunc(item.AugmentationNames, func(drug string) bool { return holds(i18n.Fold(drug)) }) ||
			!listed && item.Dopaminergic && slices.ContainsFunc(c.known[item.ID], func(k known) bool { return holds(k.name) })
	})
}

// situation is the kind of an entry that is no medicine: coming off one.
const situation = "situation"
