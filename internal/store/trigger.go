package store

import (
	"cmp"
	"context"
	"database/sql/driver"
	"fmt"
	"slices"

	"stillnight/internal/diary"
)

var (
	selectTriggers  = triggersTable.selecting("ORDER BY id")
	selectTrigger   = triggersTable.selecting("WHERE id = ?")
	selectExposures = exposuresTable.selecting("ORDER BY id")
	selectExposure  = exposuresTable.selecting("WHERE id = ?")

	selectExposuresOn = exposuresTable.selecting("WHERE night = ? ORDER BY id")
	selectExposuresTo = exposuresTable.selecting("WHERE trigger_id = ? ORDER BY id")
)

var triggerKind = recordKind[diary.Trigger]{
	kind:  Triggers,
	key:   func(v diary.Trigger) string { return idKey(v.ID) },
	load:  loadByID(triggersTable, selectTrigger, readTrigger),
	write: func(t *tx, v diary.Trigger) error { return t.put(triggersTable, triggerValues(v)) },
	erase: eraseByID(triggersTable),
	touch: func(t *tx, _ diary.Trigger) { t.touch(Triggers, diary.Date{}) },
}

var exposureKind = recordKind[diary.Exposure]{
	kind:  Exposures,
	key:   func(v diary.Exposure) string { return idKey(v.ID) },
	load:  loadByID(exposuresTable, selectExposure, readExposure),
	write: func(t *tx, v diary.Exposure) error { return t.put(exposuresTable, exposureValues(v)) },
	erase: eraseByID(exposuresTable),
	touch: func(t *tx, v diary.Exposure) { t.touch(Exposures, v.Night) },
}

func triggerValues(v diary.Trigger) []driver.Value {
	var w writer
	w.int(v.ID)
	w.text(v.Name)
	w.text(v.CatalogueID)
	w.text(v.Unit)
	w.bool(v.Hidden)
	return w.values
}

func readTrigger(r *reader) diary.Trigger {
	return diary.Trigger{ID: r.int(), Name: r.text(), CatalogueID: r.text(), Unit: r.text(), Hidden: r.bool()}
}

func exposureValues(v diary.Exposure) []driver.Value {
	w := writer{values: make([]driver.Value, 0, len(exposuresTable.columns)+1)}
	w.int(v.ID)
	w.date(v.Night)
	w.int(v.TriggerID)
	w.optFloat(v.Amount)
	at := diary.None[int]()
	if c, ok := v.LastAt.Get(); ok {
		at = diary.Some(c.FromMidnight())
	}
	w.optInt(at)
	return w.values
}

func readExposure(r *reader) diary.Exposure {
	e := diary.Exposure{ID: r.int(), Night: r.date(), TriggerID: r.int(), Amount: r.optFloat()}
	if at, ok := r.optInt().Get(); ok {
		e.LastAt = diary.Some(diary.ClockFromMidnight(at))
	}
	return e
}

func readExposures(ctx context.Context, c *conn, query string, args ...driver.Value) ([]diary.Exposure, error) {
	return readList(ctx, c, exposuresTable, query, readExposure, args...)
}

// allExposures reads every exposure, in the order of nights. They are read as they lie in the file, since by their index
// each would be looked up by itself, and are nearly in order that way.
func allExposures(ctx context.Context, c *conn) ([]diary.Exposure, error) {
	list, err := readExposures(ctx, c, selectExposures)
	byNight := func(a, b diary.Exposure) int { return cmp.Or(a.Night.Compare(b.Night), cmp.Compare(a.ID, b.ID)) }
	slices.SortFunc(list, byNight)
	return list, err
}

// Triggers returns every trigger, hidden ones too, in the order they were added.
func (s *Store) Triggers(ctx context.Context) ([]diary.Trigger, error) {
	return read(s, func(c *conn) ([]diary.Trigger, error) {
		return readList(ctx, c, triggersTable, selectTriggers, readTrigger)
	})
}

// SaveTrigger adds v and sets its ID, or replaces the trigger that has its ID.
func (s *Store) SaveTrigger(ctx context.Context, v *diary.Trigger) error {
	if err := v.Validate(); err != nil {
		return fmt.Errorf("saving trigger: %w", err)
	}
	l := label{"trigger", map[string]string{"name": v.Name}}
	id, err := saveWithID(ctx, s, l, triggersTable, triggerKind, *v, v.ID, func(v *diary.Trigger, id int64) { v.ID = id })
	if err != nil {
		return fmt.Errorf("saving trigger: %w", err)
	}
	v.ID = id
	return nil
}

// DeleteTrigger removes a trigger with all its exposures, in one undo step.
func (s *Store) DeleteTrigger(ctx context.Context, id int64) error {
	l := label{name: "trigger_delete", args: map[string]string{}}
	err := s.write(ctx, l, func(t *tx) error {
		v, found, err := triggerKind.load(ctx, t.conn, idKey(id))
		if err != nil || !found {
			return err
		}
		l.args["name"] = v.Name
		exposures, err := readExposures(ctx, t.conn, selectExposuresTo, id)
		if err != nil {
			return err
		}
		for _, e := range exposures {
			if err := drop(t, exposureKind, idKey(e.ID)); err != nil {
				return err
			}
		}
		return drop(t, triggerKind, idKey(id))
	})
	if err != nil {
		return fmt.Errorf("deleting trigger: %w", err)
	}
	return nil
}

// Exposures returns the triggers met on the day of one night.
func (s *Store) Exposures(ctx context.Context, night diary.Date) ([]diary.Exposure, error) {
	return read(s, func(c *conn) ([]diary.Exposure, error) {
		return readExposures(ctx, c, selectExposuresOn, night.String())
	})
}

// SaveExposure adds v and sets its ID, or replaces the exposure that has its ID. A trigger that the
// diary does not have is a diary.FieldErrors.
func (s *Store) SaveExposure(ctx context.Context, v *diary.Exposure) error {
	kept := *v
	err := s.write(ctx, label{"exposure", map[string]string{"date": v.Night.String()}}, func(t *tx) error {
		return keepExposure(ctx, t, &kept)
	})
	if err != nil {
		return fmt.Errorf("saving exposure: %w", err)
	}
	*v = kept
	return nil
}

// Expose notes a trigger on a night: it adds e, and the trigger itself where that has no ID yet, in one undo
// step. Both are kept or neither. It sets the IDs of both.
func (s *Store) Expose(ctx context.Context, v *diary.Trigger, e *diary.Exposure) error {
	trigger, exposure := *v, *e
	err := s.write(ctx, label{"exposure", map[string]string{"date": e.Night.String()}}, func(t *tx) error {
		return exposeIn(ctx, t, &trigger, &exposure)
	})
	if err != nil {
		return fmt.Errorf("noting a trigger: %w", err)
	}
	*v, *e = trigger, exposure
	return nil
}

// exposeIn keeps an exposure, and its trigger where that has no ID yet. It sets the IDs of both.
func exposeIn(ctx context.Context, t *tx, v *diary.Trigger, e *diary.Exposure) (err error) {
	if v.ID == 0 {
		if err := v.Validate(); err != nil {
			return err
		}
		if v.ID, err = keepWithID(t, triggersTable, triggerKind, *v, 0, func(v *diary.Trigger, id int64) { v.ID = id }); err != nil {
			return err
		}
	}
	e.TriggerID = v.ID
	return keepExposure(ctx, t, e)
}

// keepExposure keeps an exposure to a trigger that the diary has, and sets its ID.
func keepExposure(ctx context.Context, t *tx, e *diary.Exposure) error {
	if err := e.Validate(); err != nil {
		return err
	}
	_, found, err := triggerKind.load(ctx, t.conn, idKey(e.TriggerID))
	if err != nil {
		return err
	}
	if !found {
		return diary.FieldErrors{{Field: "trigger_id", Reason: diary.Unknown}}
	}
	e.ID, err = keepWithID(t, exposuresTable, exposureKind, *e, e.ID, func(v *diary.Exposure, id int64) { v.ID = id })
	return err
}

// DeleteExposure removes one exposure.
func (s *Store) DeleteExposure(ctx context.Context, id int64) error {
	err := s.write(ctx, label{name: "exposure_delete"}, func(t *tx) error { return drop(t, exposureKind, idKey(id)) })
	if err != nil {
		return fmt.Errorf("deleting exposure: %w", err)
	}
	return nil
}
