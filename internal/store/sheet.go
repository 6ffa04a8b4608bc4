package store

import (
	"context"
	"fmt"
	"strconv"

	"stillnight/internal/diary"
)

// Sheet is what a table of several nights changes, all of it in one step that can be taken back.
type Sheet struct {
	// Nights replace what is recorded for their dates.
	Nights []diary.Night
	// Exposed are exposures to keep, each with its trigger; a trigger without an ID is kept with it, and one of the
	// same name is kept once. Unexposed are the IDs of those to remove.
	Exposed   []Exposed
	Unexposed []int64
	// Intakes replace what is noted of a remedy on a night; an empty list removes it.
	Intakes []NightIntakes
}

// Exposed is a trigger that was met.
type Exposed struct {
	Trigger  diary.Trigger
	Exposure diary.Exposure
}

// NightIntakes are the doses and sessions of one remedy on one night.
type NightIntakes struct {
	InterventionID int64
	Night          diary.Date
	Intakes        []diary.Intake
}

// Dates counts the nights that a sheet changes.
func (c Sheet) Dates() int {
	dates := map[diary.Date]bool{}
	for _, n := range c.Nights {
		dates[n.Date] = true
	}
	for _, x := range c.Exposed {
		dates[x.Exposure.Night] = true
	}
	for _, x := range c.Intakes {
		dates[x.Night] = true
	}
	return max(len(dates), min(len(c.Unexposed), 1))
}

// SaveSheet keeps all that a sheet changes, or nothing.
func (s *Store) SaveSheet(ctx context.Context, c Sheet) error {
	latest := s.latest()
	for _, n := range c.Nights {
		if err := n.Validate(latest); err != nil {
			return fmt.Errorf("saving a sheet: %w", err)
		}
	}
	l := label{"nights", map[string]string{"count": strconv.Itoa(c.Dates())}}
	err := s.write(ctx, l, func(t *tx) error {
		if err := keepNights(ctx, t, c.Nights, s.now()); err != nil {
			return err
		}
		for _, id := range c.Unexposed {
			if err := drop(t, exposureKind, idKey(id)); err != nil {
				return err
			}
		}
		if err := keepExposed(ctx, t, c.Exposed); err != nil {
			return err
		}
		for _, x := range c.Intakes {
			if _, err := keepNightIntakes(ctx, t, x.InterventionID, x.Night, x.Intakes); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("saving a sheet: %w", err)
	}
	return nil
}

func keepExposed(ctx context.Context, t *tx, list []Exposed) error {
	fresh := map[string]int64{}
	for _, x := range list {
		trigger, exposure := x.Trigger, x.Exposure
		if id := fresh[trigger.Name]; trigger.ID == 0 && id != 0 {
			trigger.ID = id
		}
		if err := exposeIn(ctx, t, &trigger, &exposure); err != nil {
			return err
		}
		fresh[trigger.Name] = trigger.ID
	}
	return nil
}
