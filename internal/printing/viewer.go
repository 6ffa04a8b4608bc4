//go:build !windows

package printing

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
)

// OpenInViewer shows the file in the system's program for PDFs.
func OpenInViewer(ctx context.Context, path string) error {
	full, err := filepath.Abs(path)
	if err != nil {
		return fmt.Errorf("opening %s: %w", path, err)
	}
	program, err := exec.LookPath(viewer)
	if err != nil {
		return fmt.Errorf("opening %s: %w", path, err)
	}
	if err := exec.CommandContext(ctx, program, full).Run(); err != nil {
		return fmt.Errorf("opening %s in a viewer: %w", path, err)
	}
	return nil
}
