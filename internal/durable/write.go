package durable

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// Write puts data under path in one step: after a crash there is the old file or the new one, never
// a part. The file is for its owner only.
func Write(path string, data []byte) error {
	write := func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
	return Make(path, write, func(made string) error { return os.Rename(made, path) })
}

// Remove removes a file; one that is not there is no error.
func Remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Sync flushes a file that something else wrote.
func Sync(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

// Make writes a file beside the place that it is for and flushes it; place then gives it its name, or returns why
// not. It is for its owner only. After an error nothing of it is left.
func Make(path string, content func(io.Writer) error, place func(made string) error) (err error) {
	folder := filepath.Dir(path)
	f, err := os.CreateTemp(folder, "."+filepath.Base(path)+".*.new") // mode 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, Remove(f.Name()))
		}
	}()
	err = content(f)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	if err := place(f.Name()); err != nil {
		return err
	}
	return SyncFolder(folder)
}

// NameUntaken gives a finished file its name unless something has taken that meanwhile, which is fs.ErrExist.
func NameUntaken(made, path string) error {
	if runtime.GOOS != "windows" {
		switch err := os.Link(made, path); {
		case err == nil:
			return os.Remove(made)
		case errors.Is(err, fs.ErrExist):
			return fs.ErrExist
		}
		// Some file systems know no links; the look just before must do.
	}
	if _, err := os.Lstat(path); err == nil {
		return fs.ErrExist
	}
	return os.Rename(made, path)
}
