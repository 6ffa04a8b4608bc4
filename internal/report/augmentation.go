package report

import (
	"slices"
	"strings"

	"stillnight/internal/chart"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
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
		note := strings.Join(append(wording.AugmentationNotes(l, f), l.T("report.augmentation.note")), " ")
		lay.section(l.T("report.augmentation", "name", f.Intervention), lay.tableHeight(fitted, rows)+3+paragraphHeight(note, lay.content(), lay.quiet()))
		lay.table(fitted, rows)
		lay.y += 3
		lay.paragraph(note, lay.quiet())
	}
	for _, f := range m.results.Augmentation {
		lay.onsetClock(m, f)
	}
}

// onsetClock shows onset week by week under a medicine with something to tell: a flag, or a change of onset.
func (lay *layout) onsetClock(m material, f compare.AugmentationFlag) {
	at := slices.IndexFunc(m.d.Interventions, func(iv diary.Intervention) bool { return iv.ID == f.InterventionID })
	if at < 0 || m.empty || !lay.o.shows(f.InterventionID) {
		return
	}
	clock, ok := compare.OnsetClockOf(m.d, m.d.Interventions[at], lay.o.Catalogue.SameMedicine)
	if !ok || !clock.EnoughWeeks() || !f.Flagged() && len(clock.Shifts) == 0 {
		return
	}
	l := lay.o.L
	said := wording.OnsetClock(l, clock)
	words := paragraphHeight(said, lay.content(), lay.plain())
	lay.section(l.T("chart.onset_clock.title", "name", wording.ClockName(clock)), lay.fit.clock+words)
	lay.paragraph(said, lay.plain())
	lay.has[growingClock] = true
	lay.picture(lay.fit.clock, func(s chart.Style) chart.Picture {
		s.HideTitle = true
		return chart.OnsetClock(clock, s)
	})
	lay.clocks = true
}
