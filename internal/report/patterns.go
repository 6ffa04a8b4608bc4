package report

import (
	"cmp"
	"slices"
	"strings"

	"stillnight/internal/chart"
	"stillnight/internal/clinical"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// rowsPerPicture keeps a picture of rows on one page.
const rowsPerPicture = 16

// allTogether ranks every change that could be judged, and tells what several rounds show.
func allTogether(lay *layout, m material) {
	l := lay.o.L
	if latest, judged := m.latest(); judged > 1 {
		shown := make([]compare.Comparison, len(latest))
		for i, c := range latest {
			shown[i] = *c
		}
		of := func(s chart.Style) chart.Picture { return chart.Forest(shown, s) }
		h := lay.idealHeight(of, 120)
		lay.section(l.T("report.forest"), h)
		if len(shown) < judged {
			lay.paragraph(l.N("report.forest_latest", judged, "shown", l.Number(float64(len(shown)), 0)), lay.quiet())
		}
		lay.picture(h, of)
	}
	first := true
	for _, p := range m.results.Pooled {
		if p.Secondary || !lay.o.shows(p.InterventionID) {
			continue
		}
		if first {
			lay.section(l.T("report.rounds"), 3*leading)
			first = false
		}
		lay.bullet(l.T("report.round", "name", p.Intervention, "words", wording.Pooled(l, p),
			"off", l.Number(float64(p.Off.N), 0), "on", l.Number(float64(p.On.N), 0)), lay.plain())
	}
}

// triggers compares nights with and without each trigger, where there are enough of both.
func triggers(lay *layout, m material) {
	l := lay.o.L
	if len(m.triggers.Results) == 0 || m.empty {
		return
	}
	t := m.triggers
	t.Results = slices.DeleteFunc(slices.Clone(t.Results), func(r compare.TriggerResult) bool { return !r.Effect.IsSet() })
	tooFew := len(m.triggers.Results) - len(t.Results)
	if len(t.Results) > rowsPerPicture {
		slices.SortStableFunc(t.Results, func(a, b compare.TriggerResult) int {
			return cmp.Compare(b.With.N, a.With.N)
		})
		t.Results = t.Results[:rowsPerPicture]
	}
	of := func(s chart.Style) chart.Picture { return chart.Triggers(t, s) }
	h := 0.0
	if len(t.Results) > 0 {
		h = lay.idealHeight(of, 100)
	}
	title := l.T("report.triggers")
	lay.section(title, h+2*leading)
	note := l.T("report.triggers_note", "first", l.DateMedium(t.First), "last", l.DateMedium(t.Last))
	if tooFew > 0 {
		note += " " + l.N("report.triggers_too_few", tooFew)
	}
	lay.besideSection(title, note)
	if len(t.Results) > 0 {
		lay.picture(h, of)
	}
}

// relief tells what eased a bout, and how often.
func relief(lay *layout, m material) {
	l := lay.o.L
	results := m.relief
	if len(results) == 0 {
		return
	}
	results = results[:min(len(results), rowsPerPicture)]
	of := func(s chart.Style) chart.Picture { return chart.Relief(results, s) }
	h := lay.idealHeight(of, 100)
	lay.section(l.T("report.relief"), h)
	lay.picture(h, of)
}

// labs is the table of laboratory results, the latest first; those before the nights covered too,
// since iron is judged over years.
func labs(lay *layout, m material) {
	if len(m.d.Labs) == 0 {
		return
	}
	l := lay.o.L
	columns := []column{
		{title: l.T("report.col.date"), share: 0.16},
		{title: l.T("report.col.tests"), share: 0.58},
		{title: l.T("report.col.iron"), share: 0.26},
	}
	sorted := slices.Clone(m.d.Labs)
	slices.SortStableFunc(sorted, func(a, b diary.LabResult) int { return b.Date.Compare(a.Date) })
	var rows []tableRow
	for len(sorted) > 0 {
		n := 1
		for n < len(sorted) && n < labsInARow && sorted[n].Date == sorted[0].Date {
			n++
		}
		rows = append(rows, labRow(l, sorted[:n]))
		sorted = sorted[n:]
	}
	columns = lay.fitted(columns, rows)
	lay.section(l.T("report.labs"), lay.beginning(columns, rows)+leading) // the note may need a line
	lay.besideSection(l.T("report.labs"), l.T("report.labs_note"))
	lay.table(columns, rows)
}

// labsInARow keeps a row of results within the lines of a cell.
const labsInARow = 6

// labRow is a row with the results of one day.
func labRow(l *i18n.Localizer, results []diary.LabResult) tableRow {
	iron := "–"
	var words []string
	for _, r := range results {
		words = append(words, strings.TrimSpace(wording.LabTest(l, r.Test)+" "+wording.LabValue(l, r)))
		if taken, ok := r.IronWithinDay.Get(); ok && iron != l.T("report.yes") {
			iron = l.T("report.no")
			if taken {
				iron = l.T("report.yes")
			}
		}
	}
	return tableRow{cells: []cell{{l.DateMedium(results[0].Date), false}, {strings.Join(words, ", "), false}, {iron, false}}, tight: true}
}

// ironResponse shows ferritin beside severity where both are in the diary.
func ironResponse(lay *layout, m material) {
	if m.empty || !m.iron.Ferritin.IsSet() {
		return
	}
	l := lay.o.L
	level := diary.Some(chart.LabLevel{Value: clinical.LowFerritin, Words: l.T("remedies.ferritin_level", "value", l.Short(clinical.LowFerritin))})
	d := m.shown
	var lags []chart.IronLag
	for _, b := range clinical.IronBegunIn(d, lay.o.Catalogue) {
		lags = append(lags, chart.IronLag{Name: b.Name, From: b.On, Judged: b.JudgeOn})
	}
	lay.heading(l.T("chart.iron_response.title"), lay.fit.ironResponse)
	if lay.fit.ironResponse < namedResponse {
		lay.beside(l.T("chart.iron_response.title"), l.T("report.iron_axes", "unit", diary.Units(diary.Ferritin)[0], "level", l.Short(clinical.LowFerritin)))
	}
	lay.has[growingResponse] = true
	lay.picture(lay.fit.ironResponse, func(s chart.Style) chart.Picture {
		s.HideTitle = true
		return chart.IronResponse(d, lags, level, s)
	})
}

// notes prints what was written about the nights covered, where it was asked for.
func notes(lay *layout, m material) {
	if !lay.o.Notes || m.empty {
		return
	}
	l := lay.o.L
	first := true
	for _, n := range m.d.Between(m.first, m.last) {
		if n.Note == "" {
			continue
		}
		if first {
			lay.section(l.T("report.notes"), 4*leading)
			first = false
		}
		lay.need(2 * leading)
		const dateRoom = 78
		lay.text(l.DateMedium(n.Date), lay.left(), lay.y+lay.quiet().rise(), lay.quiet())
		lay.paragraphIn(n.Note, lay.left()+dateRoom, lay.content()-dateRoom, lay.plain())
		lay.y += 2
	}
}
