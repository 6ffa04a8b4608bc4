//go:build window

package main

import (
	"path/filepath"
	"syscall"
	"testing"
)

// TestWindowQuitsWhereNothingCanBeWatched takes all the watchers of files that the system gives to a user,
// as many open programs do, before the program asks for one.
func TestWindowQuitsWhereNothingCanBeWatched(t *testing.T) {
	const most = 100_000
	var taken []int
	defer func() {
		for _, fd := range taken {
			if err := syscall.Close(fd); err != nil {
				t.Error(err)
			}
		}
	}()
	for {
		fd, err := syscall.InotifyInit1(syscall.IN_CLOEXEC)
		if err != nil {
			break
		}
		taken = append(taken, fd)
		if len(taken) == most {
			t.Skip("this system gives more watchers than can be taken")
		}
	}
	w := launch(t, home(t), filepath.Join(t.TempDir(), "own.stillnight"))
	w.find("own.stillnight")
	w.quit()
}
