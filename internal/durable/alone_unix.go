//go:build unix

package durable

import (
	"os"
	"syscall"
)

// claim marks a half-made file as in the making, until it is closed or its program ends.
func claim(f *os.File) {
	// Where a file system knows no locks, Sweep leaves the file alone: it cannot lock it either.
	_ = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
}

// abandoned tells whether the program that made a file has ended.
func abandoned(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) == nil
}
