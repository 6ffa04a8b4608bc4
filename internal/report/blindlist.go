package report

import (
	"context"
	"io"
	"strings"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/wording"
)

// BlindList writes the one page by which somebody else fills the boxes of a blinded trial. It is never previewed, so
// that the person who keeps the diary does not see it.
func BlindList(ctx context.Context, name string, b diary.BlindTrial, o Options, w io.Writer) error {
	if err := o.check(); err != nil {
		return err
	}
	l := o.L
	title := l.T("report.blind.title", "code", b.Code())
	return write(ctx, blindPages(ctx, name, b, o), document{title: title, subject: title, made: o.made(diary.Diary{}), o: o}, w)
}

func blindPages(ctx context.Context, name string, b diary.BlindTrial, o Options) []Page {
	l := o.L
	lay := newLayout(ctx, o)
	title := l.T("report.blind.title", "code", b.Code())
	lay.bookmark(title, 0)
	lay.text(title, lay.left(), lay.y+titleSize*0.82, lettering{titleSize, true, lay.ink.Text})
	lay.y += titleSize * 1.5
	big := lettering{strongSize, false, lay.ink.Text}
	lay.paragraph(l.T("report.blind.for"), lettering{strongSize, true, lay.ink.Text})
	lay.y += 4
	for _, step := range []string{
		l.T("report.blind.fill", "boxes", l.Number(float64(b.Boxes), 0), "doses", l.Number(float64(b.Days), 0), "name", name),
		l.T("report.blind.alike"), l.T("report.blind.number"), l.T("report.blind.keep"), l.T("report.blind.stop"),
	} {
		lay.bullet(step, big)
	}
	lay.y += 8
	columns := []column{{title: l.T("report.blind.box"), share: 0.2}, {title: l.T("report.blind.holds"), share: 0.4}, {title: l.T("report.blind.nights"), share: 0.4}}
	var rows []tableRow
	for i, active := range b.Key() {
		holds := l.T("report.blind.dummy")
		if active {
			holds = name
		}
		first := b.Begun.AddDays(i * b.Days)
		nights := l.T("report.from_to", "first", wording.FirstDay(l, first, first.AddDays(b.Days-1)), "last", l.DateMedium(first.AddDays(b.Days-1)))
		rows = append(rows, tableRow{cells: []cell{{l.Number(float64(i+1), 0), true}, {holds, true}, {nights, false}}})
	}
	lay.table(columns, rows)
	lay.footers(title)
	return lay.pages
}

// blindTrial is a blinded trial with the remedy of which it is.
type blindTrial struct {
	name string
	diary.BlindTrial
}

// trials lists the blinded trials on the pages: those whose key was looked at, or the others that are over.
func (lay *layout) trials(m material, opened bool) (list []blindTrial) {
	for _, iv := range m.d.Interventions {
		for _, b := range iv.Blind {
			over := b.Abandoned.IsSet() || !m.on.Before(b.End())
			if !m.empty && lay.o.shows(iv.ID) && b.Opened.IsSet() == opened && (opened || over) && !b.End().Before(m.first) {
				list = append(list, blindTrial{iv.Name, b})
			}
		}
	}
	return list
}

// blinded tells what blinded trials whose key was looked at have shown.
func blinded(lay *layout, m material) {
	l := lay.o.L
	for _, b := range lay.trials(m, true) {
		r, ok := compare.Blind(m.d, b.BlindTrial)
		lines := wording.Blind(l, b.BlindTrial, r, ok)
		lay.section(l.T("report.blind.result", "name", b.name, "code", b.Code()), float64(len(lines)+1)*leading)
		for _, line := range lines {
			lay.paragraph(line, lay.plain())
		}
	}
}

// blindAnswers say in a line each what they have shown and whether what the boxes held was known, for the first page.
func (lay *layout) blindAnswers(m material) (list []string) {
	l := lay.o.L
	for _, b := range lay.trials(m, true) {
		boxes := l.Number(float64(b.Boxes), 0)
		words := l.T("report.blind.answer_none", "name", b.name)
		if r, ok := compare.Blind(m.d, b.BlindTrial); ok {
			words = l.T("report.blind.answer", "name", b.name, "boxes", boxes, "change", wording.Change(l, compare.Severity, r.Difference), "p", l.Number(r.Test.P, 2))
		}
		list = append(list, words+" "+wording.BlindKept(l, b.BlindTrial))
	}
	for _, b := range lay.trials(m, false) {
		how, key := wording.BlindKept(l, b.BlindTrial), "report.blind.closed"
		switch {
		case how == "":
			how = l.T("report.blind.all_used", "date", l.DateMedium(b.End().AddDays(-1)))
		case b.FirstLook().IsSet():
			key = "report.blind.closed_again"
		}
		list = append(list, l.T(key, "name", b.name, "boxes", l.Number(float64(b.Boxes), 0), "how", how))
	}
	return list
}

// boxesNow say from which box of a blinded trial the doses are on the day that the pages are as of.
func (lay *layout) boxesNow(m material) (list []string) {
	l := lay.o.L
	for _, iv := range m.d.Interventions {
		for _, b := range iv.Blind {
			if box, _, in := b.BoxOn(m.on); in && b.Running(m.on) && lay.o.shows(iv.ID) {
				words := l.T("report.blind.now", "name", iv.Name, "box", l.Number(float64(box+1), 0), "boxes", l.Number(float64(b.Boxes), 0), "code", b.Code())
				list = append(list, strings.TrimSpace(words+" "+wording.BlindSeen(l, b)))
			}
		}
	}
	return list
}
