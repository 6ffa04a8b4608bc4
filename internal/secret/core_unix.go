//go:build unix

package secret

import "golang.org/x/sys/unix"

// KeepNoCore sees to it that a crash writes no copy of the memory to the disk: it holds what was read from the
// diary. A limit of one byte also keeps away programs that are handed the copy through a pipe.
func KeepNoCore() {
	// Where it is refused there is nothing to be done.
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{Cur: 1, Max: 1})
}
