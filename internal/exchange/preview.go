package exchange

import (
	"reflect"
	"slices"

	"stillnight/internal/diary"
	"stillnight/internal/i18n"
)

// Status says what would become of one row.
type Status string

// The statuses.
const (
	New       Status = "new"       // the diary has no night of this date
	Same      Status = "same"      // the diary's night holds all of it already
	Different Status = "different" // the diary's night says something else, or less
	Bad       Status = "bad"       // cannot be read; see Faults
)

// RowFault is what is wrong with one cell.
type RowFault struct {
	// Column from 0, or -1 where it is the row as a whole.
	Column int
	// Text of the cell as it stands in the file, shortened.
	Text string
	// Err names the field and the reason.
	Err *diary.FieldError
}

// RowResult is one row and what would become of it.
type RowResult struct {
	// Line of the file, from 1.
	Line   int
	Status Status
	// Night as read from the row alone.
	Night diary.Night
	// Mine is the diary's night of that date, for Same and Different.
	Mine   diary.Night
	Faults []RowFault
}

// Preview is what an import would do. Nothing is written by making one.
type Preview struct {
	Rows []RowResult
	// Counts of rows by status.
	New, Same, Different, Bad int
	// First and Last night of the good rows; zero where there is none.
	First, Last diary.Date
	fields      []Field
	cells       cells
}

// PreviewSheet works out what importing a sheet would do. mine is the diary as it stands; latest the last
// night that may be recorded now. A mapping without a date, or with an order of dates still to be asked
// for, is a *Fault.
func PreviewSheet(s Sheet, m Mapping, mine diary.Diary, latest diary.Date, l *i18n.Localizer) (Preview, error) {
	p := Preview{cells: cells{l: l}}
	if s.Tracker != "" {
		p.fields = Fields()[1:]
		p.judge(s.Tracker.rows(s), mine, latest)
		return p, nil
	}
	date := m.Column(DateField)
	if date < 0 || date >= len(s.Header) {
		return p, fault("exchange.fault.no_date")
	}
	if m.Order == Ambiguous {
		example := ""
		for _, text := range s.column(date) {
			if _, isYearFirst := readDate(text, YearFirst); text != "" && !isYearFirst {
				example = text
				break
			}
		}
		return p, fault("exchange.fault.ambiguous", "text", clip(example))
	}
	for _, f := range m.Columns {
		if f != Ignored && f != DateField {
			p.fields = append(p.fields, f)
		}
	}
	if len(p.fields) == 0 {
		return p, fault("exchange.fault.no_values")
	}
	rows := make([]RowResult, 0, len(s.Rows))
	for _, row := range s.Rows {
		if r, filled := p.row(row, m, date); filled {
			rows = append(rows, r)
		}
	}
	p.judge(rows, mine, latest)
	return p, nil
}

// row reads one row. A row with nothing but a date is passed over: nothing was recorded.
func (p *Preview) row(row Row, m Mapping, date int) (r RowResult, filled bool) {
	r.Line = row.Line
	d, ok := readDate(row.Cell(date), m.Order)
	switch {
	case !ok:
		r.add(date, row.Cell(date), DateField, diary.BadDate)
	case m.Mornings:
		d = d.AddDays(-1)
	}
	r.Night.Date = d
	for column, f := range m.Columns {
		text := row.Cell(column)
		if f == Ignored || f == DateField || text == "" {
			continue
		}
		filled = true
		def, ok := diary.NightField(string(f))
		if !ok {
			continue
		}
		if reason := p.cells.read(def, &r.Night, text); reason != "" {
			r.add(column, text, f, reason)
		}
	}
	return r, filled
}

func (r *RowResult) add(column int, text string, f Field, reason diary.Reason) {
	r.Faults = append(r.Faults, RowFault{column, clip(text), &diary.FieldError{Field: string(f), Reason: reason}})
}

// judge checks ranges, finds dates that stand twice, and compares with the diary.
func (p *Preview) judge(rows []RowResult, mine diary.Diary, latest diary.Date) {
	seen := make(map[diary.Date]bool, len(rows))
	for _, r := range rows {
		if len(r.Faults) == 0 {
			errs, _ := r.Night.Validate(latest).(diary.FieldErrors)
			for _, e := range errs {
				r.Faults = append(r.Faults, RowFault{Column: -1, Err: e})
			}
		}
		if len(r.Faults) == 0 && seen[r.Night.Date] {
			r.add(-1, r.Night.Date.String(), DateField, diary.Duplicate)
		}
		switch night, there := mine.Night(r.Night.Date); {
		case len(r.Faults) > 0:
			r.Status = Bad
			p.Bad++
		case !there:
			r.Status = New
			p.New++
		case reflect.DeepEqual(overlay(night, r.Night, p.fields, p.cells), night):
			r.Status, r.Mine = Same, night
			p.Same++
		default:
			r.Status, r.Mine = Different, night
			p.Different++
		}
		if r.Status != Bad {
			seen[r.Night.Date] = true
			if p.First.IsZero() || r.Night.Date.Before(p.First) {
				p.First = r.Night.Date
			}
			if r.Night.Date.After(p.Last) {
				p.Last = r.Night.Date
			}
		}
		p.Rows = append(p.Rows, r)
	}
}

// Nights returns the nights to save: the new ones and, if takeTheirs, those that differ. Of these only what
// the file has is changed; all else the diary says about the night stays.
func (p Preview) Nights(takeTheirs bool) []diary.Night {
	var nights []diary.Night
	for _, r := range p.Rows {
		switch {
		case r.Status == New:
			nights = append(nights, r.Night)
		case r.Status == Different && takeTheirs:
			nights = append(nights, overlay(r.Mine, r.Night, p.fields, p.cells))
		}
	}
	slices.SortFunc(nights, func(a, b diary.Night) int { return a.Date.Compare(b.Date) })
	return nights
}
