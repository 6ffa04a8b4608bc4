package main

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/store"
	"stillnight/internal/wording"
)

// importing is how the user wants a file to be brought in.
type importing struct {
	replace, dryRun, skipBad, asJSON, mornings bool
	order                                      string
	columns                                    []string
}

// imported is what an import did, or would do.
type imported struct {
	New       int        `json:"new"`
	Same      int        `json:"same"`
	Different int        `json:"different"`
	Bad       int        `json:"bad"`
	Written   int        `json:"written"`
	First     diary.Date `json:"first_night"`
	Last      diary.Date `json:"last_night"`
	Faults    []badRow   `json:"faults"`
}

// badRow is one fault of one row.
type badRow struct {
	Line   int    `json:"line"`
	Column string `json:"column"`
	Reason string `json:"reason"`
	Words  string `json:"words"`
}

// importFile brings a file in: a diary of Stillnight, its JSON, a table of nights, or another tracker's.
func (p *program) importFile(args []string) (err error) {
	f := p.flags("import")
	to := f.where()
	var how importing
	f.BoolVar(&how.replace, "replace", false, p.l.T("cli.option.replace"))
	f.BoolVar(&how.dryRun, "dry-run", false, p.l.T("cli.option.dry_run"))
	f.BoolVar(&how.skipBad, "skip-bad", false, p.l.T("cli.option.skip_bad"))
	f.BoolVar(&how.asJSON, "json", false, p.l.T("cli.option.json"))
	f.BoolVar(&how.mornings, "mornings", false, p.l.T("cli.option.mornings"))
	f.StringVar(&how.order, "dates", "", p.l.T("cli.option.dates"))
	f.Func("column", p.l.T("cli.option.column"), func(s string) error {
		how.columns = append(how.columns, s)
		return nil
	})
	rest, err := f.parse(args, 1, 1)
	if err != nil {
		return err
	}
	if how.order != "" && !slices.Contains([]string{string(exchange.DayFirst), string(exchange.MonthFirst), string(exchange.YearFirst)}, how.order) {
		return p.usage("cli.usage.dates", "text", how.order)
	}
	s, err := to.open()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	mine, err := s.Diary(p.ctx)
	if err != nil {
		return err
	}
	data, err := p.load(rest[0])
	if err != nil {
		return err
	}
	latest := diary.NightAt(time.Now())
	var theirs diary.Diary
	switch {
	case store.IsDiary(data):
		theirs, err = store.ReadLocked(p.ctx, rest[0], to.ask)
	case exchange.IsJSON(data):
		theirs, err = exchange.ReadJSON(data, latest)
	default:
		return p.importTable(s, mine, data, latest, how)
	}
	if err != nil {
		return err
	}
	return p.importDiary(s, mine, theirs, how)
}

// importDiary brings in a whole diary, remedies and all.
func (p *program) importDiary(s *store.Store, mine, theirs diary.Diary, how importing) error {
	var done imported
	for _, n := range theirs.Nights {
		if _, there := mine.Night(n.Date); there {
			done.Different++
		} else {
			done.New++
		}
	}
	done.First, done.Last, _ = theirs.Span()
	if !how.dryRun {
		mode := store.KeepMine
		if how.replace {
			mode = store.TakeTheirs
		}
		result, err := s.Import(p.ctx, theirs, mode)
		if err != nil {
			return err
		}
		done.Written = result.Added[store.Nights] + result.Replaced[store.Nights]
	}
	return p.tellImport(done, how)
}

// importTable brings in nights from a table. Nothing is written where a row is bad, unless such rows are
// to be passed over.
func (p *program) importTable(s *store.Store, mine diary.Diary, data []byte, latest diary.Date, how importing) error {
	sheet, err := exchange.ReadSheet(data)
	if err != nil {
		return err
	}
	m := exchange.Guess(sheet, p.l)
	if how.order != "" {
		m.Order = exchange.DateOrder(how.order)
	}
	m.Mornings = how.mornings
	for _, assign := range how.columns {
		if err := p.assign(&m, sheet, assign); err != nil {
			return err
		}
	}
	preview, err := exchange.PreviewSheet(sheet, m, mine, latest, p.l)
	if err != nil {
		return err
	}
	done := imported{
		New: preview.New, Same: preview.Same, Different: preview.Different, Bad: preview.Bad,
		First: preview.First, Last: preview.Last, Faults: p.faults(sheet, preview),
	}
	refused := preview.Bad > 0 && !how.skipBad && !how.dryRun
	if !how.dryRun && !refused {
		nights := preview.Nights(how.replace)
		if len(nights) > 0 {
			if _, err := s.Import(p.ctx, diary.Diary{Nights: nights}, store.TakeTheirs); err != nil {
				return err
			}
		}
		done.Written = len(nights)
	}
	if err := p.tellImport(done, how); err != nil {
		return err
	}
	if refused {
		return &failure{p.l.N("cli.fault.bad_rows", preview.Bad)}
	}
	return nil
}

// assign gives a column the meaning asked for: "severity=Legs" or "severity=3", columns counted from 1.
func (p *program) assign(m *exchange.Mapping, s exchange.Sheet, text string) error {
	field, column, ok := strings.Cut(text, "=")
	if !ok || !slices.Contains(exchange.Fields(), exchange.Field(field)) {
		return p.usage("cli.usage.column", "text", text)
	}
	i := slices.Index(s.Header, column)
	if n, err := strconv.Atoi(column); i < 0 && err == nil {
		i = n - 1
	}
	if i < 0 || i >= len(s.Header) {
		return p.fail("cli.fault.no_column", "text", column)
	}
	m.Set(i, exchange.Field(field))
	return nil
}

func (p *program) faults(s exchange.Sheet, preview exchange.Preview) []badRow {
	rows := []badRow{}
	for _, r := range preview.Rows {
		for _, f := range r.Faults {
			b := badRow{Line: r.Line, Reason: string(f.Err.Reason), Words: wording.FieldError(p.l, f.Err)}
			b.Column = exchange.Field(f.Err.Field).Words(p.l)
			if f.Column >= 0 && f.Column < len(s.Header) && s.Header[f.Column] != "" {
				b.Column = s.Header[f.Column]
			}
			rows = append(rows, b)
		}
	}
	return rows
}

// mostFaults is how many faults are told one by one.
const mostFaults = 20

func (p *program) tellImport(done imported, how importing) error {
	if how.asJSON {
		if done.Faults == nil {
			done.Faults = []badRow{}
		}
		return p.printJSON(done)
	}
	lines := []string{
		p.l.N("cli.import.new", done.New), p.l.N("cli.import.same", done.Same),
		p.l.N("cli.import.different", done.Different), p.l.N("cli.import.bad", done.Bad),
	}
	for _, b := range done.Faults[:min(len(done.Faults), mostFaults)] {
		lines = append(lines, p.l.T("cli.import.fault", "line", b.Line, "column", b.Column, "words", b.Words))
	}
	if how.dryRun {
		lines = append(lines, p.l.T("cli.import.dry"))
	} else {
		lines = append(lines, p.l.N("cli.import.written", done.Written))
	}
	return p.print(strings.Join(lines, "\n") + "\n")
}
