package main

import (
	"io"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/report"
)

// report makes the pages for the doctor as a PDF.
func (p *program) report(args []string) error {
	f := p.flags("report")
	from := f.where()
	out := f.words("out", "", "cli.option.out_pdf")
	force := f.yes("force", "cli.option.force")
	first, last := f.date("from", "cli.option.from"), f.date("to", "cli.option.to")
	made := f.date("made", "cli.option.made")
	paper := f.words("paper", string(report.UsualPaper(p.l)), "cli.option.paper")
	grey := f.yes("grey", "cli.option.grey")
	name, born := f.words("name", "", "cli.option.name"), f.words("born", "", "cli.option.born")
	brief := f.yes("brief", "cli.option.brief")
	notes := f.yes("notes", "cli.option.notes")
	questions := f.words("questions", "", "cli.option.questions")
	all := f.yes("all-outcomes", "cli.option.all_outcomes")
	if _, err := f.parse(args, 0, 0); err != nil {
		return err
	}
	switch {
	case *out == "":
		return p.usage("cli.usage.out", "command", "report")
	case *paper != string(report.A4) && *paper != string(report.Letter):
		return p.usage("cli.usage.paper", "text", *paper)
	case !first.IsZero() && !last.IsZero() && last.Before(first.Date):
		return p.usage("cli.usage.order")
	}
	d, err := from.read()
	if err != nil {
		return err
	}
	if made.IsZero() {
		made.Date = diary.DateOf(time.Now())
	}
	o := report.Options{
		From: first.Date, To: last.Date, Paper: report.Paper(*paper), Grey: *grey, Name: *name, BirthYear: *born,
		Brief: *brief, Notes: *notes, Questions: *questions, Made: made.Date, Version: version, L: p.l, Catalogue: p.catalogue,
	}
	if *all {
		o.Outcomes = compare.Outcomes
	}
	err = p.save(*out, *force, func(w io.Writer) error { return report.Build(p.ctx, d, o, w) })
	if err != nil || *out == standard {
		return err
	}
	return p.print(p.l.T("cli.report.made", "path", *out) + "\n")
}
