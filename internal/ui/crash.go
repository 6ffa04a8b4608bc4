package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

// CrashFolder is where reports of faults in the program are written, for the user to read and, if they
// wish, to send. A report tells where in the program it happened. It holds nothing from a diary: not even
// the fault's own words, unless they come from the Go runtime.
type CrashFolder struct {
	path    string
	version string
}

// NewCrashFolder returns the folder under the user's cache folder. Nothing is created before a fault.
func NewCrashFolder(version string) *CrashFolder {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	return &CrashFolder{path: filepath.Join(cache, "stillnight", "crashes"), version: version}
}

// Report writes what is known about a recovered panic and returns the report's path.
func (c *CrashFolder) Report(fault any) (path string, err error) {
	now := time.Now()
	path = filepath.Join(c.path, now.Format("crash-20060102-150405.000")+".txt")
	kind := fmt.Sprintf("%T", fault)
	if own, ok := fault.(runtime.Error); ok {
		kind = own.Error()
	}
	text := fmt.Sprintf("Stillnight %s, %s on %s/%s, %s\n\nFault: %s\n\n%s",
		c.version, runtime.Version(), runtime.GOOS, runtime.GOARCH, now.Format(time.RFC3339), kind, debug.Stack())
	if err := os.MkdirAll(c.path, 0o700); err != nil {
		return path, fmt.Errorf("making the folder for crash reports: %w", err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		return path, fmt.Errorf("writing a crash report: %w", err)
	}
	return path, nil
}

// Latest returns the path of the newest report, "" where there is none.
func (c *CrashFolder) Latest() string {
	entries, err := os.ReadDir(c.path) // sorted by name, which is by time
	if err != nil {
		return ""
	}
	for i := len(entries) - 1; i >= 0; i-- {
		if strings.HasPrefix(entries[i].Name(), "crash-") {
			return filepath.Join(c.path, entries[i].Name())
		}
	}
	return ""
}
