package store

import (
	"cmp"
	"database/sql/driver"
	"slices"

	"stillnight/internal/diary"
)

// The nights' columns: the date, the fields of the first version, when the night was entered, and the fields
// that later versions brought. The seals depend on this order.
var firstFields, laterFields = fieldsBySince()

func fieldsBySince() (first, later []diary.Field) {
	for _, f := range diary.NightFields {
		if f.Since == 0 {
			first = append(first, f)
		} else {
			later = append(later, f)
		}
	}
	slices.SortStableFunc(later, func(a, b diary.Field) int { return a.Since - b.Since })
	return first, later
}

func newNightsTable() table {
	columns := append([]string{"date"}, columnsOf(firstFields)...)
	return newTable("nights", append(columns, "entered_at")...).with(columnsOf(laterFields)...)
}

func columnsOf(fields []diary.Field) []string {
	columns := make([]string, len(fields))
	for i, f := range fields {
		columns[i] = cmp.Or(f.Column, f.Name)
	}
	return columns
}

func nightValues(n diary.Night) []driver.Value {
	w := writer{values: make([]driver.Value, 0, len(nightsTable.columns)+1)}
	w.date(n.Date)
	for _, f := range firstFields {
		w.field(f, &n)
	}
	w.instant(n.EnteredAt)
	for _, f := range laterFields {
		// Nothing, not an empty text: the seal does not cover what an earlier version did not have.
		if !f.IsSet(&n) {
			w.add(nil)
			continue
		}
		w.field(f, &n)
	}
	return w.values
}

func (w *writer) field(f diary.Field, n *diary.Night) {
	switch v := f.In(n).(type) {
	case *diary.Optional[int]:
		w.optInt(*v)
	case *diary.Optional[float64]:
		w.optFloat(*v)
	case *diary.Optional[diary.Clock]:
		w.optClock(*v)
	case *bool:
		w.bool(*v)
	case *string:
		w.text(*v)
	case diary.Choice:
		w.choices(v.Chosen())
	default:
		panic("store: no column can hold " + f.Name)
	}
}

func readNight(r *reader) diary.Night {
	n := diary.Night{Date: r.date()}
	for _, f := range firstFields {
		r.field(f, &n)
	}
	n.EnteredAt = r.instant()
	for _, f := range laterFields {
		if !r.empty() {
			r.field(f, &n)
		}
	}
	return n
}

func (r *reader) field(f diary.Field, n *diary.Night) {
	switch v := f.In(n).(type) {
	case *diary.Optional[int]:
		*v = r.optInt()
	case *diary.Optional[float64]:
		*v = r.optFloat()
	case *diary.Optional[diary.Clock]:
		*v = r.optClock()
	case *bool:
		*v = r.bool()
	case *string:
		*v = r.text()
	case diary.Choice:
		v.Choose(r.choices())
	default:
		panic("store: no column can hold " + f.Name)
	}
}
