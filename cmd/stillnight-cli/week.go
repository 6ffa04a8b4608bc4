package main

import (
	"io"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/report"
)

// week makes the page of the last seven nights as a PDF.
func (p *program) week(args []string) error {
	f := p.flags("week")
	from := f.where()
	out := f.words("out", "", "cli.option.out_pdf")
	force := f.yes("force", "cli.option.force")
	last := f.date("to", "cli.option.to")
	paper := f.words("paper", string(report.UsualPaper(p.l)), "cli.option.paper")
	grey := f.yes("grey", "cli.option.grey")
	if _, err := f.parse(args, 0, 0); err != nil {
		return err
	}
	switch {
	case *out == "":
		return p.usage("cli.usage.out", "command", "week")
	case *paper != string(report.A4) && *paper != string(report.Letter):
		return p.usage("cli.usage.paper", "text", *paper)
	}
	d, err := from.read()
	if err != nil {
		return err
	}
	o := report.Options{
		To: last.Date, Paper: report.Paper(*paper), Grey: *grey, Made: diary.DateOf(time.Now()),
		Version: version, L: p.l, Catalogue: p.catalogue,
	}
	err = p.save(*out, *force, func(w io.Writer) error { return report.Week(p.ctx, d, o, w) })
	if err != nil || *out == standard {
		return err
	}
	return p.print(p.l.T("cli.week.made", "path", *out) + "\n")
}
