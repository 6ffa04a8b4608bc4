//go:build testclock

package main

import (
	"os"
	"time"
)

// setClock is the variable that sets the clock of a test build, as in 2026-03-03T03:12:00Z; it runs on from there.
// No other build has it.
const setClock = "STILLNIGHT_CLOCK"

// clock tells the time that it would be had the program been started at the moment it is set to.
func clock() func() time.Time {
	set, err := time.Parse(time.RFC3339, os.Getenv(setClock))
	if err != nil {
		return time.Now
	}
	began := time.Now()
	return func() time.Time { return set.Add(time.Since(began)) }
}
