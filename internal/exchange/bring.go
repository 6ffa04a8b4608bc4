package exchange

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/known"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
)

// Find opens files and folders, and tells what is in them. Nothing is decided yet: Propose does that, as
// often as the user changes a choice. Errors are *Fault, or the context's.
func Find(ctx context.Context, paths []string, env Env) (*Found, error) {
	input := env.Input
	env.Input = nil // it is asked for while files are opened
	return find(ctx, env, paths, func(i int, found func(source.Item) error) error {
		if paths[i] == StandardInput {
			return source.OpenBytes(ctx, StandardInput, input(), found)
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
	// Nights are the hours at which the nights of the diary end: they tell the night of a moment.
	Nights diary.Boundaries
	// Input gives what came through standard input. It is kept in memory: a
	// file of it would be left in plain by a program that is killed.
	Input func() []byte
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

// Name is the part's file, with its sheet where it has one. What is not shown of a character is spelled out.
func (p Part) Name() string {
	name := filepath.Base(p.File)
	if p.Sheet != "" {
		name += ": " + p.Sheet
	}
	return i18n.OneLine(name)
}

// Unreadable says of several files or sheets that none of them can be read.
type Unreadable struct {
	// Parts each have their Fault.
	Parts []Part
}

// whyNone is why nothing of the parts can be read: of each, where they are in several files.
func whyNone(parts []Part) error {
	for _, p := range parts[1:] {
		if p.File != parts[0].File {
			return &Unreadable{parts}
		}
	}
	return parts[0].Fault
}

// Error names the faults for a log.
func (u *Unreadable) Error() string {
	var faults []string
	for _, p := range u.Parts {
		faults = append(faults, p.Fault.Error())
	}
	return strings.Join(faults, "; ")
}

// Unwrap gives the first fault, by which a hint is chosen.
func (u *Unreadable) Unwrap() error { return u.Parts[0].Fault }

// told is the part without what was read of it, which is not needed to tell of it.
func (p Part) told() Part {
	p.set, p.table, p.own = nil, nil, nil
	return p
}

// TwoWays tells whether a program's dates could be read in two ways and were settled by what stands beside them.
func (p Part) TwoWays() bool { return p.set != nil && p.set.TwoWays != "" }

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
		items := 0 // not the parts: those of one program are joined
		err := open(i, func(it source.Item) error { items++; return f.add(ctx, it) })
		var wrong *source.Fault
		switch {
		case errors.As(err, &wrong) && len(names) > 1:
			f.Parts = append(f.Parts, Part{File: names[i], Fault: wrong})
		case err != nil:
			return nil, err
		case items == 0:
			f.Parts = append(f.Parts, Part{File: names[i], Fault: fault("exchange.fault.nothing_in", "path", names[i])})
		}
	}
	f.forgetOthers()
	// Where nothing can be read there is nothing to choose either.
	if !slices.ContainsFunc(f.Parts, func(p Part) bool { return p.Fault == nil || p.Fault.Key == "exchange.fault.ambiguous" }) {
		return nil, whyNone(f.Parts)
	}
	return f, nil
}

// add recognises an item and reads it.
func (f *Found) add(ctx context.Context, it source.Item) error {
	p := Part{File: it.File, Sheet: it.Sheet, Hidden: it.Hidden, Fault: it.Fault}
	if p.Fault != nil {
		f.keep(p)
		return nil
	}
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
		set, err := known.Read(ctx, it, format, f.env.Zone, f.env.Order, f.env.Nights)
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
		table, ok, err := source.JSONTable(ctx, it.Data)
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
