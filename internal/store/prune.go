package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"time"
)

// prune deletes routine backups that have had their time, and all but the newest ten of those made before a
// change; never the one just made.
func (s *Store) prune(ctx context.Context, latest BackupCopy) error {
	list, err := s.ownBackups(ctx)
	if err != nil {
		return err
	}
	for _, b := range outdated(list, s.now()) {
		if b.Path == latest.Path {
			continue
		}
		if err := removeIfThere(b.Path); err != nil {
			return &BackupError{filepath.Dir(b.Path), classify(b.Path, err)}
		}
	}
	return nil
}

// clockSlack is how far ahead a backup's time may lie without its clock having been wrong: travelling west.
const clockSlack = 26 * time.Hour

// fromTheFuture tells whether the clock was wrong when a backup was made, or is wrong now.
func fromTheFuture(b BackupCopy, now time.Time) bool { return b.Made.After(now.Add(clockSlack)) }

// How many routine backups stay: the newest of each day, week and month.
const (
	keptDays   = 7
	keptWeeks  = 5
	keptMonths = 12
	keptBefore = 10
	// keptLatest of the routine backups stay in any case, in the order in which they were made.
	keptLatest = 10
)

// outdated picks from a list, newest first, what may go. Backups from the future are kept, but count for no
// day, week or month: otherwise one day with a wrong clock would take the places of years.
func outdated(list []BackupCopy, now time.Time) []BackupCopy {
	var out []BackupCopy
	byDate := slices.Clone(list)
	slices.SortStableFunc(byDate, func(a, b BackupCopy) int { return b.Made.Compare(a.Made) })
	stays := make(map[string]bool)
	latest := 0
	for _, b := range list {
		if b.Reason == Routine && latest < keptLatest && b.order > 0 {
			latest++
			stays[b.Path] = true
		}
	}
	days, weeks, months := make(map[string]bool), make(map[string]bool), make(map[string]bool)
	for _, b := range byDate {
		if b.Reason != Routine || fromTheFuture(b, now) {
			continue
		}
		year, week := b.Made.ISOWeek()
		kept := first(days, b.Made.Format("2006-01-02"), keptDays)
		kept = first(weeks, fmt.Sprint(year, week), keptWeeks) || kept
		kept = first(months, b.Made.Format("2006-01"), keptMonths) || kept
		stays[b.Path] = stays[b.Path] || kept
	}
	before := 0
	for _, b := range list {
		switch {
		case b.Reason == ByHand, fromTheFuture(b, now):
		case b.Reason == Routine:
			if !stays[b.Path] {
				out = append(out, b)
			}
		default:
			if before++; before > keptBefore {
				out = append(out, b)
			}
		}
	}
	return out
}

// first tells whether key is new among at most limit keys, and remembers it.
func first(seen map[string]bool, key string, limit int) bool {
	if seen[key] || len(seen) >= limit {
		return false
	}
	seen[key] = true
	return true
}
