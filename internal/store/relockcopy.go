package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"stillnight/internal/durable"
	"stillnight/internal/envelope"
)

// linkedAnywhere tells whether the diary's file, or that of a copy, has further names. The caller holds s.mu.
func (s *Store) linkedAnywhere(ctx context.Context) bool {
	copies, _ := s.copies(ctx) // what is not there now is looked at when it is
	for _, path := range append(copies, s.path) {
		if durable.Names(path) > 1 {
			return true
		}
	}
	return false
}

// relockCopy writes one file again with a key, nil for in plain. A file with another passphrase is left. A symbolic
// link is followed to a diary of any kind, and to nothing else: somebody may have put it there. linked says that
// other names of the file still lead to what it was in plain.
func relockCopy(path string, from, to *envelope.Key, id envelope.ID) (linked bool, err error) {
	path, err = realCopy(path)
	if err != nil || path == "" {
		return false, err
	}
	data, locked, err := copyToRelock(path, to)
	if err != nil || data == nil {
		return false, err
	}
	image := data // as it is, also where it is too damaged to be a database
	if locked {
		f, err := envelope.Parse(data)
		if err != nil || to.Fits(f) || from == nil {
			return false, nil
		}
		image, err = from.Image(f)
		var fault *envelope.Damaged
		if errors.As(err, &fault) && len(image) == 0 || err != nil && fault == nil {
			return false, nil // another passphrase from longer ago
		}
	}
	if to == nil {
		return false, durable.Write(path, image)
	}
	if image, err = to.Seal(image, id); err != nil {
		return false, err
	}
	if locked {
		return false, durable.Write(path, image)
	}
	return durable.WriteEveryName(path, image, func(made string) error { return os.Rename(made, path) })
}

// copyToRelock reads a copy that may need another key; nil where it is gone, or is in plain and stays so.
func copyToRelock(path string, to *envelope.Key) (data []byte, locked bool, err error) {
	head, err := readHead(path, envelope.HeadSize)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false, nil
	}
	if err != nil {
		return nil, false, err
	}
	if locked, _ = envelope.Recognised(head); !locked && to == nil {
		return nil, false, nil
	}
	data, err = readBounded(path)
	return data, locked, err
}

// realCopy follows a symbolic link to a diary; "" for one that leads nowhere, or to something else.
func realCopy(path string) (string, error) {
	info, err := os.Lstat(path)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return path, nil // reading it tells more
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return "", nil
	}
	if _, err := natureOf(real); err != nil {
		return "", nil
	}
	return real, nil
}
