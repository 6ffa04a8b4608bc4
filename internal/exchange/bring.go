package exchange

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/known"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
)

// Find opens files and folders, and tells what is in them. Nothing is decided yet: Propose does that, as
// often as the user changes a choice. Errors are *Fault, or the context's.
func Find(ctx context.Context, paths []string, env Env) (*Found, error) {
	return find(ctx, env, paths, func(i int, found func(source.Item) error) error {
		if paths[i] == StandardInput {
			return source.OpenBytes(ctx, StandardInput, env.Input, found)
		}
		return source.Open(ctx, paths[i], found)
	})
}

// StandardInput stands among the paths for what came through standard input.
const StandardInput = "-"

// FindBytes is Find for what came through standard input or a clipboard; name is shown to the user.
func FindBytes(ctx context.Context, name string, data []byte, env Env) (*Found, error) {
	return find(ctx, env, []string{name}, func(_ int, found func(source.Item) error) error {
		return source.OpenBytes(ctx, name, data, found)
	})
}

// Peek tells by a file's beginning which program wrote it, within moments whatever its size; "" where that is not
// known.
func Peek(ctx context.Context, path string) string {
	program := ""
	enough := errors.New("exchange: enough seen")
	err := source.Peek(ctx, path, func(it source.Item) error {
		if f, ok := known.Recognise(it); ok {
			program = f.Name
			return enough
		}
		return nil
	})
	if err != nil && !errors.Is(err, enough) {
		return "" // reading it whole says what is wrong
	}
	return program
}

// Progress tells how far Find has come with a context from WithProgress.
type Progress = source.Progress

// WithProgress gives a context in which what Find reads is counted.
func WithProgress(ctx context.Context, p *Progress) context.Context {
	return source.WithProgress(ctx, p)
}

// Env is what reading depends on beside the file.
type Env struct {
	// Zone for moments in UTC and clocks without a zone; nil is this computer's.
	Zone *time.Location
	// As names a format by its ID; "" leaves that to the file.
	As string
	// Order of dates; Ambiguous leaves that to the file.
	Order DateOrder
	// Input is what came through standard input. It is kept in memory: a file of it would be left in plain by a
	// program that is killed.
	Input []byte
}

// Found is what files hold.
type Found struct {
	// Parts in the order of the files.
	Parts []Part
	env   Env
	words *vocabulary
}

// Part is a table, a document or a database that was found in a file.
type Part struct {
	// File and Sheet it was found in.
	File, Sheet string
	// Format is the ID of the program that wrote it and Program its name; "" where it is a table of the
	// user's own.
	Format, Program string
	// Hidden says that the sheet is not shown in the workbook.
	Hidden bool
	// Notes were met on reading.
	Notes []source.Note
	// Fault is why the part cannot be read; nil if it can.
	Fault *Fault

	set   *reading.Set  // of a known format
	table *source.Table // of any table
	own   *ownTable     // of our own, but for that of the nights
}

func find(ctx context.Context, env Env, names []string, open func(i int, found func(source.Item) error) error) (*Found, error) {
	words, err := newVocabulary()
	if err != nil {
		return nil, err
	}
	if env.Zone == nil {
		env.Zone = time.Local
	}
	f := &Found{env: env, words: words}
	for i := range names {
		before := len(f.Parts)
		err := open(i, func(it source.Item) error { return f.add(ctx, it) })
		var wrong *source.Fault
		switch {
		case errors.As(err, &wrong) && len(names) > 1:
			f.Parts = append(f.Parts, Part{File: names[i], Fault: wrong})
		case err != nil:
			return nil, err
		case len(f.Parts) == before:
			return nil, fault("exchange.fault.nothing_in", "path", names[i])
		}
	}
	f.forgetOthers()
	return f, nil
}

// add recognises an item and reads it.
func (f *Found) add(ctx context.Context, it source.Item) error {
	p := Part{File: it.File, Sheet: it.Sheet, Hidden: it.Hidden}
	if it.Table != nil {
		p.Notes = it.Table.Notes
	}
	own, ok, err := f.words.ownTableOf(it)
	if err != nil {
		return err
	}
	if ok && f.env.As == "" {
		p.Format, p.Program, p.own = ownFormat, ownProgram, &own
		f.keep(p)
		return nil
	}
	format, ok := known.Recognise(it)
	if f.env.As != "" && f.env.As != AnyTable {
		format, ok = known.ByID(f.env.As)
	}
	if ok && f.env.As != AnyTable {
		p.Format, p.Program = format.ID, format.Name
		set, err := known.Read(ctx, it, format, f.env.Zone, f.env.Order)
		var wrong *source.Fault
		switch {
		case errors.As(err, &wrong):
			p.Fault = wrong
		case err != nil:
			return err
		default:
			p.set = set
		}
		f.keep(p)
		return nil
	}
	switch it.Kind {
	case source.TableKind, source.TextKind:
		p.table = it.Table
	case source.JSONKind:
		table, ok, err := source.JSONTable(it.Data)
		switch {
		case err != nil:
			return err
		case ok:
			p.table = table
		default:
			p.Fault = fault("exchange.fault.other_json")
		}
	case source.XMLKind:
		p.Fault = fault("exchange.fault.other_xml")
	case source.DatabaseKind:
		p.Fault = fault("exchange.fault.other_database")
	}
	if p.table != nil && p.table.Width < 2 && it.Kind == source.TextKind {
		p.table, p.Fault = nil, fault("exchange.fault.plain_text")
	}
	f.keep(p)
	return nil
}

// AnyTable is the format of a table that no known program wrote.
const AnyTable = "table"

// keep adds a part. Files of one program that hold nothing but sleep are one: some write a file for each
// night or each season.
func (f *Found) keep(p Part) {
	if p.set != nil && len(p.set.Values) == 0 {
		for i := range f.Parts {
			other := &f.Parts[i]
			if other.Format == p.Format && other.set != nil && len(other.set.Values) == 0 && other.File != p.File {
				other.set.Join(p.set)
				return
			}
		}
	}
	f.Parts = append(f.Parts, p)
}

// forgetOthers lets go of what is not known, where an archive or a folder holds something that is: programs
// put much beside it.
func (f *Found) forgetOthers() {
	if !slices.ContainsFunc(f.Parts, func(p Part) bool { return p.set != nil && p.Sheet == "" }) {
		return
	}
	f.Parts = slices.DeleteFunc(f.Parts, func(p Part) bool { return p.set == nil && p.Sheet == "" })
}

// Programs are the names of the programs that wrote the parts, each once.
func (f *Found) Programs() []string {
	var names []string
	for _, p := range f.Parts {
		if p.Program != "" && !slices.Contains(names, p.Program) {
			names = append(names, p.Program)
		}
	}
	return names
}

// Proposal is what would be brought in, by what the user has chosen so far.
type Proposal struct {
	Parts []PartProposal
	// Diary is all that was read, each night once. It is valid.
	Diary diary.Diary
	// Nights say how each night came about, in order of date.
	Nights []ProposedNight
	// Counts of rows.
	Counts Counts
	// Left are the rows that were left out; Cells the values that could not be read, and Changed those
	// that were taken otherwise than they stand.
	Left    []LeftRow
	Cells   []CellNote
	Changed []CellNote
	// Offers are tags, by the name of their column or group, with how often they occur.
	Offers []Offer
	// UTC says that moments in UTC were brought to Zone.
	UTC  bool
	Zone string
}

// PartProposal is what is made of one part.
type PartProposal struct {
	Part
	Columns []Column
	// Dates is the column that gave the night and Moments whether its time of day counted; "" where the
	// format gives it.
	Dates   string
	Moments bool
	// Mornings says that plain dates were taken for those of the morning after, and Reckoned which text told
	// the year, or the month, that the dates lack; "" where they are whole.
	Mornings bool
	Reckoned string
	// TwoWays is a date that could be read in two ways, and Order how it was; "" is none.
	TwoWays string
	Order   DateOrder
	// Began and Ended are the columns that gave when sleep began and ended; "" is none.
	Began, Ended string
	// Nights, Doses and Labs it gives.
	Nights, Doses, Labs int
}

// Counts are rows of the files: In = Used + Joined + Left.
type Counts struct {
	// In the file, without the heads.
	In int
	// Used are rows of which something was brought in and Joined those of them beyond the first of a
	// night; Left were left out.
	Used, Joined, Left int
	// Nights, Doses, Labs and Exposures that were read; Courses are medicines taken for a time.
	Nights, Doses, Courses, Labs, Exposures, Others int
	// Unreadable values were left blank; Rounded ones taken.
	Unreadable, Rounded int
}

// ProposedNight tells of which rows a night of the diary was made.
type ProposedNight struct {
	Date  diary.Date
	Lines []int
	// Start and End of the sleep, where the file tells moments.
	Start, End time.Time
}

// LeftRow is a row that was left out.
type LeftRow struct {
	File   string
	Line   int
	Reason reading.Reason
	Text   string
	Rows   int
}

// CellNote is a value that was left blank, or taken otherwise than it stands.
type CellNote struct {
	File   string
	Line   int
	Column string
	Field  Field
	Text   string
	// Reason that it was not taken, "" where it was.
	Reason diary.Reason
}

// Offer is a group of tags that may be brought in as triggers.
type Offer struct {
	// Kind is the column or group, Names its tags, most frequent first.
	Kind  string
	Names []string
	Count int
	Taken bool
}

// mostKept is how many left rows and cells are kept one by one; all are counted.
const mostKept = 500

// Propose works out what would be brought in. latest is the last night that may be recorded now. Nothing
// that can be brought in is a *Fault that says why.
func (f *Found) Propose(chosen Choices, latest diary.Date) (Proposal, error) {
	p := Proposal{Zone: zoneName(f.env.Zone, latest)}
	b := builder{found: f, chosen: chosen, latest: latest, proposal: &p, nights: make(map[diary.Date]*nightMade)}
	if chosen.Order == Ambiguous {
		chosen.Order = f.env.Order
	}
	var first *Fault
	parts, err := f.choose(chosen, latest)
	if err != nil {
		return p, err
	}
	for _, part := range parts {
		if err := b.part(part, chosen); err != nil {
			var wrong *Fault
			if !errors.As(err, &wrong) {
				return p, err
			}
			if first == nil {
				first = wrong
			}
			part.Fault = wrong
			p.Parts = append(p.Parts, PartProposal{Part: part})
		}
	}
	b.finish()
	if b.empty() {
		if first == nil {
			first = b.nothing()
		}
		return p, first
	}
	return p, nil
}

// zoneName names a zone for people; that of the computer has only its letters, such as CET.
func zoneName(zone *time.Location, latest diary.Date) string {
	if zone != time.Local || zone.String() != "Local" {
		return zone.String()
	}
	name, _ := latest.UTC().In(zone).Zone()
	return name
}

// choose picks the sheets of a workbook: the one that was named, or all that have the same heads.
func (f *Found) choose(chosen Choices, latest diary.Date) ([]Part, error) {
	if chosen.Sheet != "" {
		var parts []Part
		var names []string
		for _, p := range f.Parts {
			if strings.EqualFold(p.Sheet, chosen.Sheet) {
				parts = append(parts, p)
			}
			if p.Sheet != "" {
				names = append(names, p.Sheet)
			}
		}
		if len(parts) == 0 {
			return nil, fault("exchange.fault.no_sheet", "text", clip(chosen.Sheet), "names", strings.Join(names, ", "))
		}
		return parts, nil
	}
	parts := slices.Clone(f.Parts)
	if slices.ContainsFunc(parts, func(p Part) bool { return p.Sheet != "" && !p.Hidden }) {
		// What a workbook hides is most often what its own sheets are reckoned from. It is told, and can be named.
		for i := range parts {
			if parts[i].Hidden {
				parts[i] = Part{File: parts[i].File, Sheet: parts[i].Sheet, Hidden: true, Fault: fault("exchange.fault.hidden_sheet", "text", clip(parts[i].Sheet))}
			}
		}
	}
	return parts, f.whichSheet(parts, chosen, latest)
}

// whichSheet asks for a sheet where several hold nights and their names are not those of years or months,
// whose nights belong together: one may hold averages of the other.
func (f *Found) whichSheet(parts []Part, chosen Choices, latest diary.Date) error {
	var names []string
	periods := true
	for _, p := range parts {
		if p.Sheet == "" || p.table == nil {
			continue
		}
		set, err := readAnyTable(f.words, p.table, place{p.File, p.Sheet}, f.env.Zone, latest, chosen)
		if err != nil {
			continue
		}
		used := slices.ContainsFunc(f.words.classify(set, chosen).columns, func(c Column) bool { return c.Field != Ignored })
		if used || len(set.Sessions)+len(set.Doses)+len(set.Labs) > 0 {
			names = append(names, p.Sheet)
			periods = periods && cell.IsPeriod(p.Sheet)
		}
	}
	if len(names) < 2 || periods {
		return nil
	}
	return fault("exchange.fault.which_sheet", "names", strings.Join(names, ", "))
}

// Has tells whether a column, a reading or a group of tags of that name is there, whether used or not.
func (p Proposal) Has(name string) bool {
	folded := i18n.Fold(name)
	for _, part := range p.Parts {
		if i18n.Fold(part.Dates) == folded {
			return true
		}
		for _, c := range part.Columns {
			if i18n.Fold(c.Name) == folded || c.Number > 0 && strconv.Itoa(c.Number) == name {
				return true
			}
		}
	}
	return slices.ContainsFunc(p.Offers, func(o Offer) bool {
		return i18n.Fold(o.Kind) == folded || slices.ContainsFunc(o.Names, func(n string) bool { return i18n.Fold(n) == folded })
	})
}
