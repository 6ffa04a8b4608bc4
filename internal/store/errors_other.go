//go:build !unix

package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

func isQuota(error) bool { return false }

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
