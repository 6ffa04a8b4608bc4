package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"stillnight/internal/backup"
	"stillnight/internal/durable"
)

// Output is a file that something is to be written to for other programs: a report, an export, a picture.
// It never takes the place of a diary, of a backup, or of a file that belongs to one.
type Output struct {
	Path string
	// Replace puts it in the place of a file that is there.
	Replace bool
	// Open is the diary that this program has open, nil for none. Its file is known without being looked
	// into: closing a second handle on it would take SQLite's lock away in the middle of a save.
	Open *Store
}

// KeptError says that a file is a diary, a backup or a part of one, and that nothing else is written there.
type KeptError struct{ Path string }

// Error describes the refusal for a log.
func (e *KeptError) Error() string { return e.Path + " is a diary or belongs to one" }

// Refused returns a *KeptError where writing would put something else in the place of a diary: one that is
// open, one that lies there by this name or another, or a file that SQLite or a window keeps beside it. A
// file that cannot be looked into is not written over either.
func (o Output) Refused() error {
	path := o.Path
	if owner, beside := ownerOf(path); beside {
		path = owner
	}
	kept, err := o.holdsDiary(path)
	switch {
	case err != nil:
		return fmt.Errorf("looking at %s: %w", path, classify(path, err))
	case kept:
		return &KeptError{o.Path}
	}
	return nil
}

// holdsDiary tells whether the file at path is a diary, or is one that a window has open and that another
// program has just taken away.
func (o Output) holdsDiary(path string) (bool, error) {
	info, err := os.Stat(path) // follows links
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return InUse(path)
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, nil
	case strings.EqualFold(filepath.Ext(path), backup.Extension):
		return true, nil // also where it is too damaged to be known by its first bytes
	}
	if o.Open != nil {
		if mine, err := os.Stat(o.Open.path); err == nil && os.SameFile(mine, info) {
			return true, nil
		}
	}
	if info.Size() < int64(len(sqliteMagic)) {
		return false, nil
	}
	_, err = natureOf(path)
	var damaged *DamagedError
	switch {
	case errors.Is(err, ErrNotADiary):
		return false, nil
	case err == nil, errors.As(err, &damaged):
		return true, nil
	}
	return false, err
}

// ownerOf returns the diary to whose side files a name belongs: the journal of a save, the lock of a window.
func ownerOf(path string) (diary string, ok bool) {
	folder, name := filepath.Split(path)
	lower := strings.ToLower(name)
	for _, ending := range []string{"-journal", "-wal", "-shm"} {
		if strings.HasSuffix(lower, ending) {
			return filepath.Join(folder, name[:len(name)-len(ending)]), true
		}
	}
	for _, ending := range []string{".lock", ".activate"} {
		if strings.HasPrefix(name, ".") && strings.HasSuffix(lower, ending) && len(name) > len(ending)+1 {
			return filepath.Join(folder, name[1:len(name)-len(ending)]), true
		}
	}
	return "", false
}

// Write writes the file whole: there is the old one or the new one under its name, never a part, and the new
// one is for its owner only. What is no file, such as a pipe, is written to as it stands.
//
// Its error is a *KeptError where the place is a diary's, and matches fs.ErrExist where the name is taken.
func (o Output) Write(content func(io.Writer) error) error {
	if err := o.write(content); err != nil {
		return fmt.Errorf("writing %s: %w", o.Path, classify(o.Path, err))
	}
	return nil
}

func (o Output) write(content func(io.Writer) error) error {
	if err := o.Refused(); err != nil {
		return err
	}
	info, err := os.Stat(o.Path)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case err == nil && info.IsDir():
		return fs.ErrExist
	case err == nil && !info.Mode().IsRegular():
		return pour(o.Path, content)
	}
	if _, err := os.Lstat(o.Path); err == nil && !o.Replace {
		return fs.ErrExist
	}
	return durable.MakeUnseen(o.Path, content, func(made string) error {
		// Making the content takes a while, in which a diary may have come to lie here.
		if err := o.Refused(); err != nil {
			return err
		}
		if o.Replace {
			return os.Rename(made, o.Path)
		}
		return durable.NameUntaken(made, o.Path)
	})
}

// pour writes into a device or a pipe.
func pour(path string, content func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(content(f), f.Close())
}
