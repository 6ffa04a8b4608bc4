package main

import (
	"runtime/debug"
	"time"
)

const (
	// startTime is by when the first screen is drawn, also on a slow machine.
	startTime = 3 * time.Second
	// startMemory is the most that is taken before memory is tidied after all, in bytes.
	startMemory = 128 << 20
)

// quickStart puts off tidying memory until the first screen is there: while fonts, translations and the
// diary are read, it would cost a seventh of the time until a window is drawn. Afterwards what the start
// needed is given back to the system.
func quickStart() {
	percent, limit := debug.SetGCPercent(-1), debug.SetMemoryLimit(startMemory)
	time.AfterFunc(startTime, func() {
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
		tidy()
	})
}

// tidy gives back to the system the memory that is not in use, and what it can read again from its files.
func tidy() {
	debug.FreeOSMemory()
	giveBack()
}
