package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/output"
)

// export writes the diary for other programs: as JSON, as one table of nights, as a folder of tables, as a
// workbook, or as a FHIR bundle for clinics.
func (p *program) export(args []string) error {
	f := p.flags("export")
	from := f.where()
	out := f.words("out", "", "cli.option.out")
	format := f.words("format", "", "cli.option.export_format")
	force := f.yes("force", "cli.option.force")
	first, last := f.date("from", "cli.option.from"), f.date("to", "cli.option.to")
	if _, err := f.parse(args, 0, 0); err != nil {
		return err
	}
	if *out == "" {
		return p.usage("cli.usage.out", "command", "export")
	}
	if *format == "" {
		*format = strings.TrimPrefix(strings.ToLower(filepath.Ext(*out)), ".")
	}
	if !slices.Contains([]string{"json", "csv", "tables", "xlsx", "fhir"}, *format) {
		return p.usage("cli.usage.export_format")
	}
	d, err := from.read()
	if err != nil {
		return err
	}
	d = between(d, first.Date, last.Date)
	switch *format {
	case "json":
		err = p.save(*out, *force, func(w io.Writer) error { return exchange.WriteJSON(&visibleJSON{to: w}, d) })
	case "csv":
		err = p.save(*out, *force, func(w io.Writer) error { return exchange.NightsTable(d, p.l).Write(w, p.l) })
	case "xlsx":
		err = p.save(*out, *force, func(w io.Writer) error { return exchange.WriteWorkbook(w, d, p.l) })
	case "fhir":
		err = p.save(*out, *force, func(w io.Writer) error { return exchange.WriteFHIR(&visibleJSON{to: w}, d, p.l) })
	case "tables":
		err = p.saveTables(*out, d, *force)
	}
	if err != nil || *out == standard {
		return err
	}
	return p.print(p.l.N("cli.export.done", len(d.Nights), "path", *out) + "\n")
}

func (p *program) saveTables(folder string, d diary.Diary, force bool) error {
	if folder == standard {
		return p.usage("cli.usage.export_folder")
	}
	if err := os.Mkdir(folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return p.fail("cli.fault.no_folder", "path", filepath.Dir(folder))
	}
	if there, err := os.Stat(folder); err == nil && !there.IsDir() {
		return p.fail("cli.fault.is_file", "path", folder)
	}
	tables := exchange.Tables(d, p.l)
	for _, t := range tables { // all or none
		if err := (output.File{Path: filepath.Join(folder, t.Name)}).Refused(); err != nil {
			return err
		}
	}
	for _, t := range tables {
		path := filepath.Join(folder, t.Name)
		if err := p.save(path, force, func(w io.Writer) error { return t.Write(w, p.l) }); err != nil {
			return err
		}
	}
	return nil
}

// between keeps what is dated from first to last, both included; the zero Date is no bound. Remedies stay
// whole, since what was before and after them says what they did.
func between(d diary.Diary, first, last diary.Date) diary.Diary {
	out := func(date diary.Date) bool {
		return !first.IsZero() && date.Before(first) || !last.IsZero() && date.After(last)
	}
	d.Nights = slices.DeleteFunc(slices.Clone(d.Nights), func(n diary.Night) bool { return out(n.Date) })
	d.Episodes = slices.DeleteFunc(slices.Clone(d.Episodes), func(e diary.Episode) bool { return out(e.Night) })
	d.Exposures = slices.DeleteFunc(slices.Clone(d.Exposures), func(e diary.Exposure) bool { return out(e.Night) })
	d.Labs = slices.DeleteFunc(slices.Clone(d.Labs), func(r diary.LabResult) bool { return out(r.Date) })
	d.Visits = slices.DeleteFunc(slices.Clone(d.Visits), func(v diary.Visit) bool { return out(v.Date) })
	return d
}
