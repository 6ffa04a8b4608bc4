package report

import (
	"strings"

	"stillnight/internal/chart/draw"
	"stillnight/internal/wording"
)

// sources are what the method rests on, as a reader would look them up.
var sources = []string{
	"Parker & Vannest 2009, Behav Ther 40:357 (NAP)",
	"Prais & Winsten 1954; Marriott & Pope 1954, Biometrika 41:390",
	"Edgington & Onghena 2007, Randomization Tests",
	"Kravitz et al. 2014, AHRQ guide to N-of-1 trials; CENT 2015",
	"Salaffi et al. 2004, Eur J Pain 8:283; Farrar et al. 2001, Pain 94:149",
	"Fulda & Wetter 2008, Brain 131:902; Silva et al. 2017, Neurology 88:2216",
	"García-Borreguero et al. 2007, Sleep Med 8:520; 2016, Sleep Med 21:1",
	"Winkelman et al. 2025, J Clin Sleep Med 21:137 (AASM guideline)",
}

// method is the last half page: how it was worked out, and what it cannot say.
func method(lay *layout, m material) {
	if m.empty {
		lay.smallPrint()
		return
	}
	l := lay.o.L
	limits := l.T("report.method.limits")
	if len(lay.trials(m, true)) > 0 {
		limits = l.T("report.method.limits_blinded")
	}
	points := []string{
		l.T("report.method.nights"), l.T("report.method.estimate"), l.T("report.method.history"), l.T("report.method.course"), l.T("report.method.verdict"), l.T("report.method.secondary"),
		wording.BorrowedThresholds(l), wording.IndependentNights(l), limits, // the cautions stand on page 1
	}
	if lay.clocks {
		points = append(points, wording.OnsetClockMethod(l))
	}
	from := l.T("report.sources", "list", strings.Join(sources, "; "))
	lay.section(l.T("report.method"), 5*leading)
	for _, p := range points {
		lay.bullet(p, lay.plain())
	}
	lay.y += 4
	lay.paragraph(strings.TrimSpace(from+" "+lay.madeBy()), lay.quiet())
	lay.missingLetters()
}

// briefEnd ends an overview that stands for itself: the small print, unless it would need a page of its own
// and no letter is missing.
func briefEnd(lay *layout, _ material) {
	if lay.missing || lay.room() >= 3*leading {
		lay.smallPrint()
	}
}

// smallPrint says by what this was made, and of letters that could not be printed.
func (lay *layout) smallPrint() {
	lay.y += 4
	lay.missingLetters()
	if made := lay.madeBy(); made != "" {
		lay.paragraph(made, lay.quiet())
	}
}

func (lay *layout) missingLetters() {
	if lay.missing {
		lay.paragraph(lay.o.L.T("report.missing_letters"), lay.quiet())
	}
}

// madeBy names the program; "" where its version is not to be told.
func (lay *layout) madeBy() string {
	if lay.o.Version == "" {
		return ""
	}
	return lay.o.L.T("report.made_by", "version", lay.o.Version)
}

// footers put the same line at the foot of every page, with its number.
func (lay *layout) footers(words string) {
	l := lay.o.L
	style := lay.quiet()
	for i := range lay.pages {
		p := &lay.pages[i]
		y := lay.height - footRoom + 24
		p.marks = append(p.marks, lineMark{lay.left(), y - 11, lay.right(), y - 11, 0.4, lay.ink.Axis})
		number := l.T("report.page", "n", l.Number(float64(i+1), 0), "of", l.Number(float64(len(lay.pages)), 0))
		left := words
		if lay.o.Name != "" {
			left = draw.Isolate(lay.o.Name) + " · " + words
		}
		width := textWidth(number, style)
		p.marks = append(p.marks,
			textMark{text: style.fit(left, lay.content()-width-20), x: lay.left(), y: y, size: style.size, ink: style.ink},
			textMark{text: number, x: lay.right() - width, y: y, size: style.size, ink: style.ink})
	}
}
