package report

import (
	"context"
	"io"
	"slices"

	"stillnight/internal/chart/draw"
	"stillnight/internal/diary"
)

// Measures of the paper diary, in points.
const (
	paperNights  = 28
	dateColumn   = 62
	figureColumn = 36
	// A column to tick is this wide, and narrower where many share a page.
	tickColumn  = 24
	leastTick   = 15
	noteColumn  = 56
	leastHead   = 58
	mostHead    = 132
	headPadding = 10
	// titlePadding is the room beside a title within its column.
	titlePadding = 4
)

// PaperDiary writes four weeks to fill in by hand: a line a night, with the user's own remedies and triggers
// as columns, on one page or, where they are many, on as many as it takes. Dates are printed from o.From
// on; without it they stay blank.
func PaperDiary(ctx context.Context, d diary.Diary, o Options, w io.Writer) error {
	pages, err := PaperPages(ctx, d, o)
	if err != nil {
		return err
	}
	return write(ctx, pages, document{title: o.L.T("report.paper.title"), subject: o.L.T("report.subject"), made: o.made(d), o: o}, w)
}

// PaperPages lays the same pages out for a preview.
func PaperPages(ctx context.Context, d diary.Diary, o Options) ([]Page, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	lay := newLayout(ctx, o)
	l := o.L
	own := ownColumns(o, fenced(d))
	for first := true; first || len(own) > 0; first = false {
		if !first {
			lay.newPage()
		}
		lay.bookmark(l.T("report.paper.title"), 0)
		lay.text(l.T("report.paper.title"), lay.left(), lay.y+titleSize*0.82, lettering{titleSize, true, lay.ink.Text})
		lay.y += titleSize * 1.3
		lay.paragraph(l.T("report.paper.how"), lay.plain())
		lay.y += 4
		var columns []paperColumn
		columns, own = paperColumns(lay, own, first)
		lay.grid(columns)
	}
	return lay.pages, ctx.Err()
}

// paperColumn is one column; its title may stand on end.
type paperColumn struct {
	title   string
	width   float64
	upright bool
}

// ownColumns are the remedies in use, then the triggers.
func ownColumns(o Options, d diary.Diary) []string {
	var own []string
	for _, iv := range d.Interventions {
		if o.shows(iv.ID) && inUse(iv) {
			own = append(own, iv.Name)
		}
	}
	for _, t := range d.Triggers {
		if !t.Hidden {
			own = append(own, t.Name)
		}
	}
	return own
}

// paperColumns are the columns of one page, with the figures asked for each night on the first; left are
// those of the user's own for which there is no room.
func paperColumns(lay *layout, own []string, first bool) (columns []paperColumn, left []string) {
	l := lay.o.L
	columns = []paperColumn{{l.T("report.paper.night"), dateColumn, false}}
	room := lay.content() - dateColumn - noteColumn
	if first {
		titles := []string{l.T("report.paper.severity"), l.T("report.paper.onset"), l.T("report.paper.asleep"),
			l.T("report.paper.up"), l.T("report.paper.hours"), l.T("report.paper.tired")}
		upright := lay.tooWide(titles)
		for _, title := range titles {
			columns = append(columns, paperColumn{title, figureColumn, upright})
			room -= figureColumn
		}
	}
	here := min(len(own), int(room/leastTick))
	width := min(tickColumn, room/float64(max(here, 1)))
	for _, name := range own[:here] {
		columns = append(columns, paperColumn{name, width, true})
		room -= width
	}
	return append(columns, paperColumn{l.T("report.paper.note"), noteColumn + room, false}), own[here:]
}

// tooWide tells whether a word of some title is wider than its column, so that titles must stand on end.
func (lay *layout) tooWide(titles []string) bool {
	return slices.ContainsFunc(titles, func(title string) bool {
		return slices.ContainsFunc(draw.Words(title), func(word string) bool {
			return textWidth(word, lay.plain()) > figureColumn-titlePadding
		})
	})
}

// inUse tells whether a remedy goes on.
func inUse(iv diary.Intervention) bool {
	n := len(iv.Phases)
	return n > 0 && !iv.Phases[n-1].End.IsSet()
}

// grid rules the page: heads, then a line a night, a stronger one after each week.
func (lay *layout) grid(columns []paperColumn) {
	l := lay.o.L
	top := lay.y
	bottom := lay.bottom()
	plain := lay.plain()
	headHeight := float64(leastHead)
	for _, c := range columns {
		if c.upright {
			headHeight = min(max(headHeight, textWidth(c.title, plain)+headPadding), mostHead)
		}
	}
	height := (bottom - top - headHeight) / paperNights
	x := lay.left()
	for _, c := range columns {
		lay.put(lineMark{x, top, x, bottom, 0.4, lay.ink.Axis})
		if c.upright {
			lay.upright(plain.fit(c.title, headHeight-8), x+c.width/2+plain.size*0.35, top+headHeight-4, plain)
		} else {
			lines := plain.wrap(c.title, c.width-titlePadding)
			y := top + headHeight - float64(len(lines))*leading - 1
			for i, line := range lines {
				lay.text(line, x+2.5, y+float64(i)*leading+plain.rise(), plain)
			}
		}
		x += c.width
	}
	lay.put(lineMark{x, top, x, bottom, 0.4, lay.ink.Axis})
	lay.put(lineMark{lay.left(), top, lay.right(), top, 0.4, lay.ink.Axis})
	for i := range paperNights + 1 {
		y := top + headHeight + float64(i)*height
		width := 0.4
		if i%7 == 0 {
			width = 1.1
		}
		lay.put(lineMark{lay.left(), y, lay.right(), y, width, lay.ink.Axis})
		if i < paperNights && !lay.o.From.IsZero() {
			date := lay.o.From.AddDays(i)
			lay.text(plain.fit(l.WeekdayShort(date.Weekday())+" "+l.DayMonth(date), dateColumn-5), lay.left()+2.5, y+height-4, plain)
		}
	}
	lay.y = bottom
}
