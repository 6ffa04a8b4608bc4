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
	"stillnight/internal/exchange/reading"
	"stillnight/internal/i18n"
)

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

// Fault is why a value was not taken, with the bounds of its field.
func (n CellNote) Fault() *diary.FieldError {
	most := diary.MaxName // of a dose or a trigger its name
	if f, ofNight := diary.NightField(string(n.Field)); ofNight {
		most = f.Max
	}
	return &diary.FieldError{Field: string(n.Field), Reason: n.Reason, Max: float64(most)}
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
// that can be brought in is a *Fault that says why. It stops early with the context's error.
func (f *Found) Propose(ctx context.Context, chosen Choices, latest diary.Date) (Proposal, error) {
	return f.propose(ctx, chosen, latest, false)
}

// ProposeOnce is Propose where nothing is asked of f any more: what the files hold is let go while nights are made of
// it, so that long texts do not lie in memory twice.
func (f *Found) ProposeOnce(ctx context.Context, chosen Choices, latest diary.Date) (Proposal, error) {
	return f.propose(ctx, chosen, latest, true)
}

func (f *Found) propose(ctx context.Context, chosen Choices, latest diary.Date, once bool) (Proposal, error) {
	p := Proposal{Zone: zoneName(f.env.Zone, latest)}
	b := builder{once: once, asked: ctx, found: f, chosen: chosen, latest: latest, proposal: &p, nights: make(map[diary.Date]int), extra: make(map[int]int), intakes: make(map[oneIntake]bool), exposures: make(map[oneExposure]bool)}
	if chosen.Order == Ambiguous {
		chosen.Order = f.env.Order
	}
	var refused []Part
	parts, err := f.choose(ctx, chosen, latest)
	if err != nil {
		return p, err
	}
	for _, part := range parts {
		if err := b.part(part, chosen); err != nil {
			var wrong *Fault
			if !errors.As(err, &wrong) {
				return p, err
			}
			part.Fault = wrong
			refused = append(refused, part.told())
			p.Parts = append(p.Parts, PartProposal{Part: part.told()})
		}
	}
	b.finish()
	if b.empty() {
		if len(refused) == 0 {
			return p, b.nothing()
		}
		return p, whyNone(refused)
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
func (f *Found) choose(ctx context.Context, chosen Choices, latest diary.Date) ([]Part, error) {
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
			return nil, fault("exchange.fault.no_sheet", "text", reading.Clip(chosen.Sheet), "names", strings.Join(names, ", "))
		}
		return parts, nil
	}
	parts := slices.Clone(f.Parts)
	if slices.ContainsFunc(parts, func(p Part) bool { return p.Sheet != "" && !p.Hidden }) {
		// What a workbook hides is most often what its own sheets are reckoned from. It is told, and can be named.
		for i := range parts {
			if parts[i].Hidden {
				parts[i] = Part{File: parts[i].File, Sheet: parts[i].Sheet, Hidden: true, Fault: fault("exchange.fault.hidden_sheet", "text", reading.Clip(parts[i].Sheet))}
			}
		}
	}
	return parts, f.whichSheet(ctx, parts, chosen, latest)
}

// whichSheet asks for a sheet where several hold nights and their names are not those of years or months,
// whose nights belong together: one may hold averages of the other.
func (f *Found) whichSheet(ctx context.Context, parts []Part, chosen Choices, latest diary.Date) error {
	var names []string
	periods := true
	parts = slices.DeleteFunc(slices.Clone(parts), func(p Part) bool { return p.Sheet == "" || p.table == nil })
	if len(parts) < 2 {
		return nil
	}
	for _, p := range parts {
		set, err := readAnyTable(ctx, f.words, p.table, place{p.File, p.Sheet}, f.env.Zone, f.env.Nights, latest, chosen)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			continue
		}
		used := slices.ContainsFunc(f.words.classify(ctx, set, chosen).columns, func(c Column) bool { return c.Field != Ignored })
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
