package shelf

import (
	"context"
	"fmt"
	"reflect"
	"sync"

	"stillnight/internal/compare"
	"stillnight/internal/diary"
	"stillnight/internal/store"
)

// Shelf is made once for an open diary. Its methods may be called from any goroutine. What they return is
// shared: nobody may change it.
type Shelf struct {
	store  *store.Store
	cancel func()

	mu sync.Mutex
	// edition is the store's at which the diary was read; known says that it was.
	edition uint64
	known   bool
	content Content

	telling sync.Mutex // for told, so that who writes never waits for who reads
	// told are the changes since then, by the edition that they made.
	told map[uint64]store.Change

	comparing sync.Mutex
	compared  int // the version that results are of
	results   map[compare.Outcome]compare.Results
}

// Content is a diary with the number of its version: two of the same version hold the same.
type Content struct {
	Diary   diary.Diary
	Version int
}

// New makes the shelf of a diary. Close it with the diary.
func New(s *store.Store) *Shelf {
	f := &Shelf{store: s, told: map[uint64]store.Change{}, results: map[compare.Outcome]compare.Results{}}
	f.cancel = s.Subscribe(f.note)
	return f
}

// Close ends the listening.
func (f *Shelf) Close() { f.cancel() }

// mostTold is how many changes are worth following one by one.
const mostTold = 64

func (f *Shelf) note(c store.Change) {
	f.telling.Lock()
	defer f.telling.Unlock()
	if len(f.told) < mostTold {
		f.told[c.Edition] = c
	}
}

// Read returns the diary as it is now. It reads only what may have changed since the last time.
func (f *Shelf) Read(ctx context.Context) (Content, error) {
	now, err := f.store.Edition(ctx)
	if err != nil {
		return Content{}, fmt.Errorf("reading the diary: %w", err)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.known && now == f.edition {
		return f.content, nil
	}
	d, err := f.renewed(ctx, now)
	if err != nil {
		return Content{}, fmt.Errorf("reading the diary: %w", err)
	}
	if !f.known || !reflect.DeepEqual(d, f.content.Diary) {
		f.content = Content{d, f.content.Version + 1}
	}
	f.known, f.edition = true, now
	f.forget(now)
	return f.content, nil
}

// forget drops the changes up to an edition that was read.
func (f *Shelf) forget(now uint64) {
	f.telling.Lock()
	defer f.telling.Unlock()
	for edition := range f.told {
		if edition <= now {
			delete(f.told, edition)
		}
	}
}

// renewed is the diary at an edition: the old one with the nights that changed, or all of it read again.
func (f *Shelf) renewed(ctx context.Context, now uint64) (diary.Diary, error) {
	if dates, ok := f.changed(now); ok {
		return patched(ctx, f.store, f.content.Diary, dates)
	}
	return f.store.Diary(ctx)
}

// Compare compares every step on one outcome. c is what Read returned.
func (f *Shelf) Compare(ctx context.Context, c Content, o compare.Outcome, opts compare.Options) (compare.Results, error) {
	f.comparing.Lock()
	defer f.comparing.Unlock()
	if r, ok := f.results[o]; ok && f.compared == c.Version {
		return r, nil
	}
	opts.Outcomes = []compare.Outcome{o}
	r, err := compare.AllWithin(ctx, c.Diary, opts)
	if err != nil {
		return compare.Results{}, fmt.Errorf("comparing: %w", err)
	}
	if f.compared != c.Version {
		clear(f.results)
		f.compared = c.Version
	}
	f.results[o] = r
	return r, nil
}
