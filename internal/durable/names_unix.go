//go:build unix

package durable

import (
	"os"
	"syscall"
)

// Names tells how many names (hard links) a file has; 1 where that cannot be told.
func Names(path string) int {
	info, err := os.Stat(path)
	if err != nil {
		return 1
	}
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return int(st.Nlink)
	}
	return 1
}
