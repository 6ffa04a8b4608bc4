package report

import (
	"context"
	"image/color"

	"stillnight/internal/chart"
	"stillnight/internal/chart/draw"
)

// Sizes in points. No text on the pages is smaller than small.
const (
	titleSize   = 17
	headingSize = 12
	strongSize  = 10
	small       = 8.2
	leading     = 10.4 // from line to line of small text
	// chartText keeps the smallest words of a picture, 0.92 of it, above 8 points.
	chartText = 8.8

	marginX   = 30
	marginTop = 27
	footRoom  = 38
)

// layout sets marks from the top of a page downwards and starts new pages as they fill up.
type layout struct {
	ctx   context.Context
	o     Options
	ink   chart.Palette
	pages []Page
	// y is the top of what comes next.
	y             float64
	width, height float64
	// reserved is kept free at the foot of the first page.
	reserved float64
	shortened
	// qualityCut tells that the first page does not say all of the quality measures.
	qualityCut bool
	// timelineLater and tried are what the first page had no room for: the timeline, and how many of the phases
	// tried before.
	timelineLater bool
	// fit is how high the pictures that can be lower are.
	fit fit
	// has tells which pictures are there that can grow.
	has   [growingKinds]bool
	tried int
	// columns are those of both tables of remedies, once they are known.
	columns []column
	// clocks tells that onset is shown week by week somewhere.
	clocks bool
	// missing tells that some letter has no shape in the fonts.
	missing bool
}

func newLayout(ctx context.Context, o Options) *layout {
	lay := &layout{ctx: ctx, o: o, ink: chart.PaperColour()}
	if o.Grey {
		lay.ink = chart.PaperGrey()
	}
	lay.width, lay.height = o.Paper.size()
	lay.newPage()
	return lay
}

func (lay *layout) newPage() {
	lay.pages = append(lay.pages, Page{Width: lay.width, Height: lay.height})
	lay.y = marginTop
}

func (lay *layout) left() float64    { return marginX }
func (lay *layout) right() float64   { return lay.width - marginX }
func (lay *layout) content() float64 { return lay.width - 2*marginX }

// bottom is where a page's content ends.
func (lay *layout) bottom() float64 {
	if len(lay.pages) == 1 {
		return lay.height - footRoom - lay.reserved
	}
	return lay.height - footRoom
}

// room is how much of the page is left, in points.
func (lay *layout) room() float64 { return lay.bottom() - lay.y }

// need starts a new page where less than h is left; it tells whether it did.
func (lay *layout) need(h float64) bool {
	if lay.room() >= h || lay.y <= marginTop {
		return false
	}
	lay.newPage()
	return true
}

func (lay *layout) put(m mark) {
	p := &lay.pages[len(lay.pages)-1]
	p.marks = append(p.marks, m)
}

func (lay *layout) bookmark(title string, level int) {
	p := &lay.pages[len(lay.pages)-1]
	p.bookmarks = append(p.bookmarks, bookmark{title, level, lay.y})
}

// lettering is how text looks.
type lettering struct {
	size float64
	bold bool
	ink  color.NRGBA
}

func (lay *layout) plain() lettering  { return lettering{small, false, lay.ink.Text} }
func (lay *layout) strong() lettering { return lettering{small, true, lay.ink.Text} }
func (lay *layout) quiet() lettering  { return lettering{small, false, lay.ink.Muted} }

// text sets one line with its baseline at y.
func (lay *layout) text(body string, x, y float64, l lettering) {
	lay.words(textMark{text: body, x: x, y: y, size: l.size, bold: l.bold, ink: l.ink})
}

// upright sets text from the bottom to the top, its baseline at x.
func (lay *layout) upright(body string, x, y float64, l lettering) {
	lay.words(textMark{text: body, x: x, y: y, size: l.size, bold: l.bold, ink: l.ink, upright: true})
}

// words sets text and notes letters that have no shape.
func (lay *layout) words(t textMark) {
	if t.text == "" {
		return
	}
	lay.missing = lay.missing || draw.Missing(t.text)
	lay.put(t)
}

// textRight sets one line that ends at x.
func (lay *layout) textRight(body string, x, y float64, l lettering) {
	lay.text(body, x-draw.Width(body, l.size, l.bold), y, l)
}

// fit shortens text to a width.
func (l lettering) fit(body string, width float64) string {
	return draw.Ellipsis(body, width, l.size, l.bold)
}

// wrap breaks text into lines.
func (l lettering) wrap(body string, width float64) []string {
	return draw.Wrap(body, width, l.size, l.bold)
}

// rise is how far a baseline lies below the top of its line.
func (l lettering) rise() float64 { return l.size * 1.02 }

// lead is the distance from line to line.
func (l lettering) lead() float64 { return l.size * leading / small }

// paragraph sets text over the full width, on as many pages as it takes.
func (lay *layout) paragraph(body string, l lettering) {
	lay.paragraphIn(body, lay.left(), lay.content(), l)
}

func (lay *layout) paragraphIn(body string, x, width float64, l lettering) {
	for _, line := range l.wrap(body, width) {
		lay.need(l.lead())
		lay.text(line, x, lay.y+l.rise(), l)
		lay.y += l.lead()
	}
}

// paragraphHeight is how high a paragraph is over a width.
func paragraphHeight(body string, width float64, l lettering) float64 {
	return float64(len(l.wrap(body, width))) * l.lead()
}

// mostKept is how many lines a point of a list has at most that is never broken between pages.
const mostKept = 8

// bullet sets one point of a list.
func (lay *layout) bullet(body string, l lettering) {
	h := paragraphHeight(body, lay.content()-12, l)
	if h > mostKept*l.lead() {
		h = l.lead()
	}
	lay.need(h)
	lay.text("•", lay.left()+2, lay.y+l.rise(), l)
	lay.paragraphIn(body, lay.left()+12, lay.content()-12, l)
	lay.y += 1.5
}

// above and below are the distances of a part's heading from the part before and from the line below it.
const above, below = 8, 4

// besideSection sets quiet words at the right end of the heading just set, or below it where they do not fit.
func (lay *layout) besideSection(title, words string) {
	l := lettering{headingSize, true, lay.ink.Text}
	if textWidth(title, l)+16+textWidth(words, lay.quiet()) > lay.content() {
		lay.paragraph(words, lay.quiet())
		return
	}
	lay.textRight(words, lay.right(), lay.y-below-1-l.lead()+l.rise(), lay.quiet())
}

// section starts a part with its heading, on a new page where not even follow points fit below it.
func (lay *layout) section(title string, follow float64) {
	if lay.y > marginTop {
		lay.y += above
	}
	l := lettering{headingSize, true, lay.ink.Text}
	lay.need(l.lead() + below + follow)
	lay.bookmark(title, 0)
	lay.text(l.fit(title, lay.content()), lay.left(), lay.y+l.rise(), l)
	lay.y += l.lead() + 1
	lay.put(lineMark{lay.left(), lay.y, lay.right(), lay.y, 0.7, lay.ink.Axis})
	lay.y += below
}

// picture sets a chart over the full width.
func (lay *layout) picture(h float64, of func(chart.Style) chart.Picture) {
	lay.need(h)
	lay.put(pictureMark{lay.left(), lay.y, lay.content(), h, of, lay.style()})
	lay.y += h
}

// style is how charts look on these pages.
func (lay *layout) style() chart.Style {
	return chart.Style{Palette: lay.ink, TextPt: chartText, DPI: draw.PDFDPI, HideTitle: true, Dense: true, Cramped: lay.fit.cramped, L: lay.o.L}
}

// idealHeight is the height in points at which a chart leaves nothing out; least where it has none.
func (lay *layout) idealHeight(of func(chart.Style) chart.Picture, least float64) float64 {
	if sizer, ok := of(lay.style()).(chart.Sizer); ok {
		return max(float64(sizer.IdealHeight(int(lay.content()*draw.PDFUnitsPerPoint)))/draw.PDFUnitsPerPoint, least)
	}
	return least
}

func textWidth(body string, l lettering) float64 { return draw.Width(body, l.size, l.bold) }
