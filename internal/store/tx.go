package store

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"slices"

	"stillnight/internal/diary"
)

// Kind is a sort of record, as named in a Change and in the undo journal.
type Kind string

// The kinds of record.
const (
	Nights        Kind = "night"
	Episodes      Kind = "episode"
	Interventions Kind = "intervention"
	Intakes       Kind = "intakes"
	Triggers      Kind = "trigger"
	Exposures     Kind = "exposure"
	Labs          Kind = "lab"
	Visits        Kind = "visit"
	Plans         Kind = "plan"
	Backgrounds   Kind = "background"
)

// tx is one transaction: one undo step, one notice, all or nothing.
type tx struct {
	*conn
	changes changeLog
	notice  Change
	dates   map[diary.Date]bool
	// tallies are what was added to each table, less what was taken away.
	tallies map[string]ledgerDelta
	// quiet says that nothing of the user's is changed, so that no backup is due for it.
	quiet bool
	// stamped is the stamp of this save.
	stamped uint32
	// known is what the save before left; its record only until a row is written, see keptRecord.
	known keptSave
	// kept is what this save leaves, with the record that it kept last, and sealed the seal of the row that was written last.
	kept   keptSave
	sealed int64
}

// put writes one row with its seal. The first column of a rowid table may be nil: SQLite then chooses.
func (t *tx) put(tab table, values []driver.Value) error {
	salt, err := t.salt(context.Background())
	if err != nil {
		return err
	}
	t.sealed = tab.seal(values, salt)
	if err := t.exec(tab.insert, append(values, t.sealed)...); err != nil {
		return fmt.Errorf("writing %s: %w", tab.name, err)
	}
	t.known.record = nil
	t.note(tab, 1, t.sealed)
	return nil
}

// replace writes one row in the place of the one with its key, the first column. before is the seal of that, 0 where it
// is not known.
func (t *tx) replace(tab table, before int64, values []driver.Value) error {
	salt, err := t.salt(context.Background())
	if err != nil {
		return err
	}
	if before == 0 {
		if before, err = t.number(tab.sealOf, values[0]); err != nil {
			return fmt.Errorf("reading %s: %w", tab.name, err)
		}
	}
	t.sealed = tab.seal(values, salt)
	if err := t.exec(tab.replace, append(values, t.sealed)...); err != nil {
		return fmt.Errorf("writing %s: %w", tab.name, err)
	}
	t.known.record = nil
	t.note(tab, 0, t.sealed-before)
	return nil
}

// remove deletes the rows that match where.
func (t *tx) remove(tab table, where string, args ...driver.Value) error {
	t.known.record = nil
	err := t.query(context.Background(), tab.deleting(where), args, func(v []driver.Value) error {
		s, _ := v[0].(int64)
		t.note(tab, -1, -s)
		return nil
	})
	if err != nil {
		return fmt.Errorf("removing from %s: %w", tab.name, err)
	}
	return nil
}

func (t *tx) note(tab table, rows, sum int64) {
	d := t.tallies[tab.name]
	t.tallies[tab.name] = ledgerDelta{rows: d.rows + rows, sum: d.sum + sum}
}

// settle brings the ledger up to date.
func (t *tx) settle() error {
	ledger := t.known.ledger
	if ledger == nil {
		ledger = make(map[string]ledgerDelta)
	}
	for name, d := range t.tallies {
		if d == (ledgerDelta{}) {
			continue
		}
		known, there := ledger[name]
		if !there {
			var err error
			if known, err = t.ledger(context.Background(), name); err != nil {
				return err
			}
		}
		ledger[name] = ledgerDelta{known.rows + d.rows, known.sum + d.sum}
		if err := t.book(name, ledger[name]); err != nil {
			return err
		}
	}
	t.kept.ledger = ledger
	return t.book(ledgerStamp, ledgerDelta{rows: int64(t.stamped)})
}

// newID returns an id that no row of the table has.
func (t *tx) newID(tab table) (int64, error) {
	n, err := t.number("SELECT max(id) FROM " + tab.name)
	return n + 1, err
}

// touch notes for the listeners that a record of a kind changed. The zero date means: any night may look
// different now.
func (t *tx) touch(kind Kind, date diary.Date) {
	if date.IsZero() {
		t.notice.All = true
	} else {
		t.dates[date] = true
	}
	if !slices.Contains(t.notice.Kinds, kind) {
		t.notice.Kinds = append(t.notice.Kinds, kind)
	}
}

// label names an undo step; it becomes words by the key "store.undo.<name>".
type label struct {
	name string
	args map[string]string
}

// write runs f in one transaction and returns once its outcome is on disk. A step without a label is not
// undoable. Listeners are told afterwards.
func (s *Store) write(ctx context.Context, l label, f func(*tx) error) error {
	t, err := s.alone(ctx, func(t *tx) error {
		t.changes.unkept = l.name == ""
		if err := f(t); err != nil {
			return err
		}
		if l.name == "" || t.changes.count == 0 {
			return nil
		}
		return t.journal(l)
	})
	if err != nil {
		return s.classify(err)
	}
	t.notice.Origin = originOf(ctx)
	s.notify(t)
	return nil
}

// alone runs f in a transaction while nothing else uses the store.
func (s *Store) alone(ctx context.Context, f func(*tx) error) (*tx, error) {
	s.mu.Lock()
	defer s.mu.Unlock() // also where f panics: the window goes on after a fault in one piece of work
	return s.transact(ctx, f)
}

// transact runs f between BEGIN and COMMIT. The caller holds s.mu.
func (s *Store) transact(ctx context.Context, f func(*tx) error) (_ *tx, err error) {
	if err := s.writable(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := s.pages.await(); err != nil {
		return nil, err
	}
	if err := s.beginOwn(ctx); err != nil {
		return nil, err
	}
	t := &tx{conn: s.conn, dates: make(map[diary.Date]bool), tallies: make(map[string]ledgerDelta), known: s.conn.kept}
	s.conn.kept = keptSave{} // until this one is saved
	whole := false           // stays so where f panics, too
	defer func() {
		if !whole {
			err = errors.Join(err, abandon(t.conn))
		}
	}()
	if err := s.stamp(t); err != nil {
		return nil, err
	}
	if err := f(t); err != nil {
		return nil, err
	}
	if len(t.tallies) == 0 { // nothing was written, so nothing need be saved
		whole = true
		return t, abandon(s.conn)
	}
	after, err := s.conclude(ctx, t)
	if err != nil {
		return nil, err
	}
	changed := s.changing()
	if err := s.conn.exec("COMMIT"); err != nil {
		return nil, err
	}
	before := s.mind()
	s.setMind(after) // a locked file carries the id
	if err := s.persist(changed); err != nil {
		s.setMind(before)
		return nil, err
	}
	if before.copied && !after.copied {
		s.found("copy", "path", before.home)
	}
	if t.changes.count != 1 {
		t.kept.record = nil
	}
	s.conn.kept = t.kept
	s.changed, s.created, whole = s.changed || !t.quiet, s.created && t.quiet, true
	return t, s.keepSaved(ctx)
}

// keepSaved looks after a save whether another file took the diary's name while it was saved: what was saved then has no
// name any more. It is joined with the other at once, or waits beside it.
func (s *Store) keepSaved(ctx context.Context) error {
	if s.onDisk.info == nil || s.vault == nil && s.eye == nil {
		return nil
	}
	if there, err := os.Stat(s.path); s.vault == nil && err == nil && os.SameFile(there, s.onDisk.info) {
		return nil // what is written into it from now on the next look finds
	}
	if !errors.Is(s.unreplaced(), ErrReplaced) {
		return nil
	}
	err := s.join(ctx)
	if _, waits := os.Lstat(oursPath(s.path)); waits == nil {
		return nil // it is on the disk
	}
	return err
}

// conclude ends what a save writes: what the store is to keep in mind, the ledger, and, where the diary gets another id,
// its seals.
func (s *Store) conclude(ctx context.Context, t *tx) (after mind, err error) {
	if after, err = s.noteMind(t); err != nil {
		return after, err
	}
	if err := t.settle(); err != nil || after.id == s.id {
		return after, err
	}
	t.kept = keptSave{} // seals and their sums become others
	return after, reseal(ctx, t.conn, after.id)
}

// beginOwn begins a transaction on the file that was last read or written. Where another program has put
// another one in its place, both are joined first.
func (s *Store) beginOwn(ctx context.Context) error {
	const tries = 4
	for try := 1; ; try++ {
		if err := s.settle(ctx); err != nil {
			return err
		}
		if s.driveGone() {
			return ErrFolderGone
		}
		if s.noUndo.Load() {
			if err := s.dropUndo(ctx); err != nil {
				return err
			}
		}
		if err := s.conn.exec("BEGIN IMMEDIATE"); err != nil {
			return err
		}
		err := s.unreplaced()
		if err == nil {
			return nil
		}
		if err = errors.Join(err, abandon(s.conn)); !errors.Is(err, ErrReplaced) || try == tries {
			return err
		}
	}
}

// stamp gives the file the stamp that tells this save from every other. It comes first, so that the first page
// is the first in SQLite's journal. The one before stands in the head of a plain diary, which was just looked at.
func (s *Store) stamp(t *tx) error {
	if s.eye != nil && len(s.onDisk.head) == headerSize { // not while it is being opened
		return t.stamp(asStamp(stampOf(s.onDisk.head)))
	}
	before, err := t.conn.stamp()
	if err != nil {
		return fmt.Errorf("reading the stamp: %w", err)
	}
	return t.stamp(before)
}

// stamp writes the stamp of a save that follows another.
func (t *tx) stamp(before uint32) error {
	t.stamped = nextStamp(before)
	// SQLite takes the stamp for the size of its cache, which would let an import lie in memory whole.
	if err := t.script(fmt.Sprintf("PRAGMA default_cache_size = %d; PRAGMA %s", t.stamped, cachePragma)); err != nil {
		return fmt.Errorf("writing the stamp: %w", err)
	}
	return nil
}
