package store

import (
	"context"
	"fmt"
	"maps"
	"strings"
	"sync"
	"time"
)

var selectDraft = draftsTable.selecting("WHERE key = ?")

// draftsWait is how long half-typed text waits for what is typed next, before all of it is written in one
// transaction: a key press costs nothing, and a crash at most this.
const draftsWait = 500 * time.Millisecond

// drafts are the half-typed texts that are not on disk yet. Its lock is taken after the store's mu.
type drafts struct {
	mu      sync.Mutex
	waiting map[string]string
	timer   *time.Timer // nil where none runs
}

// KeepDraft keeps half-typed text under a key of the form's choice, so that it outlives a crash. It is on disk within
// half a second, and when the diary is closed; until then Draft knows it all the same. failed is called, on a
// goroutine of its own, where it cannot be written; it is tried again with the next text.
func (s *Store) KeepDraft(key, text string, failed func(error)) {
	d := &s.drafts
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.waiting == nil {
		d.waiting = make(map[string]string)
	}
	d.waiting[key] = text
	if d.timer == nil {
		d.timer = time.AfterFunc(draftsWait, func() {
			d.stop()
			if err := s.writeDrafts(); err != nil {
				failed(err)
			}
		})
	}
}

// writeDrafts brings to the disk what waits. What cannot be written goes on waiting.
func (s *Store) writeDrafts() error {
	var taken map[string]string
	err := s.write(context.Background(), label{}, func(t *tx) error {
		taken = s.drafts.take()
		for key, text := range taken {
			if err := t.remove(draftsTable, "key = ?", key); err != nil {
				return err
			}
			var w writer
			w.text(key)
			w.text(text)
			if err := t.put(draftsTable, w.values); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		s.drafts.putBack(taken)
		return fmt.Errorf("keeping drafts: %w", err)
	}
	return nil
}

// take hands out what waits. It is asked for within the transaction that writes it, so that nobody forgets a draft in
// between that would then be written all the same.
func (d *drafts) take() map[string]string {
	d.mu.Lock()
	defer d.mu.Unlock()
	taken := d.waiting
	d.waiting = nil
	return taken
}

// putBack lets texts wait again that were not written, where none was typed over them since.
func (d *drafts) putBack(taken map[string]string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.waiting == nil {
		d.waiting = taken
		return
	}
	for key, text := range taken {
		if _, typed := d.waiting[key]; !typed {
			d.waiting[key] = text
		}
	}
}

// stop ends the timer, so that the next text begins another.
func (d *drafts) stop() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timer != nil {
		d.timer.Stop()
		d.timer = nil
	}
}

// forget drops the waiting texts under keys that match.
func (d *drafts) forget(match func(key string) bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	maps.DeleteFunc(d.waiting, func(key, _ string) bool { return match(key) })
}

// wait tells whether there are any.
func (d *drafts) wait() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.waiting) > 0
}

func (d *drafts) get(key string) (text string, found bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	text, found = d.waiting[key]
	return text, found
}

// settleDrafts writes what waits before the diary is closed.
func (s *Store) settleDrafts() error {
	s.drafts.stop()
	if !s.drafts.wait() {
		return nil
	}
	return s.writeDrafts()
}

// Draft returns the text kept under key; false where there is none.
func (s *Store) Draft(ctx context.Context, key string) (text string, found bool, err error) {
	if text, found := s.drafts.get(key); found {
		return text, true, nil
	}
	return s.keyed(ctx, draftsTable, selectDraft, key)
}

// ClearDraft forgets the text kept under key, for instance once it was saved.
func (s *Store) ClearDraft(ctx context.Context, key string) error {
	s.drafts.forget(func(k string) bool { return k == key })
	_, found, err := s.keyed(ctx, draftsTable, selectDraft, key)
	if err == nil && found {
		err = s.write(ctx, label{}, func(t *tx) error { return t.remove(draftsTable, "key = ?", key) })
	}
	if err != nil {
		return fmt.Errorf("forgetting draft %s: %w", key, err)
	}
	return nil
}

// ClearDrafts forgets every text whose key begins with prefix: what a whole form held.
func (s *Store) ClearDrafts(ctx context.Context, prefix string) error {
	s.drafts.forget(func(k string) bool { return strings.HasPrefix(k, prefix) })
	err := s.write(ctx, label{}, func(t *tx) error {
		return t.remove(draftsTable, "substr(key, 1, length(?)) = ?", prefix, prefix)
	})
	if err != nil {
		return fmt.Errorf("forgetting drafts %s: %w", prefix, err)
	}
	return nil
}
