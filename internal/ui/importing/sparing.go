package importing

import "runtime/debug"

const (
	// importGC is how much may lie about before it is cleared away while a file is brought in, in percent of what is
	// in use. A whole diary is held several times over then: memory counts for more than time.
	importGC = 8
	usualGC  = 100
)

// sparing goes easy on memory until what it returns is called.
func sparing() (done func()) {
	before := debug.SetGCPercent(importGC)
	switch {
	case before == importGC: // work that overlaps brings back what was usual
		return func() {}
	case before < 0: // put off while the program starts, which must not stay so
		before = usualGC
	}
	return func() { debug.SetGCPercent(before) }
}
