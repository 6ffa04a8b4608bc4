package catalogue

import (
	"slices"

	"stillnight/internal/diary"
)

// tramadol is the one opioid under which augmentation was described.
const tramadol = "tramadol"

// CanAugment tells whether an intervention is a medicine under which augmentation is known and looked
// for: a dopaminergic one, or tramadol (Earley & Allen 2006, Sleep 29:592; Vetrugno et al. 2007). It goes by
// the catalogue's entry, and by the medicines that its name names, in any language.
func (c *Catalogue) CanAugment(iv diary.Intervention) bool {
	entry, listed := c.ByID(iv.CatalogueID)
	if listed && (entry.Dopaminergic || entry.SourceKind == situation) {
		return entry.Dopaminergic
	}
	if !c.IsTaken(iv) {
		return false
	}
	if slices.ContainsFunc(c.Medicines(iv.CatalogueID, iv.Name), func(m Medicine) bool {
		return m.Class == DopamineAgonist || m.Class == Levodopa || m.ID == tramadol
	}) {
		return true
	}
	return !listed && slices.ContainsFunc(c.called(iv.Name), func(item Item) bool { return item.Dopaminergic })
}

// situation is the kind of an entry that is no medicine: coming off one.
const situation = "situation"
