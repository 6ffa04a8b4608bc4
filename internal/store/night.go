package store

import (
	"context"
	"database/sql/driver"
	"fmt"
	"time"

	"stillnight/internal/diary"
)

var (
	selectNights        = nightsTable.selecting("ORDER BY date")
	selectNightsBetween = nightsTable.selecting("WHERE date BETWEEN ? AND ? ORDER BY date")
)

var nightKind = recordKind[diary.Night]{
	kind: Nights,
	key:  func(n diary.Night) string { return n.Date.String() },
	load: func(ctx context.Context, c *conn, key string) (diary.Night, bool, error) {
		nights, err := readNights(ctx, c, selectNightsBetween, key, key)
		if err != nil || len(nights) == 0 {
			return diary.Night{}, false, err
		}
		return nights[0], true, nil
	},
	write:   func(t *tx, n diary.Night) error { return t.put(nightsTable, nightValues(n)) },
	replace: func(t *tx, before int64, n diary.Night) error { return t.replace(nightsTable, before, nightValues(n)) },
	erase:   func(t *tx, key string) error { return t.remove(nightsTable, "date = ?", key) },
	touch:   func(t *tx, n diary.Night) { t.touch(Nights, n.Date) },
}

func readNights(ctx context.Context, c *conn, query string, args ...driver.Value) ([]diary.Night, error) {
	nights := setAside[diary.Night](ctx, c, nightsTable)
	err := nightsTable.rows(ctx, c, query, args, func(r *reader) error {
		nights = append(nights, readNight(r))
		return nil
	})
	return nights, err
}

// Nights returns the nights from first to last, both included, in order of date.
func (s *Store) Nights(ctx context.Context, first, last diary.Date) ([]diary.Night, error) {
	return read(s, func(c *conn) ([]diary.Night, error) {
		return readNights(ctx, c, selectNightsBetween, first.String(), last.String())
	})
}

// Night returns the night of a date; false where none is recorded.
func (s *Store) Night(ctx context.Context, date diary.Date) (diary.Night, bool, error) {
	nights, err := s.Nights(ctx, date, date)
	if err != nil || len(nights) == 0 {
		return diary.Night{}, false, err
	}
	return nights[0], true, nil
}

// SaveNight puts n in place of what is recorded for its date. Its EnteredAt is set where it is zero: to
// that of the night already there, or to now. Nights that lie ahead are refused with diary.FieldErrors.
func (s *Store) SaveNight(ctx context.Context, n diary.Night) error {
	err := n.Validate(s.latest())
	if err == nil {
		l := label{"night", map[string]string{"date": n.Date.String()}}
		err = s.write(ctx, l, func(t *tx) error { return keepNights(ctx, t, []diary.Night{n}, s.now()) })
	}
	if err != nil {
		return fmt.Errorf("saving night %s: %w", n.Date, err)
	}
	return nil
}

// latest is the last night that may be saved. A day's grace: the traveller's clock may stand ahead of the one that saved
// last.
func (s *Store) latest() diary.Date { return diary.NightAt(s.now()).AddDays(1) }

// keepNights keeps nights that are known to be right. EnteredAt is set where it is zero.
func keepNights(ctx context.Context, t *tx, nights []diary.Night, now time.Time) error {
	for _, n := range nights {
		if n.EnteredAt.IsZero() {
			old, found, err := nightKind.load(ctx, t.conn, n.Date.String())
			if err != nil {
				return err
			}
			n.EnteredAt = old.EnteredAt
			if !found {
				n.EnteredAt = now
			}
		}
		n.EnteredAt = n.EnteredAt.Round(0) // no monotonic reading: it would not survive the file
		if err := keep(t, nightKind, n); err != nil {
			return err
		}
	}
	return nil
}

// DeleteNight removes the night's own record. Episodes and exposures of the date stay; see ClearNight.
func (s *Store) DeleteNight(ctx context.Context, date diary.Date) error {
	l := label{"night_delete", map[string]string{"date": date.String()}}
	err := s.write(ctx, l, func(t *tx) error { return drop(t, nightKind, date.String()) })
	if err != nil {
		return fmt.Errorf("deleting night %s: %w", date, err)
	}
	return nil
}

// ClearNight removes all that is recorded for a date: the night, its episodes and its exposures, in one
// undo step. Doses and sessions belong to their remedies and stay.
func (s *Store) ClearNight(ctx context.Context, date diary.Date) error {
	l := label{"clear_night", map[string]string{"date": date.String()}}
	err := s.write(ctx, l, func(t *tx) error {
		episodes, err := readEpisodes(ctx, t.conn, date.String(), date.String())
		if err != nil {
			return err
		}
		for _, e := range episodes {
			if err := drop(t, episodeKind, idKey(e.ID)); err != nil {
				return err
			}
		}
		exposures, err := readExposures(ctx, t.conn, selectExposuresOn, date.String())
		if err != nil {
			return err
		}
		for _, e := range exposures {
			if err := drop(t, exposureKind, idKey(e.ID)); err != nil {
				return err
			}
		}
		return drop(t, nightKind, date.String())
	})
	if err != nil {
		return fmt.Errorf("clearing night %s: %w", date, err)
	}
	return nil
}
