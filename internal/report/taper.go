package report

import (
	"stillnight/internal/chart"
	"stillnight/internal/compare"
	"stillnight/internal/wording"
)

// taperHeight in points.
const taperHeight = 140

// tapers set prescribed steps beside what was taken and the nights, for each remedy that has some within the nights
// covered.
func tapers(lay *layout, m material) {
	l := lay.o.L
	for _, iv := range m.d.Interventions {
		steps := compare.Taper(m.d, iv)
		if m.empty || !lay.o.shows(iv.ID) || len(steps) == 0 || steps[len(steps)-1].Last.Before(m.first) {
			continue
		}
		columns := []column{{title: l.T("report.taper.col_step"), share: 0.3}, {title: l.T("report.taper.col_taken"), share: 0.5}, {title: l.T("report.taper.col_severity"), share: 0.2, right: true}}
		var rows []tableRow
		for _, s := range steps {
			severity := "–"
			if s.Severity.N > 0 {
				severity = l.Number(s.Severity.Mean, 1)
			}
			rows = append(rows, tableRow{cells: []cell{{wording.Prescribed(l, s.PrescribedStep), true}, {wording.TaperTaken(l, s), false}, {severity, false}}, tight: true})
		}
		for _, next := range iv.Prescribed[len(steps):] {
			rows = append(rows, tableRow{cells: []cell{{wording.PrescribedLater(l, next), true}, {"–", false}, {"–", false}}, tight: true})
		}
		fitted := lay.fitted(columns, rows)
		lay.section(l.T("report.taper", "name", iv.Name), taperHeight+lay.tableHeight(fitted, rows))
		lay.picture(taperHeight, func(s chart.Style) chart.Picture {
			s.HideTitle = true
			return chart.Taper(m.d, iv, s)
		})
		lay.table(fitted, rows)
		lay.y += 3
		lay.paragraph(l.T("report.taper.note"), lay.quiet())
	}
}
