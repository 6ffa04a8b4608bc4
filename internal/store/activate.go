package store

import "stillnight/internal/instance"

// RequestActivation asks the window that has the diary at a path open to come to the front, with a word on
// what is wanted there. To be called after Open returned ErrInUse.
func RequestActivation(path, word string) error {
	path = RealPath(path)
	return classify(path, instance.RequestActivation(path, word))
}

// OnActivation calls f with the word of the request, on a goroutine of its own, whenever another window asked
// with RequestActivation. It holds until Close; a second call replaces the first.
func (s *Store) OnActivation(f func(word string)) { s.activation.Start(s.path, f) }

// InUse tells whether a window has the diary at a path open for writing.
func InUse(path string) (bool, error) {
	path = RealPath(path)
	used, err := instance.InUse(path)
	return used, classify(path, err)
}
