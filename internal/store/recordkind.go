package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
)

// recordKind is how one kind of record is kept: a night, an episode with what was tried, an intervention with
// its phases. Every change of the diary goes through keep and drop, so that the undo journal misses none.
type recordKind[T any] struct {
	kind Kind
	key  func(T) string
	// load reads the record whole.
	load func(ctx context.Context, c *conn, key string) (T, bool, error)
	// write adds the record, which is not there.
	write func(t *tx, v T) error
	// replace puts a record that is one row in the place of the one under its key, the seal of which is before, or 0;
	// without it that is erased first.
	replace func(t *tx, before int64, v T) error
	// erase removes the record's rows.
	erase func(t *tx, key string) error
	// touch tells which nights look different once v has come or gone.
	touch func(t *tx, v T)
}

// keptRecord is a record of one row that a save kept. Mostly the next one changes the same, as letter by letter is typed:
// then it need not be read, and put into words for undo, once more.
type keptRecord struct {
	kind  Kind
	key   string
	value any
	text  json.RawMessage // what undo has of it
	seal  int64           // of its row
}

// keptSave is what a save left in the file, so that the next one need not read it.
type keptSave struct {
	// record is what it kept, nil where that was none or several.
	record *keptRecord
	// ledger is what it found or noted of tables.
	ledger map[string]ledgerDelta
	// step is the id of its step of undo, the newest, 0 where it made none.
	step int64
}

// before finds what stands under a key, with what undo has of it. Its seal is 0 where that is not known.
func (rk recordKind[T]) before(t *tx, key string) (old T, text json.RawMessage, seal int64, err error) {
	if k := t.known.record; k != nil && k.kind == rk.kind && k.key == key {
		if value, ok := k.value.(T); ok {
			return value, k.text, k.seal, nil
		}
	}
	old, found, err := rk.load(context.Background(), t.conn, key)
	if err != nil || !found {
		return old, nil, 0, err
	}
	if text, err = json.Marshal(old); err != nil {
		err = fmt.Errorf("noting %s %s: %w", rk.kind, key, err)
	}
	return old, text, 0, err
}

// keep puts v in place of what stands under its key. Where nothing would change nothing is written.
func keep[T any](t *tx, rk recordKind[T], v T) error {
	key := rk.key(v)
	old, text, seal, err := rk.before(t, key)
	if err != nil {
		return err
	}
	c := change{Kind: rk.kind, Key: key, Before: text}
	if c.After, err = json.Marshal(v); err != nil {
		return fmt.Errorf("noting %s %s: %w", rk.kind, key, err)
	}
	found := text != nil
	if found {
		if bytes.Equal(c.Before, c.After) {
			return nil
		}
		rk.touch(t, old)
	}
	switch {
	case found && rk.replace != nil:
		err = rk.replace(t, seal, v)
	case found:
		if err = rk.erase(t, key); err == nil {
			err = rk.write(t, v)
		}
	default:
		err = rk.write(t, v)
	}
	if err != nil {
		return err
	}
	rk.touch(t, v)
	if rk.replace != nil {
		t.kept.record = &keptRecord{rk.kind, key, v, c.After, t.sealed}
	}
	return t.changes.add(c)
}

// drop removes the record under key; without one it does nothing.
func drop[T any](t *tx, rk recordKind[T], key string) error {
	old, found, err := rk.load(context.Background(), t.conn, key)
	if err != nil || !found {
		return err
	}
	before, err := json.Marshal(old)
	if err != nil {
		return fmt.Errorf("noting %s %s: %w", rk.kind, key, err)
	}
	if err := rk.erase(t, key); err != nil {
		return err
	}
	rk.touch(t, old)
	return t.changes.add(change{Kind: rk.kind, Key: key, Before: before})
}

// restoreTo brings the record under key to the state that raw describes, null for none.
func restoreTo[T any](t *tx, rk recordKind[T], key string, raw json.RawMessage) error {
	if len(raw) == 0 || string(raw) == "null" {
		return drop(t, rk, key)
	}
	var v T
	if err := json.Unmarshal(raw, &v); err != nil {
		return &DamagedError{Detail: fmt.Sprintf("an undo step of %s cannot be read: %v", rk.kind, err)}
	}
	return keep(t, rk, v)
}

// restoreRecord is restoreTo for a kind known only at run time.
func restoreRecord(t *tx, kind Kind, key string, raw json.RawMessage) error {
	switch kind {
	case Nights:
		return restoreTo(t, nightKind, key, raw)
	case Episodes:
		return restoreTo(t, episodeKind, key, raw)
	case Interventions:
		return restoreTo(t, interventionKind, key, raw)
	case Intakes:
		return restoreTo(t, intakeKind, key, raw)
	case Triggers:
		return restoreTo(t, triggerKind, key, raw)
	case Exposures:
		return restoreTo(t, exposureKind, key, raw)
	case Labs:
		return restoreTo(t, labKind, key, raw)
	case Visits:
		return restoreTo(t, visitKind, key, raw)
	case Plans:
		return restoreTo(t, planKind, key, raw)
	case Backgrounds:
		return restoreTo(t, backgroundKind, key, raw)
	default:
		return &DamagedError{Detail: fmt.Sprintf("an undo step has the unknown kind %q", kind)}
	}
}
