package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"stillnight/internal/durable"
	"stillnight/internal/store"
)

// File is a file that something is to be written to for other programs: a report, an export, a picture.
// It never replaces a diary, a backup, or a file that belongs to one.
type File struct {
	Path string
	// Replace puts it in the place of a file that is there.
	Replace bool
	// Open is the diary that this program has open, nil for none.
	Open *store.Store
	// Packs is the diary that is packed for another computer into the file: an earlier one of the same diary may be
	// replaced. It is nil where anything else is written.
	Packs *store.Store
}

// KeptError says that a file is a diary, a backup or a part of one, and that nothing else is written there.
type KeptError struct{ Path string }

// Error describes the refusal for a log.
func (e *KeptError) Error() string { return e.Path + " is a diary or belongs to one" }

// Words say so in the user's language; see package explain.
func (e *KeptError) Words() (key string, args []any) {
	return "store.error.kept", []any{"path", e.Path}
}

// Refused returns a *KeptError where writing would put something else in the place of a diary; see [store.Kept]. A
// file that cannot be looked into is not written over either.
func (f File) Refused() error {
	if f.Packs != nil && f.Packs.Packed(context.Background(), f.Path) {
		return nil
	}
	kept, err := store.Kept(f.Path, f.Open)
	switch {
	case err != nil:
		return fmt.Errorf("looking at %s: %w", f.Path, err)
	case kept:
		return &KeptError{f.Path}
	}
	return nil
}

// Write writes the file whole: there is the old one or the new one under its name, never a part, and the new
// one is for its owner only. What is no file, such as a pipe, is written to as it stands.
//
// Its error is a *KeptError where the place is a diary's, and matches fs.ErrExist where the name is taken.
func (f File) Write(content func(io.Writer) error) error {
	if err := f.write(content); err != nil {
		return fmt.Errorf("writing %s: %w", f.Path, store.FileError(f.Path, err))
	}
	return nil
}

func (f File) write(content func(io.Writer) error) error {
	if err := f.Refused(); err != nil {
		return err
	}
	info, err := os.Stat(f.Path)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case err == nil && info.IsDir():
		return fs.ErrExist
	case err == nil && !info.Mode().IsRegular():
		return pour(f.Path, content)
	}
	if _, err := os.Lstat(f.Path); err == nil && !f.Replace {
		return fs.ErrExist
	}
	return durable.MakeUnseen(f.Path, content, func(made string) error {
		// Making the content takes a while, in which a diary may have come to lie here.
		if err := f.Refused(); err != nil {
			return err
		}
		if f.Replace {
			return os.Rename(made, f.Path)
		}
		return durable.NameUntaken(made, f.Path)
	})
}

// pour writes into a device or a pipe.
func pour(path string, content func(io.Writer) error) error {
	device, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(content(device), device.Close())
}
