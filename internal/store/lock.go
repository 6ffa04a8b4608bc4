package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// fileLock is a lock on a side file, held while a diary is open for writing. The system releases it when
// the program ends, however it ends, so a left-over side file never blocks anyone. The diary itself is not
// locked: SQLite locks it for each save, and would lose that lock if we opened and closed the file.
type fileLock struct{ file *os.File }

// errLocked is what tryLock returns where another process holds the lock, errNoLocks where the file
// system knows no locks.
var (
	errLocked  = errors.New("locked")
	errNoLocks = errors.New("the file system has no locks")
)

func lockPath(diary string) string {
	return filepath.Join(filepath.Dir(diary), "."+filepath.Base(diary)+".lock")
}

// acquireLock takes the lock or returns ErrInUse.
func acquireLock(diary string) (*fileLock, error) {
	path := lockPath(diary)
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, fmt.Errorf("locking the diary: %w", err)
		}
		switch err := tryLock(f); {
		case errors.Is(err, errLocked):
			return nil, errors.Join(ErrInUse, f.Close())
		case errors.Is(err, errNoLocks):
			// A share without locks: better a diary that two windows could open than none.
			return &fileLock{file: f}, nil
		case err != nil:
			return nil, fmt.Errorf("locking the diary: %w", errors.Join(err, f.Close()))
		}
		// The window before may have removed the name between our open and our lock; then a third could
		// lock a new file of the same name.
		if stillNamed(f, path) {
			return &fileLock{file: f}, nil
		}
		if err := f.Close(); err != nil {
			return nil, fmt.Errorf("locking the diary: %w", err)
		}
	}
}

func stillNamed(f *os.File, path string) bool {
	held, err := f.Stat()
	if err != nil {
		return false
	}
	named, err := os.Stat(path)
	return err == nil && os.SameFile(held, named)
}

// InUse tells whether a window has the diary at a path open for writing.
func InUse(path string) (bool, error) {
	if _, err := os.Stat(lockPath(path)); errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	lock, err := acquireLock(path)
	if errors.Is(err, ErrInUse) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return false, lock.release()
}

func (l *fileLock) release() error {
	return removeLocked(l.file)
}
