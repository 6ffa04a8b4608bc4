package saving

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// Write writes a file whole: first beside its place, then under its name in one step. A file that is
// there already is replaced; it stays as it was if anything fails.
func Write(path string, content func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".stillnight-*")
	if err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	defer func() {
		if err != nil {
			// What failed is told already; a leftover that cannot be removed adds nothing to it.
			_ = f.Close()
			_ = os.Remove(f.Name())
		}
	}()
	if err := content(f); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}
