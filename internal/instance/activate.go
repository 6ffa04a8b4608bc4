package instance

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"stillnight/internal/durable"
)

const (
	// lookEvery is how often a window looks whether another one asks it to come to the front where the system does not
	// tell what happens in a folder.
	lookEvery = 700 * time.Millisecond
	// lookAnyway is how often it looks where the system should: some folders of other computers tell nothing.
	lookAnyway = 15 * time.Second
)

func requestPath(diary string) string {
	return filepath.Join(filepath.Dir(diary), "."+filepath.Base(diary)+".activate")
}

// RequestActivation asks the process that holds the file at a path to come to the front, by a file beside it
// that holds a word on what is wanted there; "" is no more than that. To be called after Acquire returned
// ErrInUse.
func RequestActivation(path, word string) error {
	// Under its own name it is read at once. Others may ask in the same moment, so each writes a file of its own.
	if err := durable.Write(requestPath(path), []byte(word)); err != nil {
		return fmt.Errorf("asking the other window to come forward: %w", err)
	}
	return nil
}

// Watch looks for requests while a file is held. The zero Watch is ready to start.
type Watch struct {
	mu   sync.Mutex
	done chan struct{}
	idle sync.WaitGroup
}

// longestWord bounds what is read of a request.
const longestWord = 64

// take answers a request: it returns its word and removes it.
func take(request string) (word string, asked bool) {
	if info, err := os.Lstat(request); err != nil || !info.Mode().IsRegular() {
		return "", false // a pipe would keep the program waiting
	}
	f, err := os.Open(request)
	if err != nil {
		return "", false
	}
	text, err := io.ReadAll(io.LimitReader(f, longestWord))
	if closing := f.Close(); err != nil || closing != nil {
		text = nil // what is wanted is not known, only that somebody asked
	}
	return string(text), os.Remove(request) == nil
}

// Start calls f with the word of the request, on a goroutine of its own, whenever another process asked for
// the file at a path with RequestActivation. It holds until Stop; a second call replaces the first.
func (w *Watch) Start(path string, f func(word string)) {
	w.Stop()
	w.mu.Lock()
	defer w.mu.Unlock()
	done := make(chan struct{})
	w.done = done
	request := requestPath(path)
	_ = os.Remove(request) // a request that nobody answered before is out of date
	w.idle.Go(func() {
		every := lookEvery
		told, end := changes(request)
		defer end()
		if told != nil {
			every = lookAnyway
		}
		tick := time.NewTicker(every)
		defer tick.Stop()
		for {
			if word, asked := take(request); asked {
				f(word)
			}
			select {
			case <-done:
				return
			case <-told:
			case <-tick.C:
			}
		}
	})
}

// Stop ends the looking and returns once no call of f runs any more.
func (w *Watch) Stop() {
	w.mu.Lock()
	done := w.done
	w.done = nil
	w.mu.Unlock()
	if done != nil {
		close(done)
		w.idle.Wait()
	}
}
