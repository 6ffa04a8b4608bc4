package store

import (
	"context"
	"encoding/json"
	"fmt"

	"stillnight/internal/diary"
)

// backgroundKey is that of the one row.
const backgroundKey = "1"

var selectBackground = backgroundTable.selecting("WHERE id = ?")

var backgroundKind = recordKind[diary.Background]{
	kind: Backgrounds,
	key:  func(diary.Background) string { return backgroundKey },
	load: loadBackground,
	write: func(t *tx, b diary.Background) error {
		body, err := json.Marshal(b)
		if err != nil {
			return fmt.Errorf("writing the background: %w", err)
		}
		var w writer
		w.int(1)
		w.text(string(body))
		return t.put(backgroundTable, w.values)
	},
	erase: eraseByID(backgroundTable),
	touch: func(t *tx, _ diary.Background) { t.touch(Backgrounds, diary.Date{}) },
}

func loadBackground(ctx context.Context, c *conn, key string) (b diary.Background, found bool, err error) {
	id, err := keyID(key)
	if err != nil {
		return b, false, err
	}
	err = backgroundTable.rows(ctx, c, selectBackground, args(id), func(r *reader) error {
		found = true
		b, err = readBackground(r)
		return err
	})
	return b, found, err
}

func readBackground(r *reader) (b diary.Background, err error) {
	r.int()
	if err := json.Unmarshal([]byte(r.text()), &b); err != nil {
		return b, &DamagedError{Detail: fmt.Sprintf("the background cannot be read: %v", err)}
	}
	return b, nil
}

// Background returns what is written down about the person; zero where nothing is.
func (s *Store) Background(ctx context.Context) (diary.Background, error) {
	return read(s, func(c *conn) (diary.Background, error) {
		b, _, err := loadBackground(ctx, c, backgroundKey)
		return b, err
	})
}

// SaveBackground replaces it. A zero one is taken out.
func (s *Store) SaveBackground(ctx context.Context, b diary.Background) error {
	if err := b.Validate(); err != nil {
		return fmt.Errorf("saving the background: %w", err)
	}
	err := s.write(ctx, label{name: "background"}, func(t *tx) error {
		if b.IsZero() {
			return drop(t, backgroundKind, backgroundKey)
		}
		return keep(t, backgroundKind, b)
	})
	if err != nil {
		return fmt.Errorf("saving the background: %w", err)
	}
	return nil
}

// background brings theirs in where mine is empty or is to be replaced.
func (in *importer) background(d diary.Diary) error {
	if d.Background.IsZero() || !in.settles(Backgrounds, !in.mine.Background.IsZero()) {
		return nil
	}
	return keep(in.tx, backgroundKind, d.Background)
}
