package durable

import (
	"errors"
	"io"
	"io/fs"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// Write puts data under path in one step: after a crash there is the old file or the new one, never
// a part. The file is for its owner only.
func Write(path string, data []byte) error {
	return Make(path, Bytes(data), func(made string) error { return os.Rename(made, path) })
}

// Bytes is data as content for Make.
func Bytes(data []byte) (content func(io.Writer) error) {
	return func(w io.Writer) error {
		_, err := w.Write(data)
		return err
	}
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
func Make(path string, content func(io.Writer) error, place func(made string) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*"+halfMade) // mode 0600
	if err != nil {
		return err
	}
	return finish(f, f.Name(), content, place)
}

// MakeUnseen is Make for what must not stay behind of a program that is killed: a file for others of what a
// locked diary holds. On Linux it has no name until it is whole. Elsewhere, and should the program end in
// between giving it one and place, Sweep removes it.
func MakeUnseen(path string, content func(io.Writer) error, place func(made string) error) error {
	Sweep(path)
	f, err := unnamed(filepath.Dir(path))
	if err != nil {
		return Make(path, content, place)
	}
	err = content(f)
	if err == nil {
		err = f.Sync()
	}
	made := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+"."+strconv.FormatUint(rand.Uint64(), 36)+halfMade)
	if err == nil && name(f, made) != nil { // what cannot be named is copied
		again := func(w io.Writer) error {
			_, err := io.Copy(w, io.NewSectionReader(f, 0, math.MaxInt64))
			return err
		}
		return errors.Join(Make(path, again, place), f.Close())
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return err
	}
	return settle(made, place)
}

// halfMade ends the names of files that are being made.
const halfMade = ".new"

// Sweep removes what programs that were killed left of files that they made for a place.
func Sweep(path string) {
	folder, begin := filepath.Dir(path), "."+filepath.Base(path)+"."
	entries, err := os.ReadDir(folder)
	if err != nil {
		return // whoever writes there says so
	}
	for _, e := range entries {
		rest, begins := strings.CutPrefix(e.Name(), begin)
		number, ends := strings.CutSuffix(rest, halfMade)
		if _, err := strconv.ParseUint(number, 36, 64); !begins || !ends || err != nil || !e.Type().IsRegular() {
			continue // someone else's
		}
		if half := filepath.Join(folder, e.Name()); abandoned(half) {
			_ = os.Remove(half) // another user's stays
		}
	}
}

// finish fills a file that has a name already.
func finish(f *os.File, made string, content func(io.Writer) error, place func(made string) error) error {
	claim(f)
	err := content(f)
	if err == nil {
		err = f.Sync()
	}
	if err := errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, Remove(made))
	}
	return settle(made, place)
}

func settle(made string, place func(made string) error) error {
	if err := place(made); err != nil {
		return errors.Join(err, Remove(made))
	}
	return SyncFolder(filepath.Dir(made))
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
