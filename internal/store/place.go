package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"stillnight/internal/durable"
	"stillnight/internal/instance"
)

// Place gives a finished diary, made, its name in the same file system. Where a diary has that name, it is
// opened for reading and may is asked about it: nothing is replaced where may is nil (then the error matches
// fs.ErrExist), where it returns an error, or where a window has that diary open (ErrInUse). Until then
// nothing is touched. Backups of the diary that was there stay.
func Place(ctx context.Context, made, path string, may func(there *Store) error) (err error) {
	fail := func(err error) error {
		return fmt.Errorf("putting a diary at %s: %w", path, classify(path, err))
	}
	lock, err := instance.Acquire(path)
	if err != nil {
		return fail(err)
	}
	defer func() {
		if released := lock.Release(); err == nil && released != nil {
			err = fail(released)
		}
	}()
	_, err = os.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if err := durable.NameUntaken(made, path); err != nil {
			return fail(err)
		}
		return durable.SyncFolder(filepath.Dir(path))
	case err != nil:
		return fail(err)
	case may == nil:
		return fail(fs.ErrExist)
	}
	there, err := Open(ctx, path, Options{ReadOnly: true})
	if err != nil {
		return fail(err)
	}
	// Windows renames over no file that is open.
	if err := errors.Join(may(there), there.Close()); err != nil {
		return fail(err)
	}
	if err := os.Rename(made, path); err != nil {
		return fail(err)
	}
	return durable.SyncFolder(filepath.Dir(path))
}
