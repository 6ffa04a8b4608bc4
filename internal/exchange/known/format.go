package known

import (
	"context"
	"slices"
	"strings"
	"time"

	"stillnight/internal/diary"
	"stillnight/internal/exchange/cell"
	"stillnight/internal/exchange/reading"
	"stillnight/internal/exchange/source"
	"stillnight/internal/i18n"
)

// DateRole is what the dates of a format stand for.
type DateRole string

// The roles.
const (
	ByMoment  DateRole = "moment"  // the night follows from a date with a time of day
	ByEvening DateRole = "evening" // the date is the evening's
	ByMorning DateRole = "morning" // the date is that of waking
)

// NapRule is how a format tells naps.
type NapRule string

// The rules.
const (
	NoNaps      NapRule = "none"   // it holds no naps
	NapsMarked  NapRule = "marked" // it marks them
	NapsByHours NapRule = "hours"  // by the time of day and the length
)

// Format is one program's export.
type Format struct {
	// ID names it on the command line.
	ID string
	// Name as people know it.
	Name string
	// Kinds of item that it may be.
	Kinds []source.Kind
	// Unit of bare numbers of its durations.
	Unit cell.Unit
	// Dates is what its dates stand for.
	Dates DateRole
	// Naps is how it tells them.
	Naps NapRule
	// Sessions says that a night may have more than one, which are joined.
	Sessions bool
	// Is recognises it.
	Is func(it source.Item) bool
	// Read reads it.
	Read Reader
}

// Reader reads an item into the job's set. Errors are *source.Fault, or the context's.
type Reader func(j *Job) error

// Job is the reading of one item by one format.
type Job struct {
	Ctx    context.Context
	Item   source.Item
	Format Format
	// Zone for moments in UTC and clocks without a zone.
	Zone *time.Location
	// Order of dates where the user has told it.
	Order cell.Order
	Set   *reading.Set
}

// Local brings a moment in UTC to the zone, and notes that the file does not tell the place.
func (j *Job) Local(t time.Time) time.Time {
	j.Set.Zone = true
	return t.In(j.Zone)
}

// orderOf finds how the dates of a column are written: as the user says, as the dates themselves prove, or as their
// sequence does.
func (j *Job) orderOf(texts []string) cell.Order {
	if j.Order != cell.Ambiguous {
		return j.Order
	}
	if order := cell.OrderOf(texts); order != cell.Ambiguous {
		return order
	}
	return cell.OrderBySequence(texts, diary.Date{})
}

// Moment reads a moment by the clock on the wall where it was written.
func (j *Job) Moment(text string, order cell.Order) (time.Time, bool) {
	m, ok := cell.ParseMoment(text, order)
	if !ok {
		return time.Time{}, false
	}
	if m.Zoned && m.UTC {
		j.Set.Zone = true
	}
	return m.Time(j.Zone), true
}

// Recognise finds the format of an item.
func Recognise(it source.Item) (Format, bool) {
	for _, f := range All {
		if slices.Contains(f.Kinds, it.Kind) && f.Is(it) {
			return f, true
		}
	}
	return Format{}, false
}

// ByID finds a format by its name on the command line.
func ByID(id string) (Format, bool) {
	i := slices.IndexFunc(All, func(f Format) bool { return f.ID == id })
	if i < 0 {
		return Format{}, false
	}
	return All[i], true
}

// Read reads an item as a format. nights tell to which night a moment belongs.
func Read(ctx context.Context, it source.Item, f Format, zone *time.Location, order cell.Order, nights diary.Boundaries) (*reading.Set, error) {
	if !slices.Contains(f.Kinds, it.Kind) || !f.Is(it) {
		return nil, wrongForm(f)
	}
	j := &Job{Ctx: ctx, Item: it, Format: f, Zone: zone, Order: order, Set: &reading.Set{Boundaries: nights}}
	if err := f.Read(j); err != nil {
		return nil, err
	}
	return j.Set, nil
}

// headLook is how many rows may stand above a table's heads.
const headLook = 30

// headRow finds the row that has all of the heads, folded; -1 where none has.
func headRow(t *source.Table, heads ...string) int {
	if t == nil {
		return -1
	}
	for i, row := range t.Rows[:min(len(t.Rows), headLook)] {
		if hasHeads(row, heads) {
			return i
		}
	}
	return -1
}

func hasHeads(row source.Row, heads []string) bool {
	return !slices.ContainsFunc(heads, func(h string) bool { return columnOf(row, h) < 0 })
}

// heads recognises a table by heads that no other table has together.
func heads(names ...string) func(source.Item) bool {
	return func(it source.Item) bool { return headRow(it.Table, names...) >= 0 }
}

// columnOf finds a column by its head, folded; a head that ends with * is the beginning of one.
func columnOf(row source.Row, head string) int {
	want := i18n.Fold(head)
	begins := strings.HasSuffix(head, "*")
	for i, c := range row.Cells {
		if begins && len(c) < 100 && strings.HasPrefix(i18n.Fold(c), want) {
			return i
		}
		if len(c) <= 4*len(head)+40 && i18n.Fold(c) == want {
			return i
		}
	}
	return -1
}

// keysIn tells whether the first bytes of JSON name all of the keys. It is a first look only: a reader
// finds out the rest.
func keysIn(names ...string) func(source.Item) bool {
	return func(it source.Item) bool {
		head := string(it.Data[:min(len(it.Data), jsonLook)])
		return !slices.ContainsFunc(names, func(n string) bool { return !strings.Contains(head, `"`+n+`"`) })
	}
}

const jsonLook = 16 << 10
