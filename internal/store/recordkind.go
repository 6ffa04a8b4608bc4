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
	// erase removes the record's rows.
	erase func(t *tx, key string) error
	// touch tells which nights look different once v has come or gone.
	touch func(t *tx, v T)
}

// keep puts v in place of what stands under its key. Where nothing would change nothing is written.
func keep[T any](t *tx, rk recordKind[T], v T) error {
	key := rk.key(v)
	old, found, err := rk.load(context.Background(), t.conn, key)
	if err != nil {
		return err
	}
	c := change{Kind: rk.kind, Key: key}
	if c.After, err = json.Marshal(v); err != nil {
		return fmt.Errorf("noting %s %s: %w", rk.kind, key, err)
	}
	if found {
		if c.Before, err = json.Marshal(old); err != nil {
			return fmt.Errorf("noting %s %s: %w", rk.kind, key, err)
		}
		if bytes.Equal(c.Before, c.After) {
			return nil
		}
		if err := rk.erase(t, key); err != nil {
			return err
		}
		rk.touch(t, old)
	}
	if err := rk.write(t, v); err != nil {
		return err
	}
	rk.touch(t, v)
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
