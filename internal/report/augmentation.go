package report

import (
	"stillnight/internal/wording"
)

// augmentation sets out the criteria, met and not met, with their figures, for each medicine under which
// there is something to tell.
func augmentation(lay *layout, m material) {
	l := lay.o.L
	columns := []column{{title: l.T("report.augmentation.criterion"), share: 0.42}, {title: l.T("report.augmentation.state"), share: 0.16}, {title: l.T("report.augmentation.figures"), share: 0.42}}
	for _, f := range m.results.Augmentation {
		if !f.Flagged() || m.empty || !lay.o.shows(f.InterventionID) {
			continue
		}
		var rows []tableRow
		for _, row := range wording.AugmentationCriteria(l, f) {
			rows = append(rows, tableRow{cells: []cell{{row[0], false}, {row[1], row[1] == l.T("wording.augmentation.state.met")}, {row[2], false}}, tight: true})
		}
		fitted := lay.fitted(columns, rows)
		lay.section(l.T("report.augmentation", "name", f.Intervention), lay.tableHeight(fitted, rows))
		lay.table(fitted, rows)
		lay.y += 3
		for _, words := range append(wording.AugmentationNotes(l, f), l.T("report.augmentation.note")) {
			lay.paragraph(words, lay.quiet())
		}
	}
}
