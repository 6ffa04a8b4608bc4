package store

import (
	"context"
	"database/sql/driver"
	"fmt"

	"stillnight/internal/diary"
)

var (
	selectLabs   = labsTable.selecting("ORDER BY date, id")
	selectLab    = labsTable.selecting("WHERE id = ?")
	selectVisits = visitsTable.selecting("ORDER BY date, id")
	selectVisit  = visitsTable.selecting("WHERE id = ?")
)

var labKind = recordKind[diary.LabResult]{
	kind:  Labs,
	key:   func(v diary.LabResult) string { return idKey(v.ID) },
	load:  loadByID(labsTable, selectLab, readLab),
	write: func(t *tx, v diary.LabResult) error { return t.put(labsTable, labValues(v)) },
	erase: eraseByID(labsTable),
	touch: func(t *tx, v diary.LabResult) { t.touch(Labs, v.Date) },
}

var visitKind = recordKind[diary.Visit]{
	kind:  Visits,
	key:   func(v diary.Visit) string { return idKey(v.ID) },
	load:  loadByID(visitsTable, selectVisit, readVisit),
	write: func(t *tx, v diary.Visit) error { return t.put(visitsTable, visitValues(v)) },
	erase: eraseByID(visitsTable),
	touch: func(t *tx, v diary.Visit) { t.touch(Visits, v.Date) },
}

func labValues(v diary.LabResult) []driver.Value {
	var w writer
	w.int(v.ID)
	w.date(v.Date)
	w.text(string(v.Test))
	w.float(v.Value)
	w.text(v.Unit)
	w.optBool(v.IronWithinDay)
	w.text(v.Note)
	return w.values
}

func readLab(r *reader) diary.LabResult {
	return diary.LabResult{
		ID: r.int(), Date: r.date(), Test: diary.LabTest(r.text()), Value: r.float(), Unit: r.text(),
		IronWithinDay: r.optBool(), Note: r.text(),
	}
}

func visitValues(v diary.Visit) []driver.Value {
	var w writer
	w.int(v.ID)
	w.date(v.Date)
	w.text(v.Note)
	return w.values
}

func readVisit(r *reader) diary.Visit {
	return diary.Visit{ID: r.int(), Date: r.date(), Note: r.text()}
}

// Labs returns every laboratory result in order of date.
func (s *Store) Labs(ctx context.Context) ([]diary.LabResult, error) {
	return read(s, func(c *conn) ([]diary.LabResult, error) {
		return readList(ctx, c, labsTable, selectLabs, readLab)
	})
}

// SaveLab adds v and sets its ID, or replaces the result that has its ID.
func (s *Store) SaveLab(ctx context.Context, v *diary.LabResult) error {
	if err := v.Validate(); err != nil {
		return fmt.Errorf("saving laboratory result: %w", err)
	}
	l := label{"lab", map[string]string{"date": v.Date.String()}}
	id, err := saveWithID(ctx, s, l, labsTable, labKind, *v, v.ID, func(v *diary.LabResult, id int64) { v.ID = id })
	if err != nil {
		return fmt.Errorf("saving laboratory result: %w", err)
	}
	v.ID = id
	return nil
}

// DeleteLab removes one laboratory result.
func (s *Store) DeleteLab(ctx context.Context, id int64) error {
	err := s.write(ctx, label{name: "lab_delete"}, func(t *tx) error { return drop(t, labKind, idKey(id)) })
	if err != nil {
		return fmt.Errorf("deleting laboratory result: %w", err)
	}
	return nil
}

// Visits returns every visit to the doctor in order of date.
func (s *Store) Visits(ctx context.Context) ([]diary.Visit, error) {
	return read(s, func(c *conn) ([]diary.Visit, error) {
		return readList(ctx, c, visitsTable, selectVisits, readVisit)
	})
}

// SaveVisit adds v and sets its ID, or replaces the visit that has its ID.
func (s *Store) SaveVisit(ctx context.Context, v *diary.Visit) error {
	if err := v.Validate(); err != nil {
		return fmt.Errorf("saving visit: %w", err)
	}
	l := label{"visit", map[string]string{"date": v.Date.String()}}
	id, err := saveWithID(ctx, s, l, visitsTable, visitKind, *v, v.ID, func(v *diary.Visit, id int64) { v.ID = id })
	if err != nil {
		return fmt.Errorf("saving visit: %w", err)
	}
	v.ID = id
	return nil
}

// DeleteVisit removes one visit.
func (s *Store) DeleteVisit(ctx context.Context, id int64) error {
	err := s.write(ctx, label{name: "visit_delete"}, func(t *tx) error { return drop(t, visitKind, idKey(id)) })
	if err != nil {
		return fmt.Errorf("deleting visit: %w", err)
	}
	return nil
}
