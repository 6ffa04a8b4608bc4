package store

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
)

const (
	// keptSteps is how many steps can be undone at the least, also after a restart.
	keptSteps = 100
	// forgetEvery is after how many steps those before them are forgotten. To take one away at every save would have each save
	// write another page.
	forgetEvery = 20
)

// UndoStep is one thing the user did, as undo and redo name it. Words puts it into the user's language.
type UndoStep struct {
	// Key is "store.undo.<what>".
	Key string
	// Args are the placeholders of its sentence: an ISO date, a name or a count.
	Args map[string]string
}

var (
	selectUndo = undoTable.selecting("WHERE undone = 0 ORDER BY id DESC LIMIT 1")
	selectRedo = undoTable.selecting("WHERE undone = 1 ORDER BY id LIMIT 1")
)

const (
	selectNewestStep   = "SELECT id, undone FROM undo_steps ORDER BY id DESC LIMIT 1"
	selectUndoPosition = "SELECT id FROM undo_steps WHERE undone = 0 ORDER BY id DESC LIMIT 1"
)

// storedStep is one row of the undo journal.
type storedStep struct {
	id      int64
	label   string
	args    string
	undone  bool
	changes []byte
}

func (v storedStep) values() []driver.Value {
	var w writer
	w.int(v.id)
	w.text(v.label)
	w.text(v.args)
	w.bool(v.undone)
	w.add(v.changes)
	return w.values
}

func readStep(r *reader) storedStep {
	return storedStep{id: r.int(), label: r.text(), args: r.text(), undone: r.bool(), changes: r.blob()}
}

func (v storedStep) step() (UndoStep, error) {
	s := UndoStep{Key: "store.undo." + v.label}
	if err := json.Unmarshal([]byte(v.args), &s.Args); err != nil {
		return s, &DamagedError{Detail: "an undo step cannot be read: " + err.Error()}
	}
	return s, nil
}

// journal adds the transaction's changes as one step. What was undone before can no longer be redone, and
// now and then the steps beyond keptSteps are forgotten.
func (t *tx) journal(l label) error {
	position, err := t.forgetUndone()
	if err != nil {
		return err
	}
	args, err := json.Marshal(l.args)
	if err != nil {
		return fmt.Errorf("noting what was done: %w", err)
	}
	packed, err := t.changes.bytes()
	if err != nil {
		return err
	}
	step := storedStep{id: position + 1, label: l.name, args: string(args), changes: packed}
	if step.id%forgetEvery == 0 {
		if err := t.remove(undoTable, "id <= ?", step.id-keptSteps); err != nil {
			return err
		}
	}
	t.kept.step = step.id
	return t.put(undoTable, step.values())
}

// forgetUndone removes what was undone and not done again, and returns the id of the newest step that is left.
func (t *tx) forgetUndone() (position int64, err error) {
	if t.known.step != 0 {
		return t.known.step, nil
	}
	newest, err := t.one(context.Background(), selectNewestStep)
	if err != nil || newest == nil {
		return 0, err
	}
	if newest[1] == int64(0) {
		position, _ = newest[0].(int64)
		return position, nil
	}
	if position, err = t.number(selectUndoPosition); err != nil {
		return 0, err
	}
	return position, t.remove(undoTable, "id > ?", position)
}

// Undo takes back the newest step and returns it. Every record it touched is again exactly as before.
// Without a step it returns ErrNothingToUndo.
func (s *Store) Undo(ctx context.Context) (UndoStep, error) {
	step, err := s.replay(ctx, selectUndo, true)
	if err != nil {
		return step, fmt.Errorf("undoing: %w", err)
	}
	return step, nil
}

// Redo does the step undone last once more and returns it.
func (s *Store) Redo(ctx context.Context) (UndoStep, error) {
	step, err := s.replay(ctx, selectRedo, false)
	if err != nil {
		return step, fmt.Errorf("redoing: %w", err)
	}
	return step, nil
}

func (s *Store) replay(ctx context.Context, query string, undo bool) (step UndoStep, err error) {
	err = s.write(ctx, label{}, func(t *tx) error {
		steps, err := readList(ctx, t.conn, undoTable, query, readStep)
		if err != nil {
			return err
		}
		if len(steps) == 0 {
			return ErrNothingToUndo
		}
		stored := steps[0]
		if step, err = stored.step(); err != nil {
			return err
		}
		if undo {
			err = eachChangeBack(stored.changes, func(c change) error { return restoreRecord(t, c.Kind, c.Key, c.Before) })
		} else {
			err = eachChange(stored.changes, func(c change) error { return restoreRecord(t, c.Kind, c.Key, c.After) })
		}
		if err != nil {
			return err
		}
		stored.undone = undo
		if err := t.remove(undoTable, "id = ?", stored.id); err != nil {
			return err
		}
		return t.put(undoTable, stored.values())
	})
	return step, err
}

// UndoState returns what Undo and Redo would do next, nil for nothing.
func (s *Store) UndoState(ctx context.Context) (undo, redo *UndoStep, err error) {
	if s.noUndo.Load() {
		return nil, nil, nil
	}
	_, err = readUntold(s, func(c *conn) (struct{}, error) {
		for query, into := range map[string]**UndoStep{selectUndo: &undo, selectRedo: &redo} {
			steps, err := readList(ctx, c, undoTable, query, readStep)
			if err != nil {
				return struct{}{}, err
			}
			if len(steps) > 0 {
				step, err := steps[0].step()
				if err != nil {
					return struct{}{}, err
				}
				*into = &step
			}
		}
		return struct{}{}, nil
	})
	var damaged *DamagedError
	if !errors.As(err, &damaged) {
		return undo, redo, err
	}
	// Only the check of the whole file tells damaged steps, which can be done without, from a damaged diary.
	if e := s.pages.await(); e == nil && s.noUndo.Load() {
		return nil, nil, nil
	}
	s.pages.tell(err)
	return nil, nil, err
}
