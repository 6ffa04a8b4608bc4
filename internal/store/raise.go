package store

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// raiseEvery is how often a window looks whether another one asks it to come to the front.
const raiseEvery = 700 * time.Millisecond

func raisePath(diary string) string {
	return filepath.Join(filepath.Dir(diary), "."+filepath.Base(diary)+".raise")
}

// RequestRaise asks the window that has the diary open to come to the front, by a file beside the diary.
// To be called after Open returned ErrInUse.
func RequestRaise(path string) error {
	if err := os.WriteFile(raisePath(path), nil, 0o600); err != nil {
		return fmt.Errorf("asking the other window to come forward: %w", classify(path, err))
	}
	return nil
}

// raiseWatch looks for requests while a window is open.
type raiseWatch struct {
	mu   sync.Mutex
	done chan struct{}
	idle sync.WaitGroup
}

// OnRaise calls f, on a goroutine of its own, whenever another window asked with RequestRaise. It holds
// until Close; a second call replaces the first.
func (s *Store) OnRaise(f func()) {
	s.raise.stop()
	s.raise.mu.Lock()
	defer s.raise.mu.Unlock()
	done := make(chan struct{})
	s.raise.done = done
	path := raisePath(s.path)
	_ = os.Remove(path) // a request that nobody answered before is out of date
	s.raise.idle.Go(func() {
		tick := time.NewTicker(raiseEvery)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				if os.Remove(path) == nil {
					f()
				}
			}
		}
	})
}

func (w *raiseWatch) stop() {
	w.mu.Lock()
	done := w.done
	w.done = nil
	w.mu.Unlock()
	if done != nil {
		close(done)
		w.idle.Wait()
	}
}
