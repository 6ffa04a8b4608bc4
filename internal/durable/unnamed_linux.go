package durable

import (
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// unnamed opens a file that has no name until name gives it one: of a program that is killed, nothing is left.
func unnamed(folder string) (*os.File, error) {
	fd, err := unix.Open(folder, unix.O_TMPFILE|unix.O_RDWR|unix.O_CLOEXEC, 0o600)
	if err != nil {
		return nil, err // some file systems cannot
	}
	return os.NewFile(uintptr(fd), folder), nil
}

func name(f *os.File, path string) error {
	self := fmt.Sprintf("/proc/self/fd/%d", f.Fd())
	return unix.Linkat(unix.AT_FDCWD, self, unix.AT_FDCWD, path, unix.AT_SYMLINK_FOLLOW)
}
