package store

import (
	"fmt"
	"path/filepath"
)

// prune deletes routine backups that have had their time, and all but the newest ten of those made
// before a change.
func (s *Store) prune() error {
	list, err := ListBackups(s.path, s.backupOptions())
	if err != nil {
		return err
	}
	for _, b := range outdated(list) {
		if err := removeIfThere(b.Path); err != nil {
			return &BackupError{filepath.Dir(b.Path), classify(b.Path, err)}
		}
	}
	return nil
}

// How many routine backups stay: the newest of each day, week and month.
const (
	keptDays   = 7
	keptWeeks  = 5
	keptMonths = 12
	keptBefore = 10
)

// outdated picks from a list, newest first, what may go.
func outdated(list []BackupCopy) []BackupCopy {
	var out []BackupCopy
	days, weeks, months := make(map[string]bool), make(map[string]bool), make(map[string]bool)
	before := 0
	for _, b := range list {
		switch b.Reason {
		case ByHand:
			continue
		case Routine:
			year, week := b.Made.ISOWeek()
			stays := first(days, b.Made.Format("2006-01-02"), keptDays)
			stays = first(weeks, fmt.Sprint(year, week), keptWeeks) || stays
			stays = first(months, b.Made.Format("2006-01"), keptMonths) || stays
			if !stays {
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
