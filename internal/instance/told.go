//go:build linux || windows

package instance

import (
	"path/filepath"
	"sync"

	"github.com/fsnotify/fsnotify"
)

// changes tells by the system whenever something happens to a file, so that nobody has to look; told is nil where the system
// does not tell. Looking costs a program at rest as much as all else it does.
func changes(file string) (told <-chan struct{}, end func()) {
	nothing := func() {}
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, nothing // the system has no more watchers to give
	}
	if err := watcher.Add(filepath.Dir(file)); err != nil {
		_ = watcher.Close()
		return nil, nothing
	}
	c := make(chan struct{}, 1)
	var running sync.WaitGroup
	running.Go(func() {
		for {
			select {
			case e, open := <-watcher.Events:
				if !open {
					return
				}
				if filepath.Base(e.Name) != filepath.Base(file) {
					continue
				}
			case _, open := <-watcher.Errors: // something may have been missed
				if !open {
					return
				}
			}
			select {
			case c <- struct{}{}:
			default: // told already
			}
		}
	})
	return c, func() {
		_ = watcher.Close() // nothing was written
		running.Wait()
	}
}
