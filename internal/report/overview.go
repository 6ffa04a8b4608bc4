package report

import (
	"slices"
	"strings"

	"stillnight/internal/chart"
	"stillnight/internal/chart/draw"
	"stillnight/internal/clinical"
	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/i18n"
	"stillnight/internal/wording"
)

// overview is the first page: it stands alone for a reader with three minutes.
func overview(lay *layout, m material) {
	lay.reserve()
	defer lay.cautions()
	if m.empty {
		lay.header(m)
		lay.urgent(m)
		lay.y += 20
		lay.paragraph(lay.o.L.T("report.no_nights"), lettering{strongSize, false, lay.ink.Text})
		lay.withoutNights(m)
		return
	}
	lay.essentials(m)
	if lay.brevity > atLength || len(lay.pages) > 1 {
		lay.tried, lay.timelineLater = len(m.past), true // after what was said in brief
		return
	}
	lay.triedBefore(m.current, m.past)
	lay.timelineHere(m)
}

// essentials are what must stand on the first page, in a doctor's order.
func (lay *layout) essentials(m material) {
	lay.header(m)
	lay.urgent(m)
	lay.flags(m)
	if m.iron.Band != clinical.IronLow {
		lay.iron(m)
	}
	lay.questions()
	lay.takenNow(m)
	lay.background(m)
	lay.headlines(m)
	lay.answers(m)
	lay.qualityCut = lay.quality(m)
}

// cautionLines stand at the foot of the first page, whatever else is on it.
func (lay *layout) cautionLines() []string {
	return lay.strong().wrap(wording.Placebo(lay.o.L)+" "+wording.DoNotStop(lay.o.L), lay.content())
}

// reserve keeps the foot of the first page free for the cautions.
func (lay *layout) reserve() {
	lay.reserved = float64(len(lay.cautionLines()))*leading + 6
}

// cautions go onto the first page once the rest of it is there, so that they are read out after it.
func (lay *layout) cautions() {
	p, style := &lay.pages[0], lay.strong()
	top := lay.height - footRoom - lay.reserved + 6
	for i, line := range lay.cautionLines() {
		y := top + float64(i)*leading + style.rise()
		p.marks = append(p.marks, textMark{text: line, x: lay.left(), y: y, size: style.size, bold: style.bold, ink: style.ink})
	}
}

// datesWords is a date, or a dash where there is none.
func datesWords(l *i18n.Localizer, d diary.Date) string {
	if d.IsZero() {
		return "–"
	}
	return l.DateMedium(d)
}

// header says who, which nights, and what this is.
func (lay *layout) header(m material) {
	l, o := lay.o.L, lay.o
	title := lettering{titleSize, true, lay.ink.Text}
	who := draw.Isolate(o.Name)
	if o.BirthYear != "" {
		who = strings.TrimSpace(who + "  " + l.T("report.born", "year", o.BirthYear))
	}
	name := lettering{strongSize, true, lay.ink.Text}
	heading := l.T("report.title")
	lay.bookmark(l.T("report.overview"), 0)
	lay.text(heading, lay.left(), lay.y+titleSize*0.82, title)
	room := lay.content() - draw.Width(heading, titleSize, true) - 24
	lay.textRight(name.fit(who, room), lay.right(), lay.y+titleSize*0.82, name)
	lay.y += titleSize * 1.32

	if !m.first.IsZero() {
		f := factsOf(m.d, m.first, m.last)
		lay.paragraph(l.T("report.covered", "first", l.DateLong(m.first), "last", l.DateLong(m.last)), lettering{strongSize, false, lay.ink.Text})
		words := l.N("report.recorded", f.possible, "recorded", l.Number(float64(f.recorded), 0))
		if f.late > 0 {
			words += " " + l.N("report.late", f.late)
		}
		if lay.brevity > atLength {
			lay.paragraph(strings.Join([]string{words, l.T("report.not_a_scale"), l.T("report.in_full_hint")}, " "), lay.quiet())
			return
		}
		lay.paragraph(words, lay.plain())
	}
	lay.paragraph(l.T("report.not_a_scale"), lay.quiet())
	lay.y += 4
}

// flags is a box with what should not be overlooked; without any it says what was looked for.
func (lay *layout) flags(m material) {
	l := lay.o.L
	lines := lay.findings(m)
	if len(lines) == 0 {
		lay.y += 2
		words := lookedForWords(lay.o, m)
		if len(m.urgent) == 0 {
			words = lay.nothingFound(m) + " " + words
		}
		lay.paragraph(words, lay.quiet())
		lay.y += 4
		return
	}
	lay.box(l.T("report.flags"), lay.mostPressingLines(lines), lay.plain())
	rest := append(lay.unassessed(m), lookedForWords(lay.o, m))
	if lay.brevity > atLength {
		rest = []string{strings.TrimSpace(strings.Join(rest, " "))}
	}
	for _, words := range rest {
		if words != "" {
			lay.paragraph(lay.capped(words, lay.quiet(), lay.content(), mostUnknownLines), lay.quiet())
			lay.y += 2
		}
	}
}

// findings are what should not be overlooked, in a doctor's order: augmentation, iron where it is low, what was ticked and
// seen of late, and medicines.
func (lay *layout) findings(m material) []string {
	l := lay.o.L
	var lines []string
	for _, f := range m.results.Augmentation {
		words := wording.AugmentationForDoctor(l, f)
		if len(words) == 0 || !lay.o.shows(f.InterventionID) {
			continue
		}
		if len(lines) > 0 && lay.brevity == leastWords {
			words = words[:1] // the criteria of each stand in the table
		}
		lines = append(lines, strings.Join(words, " "))
	}
	if m.iron.Band == clinical.IronLow {
		lines = append(lines, lay.ironWords(m))
	}
	seen := func(ticked bool) {
		for _, f := range m.redFlags {
			if words := wording.RedFlag(l, f); words != "" && (f.Kind == compare.SafetyTicked) == ticked {
				lines = append(lines, words)
			}
		}
	}
	seen(true)
	for _, i := range clinical.ImpulsesTold(m.shown, lay.o.Catalogue, m.on) {
		lines = append(lines, wording.Impulses(l, i))
	}
	for _, s := range clinical.SevereEffects(m.shown, lay.o.Catalogue, m.on) {
		lines = append(lines, wording.Severe(l, s))
	}
	if words := wording.UrgentBefore(l, m.urgentBefore); words != "" {
		lines = append(lines, words)
	}
	seen(false)
	return append(lines, lay.medicineLines(m)...)
}

// medicineLines tell of the medicines taken: what does not go together, doses above those studied, and what can make
// restless legs worse.
func (lay *layout) medicineLines(m material) []string {
	var lines []string
	l := lay.o.L
	// What can be fatal or harm a child comes before a dose that is high.
	grave := []clinical.Risk{clinical.Bleeding, clinical.SlowerBreathing, clinical.InPregnancy, clinical.Rhythm}
	var first, others []clinical.Pair
	for _, p := range m.pairs {
		if slices.Contains(grave, p.Kind.Risk()) {
			first = append(first, p)
		} else {
			others = append(others, p)
		}
	}
	lines = append(lines, lay.pairs(first)...)
	for _, a := range m.doses {
		lines = append(lines, wording.DoseAbove(l, a))
	}
	lines = append(lines, lay.pairs(others)...)
	if words := aggravatorWords(lay.o, m); words != "" {
		lines = append(lines, words)
	}
	return lines
}

// withoutNights is the first page of a diary that has no night to report on, and may have tests and medicines.
func (lay *layout) withoutNights(m material) {
	if m.last.IsZero() || m.last.Before(m.first) {
		m.first, m.last = m.on, m.on
	}
	lay.y += 6
	if lines := lay.medicineLines(m); len(lines) > 0 {
		lay.box(lay.o.L.T("report.flags"), lines, lay.plain())
	}
	lay.iron(m)
	lay.questions()
	if len(m.current) > 0 || len(lay.boxesNow(m)) > 0 {
		lay.takenNow(m)
	}
	lay.background(m)
}

// questions are what the patient wants to ask, line by line as typed.
func (lay *layout) questions() {
	text := strings.TrimSpace(lay.o.Questions)
	if text == "" {
		return
	}
	lay.heading(lay.o.L.T("report.questions"), 2*leading)
	style := lettering{strongSize, false, lay.ink.Text}
	if lay.brevity == leastWords && lay.cut {
		style = lay.plain()
	}
	for i, line := range strings.Split(text, "\n") {
		if lay.brevity == leastWords && i+1 == mostQuestionLines {
			lay.paragraph(lay.o.L.T("report.more_next"), style)
			break
		}
		lay.paragraph(lay.capped(line, style, lay.content(), 1), style)
	}
	lay.y += 2
}

// answers say what the nights say of the remedies on the pages: which they speak for, which not, and which
// cannot be told. The nights behind each stand in the tables.
func (lay *layout) answers(m material) {
	if words := lay.answerWords(m); words != "" {
		lay.y += 4
		label := lay.o.L.T("report.answers")
		lay.runIn(label, lay.capped(words, lay.plain(), lay.content()-textWidth(label, lay.strong()), lay.lines(mostAnswerLines)), lay.plain())
	}
}

func (lay *layout) answerWords(m material) string {
	// A trial in which nobody knew what was taken says most.
	return strings.Join(slices.Concat(lay.blindAnswers(m), m.answers), " ")
}

// heading is a small title within a page.
func (lay *layout) heading(title string, follow float64) {
	l := lettering{strongSize, true, lay.ink.Text}
	lay.y += 4.5
	lay.need(l.lead() + follow)
	lay.text(l.fit(title, lay.content()), lay.left(), lay.y+l.rise(), l)
	lay.y += l.lead() + 2
}

// beside sets quiet words at the right edge of the heading just set, or below where they do not fit.
func (lay *layout) beside(heading, words string) {
	l := lettering{strongSize, true, lay.ink.Text}
	if textWidth(heading, l)+16+textWidth(words, lay.quiet()) > lay.content() {
		lay.paragraph(words, lay.quiet())
		return
	}
	lay.textRight(words, lay.right(), lay.y-l.lead()-2+l.rise(), lay.quiet())
}

// timelineHere sets the picture of all nights covered where the first page has room for it; else it comes next.
func (lay *layout) timelineHere(m material) {
	const heading = 24
	if lay.leastTimeline(m)+heading > lay.room() {
		lay.timelineLater = true
		return
	}
	lay.wholeTimeline(m, lay.room()-heading)
}

// leastTimeline is the height in points that the timeline needs for all remedies.
func (lay *layout) leastTimeline(m material) float64 {
	d, view := m.shown, chart.TimelineView{First: m.first, Last: m.last}
	return float64(chart.TimelineHeight(d, view, lay.style(), int(lay.content()*draw.PDFUnitsPerPoint))) / draw.PDFUnitsPerPoint
}

// mostTimeline is the greatest height of the timeline in points; of what is then left out it says how many there are.
const mostTimeline = 360

// wholeTimeline is the picture of all nights covered with the remedies below. It takes the room given,
// but no less than all remedies need.
func (lay *layout) wholeTimeline(m material, room float64) {
	d, view := m.shown, chart.TimelineView{First: m.first, Last: m.last}
	least := lay.leastTimeline(m)
	h := min(max(room, least), max(lay.fit.timeline, min(least, mostTimeline)))
	lay.has[growingTimeline] = true
	lay.heading(lay.o.L.T("report.timeline"), h)
	if hasStrokes(d, m.first, m.last) {
		lay.beside(lay.o.L.T("report.timeline"), lay.o.L.T("report.timeline_strokes"))
	}
	lay.picture(h, func(s chart.Style) chart.Picture { return chart.Timeline(d, view, s) })
	lay.y += 4
}

// leftOver is what the first page had no room for: the timeline, and what was tried before.
func leftOver(lay *layout, m material) {
	timeline := lay.timelineLater && !lay.o.Brief
	if m.empty || !timeline && lay.tried == 0 {
		return
	}
	if len(lay.pages) == 1 {
		lay.newPage()
	}
	if lay.tried > 0 {
		columns, rows := remedyTable(lay.o, m.past[len(m.past)-lay.tried:])
		columns = lay.fitted(columns, rows)
		lay.heading(lay.o.L.T("clinical.report.tried"), lay.beginning(columns, rows))
		lay.table(columns, rows)
	}
	if timeline {
		lay.wholeTimeline(m, lay.fit.timeline)
	}
}

// hasStrokes tells whether the timeline marks a missed dose or a session.
func hasStrokes(d diary.Diary, first, last diary.Date) bool {
	return slices.ContainsFunc(d.Interventions, func(iv diary.Intervention) bool {
		return slices.ContainsFunc(iv.Intakes, func(in diary.Intake) bool {
			return (in.Status == diary.Missed || in.Status == diary.SessionDone) && !in.Night.Before(first) && !in.Night.After(last)
		})
	})
}
