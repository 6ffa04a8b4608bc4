package main

import (
	"errors"
	"slices"
	"strings"
	"time"

	"stillnight/internal/clinical"
	"stillnight/internal/diary"
	"stillnight/internal/exchange"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/known"
	"stillnight/internal/incoming"
	"stillnight/internal/store"
)

// importing is how the user wants files to be brought in.
type importing struct {
	env            exchange.Env
	input          []byte // what came through standard input
	choices        exchange.Choices
	join           exchange.JoinMode
	dryRun, asJSON bool
}

// importFile brings files in: a diary of Stillnight, its JSON or tables, another program's export, or a
// table of the user's own.
func (p *program) importFile(args []string) (err error) {
	defer incoming.Sparing()()
	f := p.flags("import")
	to := f.where()
	how, finish := p.importFlags(f)
	rest, err := f.parse(args, 1, manyFiles)
	if err != nil {
		return err
	}
	if err := finish(); err != nil {
		return err
	}
	// What the file holds is found out before a diary is made: one that cannot be read must not make a new diary.
	if slices.Contains(rest, standard) {
		if how.input, err = p.load(); err != nil {
			return err
		}
		how.env.Input = how.takeInput
	}
	var s *store.Store
	defer func() {
		if s != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if _, missing := to.existing(); missing == nil { // it says at which hours its nights end
		if s, err = to.open(); err != nil {
			return err
		}
		if how.env.Nights, err = s.Boundaries(p.ctx); err != nil {
			return err
		}
	}
	theirs, told, err := p.read(rest, how, to)
	if err != nil {
		return err
	}
	if s == nil {
		if s, err = to.open(); err != nil {
			return err
		}
	}
	mine, err := s.Diary(p.ctx)
	if err != nil {
		return err
	}
	plan, err := exchange.Join(mine, theirs, how.join)
	if err != nil {
		return err
	}
	told.plan(plan)
	told.urgent(p.l, clinical.UrgentArrived(mine.Nights, plan.Changes.Nights))
	if !how.dryRun && !plan.Empty() {
		result, err := s.ImportOnce(p.ctx, plan.Changes, store.TakeTheirs)
		if err != nil {
			return err
		}
		told.Written = plan.New + plan.Changed
		told.Backup = result.Backup.Path
	}
	return p.tellImport(told, how)
}

// takeInput gives what came through standard input, and lets it go: beside what is read of it, it would lie in memory
// twice. A second - among the paths is an empty file.
func (how *importing) takeInput() []byte {
	data := how.input
	how.input = nil
	return data
}

// manyFiles bounds how many files one import takes.
const manyFiles = 10_000

// importFlags declares the options. finish reads those that depend on one another.
func (p *program) importFlags(f *flags) (*importing, func() error) {
	how := &importing{join: exchange.Fill}
	how.choices.Columns = make(map[string]exchange.Field)
	how.choices.Scales = make(map[exchange.Field]cell.Scale)
	how.choices.Words = make(map[exchange.Field]map[string]int)
	how.choices.Units = make(map[exchange.Field]cell.Unit)
	replace := f.yes("replace", "cli.option.replace")
	f.BoolVar(&how.choices.SkipBad, "skip-bad", false, p.l.T("cli.option.skip_bad"))
	f.BoolVar(&how.dryRun, "dry-run", false, p.l.T("cli.option.dry_run"))
	f.BoolVar(&how.asJSON, "json", false, p.l.T("cli.option.json"))
	f.BoolVar(&how.choices.Mornings, "mornings", false, p.l.T("cli.option.mornings"))
	f.BoolVar(&how.choices.Evenings, "evenings", false, p.l.T("cli.option.evenings"))
	f.StringVar(&how.choices.Sheet, "sheet", "", p.l.T("cli.option.sheet"))
	f.StringVar(&how.env.As, "as", "", p.l.T("cli.option.as"))
	f.IntVar(&how.choices.Year, "year", 0, p.l.T("cli.option.year"))
	order := f.words("dates", "", "cli.option.dates")
	zone := f.words("tz", "", "cli.option.tz")
	join := f.words("join", "", "cli.option.join")
	each := func(name, key string, take func(field exchange.Field, value string) bool) {
		f.Func(name, p.l.T(key), func(s string) error {
			field, value, ok := strings.Cut(s, "=")
			if !ok || !fieldKnown(field) || !take(exchange.Field(field), value) {
				f.fault = p.usage("cli.usage."+name, "text", s)
				return f.fault
			}
			return nil
		})
	}
	each("column", "cli.option.column", func(field exchange.Field, value string) bool {
		how.choices.Columns[value] = field
		return value != ""
	})
	each("scale", "cli.option.scale", func(field exchange.Field, value string) bool {
		scale, ok := cell.ParseScale(value)
		how.choices.Scales[field] = scale
		return ok
	})
	each("words", "cli.option.words", func(field exchange.Field, value string) bool {
		words, ok := exchange.ParseWords(value)
		how.choices.Words[field] = words
		return ok
	})
	each("unit", "cli.option.unit", func(field exchange.Field, value string) bool {
		unit, ok := cell.UnitOf(value)
		if field == exchange.LabGroup {
			unit, ok = cell.Unit(value), value != "" // as on the laboratory's sheet
		}
		how.choices.Units[field] = unit
		return ok
	})
	f.Func("not", p.l.T("cli.option.not"), func(s string) error {
		how.choices.Not = append(how.choices.Not, s)
		return nil
	})
	return how, func() error { return p.finishImport(how, *order, *zone, *join, *replace) }
}

func fieldKnown(name string) bool {
	f := exchange.Field(name)
	return slices.Contains(exchange.Fields(), f) || slices.Contains(exchange.Groups(), f)
}

func (p *program) finishImport(how *importing, order, zone, join string, replace bool) error {
	if order != "" && !slices.Contains([]string{string(exchange.DayFirst), string(exchange.MonthFirst), string(exchange.YearFirst)}, order) {
		return p.usage("cli.usage.dates", "text", order)
	}
	if y := how.choices.Year; y != 0 && (y < diary.MinYear || y > diary.MaxYear) {
		return p.usage("cli.usage.year", "text", y)
	}
	how.choices.Order, how.env.Order = exchange.DateOrder(order), exchange.DateOrder(order)
	if zone != "" {
		place, err := time.LoadLocation(zone)
		if err != nil {
			return p.usage("cli.usage.tz", "text", zone)
		}
		how.env.Zone = place
	}
	if replace {
		how.join = exchange.TakeTheirs
	}
	switch mode := exchange.JoinMode(join); mode {
	case "":
	case exchange.Fill, exchange.KeepMine, exchange.TakeTheirs:
		how.join = mode
	default:
		return p.usage("cli.usage.join", "text", join)
	}
	if as := how.env.As; as != "" && as != exchange.AnyTable {
		if _, ok := known.ByID(as); !ok {
			return p.usage("cli.usage.as", "text", as, "names", strings.Join(formatNames(), ", "))
		}
	}
	return nil
}

func formatNames() []string {
	names := []string{exchange.AnyTable}
	for _, f := range known.All {
		names = append(names, f.ID)
	}
	return names
}

// read finds out what files hold: whole diaries, or what is to be made into nights.
func (p *program) read(paths []string, how *importing, to *where) (diary.Diary, *imported, error) {
	latest := how.env.Nights.NightAt(time.Now())
	told := &imported{Holds: make(map[string]int)}
	var whole diary.Diary
	var others []string
	for _, path := range paths {
		d, is, err := p.wholeDiary(path, how.input, latest, to)
		if err != nil {
			return whole, told, err
		}
		if !is {
			others = append(others, path)
			continue
		}
		told.add(p.l, path, d)
		plan, err := exchange.Join(whole, d, exchange.Fill)
		if err != nil {
			return whole, told, err
		}
		if len(paths) == 1 {
			return d, told, nil
		}
		whole = exchange.Apply(whole, plan)
	}
	if len(others) == 0 {
		return whole, told, nil
	}
	found, err := exchange.Find(p.ctx, others, how.env)
	if err != nil {
		return whole, told, err
	}
	proposal, err := found.ProposeOnce(p.ctx, how.choices, latest)
	if err != nil {
		return whole, told, err
	}
	if err := p.columnsThere(proposal, how.choices); err != nil {
		return whole, told, err
	}
	told.propose(p.l, proposal)
	plan, err := exchange.Join(whole, proposal.Diary, exchange.Fill)
	if err != nil {
		return whole, told, err
	}
	if len(whole.Nights) == 0 && len(whole.Interventions) == 0 {
		return proposal.Diary, told, nil
	}
	return exchange.Apply(whole, plan), told, nil
}

// columnsThere refuses a column that the user has named and no file has: a slip in the name would
// otherwise leave the column out.
func (p *program) columnsThere(proposal exchange.Proposal, chosen exchange.Choices) error {
	for name := range chosen.Columns {
		if !proposal.Has(name) {
			return p.fail("cli.fault.no_column", "text", name)
		}
	}
	return nil
}

// wholeDiary reads a whole diary from a file or from what came in; is says that there is one.
func (p *program) wholeDiary(path string, input []byte, latest diary.Date, to *where) (d diary.Diary, is bool, err error) {
	if path == standard {
		return incoming.DiaryIn(p.ctx, input, to.ask, latest)
	}
	return incoming.Diary(p.ctx, path, to.ask, latest)
}
