package report

import (
	"strings"

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
	told := map[string]bool{} // by the names of the course
	for _, iv := range m.d.Interventions {
		if len(iv.Prescribed) == 0 {
			continue
		}
		steps, later := compare.Taper(m.d, iv, lay.o.Catalogue.SameMedicine)
		names := compare.OneCourse(m.d, iv, lay.o.Catalogue.SameMedicine)
		if m.empty || !lay.o.shows(iv.ID) || len(steps) == 0 || steps[len(steps)-1].Last.Before(m.first) || told[strings.Join(names, "\n")] {
			continue
		}
		if len(names) > 0 {
			told[strings.Join(names, "\n")] = true
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
		for _, next := range later {
			rows = append(rows, tableRow{cells: []cell{{wording.PrescribedLater(l, next), true}, {"–", false}, {"–", false}}, tight: true})
		}
		fitted := lay.fitted(columns, rows)
		lay.section(l.T("report.taper", "name", iv.Name), taperHeight+lay.tableHeight(fitted, rows))
		lay.picture(taperHeight, func(s chart.Style) chart.Picture {
			s.HideTitle = true
			return chart.Taper(m.d, iv, lay.o.Catalogue.SameMedicine, s)
		})
		lay.table(fitted, rows)
		lay.y += 3
		if one := wording.OneCourse(l, names); one != "" {
			lay.paragraph(one, lay.quiet())
		}
		lay.paragraph(l.T("report.taper.note"), lay.quiet())
	}
}
