//go:build unix

package store

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"

	"golang.org/x/sys/unix"
)

func isQuota(err error) bool { return errors.Is(err, syscall.EDQUOT) }

// isDeviceFault tells whether a drive or a network drive failed.
func isDeviceFault(err error) bool {
	return errors.Is(err, syscall.EIO) || errors.Is(err, syscall.ESTALE) || errors.Is(err, syscall.ENXIO) ||
		errors.Is(err, syscall.ENODEV) || errors.Is(err, syscall.EHOSTDOWN) || errors.Is(err, syscall.ETIMEDOUT)
}

// folderMeaning looks at the folder a diary lies in, where SQLite only said that it could not read or
// write.
func folderMeaning(path string) error {
	folder := filepath.Dir(path)
	switch err := unix.Access(folder, unix.F_OK); {
	case errors.Is(err, unix.ENOENT), errors.Is(err, unix.ENOTDIR):
		return ErrFolderGone
	case err != nil:
		return ErrPermission
	}
	var room unix.Statfs_t
	if err := unix.Statfs(folder, &room); err == nil && room.Bavail == 0 {
		return ErrDiskFull
	}
	// SQLite names a full disk itself, but neither a quota nor a limit on the size of files.
	var limit unix.Rlimit
	info, err := os.Stat(path)
	if err == nil && unix.Getrlimit(unix.RLIMIT_FSIZE, &limit) == nil && uint64(info.Size())+probeSize > uint64(limit.Cur) {
		return ErrDiskFull
	}
	for _, name := range []string{folder, path} {
		switch err := unix.Access(name, unix.W_OK); {
		case errors.Is(err, unix.EROFS):
			return ErrReadOnly
		case errors.Is(err, unix.EACCES), errors.Is(err, unix.EPERM):
			if name == path {
				return ErrReadOnly
			}
			return ErrPermission
		case errors.Is(err, unix.ENOENT):
			return ErrNotFound
		}
	}
	return probe(folder)
}
