package incoming

import (
	"math"
	"runtime/debug"
)

const (
	// sparingGC is how much may lie about before it is cleared away while a file is brought in, in percent of what is in
	// use. What is read and what is made of it are large: memory counts for more than time.
	sparingGC = 8
	// sparingMemory, in bytes, is from where on what is let go is given back to the system before more is taken. It holds
	// the largest file and what is made of it.
	sparingMemory = 128 << 20
	usualGC       = 100
)

// Sparing goes easy on memory until what it returns is called. While another piece of work is sparing it changes nothing.
func Sparing() (done func()) {
	percent := debug.SetGCPercent(sparingGC)
	if percent == sparingGC {
		return func() {}
	}
	limit := debug.SetMemoryLimit(sparingMemory)
	if percent < 0 { // put off while the program starts, which must not stay so
		percent, limit = usualGC, math.MaxInt64
	}
	return func() {
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
	}
}
