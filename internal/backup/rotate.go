package backup

import (
	"fmt"
	"slices"
	"time"
)

// clockSlack is how far ahead a backup's time may lie without its clock having been wrong: travelling west.
const clockSlack = 26 * time.Hour

// FromTheFuture tells whether the clock was wrong when a backup was made, or is wrong now.
func FromTheFuture(b Copy, now time.Time) bool { return b.Made.After(now.Add(clockSlack)) }

// How many routine backups stay: the newest of each day, week and month.
const (
	keptDays   = 7
	keptWeeks  = 5
	keptMonths = 12
	keptBefore = 10
	// keptLatest of the routine backups stay in any case, in the order in which they were made.
	keptLatest = 10
)

// Outdated picks from a list, newest first, what may go. Backups from the future are kept, but count for no
// day, week or month: otherwise one day with a wrong clock would take the places of years.
func Outdated(list []Copy, now time.Time) []Copy {
	var out []Copy
	byDate := slices.Clone(list)
	slices.SortStableFunc(byDate, func(a, b Copy) int { return b.Made.Compare(a.Made) })
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
		if b.Reason != Routine || FromTheFuture(b, now) {
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
		case b.Reason == ByHand, FromTheFuture(b, now):
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
