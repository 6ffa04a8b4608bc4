package instance

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Lock is a lock on a side file, held while a diary is open for writing. A left-over side file never blocks
// anyone. The diary itself is not locked: SQLite locks it for each save, and would lose that lock if we
// opened and closed the file.
type Lock struct{ file *os.File }

// ErrInUse: another process holds the file.
var ErrInUse = errors.New("the diary is open in another window")

// errLocked is what tryLock returns where another process holds the lock, errNoLocks where the file
// system knows no locks.
var (
	errLocked  = errors.New("locked")
	errNoLocks = errors.New("the file system has no locks")
)

// LockPath is the side file by which a file is held.
func LockPath(diary string) string {
	return filepath.Join(filepath.Dir(diary), "."+filepath.Base(diary)+".lock")
}

// wordSize is how much is ever written into a side file, in bytes.
const wordSize = 16

// isSideFile tells whether a file can be a side file. A link would lead elsewhere, perhaps to another diary, a pipe would
// keep the program waiting, and what holds more was not made here.
func isSideFile(info os.FileInfo) bool { return info.Mode().IsRegular() && info.Size() <= wordSize }

// removeStranger removes the name from what is no side file. What a link leads to, and what has a further name, stays.
func removeStranger(path string) error {
	info, err := os.Lstat(path)
	if err != nil || isSideFile(info) || info.IsDir() {
		return nil // opening it tells more
	}
	return os.Remove(path)
}

// Acquire takes the lock for the file at a path, or returns ErrInUse.
func Acquire(diary string) (*Lock, error) {
	path := LockPath(diary)
	for {
		if err := removeStranger(path); err != nil {
			return nil, fmt.Errorf("locking the diary: %w", err)
		}
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, fmt.Errorf("locking the diary: %w", err)
		}
		switch err := tryLock(f); {
		case errors.Is(err, errLocked):
			return nil, errors.Join(ErrInUse, f.Close())
		case errors.Is(err, errNoLocks):
			// A share without locks: better a diary that two windows could open than none.
			return &Lock{file: f}, nil
		case err != nil:
			return nil, fmt.Errorf("locking the diary: %w", errors.Join(err, f.Close()))
		}
		// The window before may have removed the name between our open and our lock; then a third could
		// lock a new file of the same name.
		if stillNamed(f, path) {
			return &Lock{file: f}, nil
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

// InUse tells whether a process holds the file at a path.
func InUse(path string) (bool, error) {
	if _, err := os.Stat(LockPath(path)); errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	lock, err := Acquire(path)
	if errors.Is(err, ErrInUse) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return false, lock.Release()
}

// Release lets go of the file and removes the side file.
func (l *Lock) Release() error {
	return removeLocked(l.file)
}

// Reaches tells whether the file at another path is the one that is held, reached in another way, as on a share that is
// connected twice: what is written into the side file here then stands in the one there. False where that cannot be told.
func (l *Lock) Reaches(diary string) bool {
	for _, path := range []string{l.file.Name(), LockPath(diary)} {
		if info, err := os.Lstat(path); err != nil || !isSideFile(info) {
			return false
		}
	}
	word := make([]byte, wordSize)
	_, _ = rand.Read(word) // it never fails
	if _, err := l.file.WriteAt(word, 0); err != nil || l.file.Sync() != nil {
		return false
	}
	there, err := os.ReadFile(LockPath(diary))
	_ = l.file.Truncate(0) // it is removed in the end, with whatever is in it
	return err == nil && bytes.Equal(there, word)
}

// Held tells whether a process holds the file at a path. Unlike InUse it leaves everything as it is, also a
// side file that a crash left.
func Held(path string) (bool, error) {
	if info, err := os.Lstat(LockPath(path)); err == nil && !isSideFile(info) {
		return false, nil
	}
	f, err := os.Open(LockPath(path))
	if errors.Is(err, os.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("looking at the lock: %w", err)
	}
	err = tryLock(f)
	held := errors.Is(err, errLocked)
	if held || errors.Is(err, errNoLocks) {
		err = nil
	}
	return held, errors.Join(err, f.Close())
}
