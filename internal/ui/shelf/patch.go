package shelf

import (
	"context"
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

// patched is a copy of a diary with some of its nights, and what was noted on them, as the store has them now.
func patched(ctx context.Context, s *store.Store, d diary.Diary, dates []diary.Date) (diary.Diary, error) {
	nights, episodes, exposures := slices.Clone(d.Nights), slices.Clone(d.Episodes), slices.Clone(d.Exposures)
	for _, date := range dates {
		n, err := s.Nights(ctx, date, date)
		if err != nil {
			return d, err
		}
		e, err := s.Episodes(ctx, date)
		if err != nil {
			return d, err
		}
		x, err := s.Exposures(ctx, date)
		if err != nil {
			return d, err
		}
		nights = swapped(nights, n, date, func(n diary.Night) diary.Date { return n.Date })
		episodes = swapped(episodes, e, date, func(e diary.Episode) diary.Date { return e.Night })
		exposures = swapped(exposures, x, date, func(x diary.Exposure) diary.Date { return x.Night })
	}
	d.Nights, d.Episodes, d.Exposures = nights, episodes, exposures
	return d, nil
}

// swapped puts records in the place of those of the same night; all are in the order of their nights.
func swapped[T any](list, with []T, date diary.Date, of func(T) diary.Date) []T {
	first, _ := slices.BinarySearchFunc(list, date, func(v T, d diary.Date) int { return of(v).Compare(d) })
	last := first
	for last < len(list) && of(list[last]) == date {
		last++
	}
	if list = slices.Replace(list, first, last, with...); len(list) == 0 {
		return nil // as the store has it, so that nothing seems to have changed
	}
	return list
}
