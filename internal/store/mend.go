package store

import (
	"context"
	"errors"

	"stillnight/internal/diary"
	"stillnight/internal/durable"
)

// The steps to undo are the one part of a diary that can be done without. Where they alone are damaged, what
// the user recorded is opened as ever, and the steps are left behind at the first save.

// checkUndo proves the steps to undo whole.
func checkUndo(ctx context.Context, c *conn) error {
	c.tally = make(map[string]ledgerDelta)
	defer func() { c.tally = nil }()
	err := undoTable.rows(ctx, c, undoTable.selecting("ORDER BY id"), nil, func(r *reader) error {
		step := readStep(r)
		if r.err != nil {
			return nil // told by the caller
		}
		if _, err := step.step(); err != nil {
			return err
		}
		return eachChange(step.changes, func(change) error { return nil })
	})
	if err != nil {
		return err
	}
	return checkTally(ctx, c, []table{undoTable})
}

// wholeButUndo tells whether everything but the steps to undo is proved whole.
func wholeButUndo(ctx context.Context, c *conn) bool {
	if err := proveDiary(ctx, c); err != nil {
		return false
	}
	for _, tab := range append(allTables(), ledgerTable) { // a row that cannot be found by its key is as good as lost
		if tab.name == undoTable.name {
			continue
		}
		if err := pragmaCheck(ctx, c, "PRAGMA integrity_check("+tab.name+")"); err != nil {
			return false
		}
	}
	_, _, err := readKeyed(ctx, c)
	return err == nil
}

// readKeyed reads the settings and the drafts, proved whole.
func readKeyed(ctx context.Context, c *conn) (settings, drafts map[string]string, err error) {
	c.tally = make(map[string]ledgerDelta)
	defer func() { c.tally = nil }()
	all := func(tab table) (map[string]string, error) {
		into := make(map[string]string)
		err := tab.rows(ctx, c, tab.selecting("ORDER BY key"), nil, func(r *reader) error {
			key := r.text()
			into[key] = r.text()
			return nil
		})
		return into, err
	}
	if settings, err = all(settingsTable); err != nil {
		return nil, nil, err
	}
	if drafts, err = all(draftsTable); err != nil {
		return nil, nil, err
	}
	return settings, drafts, checkTally(ctx, c, []table{settingsTable, draftsTable})
}

// onlyUndo looks at damage that was found and returns nil where it harms the steps to undo alone.
func (s *Store) onlyUndo(ctx context.Context, c *conn, fault error) error {
	var damaged *DamagedError
	if !errors.As(s.classify(fault), &damaged) || !wholeButUndo(ctx, c) {
		return fault
	}
	s.noUndo.Store(true)
	s.found("undo")
	return nil
}

// dropUndo leaves damaged steps to undo behind: everything else is written into a new file, and the old one
// is kept beside it. The caller holds s.mu.
func (s *Store) dropUndo(ctx context.Context) error {
	image, err := withoutUndo(ctx, s.conn)
	if err != nil {
		return err
	}
	kept, err := freeName(damagedName(s.path))
	if err != nil {
		return err
	}
	before, err := readBounded(s.path)
	if err != nil {
		return err
	}
	if err := durable.Write(kept, before); err != nil {
		return err
	}
	data, err := s.sealed(image)
	if err != nil {
		return err
	}
	if err := s.install(data, image, s.unreplaced); err != nil {
		return err
	}
	s.noUndo.Store(false)
	s.found("undo_left", "path", kept)
	return nil
}

// withoutUndo builds a database that holds all that another one does but for its steps to undo.
func withoutUndo(ctx context.Context, from *conn) (image []byte, err error) {
	d, err := readDiary(ctx, from, true)
	if err != nil {
		return nil, err
	}
	settings, drafts, err := readKeyed(ctx, from)
	if err != nil {
		return nil, err
	}
	id := settings[keyOwnID]
	delete(settings, keyOwnID)
	return buildImage(ctx, id, d, settings, drafts)
}

// buildImage makes a database of a diary with an id, its settings and its drafts.
func buildImage(ctx context.Context, id string, d diary.Diary, settings, drafts map[string]string) (image []byte, err error) {
	c, err := emptyDatabase(id)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, c.close()) }()
	side := &Store{conn: c}
	_, err = side.transact(ctx, func(t *tx) error {
		in := newImporter(ReplaceAll)
		in.tx = t
		if err := in.all(ctx, d); err != nil {
			return err
		}
		for key, value := range settings {
			if err := t.putSetting(key, value); err != nil { // the trials of the diary may have noted it
				return err
			}
		}
		for key, value := range drafts {
			var w writer
			w.text(key)
			w.text(value)
			if err := t.put(draftsTable, w.values); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return c.image()
}
