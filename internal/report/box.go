package report

import (
	"strings"
	"unicode"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// urgent is the first box of the first page: what was ticked that should not wait, with its date.
func (lay *layout) urgent(m material) {
	if len(m.urgent) == 0 {
		return
	}
	var lines []string
	for _, t := range m.urgent {
		lines = append(lines, wording.UrgentTicked(lay.o.L, t))
	}
	lay.box(lay.o.L.T("clinical.report.urgent"), lines, lettering{strongSize, true, lay.ink.Text})
}

// background is one paragraph about the person; nothing where nothing is written down.
func (lay *layout) background(m material) {
	parts := wording.Background(lay.o.L, m.d.Background)
	if len(parts) == 0 {
		return
	}
	if _, answered := m.d.Background.CriteriaMet(); answered > 0 && lay.brevity > atLength && len(parts) > 1 {
		parts = parts[1:] // how many criteria are met stands among the quality measures too
	}
	var words string
	for _, p := range parts {
		words += ended(p) + " "
	}
	words = strings.TrimSpace(words)
	title := lay.o.L.T("clinical.about.background")
	if lay.brevity == atLength {
		lay.heading(title, 2*leading)
		lay.paragraph(words, lay.plain())
		return
	}
	lay.y += 4
	lay.runIn(title+":", lay.capped(words, lay.plain(), lay.content()-textWidth(title, lay.strong()), lay.lines(mostBackgroundLines)), lay.plain())
}

// ended is a part of a paragraph with a full stop behind it, unless it ends as a sentence does already, such as a question.
func ended(part string) string {
	part = strings.TrimSpace(part)
	// An end within brackets or quotation marks is one too, in French with a blank before them.
	within := strings.TrimRightFunc(part, func(r rune) bool { return strings.ContainsRune(")]»›”“’‘\"'", r) || unicode.IsSpace(r) })
	if strings.HasSuffix(within, "?") || strings.HasSuffix(within, "!") || strings.HasSuffix(within, "…") || within != part && strings.HasSuffix(within, ".") {
		return part
	}
	return strings.TrimRight(part, ". ") + "."
}

// boxInset is the room between the edge of a box and what is in it, in points; boxBullet is what bar and bullets take beside.
const boxInset, boxBullet = 8, 10

// boxWidth is the room for a line within a box.
func (lay *layout) boxWidth() float64 { return lay.content() - 2*boxInset - boxBullet }

// box frames lines under a heading, with a bar at its left.
func (lay *layout) box(title string, lines []string, style lettering) {
	width := lay.boxWidth()
	head := lettering{strongSize, true, lay.ink.Text}
	h := boxInset*1.5 + head.lead()
	for _, line := range lines {
		h += paragraphHeight(line, width, style) + 1.5
	}
	if h > lay.room() {
		// More than a page can hold in one box.
		lay.heading(title, 2*leading)
		for _, line := range lines {
			lay.bullet(line, style)
		}
		return
	}
	lay.y += 4
	lay.put(boxMark{x: lay.left(), y: lay.y, w: lay.content(), h: h, line: lay.ink.Text, lineWidth: 0.9})
	lay.put(boxMark{x: lay.left(), y: lay.y, w: 4, h: h, fill: lay.ink.Text})
	lay.y += boxInset * 0.75
	lay.text(title, lay.left()+boxInset+4, lay.y+head.rise(), head)
	lay.y += head.lead()
	for _, line := range lines {
		lay.text("•", lay.left()+boxInset+4, lay.y+style.rise(), style)
		lay.paragraphIn(line, lay.left()+boxInset+13, width, style)
		lay.y += 1.5
	}
	lay.y += boxInset*0.75 + 4
}

// iron is one paragraph: the latest tests, where they lie by the guideline, and what makes them uncertain.
func (lay *layout) iron(m material) {
	words := lay.ironWords(m)
	if words == "" {
		return
	}
	style := lay.plain()
	if m.iron.Band == clinical.IronLow {
		style = lay.strong()
	}
	lay.paragraph(words, style)
	lay.y += 2
}

// ironWords are the latest tests; the first one of all is left out where room is scarce.
func (lay *layout) ironWords(m material) string {
	iron := m.iron
	if lay.brevity > atLength {
		iron.First = diary.None[clinical.Reading]()
	}
	return wording.IronForDoctor(lay.o.L, iron)
}
