package now

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// bout is one that goes on now. It is an episode of its night from the first press on; what is kept beside
// it is when that was to the second, which survives a crash and a sleeping computer. What was tried and whether it is
// over is the episode's to say, since that alone is undone and redone.
type bout struct {
	EpisodeID int64      `json:"episode"`
	Night     diary.Date `json:"night"`
	Began     time.Time  `json:"began"`
	// Measures tells when a measure was begun, also of those that were taken out again.
	Measures []triedSince `json:"measures,omitempty"`
	// Over says that the bout was ended. It goes on again once its episode is again what it was before, LastSeen.
	Over     bool           `json:"over,omitempty"`
	LastSeen *diary.Episode `json:"last_seen,omitempty"`
}

// goesOn tells whether a bout was not ended, or that was taken back.
func (b *bout) goesOn(e diary.Episode) bool {
	return !b.Over || b.LastSeen != nil && sameEpisode(*b.LastSeen, e)
}

// sameEpisode compares what a bout writes of an episode.
func sameEpisode(a, b diary.Episode) bool {
	return a.Minutes == b.Minutes && slices.Equal(a.Tried, b.Tried)
}

// since is when a measure was begun last; ok is false where that is not known.
func (b *bout) since(measure string) (at time.Time, ok bool) {
	for _, t := range b.Measures {
		if t.Measure == measure {
			at, ok = t.At, true
		}
	}
	return at, ok
}

// tries tells whether a measure is among those tried.
func tries(e diary.Episode, measure string) bool {
	return slices.ContainsFunc(e.Tried, func(a diary.Attempt) bool { return a.Measure == measure })
}

// triedSince is a measure with when it was begun.
type triedSince struct {
	Measure string    `json:"measure"`
	At      time.Time `json:"at"`
}

// boutKey is the setting under which the bout that goes on is kept.
const boutKey = "night.now"

// openBout returns the bout that goes on, or nil. One whose episode is gone, because that was undone or
// deleted, is over.
func openBout(ctx context.Context, s *store.Store) (*bout, diary.Episode, error) {
	text, found, err := s.Setting(ctx, boutKey)
	if err != nil || !found || text == "" {
		return nil, diary.Episode{}, err
	}
	b := &bout{}
	if json.Unmarshal([]byte(text), b) != nil {
		return nil, diary.Episode{}, nil // nothing that this program wrote
	}
	list, err := s.Episodes(ctx, b.Night)
	if err != nil {
		return nil, diary.Episode{}, err
	}
	i := slices.IndexFunc(list, func(e diary.Episode) bool { return e.ID == b.EpisodeID })
	if i < 0 || !b.goesOn(list[i]) {
		return nil, diary.Episode{}, nil
	}
	return b, list[i], nil
}

// beginBout notes that it is happening now, as an episode of the night that is meant.
func beginBout(ctx context.Context, s *store.Store, night diary.Date, now time.Time) (*bout, error) {
	e := diary.Episode{Night: night, Start: diary.Some(diary.ClockOf(now))}
	if err := s.SaveEpisode(ctx, &e); err != nil {
		return nil, err
	}
	b := &bout{EpisodeID: e.ID, Night: e.Night, Began: now}
	return b, b.keep(ctx, s)
}

func (b *bout) keep(ctx context.Context, s *store.Store) error {
	text, err := json.Marshal(b)
	if err != nil {
		return fmt.Errorf("keeping a bout: %w", err)
	}
	return s.SetSetting(ctx, boutKey, string(text))
}

// try adds a measure that is begun at a moment, or takes it out again.
func (b *bout) try(ctx context.Context, s *store.Store, e diary.Episode, measure string, now time.Time) error {
	if tries(e, measure) {
		e.Tried = slices.DeleteFunc(slices.Clone(e.Tried), func(a diary.Attempt) bool { return a.Measure == measure })
	} else {
		b.Measures = append(b.Measures, triedSince{measure, now})
		e.Tried = append(slices.Clone(e.Tried), diary.Attempt{Measure: measure})
	}
	return errors.Join(s.SaveEpisode(ctx, &e), b.keep(ctx, s))
}

// minutesSince are the whole minutes from one moment to another, at least one; none where they are more than
// an episode may last.
func minutesSince(from, to time.Time, most int) diary.Optional[int] {
	minutes := max(int(to.Sub(from).Round(time.Minute)/time.Minute), 1)
	if minutes > most {
		return diary.None[int]()
	}
	return diary.Some(minutes)
}

// end ends the bout. ended is when; the zero Time where nobody knows. relief is how much it eased, of what
// was tried last.
func (b *bout) end(ctx context.Context, s *store.Store, e diary.Episode, ended time.Time, relief diary.Optional[int]) error {
	before := e
	e.Tried = slices.Clone(e.Tried)
	if !ended.IsZero() {
		e.Minutes = minutesSince(b.Began, ended, diary.MaxMinutesBothered)
	}
	if relief.IsSet() && len(e.Tried) == 0 {
		b.Measures = append(b.Measures, triedSince{nothingTried, b.Began})
		e.Tried = append(e.Tried, diary.Attempt{Measure: nothingTried})
	}
	if n := len(e.Tried); n > 0 && relief.IsSet() {
		last := &e.Tried[n-1]
		last.Relief = relief
		if at, known := b.since(last.Measure); known && relief != diary.Some(0) && !ended.IsZero() {
			last.MinutesToRelief = minutesSince(at, ended, diary.MaxMinutesInBed)
		}
	}
	if b.Over = true; !sameEpisode(before, e) {
		b.LastSeen = &before
	} else {
		b.LastSeen = nil // there is nothing to take back
	}
	return errors.Join(s.SaveEpisode(ctx, &e), b.keep(ctx, s))
}

// nothingTried is the measure of waiting it out.
const nothingTried = "nothing"

// offered are the measures in the order in which they are offered: the two that relieved most first, then
// those of the user's own, then the usual ones.
func offered(before []diary.Episode) (measures []string, minutes map[string]float64) {
	minutes = map[string]float64{}
	add := func(m string) {
		if m != nothingTried && !slices.Contains(measures, m) {
			measures = append(measures, m)
		}
	}
	results := compare.Relief(diary.Diary{Episodes: before})
	for _, r := range results {
		if v, ok := r.MinutesToRelief.Get(); ok {
			minutes[r.Measure] = v
		}
	}
	const best = 2
	first := 0
	for _, r := range results {
		if first < best && r.Helped > 0 && r.Measure != nothingTried {
			add(r.Measure)
			first++
		}
	}
	for _, r := range results {
		if !slices.Contains(diary.Measures, r.Measure) {
			add(r.Measure)
		}
	}
	for _, m := range diary.Measures {
		add(m)
	}
	return measures, minutes
}
