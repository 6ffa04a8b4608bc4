package store

import (
	"context"
	"fmt"
)

var selectSetting = settingsTable.selecting("WHERE key = ?")

// Setting returns a setting that belongs to this diary; false where it was never set.
func (s *Store) Setting(ctx context.Context, key string) (value string, found bool, err error) {
	return s.keyed(ctx, settingsTable, selectSetting, key)
}

// SetSetting keeps a setting. Settings are not undone and tell no listener.
func (s *Store) SetSetting(ctx context.Context, key, value string) error {
	if err := s.setKeyed(ctx, settingsTable, key, value); err != nil {
		return fmt.Errorf("keeping setting %s: %w", key, err)
	}
	return nil
}

func (s *Store) keyed(ctx context.Context, tab table, query, key string) (value string, found bool, err error) {
	list, err := read(s, func(c *conn) ([]string, error) {
		return readList(ctx, c, tab, query, func(r *reader) string {
			r.text() // the key that was asked for
			return r.text()
		}, key)
	})
	if err != nil || len(list) == 0 {
		return "", false, err
	}
	return list[0], true, nil
}

func (s *Store) setKeyed(ctx context.Context, tab table, key, value string) error {
	old, found, err := s.keyed(ctx, tab, tab.selecting("WHERE key = ?"), key)
	if err != nil || found && old == value {
		return err
	}
	return s.write(ctx, label{}, func(t *tx) error {
		if err := t.remove(tab, "key = ?", key); err != nil {
			return err
		}
		var w writer
		w.text(key)
		w.text(value)
		return t.put(tab, w.values)
	})
}
