package report

import (
	"stillnight/internal/clinical"
	"stillnight/internal/diary"
)

// medicines are what there is to say of the medicines taken. To look through hundreds of names takes a while: it is done
// once, not each time that the pages are laid out.
type medicines struct {
	doses []clinical.DoseAbove
	pairs []clinical.Pair
	// aggravators are those of all remedies and triggers, on the pages or not; shownAggravators those on them.
	aggravators, shownAggravators []clinical.Aggravator
	unknown                       []diary.Intervention
}

// look looks for what is to be said of medicines.
func (m *material) look(o Options) {
	m.doses = clinical.DosesAbove(m.shown, o.Catalogue, m.on)
	m.pairs = clinical.Pairs(m.shown, o.Catalogue, m.on)
	m.unknown = clinical.UnknownMedicines(m.shown, o.Catalogue, m.first, m.on)
	m.aggravators = clinical.Aggravators(m.d, o.Catalogue, m.first, m.on)
	m.shownAggravators = m.aggravators
	if o.InterventionIDs != nil {
		m.shownAggravators = clinical.Aggravators(m.shown, o.Catalogue, m.first, m.on)
	}
}

// showing is a diary with the remedies on the pages alone.
func (o Options) showing(d diary.Diary) diary.Diary {
	all := d.Interventions
	d.Interventions = nil
	for _, iv := range all {
		if o.shows(iv.ID) {
			d.Interventions = append(d.Interventions, iv)
		}
	}
	return d
}
