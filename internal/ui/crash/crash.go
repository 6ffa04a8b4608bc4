// Package crash writes down faults in the program, so that they can be found, and keeps one in a job from ending
// the whole. What it writes holds nothing from a diary.
package crash

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"stillnight/internal/explain"
)

// Folder is where reports of faults in the program are written, for the user to read and, if they
// wish, to send. A report tells where in the program it happened. It holds nothing from a diary: not even
// the fault's own words, unless they come from the Go runtime.
type Folder struct {
	Path string
	// Version is the program's.
	Version string
}

// NewFolder returns the folder under the user's cache folder. Nothing is created before a fault.
func NewFolder(version string) *Folder {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	return &Folder{Path: filepath.Join(cache, "stillnight", "crashes"), Version: version}
}

// Report writes what is known about a recovered panic and returns the report's path.
func (c *Folder) Report(fault any) (path string, err error) {
	now := time.Now()
	path = filepath.Join(c.Path, now.Format("crash-20060102-150405.000")+".txt")
	kind := fmt.Sprintf("%T", fault)
	if own, ok := fault.(runtime.Error); ok {
		kind = own.Error()
	}
	text := fmt.Sprintf("Stillnight %s, %s on %s/%s, %s\n\nFault: %s\n\n%s",
		c.Version, runtime.Version(), runtime.GOOS, runtime.GOARCH, now.Format(time.RFC3339), kind, debug.Stack())
	if err := os.MkdirAll(c.Path, 0o700); err != nil {
		return path, fmt.Errorf("making the folder for crash reports: %w", err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return path, fmt.Errorf("writing a crash report: %w", err)
	}
	return path, nil
}

// Latest returns the path of the newest report, "" where there is none.
func (c *Folder) Latest() string {
	entries, err := os.ReadDir(c.Path) // sorted by name, which is by time
	if err != nil {
		return ""
	}
	for i := len(entries) - 1; i >= 0; i-- {
		if strings.HasPrefix(entries[i].Name(), "crash-") {
			return filepath.Join(c.Path, entries[i].Name())
		}
	}
	return ""
}

// errCrashed says that a job stopped on a fault of the program, which was written to a crash report.
var errCrashed = explain.Keyed("shell.fail.crashed")

// Guard runs a job and turns a panic in it into an error and a crash report.
func (c *Folder) Guard(job func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			path, reportErr := c.Report(fault)
			err = errors.Join(fmt.Errorf("%w; the report is %s", errCrashed, path), reportErr)
		}
	}()
	return job()
}
