package store

import (
	"os"
	"syscall"
)

// changedAt is when anything about a file was last changed, in nanoseconds; see sighting.
func changedAt(info os.FileInfo) int64 {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return 0
	}
	return st.Ctim.Nano()
}
