package store

import (
	"context"
	"database/sql/driver"
	"errors"
)

func args(values ...driver.Value) []driver.Value { return values }

// read runs f on the connection while no one writes. Damage that it meets is told.
func read[T any](s *Store, f func(*conn) (T, error)) (T, error) {
	v, err := readUntold(s, f)
	s.pages.tell(err)
	return v, err
}

// readUntold is read for what the diary can do without.
func readUntold[T any](s *Store, f func(*conn) (T, error)) (T, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.conn == nil {
		return none(f), ErrClosed
	}
	if err := s.pages.found(); err != nil {
		return none(f), err
	}
	if s.reading != nil {
		s.reading()
	}
	// Another program's file must not be mixed with what is in memory of ours. Where the two cannot be joined,
	// ours is still there to be read.
	if err := s.settle(context.Background()); err != nil && !errors.Is(err, ErrReplaced) {
		return none(f), s.classify(err)
	}
	v, err := f(s.conn)
	if isDamage(s.classify(err)) && s.replacedMeanwhile() {
		// Another program wrote into the file in the midst of it: those were no rows of ours.
		if err := s.settle(context.Background()); err != nil && !errors.Is(err, ErrReplaced) {
			return none(f), s.classify(err)
		}
		v, err = f(s.conn)
	}
	return v, s.classify(err)
}

// replacedMeanwhile tells whether the file that the connection reads is no longer the one that was last looked at. The
// caller holds s.mu.
func (s *Store) replacedMeanwhile() bool {
	return !s.readOnly && !s.adrift && s.vault == nil && errors.Is(s.unreplaced(), ErrReplaced)
}

// none is what f returns where it returns nothing.
func none[T any](func(*conn) (T, error)) (zero T) { return zero }

// readList reads records that are one row each.
func readList[T any](ctx context.Context, c *conn, tab table, query string, scan func(*reader) T, args ...driver.Value) ([]T, error) {
	list := setAside[T](ctx, c, tab)
	err := tab.rows(ctx, c, query, args, func(r *reader) error {
		list = append(list, scan(r))
		return nil
	})
	return list, err
}

// setAside returns an empty list with room for a whole table where one is read; otherwise nil.
func setAside[T any](ctx context.Context, c *conn, tab table) []T {
	if n := expected(ctx, c, tab); n > 0 {
		return make([]T, 0, n)
	}
	return nil
}

// loadByID is recordKind.load for records that are one row with an id.
func loadByID[T any](tab table, query string, scan func(*reader) T) func(context.Context, *conn, string) (T, bool, error) {
	return func(ctx context.Context, c *conn, key string) (T, bool, error) {
		var none T
		id, err := keyID(key)
		if err != nil {
			return none, false, err
		}
		list, err := readList(ctx, c, tab, query, scan, id)
		if err != nil || len(list) == 0 {
			return none, false, err
		}
		return list[0], true, nil
	}
}

// eraseByID is recordKind.erase for records that are one row with an id.
func eraseByID(tab table) func(*tx, string) error {
	return func(t *tx, key string) error {
		id, err := keyID(key)
		if err != nil {
			return err
		}
		return t.remove(tab, "id = ?", id)
	}
}

// keepWithID keeps v under id, or under a new one where id is 0, and returns it.
func keepWithID[T any](t *tx, tab table, rk recordKind[T], v T, id int64, set func(*T, int64)) (int64, error) {
	if id == 0 {
		var err error
		if id, err = t.newID(tab); err != nil {
			return 0, err
		}
		set(&v, id)
	}
	return id, keep(t, rk, v)
}

// saveWithID is keepWithID in a transaction of its own.
func saveWithID[T any](ctx context.Context, s *Store, l label, tab table, rk recordKind[T], v T, id int64, set func(*T, int64)) (int64, error) {
	kept := id
	err := s.write(ctx, l, func(t *tx) (err error) {
		kept, err = keepWithID(t, tab, rk, v, id, set)
		return err
	})
	return kept, err
}
