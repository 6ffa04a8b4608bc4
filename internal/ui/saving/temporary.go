package saving

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// temporaryPrefix begins the names of the folders, in the system's temporary one, that hold what another
// program is to show or print. The number of the process follows.
const temporaryPrefix = "stillnight-view-"

// Temporary writes a file for another program, which only this user can read. It is there until the next one
// of this program, until the diary is closed, or else until the next start.
func Temporary(name string, write func(io.Writer) error) (path string, err error) {
	RemoveTemporary()
	folder, err := os.MkdirTemp("", temporaryPrefix+strconv.Itoa(os.Getpid())+"-*") // 0700
	if err != nil {
		return "", fmt.Errorf("making room for pages on view: %w", err)
	}
	path = filepath.Join(folder, name)
	if err := Write(nil, path, write); err != nil {
		_ = os.RemoveAll(folder) // or else at the next start
		return "", err
	}
	return path, nil
}

// RemoveTemporary removes what Temporary wrote, in this program and in those that have ended.
func RemoveTemporary() {
	entries, err := os.ReadDir(os.TempDir())
	if err != nil {
		return
	}
	for _, e := range entries {
		rest, ours := strings.CutPrefix(e.Name(), temporaryPrefix)
		if !ours {
			continue
		}
		number, _, _ := strings.Cut(rest, "-")
		pid, err := strconv.Atoi(number)
		if err == nil && pid != os.Getpid() && alive(pid) {
			continue
		}
		// Another user's, or one that a viewer still holds open, stays.
		_ = os.RemoveAll(filepath.Join(os.TempDir(), e.Name()))
	}
}
