//go:build !unix

package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

func isQuota(error) bool { return false }

// isDeviceFault tells whether a drive or a network drive failed, by the numbers that Windows gives such faults
// (https://learn.microsoft.com/windows/win32/debug/system-error-codes).
func isDeviceFault(err error) bool {
	const notReady, checksum, noDevice, network, device = syscall.Errno(21), syscall.Errno(23), syscall.Errno(55), syscall.Errno(59), syscall.Errno(1117)
	for _, number := range []syscall.Errno{notReady, checksum, noDevice, network, device} {
		if errors.Is(err, number) {
			return true
		}
	}
	return false
}

// folderMeaning looks at the folder a diary lies in, where SQLite only said that it could not read or
// write.
func folderMeaning(path string) error {
	_, err := os.Stat(filepath.Dir(path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrFolderGone
	case errors.Is(err, fs.ErrPermission):
		return ErrPermission
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return ErrNotFound
	case err == nil && info.Mode().Perm()&0o200 == 0:
		return ErrReadOnly
	}
	return probe(filepath.Dir(path))
}
