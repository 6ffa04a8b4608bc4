package store

import (
	"os"
	"slices"
	"strings"

	"golang.org/x/sys/unix"
)

// Tests write and flush diaries by the thousand, which takes a disk most of their time: where there is room, they do so on
// one in memory, unless they are told where. How often something is flushed, and in which order, is counted by strace.
// Benchmarks measure the disk itself.
func init() {
	measured := func(arg string) bool { return strings.HasPrefix(arg, "-test.bench=") }
	if slices.ContainsFunc(os.Args, measured) {
		return
	}
	const folder, enough = "/dev/shm", 2 << 30 // bytes
	var disk unix.Statfs_t
	if os.Getenv("TMPDIR") != "" || unix.Statfs(folder, &disk) != nil || disk.Bavail*uint64(disk.Bsize) < enough || unix.Access(folder, unix.W_OK) != nil {
		return
	}
	if err := os.Setenv("TMPDIR", folder); err != nil {
		panic(err)
	}
}
