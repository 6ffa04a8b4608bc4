package shelf

import (
	"context"
	"fmt"
	"reflect"
	"slices"
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
	// lean says that the exposures were not read so far, and nobody has seen them.
	lean  bool
	edits []edit // the last versions

	telling sync.Mutex // for told, so that who writes never waits for who reads
	// told are the changes since then, by the edition that they made.
	told map[uint64]store.Change

	comparing sync.Mutex
	results   map[compare.Outcome]compared
	// parts are of some remedies only; in outlines some steps are only outlined.
	parts, outlines map[compare.Outcome]compared
}

// Content is a diary with the number of its version: two of the same version hold the same, but for exposures that
// ReadLean left out.
type Content struct {
	Diary   diary.Diary
	Version int
}

// edit is how one version of a diary came from the one before.
type edit struct {
	version int
	nights  []diary.Date // that may have changed
	all     bool         // anything may have changed
}

// mostEdits is how many versions are worth following one by one.
const mostEdits = 64

// New makes the shelf of a diary. Close it with the diary.
func New(s *store.Store) *Shelf {
	f := &Shelf{store: s, told: map[uint64]store.Change{}, results: map[compare.Outcome]compared{}, parts: map[compare.Outcome]compared{}, outlines: map[compare.Outcome]compared{}}
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
func (f *Shelf) Read(ctx context.Context) (Content, error) { return f.read(ctx, true) }

// ReadLean is Read for who does not look at the exposures: they may be missing.
func (f *Shelf) ReadLean(ctx context.Context) (Content, error) { return f.read(ctx, false) }

func (f *Shelf) read(ctx context.Context, whole bool) (Content, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	// Asked with the lock: an edition that another reader has overtaken would have the whole diary read again.
	now, err := f.store.Edition(ctx)
	if err != nil {
		return Content{}, fmt.Errorf("reading the diary: %w", err)
	}
	if !f.known || now != f.edition {
		if err := f.renew(ctx, now, whole); err != nil {
			return Content{}, fmt.Errorf("reading the diary: %w", err)
		}
	}
	if whole && f.lean {
		// What is written meanwhile makes another edition, and is read again with its night.
		exposures, err := f.store.AllExposures(ctx)
		if err != nil {
			return Content{}, fmt.Errorf("reading the diary: %w", err)
		}
		f.content.Diary.Exposures, f.lean = exposures, false
	}
	return f.content, nil
}

// renew reads the nights that changed up to an edition, or the whole diary where more did.
func (f *Shelf) renew(ctx context.Context, now uint64, whole bool) error {
	nights, ok := f.changed(now)
	var d diary.Diary
	var changed bool
	var err error
	if ok {
		d, changed, err = f.patched(ctx, f.content.Diary, nights)
	} else {
		lean := !whole && (f.lean || !f.known)
		if d, err = f.fetch(ctx, lean); err == nil {
			before := f.content.Diary
			if lean != f.lean {
				before.Exposures = d.Exposures // not seen by anyone so far
			}
			changed = !f.known || !reflect.DeepEqual(d, before)
			f.lean = lean
		}
	}
	if err != nil {
		return err
	}
	if changed {
		f.content = Content{d, f.content.Version + 1}
		f.edits = append(f.edits, edit{f.content.Version, nights, !ok})
		f.edits = f.edits[max(len(f.edits)-mostEdits, 0):]
	} else {
		f.content.Diary = d
	}
	f.known, f.edition = true, now
	f.forget(now)
	return nil
}

func (f *Shelf) fetch(ctx context.Context, lean bool) (diary.Diary, error) {
	if lean {
		return f.store.DiaryWithoutExposures(ctx)
	}
	return f.store.Diary(ctx)
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

// since lists the nights that changed from one version to another; ok is false where more did.
func (f *Shelf) since(from, to int) (nights []diary.Date, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	seen := from
	for _, e := range f.edits {
		if e.version <= from || e.version > to {
			continue
		}
		if e.all || e.version != seen+1 {
			return nil, false
		}
		seen = e.version
		nights = append(nights, e.nights...)
	}
	return nights, seen == to
}

// Compare compares every step on one outcome. c is what Read returned. Where only nights changed since the last time,
// only the steps that they matter to are compared again.
func (f *Shelf) Compare(ctx context.Context, c Content, o compare.Outcome, opts compare.Options) (compare.Results, error) {
	f.comparing.Lock()
	defer f.comparing.Unlock()
	if last, ok := f.results[o]; ok && last.version == c.Version {
		return last.Results, nil
	}
	r, err := f.compare(ctx, c, o, opts)
	if err == nil {
		f.results[o] = compared{r, c.Version, nil}
		delete(f.outlines, o)
	}
	return r, err
}

// Outline is Compare for who does not look at the effect of every step: those that opts.Outlined tells are only outlined,
// unless they are known already.
func (f *Shelf) Outline(ctx context.Context, c Content, o compare.Outcome, opts compare.Options) (compare.Results, error) {
	f.comparing.Lock()
	defer f.comparing.Unlock()
	for _, known := range []map[compare.Outcome]compared{f.results, f.outlines} {
		if last, ok := known[o]; ok && last.version == c.Version {
			return last.Results, nil
		}
	}
	r, err := f.compare(ctx, c, o, opts)
	if err == nil {
		f.outlines[o] = compared{r, c.Version, nil}
	}
	return r, err
}

// CompareOf is Compare for some remedies. Others may be among the results.
func (f *Shelf) CompareOf(ctx context.Context, c Content, o compare.Outcome, opts compare.Options, remedies []int64) (compare.Results, error) {
	f.comparing.Lock()
	defer f.comparing.Unlock()
	if last, ok := f.results[o]; ok && last.version == c.Version {
		return last.Results, nil
	}
	part, ok := f.parts[o]
	asked := slices.Clone(remedies)
	if ok && part.version == c.Version {
		asked = append(asked, part.of...)
	}
	slices.Sort(asked)
	asked = slices.Compact(asked)
	if ok && part.version == c.Version && slices.Equal(asked, part.of) {
		return part.Results, nil
	}
	opts.InterventionIDs = asked
	r, err := f.compare(ctx, c, o, opts)
	if err == nil {
		f.parts[o] = compared{r, c.Version, asked}
	}
	return r, err
}

// compare compares with what is known: all of an earlier version, or else some.
func (f *Shelf) compare(ctx context.Context, c Content, o compare.Outcome, opts compare.Options) (compare.Results, error) {
	opts.Outcomes = []compare.Outcome{o}
	for _, known := range []map[compare.Outcome]compared{f.results, f.outlines, f.parts} {
		last, ok := known[o]
		if !ok {
			continue
		}
		if nights, same := f.since(last.version, c.Version); same {
			opts.Earlier = &compare.Earlier{Results: last.Results, Changed: nights}
			break
		}
	}
	r, err := compare.AllWithin(ctx, c.Diary, opts)
	if err != nil {
		return compare.Results{}, fmt.Errorf("comparing: %w", err)
	}
	return r, nil
}

// compared are the comparisons of one version of a diary.
type compared struct {
	compare.Results
	version int
	// of are the remedies that were asked for, in order; nil is all.
	of []int64
}
