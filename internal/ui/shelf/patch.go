package shelf

import (
	"context"
	"reflect"
	"slices"

	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// changed returns the dates of the nights that changed up to an edition; ok is false where not every change is
// known, or one of them was about more than nights and what was noted on them.
func (f *Shelf) changed(now uint64) (dates []diary.Date, ok bool) {
	if !f.known || now < f.edition {
		return nil, false
	}
	f.telling.Lock()
	defer f.telling.Unlock()
	for e := f.edition + 1; e <= now; e++ {
		c, told := f.told[e]
		if !told || c.All || !ofNights(c.Kinds) {
			return nil, false
		}
		dates = append(dates, c.Dates...)
	}
	slices.SortFunc(dates, diary.Date.Compare)
	return slices.Compact(dates), true
}

func ofNights(kinds []store.Kind) bool {
	return !slices.ContainsFunc(kinds, func(k store.Kind) bool {
		return k != store.Nights && k != store.Episodes && k != store.Exposures
	})
}

// patched is a diary with some of its nights, and what was noted on them, as the store has them now, and whether that is
// something else. What is the same stays where it was in memory.
func (f *Shelf) patched(ctx context.Context, d diary.Diary, dates []diary.Date) (now diary.Diary, changed bool, err error) {
	var nights, episodes, exposures swaps
	for _, date := range dates {
		n, err := f.store.Nights(ctx, date, date)
		if err != nil {
			return d, false, err
		}
		e, err := f.store.Episodes(ctx, date)
		if err != nil {
			return d, false, err
		}
		d.Nights = swapped(&nights, d.Nights, n, date, func(n diary.Night) diary.Date { return n.Date })
		d.Episodes = swapped(&episodes, d.Episodes, e, date, func(e diary.Episode) diary.Date { return e.Night })
		if f.lean {
			continue
		}
		x, err := f.store.Exposures(ctx, date)
		if err != nil {
			return d, false, err
		}
		d.Exposures = swapped(&exposures, d.Exposures, x, date, func(x diary.Exposure) diary.Date { return x.Night })
	}
	return d, nights.made || episodes.made || exposures.made, nil
}

// swaps tells whether a list is a copy already, in which something was changed.
type swaps struct{ made bool }

// swapped puts records in the place of those of the same night; all are in the order of their nights. The list is copied
// before it is changed, since others have it too.
func swapped[T any](s *swaps, list, with []T, date diary.Date, of func(T) diary.Date) []T {
	first, _ := slices.BinarySearchFunc(list, date, func(v T, d diary.Date) int { return of(v).Compare(d) })
	last := first
	for last < len(list) && of(list[last]) == date {
		last++
	}
	if len(with) == last-first && (len(with) == 0 || reflect.DeepEqual(list[first:last], with)) {
		return list
	}
	if !s.made {
		list, s.made = slices.Clone(list), true
	}
	if list = slices.Replace(list, first, last, with...); len(list) == 0 {
		return nil // as the store has it
	}
	return list
}
