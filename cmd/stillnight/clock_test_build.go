//go:build testclock

package main

import (
	"os"
	"strings"
	"sync"
	"time"
)

// setClock is the variable that sets the clock of a test build, as in 2026-03-03T03:12:00Z; it runs on from there.
// With @ before it, it names a file that holds such a moment: whenever that changes the clock jumps, as it does on a
// computer that slept. No other build has it.
const setClock = "STILLNIGHT_CLOCK"

// clock tells the time that it would be had the program been started at the moment it is set to.
func clock() func() time.Time {
	text := os.Getenv(setClock)
	if path, isFile := strings.CutPrefix(text, "@"); isFile {
		return (&jumping{path: path}).now
	}
	set, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Now
	}
	began := time.Now()
	return func() time.Time { return set.Add(time.Since(began)) }
}

// jumping is a clock that follows a file.
type jumping struct {
	path string

	lock  sync.Mutex
	text  string // of the file, as read last
	set   time.Time
	began time.Time
}

func (j *jumping) now() time.Time {
	j.lock.Lock()
	defer j.lock.Unlock()
	// A file in the middle of being written holds no moment, and is read again at the next call.
	if text, err := os.ReadFile(j.path); err == nil && string(text) != j.text {
		if set, err := time.Parse(time.RFC3339, strings.TrimSpace(string(text))); err == nil {
			j.text, j.set, j.began = string(text), set, time.Now()
		}
	}
	if j.text == "" {
		return time.Now()
	}
	return j.set.Add(time.Since(j.began))
}
