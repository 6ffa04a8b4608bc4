package store

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Prepare makes sure that a diary can be at a path: that there is room for the names of its files, and that its drive is
// connected. It makes the program's own folder where there is none, and no other. Its errors match ErrNameTooLong,
// ErrNotConnected, ErrPermission and so on.
func Prepare(path string, places Places) error {
	real, err := resolve(path)
	if err == nil {
		err = reachable(real, places)
	}
	if err != nil {
		return fmt.Errorf("making room at %s: %w", path, classify(path, err))
	}
	return nil
}

func reachable(path string, places Places) error {
	if err := roomForNames(path); err != nil {
		return err
	}
	away := places.Away(path)
	if _, err := os.Stat(path); err == nil {
		away = false
	}
	folder := filepath.Dir(path)
	if !away {
		if err := prepareFolder(folder); err != nil {
			return err
		}
	}
	if away || driveMissing(folder) { // before the lock, which would lie there
		return fmt.Errorf("%s: %w", folder, ErrNotConnected)
	}
	return nil
}

// prepareFolder makes the program's own folder where there is none, for its owner only. Where another folder
// is missing, so is the drive that it is on.
func prepareFolder(folder string) error {
	if _, err := os.Stat(folder); err == nil || !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	home, err := DefaultPath()
	if err == nil && filepath.Dir(home) == folder {
		return os.MkdirAll(folder, 0o700)
	}
	return fmt.Errorf("%s: %w", folder, ErrNotConnected)
}
