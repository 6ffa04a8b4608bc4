package store

import (
	"slices"
)

// Finding is something that the store met in or beside the diary and settled by itself.
type Finding struct {
	// Key of its sentence, "store.found.<what>", and its placeholders.
	Key  string
	Args map[string]string
}

// findings collects them; it has a lock of its own, for they are asked for while the store works.
type findings struct {
	notify func(Finding)
	list   []Finding
}

// found notes one. args are names and values in turn.
func (s *Store) found(what string, args ...string) {
	f := Finding{Key: "store.found." + what, Args: make(map[string]string)}
	for i := 0; i+1 < len(args); i += 2 {
		f.Args[args[i]] = args[i+1]
	}
	s.findingsMu.Lock()
	s.findings.list = append(s.findings.list, f)
	notify := s.findings.notify
	s.findingsMu.Unlock()
	if notify != nil {
		notify(f)
	}
}

// Findings are what was met since the diary was opened, in order.
func (s *Store) Findings() []Finding {
	s.findingsMu.Lock()
	defer s.findingsMu.Unlock()
	return slices.Clone(s.findings.list)
}

// OnFinding calls f for each further finding, in the middle of the store's work: f must not wait, nor call the
// store. Those before are in Findings.
func (s *Store) OnFinding(f func(Finding)) {
	s.findingsMu.Lock()
	defer s.findingsMu.Unlock()
	s.findings.notify = f
}
