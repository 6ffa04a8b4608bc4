package store

import (
	"context"
	"slices"

	"stillnight/internal/diary"
)

// Change tells a listener what a commit changed.
type Change struct {
	// Origin is where the change comes from, nil where the writer has not said.
	Origin *Origin
	// Dates of the nights that look different now, in order.
	Dates []diary.Date
	// All says that any night or comparison may look different: a remedy, a trigger or a plan changed.
	All bool
	// Kinds of record that changed.
	Kinds []Kind
	// Edition is the diary's with this change; see Store.Edition.
	Edition uint64
}

// Subscribe calls f after every commit that changed the diary, on the goroutine that changed it. f may
// read the store. Changes that other programs make to the file are not noticed.
func (s *Store) Subscribe(f func(Change)) (cancel func()) {
	s.listeners.Lock()
	defer s.listeners.Unlock()
	id := s.listeners.next
	s.listeners.next++
	s.listeners.list = append(s.listeners.list, listener{id, f})
	return func() {
		s.listeners.Lock()
		defer s.listeners.Unlock()
		s.listeners.list = slices.DeleteFunc(s.listeners.list, func(l listener) bool { return l.id == id })
	}
}

// Edition takes in what another program has saved and returns a number that is another one whenever the diary
// may hold something else than before: what was read at one edition need not be read again at the same.
func (s *Store) Edition(context.Context) (uint64, error) {
	return read(s, func(*conn) (uint64, error) { return s.edition.Load(), nil })
}

type listener struct {
	id int
	f  func(Change)
}

// notifyAll tells the listeners, beside the work that is going on, that anything may look different now.
func (s *Store) notifyAll() {
	edition := s.edition.Add(1)
	s.listeners.Lock()
	list := slices.Clone(s.listeners.list)
	s.listeners.Unlock()
	c := Change{All: true, Kinds: []Kind{Nights, Episodes, Interventions, Intakes, Triggers, Exposures, Labs, Visits, Plans}, Edition: edition}
	for _, l := range list {
		go l.f(c)
	}
}

func (s *Store) notify(t *tx) {
	if len(t.notice.Kinds) == 0 {
		return
	}
	c := t.notice
	c.Edition = s.edition.Add(1)
	for d := range t.dates {
		c.Dates = append(c.Dates, d)
	}
	slices.SortFunc(c.Dates, diary.Date.Compare)
	c.Origin.add(c)
	s.listeners.Lock()
	list := slices.Clone(s.listeners.list)
	s.listeners.Unlock()
	for _, l := range list {
		l.f(c)
	}
}
