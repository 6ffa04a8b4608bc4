package store

import (
	"context"
	"fmt"
	"strconv"

	"stillnight/internal/diary"
)

// Dates compare as texts, so these bound every date a diary may hold.
const (
	firstDate = "0000-00-00"
	lastDate  = "9999-99-99"
)

var (
	selectEpisodes = episodesTable.selecting("WHERE night BETWEEN ? AND ? ORDER BY night, id")
	selectEpisode  = episodesTable.selecting("WHERE id = ?")
	selectAttempts = attemptsTable.selecting("WHERE episode_id IN (SELECT id FROM episodes WHERE night BETWEEN ? AND ?) ORDER BY episode_id, position")
	selectTried    = attemptsTable.selecting("WHERE episode_id = ? ORDER BY position")
)

func idKey(id int64) string { return strconv.FormatInt(id, 10) }

func keyID(key string) (int64, error) {
	id, err := strconv.ParseInt(key, 10, 64)
	if err != nil {
		return 0, &DamagedError{Detail: fmt.Sprintf("an undo step has the key %q", key)}
	}
	return id, nil
}

var episodeKind = recordKind[diary.Episode]{
	kind:  Episodes,
	key:   func(e diary.Episode) string { return idKey(e.ID) },
	load:  loadEpisode,
	write: writeEpisode,
	erase: func(t *tx, key string) error {
		id, err := keyID(key)
		if err != nil {
			return err
		}
		if err := t.remove(attemptsTable, "episode_id = ?", id); err != nil {
			return err
		}
		return t.remove(episodesTable, "id = ?", id)
	},
	touch: func(t *tx, e diary.Episode) { t.touch(Episodes, e.Night) },
}

func readEpisode(r *reader) diary.Episode {
	return diary.Episode{ID: r.int(), Night: r.date(), Start: r.optClock(), Severity: r.optInt(), Minutes: r.optInt(), Note: r.text()}
}

func readAttempt(r *reader) (episode int64, a diary.Attempt) {
	episode = r.int()
	r.int() // position: the rows come in its order
	return episode, diary.Attempt{Measure: r.text(), Relief: r.optInt(), MinutesToRelief: r.optInt()}
}

func loadEpisode(ctx context.Context, c *conn, key string) (e diary.Episode, found bool, err error) {
	id, err := keyID(key)
	if err != nil {
		return e, false, err
	}
	err = episodesTable.rows(ctx, c, selectEpisode, args(id), func(r *reader) error {
		e, found = readEpisode(r), true
		return nil
	})
	if err != nil || !found {
		return e, false, err
	}
	err = attemptsTable.rows(ctx, c, selectTried, args(id), func(r *reader) error {
		_, a := readAttempt(r)
		e.Tried = append(e.Tried, a)
		return nil
	})
	return e, true, err
}

func writeEpisode(t *tx, e diary.Episode) error {
	var w writer
	w.int(e.ID)
	w.date(e.Night)
	w.optClock(e.Start)
	w.optInt(e.Severity)
	w.optInt(e.Minutes)
	w.text(e.Note)
	if err := t.put(episodesTable, w.values); err != nil {
		return err
	}
	for i, a := range e.Tried {
		var w writer
		w.int(e.ID)
		w.int(int64(i))
		w.text(a.Measure)
		w.optInt(a.Relief)
		w.optInt(a.MinutesToRelief)
		if err := t.put(attemptsTable, w.values); err != nil {
			return err
		}
	}
	return nil
}

// readEpisodes returns the episodes of the nights from first to last with what was tried.
func readEpisodes(ctx context.Context, c *conn, first, last string) ([]diary.Episode, error) {
	list := setAside[diary.Episode](ctx, c, episodesTable)
	place := make(map[int64]int)
	err := episodesTable.rows(ctx, c, selectEpisodes, args(first, last), func(r *reader) error {
		e := readEpisode(r)
		place[e.ID] = len(list)
		list = append(list, e)
		return nil
	})
	if err != nil || len(list) == 0 {
		return list, err
	}
	query, bounds := selectAttempts, args(first, last)
	if first == firstDate && last == lastDate {
		query, bounds = selectAllAttempts, nil
	}
	err = attemptsTable.rows(ctx, c, query, bounds, func(r *reader) error {
		id, a := readAttempt(r)
		i, ok := place[id]
		if !ok {
			return orphan(attemptsTable)
		}
		list[i].Tried = append(list[i].Tried, a)
		return nil
	})
	return list, err
}

var selectAllAttempts = attemptsTable.selecting("ORDER BY episode_id, position")

// orphan is the damage of a row whose parent is gone.
func orphan(tab table) error {
	return &DamagedError{Detail: fmt.Sprintf("a row of %s belongs to nothing", tab.name)}
}

// Episodes returns the bouts of one night in the order they were added.
func (s *Store) Episodes(ctx context.Context, night diary.Date) ([]diary.Episode, error) {
	return read(s, func(c *conn) ([]diary.Episode, error) {
		return readEpisodes(ctx, c, night.String(), night.String())
	})
}

// AllEpisodes returns the bouts of all nights.
func (s *Store) AllEpisodes(ctx context.Context) ([]diary.Episode, error) {
	return read(s, func(c *conn) ([]diary.Episode, error) { return readEpisodes(ctx, c, firstDate, lastDate) })
}

// SaveEpisode adds e and sets its ID, or replaces the episode that has its ID.
func (s *Store) SaveEpisode(ctx context.Context, e *diary.Episode) error {
	if err := e.Validate(); err != nil {
		return fmt.Errorf("saving episode: %w", err)
	}
	id := e.ID
	l := label{"episode", map[string]string{"date": e.Night.String()}}
	err := s.write(ctx, l, func(t *tx) (err error) {
		v := *e
		if v.ID == 0 {
			if v.ID, err = t.newID(episodesTable); err != nil {
				return err
			}
		}
		id = v.ID
		return keep(t, episodeKind, v)
	})
	if err != nil {
		return fmt.Errorf("saving episode: %w", err)
	}
	e.ID = id
	return nil
}

// DeleteEpisode removes one bout.
func (s *Store) DeleteEpisode(ctx context.Context, id int64) error {
	err := s.write(ctx, label{name: "episode_delete"}, func(t *tx) error { return drop(t, episodeKind, idKey(id)) })
	if err != nil {
		return fmt.Errorf("deleting episode: %w", err)
	}
	return nil
}
